"""What a table file holds, whatever its format: cells where they stand, and nothing for those that are empty.

A cell keeps what its file stores. What it means (an amount, a rate, a title) is for its reader to decide.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from aidnum.model.reading import shorten


class Cell(NamedTuple):
    """What one cell says.

    `text` is plain and on one line: ``8333.333333``, ``20 %`` where the sheet shows a percentage, ``2026-01-31`` for a day,
    ``VRAI`` or ``FAUX``. `number` is the value of a cell that a spreadsheet stores as a number, to six decimals (0.2 for
    ``20 %``); what is only written in figures is text. `lacks_value`: a formula whose result isn't stored, with no text.
    `fault`: why its text is no value (``#REF!``, ``1e308``).
    """

    text: str = ""
    number: Decimal | None = None
    is_percent: bool = False
    lacks_value: bool = False
    fault: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all; a formula without a value isn't empty."""
        return not self.lacks_value and not self.text.strip()


EMPTY = Cell()


class Span(NamedTuple):
    """Cells merged into their first one: rows by their number in the file, columns from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Grid(NamedTuple):
    """One sheet, or a whole CSV file, which has no `name`.

    `rows` are those that hold something, in order, with their number in the file; their cells go from column 0 to the last that
    holds something. `fault` says, its place first, why a sheet couldn't be read: it then has no row.
    """

    name: str | None
    rows: tuple[tuple[int, tuple[Cell, ...]], ...] = ()
    merged: tuple[Span, ...] = ()
    is_hidden: bool = False
    fault: str | None = None

    def where(self, row: int, column: int) -> str:
        """A cell as a spreadsheet names it: ``Budget!C5``; in a CSV file the number of its line alone."""
        if self.name is None:
            return str(row)
        return f"{shorten(self.name)}!{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """A column as a spreadsheet names it, counted from 0: ``A``, ``AB``."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters, column = chr(ord("A") + letter) + letters, column - 1
    return letters
