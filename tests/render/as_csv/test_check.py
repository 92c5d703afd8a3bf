"""The answer of ``check`` as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from aidnum.catalogue.load import load_catalogue
from aidnum.render.as_csv import render
from aidnum.render.wording import CAVEAT
from tests.render.samples import (
    HOSTILE_TEXTS,
    answer,
    csv_rows,
    hostile_catalogue,
    matches_snapshot,
    small_check,
)


def _checked(folder: Path) -> dict[str, dict[str, str]]:
    return {row["dispositif"]: row for row in csv_rows(render(small_check(folder)))}


def test_the_whole_answer_is_the_stored_one(tmp_path: Path) -> None:
    assert matches_snapshot("check.csv", render(small_check(tmp_path)))


def test_lines_end_with_carriage_return_and_line_feed(tmp_path: Path) -> None:
    text = render(small_check(tmp_path))
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 6


def test_every_row_has_every_column(tmp_path: Path) -> None:
    lines = list(csv.reader(io.StringIO(render(small_check(tmp_path)), newline=""), delimiter=";"))
    assert {len(line) for line in lines} == {len(lines[0])}


def test_numbers_have_a_comma_and_no_thousands_separator(tmp_path: Path) -> None:
    row = _checked(tmp_path)["demarches-en-ligne"]
    assert (row["montant min (€)"], row["montant max (€)"], row["taux min (%)"]) == ("30000,00", "30000,00", "50")
    assert _checked(tmp_path)["ancien-appel"]["taux max (%)"] == "17,5"


def test_days_are_written_the_french_way(tmp_path: Path) -> None:
    row = _checked(tmp_path)["demarches-en-ligne"]
    assert (row["ouvre"], row["ferme"], row["jours restants"], row["date"]) == ("25/01/2021", "28/05/2021", "88", "01/03/2021")


def test_what_is_not_known_is_an_empty_cell(tmp_path: Path) -> None:
    row = _checked(tmp_path)["accompagnement"]
    assert (row["ferme"], row["jours restants"], row["taux min (%)"], row["montant max (€)"]) == ("", "", "", "")


def test_each_row_carries_the_profile_the_sources_how_to_apply_and_the_caveat(tmp_path: Path) -> None:
    row = _checked(tmp_path)["demarches-en-ligne"]
    assert "population : 520\u00a0000\u00a0habitants" in row["profil"].replace("\u00a0:", " :")
    assert "vérifié le 2\u00a0octobre\u00a02026" in row["sources"]
    assert row["où déposer"] == "Le portail des démarches"
    assert row["pièces à fournir"] == "Le plan de financement, La délibération"
    assert row["avertissement"] == CAVEAT
    assert list(row)[:3] == ["dispositif", "titre", "verdict"]


def test_a_closed_scheme_names_its_successor(tmp_path: Path) -> None:
    assert _checked(tmp_path)["ancien-appel"]["suite"] == "Démarches en ligne : créer ou améliorer"


def test_hostile_titles_come_back_with_at_most_an_apostrophe(tmp_path: Path) -> None:
    titles = {row["titre"].removeprefix("'") for row in csv_rows(render(answer(hostile_catalogue(tmp_path))))}
    assert titles == {text.strip() for text in HOSTILE_TEXTS}


def test_every_scheme_of_the_shipped_catalogue_is_a_row() -> None:
    catalogue = load_catalogue()
    assert {row["dispositif"] for row in csv_rows(render(answer(catalogue)))} == {scheme.id for scheme in catalogue.schemes}
