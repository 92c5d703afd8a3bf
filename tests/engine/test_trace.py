"""The outcome of rules: boundaries, softened bounds, commitments, groups, and the leaves that carry the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from aidnum.engine.trace import carrying, commitments, outcome_of, outline, refusals, trace
from aidnum.model.assessment import Outcome
from tests.engine.samples import found_kinds, found_population, rule, situation

NO, UNKNOWN, CONDITION, YES = Outcome


def _outcome(spec: Mapping[str, Any], **facts: Any) -> Outcome:
    return outcome_of(rule(spec), situation(**facts))


@pytest.mark.parametrize(
    ("bound", "below", "at", "above"),
    [("at_least", NO, YES, YES), ("above", NO, NO, YES), ("at_most", YES, YES, NO), ("below", YES, NO, NO)],
)
def test_a_bound_holds_to_the_unit(bound: str, below: Outcome, at: Outcome, above: Outcome) -> None:
    for population, expected in ((3_499, below), (3_500, at), (3_501, above)):
        assert _outcome({"population": {bound: 3_500}}, population=population) is expected
        assert _outcome({"not": {"population": {bound: 3_500}}}, population=population) is (YES if expected is NO else NO)


def test_several_bounds_of_one_leaf_hold_together() -> None:
    between: dict[str, Any] = {"population": {"at_least": 5_000, "at_most": 15_000}}
    found = [_outcome(between, population=value) for value in (4_999, 5_000, 15_000, 15_001)]
    assert found == [NO, YES, YES, NO]


@pytest.mark.parametrize(
    ("bound", "values"),
    [
        ("at_least", {449_999: NO, 450_000: UNKNOWN, 499_999: UNKNOWN, 500_000: YES}),
        ("above", {450_000: NO, 450_001: UNKNOWN, 500_000: UNKNOWN, 500_001: YES}),
        ("at_most", {500_000: YES, 500_001: UNKNOWN, 550_000: UNKNOWN, 550_001: NO}),
        ("below", {499_999: YES, 500_000: UNKNOWN, 549_999: UNKNOWN, 550_000: NO}),
    ],
)
def test_about_softens_the_failing_side_alone(bound: str, values: dict[int, Outcome]) -> None:
    spec: dict[str, Any] = {"covered": {bound: 500_000, "about": "10%"}}
    assert {value: _outcome(spec, covered=value) for value in values} == values


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"at_least": 500_000}, UNKNOWN),
        ({"at_least": 500_000, "notion": "totale"}, YES),
        ({"at_least": 500_000, "notion": "municipale"}, NO),
        ({"at_least": 512_167, "notion": "dgf"}, YES),
        ({"at_least": 512_168, "notion": "dgf"}, UNKNOWN),
        ({"at_most": 512_166, "notion": "dgf"}, NO),
        ({"at_most": 600_000, "notion": "dgf"}, UNKNOWN),
        ({"at_most": 600_000, "notion": "autre"}, UNKNOWN),
        ({"at_least": 497_522}, YES),
        ({"at_least": 512_168}, NO),
    ],
)
def test_figures_of_two_notions_decide_when_they_agree_or_when_the_rule_names_one(bounds: Any, expected: Outcome) -> None:
    known = found_population(497_522, 512_167)
    assert outcome_of(rule({"population": bounds}), known) is expected
    assert outcome_of(rule({"covered": bounds}), known) is expected


def test_a_figure_given_is_taken_in_the_notion_of_the_rule() -> None:
    for notion in ("municipale", "totale", "dgf", "autre"):
        assert _outcome({"population": {"at_most": 2_000, "notion": notion}}, population=2_000) is YES


def test_a_code_not_given_is_unknown_and_one_given_is_compared() -> None:
    assert [_outcome({"city": ["35238"]}, **facts) for facts in ({}, {"city": "35238"}, {"city": "35239"})] == [
        UNKNOWN,
        YES,
        NO,
    ]


def test_an_absent_fact_is_unknown_either_way() -> None:
    for spec in ({"a": True}, {"population": {"at_least": 1}}, {"place": ["nord"]}, {"type": ["data"]}, {"kind": ["town"]}):
        assert _outcome(spec) is UNKNOWN
        assert _outcome({"not": spec}) is UNKNOWN


def test_a_family_means_all_its_kinds() -> None:
    assert _outcome({"kind": ["local"]}) is YES
    assert _outcome({"kind": ["local"]}, kind="club") is NO
    assert _outcome({"kind": ["union"]}, kind="small-union") is YES
    assert _outcome({"kind": ["small-union"]}, kind="union") is UNKNOWN
    assert _outcome({"kind": ["county"]}, kind="union") is NO


def test_an_authority_of_two_kinds_passes_for_either() -> None:
    assert outcome_of(rule({"kind": ["county"]}), found_kinds("town", "county")) is YES
    assert outcome_of(rule({"not": {"kind": ["county"]}}), found_kinds("town", "county")) is NO


def test_one_tag_that_matches_is_enough() -> None:
    assert _outcome({"type": ["data", "books"]}, type=("online", "data")) is YES
    assert _outcome({"type": ["books"]}, type=("online", "data")) is NO


def test_a_commitment_is_a_condition_until_it_is_given() -> None:
    assert _outcome({"months": {"at_most": 18}}) is CONDITION
    assert _outcome({"not": {"months": {"at_most": 18}}}) is CONDITION
    assert [_outcome({"months": {"at_most": 18}}, months=value) for value in (18, 19)] == [YES, NO]


def test_outcomes_order_as_no_unknown_condition_yes() -> None:
    no, unknown, condition, yes = {"b": True}, {"a": True}, {"joint": True}, {"b": False}
    parts = {NO: no, UNKNOWN: unknown, CONDITION: condition, YES: yes}
    for one in Outcome:
        for other in Outcome:
            pair = [parts[one], parts[other]]
            assert _outcome({"all": pair}, b=False) is min(one, other)
            assert _outcome({"any": pair}, b=False) is max(one, other)


def test_not_is_pushed_to_the_leaves() -> None:
    spec = {"not": {"any": [{"a": True}, {"all": [{"b": True}, {"joint": True}]}]}}
    found = trace(rule(spec), situation(a=False, b=True))
    assert found.outcome is CONDITION
    assert [(criterion.leaf.fact, criterion.outcome) for criterion in found.criteria] == [
        ("a", YES),
        ("b", NO),
        ("joint", CONDITION),
    ]


def test_the_trace_holds_every_leaf_in_rule_order_with_what_was_known() -> None:
    spec = {"all": [{"any": [{"a": True}, {"b": True}]}, {"population": {"below": 10}}, {"a": True}]}
    known = situation(a=True)
    found = trace(rule(spec), known)
    assert found.outcome is UNKNOWN
    assert [criterion.leaf.fact for criterion in found.criteria] == ["a", "b", "population", "a"]
    assert [criterion.outcome for criterion in found.criteria] == [YES, UNKNOWN, UNKNOWN, YES]
    assert all(criterion.known is known[criterion.leaf.fact] for criterion in found.criteria)


def test_the_outline_keeps_the_groups_with_their_outcome_and_depth() -> None:
    spec = rule({"all": [{"a": True}, {"any": [{"b": True}, {"all": [{"a": True}, {"population": {"below": 10}}]}]}]})
    lines = outline(trace(spec, situation(a=True, b=False, population=12)))
    told = [(depth, each.outcome, each.criterion.leaf.fact if each.criterion else None) for depth, each in lines]
    assert told == [(0, YES, "a"), (0, NO, None), (1, NO, "b"), (1, NO, None), (2, YES, "a"), (2, NO, "population")]
    leaf = rule({"a": True})
    assert [depth for depth, _ in outline(trace(leaf, situation()))] == [0]


def test_a_rule_of_one_leaf_has_a_trace_too() -> None:
    found = trace(rule({"a": True}), situation(a=False))
    assert (found.outcome, len(found.criteria)) == (NO, 1)


@pytest.mark.parametrize(
    ("facts", "carriers"),
    [
        ({"b": True, "population": 5}, ["b", "population", "months"]),
        ({"a": True, "b": True, "population": 5}, ["a", "b", "population", "months"]),
        ({"a": False, "b": False, "population": 5}, ["a", "b"]),
        ({"a": False, "b": True, "population": 50}, ["population"]),
        ({"a": False, "population": 5}, ["b"]),
        ({"a": False, "b": False, "population": 50, "months": 19}, ["a", "b", "population", "months"]),
    ],
)
def test_a_test_that_fails_beside_one_that_suffices_carries_nothing(facts: dict[str, Any], carriers: list[str]) -> None:
    built = rule({"all": [{"any": [{"a": True}, {"b": True}]}, {"population": {"below": 10}}, {"months": {"at_most": 18}}]})
    carried = carrying(trace(built, situation(**facts)))
    assert [criterion.leaf.fact for criterion in carried] == carriers


@pytest.mark.parametrize(
    ("facts", "bound"),
    [
        ({"b": True}, ["months"]),
        ({"b": False}, ["joint", "months"]),
        ({}, ["joint", "months"]),
        ({"b": False, "joint": True, "months": 12}, []),
    ],
)
def test_a_choice_that_another_part_settles_binds_to_nothing(facts: dict[str, Any], bound: list[str]) -> None:
    built = rule({"all": [{"any": [{"b": True}, {"joint": True}]}, {"months": {"at_most": 18}}]})
    assert [criterion.leaf.fact for criterion in commitments(trace(built, situation(**facts)))] == bound


EVERY = [["kind", "population", "kind", "a"]]


@pytest.mark.parametrize(("fixed", "told"), [({"kind"}, [["population"]]), (set(), EVERY), ({"kind", "population"}, EVERY)])
def test_an_alternative_that_nothing_can_reach_is_no_reason_beside_one_that_is_within_reach(
    fixed: set[str], told: list[list[str]]
) -> None:
    spec = rule({"any": [{"kind": ["county"]}, {"population": {"at_least": 10}}, {"all": [{"kind": ["union"]}, {"a": True}]}]})
    found = refusals(trace(spec, situation(kind="town", population=5, a=False)), lambda leaf: leaf.fact in fixed)
    assert [[criterion.leaf.fact for criterion in group] for group in found] == told
