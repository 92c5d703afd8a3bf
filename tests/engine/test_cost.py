"""The costs that a funding keeps, as a fact that its terms may test, and the minimum that they must reach."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

import pytest

from aidnum.catalogue.models import read
from aidnum.engine.cost import COST, kept_costs, reaching, waits_for_vat, with_cost
from aidnum.engine.situation import Situation
from aidnum.engine.sums import NOTHING_KNOWN, Span
from aidnum.model.assessment import Numbers, Outcome
from aidnum.model.funding import Sum
from aidnum.model.profile import Counted, Found, Profile
from tests.engine.samples import VOCABULARY, funding, situation

COSTS = {"staff": 40, "service": 60, "gear": 7}
PAYS = funding(rate="50%", costs={"except": ["staff"], "uncertain": ["gear"]}, base_ceiling=10, base="works")


@pytest.mark.parametrize(
    ("costs", "basis", "span"),
    [(COSTS, "ht", Span(Decimal(60), Decimal(67))), (COSTS, "ttc", NOTHING_KNOWN), (None, "ht", NOTHING_KNOWN)],
)
def test_the_costs_kept_are_those_before_any_ceiling_whatever_the_base(
    costs: Any, basis: Literal["ht", "ttc"], span: Span
) -> None:
    assert kept_costs(PAYS, PAYS, situation(costs, basis, works=3)) == span


def test_the_rules_of_terms_know_the_costs_kept_and_every_other_fact() -> None:
    known = with_cost(PAYS, situation(COSTS, a=True))
    assert known[COST].possible == Numbers(Decimal(60), Decimal(67))
    assert known["a"].given


@pytest.mark.parametrize(("costs", "basis", "ask"), [(None, "ht", COST), (COSTS, "ht", ""), (COSTS, "ttc", "")])
def test_the_costs_are_asked_for_until_some_are_given(costs: Any, basis: Literal["ht", "ttc"], ask: str) -> None:
    assert with_cost(PAYS, situation(costs, basis))[COST].ask == ask


@pytest.mark.parametrize(
    ("minimum", "outcome"),
    [("60", Outcome.YES), ("60.01", Outcome.UNKNOWN), ("67", Outcome.UNKNOWN), ("67.01", Outcome.NO)],
)
def test_sure_costs_reach_a_minimum_and_uncertain_ones_may(minimum: str, outcome: Outcome) -> None:
    assert reaching(read(Sum, minimum), PAYS, PAYS, situation(COSTS)).outcome is outcome


def test_a_minimum_whose_unit_is_not_known_is_never_decided_and_asks_for_it() -> None:
    found = reaching(read(Sum, {"per": "posts", "amount": 1}), PAYS, PAYS, situation(COSTS))
    assert (found.outcome, found.known.ask) == (Outcome.UNKNOWN, "posts")


@pytest.mark.parametrize(
    ("cost", "outcome"),
    [("119.98", Outcome.NO), ("120", Outcome.UNKNOWN), ("139.98", Outcome.UNKNOWN), ("140", Outcome.YES)],
)
def test_a_minimum_whose_units_lie_between_two_ends_is_reached_surely_past_both(cost: str, outcome: Outcome) -> None:
    found = {"posts": Found(60, Numbers(60, 70), "Insee 2023")}
    known = Situation(Profile(found=found, costs={"service": Decimal(cost)}), VOCABULARY)
    assert reaching(read(Sum, {"per": "posts", "amount": 2}), PAYS, PAYS, known).outcome is outcome


def test_a_minimum_bears_the_source_of_its_terms_else_that_of_the_funding() -> None:
    whole, band = funding(rate="50%", source="whole"), funding(rate="50%", source="band")
    minimum, known = read(Sum, "60"), situation(COSTS)
    assert reaching(minimum, whole, band, known).leaf.source == "band"
    assert reaching(minimum, whole, funding(rate="50%"), known).leaf.source == "whole"


@pytest.mark.parametrize(
    ("terms", "waits"),
    [
        ({"rate": "50%", "basis": "ht"}, True),
        ({"slices": [{"up_to": 9, "rate": "50%"}], "basis": "ht"}, True),
        ({"bands": [{"when": {"a": True}, "rate": "50%"}], "basis": "ht"}, True),
        ({"rate": "50%", "basis": "ttc"}, False),
        ({"rate": "50%", "basis": "unknown"}, False),
        ({"rate": "50%", "basis": "ht", "base": "works"}, False),
        ({"flat": 5, "basis": "ht"}, False),
        ({"rate": "unknown", "basis": "ht"}, False),
    ],
)
def test_only_an_aid_on_costs_counted_the_other_way_waits_for_the_rate_of_vat(terms: dict[str, Any], *, waits: bool) -> None:
    profile = situation(COSTS, "ttc").profile
    assert waits_for_vat(funding(**terms), profile) is waits
    assert not waits_for_vat(funding(**terms), replace(profile, costs=None))
    known = Counted({"staff": Decimal(1)}, "ht", {})
    assert not waits_for_vat(funding(**terms), replace(profile, other=known))
