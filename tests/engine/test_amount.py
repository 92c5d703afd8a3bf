"""Amounts: the order of the computation, ranges, bands, bonuses, flat sums, and the examples of official texts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Amounts
from aidnum.model.profile import Counted, Natures, Profile
from tests.conftest import examples
from tests.engine.samples import DAY, VOCABULARY, found_population, funding, paid, situation

COSTS = {"staff": 40_000, "service": 60_000}


def _range(found: Amounts) -> tuple[str | None, str | None]:
    return _text(found.amount_min), _text(found.amount_max)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _paid(
    given_costs: dict[str, Any] | None = None, facts: dict[str, Any] | None = None, **spec: Any
) -> tuple[str | None, str | None]:
    return _range(paid(funding(**spec), situation(COSTS if given_costs is None else given_costs, **(facts or {}))))


def test_half_of_the_costs_kept() -> None:
    found = paid(funding(costs={"except": ["staff"]}, rate="50%"), situation(COSTS))
    assert found[:7] == ("grant", *map(Decimal, ("0.5", "0.5", "60000.00", "60000.00", "30000.00", "30000.00")))
    assert [step.replace("\u00a0", " ") for step in found.steps] == [
        "personnel : 40 000 €, exclu",
        "prestations : 60 000 €, retenu",
        "assiette : 60 000 €",
        "50 % de 60 000 € = 30 000 €",
    ]


def test_only_some_categories_may_count() -> None:
    assert _paid(costs={"only": ["staff"]}, rate="50%") == ("20000.00", "20000.00")


def test_uncertain_categories_count_in_the_high_end_alone() -> None:
    assert _paid(costs={"uncertain": ["staff"]}, rate="50%") == ("30000.00", "50000.00")
    assert _paid(costs={"only": ["service"], "uncertain": ["staff"]}, rate="50%") == ("30000.00", "50000.00")


def test_the_base_is_capped_before_the_rate_and_the_aid_after() -> None:
    assert _paid(base_ceiling=10_000, ceiling=4_000, rate="50%") == ("4000.00", "4000.00")
    assert _paid(base_ceiling=10_000, ceiling=6_000, rate="50%") == ("5000.00", "5000.00")
    assert _paid(base_ceiling=100_000, ceiling=50_000, rate="50%") == ("50000.00", "50000.00")
    assert _paid(costs={"uncertain": ["staff"]}, base_ceiling=80_000, rate="50%") == ("30000.00", "40000.00")


def test_the_base_told_is_the_one_capped() -> None:
    found = paid(funding(base_ceiling=10_000, rate="50%"), situation(COSTS))
    assert (found.base_min, found.base_max) == (Decimal("10000.00"), Decimal("10000.00"))


@pytest.mark.parametrize(
    ("rate", "low", "high"),
    [
        ({"up_to": "80%"}, "0.00", "80000.00"),
        ({"from": "30%"}, "30000.00", "100000.00"),
        ({"from": "20%", "up_to": "80%"}, "20000.00", "80000.00"),
        ("unknown", None, None),
        ("0%", "0.00", "0.00"),
        ("100%", "100000.00", "100000.00"),
    ],
)
def test_a_rate_may_be_a_range_or_not_known(rate: Any, low: str | None, high: str | None) -> None:
    assert _paid(rate=rate) == (low, high)


def test_cents_are_rounded_once_and_a_half_goes_up() -> None:
    assert _paid({"service": "2469.13"}, rate="50%") == ("1234.57", "1234.57")
    found = paid(funding(rate="50%"), situation({"service": "2469.13"}))
    assert "1\u00a0234,57\u00a0€" in found.steps[-1]
    assert _paid({"service": "100.01", "staff": "100.01"}, rate="33.3333%") == ("66.67", "66.67")
    assert _paid({"service": "100"}, rate="29%") == ("29.00", "29.00")


def test_without_costs_the_rate_alone_is_told() -> None:
    found = paid(funding(rate={"up_to": "80%"}, base_ceiling=5), situation())
    assert found == Amounts("grant", Decimal("0.0"), Decimal("0.8"))
    assert paid(funding(rate="50%", ceiling=9), situation())[1:3] == (Decimal("0.5"), Decimal("0.5"))


def test_costs_known_both_ways_serve_an_aid_that_counts_either_way() -> None:
    here = situation({"staff": 120}, "ttc")
    other = Counted({"staff": Decimal(100)}, "ht", {"staff": Natures(Decimal(70), Decimal(30))})
    both = Situation(replace(here.profile, other=other), here.vocabulary)
    found = paid(funding(rate="50%", basis="ht", costs={"nature": "investment"}), both)
    assert _range(found) == ("35.00", "35.00")
    assert [step for step in found.steps if "TTC" in step] == []
    assert _range(paid(funding(rate="50%", basis="ttc"), both)) == ("60.00", "60.00")


def test_no_cost_at_all_pays_nothing() -> None:
    assert _paid({}, rate="50%") == ("0.00", "0.00")


@pytest.mark.parametrize(("given", "basis", "known"), [("ttc", "ht", False), ("ht", "ttc", False), ("ttc", "unknown", True)])
def test_costs_with_tax_are_not_those_before_tax(given: Any, basis: str, *, known: bool) -> None:
    found = paid(funding(rate="50%", basis=basis), situation(COSTS, basis=given))
    assert (found.amount_min is not None, found.base_min is not None) == (known, known)
    assert any("TTC" in step for step in found.steps)
    assert found.obstacle is None if known else found.obstacle in found.steps


@pytest.mark.parametrize(
    ("facts", "low", "high", "rates"),
    [
        ({"a": True}, "60000.00", "60000.00", ("0.6", "0.6")),
        ({"a": False}, "50000.00", "50000.00", ("0.5", "0.5")),
        ({}, "50000.00", "60000.00", ("0.5", "0.6")),
    ],
)
def test_a_bonus_adds_points_and_an_unknown_one_raises_the_high_end_alone(
    facts: dict[str, Any], low: str, high: str, rates: tuple[str, str]
) -> None:
    found = paid(funding(rate="50%", bonuses=[{"when": {"a": True}, "add": "10%"}]), situation(COSTS, **facts))
    assert _range(found) == (low, high)
    assert (found.rate_min, found.rate_max) == tuple(map(Decimal, rates))


def test_a_bonus_on_condition_raises_the_high_end_alone() -> None:
    bonus = [{"when": {"joint": True}, "add": "10%"}]
    assert _paid(rate="50%", bonuses=bonus) == ("50000.00", "60000.00")
    assert _paid(facts={"joint": True}, rate="50%", bonuses=bonus) == ("60000.00", "60000.00")


def test_bonuses_never_bring_the_rate_above_the_whole_cost() -> None:
    bonuses = [{"when": {"a": True}, "add": "40%"}, {"when": {"b": True}, "add": "40%"}]
    assert _paid(facts={"a": True, "b": True}, rate="50%", bonuses=bonuses) == ("100000.00", "100000.00")


def test_a_rate_not_known_stays_so_whatever_the_bonus() -> None:
    assert _paid(facts={"a": True}, rate="unknown", bonuses=[{"when": {"a": True}, "add": "10%"}]) == (None, None)


def test_an_aid_below_the_floor_is_not_paid() -> None:
    assert _paid(rate="50%", floor=50_001) == ("0.00", "0.00")
    assert _paid(rate="50%", floor=50_000) == ("50000.00", "50000.00")
    assert _paid(rate={"from": "20%", "up_to": "80%"}, floor=30_000) == ("0.00", "80000.00")


def test_a_base_may_be_a_fact_of_its_own() -> None:
    assert _paid(facts={"works": 20_000}, base="works", rate="30%") == ("6000.00", "6000.00")
    assert _paid(base="works", rate="30%") == (None, None)


@pytest.mark.parametrize(
    ("flat", "facts", "amount"),
    [
        (5_000, {}, "5000.00"),
        ({"years": [3, 2, 1]}, {}, "6.00"),
        ({"per": "posts", "amount": 50_000}, {"posts": 2}, "100000.00"),
        ({"per": "posts", "years": [17_500, 12_500, 12_500]}, {"posts": 1}, "42500.00"),
        ({"per": "posts", "amount": 50_000}, {"posts": 0}, "0.00"),
        ({"per": "posts", "amount": 50_000}, {}, None),
    ],
)
def test_a_flat_sum_counts_by_unit_and_by_year(flat: Any, facts: dict[str, Any], amount: str | None) -> None:
    assert _paid(facts=facts, flat=flat) == (amount, amount)


@pytest.mark.parametrize(
    ("facts", "low", "high"), [({"a": True}, 7_500, 7_500), ({}, 5_000, 7_500), ({"a": False}, 5_000, 5_000)]
)
def test_a_flat_bonus_adds_to_a_flat_sum(facts: dict[str, Any], low: int, high: int) -> None:
    found = _paid(facts=facts, flat=5_000, bonuses=[{"when": {"a": True}, "add": 2_500}])
    assert found == (f"{low}.00", f"{high}.00")


def test_a_flat_sum_has_its_ceiling_too() -> None:
    assert _paid(facts={"posts": 3}, flat={"per": "posts", "amount": 500}, ceiling=1_000) == ("1000.00", "1000.00")


def test_a_sum_by_unit_counts_parts_of_a_decimal_one() -> None:
    by_length = {"per": "length", "amount": "100.10"}
    found = paid(funding(flat=by_length), situation(length=Decimal("2.75")))
    assert (_range(found), found.steps[1].replace("\u00a0", " ")) == (
        ("275.28", "275.28"),
        "2,75 kilomètres × 100,10 € = 275,28 €",
    )
    assert _paid(facts={"length": Decimal("0.05")}, rate="50%", ceiling=by_length) == ("5.01", "5.01")


def test_the_unit_of_a_flat_sum_is_written_in_the_singular() -> None:
    found = paid(funding(flat={"per": "months", "amount": 100}), situation(months=3))
    assert found.steps[0] == "forfait : 100\u00a0€, par mois"


BANDS = [
    {"when": {"population": {"below": 5_000}}, "rate": "35%"},
    {"when": {"population": {"below": 15_000}}, "rate": "25%", "ceiling": 20_000},
    {"when": {"kind": ["county"]}, "rate": "10%"},
]


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ({"population": 4_999}, "35000.00", "35000.00"),
        ({"population": 5_000}, "20000.00", "20000.00"),
        ({"population": 15_000, "kind": "county"}, "10000.00", "10000.00"),
        ({"population": 15_000, "kind": "town"}, None, None),
        ({"kind": "town"}, "0.00", "35000.00"),
        ({}, "0.00", "35000.00"),
        ({"kind": "county"}, "10000.00", "35000.00"),
    ],
)
def test_bands_that_fail_are_dropped_and_the_first_that_holds_is_the_last(
    facts: dict[str, Any], low: str | None, high: str | None
) -> None:
    assert _paid(facts=facts, bands=BANDS) == (low, high)


def test_a_band_says_only_what_differs() -> None:
    bands = [{"when": {"kind": ["local"]}, "rate": "10%"}]
    assert _paid(costs={"except": ["staff"]}, rate="50%", base_ceiling=50_000, bands=bands) == ("5000.00", "5000.00")


def test_the_rate_of_a_band_stands_instead_of_a_flat_sum_and_its_costs_instead_of_a_base() -> None:
    band = {"when": {"kind": ["local"]}, "rate": "10%", "costs": {"only": ["staff"]}}
    assert _paid(flat=7, base="works", bands=[band]) == ("4000.00", "4000.00")


def test_one_band_whose_amount_is_not_known_leaves_it_unknown() -> None:
    bands = [{"when": {"a": True}, "rate": "10%"}, {"when": {"a": False}, "rate": "unknown"}]
    assert _paid(bands=bands) == (None, None)


@pytest.mark.parametrize("kind", ["engineering", "service"])
def test_help_in_kind_has_no_amount(kind: str) -> None:
    assert paid(funding(kind=kind), situation(COSTS)) == Amounts(kind)


LANDES = {"rate": "45%", "base_ceiling": 155_555, "bonuses": [{"when": {"a": True}, "multiply": "110%"}]}


@pytest.mark.parametrize(
    ("cost", "facts", "low", "high"),
    [
        (100_000, {"a": False}, "45000.00", "45000.00"),
        (100_000, {"a": True}, "49500.00", "49500.00"),
        (155_555, {"a": False}, "69999.75", "69999.75"),
        (155_556, {"a": False}, "69999.75", "69999.75"),
        (500_000, {"a": True}, "76999.73", "76999.73"),
        (500_000, {}, "69999.75", "76999.73"),
    ],
)
def test_media_libraries_of_the_landes_a_tenth_more_of_the_amount_even_above_the_cap(
    cost: int, facts: dict[str, Any], low: str, high: str
) -> None:
    """At most 45 % of 155 555 € before tax, and 10 % more of the amount where the staff is qualified."""
    assert _paid({"service": cost}, facts, **LANDES) == (low, high)


DEMAT_ADS: dict[str, Any] = {
    "flat": 4_000,
    "bonuses": [{"when": {"kind": ["local"]}, "add": {"per": "posts", "amount": 400}}],
    "ceiling": 16_000,
}


@pytest.mark.parametrize(
    ("communes", "amount"), [(0, 4_000), (1, 4_400), (29, 15_600), (30, 16_000), (31, 16_000), (200, 16_000)]
)
def test_planning_permissions_online_a_sum_a_centre_and_another_a_commune_up_to_thirty(communes: int, amount: int) -> None:
    """4 000 € a centre and 400 € a commune, thirty communes at most."""
    assert _paid(facts={"posts": communes}, **DEMAT_ADS) == (f"{amount}.00", f"{amount}.00")


GRAND_EST = [
    {"when": {"all": [{"a": False}, {"b": False}]}, "ceiling": 40_000},
    {"when": {"all": [{"a": False}, {"b": True}]}, "ceiling": 60_000},
    {"when": {"all": [{"a": True}, {"b": False}]}, "ceiling": 60_000},
    {"when": {"all": [{"a": True}, {"b": True}]}, "ceiling": 80_000},
]


@pytest.mark.parametrize(
    ("cost", "facts", "low", "high"),
    [
        (80_000, {"a": False, "b": False}, "40000.00", "40000.00"),
        (200_000, {"a": False, "b": False}, "40000.00", "40000.00"),
        (200_000, {"a": False, "b": True}, "60000.00", "60000.00"),
        (200_000, {"a": True, "b": True}, "80000.00", "80000.00"),
        (200_000, {"a": True}, "0.00", "80000.00"),
    ],
)
def test_video_protection_in_the_grand_est_has_its_ceiling_by_bearer_and_place(
    cost: int, facts: dict[str, Any], low: str, high: str
) -> None:
    """Half before tax: 40 000 € a commune, 60 000 € several (a), 20 000 € more in a rural territory (b)."""
    assert _paid({"service": cost}, facts, rate="50%", bands=GRAND_EST) == (low, high)


@pytest.mark.parametrize(("cost", "amount"), [(8_333, "4999.80"), ("8333.33", "5000.00"), (20_000, "5000.00")])
def test_books_in_the_south_three_fifths_and_five_thousand_at_most(cost: Any, amount: str) -> None:
    assert _paid({"service": cost}, rate={"up_to": "60%"}, ceiling=5_000) == ("0.00", amount)


FINISTERE = [
    {"when": {"all": [{"kind": ["town"]}, {"joint": False}]}, "rate": "20%", "ceiling": 10_000},
    {"when": {"any": [{"kind": ["union"]}, {"joint": True}]}, "rate": "40%", "ceiling": 40_000},
]


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ({"kind": "town", "joint": False}, "10000.00", "10000.00"),
        ({"kind": "union"}, "40000.00", "40000.00"),
        ({"kind": "town", "joint": True}, "40000.00", "40000.00"),
        ({"kind": "town"}, "0.00", "40000.00"),
    ],
)
def test_libraries_of_the_finistere_help_more_those_who_join(facts: dict[str, Any], low: str, high: str) -> None:
    """20 % and 10 000 € for a town alone, 40 % and 40 000 € together; a promise that isn't made is no *yes* yet."""
    assert _paid({"service": 100_000}, facts, bands=FINISTERE) == (low, high)


