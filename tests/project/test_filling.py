"""A sheet keeps what is near and holds something, and stops at what is too far or too much."""

from __future__ import annotations

import pytest

from aidnum.french import number
from aidnum.project.filling import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SPANS, Filling, SheetUnreadable
from aidnum.project.grid import EMPTY, Cell, Grid, Span

ONE = Cell("1")


def test_rows_come_in_order_with_holes_as_empty_cells() -> None:
    filling = Filling("F")
    filling.put(3, 2, ONE)
    filling.put(1, 0, ONE)
    filling.put(2, 5, Cell("  "))
    assert filling.grid(is_hidden=True) == Grid("F", ((1, (ONE,)), (3, (EMPTY, EMPTY, ONE))), (), is_hidden=True)


def test_the_last_place_is_read_and_the_next_refused() -> None:
    filling = Filling("F")
    filling.put(MAX_ROWS, MAX_COLUMNS - 1, ONE)
    for row, column, place in [(MAX_ROWS + 1, 0, "F!A10001"), (1, MAX_COLUMNS, "F!GS1")]:
        filling.put(row, column, EMPTY)
        with pytest.raises(SheetUnreadable, match=f"^{place} : cellule trop loin"):
            filling.put(row, column, ONE)


def test_the_room_of_a_file_ends() -> None:
    filling = Filling("F", 1)
    filling.put(1, 0, ONE)
    with pytest.raises(SheetUnreadable, match=f"^F!B1 : trop de cellules : {number(MAX_CELLS)} au plus dans un fichier$"):
        filling.put(1, 1, ONE)


def test_merged_cells_end_with_the_rows_and_are_not_too_many() -> None:
    filling = Filling("F")
    filling.put(5, 0, ONE)
    filling.merge(Span(2, 0, 9, 1))
    filling.merge(Span(5, 2, 9, 3))
    filling.merge(Span(6, 0, 9, 1))
    assert filling.grid() == Grid("F", ((5, (ONE,)),), (Span(2, 0, 5, 1), Span(5, 2, 5, 3)), is_hidden=False)
    for _ in range(MAX_SPANS - 3):
        filling.merge(Span(1, 0, 1, 1))
    with pytest.raises(SheetUnreadable, match=f"^F : trop de cellules fusionnées : {number(MAX_SPANS)} au plus$"):
        filling.merge(Span(1, 0, 1, 1))
