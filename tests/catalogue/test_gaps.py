"""Gaps between the bands of a funding."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.gaps import gaps
from tests.engine.samples import VOCABULARY, funding


def _bands(*whens: Any) -> Any:
    return funding(bands=[{"when": when, "rate": "10%"} for when in whens])


LOW, HIGH = {"population": {"below": 5_000}}, {"population": {"above": 5_000, "at_most": 15_000}}


@pytest.mark.parametrize(
    ("whens", "found"),
    [
        ((LOW, HIGH), [("population", 5_000, 5_000)]),
        ((HIGH, LOW), [("population", 5_000, 5_000)]),
        (({"population": {"at_most": 5_000}}, HIGH), []),
        ((LOW, {"population": {"at_least": 5_001}}), [("population", 5_000, 5_000)]),
        ((LOW, {"population": {"at_least": 6_000}}), [("population", 5_000, 5_999)]),
        ((LOW, {"population": {"at_least": 4_000}}), []),
        ((LOW, HIGH, {"kind": ["local"]}), []),
        ((LOW, HIGH, {"a": True}), []),
        ((LOW,), []),
        (({"population": {"at_least": 5_000}},), []),
        (({"a": True}, {"a": False}), []),
        (({"all": [{"a": True}, LOW]}, {"all": [{"a": True}, HIGH]}), [("population", 5_000, 5_000)]),
        (({"all": [{"a": True}, LOW]}, {"all": [{"a": False}, HIGH]}), [("population", 5_000, 5_000)]),
        (({"population": {"below": 5_000}}, {"n": {"above": 3}}), []),
        (({"n": {"at_most": 4}}, {"n": {"above": 9}}), [("n", 5, 9)]),
        (({"n": {"at_most": 0}}, {"n": {"at_least": 2}}), [("n", 1, 1)]),
        (({"n": {"below": 0}}, {"n": {"above": 0}}), []),
        (
            ({"cout_retenu": {"at_most": 10_000}}, {"cout_retenu": {"at_least": 10_001}}),
            [("cout_retenu", Decimal("10000.01"), Decimal("10000.99"))],
        ),
        (({"length": {"below": 2}}, {"length": {"above": 2}}), [("length", 2, 2)]),
        (({"length": {"at_most": 2}}, {"length": {"at_least": 3}}), [("length", Decimal("2.01"), Decimal("2.99"))]),
        (({"cout_retenu": {"at_most": 10_000}}, {"cout_retenu": {"above": 10_000}}), []),
    ],
)
def test_a_number_between_two_bands_that_fits_none_is_found(whens: Any, found: Any) -> None:
    assert list(gaps(_bands(*whens), VOCABULARY)) == found
