"""Which aids to keep, for how much and on which lines: the most aid that every limit allows.

Amounts are whole cents. An aid is kept for an amount between its least and its most, or not at all. A set of aids is worth what
an exact linear program gives it (:mod:`aidnum.engine.program`); the sets are gone through by branch and bound
(:mod:`aidnum.engine.branch`). Two sets worth the same are told apart by number of aids, fewest first, then by the order in
which the aids are given.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from aidnum.engine.branch import Found, Search
from aidnum.engine.laying import Laid, Sharing, at_once, lay, lay_or_cut
from aidnum.engine.problem import Cap, Problem, caps_on
from aidnum.engine.program import Filled, Wanted, fill

EFFORT = 8_000


class Choice(NamedTuple):
    """The aids kept, in the order given, each with its amount in cents and how it is laid on the lines.

    `at_most` is what no choice gives more than, where the effort allowed didn't prove this one the best; None when it is.
    """

    kept: tuple[int, ...]
    amounts: tuple[int, ...]
    laid: Laid = ()
    at_most: int | None = None

    @property
    def total(self) -> int:
        """All the aid, in cents."""
        return sum(self.amounts)


def choose(problem: Problem, effort: int = EFFORT) -> Choice | None:
    """The best choice that is found within an effort, in steps of the search.

    None when the aids that must be kept can't be had together, whatever their amounts.
    """
    found = Search(problem, lambda kept: worth(problem, kept), effort).best()
    if found is None:
        return None
    amounts, laid = share_out(problem, found.kept)
    return Choice(found.kept, amounts, laid, found.at_most)


def best_set(problem: Problem, effort: int, near: Sequence[int], at_most: int) -> Found | None:
    """One of the best sets that are found within an effort, from one near; none is known to give more than `at_most`."""
    return Search(problem, lambda kept: worth(problem, kept), effort).best(in_order=False, near=near, at_most=at_most)


def worth(problem: Problem, kept: Sequence[int]) -> int | None:
    """The most that some aids give together, in whole cents; None when no amounts suit every limit."""
    caps = caps_on(problem, kept)
    if _whole(problem, kept, caps) is not None:
        return sum(problem.aids[index].most for index in kept)
    return max((_cents(filled.total) for _, filled in _fillings(problem, kept, caps, apart=False)), default=None)


def _whole(problem: Problem, kept: Sequence[int], caps: Sequence[Cap]) -> Laid | None:
    """A simple laying of each aid at its most, where none is under what it must hold."""
    aids = [problem.aids[index] for index in kept]
    if any(aid.most < aid.due for aid in aids):
        return None
    return at_once(Sharing(problem, kept, [aid.most for aid in aids], caps))


def _cents(amount: Fraction) -> int:
    return amount.numerator // amount.denominator


def share_out(problem: Problem, kept: Sequence[int]) -> tuple[tuple[int, ...], Laid]:
    """The amounts of aids kept together, in cents, and how they are laid.

    Where limits bind, the largest aid is cut first, then the next; those that must be kept are cut last.
    An amount that is cut is rounded down, so that no limit is passed by a rounding.
    """
    caps = caps_on(problem, kept)
    whole = _whole(problem, kept, caps)
    if whole is not None:
        return tuple(problem.aids[index].most for index in kept), whole
    order = _last_cut_first(problem, kept)
    filled = list(_fillings(problem, kept, caps, then=order, apart=True))
    if not filled:
        raise ValueError("these aids can't be kept together")
    wanted, best = max(filled, key=lambda each: (each[1].total, *(each[1].amounts[place] for place in order)))
    amounts = _in_whole_cents(Sharing(problem, kept, (), caps), wanted, best)
    _give_way(kept, amounts, caps)
    return _laid_out(Sharing(problem, kept, amounts, caps, wanted.reached), _cents(best.total))


def _last_cut_first(problem: Problem, kept: Sequence[int]) -> list[int]:
    return sorted(
        range(len(kept)), key=lambda place: (kept[place] not in problem.forced, problem.aids[kept[place]].most, place)
    )


def _in_whole_cents(sharing: Sharing, wanted: Wanted, exact: Filled) -> list[int]:
    """Amounts in whole cents that come to all that whole cents can, one part of a cent settled after the other.

    Each is raised where the others still can give the rest, and those that are cut last lose nothing, else lowered; all are
    lowered where neither will do.
    """
    problem, kept, _, caps, _ = sharing
    best, amounts = _cents(exact.total), exact.amounts
    aids, owed = list(problem.aids), list(wanted.owed)
    while (place := next((place for place in wanted.then if amounts[place].denominator > 1), None)) is not None:
        down = _cents(amounts[place])
        for amount in (down + 1, down):
            aids[kept[place]] = problem.aids[kept[place]]._replace(most=amount)
            owed[place] = amount
            settled = fill(problem._replace(aids=tuple(aids)), kept, caps, wanted._replace(owed=owed))
            if settled is not None and _cents(settled.total) == best and _keeps_first(wanted.then, place, amounts, settled):
                amounts = settled.amounts
                break
        else:
            return list(map(_cents, exact.amounts))
    return list(map(_cents, amounts))


def _keeps_first(order: Sequence[int], place: int, amounts: Sequence[Fraction], settled: Filled) -> bool:
    """Whether none of those that are cut after an aid has lost anything to it."""
    return all(settled.amounts[first] >= amounts[first] for first in order[: order.index(place)])


def _give_way(kept: Sequence[int], amounts: list[int], caps: Sequence[Cap]) -> None:
    """Keep aids bounded by others within what those became once rounded, as often as one bounds another."""
    bounding = [cap for cap in caps if not cap.is_plain]
    for cap in bounding * len(bounding):
        if cap.with_aid in kept:
            over = sum(cap.weights[index] * amount for index, amount in zip(kept, amounts, strict=True)) - cap.bound
            amounts[kept.index(cap.with_aid)] -= max(0, over)


def _laid_out(sharing: Sharing, total: int) -> tuple[tuple[int, ...], Laid]:
    """Amounts rounded down with their laying, and the cents that the rounding freed where they may go."""
    aids, laid = sharing.aids, lay_or_cut(sharing)
    amounts = [sum(on) if aid.on else amount for aid, amount, on in zip(aids, sharing.amounts, laid, strict=True)]
    for place, aid in enumerate(aids):
        if sum(amounts) < total and amounts[place] < aid.most:
            more = [*amounts[:place], amounts[place] + 1, *amounts[place + 1 :]]
            found = lay(sharing._replace(amounts=more))
            if found is not None:
                amounts, laid = more, found
    return tuple(amounts), laid


def _fillings(
    problem: Problem, kept: Sequence[int], caps: Sequence[Cap], then: Sequence[int] = (), *, apart: bool
) -> Iterator[tuple[Wanted, Filled]]:
    """The best amounts, and what was wanted of them: each group of aids at their held amount, or with their own limit reached.

    Aids with the same limit of their own are freed together: that asks no more than for one.
    """
    aids = [problem.aids[index] for index in kept]
    if any(aid.least > aid.room for aid in aids):
        return
    groups: dict[tuple[Cap, ...], set[int]] = {}
    for place, (index, aid) in enumerate(zip(kept, aids, strict=True)):
        if aid.held > aid.least:
            own = tuple(cap._replace(with_aid=None) for cap in caps if cap.with_aid == index and cap.frees)
            groups.setdefault(own, set()).add(place)
    for freed in product((False, True), repeat=len(groups)):
        free = {place for places, is_free in zip(groups.values(), freed, strict=True) if is_free for place in places}
        reached = [cap for cap in caps if cap.frees and any(kept[place] == cap.with_aid for place in free)]
        if len({cap.with_aid for cap in reached}) == len(free):
            owed = [aid.least if place in free else aid.due for place, aid in enumerate(aids)]
            owed = [
                0 if cents == 1 and index not in problem.forced else cents for index, cents in zip(kept, owed, strict=True)
            ]  # a cent owed by an aid that need not be kept binds nothing: where it finds no room, fewer aids are as good
            wanted = Wanted(owed, reached, then=then, apart=apart)
            filled = fill(problem, kept, caps, wanted)
            if filled is not None:
                yield wanted, filled
