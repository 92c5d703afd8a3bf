"""A plan or a list as an Excel workbook, ready to print: A4, one page wide, the heads repeated. Text is always text."""

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from aidnum.render.plain_workbook import workbook
from aidnum.render.workbook import Book, book_for
from aidnum.render.workbook.formula import EXCEL, Formula, Ref, spelled
from aidnum.render.workbook.sheet import Cell, Sheet, Style, shown
from aidnum.report.batch import BatchReport
from aidnum.report.plan import PlanReport

_A4, _MARGINS = 9, {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
_NUMBERS = {
    "euros": "[$-40C]#,##0.00\\ [$€-40C]\\ ",
    "percent": "[$-40C]0.00\\ %\\ ",
    "count": "[$-40C]#,##0\\ ",
    "day": "dd/mm/yyyy",
}
_GROUNDS = {"head": "#D9D9D9", "total": "#F2F2F2"}
_LONGEST = 8_000


def render(report: PlanReport | BatchReport) -> bytes:
    """The workbook.

    Raises:
        AidnumError: when the module that writes workbooks isn't installed.
    """
    return written(book_for(report))


def written(book: Book, step: Callable[[], None] = lambda: None) -> bytes:
    """The file of a workbook; `step` is called after each row.

    Raises:
        AidnumError: when the module that writes workbooks isn't installed.
    """
    file = io.BytesIO()
    with workbook(file, book.title, book.day, flows=any(sheet.flow for sheet in book.sheets)) as made:
        styles = _Styles(made)
        for sheet in book.sheets:
            on = made.add_worksheet(sheet.name)
            _lay_out(sheet, on, book.title)
            for row, cells in enumerate(sheet.every):
                on.set_row(row, sheet.height(cells))
                for cell in cells:
                    _write(cell, row, on, styles(cell.style), book)
                step()
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
    head, last = sheet.repeated[1], (sheet.length - 1, len(sheet.widths) - 1)
    on.freeze_panes(head + 1, sheet.kept)
    if sheet.kept:
        on.repeat_columns(0, sheet.kept - 1)
    if sheet.filtered:
        on.autofilter(head, 0, *last)
    on.print_area(0, 0, *last)
    on.set_footer(f"&L&8{title[:150].replace('&', '&&')}&R&8&A, page &P sur &N")


def _write(cell: Cell, row: int, on: Any, style: Any, book: Book) -> None:
    column, content = cell.column, cell.content
    if cell.span > 1:
        on.merge_range(row, column, row, column + cell.span - 1, "", style)
    if content is None:
        on.write_blank(row, column, None, style)
    elif isinstance(content, str):
        on.write_string(row, column, shown(content), style)
    elif isinstance(content, Decimal):
        on.write_number(row, column, float(content), style)
    else:
        _calculate(content, Ref(on.name, row, column), on, style, book.given)


def _calculate(formula: Formula, ref: Ref, on: Any, style: Any, given: Mapping[Ref, Decimal | str]) -> None:
    """A formula with what it gives, or that alone where it is too long."""
    value, text = given[ref], spelled(formula, EXCEL, ref.sheet)
    if len(text) <= _LONGEST:
        on.write_formula(ref.row, ref.column, text, style, value if isinstance(value, str) else float(value))
    elif isinstance(value, str):
        on.write_string(ref.row, ref.column, shown(value), style)
    else:
        on.write_number(ref.row, ref.column, float(value), style)