SLICES = [{"up_to": 50_000, "rate": "40%"}, {"up_to": 80_000, "rate": "20%"}]


@pytest.mark.parametrize(
    ("cost", "amount"),
    [(0, "0.00"), (50_000, "20000.00"), ("50000.05", "20000.01"), (80_000, "26000.00"), (900_000, "26000.00")],
)
def test_slices_pay_each_part_of_the_base_at_its_rate_and_nothing_above_the_last(cost: Any, amount: str) -> None:
    found = paid(funding(slices=SLICES), situation({"service": cost}))
    assert _range(found) == (amount, amount)
    assert (found.rate_min, found.rate_max) == (None, None)


def test_a_last_slice_without_end_pays_all_the_rest() -> None:
    assert _paid({"service": 150_000}, slices=[SLICES[0], {"rate": "10%"}]) == ("30000.00", "30000.00")


def test_bonuses_bear_on_every_slice() -> None:
    bonuses = [{"when": {"a": True}, "add": "10%"}, {"when": {"a": True}, "multiply": "200%"}]
    assert _paid({"service": 60_000}, {"a": True}, slices=SLICES, bonuses=bonuses) == ("56000.00", "56000.00")


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ({}, "30000.00", "77000.00"),
        ({"a": True, "b": False}, "77000.00", "77000.00"),
        ({"a": False, "b": True}, "30000.00", "30000.00"),
    ],
)
def test_a_factor_not_sure_widens_the_range_on_its_own_side(facts: dict[str, Any], low: str, high: str) -> None:
    bonuses = [
        {"when": {"a": True}, "add": "10%"},
        {"when": {"a": True}, "multiply": "110%"},
        {"when": {"b": True}, "multiply": "50%"},
    ]
    assert _paid(facts=facts, rate="60%", bonuses=bonuses) == (low, high)


