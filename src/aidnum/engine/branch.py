"""Branch and bound over sets of aids: how much the best gives and with how few aids, then the first such set in order.

A set that holds another has at least its limits, and asks at least its least amounts: what can't be had stays so when it grows.
Not so where an aid makes room for another: such limits are left to `worth`, without which no set is found good. What a set may
lead to is bounded at the prices of its limits (:mod:`aidnum.engine.prices`). Past the effort allowed, the sets not yet looked
at bound what the best may give; which of equals has fewest aids is then as far as it was seen.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import add, gt
from typing import NamedTuple

from aidnum.engine.prices import Market, Prices, Row
from aidnum.engine.problem import Aid, Cap, Problem

_NO_BOUND = 1 << 200


class Found(NamedTuple):
    """The best set found, with all it gives; `at_most` is what no set gives more than, None where it is proven the best."""

    kept: tuple[int, ...]
    total: int
    at_most: int | None


class _Node(NamedTuple):
    """A set of aids: the bound of each row, the sum of least amounts on it, what it excludes, the best prices known for it."""

    kept: tuple[int, ...]
    bounds: tuple[int, ...]
    least: tuple[int, ...]
    barred: frozenset[int]
    prices: Prices


class _TooLong(Exception):
    """The effort allowed is spent."""


# An effort is counted in steps: one is a set of sixty aids looked at, or so many numbers in the table of a linear program.
_AIDS = 60
_CELLS = 60
# Which of the best sets is the first in order is worth a part of the effort that finds what they give.
_PART = 4


class Search:
    """Looks for the best set; `worth` tells what a set gives; `effort` is how many steps it may take."""

    def __init__(self, problem: Problem, worth: Callable[[Sequence[int]], int | None], effort: int) -> None:
        self.problem = problem
        self.most = [aid.most for aid in problem.aids]
        caps = [*(cap for cap in problem.caps if cap.is_plain), *_lines(problem)]
        self.bounded = {cap.with_aid for cap in problem.caps if not cap.is_plain}
        self.freed = {index for index, aid in enumerate(problem.aids) if index in self.bounded or aid.held > aid.least}
        keys = list(dict.fromkeys((cap.weights, cap.lines) for cap in caps))
        rank = {key: place for place, key in enumerate(keys)}
        self.market = Market(problem, [Row(*key) for key in keys])
        self.owed = [_owed(aid, index, self.market.rows) for index, aid in enumerate(problem.aids)]
        self.own: dict[int | None, list[tuple[int, int]]] = {}
        self.tightest = [_NO_BOUND] * len(keys)
        for cap in caps:
            row = rank[cap.weights, cap.lines]
            self.own.setdefault(cap.with_aid, []).append((row, cap.bound))
            self.tightest[row] = min(self.tightest[row], cap.bound)
        self.heaviest = [max(row.weights, default=0) for row in self.market.rows]
        self.kind = _kinds(problem)
        self.worth = worth
        self.allowed = effort
        self.steps = 0
        self.looked_at = 0
        self.known: dict[tuple[int, ...], int | None] = {}
        self.value: int | None = None
        self.kept: tuple[int, ...] = ()
        self.ceiling = 0

    def best(self, *, in_order: bool = True, near: Sequence[int] = (), at_most: int = _NO_BOUND) -> Found | None:
        """The best set; None when the aids that must be kept can't be had together.

        The first `in_order` of those as good with as few aids, or any of them. One that is `near` is tried first, and none is
        known to give more than `at_most`.
        """
        start: _Node | None = self._start()
        for index in sorted(self.problem.forced):
            start = None if start is None else self._with(start, index)
        if start is None:
            return None
        free = [index for index in range(len(self.most)) if index not in self.problem.forced]
        order = self._open(start, sorted(free, key=self._promise))
        start = self._priced(start, order, None)
        self.ceiling = min(at_most, self._reach(start, order, None))
        if near and (value := self._worth(tuple(near))) is not None:
            self.value, self.kept = value, tuple(near)
        open_ones = self._grow(start, order)
        if self.value is None:
            return None
        at_most = min(self.ceiling, max((self._reach(*each, None) for each in open_ones), default=self.value))
        kept = tuple(sorted(self.kept))
        if at_most > self.value:
            return Found(kept, self.value, at_most)
        return Found(self._first_of(start, sorted(order)) if in_order else kept, self.value, None)

    def _start(self) -> _Node:
        rows = len(self.market.rows)
        return _Node((), self._bounds((_NO_BOUND,) * rows, None), (0,) * rows, frozenset(), self.market.free_of_charge)

    def _bounds(self, before: tuple[int, ...], index: int | None) -> tuple[int, ...]:
        """The bounds once an aid is kept; with None, those that always hold."""
        if index not in self.own:
            return before
        bounds = list(before)
        for row, bound in self.own[index]:
            bounds[row] = min(bounds[row], bound)
        return tuple(bounds)

    def _with(self, node: _Node, index: int) -> _Node | None:
        """A set with one aid more; None when the least amounts pass a limit."""
        bounds = self._bounds(node.bounds, index)
        if self.problem.aids[index].least > self.most[index]:
            return None
        least = tuple(map(add, node.least, self.owed[index]))
        if any(map(gt, least, bounds)):
            return None
        return _Node((*node.kept, index), bounds, least, node.barred | self.problem.excludes[index], node.prices)

    def _promise(self, index: int) -> tuple[int, int, int]:
        """What is tried first: aids that weigh least on the limits that always hold, then those that give most."""
        return sum(cap.weights[index] for cap in self.problem.caps if cap.with_aid is None), -self.most[index], index

    def _open(self, node: _Node, order: Sequence[int]) -> list[int]:
        """Those that may still be added: not excluded, whose least amount finds room, and which can be had at all."""
        left = [index for index in order if index not in node.barred and self._finds_room(node, index)]
        return [index for index in left if self._can_be_had(index, (*node.kept, *left))]

    def _finds_room(self, node: _Node, index: int) -> bool:
        """Whether the least amount of an aid fits beside those of a set; a cent always may."""
        return self.problem.aids[index].least == 1 or self._with(node, index) is not None

    def _can_be_had(self, index: int, some: Sequence[int]) -> bool:
        """Whether an aid gives what it should, or may be freed of it: among some aids its own limit can be reached."""
        aid = self.problem.aids[index]
        if aid.most >= aid.due:
            return True
        own = [cap for cap in self.problem.caps if cap.with_aid == index and cap.frees]
        reached = (sum(cap.weights[other] * self.most[other] for other in some) >= cap.bound for cap in own)
        return aid.most >= aid.least and any(reached)

    def _worth(self, kept: tuple[int, ...]) -> int | None:
        key = tuple(sorted(kept))
        if key not in self.known:
            kinds = len({self.kind[index] for index in key})
            self.market.cells += kinds * (1 + len(self.problem.lines)) * (2 * kinds + len(self.market.rows))
            self.known[key] = self.worth(key)
        return self.known[key]

    def _grow(self, node: _Node, order: Sequence[int]) -> list[tuple[_Node, Sequence[int]]]:
        """Look at sets that hold this one, as long as they may be better than the best known; those left when the effort ends.

        Each time with or without the aid of most promise, first the way that may lead to more.
        """
        waiting: list[tuple[_Node, Sequence[int]]] = [(node, order)]
        while waiting:
            if self.spent >= self.allowed:
                return waiting
            self._count(waiting[-1][1])
            waiting += self._ways(*waiting.pop())
        return []

    def _count(self, order: Sequence[int]) -> None:
        self.steps += 1 + len(order) // _AIDS
        self.looked_at += 1

    @property
    def spent(self) -> int:
        """The steps taken, those of linear programs by the size of their tables."""
        return self.steps + self.market.cells // _CELLS

    def _ways(self, node: _Node, order: Sequence[int]) -> list[tuple[_Node, Sequence[int]]]:
        """Look at a set, and tell how to go on from it, the way to try first coming last."""
        self._look_at(node)
        left = [] if self._is_in_vain(node) else self._open(node, order)
        hopeful = self._hopeful(node, left) if left else None
        if hopeful is None:
            return []
        node = hopeful
        if not all(self._can_be_had(one, (*node.kept, *left)) for one in node.kept):
            return []
        index = max(left, key=node.prices.free.values.__getitem__)
        rest = [other for other in left if other != index]
        grown = self._with(node, index)
        if grown is not None and self._is_sheer_gain(node, index, left):
            return [(grown, rest)]
        without = [other for other in rest if self.kind[other] != self.kind[index]]
        ways: list[tuple[_Node, Sequence[int]]] = [(node, without)]
        if grown is not None:
            self._look_at(grown)
            is_worse = self._lessens(node, grown)
            is_better = self._reach(node, without, None) > self._reach(grown, self._open(grown, rest), None)
            ways.insert(0 if is_better or is_worse else 1, (grown, rest))
        return ways

    def _is_sheer_gain(self, node: _Node, index: int, left: Sequence[int]) -> bool:
        """Whether an aid adds its whole amount to any set of these: it excludes none, limits none, and no limit is near."""
        aid = self.problem.aids[index]
        if (
            index in self.own
            or index in self.bounded
            or aid.due > aid.most
            or not self.problem.excludes[index].isdisjoint(left)
        ):
            return False
        most = sum(self.most[other] for other in (*node.kept, *left))
        return all(heaviest * most <= bound for heaviest, bound in zip(self.heaviest, self.tightest, strict=True))

    def _look_at(self, node: _Node) -> None:
        best = None if self.value is None else self.value + (len(node.kept) >= len(self.kept))
        if self._within(node, (), None, best) is None:
            return
        value = self._worth(node.kept)
        if value is not None and (self.value is None or (value, -len(node.kept)) > (self.value, -len(self.kept))):
            self.value, self.kept = value, node.kept

    def _lessens(self, node: _Node, grown: _Node) -> bool:
        """Whether a set is known to give less once grown: the least of the newcomer costs more than it brings."""
        before, after = (self.known.get(tuple(sorted(each.kept))) for each in (node, grown))
        return before is not None and after is not None and after < before

    def _is_in_vain(self, node: _Node) -> bool:
        """Whether a set can't be had, nor any that holds it: no aid would free one of its own from a limit."""
        key = tuple(sorted(node.kept))
        return key in self.known and self.known[key] is None and self.freed.isdisjoint(key)

    def _hopeful(self, node: _Node, left: Sequence[int]) -> _Node | None:
        """A set which, with some of `left`, may give more than the best known, or as much with fewer; None when it may not."""
        if self.value is None:
            return self._priced(node, left, None)
        better = self._within(node, left, None, self.value + 1) if self.value < self.ceiling else None
        room = len(self.kept) - 1 - len(node.kept)
        return better or (self._within(node, left, room, self.value) if room > 0 else None)

    def _first_of(self, start: _Node, order: Sequence[int]) -> tuple[int, ...]:
        """The first set in order that is as good as the one found, or that one where the effort doesn't tell."""
        self.allowed = self.spent + self.allowed // _PART
        try:
            return self._first(start, order, len(self.kept) - len(start.kept)) or tuple(sorted(self.kept))
        except _TooLong:
            return tuple(sorted(self.kept))

    def _first(self, node: _Node, order: Sequence[int], more: int) -> tuple[int, ...] | None:
        """The first set, in the order given, that is as good as the best with `more` aids more."""
        if self.spent >= self.allowed:
            raise _TooLong
        self._count(order)
        left = self._open(node, order) if more else []
        priced = self._within(node, left, more, self.value)
        if priced is None:
            return None
        if more == 0:
            return tuple(sorted(node.kept)) if self._worth(node.kept) == self.value else None
        value = self.value or 0
        # those from `end` on can't give so much without one before
        end = bisect_left(range(len(left)), True, key=lambda place: self._reach(priced, left[place:], more) < value)
        tried: set[int] = set()
        for place, index in enumerate(left[:end]):
            if self.kind[index] in tried:
                continue
            tried.add(self.kind[index])
            grown = self._with(priced, index)
            found = None if grown is None else self._first(grown, left[place + 1 :], more - 1)
            if found is not None:
                return found
        return None

    def _within(self, node: _Node, left: Sequence[int], more: int | None, value: int | None) -> _Node | None:
        """A set at better prices, where it and at most `more` of `left` may reach a value; None when they can't."""
        if value is None:
            return node
        if self._reach(node, left, more) < value:
            return None
        priced = self._priced(node, left, more)
        return priced if self._reach(priced, left, more) >= value else None

    def _reach(self, node: _Node, left: Sequence[int], more: int | None) -> int:
        """What a set and at most `more` of `left` can't give more than, at its prices or at none."""
        every = {id(prices): prices for prices in (self.market.free_of_charge, node.prices)}
        return min(prices.reach(node.bounds, node.kept, left, more) for prices in every.values())

    def _priced(self, node: _Node, left: Sequence[int], more: int | None) -> _Node:
        """A set at the prices that are best beside those of `left` that give most: of each clique one, at most `more`."""
        values = node.prices.free.values
        tops: dict[int, int] = {}
        for index in left:
            clique = self.market.rivals.clique[index]
            if values[index] > values[tops.setdefault(clique, index)]:
                tops[clique] = index
        some = sorted(tops.values(), key=values.__getitem__, reverse=True)[:more]
        return node._replace(prices=self.market.prices(node.bounds, (*node.kept, *some)))


