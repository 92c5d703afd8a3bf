"""The whole answer for the founding schemes: thresholds, commitments, dates, amounts; and the functions written by hand."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Assessment, Doubt, Outcome, Verdict
from aidnum.model.funding import Funding
from aidnum.model.profile import Profile
from tests.engine.samples import DAY, assessed, funding, scheme, situation

NATIONAL = {"dematerialisation": "dematerialisation", "donnees": "donnees", "cooperation": "cooperation"}
Ask = Callable[..., Assessment]


@pytest.fixture
def ask(shipped: Catalogue) -> Ask:
    """Assess one of the founding schemes of the shipped catalogue."""

    def answer(name: str, facts: dict[str, Any], day: date = DAY, costs: dict[str, int] | None = None) -> Assessment:
        found = shipped.scheme(f"france-relance-{name}")
        assert found is not None
        sums = None if costs is None else {category: Decimal(amount) for category, amount in costs.items()}
        return assess(found, Situation(Profile(facts=facts, costs=sums), shipped.vocabulary), day)

    return answer


def test_the_example_of_the_specification(ask: Ask) -> None:
    facts = {"population": 520_000, "type": ("dematerialisation",)}
    found = ask("dematerialisation", facts, DAY, {"personnel": 40_000, "prestations": 60_000})
    assert found.verdict is Verdict.ELIGIBLE
    assert (found.window.state, found.window.closes, found.window.days_left) == ("open", date(2021, 5, 28), 88)
    assert found.amounts.amount_min == found.amounts.amount_max == Decimal(30_000)
    assert str(found.amounts.amount_min) == "30000.00"
    assert (found.missing, found.doubts) == ((), ())
    assert Outcome.CONDITION in [criterion.outcome for criterion in found.criteria if criterion.leaf.fact == "duree_mois"]


@pytest.mark.parametrize("name", NATIONAL)
@pytest.mark.parametrize(
    ("population", "verdict"),
    [
        (449_999, "ineligible"),
        (450_000, "to_confirm"),
        (450_001, "to_confirm"),
        (499_999, "to_confirm"),
        (500_000, "eligible"),
        (500_001, "eligible"),
    ],
)
def test_about_500_000_inhabitants(ask: Ask, name: str, population: int, verdict: str) -> None:
    found = ask(name, {"collectivite": "metropole", "population": population, "type": (NATIONAL[name],)})
    assert (found.verdict, found.missing) == (verdict, ())


@pytest.mark.parametrize("name", NATIONAL)
@pytest.mark.parametrize("kind", ["departement", "region"])
def test_a_departement_passes_whatever_its_population(ask: Ask, name: str, kind: str) -> None:
    for population in (1, 100_000, 449_999):
        assert (
            ask(name, {"collectivite": kind, "population": population, "type": (NATIONAL[name],)}).verdict is Verdict.ELIGIBLE
        )


@pytest.mark.parametrize("name", NATIONAL)
@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        ({"mutualise": True, "population_projet": 510_000}, "eligible", ()),
        ({"mutualise": True, "population_projet": 460_000}, "to_confirm", ("couvre_departement",)),
        ({"mutualise": True, "population_projet": 449_999}, "to_confirm", ("couvre_departement",)),
        ({"mutualise": True, "population_projet": 449_999, "couvre_departement": True}, "eligible", ()),
        ({"mutualise": True, "population_projet": 449_999, "couvre_departement": False}, "ineligible", ()),
        ({"mutualise": True}, "to_confirm", ("couvre_departement", "population_projet")),
        ({"mutualise": False}, "ineligible", ()),
        ({}, "ineligible", ()),
    ],
)
def test_a_small_town_needs_a_pooled_project(
    ask: Ask, name: str, facts: dict[str, Any], verdict: str, missing: tuple[str, ...]
) -> None:
    found = ask(name, {"collectivite": "commune", "population": 30_000, "type": (NATIONAL[name],), **facts})
    assert (found.verdict, found.missing) == (verdict, missing)


@pytest.mark.parametrize("name", [*NATIONAL, "coconstruction"])
def test_results_are_due_within_18_months(ask: Ask, name: str) -> None:
    facts = {"population": 520_000, "type": (NATIONAL.get(name, "outils-communs"),)}
    found = [ask(name, {**facts, "duree_mois": months}).verdict.value for months in (1, 17, 18, 19, 24)]
    assert found == ["eligible", "eligible", "eligible", "ineligible", "ineligible"]
    assert ask(name, facts).verdict is Verdict.ELIGIBLE


def test_cooperation_rests_on_an_alliance(ask: Ask) -> None:
    facts = {"population": 520_000, "type": ("cooperation",)}
    found = [ask("cooperation", {**facts, **more}) for more in ({}, {"alliance": True}, {"alliance": False})]
    assert [each.verdict.value for each in found] == ["eligible", "eligible", "ineligible"]
    outcomes = [criterion.outcome for each in found for criterion in each.criteria if criterion.leaf.fact == "alliance"]
    assert outcomes == [Outcome.CONDITION, Outcome.YES, Outcome.NO]


@pytest.mark.parametrize("name", NATIONAL)
def test_associations_and_firms_do_not_apply_themselves(ask: Ask, name: str) -> None:
    for kind in ("association", "entreprise"):
        assert ask(name, {"collectivite": kind, "type": (NATIONAL[name],)}).verdict is Verdict.INELIGIBLE


def test_coconstruction_is_open_to_any_size_and_to_partners(ask: Ask) -> None:
    for facts, verdict, missing in (
        ({"population": 1}, "eligible", ()),
        ({"besoin_partage": False}, "ineligible", ()),
        ({"collectivite": "association"}, "to_confirm", ("partenaire_collectivite",)),
        ({"collectivite": "association", "partenaire_collectivite": True}, "eligible", ()),
        ({"collectivite": "entreprise", "partenaire_collectivite": False}, "ineligible", ()),
    ):
        found = ask("coconstruction", {"type": ("outils-communs",), **facts})
        assert (found.verdict, found.missing) == (verdict, missing)


@pytest.mark.parametrize(
    ("name", "amount"), [("dematerialisation", 40_000), ("donnees", 30_000), ("cooperation", 30_000), ("coconstruction", None)]
)
def test_staff_is_left_out_and_hardware_too_but_for_dematerialisation(ask: Ask, name: str, amount: int | None) -> None:
    facts = {"collectivite": "departement", "type": (NATIONAL.get(name, "outils-communs"),)}
    found = ask(name, facts, DAY, {"personnel": 40_000, "materiel": 20_000, "prestations": 60_000}).amounts
    low, high = (30_000, 60_000) if amount is None else (amount, amount)
    assert (found.amount_min, found.amount_max) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("name", NATIONAL)
def test_the_first_session_is_open_from_25_january_to_28_may_2021(ask: Ask, name: str) -> None:
    days = (date(2021, 1, 24), date(2021, 1, 25), date(2021, 5, 28), date(2021, 5, 29))
    found = [ask(name, {"population": 520_000, "type": (NATIONAL[name],)}, day) for day in days]
    assert [each.window.state for each in found] == ["upcoming", "open", "open", "closed"]
    assert {each.verdict for each in found} == {Verdict.ELIGIBLE}
    assert [each.window.days_left for each in found] == [None, 123, 0, None]


def test_coconstruction_has_two_periods(ask: Ask) -> None:
    days = {
        date(2021, 1, 24): ("upcoming", date(2021, 3, 15)),
        date(2021, 3, 15): ("open", date(2021, 3, 15)),
        date(2021, 3, 16): ("upcoming", date(2021, 5, 31)),
        date(2021, 4, 15): ("open", date(2021, 5, 31)),
        date(2021, 6, 1): ("closed", date(2021, 5, 31)),
    }
    shown = {day: ask("coconstruction", {"type": ("outils-communs",)}, day).window for day in days}
    assert {day: (window.state, window.closes) for day, window in shown.items()} == days


@pytest.mark.parametrize(
    ("costs", "verdict", "outcome"),
    [
        ({"service": 4_000}, "eligible", Outcome.YES),
        ({"service": "3999.99"}, "ineligible", Outcome.NO),
        ({"service": 3_000, "gear": 1_000}, "to_confirm", Outcome.UNKNOWN),
        ({"service": 3_000, "staff": 9_000}, "ineligible", Outcome.NO),
        ({}, "ineligible", Outcome.NO),
        (None, "eligible", Outcome.CONDITION),
    ],
)
def test_a_minimum_cost_is_a_criterion_and_a_condition_while_no_cost_is_known(
    costs: Any, verdict: str, outcome: Outcome
) -> None:
    pays = funding(rate="50%", minimum_cost=4_000, costs={"except": ["staff"], "uncertain": ["gear"]})
    found = assessed(scheme({"kind": ["local"]}, pays=pays), situation(costs))
    assert (found.verdict, found.criteria[-1].outcome) == (verdict, outcome)


def test_a_minimum_cost_that_costs_with_tax_can_t_tell_is_to_confirm() -> None:
    found = assessed(
        scheme({"kind": ["local"]}, pays=funding(rate="50%", minimum_cost=1)), situation({"service": 9}, basis="ttc")
    )
    assert (found.verdict, found.missing) == (Verdict.TO_CONFIRM, ())


def test_a_minimum_cost_bears_on_the_costs_though_the_base_is_another() -> None:
    held = scheme({"kind": ["local"]}, pays=funding(rate="50%", base="works", minimum_cost=4_000, base_ceiling=100))
    found = [assessed(held, situation({"service": cost}, works=9)).verdict.value for cost in (3_999, 4_000)]
    assert found == ["ineligible", "eligible"]


@pytest.mark.parametrize(
    ("costs", "facts", "verdict", "note"),
    [
        ({"service": 3_000}, {"posts": 3}, "eligible", "minimum de 1\u00a0000\u00a0€ par poste"),
        ({"service": 2_999}, {"posts": 3}, "ineligible", "minimum de 1\u00a0000\u00a0€ par poste"),
        ({"service": 2_999}, {}, "to_confirm", "minimum de 1\u00a0000\u00a0€ par poste"),
        (None, {}, "eligible", "minimum de 1\u00a0000\u00a0€ par poste"),
    ],
)
def test_a_minimum_cost_may_go_by_unit(costs: Any, facts: dict[str, Any], verdict: str, note: str) -> None:
    held = scheme({"kind": ["local"]}, pays=funding(rate="50%", minimum_cost={"per": "posts", "amount": 1_000}))
    found = assessed(held, situation(costs, **facts))
    assert (found.verdict, found.criteria[-1].leaf.note) == (verdict, note)


@pytest.mark.parametrize("cost", [500, 1_000, 9_000])
def test_a_minimum_cost_inside_a_band_turns_no_verdict(cost: int) -> None:
    bands = [{"when": {"a": True}, "minimum_cost": 1_000}, {"when": {"kind": ["local"]}, "minimum_cost": 9_000}]
    held = scheme({"kind": ["local"]}, pays=funding(rate="50%", bands=bands))
    known = (situation({"service": cost}), situation({"service": cost}, a=True), situation({"service": cost}, a=False))
    assert {assessed(held, each).verdict for each in known} == {Verdict.ELIGIBLE}


@pytest.mark.parametrize(
    ("facts", "verdict", "unfit"),
    [
        ({"population": 5}, "eligible", False),
        ({}, "eligible", False),
        ({"population": 10}, "to_confirm", True),
        ({"population": 10, "a": False}, "ineligible", True),
    ],
)
def test_where_no_band_fits_the_verdict_is_to_confirm_at_most(facts: dict[str, Any], verdict: str, *, unfit: bool) -> None:
    pays = funding(bands=[{"when": {"population": {"below": 10}}, "rate": "10%"}])
    held = scheme({"all": [{"kind": ["local"]}, {"a": True}]}, pays=pays)
    found = assessed(held, situation({"service": 100}, **{"a": True, **facts}))
    assert (found.verdict, found.doubts) == (verdict, (Doubt.UNFIT,) if unfit else ())
    assert (found.amounts.amount_max is None) is unfit


BOTH = [funding(kind="loan", rate="80%", minimum_cost=5_000), funding(rate="50%", minimum_cost=9_000), funding(flat=7)]


def test_of_several_kinds_of_help_the_first_grant_comes_first_and_all_are_worked_out() -> None:
    found = assessed(scheme({"kind": ["local"]}, pays=BOTH), situation({"service": 10_000}))
    every = [(each.kind, str(each.amount_min)) for each in (found.amounts, *found.others)]
    assert every == [("grant", "5000.00"), ("loan", "8000.00"), ("grant", "7.00")]


@pytest.mark.parametrize(
    ("pays", "cost", "most"), [(BOTH, 8_999, [0, Decimal("7199.20"), 7]), (BOTH[:2], 4_999, [0, 0])], ids=["three", "two"]
)
def test_of_several_kinds_of_help_a_minimum_cost_lowers_its_own_and_turns_no_verdict(
    pays: list[Funding], cost: int, most: list[Decimal]
) -> None:
    found = assessed(scheme({"kind": ["local"]}, pays=pays), situation({"service": cost}))
    assert found.verdict is Verdict.ELIGIBLE
    assert [each.amount_max for each in (found.amounts, *found.others)] == most


def test_the_minimum_cost_of_one_help_alone_turns_the_verdict_and_not_the_amount() -> None:
    found = assessed(scheme({"kind": ["local"]}, pays=BOTH[1]), situation({"service": 8_000}))
    assert (found.verdict, found.amounts.amount_max) == (Verdict.INELIGIBLE, Decimal(4_000))


def test_one_kind_of_help_that_fits_is_enough() -> None:
    banded = funding(bands=[{"when": {"population": {"below": 10}}, "rate": "10%"}])
    known = situation(population=10)
    for pays, unfit in (([banded, funding(flat=5)], False), ([banded, banded], True)):
        found = assessed(scheme({"kind": ["local"]}, pays=pays), known)
        assert (Doubt.UNFIT in found.doubts, found.verdict is Verdict.TO_CONFIRM) == (unfit, unfit)


def test_bands_of_help_in_kind_bound_it_too() -> None:
    pays = funding(kind="service", bands=[{"when": {"population": {"below": 10}}}])
    held = scheme({"kind": ["local"]}, pays=pays)
    assert [assessed(held, situation(population=some)).verdict.value for some in (9, 10)] == ["eligible", "to_confirm"]


def _bench() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "engine.py"
    spec = importlib.util.spec_from_file_location("bench_engine", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_functions_written_by_hand_give_the_same_verdicts(shipped: Catalogue) -> None:
    bench = _bench()
    assert len(bench.profiles()) >= 200
    assert bench.differences(shipped) == []
