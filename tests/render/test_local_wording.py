"""What the list of a place is said to name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.render.local_wording import own_list_texts, place_text, places_by_kind
from aidnum.report.check import check

FACTS = {"collectivite": "commune", "population": 800}
ASKED = "À demander ({whom}) : catégorie et taux DETR"


def _said(catalogue: Catalogue, day: date = date(2026, 12, 1), **facts: Any) -> list[str]:
    report = check(catalogue, read_profile(catalogue.vocabulary, {**FACTS, **facts}), day)
    (detr,) = (entry for entry in report.entries if entry.scheme.id == "detr")
    return own_list_texts(detr, catalogue.vocabulary)


def test_the_lines_of_the_project_are_said_first_then_the_others_then_what_to_ask(shipped: Catalogue) -> None:
    said = _said(shipped, departement="76", type="cybersecurite")
    assert said[0] == "La liste 2026 de la Seine-Maritime nomme, pour ce projet : pare-feu contre les cyberattaques"
    assert said[1].startswith("Elle nomme aussi : locaux servant de points d'accueil numérique ; ")
    assert said[2] == ASKED.format(whom="préfecture de la Seine-Maritime")
    assert said[3].startswith("Lignes dites avec nos mots")


@pytest.mark.parametrize(
    ("departement", "first"),
    [
        ("29", "La liste 2026 du Finistère n'était pas publiée dans la copie lue"),
        (
            "03",
            "La liste 2026 de l'Allier ne nomme rien de numérique, mais ses intitulés larges pourraient convenir : ",
        ),
        ("43", "La liste 2026 de la Haute-Loire ne nomme rien de numérique"),
        ("04", "La liste 2026 des Alpes-de-Haute-Provence nomme : développement de l'administration électronique (priorité 9)"),
    ],
)
def test_what_a_list_does_not_name_is_said_too(shipped: Catalogue, departement: str, first: str) -> None:
    said = _said(shipped, departement=departement, type="inclusion")[0]
    assert said.startswith(first) if first.endswith(" ") else said == first


def test_the_rates_that_a_list_states_are_said(shipped: Catalogue) -> None:
    assert "Taux dits par cette liste : de 20 à 60 % selon la ligne" in _said(shipped, departement="80")


def test_in_another_year_the_year_of_the_list_is_said(shipped: Catalogue) -> None:
    said = _said(shipped, date(2027, 2, 1), departement="29")[0]
    assert said == "La liste 2026 du Finistère (celle de 2027 n'est pas connue) n'était pas publiée dans la copie lue"


def test_once_the_prefecture_has_answered_there_is_nothing_left_to_ask(shipped: Catalogue) -> None:
    assert not any(text.startswith("À demander") for text in _said(shipped, departement="29", categorie_detr="oui"))


def test_nothing_is_said_where_the_place_is_not_known(shipped: Catalogue) -> None:
    assert _said(shipped) == []


def test_the_places_stand_by_what_their_lists_say(shipped: Catalogue) -> None:
    detr = shipped.scheme("detr")
    assert detr is not None
    (lists,) = detr.lists
    told = places_by_kind(lists, shipped.vocabulary)
    assert sum(map(len, told.values())) == len(lists.places)
    assert told["liste non publiée dans la copie lue"][3] == "Finistère"
    assert place_text(lists.places["04"]).startswith("nomment du numérique ; développement")
