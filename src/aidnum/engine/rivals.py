"""What aids that exclude one another give together at most.

Sets of aids are numbers, a bit an aid. Those that exclusions tie together are weighed apart: a few exactly, so that an odd
cycle of exclusions costs no slack; many by cliques, of which one aid is kept: each clique takes its lightest weight off all its
aids, until none is left.
"""

from collections.abc import Iterable, Iterator, Sequence

_SMALL = 14


class Rivals:
    """Who excludes whom: for each aid the bits of those that it excludes, and a clique that it stands in."""

    def __init__(self, values: Sequence[int], excludes: Sequence[frozenset[int]]) -> None:
        self.barred = [sum(1 << other for other in others) for others in excludes]
        self.clique = _cliques(values, excludes)
        self.parts = tuple(self._split((1 << len(excludes)) - 1))
        self.known: dict[int, tuple[int, ...]] = {}

    def tied(self, mask: int) -> Iterator[int]:
        """The parts of a set that no exclusion ties together."""
        for part in self.parts:
            some = part & mask
            if some not in self.known:
                self.known[some] = tuple(self._split(some))
            yield from self.known[some]

    def _split(self, mask: int) -> Iterator[int]:
        while mask:
            part, edge = 0, mask & -mask
            # `part` is closed but for `edge`, whose exclusions are still to be followed
            while edge:
                part |= edge
                near = 0
                for index in bits(edge):
                    near |= self.barred[index]
                edge = near & mask & ~part
            yield part
            mask &= ~part


class Weights:
    """What aids are worth, none less than nothing, and so what sets of them are worth at most where none excludes another."""

    def __init__(self, rivals: Rivals, values: Sequence[int]) -> None:
        self.rivals = rivals
        self.values = values
        self.known: dict[int, int] = {0: 0}

    def most(self, some: Iterable[int]) -> int:
        """What no set of these gives more than."""
        alone, mask = 0, 0
        for index in some:
            if self.rivals.barred[index]:
                mask |= 1 << index
            else:
                alone += self.values[index]
        return alone + sum(map(self._of_part, self.rivals.tied(mask)))

    def of_few(self, some: Iterable[int], count: int) -> int:
        """What no set of so many of these gives more than."""
        tops: dict[int, int] = {}
        for index in some:
            clique = self.rivals.clique[index]
            if self.values[index] > tops.get(clique, 0):
                tops[clique] = self.values[index]
        return sum(sorted(tops.values(), reverse=True)[:count])

    def _of_part(self, mask: int) -> int:
        if mask not in self.known:
            self.known[mask] = self._heaviest(mask) if mask.bit_count() <= _SMALL else self._covered(mask)
        return self.known[mask]

    def _heaviest(self, mask: int) -> int:
        """The heaviest set: with its last aid and none that it excludes, or without it where it excludes any."""
        if mask not in self.known:
            last = mask.bit_length() - 1
            rest = mask ^ 1 << last
            barred = rest & self.rivals.barred[last]
            with_it = self.values[last] + self._heaviest(rest ^ barred)
            self.known[mask] = max(with_it, self._heaviest(rest)) if barred else with_it
        return self.known[mask]

    def _covered(self, mask: int) -> int:
        """The weight of cliques that hold each aid as often as it weighs."""
        left = {index: self.values[index] for index in bits(mask)}
        total = 0
        # what is left of the aids, and `total`, bound the set: a clique that is paid for takes as much off each of its aids
        for first in sorted(left, key=left.__getitem__):
            weight = left[first]
            mask &= ~(1 << first)
            if weight:
                total += weight
                near = mask & self.rivals.barred[first]
                while near:
                    other = near.bit_length() - 1
                    near &= self.rivals.barred[other]
                    left[other] -= min(weight, left[other])
                    mask &= ~((not left[other]) << other)
        return total


def bits(mask: int) -> Iterator[int]:
    """The aids of a set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


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
