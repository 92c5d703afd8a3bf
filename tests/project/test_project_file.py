"""A profile file: the same words as the options, and its faults told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, InFile, UnknownFact
from aidnum.project.profile_file import read_profile_file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.yaml", "population: 520 000\ntype: [demat]\nmutualise: non\n"),
        ("p.yaml", "population: 520 000 habitants\ntype: demat\nmutualise: non\n"),
        ("p.yml", "habitants: 520000\ntype: Dématérialisation\nmutualise: no\n"),
        ("p.json", '{"population": 520000, "type": ["demat"], "mutualise": false}'),
        ("p.yaml", "\ufeffpopulation: '520000'\ntype: demat\nmutualise: non\n"),
    ],
)
def test_facts_are_written_as_people_write_them(shipped: Catalogue, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_profile_file(str(path), shipped.vocabulary) == {
        "population": 520_000,
        "type": ("dematerialisation",),
        "mutualise": False,
    }


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("population: 520.000\n", "1:13", "« 520.000 » est ambigu"),
        ("pme: oui\npopulaton: 5\n", "2:1", "fait inconnu « populaton »"),
        ("pme: oui\n\ntype: [demat, xyz]\n", "3:7", "type : valeur inconnue « xyz »"),
        ("population: 5\nhabitants: 6\n", "2:1", "le fait « population » est donné deux fois"),
        ("population: 5\npopulation: 6\n", "2:1", "clé en double « population », déjà donnée en 1:1"),
        ("population: [1, 2]\n", "1:13", "n'est pas un nombre entier"),
        ("population: {a: 1}\n", "1:13", "n'est pas un nombre entier"),
        ("collectivite: [commune, cc]\n", "1:15", "une seule valeur est possible"),
        ("- population\n", "1:1", "un profil est un groupe de faits"),
        ("", "1:1", "un profil est un groupe de faits"),
        ('{"population": 5', "1:", ""),
        ("a: &x 1\nb: *x\n", "1:", ""),
    ],
)
def test_a_fault_is_told_with_its_place(shipped: Catalogue, tmp_path: Path, text: str, place: str, said: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AidnumError) as caught:
        read_profile_file(str(path), shipped.vocabulary)
    assert caught.value.message.startswith(f"{path}:{place}")
    assert said in caught.value.message
    assert caught.value.exit_status == 1


def test_what_is_wrong_with_a_fact_is_kept_beside_its_place(shipped: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("populaton: 5\n", encoding="utf-8")
    with pytest.raises(InFile) as caught:
        read_profile_file(str(path), shipped.vocabulary)
    assert isinstance(caught.value.error, UnknownFact)
    assert "population" in (caught.value.hint or "")


def test_a_file_that_is_absent_or_a_folder_is_told(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(AidnumError, match=r"^profil « /absent.yaml » illisible : le fichier n'existe pas$"):
        read_profile_file("/absent.yaml", shipped.vocabulary)
    with pytest.raises(AidnumError, match="c'est un dossier"):
        read_profile_file(str(tmp_path), shipped.vocabulary)
