"""What is possible for a fact, given or not."""

from __future__ import annotations

from typing import Any

import pytest

from aidnum.model.assessment import Flags, Known, Labels, Numbers
from tests.engine.samples import situation


def test_a_number_given_is_that_number() -> None:
    assert situation(population=5)["population"] == Known(Numbers(5, 5), given=True, commitment=False, ask="population")


def test_an_absent_number_may_be_any() -> None:
    assert situation()["population"] == Known(Numbers(0, None), given=False, commitment=False, ask="population")


def test_a_flag_is_one_value_or_both() -> None:
    assert situation(a=False)["a"].possible == Flags(frozenset({False}))
    assert situation()["a"].possible == Flags(frozenset({True, False}))


def test_the_applicant_stands_for_any_of_the_family_assumed() -> None:
    every = frozenset({"town", "county", "small-union", "large-union"})
    assert situation()["kind"].possible == Labels(every, together=False)


def test_a_choice_without_assumption_may_be_any_of_its_values() -> None:
    assert situation()["place"].possible == Labels(frozenset({"nord", "sud"}), together=False)


def test_a_family_given_stays_open() -> None:
    assert situation(kind="union")["kind"].possible == Labels(frozenset({"small-union", "large-union"}), together=False)


def test_tags_given_are_complete_and_held_together() -> None:
    assert situation(type=("online", "data"))["type"].possible == Labels(frozenset({"online", "data"}), together=True)


def test_several_words_of_a_choice_are_held_together() -> None:
    assert situation(kind=("town", "county"))["kind"].possible == Labels(frozenset({"town", "county"}), together=True)


@pytest.mark.parametrize("facts", [{}, {"joint": False}], ids=["alone or not", "alone"])
def test_the_population_covered_is_that_of_the_applicant_unless_the_project_is_joint(facts: dict[str, Any]) -> None:
    assert situation(population=30_000, **facts)["covered"] == Known(Numbers(30_000, 30_000), True, False, "population")


def test_a_joint_project_covers_nobody_knows_how_many_until_it_is_said() -> None:
    assert situation(population=30_000, joint=True)["covered"] == Known(Numbers(0, None), False, False, "covered")
    assert situation(population=30_000, joint=True, covered=9)["covered"] == Known(Numbers(9, 9), True, False, "covered")


def test_without_any_population_the_one_to_ask_for_is_the_applicant_s() -> None:
    assert situation()["covered"].ask == "population"


def test_a_commitment_is_marked_as_one() -> None:
    assert situation()["months"].commitment
    assert not situation()["posts"].commitment


def test_a_fact_that_is_not_declared_is_an_error() -> None:
    with pytest.raises(KeyError):
        situation()["inconnu"]
