"""Where schemes stand, decided together, is where each stands when it is assessed alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.assess import assess, what_would_change
from aidnum.engine.screen import outcomes_of, overview_of, screen, within_reach
from aidnum.engine.trace import outcome_of
from aidnum.model.assessment import Screened
from tests.conftest import examples
from tests.engine.samples import DAY, SOURCE, funding, scheme, situation
from tests.engine.strategies import Spec, facts, rules

FACTS = ("a", "b", "n", "kind", "type", "joint", "months", "wide", "shared")


@settings(max_examples=examples(30, 500))
@given(specs=st.lists(rules(FACTS), min_size=1, max_size=4), known=facts(FACTS))
def test_rules_decided_together_have_the_outcome_of_each_alone(specs: list[Spec], known: dict[str, Any]) -> None:
    built = [scheme(spec, id=f"aide-{place}") for place, spec in enumerate(specs)]
    asked = situation(**known)
    assert outcomes_of(overview_of(built), asked) == [outcome_of(one.rule, asked) for one in built]


@settings(max_examples=examples(30, 500))
@given(spec=rules(FACTS), known=facts(FACTS))
def test_no_change_helps_a_rule_that_is_out_of_reach(spec: Spec, known: dict[str, Any]) -> None:
    built, asked = scheme(spec), situation(**known)
    if not within_reach(overview_of([built]), asked)[0]:
        assert what_would_change(assess(built, asked, DAY), asked) == []


def test_a_rule_is_within_reach_while_what_fails_can_change() -> None:
    overview = overview_of([scheme({"all": [{"n": {"above": 5}}, {"a": True}]}), scheme({"n": {"above": 5}}, id="b")])
    assert within_reach(overview, situation(n=1, a=False)) == [False, True]
    assert within_reach(overview, situation(n=1)) == [True, True]
    assert within_reach(overview, situation(n=1, a=True)) == [True, True]


def test_a_test_that_several_rules_ask_is_kept_once() -> None:
    same = {"all": [{"a": True}, {"any": [{"b": True}, {"population": {"below": 10}}]}]}
    overview = overview_of([scheme(same), scheme({"all": [{"a": True}, {"b": True}]}, id="autre")])
    assert [test.fact for test in overview.tests] == ["a", "b", "population"]
    assert [sketch.rule for sketch in overview.sketches] == [(-4, 0, -5, 1, 2), (-4, 0, 1)]


def test_a_minimum_cost_and_a_caution_count() -> None:
    costly = scheme({"a": True}, pays=funding(rate="50%", minimum_cost=5_000))
    banded = scheme({"a": True}, pays=funding(rate="50%", bands=[{"when": {"b": True}, "minimum_cost": 5_000}]))
    careful = scheme({"a": True}, caution={"from": DAY, "text": "La loi a changé.", "source": "page"})
    unfit = scheme({"a": True}, pays=funding(bands=[{"when": {"b": False}, "rate": "5%"}]))
    several = scheme({"a": True}, pays=[funding(rate="50%", minimum_cost=5_000), funding(flat=5)])
    schemes = [costly, banded, careful, unfit, several]
    for asked in (
        situation({"service": 4_999}, a=True, b=True),
        situation({"service": 5_000}, a=True, b=True),
        situation(a=True),
    ):
        for day in (DAY, date(2021, 2, 28)):
            found = [assess(one, asked, day) for one in schemes]
            assert screen(overview_of(schemes), asked, day) == [Screened(one.verdict, one.window) for one in found]


PAGE = {**SOURCE, "id": "autre", "dated": "2021-02"}
CALENDARS: list[dict[str, Any]] = [
    {"state": "unknown"},
    {"state": "unknown", "source": "page"},
    {"state": "unknown", "source": "autre"},
    {"state": "rolling", "seen_open": date(2022, 5, 1)},
    {"windows": [{"opens": date(2021, 1, 1)}, {"opens": date(2022, 1, 1), "seen_open": date(2022, 3, 1), "source": "autre"}]},
    {"windows": [{"opens": date(2021, 1, 1), "closes": date(2021, 2, 1)}, {"seen_open": date(2020, 5, 1)}]},
]


@settings(max_examples=examples(30, 500))
@given(day=st.dates(date(2019, 1, 1), date(2028, 1, 1)), spec=rules(FACTS), known=facts(FACTS))
def test_a_scheme_stands_on_every_day_where_it_does_alone(day: date, spec: Spec, known: dict[str, Any]) -> None:
    caution = {"from": date(2024, 1, 1), "text": "La loi a changé.", "source": "page"}
    extras: list[dict[str, Any]] = [{}, {"caution": caution}]
    schemes = [
        scheme(spec, id=f"aide-{place}-{len(more)}", sources=[SOURCE, PAGE], calendar=calendar, **more)
        for place, calendar in enumerate(CALENDARS)
        for more in extras
    ]
    asked = situation(**known)
    found = [assess(one, asked, day) for one in schemes]
    assert screen(overview_of(schemes), asked, day) == [Screened(one.verdict, one.window) for one in found]


def test_the_last_day_a_source_was_checked_is_known() -> None:
    later = {**SOURCE, "checked": date(2026, 11, 25)}
    assert overview_of([scheme({"a": True}, sources=[SOURCE, later]), scheme({"a": True}, id="b")]).checked == date(
        2026, 11, 25
    )
