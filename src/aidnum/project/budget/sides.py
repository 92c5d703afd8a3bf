"""The parts of a sheet that are tables of their own: costs and resources side by side, or one below the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aidnum.project.budget.amounts import Amount, read_amount
from aidnum.project.budget.words import side_said, words
from aidnum.project.grid import EMPTY, Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aidnum.project.grid import Grid

Row = dict[int, Cell]
_LONGEST = 300
_FIGURE = re.compile("[0-9]")


class Side(NamedTuple):
    """A part of a sheet: its rows by number, each with the cells that hold something by column.

    `place` names a cell; `above` are the cells merged downwards, by row and column, with what their first one says.
    """

    rows: tuple[tuple[int, Row], ...]
    place: Callable[[int, int], str]
    above: Mapping[tuple[int, int], Cell]
    beside: Mapping[tuple[int, int], Cell]
    brings: bool = False


def has_figure(cell: Cell) -> bool:
    """Whether a cell holds a sum in figures: a word that says « nothing to pay » or a dash isn't one."""
    return _FIGURE.search(cell.text) is not None and isinstance(read_amount(cell), Amount)


def sides(grid: Grid, place: Callable[[int, int], str]) -> tuple[Side, ...]:
    """The sides of a sheet: one, or its costs and its resources from the row on where they stand side by side."""
    rows = tuple(
        (number, {rank: _cut(cell) for rank, cell in enumerate(cells) if not cell.is_empty}) for number, cells in grid.rows
    )
    rows = tuple((number, cells) for number, cells in rows if cells)
    whole = Side(rows, place, *_merged(grid))
    for index, (_, cells) in enumerate(rows):
        for column in cells:
            if _parts(rows, index, column):
                left = [(number, {at: cell for at, cell in row.items() if at < column}) for number, row in rows[index:]]
                right = [(number, {at: cell for at, cell in row.items() if at >= column}) for number, row in rows[index:]]
                costs, resources = (
                    ((*rows[:index], *left), right) if _costs_first(cells, column) else ((*rows[:index], *right), left)
                )
                return whole._replace(rows=_filled(costs)), whole._replace(rows=_filled(resources), brings=True)
    return (whole,)


def _cut(cell: Cell) -> Cell:
    """A cell whose text is no longer than a label may be: each of its letters is looked at many times."""
    return cell if len(cell.text) <= _LONGEST else cell._replace(text=f"{cell.text[:_LONGEST]}…")


def _filled(rows: list[tuple[int, Row]] | tuple[tuple[int, Row], ...]) -> tuple[tuple[int, Row], ...]:
    return tuple((number, cells) for number, cells in rows if cells)


def _parts(rows: tuple[tuple[int, Row], ...], index: int, column: int) -> bool:
    """Whether two tables stand side by side from a row on, the second one from a column on."""
    cells = rows[index][1]
    second = side_said(words(cells[column].text))
    if second is None or column == min(cells) or any(map(has_figure, cells.values())):
        return False
    first = {side_said(words(cells[at].text)) for at in cells if at < column}
    if second in first or (second == "expenses" and "resources" not in first):
        return False
    below = rows[index + 1 :]
    return all(
        any(has_figure(cell) or cell.lacks_value for _, row in below for at, cell in row.items() if (at < column) is is_left)
        for is_left in (True, False)
    )


def _costs_first(cells: Row, column: int) -> bool:
    return side_said(words(cells[column].text)) == "resources"


def _merged(grid: Grid) -> tuple[dict[tuple[int, int], Cell], dict[tuple[int, int], Cell]]:
    """The cells covered downwards, and those covered to the right, with what the first one of each says."""
    by_row = dict(grid.rows)
    above: dict[tuple[int, int], Cell] = {}
    beside: dict[tuple[int, int], Cell] = {}
    for span in grid.merged:
        cells = by_row.get(span.first_row, ())
        first = cells[span.first_column] if span.first_column < len(cells) else EMPTY
        if not first.is_empty:
            above.update({(row, span.first_column): first for row in by_row if span.first_row < row <= span.last_row})
            beside.update({(span.first_row, column): first for column in range(span.first_column + 1, span.last_column + 1)})
    return above, beside
