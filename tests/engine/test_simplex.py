"""A linear program solved exactly: known answers, ties decided by the next objective, fractions kept."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.simplex import maximise


def test_without_rows_every_amount_reaches_its_top() -> None:
    assert maximise([[1, 1]], [], [], [5, 7]) == [5, 7]


def test_a_third_stays_a_third() -> None:
    assert maximise([[1]], [[3]], [1], [9]) == [Fraction(1, 3)]


@pytest.mark.parametrize(("then", "found"), [([1, 0], [4, 2]), ([0, 1], [2, 4])])
def test_the_second_objective_decides_between_equals(then: list[int], found: list[int]) -> None:
    assert maximise([[1, 1], then], [[1, 1]], [6], [4, 4]) == found


def test_an_odd_ring_of_limits_is_best_shared_in_halves() -> None:
    assert maximise([[1, 1, 1]], [[1, 1, 0], [0, 1, 1], [1, 0, 1]], [5, 5, 5], [5, 5, 5]) == [Fraction(5, 2)] * 3


@settings(max_examples=60)
@given(st.data())
def test_no_point_of_the_grid_is_better_nor_forbidden(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 3))
    vector = st.lists(st.integers(-3, 3), min_size=width, max_size=width)
    rows = data.draw(st.lists(vector, max_size=3))
    bounds = [data.draw(st.integers(0, 12)) for _ in rows]
    tops = data.draw(st.lists(st.integers(0, 4), min_size=width, max_size=width))
    goal = data.draw(vector)
    found = maximise([goal], rows, bounds, tops)
    best = sum(weight * amount for weight, amount in zip(goal, found, strict=True))
    assert all(0 <= amount <= top for amount, top in zip(found, tops, strict=True))
    for row, bound in zip(rows, bounds, strict=True):
        assert sum(weight * amount for weight, amount in zip(row, found, strict=True)) <= bound
    for point in _points(tops):
        if all(sum(w * a for w, a in zip(row, point, strict=True)) <= bound for row, bound in zip(rows, bounds, strict=True)):
            assert sum(w * a for w, a in zip(goal, point, strict=True)) <= best


def _points(tops: list[int]) -> list[list[int]]:
    points: list[list[int]] = [[]]
    for top in tops:
        points = [[*point, amount] for point in points for amount in range(top + 1)]
    return points
