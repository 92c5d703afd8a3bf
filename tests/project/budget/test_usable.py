"""A budget that a plan starts from: all that can't be read is told at once, and discounts are taken off."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, InFile, SeveralInFile
from aidnum.project.budget.usable import net_lines, usable_budget
from tests.project.budget.files import as_csv, as_xlsx, cells_of


def _path(folder: Path, text: str) -> str:
    return as_csv(folder, cells_of(text))


def test_how_a_budget_was_read_is_told(shipped: Catalogue, tmp_path: Path) -> None:
    told: list[str] = []
    reading = usable_budget(_path(tmp_path, "Poste;Montant HT;Note\nLicences;8 k€;x\n"), shipped.vocabulary, "ht", told.append)
    assert [line.ht for line in reading.lines] == [Decimal(8000)]
    assert told == [
        "colonnes du budget non lues : « Note »",
        "montants arrondis ou convertis : b.csv:2, 8 k€ lu 8\u00a0000\u00a0€",
    ]


def test_what_can_not_be_read_is_told_with_its_place_and_how_to_say_it(shipped: Catalogue, tmp_path: Path) -> None:
    path = _path(tmp_path, "Poste;Montant HT\nLicences;env. 500\n")
    with pytest.raises(InFile) as caught:
        usable_budget(path, shipped.vocabulary, "ht", print)
    assert caught.value.message == f"{path}:2 : « env. 500 » n'est qu'une estimation"
    assert caught.value.hint == "Écrire le montant retenu, un seul nombre."


def test_all_that_can_not_be_read_is_told_at_once(shipped: Catalogue, tmp_path: Path) -> None:
    path = as_xlsx(tmp_path, cells_of("Poste;Montant HT\nLicences;env. 500\nTruc;10\nTravaux;12.000\n"))
    with pytest.raises(SeveralInFile) as caught:
        usable_budget(path, shipped.vocabulary, "ht", print)
    assert [error.message.removeprefix(f"{path}:Feuil1!").partition(" ")[0] for error in caught.value.errors] == [
        "B2",
        "B3",
        "B4",
    ]


def test_resources_alone_are_no_costs(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(AidnumError, match="aucune ligne de coût"):
        usable_budget(_path(tmp_path, "Financeur;Montant\nDETR;10\n"), shipped.vocabulary, "ht", print)


def test_discounts_are_taken_off(shipped: Catalogue, tmp_path: Path) -> None:
    text = "Poste;Montant HT\nLicences;100\nServeur;300\nRemise;-40\n"
    reading = usable_budget(_path(tmp_path, text), shipped.vocabulary, "ht", lambda _: None)
    assert [(line.label, line.ht) for line in net_lines(reading)] == [("Licences", Decimal(90)), ("Serveur", Decimal(270))]
