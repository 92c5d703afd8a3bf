"""A table that a French spreadsheet opens, and in which nothing runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.model.profile import read_profile
from aidnum.render.as_csv import render
from aidnum.render.as_csv.table import cell
from aidnum.report.deadlines import deadlines
from aidnum.report.listing import list_schemes, show
from tests.render.samples import (
    DAY,
    answer,
    csv_rows,
    hostile_catalogue,
)


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
    cells = [text for table in tables for row in csv_rows(table) for text in row.values()]
    assert not [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\r"))]
