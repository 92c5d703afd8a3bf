"""Shares of a plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.model.plan import shares


@pytest.mark.parametrize("amounts", [["1", "1", "1"], ["0.01", "999.99"], ["0", "5"], ["1", "2", "3", "1"]])
def test_shares_add_up_to_one(amounts: list[str]) -> None:
    assert sum(shares([Decimal(amount) for amount in amounts])) == 1
