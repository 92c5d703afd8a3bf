"""What is possible for a fact, given or not."""

from __future__ import annotations

from typing import Any

import pytest

from aidnum.engine.situation import Situation, behind
from aidnum.errors import BadProfile
from aidnum.model.assessment import Flags, Known, Labels, Numbers
from aidnum.model.profile import Found, Profile
from aidnum.model.vocabulary import Fact, Vocabulary
from tests.engine.samples import VOCABULARY, found_kinds, found_population, situation


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


def test_a_flag_answered_by_no_leaves_a_field_open_but_for_what_it_stands_for() -> None:
    assert situation(library=False)["domain"] == Known(
        Labels(frozenset({"school", "museum"}), together=False), False, False, "domain"
    )
    assert situation(library=True)["domain"] == situation(domain=("library",))["domain"]


def test_a_word_of_a_field_given_by_hand_as_a_type_leaves_the_type_open() -> None:
    known = situation(type=("library",))
    assert (known["type"].given, known["domain"].possible) == (False, Labels(frozenset({"library"}), together=True))


def test_several_words_found_for_a_choice_are_held_together() -> None:
    assert found_kinds("town", "county")["kind"].possible == Labels(frozenset({"town", "county"}), together=True)


@pytest.mark.parametrize("facts", [{}, {"joint": False}], ids=["alone or not", "alone"])
def test_the_population_covered_is_that_of_the_applicant_unless_the_project_is_joint(facts: dict[str, Any]) -> None:
    assert situation(population=30_000, **facts)["covered"] == Known(Numbers(30_000, 30_000), True, False, "population")


def test_a_joint_project_covers_nobody_knows_how_many_until_it_is_said() -> None:
    assert situation(population=30_000, joint=True)["covered"] == Known(Numbers(0, None), False, False, "covered")
    assert situation(population=30_000, joint=True, covered=40_000)["covered"] == Known(
        Numbers(40_000, 40_000), True, False, "covered"
    )


def test_without_any_population_the_one_to_ask_for_is_the_applicant_s() -> None:
    assert situation()["covered"].ask == "population"


def test_a_commitment_is_marked_as_one() -> None:
    assert situation()["months"].commitment
    assert not situation()["posts"].commitment


def test_a_fact_that_is_not_declared_is_an_error() -> None:
    with pytest.raises(KeyError):
        situation()["inconnu"]


def test_a_figure_of_open_data_is_known_under_each_notion_and_may_be_either() -> None:
    known = found_population(497_522, 512_167)["population"]
    assert (known.possible, known.given) == (Numbers(497_522, 512_167), True)
    assert known.notions == {
        "municipale": Numbers(497_522, 497_522),
        "totale": Numbers(512_167, 512_167),
        "dgf": Numbers(512_167, None),
        "autre": Numbers(0, None),
        "majoree": Numbers(512_167, 5_121_670),
    }
    assert found_population(497_522, 512_167)["covered"] == known._replace(ask="population")


@pytest.mark.parametrize(
    ("notions", "majoree"),
    [
        ({"municipale": Numbers(100, 100), "totale": Numbers(120, 120)}, Numbers(120, 1_200)),
        ({"municipale": Numbers(100, 100), "totale": Numbers(100, None)}, Numbers(100, 1_000)),
        ({"totale": Numbers(100, None)}, Numbers(100, None)),
        ({"dgf": Numbers(100, 100)}, Numbers(0, None)),
    ],
)
def test_a_notion_is_bounded_by_the_first_of_others_that_is_known(notions: dict[str, Numbers], majoree: Numbers) -> None:
    found = {"population": Found(100, Numbers(100, 120), "Insee 2023", notions)}
    known = Situation(Profile(found=found), VOCABULARY)["population"].notions
    assert known is not None
    assert known["majoree"] == majoree


def test_a_figure_told_under_a_notion_of_its_own_changes_no_other() -> None:
    found = found_population(497_522, 512_167, grants=600_000)["population"]
    assert found.notions is not None
    assert (found.possible, found.notions["dgf"]) == (Numbers(497_522, 512_167), Numbers(600_000, 600_000))
    given = situation(population=500, grants=700)["population"]
    assert given.notions == {**dict.fromkeys(given.notions or {}, Numbers(500, 500)), "dgf": Numbers(700, 700)}
    alone = situation(grants=700)["population"]
    assert (alone.possible, (alone.notions or {})["dgf"]) == (Numbers(0, None), Numbers(700, 700))


def test_a_figure_told_beside_one_found_under_no_notion_keeps_its_own() -> None:
    found = {"population": Found(500, Numbers(500, 500), "Insee 2023")}
    known = Situation(Profile(facts={"grants": 700}, found=found), VOCABULARY)["population"].notions
    assert known == {**dict.fromkeys(known or {}, Numbers(500, 500)), "dgf": Numbers(700, 700)}


@pytest.mark.parametrize(("notion", "asks"), [("totale", {"dgf": "grants"}), ("dgf", {})])
def test_a_figure_counted_its_own_way_is_asked_for_unless_it_was_found(notion: str, asks: dict[str, str]) -> None:
    found = {"population": Found(500, Numbers(500, 500), "Insee 2023", {notion: Numbers(500, 500)})}
    assert Situation(Profile(found=found), VOCABULARY)["population"].asks == asks


