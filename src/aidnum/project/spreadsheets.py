"""A table file as people have it, CSV or a workbook, as grids."""

from __future__ import annotations

from pathlib import Path

from aidnum.catalogue.files import read_bytes
from aidnum.errors import AidnumError
from aidnum.model.reading import shorten
from aidnum.project.grid import Cell, Grid

FORMATS = "Formats : .csv, .xlsx, .ods, .yaml ou .json."


def read_grids(path: str) -> tuple[Grid, ...]:
    """The sheets of a workbook that hold something, hidden ones last; the one grid of a CSV file.

    Raises:
        AidnumError: for a file that can't be read, or of which no sheet can.
    """
    raw = read_bytes(Path(path), "budget")
    suffix = Path(path).suffix.lower()
    if suffix == ".csv":
        from aidnum.project.csv_table import csv_lines

        rows = ((number, tuple(map(Cell, cells))) for number, cells in csv_lines(raw, path))
        return (Grid(None, tuple(rows)),)
    if suffix == ".xlsx":
        from aidnum.project.workbook import first_sheet

        sheet = first_sheet(raw, path)
        return (Grid(sheet.name, tuple((number, tuple(map(_cell, cells))) for number, cells in sheet.lines)),)
    raise AidnumError(f"budget « {shorten(path)} » : format non reconnu", FORMATS)


def _cell(text: str) -> Cell:
    from aidnum.project.cells import Fault, Figure

    if isinstance(text, Figure):
        return Cell(str(text), text.value, text.is_percent)
    return Cell(str(text), fault=text.why if isinstance(text, Fault) else None)
