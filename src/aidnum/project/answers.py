"""What was said, with what was answered since: to be said again in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.errors import AidnumError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidnum.model.authority import Authority
    from aidnum.model.profile import Profile
    from aidnum.project.said import Said


def answered(said: Said, before: Profile, after: Profile) -> Said:
    """What was said with the facts that a profile got since, and the authorities it names, by a name that means each alone."""
    facts = {name: value for name, value in after.facts.items() if name not in before.facts or before.facts[name] != value}
    return said._replace(names=_again(said, before, after), facts={**said.facts, **facts})


def _again(said: Said, before: Profile, after: Profile) -> Sequence[str] | str:
    """The names as they were said where nobody had to choose, else others that leave no choice."""
    if after.authorities == before.authorities and (not said.names or _mean(said.names, after.authorities)):
        return said.names
    names = tuple(map(_name, after.authorities))
    return names if _mean(names, after.authorities) else tuple(map(_code, after.authorities))


def _mean(names: str | Sequence[str], authorities: Sequence[Authority]) -> bool:
    from aidnum.project.places import authorities_named

    try:
        return authorities_named((names,) if isinstance(names, str) else names) == tuple(authorities)
    except AidnumError:
        return False


def _name(authority: Authority) -> str:
    return authority.name if _mean(authority.name, (authority,)) else _code(authority)


def _code(authority: Authority) -> str:
    from aidnum.project.places import unmistakable

    return unmistakable(authority)