def test_factors_never_bring_the_rate_above_the_whole_cost() -> None:
    bonus = [{"when": {"a": True}, "multiply": "300%"}]
    assert _paid(facts={"a": True}, rate="50%", bonuses=bonus) == ("100000.00", "100000.00")


def test_a_flat_sum_adds_to_what_a_rate_gives_then_the_ceiling_bears_then_the_floor() -> None:
    assert _paid(rate="10%", flat=5_000) == ("15000.00", "15000.00")
    assert _paid(rate="10%", flat=5_000, ceiling=12_000) == ("12000.00", "12000.00")
    assert _paid(rate="10%", flat=5_000, ceiling=12_000, floor="12000.01") == ("0.00", "0.00")
    assert _paid(slices=SLICES, flat=5_000) == ("31000.00", "31000.00")
    assert _range(paid(funding(rate="10%", flat=5_000), situation())) == (None, None)


@pytest.mark.parametrize("key", ["base_ceiling", "ceiling"])
def test_a_ceiling_may_go_by_unit(key: str) -> None:
    limit = {key: {"per": "posts", "amount": 2_000}}
    rate = "50%" if key == "ceiling" else "100%"
    assert _paid(facts={"posts": 3}, rate=rate, **limit) == ("6000.00", "6000.00")
    assert _paid(facts={"posts": 0}, rate=rate, **limit) == ("0.00", "0.00")
    assert _paid(rate=rate, **limit) == (None, None)


