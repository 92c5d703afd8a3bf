"""A key that stands at a wrong level is told where it goes."""

# ruff: noqa: E501 - a case and its sentence stand on one line

from __future__ import annotations

from pathlib import Path

import pytest

from aidnum.catalogue.key_places import _places, place_told
from tests.catalogue.samples import FILE, expected, faults, spoilt, unmarked, validated

SCHEME = "cette clé va au niveau du dispositif, à côté de « eligibility »"
RULE = "- population: {at_least: 3500}\n          source: page\n"
CASES = {
    "taux du dispositif": (FILE + "    ¤rate: 50%\n", "M003", "; cette clé va sous « funding »"),
    "taux du dispositif, en français": (FILE + "    ¤taux: 50%\n", "M003", "; « rate » va sous « funding »"),
    "périodes du dispositif": (FILE + "    ¤windows: []\n", "M003", "; cette clé va sous « calendar »"),
    "ouverture du dispositif": (FILE + "    ¤opens: x\n", "M003", "sous « calendar », dans « windows »"),
    "profil du dispositif": (FILE + "    ¤profile: {}\n", "M003", "; cette clé va sous « examples »"),
    "règle du dispositif": (FILE + "    ¤all: []\n", "M003", "; cette clé va sous « eligibility »"),
    "département du dispositif": (FILE + "    ¤departements: []\n", "M003", "; cette clé va sous « territoire »"),
    "version du dispositif": (FILE + "    ¤version: 1\n", "M003", "à la racine du fichier, à côté de « version »"),
    "ouverture du calendrier": (spoilt("      windows:\n", "      ¤opens: x\n      windows:\n"), "M003", "sous « windows » ou sous « stages »"),
    "adresse du financement": (spoilt("rate: 50%", "rate: 50%\n      ¤url: x"), "M003", SCHEME),
    "exemples du financement": (spoilt("rate: 50%", "rate: 50%\n      ¤examples: []"), "M003", SCHEME),
    "période du financement": (spoilt("rate: 50%", "rate: 50%\n      ¤closes: x"), "M003", "sous « calendar », dans « windows »"),
    "date d'une source": (spoilt("opens: 2021-01-25", "opens: 2021-01-25, ¤checked: 2021-01-25"), "M003", "va sous « sources »"),
    "aide à la racine": (FILE + "¤title: x\n", "M003", "; cette clé va sous « schemes »"),
    "taux à la racine": (FILE + "¤rate: x\n", "M003", "; cette clé va sous « schemes », dans « funding »"),
    "fait parmi les mots": (spoilt("  facts:\n", "  ¤question: x\n  facts:\n"), "M003", "; cette clé va sous « facts »"),
    "territoire sous all": (spoilt(RULE, "- ¤territoire: {regions: [53]}\n"), "V001", SCHEME),
    "conditions sous all": (spoilt(RULE, "- ¤conditions: [x]\n"), "V001", SCHEME),
    "taux sous all": (spoilt(RULE, "- ¤rate: 50%\n"), "V001", "; cette clé va sous « funding »"),
    "territoire à côté de all": (spoilt("      all:\n", "      ¤territoire: {regions: [53]}\n      all:\n"), "V003", SCHEME),
    "bornes sous all": (spoilt(RULE, "- ¤at_least: 3500\n"), "V001", "; cette clé va sous un fait qui est un nombre, comme « population »"),
    "bornes à côté de all": (spoilt("      all:\n", "      ¤below: 5\n      all:\n"), "V003", "sous un fait qui est un nombre, comme « population »"),
    "bornes du financement": (spoilt("rate: 50%", "rate: 50%\n      ¤at_least: 5"), "M003", "sous un fait qui est un nombre, comme « population »"),
    "groupe en français à côté de all": (spoilt("      all:\n", "      ¤tous: []\n      all:\n"), "V003", "; y mettre « tous » à part, dans sa liste"),
    "note d'un forfait": (spoilt("rate: 50%", "flat: {amount: 5, ¤note: x}"), "M003", "; cette clé va à côté de « flat »"),
    "taux d'un plafond": (spoilt("rate: 50%", "ceiling: {amount: 5, ¤rate: 50%}"), "M003", "; cette clé va à côté de « ceiling »"),
    "source parmi les bornes": (spoilt("{at_least: 3500}", "{at_least: 3500, ¤source: page}"), "M003", "à côté de « population », pas dans ses bornes"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_key_at_a_wrong_level_is_told_its_place(name: str, tmp_path: Path) -> None:
    text, code, words = CASES[name]
    found = [fault for fault in faults(text, tmp_path) if fault[0] == code]
    assert found == expected(text, code)
    (told,) = (one for one in validated(unmarked(text), tmp_path).diagnostics if one.code == code)
    assert words in told.message
    assert "vouliez-vous dire" not in told.message


def test_a_key_of_the_right_level_but_misspelt_is_still_told_the_nearest(tmp_path: Path) -> None:
    (found,) = validated(spoilt("closes: 2021-05-28", "close: 2021-05-28"), tmp_path).diagnostics
    assert found.message.endswith("vouliez-vous dire « closes » ?")


@pytest.mark.parametrize(
    "terms",
    ["{kind: grant, basis: ht, rate: 2,5%}", "{kind: grant, basis: ht, flat: {amount: 5000,50}}"],
    ids=["rate", "flat"],
)
def test_a_comma_between_braces_is_told_to_cut_a_number(terms: str, tmp_path: Path) -> None:
    text = FILE[: FILE.index("    funding:")] + f"    funding: {terms}\n" + FILE[FILE.index("    calendar:") :]
    (told,) = (one for one in validated(text, tmp_path).diagnostics if one.code == "M003")
    assert told.message.endswith("la virgule sépare des clés : écrire un nombre décimal avec un point")


def test_a_key_of_another_part_of_the_file_has_no_place_here() -> None:
    assert place_told("question", ("schemes",)) is None
    assert place_told("zzz", ()) is None
    assert place_told("label", ("vocabulary",)) is not None


def test_every_key_is_told_a_place_or_none_wherever_it_stands() -> None:
    every = {here for places in _places().values() for here in places}
    for key in _places():
        for here in every:
            told = place_told(key, here)
            assert told is None or " va " in told, (key, here)
