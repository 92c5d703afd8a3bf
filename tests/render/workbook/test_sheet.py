"""A row is high enough for its texts, and each cell gives what its formula does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.render.workbook.formula import Ref, Sum
from aidnum.render.workbook.sheet import TEXT, TITLE, Cell, Row, Sheet, shown, values

SHEET = Sheet("Ici", (20.0, 10.0), (), (0, 0))


def height(*cells: Cell) -> float:
    return SHEET.height(cells)


@pytest.mark.parametrize(
    ("row", "most", "least"),
    [
        ((Cell(0, "court"),), 17, 16),
        ((Cell(0, "un texte qui prend bien deux lignes"),), 40, 29),
        ((Cell(0, "un texte qui prend bien deux lignes", span=2),), 30, 16),
        ((Cell(1, "un texte qui prend bien deux lignes"),), 80, 55),
        ((Cell(0, "x" * 100),), 110, 68),
        ((Cell(0, Decimal(10) ** 30), Cell(1, None)), 17, 16),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(row: Row, most: float, least: float) -> None:
    assert least <= height(*row) <= most


@given(st.text("abci MW.é", max_size=300), st.text("abci MW.é", max_size=50))
def test_a_longer_text_is_never_lower(text: str, more: str) -> None:
    assert height(Cell(0, text)) <= height(Cell(0, text + more))


@given(st.text("abci MW.é", max_size=300))
def test_bolder_and_larger_letters_take_no_less_room(text: str) -> None:
    assert height(Cell(0, text)) <= height(Cell(0, text, TEXT._replace(bold=True))) <= height(Cell(0, text, TITLE))


def test_bold_letters_may_need_one_line_more() -> None:
    text = "aaaaaaaa aaaaaaaa"
    assert (height(Cell(0, text)), height(Cell(0, text, TEXT._replace(bold=True)))) == (16.5, 29)


def test_no_row_is_higher_than_a_spreadsheet_allows() -> None:
    assert height(Cell(0, "mot " * 5_000)) == 400


def test_a_cell_holds_so_much_text_and_no_more() -> None:
    assert (len(shown("a" * 40_000)), shown("a" * 32_000)) == (32_001, "a" * 32_000)


def test_a_letter_that_would_hide_is_seen() -> None:
    assert shown("a\u202eb\x0b") == "a\\u202eb\\u000b"


def test_formulas_lead_from_sheet_to_sheet() -> None:
    one = SHEET._replace(rows=((Cell(0, Decimal(2)), Cell(1, Ref("Là", 0, 0))),))
    other = SHEET._replace(name="Là", rows=((Cell(0, Sum((Ref("Ici", 0, 0), Ref("Ici", 9, 9)))),),))
    assert values((one, other))[Ref("Ici", 0, 1)] == 2
