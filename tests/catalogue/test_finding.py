"""A scheme is found as people name it; where money depends on it, by its id alone."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.finding import scheme_meant, scheme_named
from aidnum.errors import SeveralSchemes, UnknownScheme
from tests.engine.samples import VOCABULARY, scheme

TITLES = {
    "rural": "Dotation d'équipement des territoires ruraux (DETR)",
    "rural-sequel": "Dotation rurale, suite",
    "reading-plan": "Le livre à l'œuvre : bibliothèques (DGD)",
    "online-connect-api": "Guichet FranceConnect",
    "online-forms": "Dématérialiser les démarches",
}
CATALOGUE = Catalogue(
    tuple(scheme({"all": [{"kind": ["local"]}]}, id=name, title=title) for name, title in TITLES.items()),
    VOCABULARY,
    ("x.yaml",),
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("rural", "rural"),
        ("RURAL", "rural"),
        ("Online Forms", "online-forms"),
        ("online_forms", "online-forms"),
        ("detr", "rural"),
        ("DGD", "reading-plan"),
        ("équipement des territoires ruraux", "rural"),
        ("EQUIPEMENT   TERRITOIRE", "rural"),
        ("l'équipement pour un territoire", "rural"),
        ("oeuvre", "reading-plan"),
        ("biblio", "reading-plan"),
        ("livres biblio", "reading-plan"),
        ("franceconnect", "online-connect-api"),
        ("connect-api", "online-connect-api"),
        ("onnec", "online-connect-api"),
        ("dématérialiser", "online-forms"),
        (TITLES["rural"], "rural"),
    ],
)
def test_a_scheme_is_meant_by_its_id_words_of_its_title_or_part_of_its_id(words: str, name: str) -> None:
    assert scheme_meant(CATALOGUE, words).id == name


@pytest.mark.parametrize(
    ("words", "names"), [("dotation", ["rural", "rural-sequel"]), ("online", ["online-connect-api", "online-forms"])]
)
def test_words_of_several_schemes_list_them_all(words: str, names: list[str]) -> None:
    with pytest.raises(SeveralSchemes) as caught:
        scheme_meant(CATALOGUE, words)
    assert caught.value.lines == tuple(f"  {name}  {TITLES[name]}" for name in names)
    assert caught.value.exit_status == 1


def _bearing(*ids: str) -> Catalogue:
    return Catalogue(tuple(scheme({"all": [{"kind": ["local"]}]}, id=name, title="T") for name in ids), VOCABULARY, ("x.yaml",))


def test_whole_words_are_meant_before_beginnings_and_these_before_the_inside_of_a_word() -> None:
    assert scheme_meant(_bearing("x-planning", "x-plan", "x-floorplan"), "plan").id == "x-plan"
    assert scheme_meant(_bearing("x-planning", "x-plan", "x-floorplan"), "plans").id == "x-plan"
    assert scheme_meant(_bearing("x-floorplan", "x-planning"), "plan").id == "x-planning"
    assert scheme_meant(_bearing("x-floorplan", "x-other"), "plan").id == "x-floorplan"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("franceconect", "online-connect-api"),
        ("dter", "rural"),
        ("biblioteque", "reading-plan"),
        ("online-frms", "online-forms"),
    ],
)
def test_a_slip_of_the_finger_suggests_the_nearest_and_is_never_taken(words: str, name: str) -> None:
    for find in (scheme_meant, scheme_named):
        with pytest.raises(UnknownScheme) as caught:
            find(CATALOGUE, words)
        assert caught.value.lines[0] == f"  {name}  {TITLES[name]}"


@pytest.mark.parametrize("words", ["zzzz", "", "?!", "\x1b[31m"])
def test_words_near_nothing_suggest_nothing(words: str) -> None:
    with pytest.raises(UnknownScheme) as caught:
        scheme_meant(CATALOGUE, words)
    assert (caught.value.hint, caught.value.lines) == (None, ())
    assert caught.value.message.isprintable()


def test_words_of_a_title_only_suggest_where_an_id_is_wanted() -> None:
    assert scheme_named(CATALOGUE, "Online Forms").id == "online-forms"
    with pytest.raises(UnknownScheme) as caught:
        scheme_named(CATALOGUE, "franceconnect")
    assert caught.value.lines == ("  online-connect-api  Guichet FranceConnect",)


def test_a_long_name_is_told_short() -> None:
    with pytest.raises(UnknownScheme) as caught:
        scheme_meant(CATALOGUE, "z" * 10_000)
    assert len(caught.value.message) < 120
