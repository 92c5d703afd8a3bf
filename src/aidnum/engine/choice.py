"""Which aids to keep, and for how much: the most aid that every limit allows, found exactly.

Amounts are whole cents. An aid is kept for an amount between its least and its most, or not at all. A set of aids is worth what
an exact linear program gives it (:mod:`aidnum.engine.simplex`); the sets are gone through by branch and bound. Two sets worth
the same are told apart by number of aids, fewest first, then by the order in which the aids are given.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from operator import mul
from typing import NamedTuple

from aidnum.engine.simplex import maximise


class Aid(NamedTuple):
    """An aid that may be kept, in cents.

    `held` is the amount that it may only be under where the limit that comes with it is reached.
    """

    name: str
    most: int
    least: int = 1
    held: int = 0


class Cap(NamedTuple):
    """A limit: the sum of the amounts, each times its weight, is at most `bound`; it holds when the aid `with_aid` is kept."""

    weights: tuple[int, ...]
    bound: int
    with_aid: int | None = None
    frees: bool = False


class Problem(NamedTuple):
    """The aids in the order that decides between equals, what limits them, who excludes whom, and those that must be kept."""

    aids: tuple[Aid, ...]
    caps: tuple[Cap, ...]
    excludes: tuple[frozenset[int], ...]
    forced: tuple[int, ...] = ()


class Choice(NamedTuple):
    """The aids kept, in the order given, each with its amount in cents."""

    kept: tuple[int, ...]
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All the aid, in cents."""
        return sum(self.amounts)


def choose(problem: Problem) -> Choice | None:
    """The best choice; None when the aids that must be kept can't be had together, whatever their amounts."""
    search = _Search(problem)
    best = search.best()
    return None if best is None else Choice(best, shares_out(problem, best))


def worth(problem: Problem, kept: Sequence[int]) -> int | None:
    """The most that some aids give together, in whole cents; None when no amounts suit every limit."""
    caps = caps_on(problem, kept)
    aids = [problem.aids[index] for index in kept]
    if all(sum(cap.weights[index] * problem.aids[index].most for index in kept) <= cap.bound for cap in caps):
        return sum(aid.most for aid in aids) if all(aid.most >= aid.held for aid in aids) else None
    found = [_cents(sum(amounts, Fraction(0))) for amounts in _fillings(problem, kept, caps, ())]
    return max(found, default=None)


def _cents(amount: Fraction) -> int:
    return amount.numerator // amount.denominator


def caps_on(problem: Problem, kept: Sequence[int]) -> list[Cap]:
    """The limits that hold when some aids are kept."""
    return [cap for cap in problem.caps if cap.with_aid is None or cap.with_aid in kept]


def shares_out(problem: Problem, kept: Sequence[int]) -> tuple[int, ...]:
    """The amounts of aids kept together, in cents.

    Where limits bind, the largest aid is cut first, then the next; those that must be kept are cut last.
    An amount that is cut is rounded down, so that no limit is passed by a rounding.
    """
    caps = caps_on(problem, kept)
    order = sorted(
        range(len(kept)), key=lambda place: (kept[place] not in problem.forced, problem.aids[kept[place]].most, place)
    )
    wholes = [[int(place == rank) for place in range(len(kept))] for rank in order]
    filled = list(_fillings(problem, kept, caps, wholes))
    if not filled:
        raise ValueError("these aids can't be kept together")
    best = max(filled, key=lambda amounts: (sum(amounts), *(amounts[rank] for rank in order)))
    return tuple(map(_cents, best))


def _fillings(
    problem: Problem, kept: Sequence[int], caps: Sequence[Cap], then: Sequence[Sequence[int]]
) -> Iterator[list[Fraction]]:
    """The best amounts with each set of aids held at their held amount, the others having their own limit reached."""
    held = [place for place, index in enumerate(kept) if problem.aids[index].held > problem.aids[index].least]
    for freed in product((False, True), repeat=len(held)):
        free = {place for place, is_free in zip(held, freed, strict=True) if is_free}
        filled = _filling(problem, kept, caps, free, then)
        if filled is not None:
            yield filled


def _filling(
    problem: Problem, kept: Sequence[int], caps: Sequence[Cap], free: set[int], then: Sequence[Sequence[int]]
) -> list[Fraction] | None:
    aids = [problem.aids[index] for index in kept]
    least = [aid.least if place in free else max(aid.least, aid.held) for place, aid in enumerate(aids)]
    tops = [aid.most - low for aid, low in zip(aids, least, strict=True)]
    rows = [[cap.weights[index] for index in kept] for cap in caps]
    bounds = [cap.bound - _weighed(row, least) for cap, row in zip(caps, rows, strict=True)]
    if min([*tops, *bounds], default=0) < 0:
        return None
    reached = [rank for rank, cap in enumerate(caps) if cap.frees and any(kept[place] == cap.with_aid for place in free)]
    if len({caps[rank].with_aid for rank in reached}) < len(free):
        return None
    goals = [*(rows[rank] for rank in reached), [1] * len(kept), *then]
    found = maximise(goals, rows, bounds, tops)
    if any(sum(map(mul, rows[rank], found)) != bounds[rank] for rank in reached):
        return None
    return [low + more for low, more in zip(least, found, strict=True)]


def _weighed(weights: Sequence[int], amounts: Sequence[int]) -> int:
    return sum(weight * amount for weight, amount in zip(weights, amounts, strict=True))


