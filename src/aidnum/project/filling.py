"""A sheet while it is read: cells kept where they stand and not in a grid, so that a far one costs nothing.

A far cell that holds something is refused and not left out, since it would be read as a line of the budget.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from aidnum.catalogue.files import MAX_BYTES
from aidnum.french import number
from aidnum.model.reading import Unreadable, shorten
from aidnum.project.grid import EMPTY, Cell, Grid, Span

if TYPE_CHECKING:
    from typing import Final

MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 100_000
MAX_SPANS: Final = 10_000
MAX_SHEETS: Final = 200


class Room(NamedTuple):
    """How many lines, cells and octets a file may hold."""

    rows: int
    cells: int
    octets: int


BUDGET, LIST = Room(MAX_ROWS, MAX_CELLS, MAX_BYTES), Room(50_000, 1_000_000, 20_000_000)


class SheetUnreadable(Unreadable):
    """What bars the reading of one sheet; the message begins with its place."""


class Filling:
    """The cells of one sheet as they come; `room` is how many a workbook may still hold, `most` what it may in all."""

    def __init__(self, name: str | None, room: int | None = None, most: Room = BUDGET) -> None:
        self.name = name
        self.room = most.cells if room is None else room
        self.most = most
        self.rows: defaultdict[int, dict[int, Cell]] = defaultdict(dict)
        self.spans: list[Span] = []

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Keep a cell that holds something; columns are counted from 0.

        Raises:
            SheetUnreadable: where no budget goes, or beyond the room that is left.
        """
        if cell.is_empty:
            return
        self.room -= 1
        is_far = row > self.most.rows or column >= MAX_COLUMNS
        if is_far or self.room < 0:
            far = f"cellule trop loin : {number(self.most.rows)} lignes et {MAX_COLUMNS} colonnes au plus"
            full = f"trop de cellules : {number(self.most.cells)} au plus dans un fichier"
            raise SheetUnreadable(f"{Grid(self.name).where(row, column)} : {far if is_far else full}")
        self.rows[row][column] = cell

    def merge(self, span: Span) -> None:
        """Keep which cells are merged, whatever they hold."""
        self.spans.append(span)
        if len(self.spans) > MAX_SPANS:
            raise SheetUnreadable(f"{self.title} : trop de cellules fusionnées : {number(MAX_SPANS)} au plus")

    @property
    def title(self) -> str:
        """The name of the sheet as it may be shown."""
        return shorten(self.name or "")

    def grid(self, *, is_hidden: bool = False) -> Grid:
        """The rows from the first to the last, and merged cells as far as these go."""
        rows = tuple((row, _dense(cells)) for row, cells in sorted(self.rows.items()))
        last = rows[-1][0] if rows else 0
        spans = (span._replace(last_row=min(span.last_row, last)) for span in self.spans if span.first_row <= last)
        return Grid(self.name, rows, tuple(spans), is_hidden)


def _dense(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, EMPTY) for column in range(max(cells) + 1))