@pytest.mark.parametrize(("posts", "amount"), [(5, "50000.00"), (6, "0.00"), (None, None)])
def test_a_floor_may_go_by_unit(posts: int | None, amount: str | None) -> None:
    facts = {} if posts is None else {"posts": posts}
    assert _paid(facts=facts, rate="50%", floor={"per": "posts", "amount": 10_000}) == (amount, amount)


def test_a_number_of_units_between_two_ends_makes_a_range() -> None:
    known = found_population(100, 300)
    known = Situation(replace(known.profile, costs={"service": Decimal(1_000)}), VOCABULARY)
    ceiling = {"per": "population", "amount": 1}
    assert _range(paid(funding(rate="50%", ceiling=ceiling), known)) == ("100.00", "300.00")
    assert _range(paid(funding(rate="20%", ceiling=ceiling), known)) == ("100.00", "200.00")
    assert _range(paid(funding(rate="20%", floor=ceiling), known)) == ("0.00", "200.00")


@pytest.mark.parametrize(
    ("costs", "low", "high"),
    [
        ({"service": 9_999}, "4999.50", "4999.50"),
        ({"service": 10_000}, "2000.00", "2000.00"),
        ({"service": 9_000, "gear": 2_000}, "0.00", "5500.00"),
    ],
)
def test_a_band_may_test_the_cost_retained(costs: dict[str, Any], low: str, high: str) -> None:
    bands = [
        {"when": {"cout_retenu": {"below": 10_000}}, "rate": "50%"},
        {"when": {"cout_retenu": {"at_least": 10_000}}, "rate": "20%"},
    ]
    assert _range(paid(funding(costs={"uncertain": ["gear"]}, bands=bands), situation(costs))) == (low, high)


