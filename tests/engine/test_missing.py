"""Which facts to ask for: those that could change the verdict, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from aidnum.engine.amount import kept_terms
from aidnum.engine.missing import missing_facts, missing_for_amount, notions_apart
from aidnum.engine.trace import trace
from aidnum.model.assessment import Doubt, Verdict
from tests.engine.samples import DAY, SOURCE, assessed, found_population, funding, rule, scheme, situation


def _missing(spec: Mapping[str, Any], *, cautioned: bool = False, **facts: Any) -> list[str]:
    return list(missing_facts(trace(rule(spec), situation(**facts)), cautioned=cautioned))


def test_an_absent_fact_that_decides_is_missing() -> None:
    assert _missing({"all": [{"a": True}, {"b": True}]}, b=True) == ["a"]


def test_facts_come_in_rule_order_and_once() -> None:
    assert _missing({"all": [{"b": True}, {"a": True}, {"any": [{"b": True}, {"a": True}]}]}) == ["b", "a"]


def test_a_decided_verdict_misses_nothing() -> None:
    assert _missing({"all": [{"a": True}, {"b": True}]}, b=False) == []
    assert _missing({"any": [{"a": True}, {"b": True}]}, b=True) == []


def test_a_fact_behind_a_branch_that_fails_is_not_missing() -> None:
    assert _missing({"any": [{"all": [{"a": True}, {"b": True}]}, {"place": ["nord"]}]}, b=False) == ["place"]


@pytest.mark.parametrize(
    ("spec", "municipale", "totale", "apart"),
    [
        ({"population": {"at_least": 8}}, 7, 9, ("municipale", "totale")),
        ({"covered": {"at_least": 8}}, 7, 9, ("municipale", "totale")),
        ({"any": [{"place": ["nord"]}, {"population": {"below": 8}}]}, 7, 9, ("municipale", "totale")),
        ({"population": {"at_least": 8}}, 8, 9, ()),
        ({"population": {"at_least": 8, "notion": "autre"}}, 7, 9, ()),
        ({"place": ["nord"]}, 7, 9, ()),
    ],
)
def test_figures_that_are_known_and_pass_by_the_way_of_counting_are_told(
    spec: Mapping[str, Any], municipale: int, totale: int, apart: tuple[str, ...]
) -> None:
    criteria = trace(rule(spec), found_population(municipale, totale)).criteria
    assert notions_apart(criteria, "population") == apart


def test_about_on_an_exact_number_is_a_reason_and_not_a_missing_fact() -> None:
    near = {"covered": {"at_least": 100, "about": "10%"}}
    assert _missing(near, population=95) == []
    assert _missing({"any": [near, {"a": True}]}, population=95) == ["a"]
    assert _missing({"all": [near, {"a": True}]}, population=95) == ["a"]


def test_what_would_only_leave_it_to_confirm_is_not_missing() -> None:
    near = {"covered": {"at_least": 100, "about": "10%"}}
    assert _missing({"all": [near, {"any": [{"a": True}, near]}]}, population=95) == []


def test_a_commitment_is_never_missing() -> None:
    assert _missing({"all": [{"months": {"at_most": 18}}, {"joint": True}, {"a": True}]}) == ["a"]
    assert _missing({"any": [{"months": {"at_most": 18}}, {"a": True}]}) == []


def test_a_derived_fact_asks_for_its_origin_unless_it_stands_alone() -> None:
    assert _missing({"covered": {"at_least": 9}}) == ["population"]
    assert _missing({"covered": {"at_least": 9}}, joint=True, population=5) == ["covered"]


def test_a_family_given_may_have_to_be_made_precise() -> None:
    assert _missing({"kind": ["small-union"]}, kind="union") == ["kind"]


def test_under_a_caution_only_what_could_refuse_is_missing() -> None:
    near = {"covered": {"at_least": 100, "about": "10%"}}
    assert _missing({"all": [{"a": True}, near]}, cautioned=True, population=95) == ["a"]
    assert _missing({"any": [{"a": True}, near]}, cautioned=True, population=95) == []


def test_a_scheme_under_caution_that_would_hold_misses_nothing() -> None:
    caution = {"from": DAY, "text": "La loi a pu changer.", "source": "page"}
    held = scheme({"all": [{"kind": ["local"]}, {"any": [{"a": True}, {"joint": True}]}]}, caution=caution, sources=[SOURCE])
    found = assessed(held, situation())
    assert (found.verdict, found.doubts, found.missing) == (Verdict.TO_CONFIRM, (Doubt.CAUTION,), ())
    assert assessed(held, situation(), date(2021, 2, 28)).verdict is Verdict.ELIGIBLE
    asked = scheme({"all": [{"kind": ["local"]}, {"a": True}]}, caution=caution)
    assert assessed(asked, situation()).missing == ("a",)


@pytest.mark.parametrize(
    ("costs", "missing"),
    [
        ({"service": 5_000}, ["a"]),
        ({"service": 3_000, "staff": 2_000}, []),
        ({"service": 3_000}, []),
        (None, ["a"]),
    ],
)
def test_an_uncertain_minimum_cost_leaves_nothing_to_ask_that_it_would_not_let_through(costs: Any, missing: list[str]) -> None:
    near = {"covered": {"at_least": 100, "about": "10%"}}
    pays = funding(rate="50%", minimum_cost=4_000, costs={"uncertain": ["staff"]})
    held = scheme({"all": [{"kind": ["local"]}, {"any": [{"a": True}, near]}]}, pays=pays)
    assert list(assessed(held, situation(costs, population=95)).missing) == missing


def test_the_number_that_a_minimum_cost_goes_by_is_missing_until_given() -> None:
    held = scheme({"kind": ["local"]}, pays=funding(rate="50%", minimum_cost={"per": "posts", "amount": 1_000}))
    assert assessed(held, situation({"service": 4_000})).missing == ("posts",)
    assert [assessed(held, situation({"service": 4_000}, posts=some)).verdict.value for some in (4, 5)] == [
        "eligible",
        "ineligible",
    ]


def test_where_no_band_fits_only_what_could_refuse_is_missing() -> None:
    pays = funding(bands=[{"when": {"b": True}, "rate": "10%"}])
    held = scheme({"all": [{"kind": ["local"]}, {"a": True}]}, pays=pays)
    either = scheme(
        {"all": [{"kind": ["local"]}, {"any": [{"a": True}, {"covered": {"at_least": 100, "about": "10%"}}]}]}, pays=pays
    )
    assert assessed(held, situation(b=False)).missing == ("a",)
    assert assessed(either, situation(b=False, population=95)).missing == ()


def test_a_figure_known_another_way_is_asked_for_under_its_own_notion() -> None:
    """Where nothing is known one figure answers for all."""
    few = rule({"population": {"at_most": 600, "notion": "dgf"}})
    for known, asked in ((found_population(400, 450), "grants"), (situation(), "population")):
        assert missing_facts(trace(few, known), cautioned=False) == (asked,)
    assert missing_facts(trace(few, found_population(400, 450, grants=500)), cautioned=False) == ()


def test_a_number_close_to_its_end_under_every_notion_is_a_reason_and_no_missing_fact() -> None:
    """Known as 460 or 490 where 500 is asked, give or take a tenth, no other count would tell more; as 440, it would."""
    test = rule({"population": {"at_least": 500, "about": "10%"}})
    assert missing_facts(trace(test, found_population(460, 490)), cautioned=False) == ()
    assert missing_facts(trace(test, found_population(440, 490)), cautioned=False) == ("population",)
    assert missing_facts(trace(test, found_population(460, 510)), cautioned=False) == ("population",)


def _for_amount(terms: dict[str, Any], **facts: Any) -> list[str]:
    known, asked = situation(facts.pop("costs", None), **facts), funding(**terms)
    return list(missing_for_amount(asked, kept_terms(asked, known), known))


BANDS = {"rate": None, "bands": [{"when": {"a": True}, "rate": "50%"}, {"when": {"b": True}, "rate": "30%"}]}


@pytest.mark.parametrize(
    ("terms", "facts", "asked"),
    [
        ({"rate": "50%"}, {}, []),
        (BANDS, {}, ["a", "b"]),
        (BANDS, {"a": True}, []),
        (BANDS, {"a": False}, ["b"]),
        ({"rate": "50%", "bonuses": [{"when": {"b": True}, "add": "10%"}]}, {}, ["b"]),
        ({"rate": "50%", "bonuses": [{"when": {"b": True}, "add": "10%"}]}, {"b": False}, []),
        ({"rate": None, "flat": {"per": "posts", "amount": "100"}}, {}, ["posts"]),
        ({"rate": None, "flat": {"per": "posts", "amount": "100"}}, {"posts": 3}, []),
        ({"rate": "50%", "base": "works"}, {}, ["works"]),
        ({"rate": None, "flat": 5, "base": "works"}, {}, []),
        ({"rate": "50%", "flat": 5, "base": "works"}, {}, ["works"]),
        ({"rate": "50%", "ceiling": {"per": "posts", "amount": 5}}, {}, ["posts"]),
        ({"rate": "50%", "base_ceiling": {"per": "posts", "amount": 5}}, {}, ["posts"]),
        ({"rate": "50%", "floor": {"per": "posts", "amount": 5}}, {"posts": 1}, []),
        ({"bands": [{"when": {"cout_retenu": {"below": 9}}, "rate": "50%"}]}, {}, ["cout_retenu"]),
        ({"bands": [{"when": {"cout_retenu": {"below": 9}}, "rate": "50%"}]}, {"costs": {"service": 3}}, []),
        ({"rate": "50%", "bonuses": [{"when": {"cout_retenu": {"below": 9}}, "multiply": "110%"}]}, {}, ["cout_retenu"]),
        ({"flat": 5, "bands": [{"when": {"kind": ["local"]}, "minimum_cost": 9}]}, {}, ["cout_retenu"]),
        ({"flat": 5, "minimum_cost": 9}, {}, []),
    ],
)
def test_the_facts_that_bear_on_the_amount_are_asked_until_they_are_known(
    terms: dict[str, Any], facts: dict[str, Any], asked: list[str]
) -> None:
    assert _for_amount(terms, **facts) == asked
