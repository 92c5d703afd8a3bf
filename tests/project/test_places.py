"""From names to authorities, and what open data add to a profile."""

from __future__ import annotations

import pytest

from aidnum.errors import BadUsage, UnknownAuthority
from aidnum.model.profile import FactValue, Profile
from aidnum.project.places import agrees, authorities_named, authority_named, located, whole_names
from aidnum.territory.facts import facts_of
from aidnum.territory.search import find
from tests.project.conftest import Read


def test_a_name_or_a_code_is_one_authority_and_named_twice_is_once() -> None:
    assert authority_named("Rennes Métropole").key == "243500139"
    assert [known.key for known in authorities_named(["35238", "Rennes", "dep:35"])] == ["35238", "dep:35"]


@pytest.mark.parametrize(
    ("name", "said", "lines"),
    [
        ("Saint-Denis", "« Saint-Denis » désigne 4 collectivités", 4),
        ("Vanes", "aucune collectivité ne s'appelle exactement « Vanes »", 8),
        ("syndicat mixte Mégalis", "aucune collectivité ne s'appelle « syndicat mixte Mégalis »", 0),
    ],
)
def test_a_name_that_is_not_one_authority_is_refused_with_those_it_may_mean(name: str, said: str, lines: int) -> None:
    with pytest.raises(UnknownAuthority) as caught:
        authority_named(name)
    assert (caught.value.message, len(caught.value.lines), caught.value.exit_status) == (said, lines, 1)


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["Pontivy", "56"], ["56178"]),
        (["Pontivy", "Morbihan"], ["56178"]),
        (["Pontivy", "56300"], ["56178"]),
        (["56300", "Pontivy"], ["56178"]),
        (["ploermel", "56"], ["56165"]),
        (["Pontivy 56"], ["56178"]),
        (["Toulouse", "Occitanie"], ["31555"]),
        (["Rennes Métropole", "35"], ["243500139"]),
        (["Paris", "75"], ["75056"]),
        (["Saint-Denis", "974"], ["97411"]),
        (["Saint-Denis", "Réunion"], ["97411"]),
        (["Pontivy", "56", "Rennes", "35"], ["56178", "35238"]),
        (["Pontivy", "dep:56"], ["56178", "dep:56"]),
        (["Pontivy", "CD56"], ["56178", "dep:56"]),
        (["Pontivy", "CD 56"], ["56178", "dep:56"]),
        (["Pontivy", "département 56"], ["56178", "dep:56"]),
        (["Pontivy", "Département du Morbihan"], ["56178", "dep:56"]),
        (["Morbihan", "Pontivy"], ["dep:56", "56178"]),
        (["56", "Pontivy"], ["56178"]),
        (["56 Pontivy"], ["56178"]),
        (["Rennes", "56", "Pontivy"], ["35238", "56178"]),
        (["CD", "56"], ["dep:56"]),
        (["Rennes", "dep:56"], ["35238", "dep:56"]),
        (["Pontivy", "insee:56260"], ["56178", "56260"]),
        (["Pontivy", "56", "29"], ["56178", "dep:29"]),
        (["35238", "29019"], ["35238", "29019"]),
        (["35", "22"], ["dep:35", "dep:22"]),
        (["Rennes", "Brest"], ["35238", "29019"]),
        (["insee:88212", "16113"], ["88212", "16113"]),
        (["Rennes", "Vannes"], ["35238", "56260"]),
        (["Rennes", "Rennes Métropole"], ["35238", "243500139"]),
        (["35238", "dep:35"], ["35238", "dep:35"]),
        (["dep:31", "reg:76"], ["dep:31", "reg:76"]),
    ],
)
def test_a_town_and_where_it_lies_are_one_authority_and_others_a_joint_project(names: list[str], keys: list[str]) -> None:
    assert [known.key for known in authorities_named(names)] == keys


@pytest.mark.parametrize(
    ("name", "count"),
    [("Asnières", 1), ("Asnières 27", 0), ("27021", 0), ("Asnières-sur-Seine", 0), ("Rennes", 0), ("Morbihan", 0)],
)
def test_a_larger_commune_that_begins_as_the_one_taken_is_told(name: str, count: int) -> None:
    told: list[str] = []
    authority_named(name, warn=told.append)
    expected = "« Asnières » est prise au mot ; une plus peuplée est Asnières-sur-Seine : la nommer en entier, ou par 92004"
    assert told == [expected] * count