def test_the_cost_tested_is_that_before_the_ceiling_on_the_base_and_of_the_funding_itself() -> None:
    band = {"when": {"cout_retenu": {"at_least": 60_000}}, "costs": {"only": ["gear"]}, "rate": "50%"}
    costs = {"service": 60_000, "gear": 9_000, "staff": 900_000}
    assert _paid(costs, costs={"only": ["service"]}, base_ceiling=5_000, bands=[band]) == ("2500.00", "2500.00")


@pytest.mark.parametrize(("cost", "low", "high"), [(8_999, "0.00", "0.00"), (9_000, "4500.00", "4500.00"), (None, None, None)])
def test_below_its_minimum_cost_a_band_pays_nothing(cost: int | None, low: str | None, high: str | None) -> None:
    pays = funding(rate="50%", bands=[{"when": {"kind": ["local"]}, "minimum_cost": 9_000}])
    assert _range(paid(pays, situation(None if cost is None else {"service": cost}))) == (low, high)


def test_while_its_minimum_cost_is_not_known_to_be_reached_a_band_may_pay_nothing() -> None:
    bands = [{"when": {"kind": ["local"]}, "minimum_cost": 9_000}]
    assert _range(paid(funding(flat=500, bands=bands), situation())) == ("0.00", "500.00")
    uncertain = {"uncertain": ["gear"]}
    assert _paid({"service": 8_000, "gear": 1_000}, rate="50%", costs=uncertain, bands=bands) == ("0.00", "4500.00")


def test_the_minimum_cost_of_the_funding_itself_is_a_matter_of_verdict() -> None:
    assert _paid({"service": 10}, rate="50%", minimum_cost=9_000) == ("5.00", "5.00")


def test_a_band_gives_all_that_it_pays_or_leaves_it_to_the_funding() -> None:
    def among(**band: Any) -> tuple[str | None, str | None]:
        return _paid({"service": 1_000}, rate="50%", flat=7, bands=[{"when": {"kind": ["local"]}, **band}])

    assert among(rate="10%") == ("100.00", "100.00")
    assert among(flat=9) == ("9.00", "9.00")
    assert among(slices=[{"rate": "20%"}]) == ("200.00", "200.00")
    assert among(rate="10%", flat=9) == ("109.00", "109.00")
    assert among(ceiling=400) == ("400.00", "400.00")


VAUCLUSE = "vaucluse-informatisation-bibliotheques"
RENEWAL = "conseiller-numerique-renouvellement"
LIBRARY: dict[str, Any] = {"collectivite": "commune", "departement": "84", "type": ("bibliotheque",)}
POST: dict[str, Any] = {"collectivite": "commune", "type": ("inclusion",), "poste_a_renouveler": True}


@pytest.mark.parametrize(
    ("name", "facts", "costs", "sums"),
    [
        ("conseiller-numerique", {"collectivite": "cc", "type": ("inclusion",), "postes": 1}, None, (50_000, 50_000)),
        (RENEWAL, {**POST, "postes": 1, "qpv_ou_zrr": False}, None, (42_500, 42_500)),
        (RENEWAL, {**POST, "postes": 1, "qpv_ou_zrr": True}, None, (50_000, 50_000)),
        (RENEWAL, {**POST, "postes": 2}, None, (85_000, 100_000)),
        (RENEWAL, {**POST, "collectivite": "association", "postes": 1}, None, (44_000, 44_000)),
        (RENEWAL, POST, None, (None, None)),
        (
            VAUCLUSE,
            {**LIBRARY, "population": 4_999, "surface_normative": False, "personnel_qualifie": False},
            10_000,
            (3_500, 10_000),
        ),
        (
            VAUCLUSE,
            {**LIBRARY, "population": 5_000, "surface_normative": False, "personnel_qualifie": True},
            10_000,
            (3_500, 10_000),
        ),
        (
            VAUCLUSE,
            {**LIBRARY, "population": 3_000, "surface_normative": True, "personnel_qualifie": True},
            10_000,
            (5_500, 10_000),
        ),
        (VAUCLUSE, {**LIBRARY, "surface_normative": False, "personnel_qualifie": False}, 10_000, (0, 10_000)),
    ],
)
def test_the_sums_of_official_texts(
    shipped: Catalogue, name: str, facts: dict[str, Any], costs: int | None, sums: tuple[int | None, int | None]
) -> None:
    scheme = shipped.scheme(name)
    assert scheme is not None
    profile = Profile(facts=facts, costs=None if costs is None else {"logiciel": Decimal(costs), "formation": Decimal(999)})
    found = assess(scheme, Situation(profile, shipped.vocabulary), DAY).amounts
    assert (found.amount_min, found.amount_max) == sums


CATEGORIES = list(VOCABULARY.cost_categories)
SUMS = st.integers(0, 10_000_000).map(lambda cents: Decimal(cents).scaleb(-2))
PERCENTS = st.integers(0, 1_000_000).map(lambda parts: f"{Decimal(parts).scaleb(-4):f}%")


