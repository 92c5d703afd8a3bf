"""A cell knows whether it says something, and a grid names its places as people do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.project.grid import EMPTY, Cell, Grid


@pytest.mark.parametrize(
    ("cell", "is_empty"),
    [
        (EMPTY, True),
        (Cell(" \u00a0 "), True),
        (Cell("0", Decimal(0)), False),
        (Cell(lacks_value=True), False),
        (Cell("#REF!", fault="en erreur"), False),
    ],
)
def test_a_cell_is_empty_when_it_says_nothing(cell: Cell, is_empty: bool) -> None:  # noqa: FBT001
    assert cell.is_empty is is_empty


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")],
)
def test_a_cell_is_named_as_spreadsheets_do(column: int, letters: str) -> None:
    assert Grid("Feuil1").where(3, column) == f"Feuil1!{letters}3"


def test_a_line_of_a_csv_file_is_a_number() -> None:
    assert Grid(None).where(5, 2) == "5"


def test_a_name_that_is_long_or_hides_something_is_shown_safely() -> None:
    assert Grid("a\u202eb" + "c" * 90).where(1, 0) == "a\\u202eb" + "c" * 52 + "…!A1"
