"""Branch and bound over sets of aids: how much the best gives and with how few aids, then the first such set in order.

A set that holds another has at least its limits, and asks at least its least amounts: what can't be had stays so when it grows.
Not so where an aid makes room for another: such limits are left to `worth`, without which no set is found good. Of what an aid
gives, a limit on some lines sees at least what finds no place on the others. Past the effort allowed, the sets not yet looked
at bound what the best may give.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from aidnum.engine.problem import Cap, Problem
from aidnum.engine.program import Wanted, fill
from aidnum.engine.rivals import Rivals

_NO_BOUND = 1 << 200


class Found(NamedTuple):
    """The best set found; `at_most` is what no set gives more than, None where this one is proven the best."""

    kept: tuple[int, ...]
    at_most: int | None


class _Node(NamedTuple):
    """A set of aids, with the bound of each row, the sum of least amounts on it, and what the set excludes."""

    kept: tuple[int, ...]
    bounds: tuple[int, ...]
    least: tuple[int, ...]
    barred: frozenset[int]


class _Row(NamedTuple):
    """What limits of the same weights and lines sum; of each aid `free` need not lie there, `elsewhere` has room."""

    weights: tuple[int, ...]
    free: tuple[int, ...]
    heaviest: int
    elsewhere: int | None


class _TooLong(Exception):
    """The effort allowed is spent."""


class Search:
    """Looks for the best set; `worth` tells what a set gives; `effort` is how many sets to look at in each of its two parts."""

    def __init__(self, problem: Problem, worth: Callable[[Sequence[int]], int | None], effort: int) -> None:
        self.problem = problem
        self.most = [aid.most for aid in problem.aids]
        caps = [*(cap for cap in problem.caps if cap.is_plain), *_lines(problem)]
        self.bounded = {cap.with_aid for cap in problem.caps if not cap.is_plain}
        keys = list(dict.fromkeys((cap.weights, cap.lines) for cap in caps))
        rank = {key: place for place, key in enumerate(keys)}
        self.rows = [_row(problem, *key) for key in keys]
        self.own: dict[int | None, list[tuple[int, int]]] = {}
        self.tightest = [_NO_BOUND] * len(keys)
        for cap in caps:
            row = rank[cap.weights, cap.lines]
            self.own.setdefault(cap.with_aid, []).append((row, cap.bound))
            self.tightest[row] = min(self.tightest[row], cap.bound)
        self.rivals = Rivals(self.most, problem.excludes)
        self.kind = _kinds(problem)
        self.worth = worth
        self.effort = effort
        self.left = effort
        self.looked_at = 0
        self.known: dict[tuple[int, ...], int | None] = {}
        self.value: int | None = None
        self.kept: tuple[int, ...] = ()
        self.ceiling = 0

    def best(self) -> Found | None:
        """The best set; None when the aids that must be kept can't be had together."""
        start: _Node | None = self._start()
        for index in sorted(self.problem.forced):
            start = None if start is None else self._with(start, index)
        if start is None:
            return None
        free = [index for index in range(len(self.most)) if index not in self.problem.forced]
        order = self._open(start, sorted(free, key=self._promise))
        self.ceiling = min(self._reach(start, order, None), self._relaxed([*start.kept, *order]))
        open_ones = self._grow(start, order)
        if self.value is None:
            return None
        at_most = min(self.ceiling, max((self._reach(*each, None) for each in open_ones), default=self.value))
        if at_most > self.value:
            return Found(tuple(sorted(self.kept)), at_most)
        return Found(self._first_of(start, sorted(order)), None)

    def _start(self) -> _Node:
        return _Node((), self._bounds((_NO_BOUND,) * len(self.rows), None), (0,) * len(self.rows), frozenset())

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
        amount = self.problem.aids[index].least
        if amount > self.most[index]:
            return None
        least = tuple(
            low + row.weights[index] * max(0, amount - row.free[index]) for low, row in zip(node.least, self.rows, strict=True)
        )
        if any(low > bound for low, bound in zip(least, bounds, strict=True)):
            return None
        return _Node((*node.kept, index), bounds, least, node.barred | self.problem.excludes[index])

    def _promise(self, index: int) -> tuple[int, int, int]:
        """What is tried first: aids that weigh least on the limits that always hold, then those that give most."""
        return sum(cap.weights[index] for cap in self.problem.caps if cap.with_aid is None), -self.most[index], index

    def _relaxed(self, some: Sequence[int]) -> int:
        """What all of these give at most under the limits that always hold, exclusions and least amounts forgotten."""
        always = [cap for cap in self.problem.caps if cap.with_aid is None and cap.is_plain]
        filled = fill(self.problem, some, always, Wanted([0] * len(some)))
        return _NO_BOUND if filled is None else int(filled.total)

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
            self.known[key] = self.worth(key)
        return self.known[key]

    def _grow(self, node: _Node, order: Sequence[int]) -> list[tuple[_Node, Sequence[int]]]:
        """Look at sets that hold this one, as long as they may be better than the best known; those left when the effort ends.

        Each time with or without the aid of most promise, first the way that may lead to more.
        """
        self.left = self.effort
        waiting: list[tuple[_Node, Sequence[int]]] = [(node, order)]
        while waiting:
            if not self.left:
                return waiting
            self._count()
            waiting += self._ways(*waiting.pop())
        return []

    def _count(self) -> None:
        self.left -= 1
        self.looked_at += 1

    def _ways(self, node: _Node, order: Sequence[int]) -> list[tuple[_Node, Sequence[int]]]:
        """Look at a set, and tell how to go on from it, the way to try first coming last."""
        self._look_at(node)
        left = self._open(node, order)
        if not left or not self._may_better(node, left):
            return []
        if not all(self._can_be_had(one, (*node.kept, *left)) for one in node.kept):
            return []
        index, *rest = left
        grown = self._with(node, index)
        if grown is not None and self._is_sheer_gain(node, index, left):
            return [(grown, rest)]
        without = [other for other in rest if self.kind[other] != self.kind[index]]
        ways: list[tuple[_Node, Sequence[int]]] = [(node, without)]
        if grown is not None:
            is_better = self._reach(node, without, None) > self._reach(grown, self._open(grown, rest), None)
            ways.insert(0 if is_better else 1, (grown, rest))
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
        return all(row.heaviest * most <= bound for row, bound in zip(self.rows, self.tightest, strict=True))

    def _look_at(self, node: _Node) -> None:
        if self.value is not None and (self._reach(node, (), None), -len(node.kept)) <= (self.value, -len(self.kept)):
            return
        value = self._worth(node.kept)
        if value is not None and (self.value is None or (value, -len(node.kept)) > (self.value, -len(self.kept))):
            self.value, self.kept = value, node.kept

    def _may_better(self, node: _Node, left: Sequence[int]) -> bool:
        """Whether a set that holds this one and some of `left` may give more than the best known, or as much with fewer."""
        if self.value is None:
            return True
        if self.value < self.ceiling and self._reach(node, left, None) > self.value:
            return True
        room = len(self.kept) - 1 - len(node.kept)
        return room > 0 and self._reach(node, left, room) >= self.value

    def _first_of(self, start: _Node, order: Sequence[int]) -> tuple[int, ...]:
        """The first set in order that is as good as the one found, or that one where the effort doesn't tell."""
        self.left = self.effort
        try:
            return self._first(start, order, len(self.kept) - len(start.kept)) or tuple(sorted(self.kept))
        except _TooLong:
            return tuple(sorted(self.kept))

    def _first(self, node: _Node, order: Sequence[int], more: int) -> tuple[int, ...] | None:
        """The first set, in the order given, that is as good as the best with `more` aids more."""
        if not self.left:
            raise _TooLong
        self._count()
        if more == 0:
            good = self._reaches(node, (), None) and self._worth(node.kept) == self.value
            return tuple(sorted(node.kept)) if good else None
        left = self._open(node, order)
        tried: set[int] = set()
        for place, index in enumerate(left):
            if not self._reaches(node, left[place:], more):
                return None
            if self.kind[index] in tried:
                continue
            tried.add(self.kind[index])
            grown = self._with(node, index)
            if grown is not None and self._reaches(grown, left[place + 1 :], more - 1):
                found = self._first(grown, left[place + 1 :], more - 1)
                if found is not None:
                    return found
        return None

    def _reaches(self, node: _Node, left: Sequence[int], more: int | None) -> bool:
        """Whether the best value is within reach."""
        return self.value is not None and self._reach(node, left, more) >= self.value

    def _reach(self, node: _Node, left: Sequence[int], more: int | None) -> int:
        """What a set and at most `more` of `left` can't give more than: rivals told apart, and each limit alone."""
        gains = self.rivals.most(left)
        if more is not None:
            gains = min(gains, sum(self.rivals.tops(left)[:more]))
        reach = sum(self.most[index] for index in node.kept) + gains
        for row, bound, least in zip(self.rows, node.bounds, node.least, strict=True):
            if bound < row.heaviest * reach:
                reach = min(reach, self._under(row, bound - least, node.kept, left))
        return reach

    def _under(self, row: _Row, room: int, kept: Sequence[int], left: Sequence[int]) -> int:
        """What some aids can give under one limit, the others forgotten.

        What needs no place on its lines comes first, as far as the others have room; then the least amounts of the aids kept;
        what room is left goes to those that weigh least.
        """
        given, free = 0, 0
        sums: dict[int, int] = {}
        for index in kept:
            weight, spared = row.weights[index], row.free[index]
            owed = max(0, self.problem.aids[index].least - spared) if weight else 0
            given += owed
            free += spared if weight else 0
            sums[weight] = sums.get(weight, 0) + self.most[index] - owed - (spared if weight else 0)
        for weight, parts in self._tops(left, row).items():
            inside = sum(most - spared for most, spared in parts.values())
            free += sum(spared for _, spared in parts.values()) if weight else 0
            sums[weight] = sums.get(weight, 0) + inside + (0 if weight else sum(spared for _, spared in parts.values()))
        given += sums.pop(0, 0) + (free if row.elsewhere is None else min(free, row.elsewhere))
        for weight in sorted(sums):
            part = min(sums[weight], room // weight)
            given += part
            room -= part * weight
        return given

    def _tops(self, left: Sequence[int], row: _Row) -> dict[int, dict[int, tuple[int, int]]]:
        """By weight, for each clique of rivals, the most that one of them gives and the most of one that needs no place."""
        tops: dict[int, dict[int, tuple[int, int]]] = {}
        for index in left:
            cliques = tops.setdefault(row.weights[index], {})
            clique = self.rivals.clique[index]
            inside, spared = cliques.get(clique, (0, 0))
            free = row.free[index]
            cliques[clique] = (max(inside, self.most[index] - free), max(spared, free))
        return {weight: {clique: (i + s, s) for clique, (i, s) in cliques.items()} for weight, cliques in tops.items()}


def _lines(problem: Problem) -> list[Cap]:
    """That no line is paid beyond its cost, as limits on one line each."""
    return [
        Cap(tuple(int(bool(aid.on and aid.on[line])) for aid in problem.aids), cost, lines=frozenset({line}))
        for line, cost in enumerate(problem.lines)
    ]


def _row(problem: Problem, weights: tuple[int, ...], lines: frozenset[int] | None) -> _Row:
    elsewhere = None if lines is None else sum(cost for line, cost in enumerate(problem.lines) if line not in lines)
    return _Row(weights, tuple(aid.outside(lines) for aid in problem.aids), max(weights, default=0), elsewhere)


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