def _parts(percentage: str) -> Fraction:
    return Fraction(percentage.removesuffix("%")) / 100


def _cents(amount: Fraction) -> Decimal:
    return Decimal(floor(amount * 100 + Fraction(1, 2))).scaleb(-2)


@settings(max_examples=examples(50, 1_000))
@given(
    costs=st.dictionaries(st.sampled_from(CATEGORIES), SUMS),
    left_out=st.tuples(*[st.sets(st.sampled_from(CATEGORIES))] * 2),
    rates=st.tuples(PERCENTS, PERCENTS),
    bonus=st.tuples(PERCENTS, st.sampled_from([True, False, None])),
    caps=st.tuples(*[st.none() | SUMS] * 3),
)
def test_amounts_are_those_of_exact_fractions(costs: Any, left_out: Any, rates: Any, bonus: Any, caps: Any) -> None:
    out, perhaps = left_out
    low_rate, high_rate = sorted(rates, key=_parts)
    base_ceiling, ceiling, least = caps
    named = {"base_ceiling": base_ceiling, "ceiling": ceiling, "floor": least}
    words = {key: sorted(found) for key, found in (("except", out), ("uncertain", perhaps)) if found}
    found = paid(
        funding(
            rate={"from": low_rate, "up_to": high_rate},
            bonuses=[{"when": {"a": True}, "add": bonus[0]}],
            **({"costs": words} if words else {}),
            **{key: value for key, value in named.items() if value is not None},
        ),
        situation(costs, **({} if bonus[1] is None else {"a": bonus[1]})),
    )

    def expected(rate: str, counted: set[str], *, held: bool) -> Decimal:
        base = sum((Fraction(costs[name]) for name in costs if name in counted), Fraction(0))
        base = base if base_ceiling is None else min(base, Fraction(base_ceiling))
        aid = base * min(_parts(rate) + (_parts(bonus[0]) if held else 0), Fraction(1))
        aid = aid if ceiling is None else min(aid, Fraction(ceiling))
        return Decimal("0.00") if least is not None and _cents(aid) < Decimal(least) else _cents(aid)

    sure = {name for name in CATEGORIES if name not in out and name not in perhaps}
    assert found.amount_min == expected(low_rate, sure, held=bonus[1] is True)
    assert found.amount_max == expected(high_rate, sure | perhaps, held=bonus[1] is not False)


def _steps(known: Situation, **spec: Any) -> list[str]:
    return [step.replace("\u00a0", " ") for step in paid(funding(**spec), known).steps]


