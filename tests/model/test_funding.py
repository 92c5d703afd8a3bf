"""A flat sum, once or year after year."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from decimal import Decimal

from aidnum.model.funding import Flat


def test_a_sum_paid_once_is_one_year() -> None:
    assert Flat(amount=Decimal(5)).sums == (5,)


def test_a_sum_by_year_is_each_of_them() -> None:
    assert Flat(years=(Decimal(3), Decimal(2)), per="posts").sums == (3, 2)
