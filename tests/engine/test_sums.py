"""Sums by unit, and the words of what a text states."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.models import read
from aidnum.engine.situation import Situation
from aidnum.engine.sums import NOTHING_KNOWN, Span, slices_words, sum_of, sum_words, to_cents
from aidnum.model.assessment import Numbers
from aidnum.model.funding import Slice, Sum
from aidnum.model.profile import Found, Profile
from tests.engine.samples import VOCABULARY, situation


@pytest.mark.parametrize(("amount", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("1.015", "1.02"), ("3", "3.00")])
def test_a_sum_is_rounded_to_the_cent_half_up(amount: str, rounded: str) -> None:
    assert str(to_cents(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("limit", "facts", "span"),
    [
        ("5", {}, Span(Decimal(5), Decimal(5))),
        ({"per": "posts", "amount": "2.50"}, {"posts": 3}, Span(Decimal("7.50"), Decimal("7.50"))),
        ({"per": "posts", "amount": 2}, {}, NOTHING_KNOWN),
        ({"amount": 2}, {}, Span(Decimal(2), Decimal(2))),
    ],
)
def test_a_sum_by_unit_is_known_with_the_number_of_units(limit: Any, facts: dict[str, Any], span: Span) -> None:
    assert sum_of(read(Sum, limit), situation(**facts)) == span


def test_a_number_between_two_ends_gives_a_sum_between_two_ends() -> None:
    found = Found(3, Numbers(3, 5), "Insee 2023")
    known = Situation(Profile(found={"population": found}), VOCABULARY)
    assert sum_of(read(Sum, {"per": "population", "amount": 2}), known) == (Decimal(6), Decimal(10))


def test_sums_and_slices_are_said_as_their_text_states_them() -> None:
    assert sum_words(read(Sum, 2_000), VOCABULARY).replace("\u00a0", " ") == "2 000 €"
    assert sum_words(read(Sum, {"per": "posts", "amount": 2_000}), VOCABULARY).replace("\u00a0", " ") == "2 000 € par poste"
    slices = [read(Slice, {"up_to": 50_000, "rate": "40%"}), read(Slice, {"rate": "20%"})]
    assert slices_words(slices).replace("\u00a0", " ") == "40 % jusqu'à 50 000 €, puis 20 %"
