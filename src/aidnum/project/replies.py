"""Replies to questions, put into a profile and a project as if they had been said at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from aidnum.errors import BadProfile
from aidnum.model.profile import read_category, read_profile, verified
from aidnum.model.reading import Unreadable, read_money, shorten

if TYPE_CHECKING:
    from aidnum.model.authority import Authority
    from aidnum.model.profile import Profile
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.said import Project, Said

_SEVERAL = r"\s*[;,]\s*(?=[^\W\d])"
_COST = r"([^0-9]*?)[\s=:]+([0-9].*)"


def with_fact(profile: Profile, fact: str, said: str, vocabulary: Vocabulary) -> Profile:
    """The profile with the value of a fact; several words of tags are set apart by commas.

    Raises:
        BadUsage: for a value that can't be read, or that contradicts what is known.
    """
    words = said.split(",") if vocabulary.facts[fact].kind == "tags" else said
    given = read_profile(vocabulary, {fact: words}).facts
    return verified(replace(profile, facts=read_profile(vocabulary, {**profile.facts, **given}).facts), vocabulary)


def with_authority(profile: Profile, authority: Authority, warn: Callable[[str], None]) -> Profile:
    """The profile with what open data say of an authority; the facts given win over them."""
    from aidnum.project.places import located

    return located(profile, [authority], profile.facts, warn)


def with_costs(profile: Profile, said: str, vocabulary: Vocabulary) -> Profile:
    """The profile with costs such as ``logiciel 12000, formation 3000``; one given again takes the place of the first.

    Raises:
        BadProfile: for a category or a sum that can't be read.
    """
    costs = dict(_cost(part, vocabulary) for part in re.split(_SEVERAL, said))
    return replace(profile, costs={**(profile.costs or {}), **costs}, other=None)


def _cost(said: str, vocabulary: Vocabulary) -> tuple[str, Decimal]:
    found = re.fullmatch(_COST, said.strip())
    if found is None:
        raise BadProfile(f"« {shorten(said)} » : une dépense puis son montant sont attendus", "Par exemple : logiciel 12000")
    category = read_category(vocabulary, found[1])
    try:
        return category, read_money(found[2])
    except Unreadable as error:
        raise BadProfile(str(error)) from error


def replied(said: Said, project: Project, profile: Profile, vocabulary: Vocabulary) -> tuple[Said, Project]:
    """What was said, and what it came to, with what a profile got since from replies."""
    from aidnum.project.answers import answered, named_again
    from aidnum.project.merge import costed

    before, statement = project.profile, project.statement
    again = answered(said, before, profile)
    facts = {name: value for name, value in profile.facts.items() if before.facts.get(name) != value}
    names = named_again(statement.names, profile.authorities)
    statement = statement._replace(names=names, facts={**statement.facts, **facts})
    if profile.costs is None or profile.costs == before.costs:
        return again, project._replace(profile=profile, statement=statement)
    profile, lines = costed(profile, vocabulary, statement.vat)
    return again._replace(costs=profile.costs), project._replace(
        profile=profile, lines=lines, statement=statement._replace(costs=profile.costs)
    )
