"""The answers of ``list`` and ``facts``."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.render.terminal import render
from aidnum.render.terminal.page import Screen
from aidnum.report.listing import facts, list_schemes
from tests.render.samples import DAY
from tests.render.terminal.conftest import matches_snapshot


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_list_is_the_stored_one(small: Catalogue, width: int) -> None:
    report = list_schemes(small, DAY, read_profile(small.vocabulary, {}))
    assert matches_snapshot(f"list-{width}.txt", render(report, Screen(width)))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_vocabulary_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"facts-{width}.txt", render(facts(small), Screen(width)))


def test_states_are_words(small: Catalogue) -> None:
    text = render(list_schemes(small, DAY, read_profile(small.vocabulary, {})), Screen())
    for word in ("ouvert  ", "à venir  ", "fermé  ", "permanent  "):
        assert f"\n{word}" in text


def test_an_empty_list_says_what_to_do(small: Catalogue) -> None:
    text = render(list_schemes(small, DAY, read_profile(small.vocabulary, {}), "exhausted"), Screen())
    assert text.replace("\u00a0", " ").startswith("0 dispositif sur 5, états au 1er mars 2021\nAucun dispositif ne correspond")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("population", ("Attend un nombre, en habitants", "Option --population N")),
        ("accord", ("Attend oui ou non", "Option --fait accord=oui|non")),
        ("duree_mois", ("Choix c'est vous qui en décidez", "--duree-mois N")),
        ("type", ("dematerialisation dématérialisation ; aussi : demat, téléservice", "VALEURS")),
        ("collectivite", ("collectivites collectivité ; ensemble : commune, departement",)),
    ],
)
def test_one_fact_says_what_it_expects(small: Catalogue, name: str, words: tuple[str, ...]) -> None:
    said = " ".join(render(facts(small, name), Screen()).split())
    for expected in words:
        assert expected in said
