"""Merge what the applicant says: the one place where it is decided who wins."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from aidnum.errors import AidnumError, BadUsage, InFile
from aidnum.french import fold, listed
from aidnum.model.profile import over, read_profile, verified
from aidnum.model.reading import shorten
from aidnum.model.wishes import Other, Wishes
from aidnum.project.said import Project, Said, Statement
from aidnum.project.statement import read_statement

if TYPE_CHECKING:
    from decimal import Decimal

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.authority import Authority
    from aidnum.model.budget import BudgetReading, CostLine
    from aidnum.model.profile import Profile
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.budget.usable import Ask
    from aidnum.project.project_file import Filed
    from aidnum.territory.search import Match

T = TypeVar("T")
INVESTMENT = "investissement"


def read_project(
    catalogue: Catalogue,
    said: Said,
    choose: Callable[[Match], Authority] | None = None,
    warn: Callable[[str], None] = warnings.warn,
    ask: Ask | None = None,
) -> Project:
    """The profile, the cost lines and the wishes of a project: what is said wins over its file.

    What is said wins over open data on who is named too; so does the file where it names who. A name that doesn't mean exactly
    one authority is refused, unless `choose` picks one. `warn` takes the sentences on what doesn't stop the reading; they are
    Python warnings unless it is given. `ask` may tell the categories that lines of a budget lack, by label.

    Raises:
        BadUsage: for a value that can't be read, costs given twice, or facts that contradict one another.
        UnknownAuthority: for a name that doesn't mean exactly one authority.
        AidnumError: for a file that can't be read.
    """
    own = read_statement(catalogue, said)
    filed = None if said.file is None else _filed(str(said.file), own, catalogue, warn)
    return merged(catalogue, own, filed, Talk(choose, warn, ask))


class Talk(NamedTuple):
    """Who picks what an unclear name means, who is told what is suspect, and who tells the categories that lack."""

    choose: Callable[[Match], Authority] | None = None
    warn: Callable[[str], None] = warnings.warn
    ask: Ask | None = None


def merged(catalogue: Catalogue, own: Statement, filed: Filed | None, talk: Talk) -> Project:
    """A project of what is said and of what is filed, as :func:`read_project` makes one."""
    choose, warn, ask = talk
    both = own if filed is None else _over(own, filed.statement, catalogue.vocabulary)
    project, reading = _costed(both, catalogue, warn, ask)
    profile = project.profile
    names: Sequence[str] = ()
    if both.names:
        from aidnum.project.places import authorities_named, exactly_one, located

        winning = own.facts if own.names else both.facts
        with nullcontext() if own.names or filed is None else _in_file(filed.where):
            authorities = authorities_named(both.names, choose or exactly_one, warn)
            names = [authority.name for authority in authorities]
            profile = located(profile, authorities, winning, warn)
    profile = verified(profile, catalogue.vocabulary)
    if reading is None or not (reading.funders or reading.loan):
        return project._replace(profile=profile)
    brought = _brought(reading, profile, names, catalogue)
    return project._replace(profile=profile, wishes=_with_resources(both.wishes, brought, warn))


def _filed(path: str, own: Statement, catalogue: Catalogue, warn: Callable[[str], None]) -> Filed:
    from aidnum.project.project_file import read_project_file

    return read_project_file(path, catalogue, warn, "ttc" if own.basis == "ttc" else None, own.vat)


@contextmanager
def _in_file(where: str) -> Iterator[None]:
    """What is wrong with a name is told with its place in the file."""
    try:
        yield
    except AidnumError as error:
        raise InFile(where, error) from error


def _over(own: Statement, filed: Statement, vocabulary: Vocabulary) -> Statement:
    """What is said over what the file says: a fact over that fact, costs over all the costs, another key over that key.

    Who is named makes the places of the file fall; other costs make its sheet and its rate of VAT fall.
    """
    costs = own if own.has_costs else filed
    fallen = vocabulary.linked if own.names else ()
    return Statement(
        names=own.names or filed.names,
        facts=over(vocabulary, own.facts, {name: value for name, value in filed.facts.items() if name not in fallen}),
        costs=costs.costs,
        budget=costs.budget,
        sheet=own.sheet or costs.sheet,
        basis=costs.basis,
        vat=costs.vat if own.vat is None else own.vat,
        title=own.title or filed.title,
        wishes=_wishes_over(own.wishes, filed.wishes),
        council=own.council or filed.council,
    )


def _wishes_over(own: Wishes, filed: Wishes) -> Wishes:
    """Of a scheme of which something else is said, what the file says falls."""
    wanted = {*own.imposed, *own.granted, *own.expected}
    return Wishes(
        imposed=own.imposed or _without(filed.imposed, own.left_out),
        granted=own.granted or _but(filed.granted, {*own.left_out, *own.expected}),
        left_out=own.left_out or _without(filed.left_out, wanted),
        expected=own.expected or _but(filed.expected, {*own.left_out, *own.granted}),
        others=own.others or filed.others,
        loan=filed.loan if own.loan is None else own.loan,
    )


def _without(schemes: Sequence[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(scheme for scheme in schemes if scheme not in others)


def _but(sums: Mapping[str, T], others: Collection[str]) -> dict[str, T]:
    return {scheme: told for scheme, told in sums.items() if scheme not in others}


def _costed(
    both: Statement, catalogue: Catalogue, warn: Callable[[str], None], ask: Ask | None
) -> tuple[Project, BudgetReading | None]:
    """The profile with its costs, sums by category or the lines of a file, and the reading of a budget."""
    vocabulary = catalogue.vocabulary
    if both.budget is not None:
        from aidnum.project.budget.usable import net_lines, usable_budget

        reading = usable_budget(both.budget, vocabulary, both.basis, warn, sheet=both.sheet, vat=both.vat, ask=ask)
        return _with_lines(both, net_lines(reading), vocabulary), reading
    if isinstance(both.costs, tuple):
        return _with_lines(both, both.costs, vocabulary), None
    profile = read_profile(vocabulary, both.facts, both.costs, both.basis)
    return Project(*costed(profile, vocabulary, both.vat), both, both.wishes), None


def _brought(reading: BudgetReading, profile: Profile, names: Sequence[str], catalogue: Catalogue) -> Wishes:
    """What the resources of a budget wish, but for what the applicant itself brings."""
    from aidnum.engine.situation import Situation
    from aidnum.model.assessment import Labels
    from aidnum.project.funders import Carrier, wishes_of

    who = Situation(profile, catalogue.vocabulary)["collectivite"].possible
    kinds = who.words if isinstance(who, Labels) else None
    return wishes_of(reading, catalogue, Carrier(kinds or (), names))


def _with_resources(said: Wishes, brought: Wishes, warn: Callable[[str], None]) -> Wishes:
    """What is said, with the resources of the budget: an aid of which something is said falls there.

    Aids that no catalogue knows bear any name, and two of them may be one: which fall and which are added is told.
    """
    known = {*said.left_out, *said.granted, *said.expected}
    own = {fold(other.name) for other in said.others}
    added = tuple(other for other in brought.others if fold(other.name) not in own)
    replaced = [other for other in brought.others if other not in added]
    if replaced:
        warn(f"donnée à part, l'aide du budget est remplacée : {_quoted(replaced)}")
    if own and added:
        warn(f"aux autres aides données s'ajoutent celles du budget, que le même nom remplacerait : {_quoted(added)}")
    return said._replace(
        granted={**_but(brought.granted, known), **said.granted},
        expected={**_but(brought.expected, known), **said.expected},
        others=(*said.others, *added),
        loan=brought.loan if said.loan is None else said.loan,
    )


def _quoted(others: Sequence[Other]) -> str:
    return listed([f"« {shorten(other.name)} »" for other in others])


def costed(profile: Profile, vocabulary: Vocabulary, vat: Decimal | None) -> tuple[Profile, tuple[CostLine, ...]]:
    """A profile, whose costs a rate of VAT may tell both ways, and a line for each of them."""
    if not profile.costs:
        return profile, ()
    from aidnum.model.budget import both_ways

    lines = tuple(line.at(vat) for line in _lines(profile, vocabulary))
    return both_ways(profile, lines), lines


def _lines(profile: Profile, vocabulary: Vocabulary) -> Iterator[CostLine]:
    from aidnum.model.budget import CostLine

    labels = vocabulary.cost_categories
    for name, amount in (profile.costs or {}).items():
        yield CostLine(label=labels[name].label, category=name).of(profile.costs_basis, amount)


def _with_lines(both: Statement, lines: Sequence[CostLine], vocabulary: Vocabulary) -> Project:
    from aidnum.model.budget import both_ways, costs_of, is_investment, natures_of

    known = _with_nature(both.facts, is_investment(lines), vocabulary)
    natures = natures_of(lines, both.basis)
    profile = read_profile(vocabulary, known, costs_of(lines, both.basis), both.basis, natures)
    return Project(both_ways(profile, lines), tuple(lines), both, both.wishes)


def _with_nature(facts: Mapping[str, Any], investment: bool | None, vocabulary: Vocabulary) -> Mapping[str, Any]:  # noqa: FBT001
    """The facts with what the lines of a budget say of investment, where the vocabulary has that fact."""
    if investment is None or INVESTMENT not in vocabulary.facts:
        return facts
    given = facts.get(INVESTMENT)
    if given is not None and given is not investment:
        told = "des lignes d'investissement" if investment else "du fonctionnement seul"
        raise BadUsage(f"le budget contient {told}, et le fait « {INVESTMENT} » dit le contraire", "Corriger l'un des deux.")
    return {**facts, INVESTMENT: investment}
