"""Merge what the applicant says: the one place where it is decided who wins."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from aidnum.errors import BadUsage, CostsTwice
from aidnum.model.profile import over, read_facts, read_profile, read_value
from aidnum.project.said import Project, Said

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.authority import Authority
    from aidnum.model.budget import CostLine
    from aidnum.model.profile import Profile
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.territory.search import Match

INVESTMENT = "investissement"


def read_project(
    catalogue: Catalogue,
    said: Said,
    choose: Callable[[Match], Authority] | None = None,
    warn: Callable[[str], None] = warnings.warn,
) -> Project:
    """The profile and the cost lines of a project: what is said wins over open data on who is named, and these over the file.

    A name that doesn't mean exactly one authority is refused, unless `choose` picks one. `warn` takes the sentences on what
    doesn't stop the reading; they are Python warnings unless it is given.

    Raises:
        BadUsage: for a value that can't be read, costs given twice, or facts that contradict one another.
        UnknownAuthority: for a name that doesn't mean exactly one authority.
        AidnumError: for a file that can't be read.
    """
    if said.costs is not None and said.budget is not None:
        raise CostsTwice
    vocabulary = catalogue.vocabulary
    own = read_facts(vocabulary, said.facts)
    facts = over(vocabulary, own, _filed(said, vocabulary))
    project = _without_budget(said, facts, vocabulary) if said.budget is None else _budgeted(said, facts, vocabulary, warn)
    if not said.names and "departement" not in project.profile.facts:
        return project

    from aidnum.project.places import authorities_named, exactly_one, located, with_region

    if not said.names:
        return project._replace(profile=with_region(project.profile))
    names = (said.names,) if isinstance(said.names, str) else said.names
    authorities = authorities_named(names, choose or exactly_one, warn)
    return project._replace(profile=located(project.profile, authorities, own, warn))


def _filed(said: Said, vocabulary: Vocabulary) -> dict[str, Any]:
    if said.file is None:
        return {}
    from aidnum.project.profile_file import read_profile_file

    return read_profile_file(str(said.file), vocabulary)


def _without_budget(said: Said, facts: Mapping[str, Any], vocabulary: Vocabulary) -> Project:
    profile = read_profile(vocabulary, facts, said.costs, said.basis)
    return Project(profile, _lines(profile, vocabulary) if profile.costs else ())


def _lines(profile: Profile, vocabulary: Vocabulary) -> tuple[CostLine, ...]:
    from aidnum.model.budget import CostLine

    labels = vocabulary.cost_categories
    costs = (profile.costs or {}).items()
    return tuple(CostLine(label=labels[name].label, category=name).of(profile.costs_basis, amount) for name, amount in costs)


def _budgeted(said: Said, facts: Mapping[str, Any], vocabulary: Vocabulary, warn: Callable[[str], None]) -> Project:
    from aidnum.model.budget import costs_of, is_investment, natures_of
    from aidnum.project.budget_file import read_budget

    lines = read_budget(str(said.budget), vocabulary, said.basis, warn)
    known = _with_nature(facts, is_investment(lines), vocabulary)
    natures = natures_of(lines, said.basis)
    return Project(read_profile(vocabulary, known, costs_of(lines, said.basis), said.basis, natures), tuple(lines))


def _with_nature(facts: Mapping[str, Any], investment: bool | None, vocabulary: Vocabulary) -> Mapping[str, Any]:  # noqa: FBT001
    """The facts with what the lines of a budget say of investment, where the vocabulary has that fact."""
    if investment is None or INVESTMENT not in vocabulary.facts:
        return facts
    given = facts.get(INVESTMENT)
    if given is not None and read_value(vocabulary, INVESTMENT, given) is not investment:
        told = "des lignes d'investissement" if investment else "du fonctionnement seul"
        raise BadUsage(f"le budget contient {told}, et le fait « {INVESTMENT} » dit le contraire", "Corriger l'un des deux.")
    return {**facts, INVESTMENT: investment}
