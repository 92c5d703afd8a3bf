"""Names as people type them, taken apart."""

from __future__ import annotations

import pytest

from aidnum.territory.names import EPCI, key_of, parsed, with_kind_mended

METROPOLES = ("metropole", "cu", "ca")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("St-Etienne", "saint etienne"),
        ("Stes Maries", "saintes maries"),
        ("Chalon s/ Saône", "chalon sur saone"),
        ("CHALON S/SAÔNE", "chalon sur saone"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("dpt. de l'Ain", "departement de l ain"),
        ("  œting ", "oeting"),
    ],
)
def test_spellings_of_a_name_have_one_key(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("typed", "kinds", "keys", "place"),
    [
        ("Rennes", (), ("rennes",), ""),
        ("agglo de La Rochelle", ("ca",), ("la rochelle", "rochelle"), ""),
        ("CC du Pays", ("cc",), ("le pays", "pays"), ""),
        ("dpt. des Landes", ("departement",), ("les landes", "landes"), ""),
        ("dép. de la Creuse", ("departement",), ("la creuse", "creuse"), ""),
        ("ville l'Isle", ("commune",), ("l isle", "isle"), ""),
        ("cd 35", ("departement",), ("35",), ""),
        ("dep:Vienne", ("departement",), ("vienne",), ""),
        ("epci:du Pays", EPCI, ("du pays", "le pays", "pays"), ""),
        ("Saint-Denis (93)", (), ("saint denis",), "93"),
        ("Saint-Denis 93", (), ("saint denis",), "93"),
        ("Saint-Denis, La Réunion", (), ("saint denis",), "la reunion"),
        ("commune (35)", ("commune",), ("35",), ""),
        ("Bourg 2A", (), ("bourg",), "2a"),
        ("Bourg II", (), ("bourg ii",), ""),
        ("métropole de Lyon", METROPOLES, ("lyon metropole", "metropole lyon", "lyon"), ""),
        ("Rennes Métropole", METROPOLES, ("rennes",), ""),
        ("Vannes agglo", ("ca",), ("vannes",), ""),
        ("métropole", (), ("metropole",), ""),
        ("autre:Vienne", (), ("autre:vienne",), ""),
    ],
)
def test_a_name_is_taken_apart(typed: str, kinds: tuple[str, ...], keys: tuple[str, ...], place: str) -> None:
    found = parsed(typed)
    assert (found.kinds, found.keys, found.place, found.is_outside) == (kinds, keys, place, False)


@pytest.mark.parametrize("typed", ["SIVU des Écoles", "syndicat", "pôle métropolitain Loire", "CCAS de Lille"])
def test_a_body_that_open_data_do_not_list_is_marked(typed: str) -> None:
    assert parsed(typed).is_outside


def test_a_name_that_only_begins_like_one_is_not() -> None:
    assert not parsed("Sivusson").is_outside


@pytest.mark.parametrize(
    ("key", "mended"),
    [
        ("comunaute de communes du pays", [("communaute de communes du pays", ("cc",))]),
        ("departemant des landes", [("departement des landes", ("departement",))]),
        ("communaute", []),
        ("cx du pays", []),
        ("departement des landes", []),
    ],
)
def test_a_long_kind_word_with_a_slip_is_mended(key: str, mended: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(found.whole, found.kinds) for found in with_kind_mended(key)] == mended
