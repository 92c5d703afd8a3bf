"""Which aids to keep, and for how much: the most aid that every limit allows, found exactly.

Amounts are whole cents. An aid is kept for an amount between its least and its most, or not at all. A set of aids is worth what
an exact linear program gives it (:mod:`aidnum.engine.simplex`); the sets are gone through by branch and bound
(:mod:`aidnum.engine.branch`). Two sets worth the same are told apart by number of aids, fewest first, then by the order in
which the aids are given.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from operator import mul
from typing import NamedTuple

from aidnum.engine.branch import Search
from aidnum.engine.problem import Cap, Problem
from aidnum.engine.simplex import maximise


class Choice(NamedTuple):
    """The aids kept, in the order given, each with its amount in cents."""

    kept: tuple[int, ...]
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All the aid, in cents."""
        return sum(self.amounts)


def choose(problem: Problem, patience: int | None = None) -> Choice | None:
    """The best choice; None when the aids that must be kept can't be had together, whatever their amounts.

    Raises:
        TooLong: when `patience` is given and more sets than that must be looked at.
    """
    best = Search(problem, lambda kept: worth(problem, kept), patience).best()
    return None if best is None else Choice(best, shares_out(problem, best))


def worth(problem: Problem, kept: Sequence[int]) -> int | None:
    """The most that some aids give together, in whole cents; None when no amounts suit every limit."""
    caps = caps_on(problem, kept)
    if _whole(problem, kept, caps):
        return sum(problem.aids[index].most for index in kept)
    found = [_cents(sum(amounts, Fraction(0))) for amounts in _fillings(problem, kept, caps, ())]
    return max(found, default=None)


def _whole(problem: Problem, kept: Sequence[int], caps: Sequence[Cap]) -> bool:
    """Whether each aid can be had for its most: no limit is passed, and none is under what it must hold."""
    aids = problem.aids
    return all(aids[index].most >= aids[index].due for index in kept) and all(
        sum(cap.weights[index] * aids[index].most for index in kept) <= cap.bound for cap in caps
    )


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
    if _whole(problem, kept, caps):
        return tuple(problem.aids[index].most for index in kept)
    places = range(len(kept))
    order = sorted(places, key=lambda place: (kept[place] not in problem.forced, problem.aids[kept[place]].most, place))
    wholes = [[int(place == rank) for place in range(len(kept))] for rank in order]
    filled = list(_fillings(problem, kept, caps, wholes))
    if not filled:
        raise ValueError("these aids can't be kept together")
    best = max(filled, key=lambda amounts: (sum(amounts), *(amounts[rank] for rank in order)))
    return _within(problem, kept, list(map(_cents, best)), caps)


def _within(problem: Problem, kept: Sequence[int], amounts: list[int], caps: Sequence[Cap]) -> tuple[int, ...]:
    """Amounts rounded down, aids bounded by others within what those became; the cents that this frees go where they may."""
    rows = [([cap.weights[index] for index in kept], cap) for cap in caps]
    tied = [(row, cap) for row, cap in rows if not cap.is_plain]
    for row, cap in tied:
        amounts[kept.index(cap.with_aid or 0)] -= max(0, sum(map(mul, row, amounts)) - cap.bound)
    for place, index in enumerate(kept) if tied else ():
        more = [*amounts[:place], amounts[place] + 1, *amounts[place + 1 :]]
        if more[place] <= problem.aids[index].most and all(sum(map(mul, row, more)) <= cap.bound for row, cap in rows):
            amounts = more
    return tuple(amounts)


def _fillings(
    problem: Problem, kept: Sequence[int], caps: Sequence[Cap], then: Sequence[Sequence[int]]
) -> Iterator[list[Fraction]]:
    """The best amounts with each group of aids held at their held amount, the others having their own limit reached.

    Aids with the same limit of their own are freed together: that asks no more than for one. Without further objectives, aids
    that weigh the same on every limit are filled as one.
    """
    groups: dict[tuple[Cap, ...], set[int]] = {}
    for place, index in enumerate(kept):
        if problem.aids[index].held > problem.aids[index].least:
            own = tuple(cap._replace(with_aid=None) for cap in caps if cap.with_aid == index and cap.frees)
            groups.setdefault(own, set()).add(place)
    for freed in product((False, True), repeat=len(groups)):
        free = {place for places, is_free in zip(groups.values(), freed, strict=True) if is_free for place in places}
        filled = _filling(problem, kept, caps, free, then)
        if filled is not None:
            yield filled


def _filling(
    problem: Problem, kept: Sequence[int], caps: Sequence[Cap], free: set[int], then: Sequence[Sequence[int]]
) -> list[Fraction] | None:
    bounds: dict[tuple[int, ...], int] = {}
    for cap in caps:
        weights = tuple(cap.weights[index] for index in kept)
        bounds[weights] = min(bounds.get(weights, cap.bound), cap.bound)
    reached = [cap for cap in caps if cap.frees and any(kept[place] == cap.with_aid for place in free)]
    wanted = [tuple(cap.weights[index] for index in kept) for cap in reached]
    out_of_reach = any(bounds[row] < cap.bound for row, cap in zip(wanted, reached, strict=True))
    if out_of_reach or len({cap.with_aid for cap in reached}) < len(free):
        return None
    aids = [problem.aids[index] for index in kept]
    least = [aid.least if place in free else aid.due for place, aid in enumerate(aids)]
    least = _making_room(problem, kept, least, bounds)
    tops = [aid.most - low for aid, low in zip(aids, least, strict=True)]
    rooms = [bound - sum(map(mul, row, least)) for row, bound in bounds.items()]
    if min([*tops, *rooms], default=0) < 0:
        return None
    columns = [tuple(row[place] for row in bounds) for place in range(len(kept))]
    alike = [[place] for place in range(len(kept))] if then else _alike(columns)
    rows = [[row[places[0]] for places in alike] for row in bounds]
    wanted = list(dict.fromkeys(wanted))
    goals = [[row[places[0]] for places in alike] for row in wanted]
    found = maximise([*goals, [1] * len(alike), *then], rows, rooms, [sum(tops[place] for place in places) for places in alike])
    rank = {row: place for place, row in enumerate(bounds)}
    if any(sum(map(mul, goal, found)) != rooms[rank[row]] for goal, row in zip(goals, wanted, strict=True)):
        return None
    return [sum(least[place] for place in places) + more for places, more in zip(alike, found, strict=True)]


def _making_room(
    problem: Problem, kept: Sequence[int], least: Sequence[int], bounds: Mapping[tuple[int, ...], int]
) -> list[int]:
    """The least amounts, those of aids that make room for another raised, in their order, to where its own least fits."""
    raised = list(least)
    for row, bound in bounds.items():
        for place, weight in enumerate(row):
            lacking = sum(map(mul, row, raised)) - bound
            if weight < 0 < lacking:
                raised[place] = min(problem.aids[kept[place]].most, raised[place] - lacking // weight)
    return raised


def _alike(columns: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """The places whose columns are the same, together."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for place, column in enumerate(columns):
        groups.setdefault(column, []).append(place)
    return list(groups.values())
