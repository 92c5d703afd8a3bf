"""Which aids can't be had together: those that say so, those of one group, and a scheme with all that came after it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from aidnum.model.scheme import Scheme, Stacking

Exclusions: TypeAlias = Mapping[str, frozenset[str]]
_NONE = Stacking()


def exclusions(schemes: Iterable[Scheme], known: Iterable[Scheme] = ()) -> Exclusions:
    """For each of these schemes, by id, those of them that it can't be had with, whichever of the two says so.

    What a text says of two schemes wins over what their group or their succession implies. A chain of successors is followed
    through the schemes `known` too, which need not enter the plan.
    """
    mine = {scheme.id: scheme for scheme in schemes}
    followers = {scheme.id: scheme.successor for scheme in (*known, *mine.values())}
    stackings = {name: scheme.stacking or _NONE for name, scheme in mine.items()}
    said = _both_ways((name, other) for name, stacking in stackings.items() for other in stacking.excludes)
    together = _both_ways((name, other) for name, stacking in stackings.items() for other in stacking.with_)
    implied = _both_ways((*_grouped(stackings), *((name, later) for name in mine for later in _after(name, followers))))
    return {name: frozenset(((implied[name] - together[name]) | said[name]) & mine.keys() - {name}) for name in mine}


def _both_ways(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def _grouped(stackings: Mapping[str, Stacking]) -> Iterator[tuple[str, str]]:
    """Each scheme with those of its groups."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, stacking in stackings.items():
        for group in stacking.one_of:
            groups[group].append(name)
    return ((one, other) for names in groups.values() for one in names for other in names)


def _after(name: str, followers: Mapping[str, str | None]) -> Iterable[str]:
    """All that came after a scheme, one after the other; a chain that turns round is left where it does."""
    chain: dict[str, None] = {}
    later = followers.get(name)
    while later is not None and later not in chain:
        chain[later] = None
        later = followers.get(later)
    return chain
