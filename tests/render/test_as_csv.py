"""CSV: one table that a French spreadsheet opens, and in which nothing runs."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.catalogue.load import load_catalogue
from aidnum.model.profile import read_profile
from aidnum.render.as_csv import cell, render
from aidnum.render.words import CAVEAT
from aidnum.report.deadlines import deadlines
from aidnum.report.listing import facts, list_schemes, show
from tests.render.samples import DAY, HOSTILE_TEXTS, answer, hostile_catalogue, matches_snapshot, small_catalogue, small_check


def _rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def _checked(folder: Path) -> dict[str, dict[str, str]]:
    return {row["dispositif"]: row for row in _rows(render(small_check(folder)))}


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
    assert list(row)[-1] == "avertissement"


def test_a_closed_scheme_names_its_successor(tmp_path: Path) -> None:
    assert _checked(tmp_path)["ancien-appel"]["suite"] == "Démarches en ligne : créer ou améliorer"


@pytest.mark.parametrize(
    "first", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20", " =", "\u2003="]
)
def test_text_that_could_run_as_a_formula_gets_an_apostrophe(first: str) -> None:
    assert cell(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("text", ["a=1", "12 €", "(=1)", "'déjà", ""])
def test_other_text_is_left_alone(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal("-12.5"), "-12,5"), (Decimal("5E+1"), "50"), (-3, "-3"), (date(2021, 5, 8), "08/05/2021"), (None, "")],
)
def test_numbers_and_days_are_written_by_type(value: Decimal | int | date | None, shown: str) -> None:
    assert cell(value) == shown


def test_no_cell_of_a_hostile_catalogue_can_run(tmp_path: Path) -> None:
    catalogue = hostile_catalogue(tmp_path)
    listed = list_schemes(catalogue, DAY, read_profile(catalogue.vocabulary, {}))
    tables = [render(answer(catalogue)), render(deadlines(catalogue, DAY)), render(listed)]
    tables += [render(show(catalogue, scheme.id, DAY)) for scheme in catalogue.schemes]
    cells = [text for table in tables for row in _rows(table) for text in row.values()]
    assert not [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_hostile_titles_come_back_with_at_most_an_apostrophe(tmp_path: Path) -> None:
    titles = {row["titre"].removeprefix("'") for row in _rows(render(answer(hostile_catalogue(tmp_path))))}
    assert titles == {text.strip() for text in HOSTILE_TEXTS}


def test_every_scheme_of_the_shipped_catalogue_is_a_row() -> None:
    catalogue = load_catalogue()
    assert {row["dispositif"] for row in _rows(render(answer(catalogue)))} == {scheme.id for scheme in catalogue.schemes}


def test_deadlines_are_one_row_a_window(tmp_path: Path) -> None:
    rows = _rows(render(deadlines(small_catalogue(tmp_path), DAY, everything=True)))
    assert [row["ferme"] for row in rows] == ["31/12/2020", "28/05/2021", "30/06/2021", "15/10/2021", "31/12/2021", ""]
    assert {row["verdict"] for row in rows} == {""}


def test_an_empty_list_has_its_header(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    text = render(list_schemes(catalogue, DAY, read_profile(catalogue.vocabulary, {}), "exhausted"))
    assert text.startswith("\ufeffdispositif;titre;")
    assert text.count("\r\n") == 1


def test_a_scheme_is_shown_line_by_line_with_the_sources(tmp_path: Path) -> None:
    rows = _rows(render(show(small_catalogue(tmp_path), "demarches-en-ligne", DAY)))
    headings = list(dict.fromkeys(row["rubrique"] for row in rows))
    expected = ["titre", "résumé", "règle", "condition", "financement", "calendrier", "dépôt", "adresse", "note", "source"]
    assert headings == expected
    assert {row["vérifiée le"] for row in rows} == {"", "24/11/2026", "02/10/2026"}


def test_bands_and_bonuses_are_shown_with_their_rules(tmp_path: Path) -> None:
    rows = _rows(render(show(small_catalogue(tmp_path), "petites-communes", DAY)))
    said = [row["rubrique"] for row in rows if row["rubrique"].startswith(("tranche", "majoration"))]
    assert said[:2] == ["majoration si", "majoration alors"]
    assert said[2:6] == ["tranche : si", "tranche : alors", "tranche : majoration si", "tranche : majoration alors"]


def test_the_vocabulary_is_a_table(tmp_path: Path) -> None:
    rows = _rows(render(facts(small_catalogue(tmp_path))))
    assert {row["genre"] for row in rows} == {"fait", "type de projet", "porteur", "dépense"}
    demat = next(row for row in rows if row["nom"] == "dematerialisation")
    assert demat["autres noms"] == "demat ; téléservice"


def test_one_fact_is_a_table_of_its_values(tmp_path: Path) -> None:
    rows = _rows(render(facts(small_catalogue(tmp_path), "collectivite")))
    assert [row["nom"] for row in rows] == ["collectivite", "collectivites", "commune", "departement", "association"]
