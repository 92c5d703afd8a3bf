"""An empty budget to fill in: its lists, its sums, its paper."""

from __future__ import annotations

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import NATURE_WORDS
from aidnum.render import budget_template
from aidnum.render.budget_template import COSTS, RESOURCES
from tests.render.samples import csv_rows

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def book(shipped: Catalogue) -> bytes:
    return budget_template.as_xlsx(shipped.vocabulary, DAY)


def _part(book: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(book)) as parts:
        return parts.read(name).decode()


def test_costs_and_resources_stand_side_by_side_and_their_sums_follow(book: bytes) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Budget").to_python()
    assert rows[3] == [*COSTS, "", *RESOURCES]
    sheet = _part(book, "xl/worksheets/sheet1.xml")
    formulas = dict(re.findall(r'<c r="([A-Z]+[0-9]+)"[^>]*><f>(.*?)</f>', sheet))
    assert formulas["F5"] == 'IF(OR(D5="",E5=""),"",ROUND(D5*(1+E5),2))'
    assert [formulas[cell] for cell in ("D35", "F35")] == ["SUM(D5:D34)", "SUM(F5:F34)"]
    assert [formulas[cell] for cell in ("I34", "I35")] == ["D35-SUM(I5:I33)", "SUM(I5:I34)"]
    assert "sheetProtection" not in sheet


def test_the_lists_offer_words_that_are_read_back(book: bytes, shipped: Catalogue) -> None:
    offered = dict(re.findall(r'sqref="([A-Z])5:[^"]*"><formula1>(.*?)</formula1>', _part(book, "xl/worksheets/sheet1.xml")))
    known = shipped.vocabulary.cost_categories
    assert offered["B"] == f"Listes!$A$1:$A${len(known)}"
    assert offered["E"] == "Listes!$B$1:$B$4"
    assert [NATURE_WORDS[word] for word in offered["C"].strip('"').split(",")] == ["investment", "running"]
    lists = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Listes").to_python()
    assert [shipped.vocabulary.find_category(str(row[0])) for row in lists] == list(known)
    assert [row[1] for row in lists[:4]] == [0.2, 0.1, 0.055, 0]


def test_each_sheet_to_read_is_one_page_wide_and_the_lists_are_hidden(book: bytes) -> None:
    for number in (1, 2):
        sheet = _part(book, f"xl/worksheets/sheet{number}.xml")
        assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"' in sheet
    names = _part(book, "xl/workbook.xml")
    assert re.findall(r'<sheet name="([^"]*)"[^>]*state="hidden"', names) == ["Listes"]
    assert "Budget!$A$1:$I$35" in names
    assert "Budget!$3:$4" in names


def test_the_manual_tells_what_each_category_holds(book: bytes, shipped: Catalogue) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Mode d'emploi").to_python()
    told = {str(row[0]): row[1] for row in rows}
    assert set(told) >= {"Libellé", "Catégorie", "Nature", "Financeur", "Autofinancement"}
    assert all(told[term.short or term.label] == term.label for term in shipped.vocabulary.cost_categories.values())


def test_the_same_day_gives_the_same_workbook(book: bytes, shipped: Catalogue) -> None:
    assert budget_template.as_xlsx(shipped.vocabulary, DAY) == book


def test_the_table_has_its_resources_below_its_costs() -> None:
    text = budget_template.as_csv()
    rows = csv_rows(text)
    assert list(rows[0]) == list(COSTS)
    below = [row["Libellé"] for row in rows if row["Libellé"]]
    assert below == ["Recettes", RESOURCES[0]]
