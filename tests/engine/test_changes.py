"""Advice: the smallest sets of changeable facts, each tried on the rule itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.assess import what_would_change
from aidnum.engine.changes import Change, changed, smallest_changes
from aidnum.engine.cost import COST
from aidnum.engine.situation import Situation
from aidnum.engine.trace import outcome_of
from aidnum.model.assessment import Outcome
from aidnum.model.rule import Rule
from tests.conftest import examples
from tests.engine.samples import DAY, VOCABULARY, assessed, funding, rule, scheme, situation
from tests.engine.strategies import rules


def _changes(spec: Mapping[str, Any], **facts: Any) -> list[tuple[Change, ...]]:
    return smallest_changes(rule(spec), situation(**facts), VOCABULARY.facts)


def test_nothing_is_proposed_when_the_rule_holds() -> None:
    assert _changes({"p": True}, p=True) == []
    assert _changes({"joint": True}) == []


def test_a_fixed_fact_is_never_proposed() -> None:
    assert _changes({"kind": ["county"]}, kind="town") == []
    assert _changes({"a": True}, a=False) == []
    assert _changes({"all": [{"a": True}, {"p": True}]}, a=False, p=False) == []
    assert _changes({"population": {"at_least": 10}}, population=5) == []


def test_a_flag_is_turned() -> None:
    assert _changes({"p": True}, p=False) == [(Change("p", value=True),)]
    assert _changes({"not": {"p": True}}, p=True) == [(Change("p", value=False),)]


def test_a_number_goes_to_the_nearest_that_passes() -> None:
    assert _changes({"covered": {"at_least": 500_000, "about": "10%"}}, population=488_000) == [
        (Change("covered", 500_000, 12_000),)
    ]
    assert _changes({"covered": {"above": 500_000}}, population=500_000) == [(Change("covered", 500_001, 1),)]
    assert _changes({"months": {"at_most": 18}}, months=24) == [(Change("months", 18, -6),)]
    assert _changes({"months": {"below": 18}}, months=18) == [(Change("months", 17, -1),)]


def test_a_number_moves_only_as_it_may() -> None:
    assert _changes({"covered": {"at_most": 500}}, population=501) == []


def test_both_directions_are_told_when_both_do() -> None:
    around = {"not": {"n": {"at_least": 5, "at_most": 8}}}
    assert _changes(around, n=6) == [(Change("n", 4, -2),), (Change("n", 9, 3),)]


def test_a_number_not_known_is_not_moved() -> None:
    assert _changes({"covered": {"at_least": 500_000}}) == []


def test_nothing_is_supposed_of_what_a_change_makes_open() -> None:
    assert _changes({"all": [{"joint": True}, {"not": {"wide": True}}]}, kind="town", joint=False) == []
    assert _changes({"all": [{"joint": True}, {"p": True}]}, kind="town", joint=False, p=True) == [
        (Change("joint", value=True),)
    ]
    assert _changes({"all": [{"p": True}, {"not": {"wide": True}}]}, kind="town", p=False) == [(Change("p", value=True),)]


def test_the_fewest_changes_come_first_and_larger_sets_not_at_all() -> None:
    spec = {"any": [{"all": [{"p": True}, {"q": True}]}, {"months": {"at_most": 18}}]}
    assert _changes(spec, p=False, q=False, months=20) == [(Change("months", 18, -2),)]
    assert _changes(spec, p=False, q=False, months=18) == []


def test_several_tests_of_one_number_are_met_together() -> None:
    spec = {"all": [{"n": {"at_least": 10}}, {"not": {"n": {"at_least": 9, "at_most": 12}}}]}
    assert _changes(spec, n=5) == [(Change("n", 13, 8),)]


def test_a_change_that_breaks_another_test_is_mended_too() -> None:
    spec = {"all": [{"p": True}, {"any": [{"p": False}, {"q": True}]}]}
    assert _changes(spec, p=False, q=False) == [(Change("p", value=True), Change("q", value=True))]


def test_a_rule_that_contradicts_itself_has_no_advice() -> None:
    assert _changes({"all": [{"p": True}, {"p": False}]}, p=False) == []


def test_a_rule_made_to_be_slow_is_answered_all_the_same() -> None:
    pair = {"any": [{"p": True}, {"q": True}, {"n": {"at_least": 9}}, {"months": {"below": 2}}]}
    spec = {"all": [*[pair] * 40, {"not": pair}]}
    assert _changes(spec, p=False, q=False, n=1, months=5) == []


def test_the_cost_that_lacks_is_proposed() -> None:
    held = scheme({"kind": ["local"]}, pays=funding(rate="50%", minimum_cost=4_000, costs={"uncertain": ["staff"]}))
    for costs, gap in (({"service": 1_000}, 3_000), ({"service": "3999.99"}, 1), ({"service": 3_000, "staff": 3_000}, 1_000)):
        known = situation(costs)
        assert what_would_change(assessed(held, known), known) == [(Change(COST, 4_000, gap),)]


def test_the_cost_proposed_reaches_a_minimum_by_unit() -> None:
    held = scheme({"kind": ["local"]}, pays=funding(rate="50%", minimum_cost={"per": "posts", "amount": 3_000}))
    known = situation({"service": 500}, posts=3)
    assert what_would_change(assessed(held, known), known) == [(Change(COST, 9_000, 8_500),)]


def test_nothing_is_proposed_where_no_band_fits() -> None:
    held = scheme(
        {"all": [{"kind": ["local"]}, {"p": True}]},
        pays=funding(bands=[{"when": {"population": {"below": 10}}, "rate": "10%"}]),
    )
    for population, proposed in ((10, 0), (9, 1)):
        known = situation(p=False, population=population)
        assert len(what_would_change(assessed(held, known), known)) == proposed


def test_nothing_makes_a_scheme_under_caution_eligible_but_a_refusal_may_become_to_be_confirmed() -> None:
    rule = {"all": [{"kind": ["local"]}, {"a": True}, {"p": True}]}
    held, free = scheme(rule, caution={"from": DAY, "text": "La loi.", "source": "page"}), scheme(rule)
    refused, to_confirm = situation(p=False), situation(p=True)
    assert what_would_change(assessed(held, refused), refused) == [(Change("p", value=True),)]
    assert what_would_change(assessed(free, refused), refused) == []
    assert what_would_change(assessed(held, to_confirm), to_confirm) == []


def _every_change(known: Situation) -> Iterator[frozenset[Change]]:
    """Every set of changes over small domains: flags to either value, numbers anywhere."""
    options = []
    for name in ("p", "q", "joint"):
        value = known.profile.facts.get(name)
        options.append([None, *(Change(name, wanted) for wanted in (True, False) if wanted is not value)])
    number: Any = known.profile.facts.get("n")
    options.append([None, *(Change("n", to, to - number) for to in range(22) if number is not None and to != number)])
    for chosen in product(*options):
        yield frozenset(change for change in chosen if change is not None)


def _holding(built: Rule, known: Situation) -> list[frozenset[Change]]:
    return [made for made in _every_change(known) if outcome_of(built, changed(known, made)) >= Outcome.CONDITION]


@settings(max_examples=examples(50, 1_000))
@given(
    spec=rules(("a", "p", "q", "joint", "n")),
    facts=st.fixed_dictionaries(
        {},
        optional={**{name: st.booleans() for name in ("a", "p", "q", "joint")}, "n": st.integers(0, 12)},
    ),
)
def test_the_sets_found_are_the_smallest_of_an_exhaustive_search(spec: Mapping[str, Any], facts: dict[str, Any]) -> None:
    built, known = rule(spec), situation(**facts)
    found = smallest_changes(built, known, VOCABULARY.facts)
    every = _holding(built, known)
    if frozenset() in every:
        assert found == []
        return
    least = min(map(len, every), default=0)
    assert [len(changes) for changes in found] == [least] * len(found)
    assert bool(found) == bool(every)
    assert all(frozenset(changes) in every for changes in found)
    efforts = [sum(abs(change.gap) for change in changes) for changes in every if len(changes) == least]
    assert [sum(abs(change.gap) for change in changes) for changes in found[:1]] == sorted(efforts)[: len(found[:1])]