class _Search:
    """Branch and bound over sets of aids."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.most = [aid.most for aid in problem.aids]
        self.group = _groups(problem)
        self.known: dict[tuple[int, ...], int | None] = {}
        self.value: int | None = None
        self.size = 0
        self.ceiling = 0

    def best(self) -> tuple[int, ...] | None:
        """The best set; first how much it gives and with how few aids, then the first such set in the order given."""
        forced = tuple(sorted(self.problem.forced))
        barred = self._barred(frozenset(), forced)
        order = sorted((index for index in range(len(self.most)) if index not in forced), key=self._promise)
        self.ceiling = self._reach(forced, [index for index in order if index not in barred], None)
        self._grow(forced, order, barred)
        if self.value is None:
            return None
        return self._first(forced, sorted(order), barred, self.size - len(forced))

    def _promise(self, index: int) -> tuple[int, int, int]:
        """What is tried first: aids that weigh least on the limits that always hold, then those that give most."""
        return sum(cap.weights[index] for cap in self.problem.caps if cap.with_aid is None), -self.most[index], index

    def _barred(self, barred: frozenset[int], added: Sequence[int]) -> frozenset[int]:
        return barred.union(*(self.problem.excludes[index] for index in added))

    def _worth(self, kept: tuple[int, ...]) -> int | None:
        key = tuple(sorted(kept))
        if key not in self.known:
            self.known[key] = worth(self.problem, key)
        return self.known[key]

    def _grow(self, kept: tuple[int, ...], order: Sequence[int], barred: frozenset[int]) -> None:
        """Look at this set, then at those with one aid more, as long as they may be better than the best known."""
        self._look_at(kept)
        left = [index for index in order if index not in barred]
        for place, index in enumerate(left):
            if not self._may_better(kept, left[place:]):
                return
            self._grow((*kept, index), left[place + 1 :], barred | self.problem.excludes[index])

    def _look_at(self, kept: tuple[int, ...]) -> None:
        if self.value is not None and (self._reach(kept, (), None), -len(kept)) <= (self.value, -self.size):
            return
        value = self._worth(kept)
        if value is not None and (self.value is None or (value, -len(kept)) > (self.value, -self.size)):
            self.value, self.size = value, len(kept)

    def _may_better(self, kept: tuple[int, ...], left: Sequence[int]) -> bool:
        """Whether a set that holds `kept` and some of `left` may give more than the best known, or as much with fewer aids."""
        if self.value is None:
            return True
        if self.value < self.ceiling and self._reach(kept, left, None) > self.value:
            return True
        room = self.size - 1 - len(kept)
        return room > 0 and self._reach(kept, left, room) >= self.value

    def _first(self, kept: tuple[int, ...], order: Sequence[int], barred: frozenset[int], more: int) -> tuple[int, ...] | None:
        """The first set, in the order given, that is as good as the best with `more` aids more."""
        if more == 0:
            return tuple(sorted(kept)) if self._worth(kept) == self.value else None
        left = [index for index in order if index not in barred]
        for place, index in enumerate(left):
            if self.value is None or self._reach(kept, left[place:], more) < self.value:
                return None
            barred_too = barred | self.problem.excludes[index]
            found = self._first((*kept, index), left[place + 1 :], barred_too, more - 1)
            if found is not None:
                return found
        return None

    def _reach(self, kept: tuple[int, ...], left: Sequence[int], more: int | None) -> int:
        """What `kept` and at most `more` of `left` can't give more than: one aid a group, and each limit alone."""
        gains = sorted(self._tops(left, dict.fromkeys(left, 0)).get(0, {}).values(), reverse=True)[:more]
        reach = sum(self.most[index] for index in kept) + sum(gains)
        for cap in self.problem.caps:
            if cap.with_aid is None or cap.with_aid in kept:
                reach = min(reach, self._under(cap, kept, left))
        return reach

    def _tops(self, left: Sequence[int], weights: Mapping[int, int] | Sequence[int]) -> dict[int, dict[int, int]]:
        """By weight, the most that one aid of each group gives."""
        tops: dict[int, dict[int, int]] = {}
        for index in left:
            known = tops.setdefault(weights[index], {})
            group, most = self.group[index], self.most[index]
            if most > known.get(group, 0):
                known[group] = most
        return tops

    def _under(self, cap: Cap, kept: tuple[int, ...], left: Sequence[int]) -> int:
        """What some aids can give under one limit, the others forgotten: those that weigh least come first."""
        sums = {weight: sum(tops.values()) for weight, tops in self._tops(left, cap.weights).items()}
        for index in kept:
            sums[cap.weights[index]] = sums.get(cap.weights[index], 0) + self.most[index]
        room, given = cap.bound, sums.pop(0, 0)
        for weight in sorted(sums):
            part = min(sums[weight], room // weight)
            given += part
            room -= part * weight
        return given


def _groups(problem: Problem) -> list[int]:
    """For each aid a group in which all exclude one another: at most one of a group is kept."""
    groups: list[set[int]] = []
    found = []
    for index, excluded in enumerate(problem.excludes):
        place = next((place for place, group in enumerate(groups) if group <= excluded), None)
        if place is None:
            place = len(groups)
            groups.append(set())
        groups[place].add(index)
        found.append(place)
    return found