def _lines(problem: Problem) -> list[Cap]:
    """That no line is paid beyond its cost, as limits on one line each."""
    return [
        Cap(tuple(int(bool(aid.on and aid.on[line])) for aid in problem.aids), cost, lines=frozenset({line}))
        for line, cost in enumerate(problem.lines)
    ]


def _owed(aid: Aid, index: int, rows: Sequence[Row]) -> list[int]:
    """What each row counts at least of an aid that is kept: of its least amount, what finds no place on other lines.

    A cent, which every aid gives at least, is left to `worth`.
    """
    if aid.least <= 1:
        return [0] * len(rows)
    return [row.weights[index] * max(0, aid.least - aid.outside(row.lines)) for row in rows]


def _kinds(problem: Problem) -> list[int]:
    """For each aid the number of its kind: those of one kind are interchangeable, and only the first of them need be tried."""
    found: dict[object, int] = {}
    kinds = []
    for index, aid in enumerate(problem.aids):
        own = tuple(cap._replace(with_aid=None) for cap in problem.caps if cap.with_aid == index)
        column = tuple(cap.weights[index] for cap in problem.caps)
        forced = index if index in problem.forced else None
        kinds.append(found.setdefault((aid, own, column, problem.excludes[index], forced), len(found)))
    return kinds
