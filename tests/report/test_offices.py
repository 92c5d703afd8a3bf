"""Whom to ask: the office of the place where the applicant lies, never another's."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.situation import Situation
from aidnum.model.profile import Profile, read_profile
from aidnum.model.rule import AnyOf, Leaf, OneOf, Rule
from aidnum.model.scheme import Area, Scheme
from aidnum.project.places import authority_named
from aidnum.report.offices import offices
from aidnum.territory.facts import facts_of
from tests.engine.samples import scheme

LOCAL = {"kind": ["local"]}
VAUCLUSE = Leaf(fact="departement", test=OneOf(values=("84",), members=frozenset({"84"})))
BRETAGNE = Leaf(fact="region", test=OneOf(values=("53",), members=frozenset({"53"})))


def _asked(catalogue: Catalogue, *organisations: str, **facts: Any) -> tuple[str, ...]:
    situation = Situation(read_profile(catalogue.vocabulary, facts), catalogue.vocabulary)
    return offices(scheme(LOCAL, organisations=organisations), catalogue.vocabulary, situation)


@pytest.mark.parametrize(
    ("organisation", "place", "said"),
    [
        ("prefectures", {"departement": "29"}, "préfecture du Finistère"),
        ("prefectures", {"departement": "01"}, "préfecture de l'Ain"),
        ("prefectures", {"departement": "40"}, "préfecture des Landes"),
        ("prefectures", {"departement": "35"}, "préfecture d'Ille-et-Vilaine"),
        ("prefectures", {"departement": "75"}, "préfecture de Paris"),
        ("prefectures", {"departement": "974"}, "préfecture de La Réunion"),
        ("prefectures", {"departement": "69M"}, "préfecture du Rhône"),
        ("prefectures", {"departement": "69"}, "préfecture du Rhône"),
        ("prefectures", {"departement": "67A"}, "préfecture du Bas-Rhin ou préfecture du Haut-Rhin"),
        ("drac", {"region": "53"}, "DRAC Bretagne"),
        ("drac", {"region": "04"}, "DAC La Réunion"),
        ("departements", {"departement": "84"}, "Département de Vaucluse"),
        ("departements", {"departement": "67A"}, "Collectivité européenne d'Alsace"),
        ("regions", {"region": "94"}, "Collectivité de Corse"),
        ("anct", {"departement": "29"}, "Agence nationale de la cohésion des territoires (ANCT)"),
    ],
)
def test_an_organisation_bears_its_name_of_the_place(
    shipped: Catalogue, organisation: str, place: dict[str, str], said: str
) -> None:
    assert _asked(shipped, organisation, **place) == (said,)


@pytest.mark.parametrize("place", [{}, {"region": "53"}])
def test_where_the_place_is_not_known_the_words_are_general(shipped: Catalogue, place: dict[str, str]) -> None:
    assert _asked(shipped, "prefectures", **place) == ("préfecture de votre département",)
    assert offices(scheme(LOCAL, organisations=["drac"]), shipped.vocabulary) == ("DRAC de votre région",)


def test_an_organisation_that_is_one_for_all_may_be_named_in_a_word(shipped: Catalogue) -> None:
    assert offices(scheme(LOCAL, organisations=["anct", "prefectures"]), shipped.vocabulary, short=True) == (
        "ANCT",
        "préfecture de votre département",
    )


def test_one_who_straddles_departements_is_sent_to_none_of_them(shipped: Catalogue) -> None:
    straddling = authority_named("epci:243500741")
    assert len(straddling.departements) > 1
    situation = Situation(Profile(found=facts_of([straddling])), shipped.vocabulary)
    assert offices(scheme(LOCAL, organisations=["prefectures"]), shipped.vocabulary, situation) == (
        "préfecture de votre département",
    )


def test_a_local_scheme_keeps_the_office_of_its_own_territory(shipped: Catalogue) -> None:
    vaucluse = shipped.scheme("vaucluse-informatisation-bibliotheques")
    assert isinstance(vaucluse, Scheme)
    local = replace(vaucluse, organisations=("prefectures",))
    situation = Situation(read_profile(shipped.vocabulary, {"departement": "29"}), shipped.vocabulary)
    assert offices(local, shipped.vocabulary, situation) == ("préfecture de Vaucluse",)


@pytest.mark.parametrize("rule", [BRETAGNE, AnyOf(parts=(VAUCLUSE, BRETAGNE))], ids=["region", "both"])
def test_a_territory_of_another_kind_names_no_office(shipped: Catalogue, rule: Rule) -> None:
    """The region of code 53 is Bretagne, the département Mayenne."""
    local = scheme(LOCAL, organisations=["prefectures"], territoire=Area(rule=rule))
    assert offices(local, shipped.vocabulary) == ("préfecture de votre département",)


def test_an_office_is_named_once(shipped: Catalogue) -> None:
    assert _asked(shipped, "departements", "regions", departement="2A") == ("Collectivité de Corse",)


def test_every_place_has_an_office_of_its_own(shipped: Catalogue) -> None:
    words = shipped.vocabulary
    for name, one in words.organisations.items():
        for code in words.values(one.per) if one.per else ():
            said = words.office(name, words.members(one.per or "", code))
            assert "{" not in said
            assert said == said.strip()
