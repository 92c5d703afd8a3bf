"""A plan or a list as an Excel workbook, ready to print: A4, one page wide, the heads repeated. Text is always text."""

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aidnum.render.plain_workbook import workbook
from aidnum.render.workbook import batch_book, book_of
from aidnum.render.workbook.formula import EXCEL, Ref, spelled
from aidnum.render.workbook.sheet import Cell, Sheet, Style, shown
from aidnum.report.batch import BatchReport
from aidnum.report.plan import PlanReport

_A4, _MARGINS = 9, {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
_NUMBERS = {
    "euros": "[$-40C]#,##0.00\\ [$€-40C]\\ ",
    "percent": "[$-40C]0.00\\ %\\ ",
    "count": "[$-40C]#,##0",
    "day": "dd/mm/yyyy",
}
_GROUNDS = {"head": "#D9D9D9", "total": "#F2F2F2"}
_LONGEST = 8_000


def render(report: PlanReport | BatchReport) -> bytes:
    """The workbook.

    Raises:
        AidnumError: when the module that writes workbooks isn't installed.
    """
    file, told = io.BytesIO(), batch_book(report) if report.kind == "batch" else book_of(report)
    with workbook(file, told.title, told.day) as book:
        styles = _Styles(book)
        for sheet in told.sheets:
            on = book.add_worksheet(sheet.name)
            _lay_out(sheet, on, told.title)
            for row, cells in enumerate(sheet.rows):
                if not sheet.even or row <= sheet.repeated[1]:
                    on.set_row(row, sheet.height(cells))
                for cell in cells:
                    _write(cell, Ref(sheet.name, row, cell.column), on, styles(cell.style), told.given)
    return file.getvalue()


class _Styles:
    """The formats of a book, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Style, Any] = {}

    def __call__(self, style: Style) -> Any:
        if style not in self._made:
            self._made[style] = self._book.add_format(_properties(style))
        return self._made[style]


def _properties(style: Style) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "font_name": "Arial",
        "font_size": style.size,
        "bold": style.bold,
        "italic": style.typed,
        "text_wrap": style.shows == "text" and style.wraps,
        "valign": "vcenter",
        "border": int(style.boxed),
    }
    if style.shows != "text":
        asked["num_format"] = _NUMBERS[style.shows]
    if style.turned:
        asked["rotation"] = 90
    if style.centred:
        asked["align"] = "center"
    elif style.boxed and style.shows == "text":
        asked |= {"align": "left", "indent": 1}
    if style.ground != "none":
        asked["bg_color"] = _GROUNDS[style.ground]
    return asked


def _lay_out(sheet: Sheet, on: Any, title: str) -> None:
    """What a printer needs."""
    for column, width in enumerate(sheet.widths):
        on.set_column(column, column, width)
    on.set_landscape()
    on.set_paper(_A4)
    on.fit_to_pages(1, 0)
    on.set_margins(**_MARGINS)
    on.center_horizontally()
    on.hide_gridlines(2)
    on.repeat_rows(*sheet.repeated)
    head, last = sheet.repeated[1], (len(sheet.rows) - 1, len(sheet.widths) - 1)
    on.freeze_panes(head + 1, sheet.kept)
    if sheet.kept:
        on.repeat_columns(0, sheet.kept - 1)
    if sheet.filtered:
        on.autofilter(head, 0, *last)
    on.print_area(0, 0, *last)
    on.set_footer(f"&L&8{title[:150].replace('&', '&&')}&R&8&A, page &P sur &N")


def _write(cell: Cell, ref: Ref, on: Any, style: Any, given: Mapping[Ref, Decimal | str]) -> None:
    row, column = ref.row, ref.column
    if cell.span > 1:
        on.merge_range(row, column, row, column + cell.span - 1, "", style)
    content = cell.content
    if content is None:
        on.write_blank(row, column, None, style)
        return
    value = content if isinstance(content, str | Decimal) else given[ref]
    formula = None if isinstance(content, str | Decimal) else spelled(content, EXCEL, ref.sheet)
    if formula is not None and len(formula) <= _LONGEST:
        on.write_formula(row, column, formula, style, value if isinstance(value, str) else float(value))
    elif isinstance(value, str):
        on.write_string(row, column, shown(value), style)
    else:
        on.write_number(row, column, float(value), style)
