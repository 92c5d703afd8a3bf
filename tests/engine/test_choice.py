"""The choice against an exhaustive search written another way: every set of aids, and a closed form for its amounts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, combinations, product
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.choice import Choice, choose, worth
from aidnum.engine.problem import Aid, Cap, Problem
from tests.conftest import examples


class Law(NamedTuple):
    """Public and private aids under a cost, a share of public money of 4/5, and a limit on public aid beside some aids."""

    cost: int
    public: tuple[bool, ...]
    beside: dict[int, int]  # in fifths of a cent


def posed(law: Law, aids: Sequence[Aid], pairs: set[tuple[int, int]], forced: tuple[int, ...] = ()) -> Problem:
    """The problem of a law."""
    ones = tuple(5 if public else 0 for public in law.public)
    caps = [
        Cap((1,) * len(aids), law.cost),
        Cap(tuple(5 if public else 4 for public in law.public), 4 * law.cost),
        *(Cap(ones, bound, index, frees=True) for index, bound in law.beside.items()),
    ]
    excludes = tuple(frozenset(j for pair in pairs for j in pair if index in pair and j != index) for index in range(len(aids)))
    return Problem(tuple(aids), tuple(caps), excludes, forced)


def found(problem: Problem) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The aids kept and their amounts."""
    choice = choose(problem)
    assert choice is not None
    assert choice.at_most is None
    return choice.kept, choice.amounts


def best(law: Law, aids: Sequence[Aid], pairs: set[tuple[int, int]]) -> tuple[int, tuple[int, ...]]:
    """The most aid, and the set that gives it: fewest aids, then the first in order."""
    sets = chain.from_iterable(combinations(range(len(aids)), size) for size in range(len(aids) + 1))
    allowed = [kept for kept in sets if not any(pair in pairs for pair in combinations(kept, 2))]
    worths = [(value, kept) for kept in allowed if (value := _most(law, aids, kept)) is not None]
    most = max(value for value, _ in worths)
    return most, min((kept for value, kept in worths if value == most), key=lambda kept: (len(kept), kept))


def _most(law: Law, aids: Sequence[Aid], kept: Sequence[int]) -> int | None:
    """The most these aids give together, each held or freed in turn; None when they can't be had."""
    ways = product(*([False, True] if aids[index].held > aids[index].least else [False] for index in kept))
    values = [value for way in ways if (value := _one_way(law, aids, kept, way)) is not None]
    return max(values, default=None)


