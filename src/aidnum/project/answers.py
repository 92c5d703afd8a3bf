"""What was said, with what was answered since: to be said again in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from aidnum.errors import AidnumError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidnum.model.authority import Authority
    from aidnum.model.profile import Profile
    from aidnum.project.said import Said


def answered(said: Said, before: Profile, after: Profile) -> Said:
    """What was said with the facts that a profile got since, and the authorities it names, by a name that means each alone."""
    facts = {name: value for name, value in after.facts.items() if name not in before.facts or before.facts[name] != value}
    are_filed = not said.names and after.authorities == before.authorities
    names = said.names if are_filed else named_again(said.names, after.authorities)
    return said._replace(names=names, facts={**said.facts, **facts})


N = TypeVar("N", bound="str | Sequence[str]")


def named_again(names: N, authorities: Sequence[Authority]) -> N | tuple[str, ...]:
    """The names as they were said where nobody had to choose, else others that leave no choice."""
    if _mean(names, authorities):
        return names
    named = tuple(map(_name, authorities))
    return named if _mean(named, authorities) else tuple(map(_code, authorities))


def _mean(names: str | Sequence[str], authorities: Sequence[Authority]) -> bool:
    from aidnum.project.places import authorities_named

    try:
        return authorities_named((names,) if isinstance(names, str) else names, warn=lambda _: None) == tuple(authorities)
    except AidnumError:
        return False


def _name(authority: Authority) -> str:
    return authority.name if _mean(authority.name, (authority,)) else _code(authority)


def _code(authority: Authority) -> str:
    from aidnum.project.places import unmistakable

    return unmistakable(authority)
