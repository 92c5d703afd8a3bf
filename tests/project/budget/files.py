"""The same cells as a CSV file, as an XLSX workbook and as an ODS one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from tests.project.workbooks import opendocument, row, said, stored, table

Cells = Sequence[Sequence[str]]


def cells_of(text: str) -> list[list[str]]:
    """The cells of a text that sets them apart by semicolons."""
    return [line.split(";") for line in text.strip("\n").split("\n")]


def as_csv(path: Path, rows: Cells) -> str:
    """A file of text."""
    path = path / "b.csv"
    path.write_text("\n".join(";".join(cells) for cells in rows), encoding="utf-8")
    return str(path)


def as_xlsx(path: Path, rows: Cells) -> str:
    """A workbook in which whole figures and percentages are numbers."""
    path = path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Feuil1")
        percent = book.add_format({"num_format": "0.0%"})
        for number, cells in enumerate(rows):
            for column, text in enumerate(cells):
                value = _percentage(text)
                if value is not None:
                    page.write_number(number, column, value, percent)
                elif text.isdecimal():
                    page.write_number(number, column, int(text))
                elif text.strip():
                    page.write_string(number, column, text)
    return str(path)


def as_ods(path: Path, rows: Cells) -> str:
    """An OpenDocument workbook, the same."""
    path = path / "b.ods"
    path.write_bytes(opendocument(table("".join(row(*map(_stored, cells)) for cells in rows), name="Feuil1")))
    return str(path)


def _stored(text: str) -> str:
    value = _percentage(text)
    if value is not None:
        return stored("percentage", f'office:value="{value}"', text)
    if text.isdecimal():
        return stored("float", f'office:value="{text}"', text)
    return said(escape(text)) if text.strip() else said()


def _percentage(text: str) -> float | None:
    figure = text.removesuffix("%").strip().replace(",", ".")
    return round(float(figure) / 100, 6) if text.endswith("%") and figure.replace(".", "").isdecimal() else None


WRITERS: dict[str, Callable[[Path, Cells], str]] = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}
