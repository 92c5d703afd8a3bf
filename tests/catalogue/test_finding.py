"""A scheme is found as people name it; where money depends on it, by its id alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.finding import is_named, scheme_meant, scheme_named
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
        ("livres bibliothèque", "reading-plan"),
        ("franceconnect", "online-connect-api"),
        ("dématérialiser", "online-forms"),
        (TITLES["rural"], "rural"),
    ],
)
def test_a_scheme_is_meant_by_its_id_or_whole_words_of_its_title(words: str, name: str) -> None:
    assert scheme_meant(CATALOGUE, words).id == name


@pytest.mark.parametrize(
    ("words", "names"), [("dotation", ["rural", "rural-sequel"]), ("online", ["online-connect-api", "online-forms"])]
)
def test_words_of_several_schemes_list_them_all(words: str, names: list[str]) -> None:
    with pytest.raises(SeveralSchemes) as caught:
        scheme_meant(CATALOGUE, words)
    assert caught.value.lines == tuple(f"  {name}  {TITLES[name]}" for name in names)
    assert caught.value.exit_status == 1


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("biblio", ["reading-plan"]),
        ("connect-api", ["online-connect-api"]),
        ("onnec", ["online-connect-api"]),
        ("online-fo", ["online-forms"]),
    ],
)
def test_a_part_of_a_word_or_of_an_id_only_suggests(words: str, names: list[str]) -> None:
    with pytest.raises(UnknownScheme) as caught:
        scheme_meant(CATALOGUE, words)
    assert caught.value.lines == tuple(f"  {name}  {TITLES[name]}" for name in names)


def _titled(**titles: str) -> Catalogue:
    local = {"all": [{"kind": ["local"]}]}
    return Catalogue(tuple(scheme(local, id=name, title=title) for name, title in titles.items()), VOCABULARY, ("x.yaml",))


def test_whole_words_are_suggested_before_beginnings_and_these_before_the_inside_of_a_word() -> None:
    for ids, first in ((("a-planning", "a-plan"), "a-plan"), (("a-floorplan", "a-planning"), "a-planning")):
        with pytest.raises(UnknownScheme) as caught:
            scheme_meant(_titled(**dict.fromkeys(ids, "T")), "plan")
        assert caught.value.lines == (f"  {first}  T",)


def test_a_whole_title_or_short_name_wins_over_the_same_words_in_others() -> None:
    known = _titled(long="Mon plan local", whole="Mon plan")
    assert scheme_meant(known, "mon plan").id == scheme_named(known, "MON PLAN").id == "whole"
    short = known._replace(schemes=(replace(known.schemes[0], short="Le plan"), known.schemes[1]))
    assert scheme_named(short, "le plan").id == "long"


def test_titles_that_are_alike_are_listed_and_never_taken() -> None:
    with pytest.raises(SeveralSchemes):
        scheme_meant(_titled(a="Plan", b="Plan"), "plan")
    with pytest.raises(UnknownScheme):
        scheme_named(_titled(a="Plan", b="Plan"), "plan")


def test_some_words_of_a_title_are_not_its_name() -> None:
    rural = CATALOGUE.schemes[0]
    named = [is_named(rural, words) for words in ("RURAL", TITLES["rural"], "detr", "", "équipement des territoires ruraux")]
    assert named == [True, True, False, False, False]


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