@pytest.mark.parametrize(
    ("names", "whole", "together"),
    [
        (["Grand", "Couronne"], "Grand Couronne", "88212 16113"),
        (["Lézignan", "Corbières"], "Lézignan Corbières", "65271 insee:11100"),
        (["Noyal", "Pontivy"], "Noyal Pontivy", "insee:22160 56178"),
        (["Grand", "Couronne", "76"], "Grand Couronne 76", ""),
        (["Brest", "Grand", "Couronne"], "Grand Couronne", "88212 16113"),
        (["Château", "Gaillard"], "Château Gaillard", "71112 74133"),
        (["La", "Rochelle", "17"], "La Rochelle, 17", ""),
        (["Rennes", "Métropole"], "Rennes Métropole", ""),
    ],
)
def test_the_words_of_one_name_are_no_joint_project(names: list[str], whole: str, together: str) -> None:
    with pytest.raises(UnknownAuthority) as caught:
        authorities_named(names)
    quoted, *joint = caught.value.lines
    assert quoted == f'Un nom en plusieurs mots se met entre guillemets : "{whole}"'
    assert joint == [f"Pour un projet commun, dire : {together}"] * bool(together)


@pytest.mark.parametrize(
    ("names", "lines", "together"),
    [
        (["Pontivy", "56000"], ["Pontivy : 56178", "Vannes : insee:56260"], "56178 insee:56260"),
        (["Pontivy", "35"], ["Pontivy : 56178", "Ille-et-Vilaine : dep:35"], "56178 dep:35"),
        (["35", "Pontivy"], ["Pontivy : 56178", "Ille-et-Vilaine : dep:35"], "56178 dep:35"),
        (["Paris", "13"], ["Paris : 75056", "Bouches-du-Rhône : dep:13"], "75056 dep:13"),
        (["Marseille", "08"], ["Marseille : 13055", "Ardennes : dep:08"], "13055 dep:08"),
        (["Rennes", "29019"], ["Rennes : 35238", "Brest : 29019"], "35238 29019"),
    ],
)
def test_a_name_and_the_code_of_another_are_no_joint_project(names: list[str], lines: list[str], together: str) -> None:
    with pytest.raises(UnknownAuthority, match="n'est pas le code de") as caught:
        authorities_named(names)
    *each, joint = caught.value.lines
    assert [line.strip() for line in each] == lines
    assert joint == f"Pour un projet commun, dire : {together}"
    assert len(authorities_named(together.split())) == len(lines)


def test_a_code_beside_a_slip_says_where_to_look() -> None:
    with pytest.raises(UnknownAuthority, match="ne s'appelle exactement « Vanes, 56 »") as caught:
        authorities_named(["Vanes", "56"])
    assert "Vannes : insee:56260" in caught.value.lines[0]


def test_a_town_and_its_departement_that_several_bear_is_a_question_about_the_town() -> None:
    assert whole_names(["La Rochelle", "17"]) == ["La Rochelle, 17"]
    with pytest.raises(UnknownAuthority) as caught:
        authorities_named(["La Rochelle", "17"])
    assert [line.strip() for line in caught.value.lines] == [
        "La Rochelle : insee:17300",
        "Communauté d'agglomération de La Rochelle : 241700434",
    ]


def test_what_is_told_to_type_for_a_shared_code_names_one_alone() -> None:
    with pytest.raises(UnknownAuthority) as caught:
        authority_named("59650")
    assert [authority_named(line.rpartition(" : ")[2]).key for line in caught.value.lines] == ["59009", "59650"]


@pytest.mark.parametrize("names", [[""], ["Rennes", " "]])
def test_an_empty_name_is_refused(names: list[str]) -> None:
    with pytest.raises(BadUsage, match="un nom de collectivité est vide"):
        authorities_named(names)


def test_a_fact_given_wins_over_the_data_and_one_of_a_file_does_not() -> None:
    profile = Profile(facts={"population": 9, "collectivite": "epci"})
    rennes = [authority_named("Rennes")]
    told: list[str] = []
    assert located(profile, rennes, {"population"}, told.append).facts == {"population": 9}
    assert told == []
    assert located(profile, rennes, profile.facts, told.append).facts == profile.facts
    assert told == ["collectivite de Rennes : commune ; la valeur donnée, epci, est prise à la place"]


def test_where_an_authority_lies_in_several_departements_each_may_be_given() -> None:
    profile = Profile(facts={"departement": "44"})
    told: list[str] = []
    located(profile, [authority_named("243500741")], profile.facts, told.append)
    assert told == []


def test_places_of_a_file_are_not_held_against_a_name() -> None:
    filed = Profile(facts={"departement": "01", "region": "53"})
    assert located(filed, [authority_named("Pontivy")], (), pytest.fail).facts == {}


def test_several_names_make_one_project(read: Read) -> None:
    profile = read(names=["Rennes Métropole", "CC Montfort Communauté"]).profile
    assert [known.key for known in profile.authorities] == ["243500139", "243500550"]
    assert profile.found["mutualise"].value is True


@pytest.mark.parametrize(
    ("fact", "value", "is_known"),
    [("population", 14_640, True), ("population", 15_461, True), ("population", 15_000, False), ("departement", "35", False)],
)
def test_a_value_agrees_with_open_data_where_one_notion_counts_so(fact: str, value: FactValue, is_known: bool) -> None:  # noqa: FBT001
    assert agrees(value, facts_of(find("Pontivy").authorities)[fact]) is is_known
