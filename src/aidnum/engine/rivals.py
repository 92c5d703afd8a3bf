"""What aids that exclude one another give together at most.

Aids are parted into the groups that exclusions tie together; what a group gives is the heaviest set in which none excludes
another, found exactly in a small group, so that an odd cycle of exclusions costs no slack. In a larger one, cliques are made of
aids that all exclude one another, of which one is kept.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SMALL = 14


class _Group(NamedTuple):
    """Aids tied by exclusions, each with the bits of those it excludes in the group."""

    members: tuple[int, ...]
    barred: tuple[int, ...]


class Rivals:
    """The groups of aids that exclude one another, and what sets of them are worth at most."""

    def __init__(self, values: Sequence[int], excludes: Sequence[frozenset[int]]) -> None:
        self.values = values
        self.clique = _cliques(values, excludes)
        tied = _tied(excludes)
        self.group = {index: place for place, members in enumerate(tied) for index in members}
        self.small = [_bits(members, excludes) if 2 < len(members) <= _SMALL else None for members in tied]
        self.rank = {index: rank for members in tied for rank, index in enumerate(members)}
        self.known: dict[tuple[int, int], int] = {}

    def most(self, some: Iterable[int]) -> int:
        """What no set of these gives more than, where none excludes another."""
        masks: dict[int, int] = {}
        tops: dict[int, int] = {}
        for index in some:
            place = self.group[index]
            if self.small[place] is None:
                clique = self.clique[index]
                tops[clique] = max(tops.get(clique, 0), self.values[index])
            else:
                masks[place] = masks.get(place, 0) | 1 << self.rank[index]
        return sum(tops.values()) + sum(self._heaviest(place, mask) for place, mask in masks.items())

    def tops(self, some: Iterable[int]) -> list[int]:
        """The most that one aid of each clique gives, the largest first."""
        tops: dict[int, int] = {}
        for index in some:
            tops[self.clique[index]] = max(tops.get(self.clique[index], 0), self.values[index])
        return sorted(tops.values(), reverse=True)

    def _heaviest(self, place: int, mask: int) -> int:
        """The heaviest set of the bits of a small group: with its last aid and none that it excludes, or without it."""
        group = self.small[place]
        if not mask or group is None:
            return 0
        if (place, mask) not in self.known:
            last = mask.bit_length() - 1
            rest = mask & ~(1 << last)
            with_it = self.values[group.members[last]] + self._heaviest(place, rest & ~group.barred[last])
            self.known[place, mask] = max(with_it, self._heaviest(place, rest)) if rest & group.barred[last] else with_it
        return self.known[place, mask]


def _tied(excludes: Sequence[frozenset[int]]) -> list[tuple[int, ...]]:
    """The aids, parted by exclusions: no aid excludes one of another part."""
    left = set(range(len(excludes)))
    found = []
    while left:
        part, next_ones = set(), {min(left)}
        while next_ones:
            part |= next_ones
            next_ones = {other for index in next_ones for other in excludes[index]} - part
        left -= part
        found.append(tuple(sorted(part)))
    return found


def _bits(members: Sequence[int], excludes: Sequence[frozenset[int]]) -> _Group:
    barred = (sum(1 << rank for rank, other in enumerate(members) if other in excludes[index]) for index in members)
    return _Group(tuple(members), tuple(barred))


def _cliques(values: Sequence[int], excludes: Sequence[frozenset[int]]) -> list[int]:
    """For each aid a clique, in which all exclude one another: at most one of a clique is kept."""
    cliques: list[set[int]] = []
    found = [0] * len(values)
    for index in sorted(range(len(values)), key=lambda index: -values[index]):
        place = next((place for place, clique in enumerate(cliques) if clique <= excludes[index]), len(cliques))
        if place == len(cliques):
            cliques.append(set())
        cliques[place].add(index)
        found[index] = place
    return found
