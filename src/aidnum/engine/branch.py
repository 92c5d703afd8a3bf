"""Branch and bound over sets of aids: how much the best gives and with how few aids, then the first such set in order.

A set that holds another has at least its limits, and asks at least its least amounts: what can't be had stays so when it grows.
Not so where an aid makes room for another: such limits are left to `worth`, without which no set is found good.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from aidnum.engine.problem import Problem

_NO_BOUND = 1 << 200


class _Node(NamedTuple):
    """A set of aids, with the bound of each row of weights, the sum of least amounts on it, and what the set excludes."""

    kept: tuple[int, ...]
    bounds: tuple[int, ...]
    least: tuple[int, ...]
    barred: frozenset[int]


class TooLong(Exception):
    """The best set wasn't found within the patience allowed."""


class Search:
    """Looks for the best set; `worth` tells what a set gives; `patience` is how many sets to look at, None for all it takes."""

    def __init__(self, problem: Problem, worth: Callable[[Sequence[int]], int | None], patience: int | None) -> None:
        self.problem = problem
        self.most = [aid.most for aid in problem.aids]
        caps = [cap for cap in problem.caps if cap.is_plain]
        self.bounded = {cap.with_aid for cap in problem.caps if not cap.is_plain}
        self.rows = list(dict.fromkeys(cap.weights for cap in caps))
        self.own: dict[int | None, list[tuple[int, int]]] = {}
        for cap in caps:
            self.own.setdefault(cap.with_aid, []).append((self.rows.index(cap.weights), cap.bound))
        self.tightest = [min(cap.bound for cap in caps if cap.weights == row) for row in self.rows]
        self.heaviest = [max(row, default=0) for row in self.rows]
        self.group = _groups(problem)
        self.worth = worth
        self.patience = patience
        self.known: dict[tuple[int, ...], int | None] = {}
        self.value: int | None = None
        self.size = 0
        self.ceiling = 0

    def best(self) -> tuple[int, ...] | None:
        """The best set; None when the aids that must be kept can't be had together."""
        start: _Node | None = self._start()
        for index in sorted(self.problem.forced):
            start = None if start is None else self._with(start, index)
        if start is None:
            return None
        free = [index for index in range(len(self.most)) if index not in self.problem.forced]
        order = self._open(start, sorted(free, key=self._promise))
        self.ceiling = self._reach(start, order, None)
        self._grow(start, order)
        if self.value is None:
            return None
        return self._first(start, sorted(order), self.size - len(start.kept))

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
        least = tuple(low + weights[index] * amount for low, weights in zip(node.least, self.rows, strict=True))
        if any(low > bound for low, bound in zip(least, bounds, strict=True)):
            return None
        return _Node((*node.kept, index), bounds, least, node.barred | self.problem.excludes[index])

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
            self.known[key] = self.worth(key)
        return self.known[key]

    def _grow(self, node: _Node, order: Sequence[int]) -> None:
        """Look at this set, then at those with one aid more, as long as they may be better than the best known."""
        self._count()
        self._look_at(node)
        left = self._open(node, order)
        for place, index in enumerate(left):
            rest = left[place:]
            if not self._may_better(node, rest) or not all(self._can_be_had(one, (*node.kept, *rest)) for one in node.kept):
                return
            grown = self._with(node, index)
            if grown is not None:
                self._grow(grown, left[place + 1 :])
            if self._is_sheer_gain(node, index, rest):
                return

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
        return all(self.heaviest[row] * most <= bound for row, bound in enumerate(self.tightest))

    def _count(self) -> None:
        if self.patience is not None:
            self.patience -= 1
            if self.patience < 0:
                raise TooLong

    def _look_at(self, node: _Node) -> None:
        if self.value is not None and (self._reach(node, (), None), -len(node.kept)) <= (self.value, -self.size):
            return
        value = self._worth(node.kept)
        if value is not None and (self.value is None or (value, -len(node.kept)) > (self.value, -self.size)):
            self.value, self.size = value, len(node.kept)

    def _may_better(self, node: _Node, left: Sequence[int]) -> bool:
        """Whether a set that holds this one and some of `left` may give more than the best known, or as much with fewer."""
        if self.value is None:
            return True
        if self.value < self.ceiling and self._reach(node, left, None) > self.value:
            return True
        room = self.size - 1 - len(node.kept)
        return room > 0 and self._reach(node, left, room) >= self.value

    def _first(self, node: _Node, order: Sequence[int], more: int) -> tuple[int, ...] | None:
        """The first set, in the order given, that is as good as the best with `more` aids more."""
        self._count()
        if more == 0:
            good = self._reaches(node, (), None) and self._worth(node.kept) == self.value
            return tuple(sorted(node.kept)) if good else None
        grown = [(index, self._with(node, index)) for index in self._open(node, order)]
        left = [index for index, _ in grown]
        good_ones = [(index, one) for index, one in grown if one is not None and self._reaches(one, left, more)]
        left = [index for index, _ in good_ones]
        for place, (_, one) in enumerate(good_ones):
            if not self._reaches(node, left[place:], more):
                return None
            found = self._first(one, left[place + 1 :], more - 1)
            if found is not None:
                return found
        return None

    def _reaches(self, node: _Node, left: Sequence[int], more: int | None) -> bool:
        """Whether the best value is within reach."""
        return self.value is not None and self._reach(node, left, more) >= self.value

    def _reach(self, node: _Node, left: Sequence[int], more: int | None) -> int:
        """What a set and at most `more` of `left` can't give more than: one aid a group, and each limit alone."""
        tops: dict[int, int] = {}
        for index in left:
            if self.most[index] > tops.get(self.group[index], 0):
                tops[self.group[index]] = self.most[index]
        gains = tops.values() if more is None else sorted(tops.values(), reverse=True)[:more]
        reach = sum(self.most[index] for index in node.kept) + sum(gains)
        for row, (bound, least) in enumerate(zip(node.bounds, node.least, strict=True)):
            if bound < self.heaviest[row] * reach:
                reach = min(reach, self._under(self.rows[row], bound - least, node.kept, left))
        return reach

    def _tops(self, left: Sequence[int], weights: Sequence[int]) -> dict[int, dict[int, int]]:
        """By weight, the most that one aid of each group gives."""
        tops: dict[int, dict[int, int]] = {}
        for index in left:
            known = tops.setdefault(weights[index], {})
            group, most = self.group[index], self.most[index]
            if most > known.get(group, 0):
                known[group] = most
        return tops

    def _under(self, weights: tuple[int, ...], room: int, kept: tuple[int, ...], left: Sequence[int]) -> int:
        """What some aids can give under one limit, the others forgotten.

        The aids kept have their least amounts; what room is left goes to those that weigh least.
        """
        sums = {weight: sum(tops.values()) for weight, tops in self._tops(left, weights).items()}
        given = 0
        for index in kept:
            aid = self.problem.aids[index]
            given += aid.least
            sums[weights[index]] = sums.get(weights[index], 0) + aid.most - aid.least
        given += sums.pop(0, 0)
        for weight in sorted(sums):
            part = min(sums[weight], room // weight)
            given += part
            room -= part * weight
        return given


def _groups(problem: Problem) -> list[int]:
    """For each aid a group in which all exclude one another: at most one of a group is kept."""
    groups: list[set[int]] = []
    found = [0] * len(problem.aids)
    for index in sorted(range(len(problem.aids)), key=lambda index: -problem.aids[index].most):
        place = next((place for place, group in enumerate(groups) if group <= problem.excludes[index]), len(groups))
        if place == len(groups):
            groups.append(set())
        groups[place].add(index)
        found[index] = place
    return found