def test_what_is_given_wins_over_open_data() -> None:
    assert found_population(497_522, 512_167, population=3)["population"] == situation(population=3)["population"]


def test_a_joint_project_covers_more_than_its_leader() -> None:
    assert found_population(5, 6, joint=True)["covered"].given is False


def test_an_absent_code_may_be_any() -> None:
    assert situation()["city"].possible == Labels(None, together=False)
    assert situation(city="35238")["city"].possible == Labels(frozenset({"35238"}), together=False)


def test_a_profile_that_does_not_fit_the_vocabulary_is_refused_before_anything_is_asked_of_it() -> None:
    with pytest.raises(BadProfile, match="fait inconnu « inconnu »"):
        situation(inconnu=3)


def _said_or_found(*, value: bool, said: bool) -> Situation:
    found = {} if said else {"joint": Found(value, Flags(frozenset({value})), "Insee 2023")}
    facts: dict[str, Any] = {"population": 5, **({"joint": value} if said else {})}
    return Situation(Profile(facts=facts, found=found), VOCABULARY)


@pytest.mark.parametrize("said", [True, False], ids=["said", "found"])
def test_a_joint_project_is_one_whether_it_was_said_or_found(*, said: bool) -> None:
    assert _said_or_found(value=True, said=said)["covered"].ask == "covered"
    assert _said_or_found(value=False, said=said)["covered"].ask == "population"


def test_what_is_said_of_a_joint_project_wins_over_what_was_found() -> None:
    found = {"joint": Found(True, Flags(frozenset({True})), "Insee 2023")}
    known = Situation(Profile(facts={"population": 5, "joint": False}, found=found), VOCABULARY)
    assert known["covered"].ask == "population"


def test_a_commitment_found_is_marked_as_one() -> None:
    assert _said_or_found(value=True, said=False)["joint"] == Known(
        Flags(frozenset({True})), given=True, commitment=True, ask="joint"
    )


def test_a_fact_may_always_stand_for_another() -> None:
    one, other = Fact(kind="number", question="Combien ?"), Fact(kind="number", question="Combien ?", equals="one")
    known = Situation(Profile(facts={"one": 5}), Vocabulary(facts={"one": one, "other": other}))
    assert known["other"].possible == Numbers(5, 5)


@pytest.mark.parametrize(
    ("facts", "supposed"),
    [
        ({"kind": "town"}, True),
        ({"kind": "union"}, True),
        ({"kind": "union", "joint": False}, True),
        ({"kind": "town", "joint": True}, False),
        ({"kind": "county"}, False),
        ({"kind": "local"}, False),
        ({}, False),
        ({"joint": False}, False),
    ],
)
def test_a_flag_is_supposed_while_nothing_speaks_against_it(facts: dict[str, Any], *, supposed: bool) -> None:
    values = {False} if supposed else {True, False}
    assert situation(**facts)["wide"] == Known(Flags(frozenset(values)), False, False, "wide", supposed=supposed)


def test_what_is_given_of_a_flag_wins_over_what_is_supposed() -> None:
    assert situation(kind="town", wide=True)["wide"] == Known(Flags(frozenset({True})), True, False, "wide")


def test_a_flag_found_wins_over_what_is_supposed() -> None:
    found = {"wide": Found(True, Flags(frozenset({True})), "Insee 2023")}
    assert Situation(Profile(facts={"kind": "town"}, found=found), VOCABULARY)["wide"].supposed is False


@pytest.mark.parametrize(
    ("facts", "commitment"),
    [({"type": ("data", "books")}, True), ({"type": ("books",)}, False), ({}, False), ({"domain": ("school",)}, False)],
)
def test_a_fact_is_a_commitment_where_its_rule_holds(facts: dict[str, Any], *, commitment: bool) -> None:
    assert situation(**facts)["shared"].commitment is commitment
    assert situation(**facts, shared=False)["shared"] == Known(Flags(frozenset({False})), True, commitment, "shared")


def test_the_facts_behind_one_are_all_that_what_is_known_of_it_rests_on() -> None:
    assert behind(VOCABULARY, "a") == {"a"}
    assert behind(VOCABULARY, "covered") == {"covered", "population", "joint"}
    assert behind(VOCABULARY, "wide") == {"wide", "kind", "joint"}
    assert behind(VOCABULARY, "shared") == {"shared", "type"}
    assert behind(VOCABULARY, "cout_retenu") == set()


def test_an_applicant_beside_says_the_same_with_data_of_its_own() -> None:
    said = Situation(Profile(facts={"a": True}), VOCABULARY)
    found = {"kind": Found("town", Labels(frozenset({"town"}), together=True), "table")}
    other = said.beside(found)
    assert dict(other.profile.found) == found
    assert [other[name] for name in ("a", "kind", "wide")] == [
        Situation(Profile(facts={"a": True}, found=found), VOCABULARY)[name] for name in ("a", "kind", "wide")
    ]
    assert not said["kind"].given
