"""What aids can't give more than, once each limit has a price: the cents that it allows are paid for, whoever has them.

Whatever the prices, an aid adds at most what it gives less what it pays for the limits that see it, on the lines where that is
most; the limits themselves add what they allow at their price. The best prices are those of a linear program in which aids that
the same limits see on a line are one amount. Everything is in whole numbers over one unit: no bound is rounded but at its end.
"""

from collections.abc import Iterable, Sequence
from math import lcm
from operator import mul
from typing import NamedTuple

from aidnum.engine import simplex
from aidnum.engine.problem import Aid, Problem
from aidnum.engine.rivals import Rivals, Weights

_Seen = tuple[int, ...]


class Row(NamedTuple):
    """What limits of the same weights and lines sum; None are all the lines."""

    weights: tuple[int, ...]
    lines: frozenset[int] | None


class Prices(NamedTuple):
    """The price of a cent of each row, over `unit`; what an aid adds when it is kept, and when it may be."""

    unit: int
    rows: tuple[int, ...]
    kept: tuple[int, ...]
    free: Weights

    def reach(self, bounds: Sequence[int], kept: Iterable[int], left: Sequence[int], more: int | None) -> int:
        """What some aids kept, and at most `more` of those left, can't give more than under these bounds."""
        paid: int = sum(map(mul, self.rows, bounds))
        gains = self.free.most(left)
        if more is not None:
            gains = min(gains, self.free.of_few(left, more))
        return (paid + sum(map(self.kept.__getitem__, kept)) + gains) // self.unit


class Market:
    """The aids as the rows see them on each line, from which prices are made."""

    def __init__(self, problem: Problem, rows: Sequence[Row]) -> None:
        self.aids = problem.aids
        self.rows = rows
        self.rivals = Rivals([aid.most for aid in problem.aids], problem.excludes)
        kinds: dict[_Seen, int] = {}
        self.parts = [
            [(kinds.setdefault(seen, len(kinds)), most) for seen, most in _parts(index, aid, rows)]
            for index, aid in enumerate(problem.aids)
        ]
        self.seen = list(kinds)
        self.cells = 0  # the numbers in the tables solved: what the prices took to find
        self.known: dict[tuple[int, tuple[int, ...]], Prices] = {}
        self.free_of_charge = self._prices(1, (0,) * len(rows))

    def prices(self, bounds: Sequence[int], some: Iterable[int]) -> Prices:
        """The prices at which some aids, exclusions forgotten, would give the most under these bounds."""
        tops = self._tops(some)
        most = list(tops.values())
        dense = list(zip(*(self.seen[kind] for kind in tops), strict=True)) or [()] * len(bounds)
        tight = [row for row, bound in enumerate(bounds) if sum(map(mul, dense[row], most)) > bound]
        if not tight:
            return self.free_of_charge
        self.cells += len(tight) * len(tops) + len(bounds) * len(tops) // 10 + 2 * len(self.aids)
        found = simplex.prices([1] * len(most), [dense[row] for row in tight], [max(0, bounds[row]) for row in tight], most)
        unit = lcm(*(price.denominator for price in found))
        whole = [0] * len(bounds)
        for row, price in zip(tight, found, strict=True):
            whole[row] = price.numerator * (unit // price.denominator)
        return self._prices(unit, tuple(whole))

    def _tops(self, some: Iterable[int]) -> dict[int, int]:
        """The most of each amount; an aid that may lay more than it gives is counted in proportion."""
        tops: dict[int, int] = {}
        for index in some:
            room = sum(most for _, most in self.parts[index])
            for kind, most in self.parts[index]:
                share = most if room <= self.aids[index].most else most * self.aids[index].most // room
                tops[kind] = tops.get(kind, 0) + share
        return tops

    def _prices(self, unit: int, rows: tuple[int, ...]) -> Prices:
        """The same prices come again and again: what they make of the aids is worked out once."""
        if (unit, rows) not in self.known:
            self.known[unit, rows] = self._priced(unit, rows)
        return self.known[unit, rows]

    def _priced(self, unit: int, rows: tuple[int, ...]) -> Prices:
        priced = [(row, price) for row, price in enumerate(rows) if price]
        left = [unit - sum(price * seen[row] for row, price in priced) for seen in self.seen]
        kept = tuple(_gain(aid, parts, left) for aid, parts in zip(self.aids, self.parts, strict=True))
        return Prices(unit, rows, kept, Weights(self.rivals, [max(0, gain) for gain in kept]))


def _parts(index: int, aid: Aid, rows: Sequence[Row]) -> list[tuple[_Seen, int]]:
    """How each row sees a cent of an aid on each of its lines, and the most that it lays there; anywhere, without lines."""
    if not aid.on:
        return [(tuple(row.weights[index] for row in rows), aid.most)]
    return [
        (tuple(row.weights[index] if row.lines is None or line in row.lines else 0 for row in rows), aid.on[line])
        for line in aid.lines
    ]


def _gain(aid: Aid, parts: Sequence[tuple[int, int]], left: Sequence[int]) -> int:
    """The most that an aid adds: where a cent leaves most first, as long as it leaves anything or is owed."""
    gain, given = 0, 0
    for kind, most in sorted(parts, key=lambda part: -left[part[0]]):
        wanted = aid.most if left[kind] > 0 else aid.least
        laid = max(0, min(most, wanted - given))
        gain += laid * left[kind]
        given += laid
    return gain