class TestSteps:
    """How an amount is told to have been worked out."""

    def test_each_cost_is_kept_left_or_to_be_confirmed(self) -> None:
        costs = {"except": ["staff"], "uncertain": ["gear"]}
        assert _steps(situation({"staff": 10, "service": 20, "gear": 40}), rate="50%", costs=costs) == [
            "personnel : 10 €, exclu",
            "prestations : 20 €, retenu",
            "matériel : 40 €, à faire confirmer",
            "assiette : 20 € à 60 €",
            "50 % de 20 € à 60 € = 10 € à 30 €",
        ]

    def test_a_range_of_rates_is_told(self) -> None:
        assert _steps(situation({"staff": 10}), rate={"from": "20%", "up_to": "80%"})[-1] == "20 % à 80 % de 10 € = 2 € à 8 €"

    @pytest.mark.parametrize(
        ("given", "wanted", "sentence"),
        [
            ("ttc", "ht", "coûts donnés TTC ; l'aide se calcule hors taxes : montant non calculé"),
            ("ht", "ttc", "coûts donnés hors taxes ; l'aide se calcule TTC : montant non calculé"),
        ],
    )
    def test_costs_of_the_other_basis_are_not_counted(self, given: Any, wanted: str, sentence: str) -> None:
        assert _steps(situation({"staff": 10}, given), rate="50%", basis=wanted) == [sentence]

    def test_where_no_source_tells_whether_tax_counts_it_is_said(self) -> None:
        assert _steps(situation({"staff": 10}), rate="50%", basis="unknown")[1:] == [
            "assiette : 10 €",
            "hors taxes ou TTC : les sources ne le disent pas ; calculé sur les montants donnés",
            "50 % de 10 € = 5 €",
        ]

    def test_without_costs_nothing_is_said_of_them(self) -> None:
        assert _steps(situation(), rate="50%", floor=5) == ["une aide de moins de 5 € n'est pas versée"]

    def test_a_base_of_its_own_says_nothing_of_costs(self) -> None:
        assert _steps(situation({"staff": 10}, works=20), rate="50%", base="works") == ["50 % de 20 € = 10 €"]

    @pytest.mark.parametrize(("base", "said"), [(59, ["assiette plafonnée à 59 €"]), (60, []), (61, [])])
    def test_a_ceiling_on_the_base_is_told_where_it_bears(self, base: int, said: list[str]) -> None:
        found = _steps(situation({"service": 20, "gear": 40}), rate="50%", base_ceiling=base, costs={"uncertain": ["gear"]})
        assert found[3:-1] == said

    @pytest.mark.parametrize(
        ("ceiling", "said"), [(4, ["aide plafonnée à 4 € au lieu de 5 €"]), (5, []), (6, [])], ids=["under", "at", "over"]
    )
    def test_a_ceiling_on_the_aid_is_told_where_it_bears(self, ceiling: int, said: list[str]) -> None:
        assert _steps(situation({"staff": 10}), rate="50%", ceiling=ceiling)[3:] == said

    def test_and_where_the_aid_is_not_known(self) -> None:
        assert _steps(situation(), rate="50%", ceiling=4) == ["aide plafonnée à 4 €"]

    @pytest.mark.parametrize(
        ("floor", "amount", "is_said"),
        [("4.99", "5.00", False), ("5", "5.00", False), ("5.01", "0.00", True)],
        ids=["over", "at", "under"],
    )
    def test_a_floor_is_told_only_of_an_aid_that_is_under_it(self, floor: str, amount: str, *, is_said: bool) -> None:
        known = situation({"staff": 10})
        assert _range(paid(funding(rate="50%", floor=floor), known)) == (amount, amount)
        assert any("n'est pas versée" in step for step in _steps(known, rate="50%", floor=floor)) is is_said

    def test_an_aid_that_is_rounded_up_to_its_floor_is_paid(self) -> None:
        known = situation({"staff": "9.99"})
        assert _range(paid(funding(rate="50%", floor=5), known)) == ("5.00", "5.00")
        assert _steps(known, rate="50%", floor=5)[-1] == "50 % de 9,99 € = 5 €"

    def test_points_of_rate_are_told_and_those_that_are_not_sure_said_possible(self) -> None:
        bonuses = [{"when": {"a": True}, "add": "10%"}, {"when": {"b": True}, "add": "5%"}]
        assert _steps(situation({"staff": 10}, a=True), rate="50%", bonuses=bonuses)[2:4] == [
            "majoration : 10 % de taux",
            "majoration possible : 5 % de taux",
        ]

    def test_a_factor_is_told_as_more_or_less_than_the_rate(self) -> None:
        bonuses = [{"when": {"a": True}, "multiply": "150%"}, {"when": {"b": True}, "multiply": "50%"}]
        assert _steps(situation({"staff": 10}, a=True), rate="50%", bonuses=bonuses)[2:] == [
            "majoration : taux multiplié par 1,5",
            "minoration possible : taux multiplié par 0,5",
            "37,5 % à 75 % de 10 € = 3,75 € à 7,50 €",
        ]

    def test_a_flat_sum_beside_a_rate_is_added_to_it_each_with_its_own_bonuses(self) -> None:
        bonuses = [{"when": {"a": True}, "add": 5}, {"when": {"a": True}, "add": "10%"}]
        assert _steps(situation({"staff": 10}, a=True), rate="50%", flat=7, bonuses=bonuses)[2:] == [
            "majoration : 10 % de taux",
            "60 % de 10 € = 6 €",
            "forfait : 7 €",
            "majoration : 5 €",
            "6 € + 12 € = 18 €",
        ]
        assert _steps(situation({"staff": 10}), rate="unknown", flat=7)[2:] == ["forfait : 7 €"]

    def test_a_ceiling_by_unit_is_told_with_what_it_comes_to_where_that_is_known(self) -> None:
        ceiling = {"per": "posts", "amount": 2}
        known = (situation({"staff": 10}, posts=2), situation({"staff": 10}))
        assert [_steps(each, rate="50%", ceiling=ceiling)[-1] for each in known] == [
            "aide plafonnée à 4 € (2 € par poste) au lieu de 5 €",
            "aide plafonnée à 2 € par poste",
        ]

    def test_a_minimum_cost_that_is_not_reached_is_told(self) -> None:
        bands = [{"when": {"a": True}, "minimum_cost": 11}]
        said = "rien n'est versé pour moins de 11 € de dépenses retenues"
        assert _steps(situation({"staff": 10}, a=True), rate="50%", bands=bands)[-1] == said
        assert said not in _steps(situation({"staff": 11}, a=True), rate="50%", bands=bands)

    def test_what_hinders_one_of_several_bands_hinders_the_amount(self) -> None:
        bands = [{"when": {"a": True}, "flat": 5}, {"when": {"b": True}, "rate": "20%"}]
        found = paid(funding(bands=bands), situation({"staff": 10}, "ttc"))
        assert found.obstacle == "coûts donnés TTC ; l'aide se calcule hors taxes : montant non calculé"
        assert found.obstacle in found.steps

    def test_a_flat_sum_and_what_adds_to_it_are_told(self) -> None:
        bonuses = [{"when": {"a": True}, "add": 10}, {"when": {"b": True}, "add": {"years": [3, 2]}}]
        assert _steps(situation(a=True), flat=50, bonuses=bonuses) == [
            "forfait : 50 €",
            "majoration : 10 €",
            "majoration possible : 3 € + 2 € sur 2 ans",
        ]

    @pytest.mark.parametrize(
        ("posts", "worked_out"), [(0, "0 poste × 6 € = 0 €"), (1, "1 poste × 6 € = 6 €"), (3, "3 postes × 6 € = 18 €")]
    )
    def test_a_sum_by_unit_is_multiplied(self, posts: int, worked_out: str) -> None:
        said = ["forfait : 3 € + 2 € + 1 € sur 3 ans, par poste", worked_out]
        assert _steps(situation(posts=posts), flat={"per": "posts", "years": [3, 2, 1]}) == said
        assert _steps(situation(), flat={"per": "posts", "years": [3, 2, 1]}) == said[:1]

    def test_without_a_unit_the_fact_is_named(self) -> None:
        assert _steps(situation(n=2), flat={"per": "n", "amount": 5}) == ["forfait : 5 €, par n", "2 n × 5 € = 10 €"]

    def test_several_bands_tell_each_step_once(self) -> None:
        bands = [{"when": {"a": True}, "rate": "10%"}, {"when": {"a": False}, "rate": "20%"}]
        assert _steps(situation({"staff": 10}), bands=bands) == [
            "personnel : 10 €, retenu",
            "assiette : 10 €",
            "10 % de 10 € = 1 €",
            "20 % de 10 € = 2 €",
            "le bas de la fourchette est de 0 € tant qu'aucune tranche n'est certaine",
        ]

    @pytest.mark.parametrize(("other", "said"), [("etat", "etat"), ("detr", "detr")])
    def test_an_aid_bounded_by_another_is_told_to_be_so_in_a_plan(self, other: str, said: str) -> None:
        found = _steps(situation({"staff": 10}), rate="50%", at_most_aid_of=other)
        assert found[-1] == f"bornée par une autre aide ({said}) : à voir dans un plan"

    def test_without_any_band_that_fits_it_is_said(self) -> None:
        found = paid(funding(bands=[{"when": {"a": True}, "rate": "10%"}]), situation({"staff": 10}, a=False))
        assert found == Amounts("grant", steps=("aucune tranche de ce financement ne correspond au profil",))


