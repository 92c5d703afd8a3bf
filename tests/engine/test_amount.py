"""Amounts: the order of the computation, ranges, bands, bonuses, flat sums, and the examples of official texts."""

from __future__ import annotations

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
from aidnum.model.profile import Profile
from tests.engine.samples import DAY, VOCABULARY, funding, paid, situation

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
        ({"kind": "town"}, "20000.00", "35000.00"),
        ({}, "10000.00", "35000.00"),
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
        (VAUCLUSE, {**LIBRARY, "surface_normative": False, "personnel_qualifie": False}, 10_000, (2_500, 10_000)),
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


@settings(max_examples=150, deadline=None)
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
        return _cents(Fraction(0) if least is not None and aid < Fraction(least) else aid)

    sure = {name for name in CATEGORIES if name not in out and name not in perhaps}
    assert found.amount_min == expected(low_rate, sure, held=bonus[1] is True)
    assert found.amount_max == expected(high_rate, sure | perhaps, held=bonus[1] is not False)
