"""Sums and rates as JSON."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.render.as_json.values import money, rate


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [
        ("0.5", "0.50"),
        ("0.175", "0.175"),
        ("1", "1.00"),
        ("0", "0.00"),
        ("0.16404", "0.16404"),
        ("0.100", "0.10"),
        ("1E-1", "0.10"),
    ],
)
def test_a_rate_has_two_places_at_least(fraction: str, shown: str) -> None:
    assert rate(Decimal(fraction)) == shown


def test_unknown_sums_and_rates_are_none() -> None:
    assert (money(None), rate(None)) == (None, None)
