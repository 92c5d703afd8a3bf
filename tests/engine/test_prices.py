"""Bounds at the prices of limits: never passed by what aids give, and met where only limits bind."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.choice import worth
from aidnum.engine.prices import Market, Prices, Row
from aidnum.engine.problem import Aid, Cap, Problem
from tests.conftest import examples

COSTS = (60, 40)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A few aids on two lines, some owed, under a cost and a limit on the first line."""
    aids = []
    for _ in range(draw(st.integers(1, 5))):
        on = (draw(st.integers(0, 60)), draw(st.integers(0, 40)))
        most = draw(st.integers(0, sum(on)))
        aids.append(Aid(most, draw(st.integers(1, max(1, most))), on=on))
    weights = tuple(draw(st.integers(0, 5)) for _ in aids)
    caps = (Cap((1,) * len(aids), 100), Cap(weights, draw(st.integers(0, 300)), lines=frozenset({0})))
    none = (frozenset[int](),) * len(aids)
    return Problem(tuple(aids), caps, none, lines=COSTS)


def market(problem: Problem) -> tuple[Market, list[int]]:
    """The rows of a problem, its lines among them, with their bounds."""
    ones = [tuple(int(bool(aid.on and aid.on[line])) for aid in problem.aids) for line in range(len(problem.lines))]
    rows = [Row(cap.weights, cap.lines) for cap in problem.caps]
    rows += [Row(one, frozenset({line})) for line, one in enumerate(ones)]
    return Market(problem, rows), [*(cap.bound for cap in problem.caps), *problem.lines]


@settings(max_examples=examples(150))
@given(problem=problems(), data=st.data())
def test_no_set_gives_more_than_its_reach_at_any_prices(problem: Problem, data: st.DataObject) -> None:
    sold, bounds = market(problem)
    every = range(len(problem.aids))
    some = data.draw(st.sets(st.sampled_from(every)))
    at_prices = [sold.free_of_charge, sold.prices(bounds, every), sold.prices(bounds, some)]
    for size in range(len(every) + 1):
        for kept in combinations(every, size):
            given = worth(problem._replace(forced=kept), kept)  # each gives its least: an aid that gives nothing is never kept
            if given is not None:
                left = [index for index in every if index not in kept]
                assert all(given <= prices.reach(bounds, kept, [], None) for prices in at_prices)
                assert all(given <= prices.reach(bounds, kept[:1], kept[1:], size - 1) for prices in at_prices if kept)
                assert all(given <= prices.reach(bounds, kept, left, None) for prices in at_prices)


@pytest.mark.parametrize(("bounds", "reach"), [([100, 300, 60, 40], 90), ([100, 100, 60, 40], 50), ([50, 300, 60, 40], 50)])
def test_prices_meet_what_limits_allow(bounds: list[int], reach: int) -> None:
    aids = (Aid(60, on=(60, 0)), Aid(30, on=(0, 40)))
    problem = Problem(aids, (Cap((1, 1), 100), Cap((5, 5), 300, lines=frozenset({0}))), (frozenset(), frozenset()), lines=COSTS)
    sold, _ = market(problem)
    assert sold.prices(bounds, (0, 1)).reach(bounds, (0, 1), (), None) == reach


def test_without_a_tight_limit_nothing_has_a_price() -> None:
    sold, bounds = market(Problem((Aid(5, on=(60, 0)),), (Cap((1,), 100),), (frozenset(),), lines=COSTS))
    assert sold.prices(bounds, (0,)) is sold.free_of_charge
    assert isinstance(sold.free_of_charge, Prices)