@pytest.mark.parametrize(
    ("nature", "category", "said"),
    [
        ("investment", "gear", ["matériel : 30 € en fonctionnement, exclu", "matériel : 70 €, retenu"]),
        ("running", "gear", ["matériel : 60 € en investissement, exclu", "matériel : 40 €, retenu"]),
        ("running", "service", ["prestations : 100 € en investissement, exclu"]),
        ("investment", "service", ["prestations : 100 €, retenu"]),
        ("running", "staff", ["personnel : 100 €, exclu"]),
        ("running", "hosting", ["hébergement : 60 € en investissement, exclu", "hébergement : 40 €, à faire confirmer"]),
    ],
)
def test_what_is_of_the_other_nature_is_left_out_and_told(nature: str, category: str, said: list[str]) -> None:
    natures = {"gear": Natures(Decimal(60), Decimal(30)), "hosting": Natures(Decimal(60), Decimal(40))}
    natures |= {name: Natures(Decimal(100), Decimal(0)) for name in ("service", "staff")}
    known = Situation(Profile(costs={category: Decimal(100)}, natures=natures), VOCABULARY)
    costs = {"except": ["staff"], "uncertain": ["hosting"], "nature": nature}
    assert _steps(known, rate="50%", costs=costs)[: len(said)] == said
    assert _steps(known, rate="50%", costs=costs)[len(said)].startswith("assiette : ")


@pytest.mark.parametrize(
    "terms", [{"base": "works"}, {"ceiling": 9}, {"floor": 9}, {"bonuses": [{"when": {"a": True}, "add": "5%"}]}]
)
def test_without_costs_terms_beside_the_rate_are_worked_out_all_the_same(terms: dict[str, Any]) -> None:
    known = situation(a=True, works=20)
    assert paid(funding(rate="50%", **terms), known).steps != ()
    assert paid(funding(rate="50%"), known) == Amounts("grant", Decimal("0.5"), Decimal("0.5"))


def test_a_flat_bonus_not_known_leaves_the_high_end_unknown_and_the_low_end_where_it_is_sure() -> None:
    by_post = {"per": "posts", "amount": 3}
    assert _paid(facts={"a": True}, flat=5, bonuses=[{"when": {"a": True}, "add": by_post}]) == (None, None)
    assert _paid(facts={}, flat=5, bonuses=[{"when": {"a": True}, "add": by_post}]) == ("5.00", None)


def test_a_probable_figure_says_so_with_the_note_of_the_terms_that_apply() -> None:
    known = paid(funding(rate="50%", note="Sûr."), situation(COSTS))
    guessed = paid(funding(rate="50%", probable=True, note="Par analogie."), situation(COSTS))
    assert (known.probable, guessed.probable) == (False, True)
    assert guessed.steps == (*known.steps, "chiffre probable : Par analogie.")


def test_a_probable_band_makes_no_other_band_probable() -> None:
    bands = [{"when": {"a": True}, "rate": "75%", "probable": True}, {"when": {"a": False}, "rate": "50%"}]
    spec = funding(rate=None, bands=bands)
    assert paid(spec, situation(COSTS, a=True)).probable
    assert not paid(spec, situation(COSTS, a=False)).probable
    assert paid(spec, situation(COSTS)).probable


@pytest.mark.parametrize("costs", [None, COSTS])
def test_an_aid_bounded_by_another_says_so_with_costs_or_without(costs: dict[str, int] | None) -> None:
    found = paid(funding(rate="50%", at_most_aid_of="autre-aide"), situation(costs))
    assert found.steps[-1] == "bornée par une autre aide (autre-aide) : à voir dans un plan"