def _one_way(law: Law, aids: Sequence[Aid], kept: Sequence[int], freed: Sequence[bool]) -> int | None:
    lows, highs = [0, 0], [0, 0]
    for index, free in zip(kept, freed, strict=True):
        side, aid = int(law.public[index]), aids[index]
        lows[side] += aid.least if free else max(aid.least, aid.held)
        highs[side] += aid.most
        if aid.least > aid.most or (not free and aid.held > aid.most):
            return None
    limits = [Fraction(law.beside[index], 5) for index in kept if index in law.beside]
    exact = [Fraction(law.beside[i], 5) if i in law.beside else None for i, free in zip(kept, freed, strict=True) if free]
    if None in exact:
        return None
    top = min([Fraction(highs[1]), *limits])
    publics = {wanted for wanted in exact if wanted is not None} or _corners(law, lows, highs, top)
    if len(publics) > 1 and exact:
        return None
    sums = [value for public in publics if (value := _with_public(law, public, lows, highs, top)) is not None]
    return max((value.numerator // value.denominator for value in sums), default=None)


def _corners(law: Law, lows: Sequence[int], highs: Sequence[int], top: Fraction) -> set[Fraction]:
    """The sums of public aid among which the best is: the ends, and where two limits cross."""
    cost = Fraction(law.cost)
    crossing = [(4 * cost - 4 * private) / 5 for private in (Fraction(lows[0]), Fraction(highs[0]))]
    return {Fraction(lows[1]), top, Fraction(0), *crossing, cost - lows[0], cost - highs[0]}


def _with_public(law: Law, public: Fraction, lows: Sequence[int], highs: Sequence[int], top: Fraction) -> Fraction | None:
    if not lows[1] <= public <= top:
        return None
    private = min(Fraction(highs[0]), law.cost - public, law.cost - public * 5 / 4)
    return None if private < lows[0] else public + private


@st.composite
def problems(draw: st.DrawFn, most: int = 6) -> tuple[Law, list[Aid], set[tuple[int, int]]]:
    """A cost and some aids: divisible or not or not to be had, held or not, public or not, some that exclude each other."""
    cost = draw(st.integers(10, 2_000))
    count = draw(st.integers(0, most))
    aids = []
    for _ in range(count):
        top = draw(st.integers(1, cost))
        least = draw(st.sampled_from([1, 1, 1, top, max(1, top // 2), top + 1]))
        aids.append(Aid(top, least, draw(st.sampled_from([0, 0, draw(st.integers(1, top))]))))
    public = tuple(draw(st.lists(st.sampled_from([True, True, True, False]), min_size=count, max_size=count)))
    bounds = st.integers(cost, 5 * cost)
    beside = {index: draw(bounds) for index in range(count) if public[index] and (aids[index].held or draw(st.booleans()))}
    aids = [aid if index in beside else aid._replace(held=0) for index, aid in enumerate(aids)]
    pairs = [pair for pair in combinations(range(count), 2) if draw(st.integers(0, 5)) == 0]
    return Law(cost, public, beside), aids, set(pairs)


@settings(max_examples=examples(150))
@given(problems())
def test_no_set_of_aids_is_better_and_ties_are_decided_as_stated(case: tuple[Law, list[Aid], set[tuple[int, int]]]) -> None:
    law, aids, pairs = case
    choice = choose(posed(law, aids, pairs))
    assert choice is not None
    most, kept = best(law, aids, pairs)
    assert choice.kept == kept
    assert most - len(kept) <= choice.total <= most  # an amount that is cut is rounded down


@settings(max_examples=examples(4) // (100 if examples(4) > 4 else 1))  # four thousand sets a case
@given(problems(most=12).filter(lambda case: len(case[1]) >= 10))
def test_nor_among_up_to_twelve_aids(case: tuple[Law, list[Aid], set[tuple[int, int]]]) -> None:
    law, aids, pairs = case
    choice = choose(posed(law, aids, pairs))
    assert choice is not None
    assert choice.kept == best(law, aids, pairs)[1]


@settings(max_examples=examples(100))
@given(problems(most=9), st.data())
def test_every_limit_holds_whatever_is_imposed(case: tuple[Law, list[Aid], set[tuple[int, int]]], data: st.DataObject) -> None:
    law, aids, pairs = case
    forced = tuple(sorted(data.draw(st.sets(st.integers(0, len(aids) - 1), max_size=2)))) if aids else ()
    problem = posed(law, aids, pairs, forced)
    choice = choose(problem)
    if choice is None:
        return
    assert set(forced) <= set(choice.kept)
    _check_limits(problem, choice)


def _check_limits(problem: Problem, choice: Choice) -> None:
    amounts = dict(zip(choice.kept, choice.amounts, strict=True))
    for index, amount in amounts.items():
        assert problem.aids[index].least <= amount <= problem.aids[index].most
        others = set(amounts) & problem.excludes[index]
        assert others <= set(problem.forced)
    for cap in problem.caps:
        if cap.with_aid is None or cap.with_aid in amounts:
            assert sum(cap.weights[index] * amount for index, amount in amounts.items()) <= cap.bound


def aids(*tops: int, **more: Any) -> tuple[Aid, ...]:
    """Divisible aids of these amounts."""
    return tuple(Aid(top, **more) for top in tops)


def plain(some: Sequence[Aid], bound: int, **more: object) -> Problem:
    """Aids under one limit on their sum."""
    none = (frozenset[int](),) * len(some)
    return Problem(tuple(some), (Cap((1,) * len(some), bound),), **{"excludes": none, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("problem", "kept", "amounts"),
    [
        (plain(aids(30, 20), 100), (0, 1), (30, 20)),
        (plain(aids(30, 60), 80), (0, 1), (30, 50)),
        (plain(aids(60, 60), 80), (0, 1), (60, 20)),
        (plain(aids(90, 20, 85), 80), (0,), (80,)),
        (plain(aids(20, 85), 80), (1,), (80,)),
        (plain(aids(70, 60, least=60), 80), (0,), (70,)),
        (plain((Aid(30), Aid(70, least=71)), 100), (0,), (30,)),
        (plain((), 80), (), ()),
    ],
    ids=["whole", "largest-first", "equals-last-first", "fewest-then-order", "fewest", "no-part", "not-to-be-had", "none"],
)
def test_what_is_kept_and_what_is_cut(problem: Problem, kept: tuple[int, ...], amounts: tuple[int, ...]) -> None:
    assert found(problem) == (kept, amounts)


def test_two_small_aids_are_better_than_the_one_they_exclude() -> None:
    excludes = (frozenset({1, 2}), frozenset({0}), frozenset({0}))
    assert found(plain(aids(50, 30, 30), 100, excludes=excludes)) == ((1, 2), (30, 30))


def test_two_aids_are_not_freed_of_what_they_must_hold_by_one_limit() -> None:
    some = (Aid(59, 1, 59), Aid(4, 2, 3))
    caps = (Cap((5, 5), 301, 0, frees=True), Cap((5, 5), 300, 1, frees=True))
    assert found(Problem(some, caps, (frozenset(), frozenset()), ())) == ((0,), (59,))
    same = (Cap((5, 5), 300, 0, frees=True), Cap((5, 5), 300, 1, frees=True))
    assert found(Problem(some, same, (frozenset(), frozenset()), ())) == ((0, 1), (56, 4))


def test_what_must_be_kept_and_can_not_gives_nothing() -> None:
    assert choose(plain(aids(90, least=90), 80, forced=(0,))) is None


@settings(max_examples=examples(50))
@given(problems())
def test_the_order_of_the_aids_decides_only_between_equals(case: tuple[Law, list[Aid], set[tuple[int, int]]]) -> None:
    law, aids, pairs = case
    last = len(aids) - 1
    backwards = Law(law.cost, law.public[::-1], {last - index: bound for index, bound in law.beside.items()})
    problem, turned = posed(law, aids, pairs), posed(backwards, aids[::-1], {(last - two, last - one) for one, two in pairs})
    choice, other = choose(problem), choose(turned)
    assert choice is not None
    assert other is not None
    assert (worth(problem, choice.kept), len(choice.kept)) == (worth(turned, other.kept), len(other.kept))


@st.composite
def bounded_problems(draw: st.DrawFn) -> Problem:
    """A few small aids under one limit, some of which give no more than others together, which nothing bounds so."""
    count = draw(st.integers(2, 4))
    aids = tuple(Aid(draw(st.integers(1, 6))) for _ in range(count))
    caps = [Cap((1,) * count, draw(st.integers(1, 16)))]
    bounded = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=2))
    for index in bounded:
        others = draw(st.sets(st.integers(0, count - 1))) - bounded
        caps.append(Cap(tuple(1 if place == index else -int(place in others) for place in range(count)), 0, index))
    pair = draw(st.sets(st.integers(0, count - 1), min_size=2, max_size=2)) if draw(st.booleans()) else set()
    return Problem(
        aids, tuple(caps), tuple(frozenset(pair - {index}) if index in pair else frozenset() for index in range(count))
    )


@settings(max_examples=examples(150))
@given(problem=bounded_problems())
def test_aids_bounded_by_others_give_the_most_that_any_amounts_would(problem: Problem) -> None:
    def is_had(amounts: Sequence[int]) -> bool:
        kept = [index for index, amount in enumerate(amounts) if amount]
        apart = all(problem.excludes[index].isdisjoint(kept) for index in kept)
        held = (cap for cap in problem.caps if cap.with_aid is None or cap.with_aid in kept)
        return apart and all(
            sum(weight * amount for weight, amount in zip(cap.weights, amounts, strict=True)) <= cap.bound for cap in held
        )

    every = [amounts for amounts in product(*(range(aid.most + 1) for aid in problem.aids)) if is_had(amounts)]
    most = max(map(sum, every))
    fewest = min(sum(map(bool, amounts)) for amounts in every if sum(amounts) == most)
    choice = choose(problem)
    assert choice is not None
    whole = [dict(zip(choice.kept, choice.amounts, strict=True)).get(index, 0) for index in range(len(problem.aids))]
    assert is_had(whole)
    assert (choice.total, len(choice.kept)) == (most, fewest)
