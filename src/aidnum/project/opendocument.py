"""The sheets of an ODS workbook.

A reader of our own, over the bounded archive that XLSX has too: the libraries that read this format lay a dense grid out and
bring lxml or pandas, when an ordinary file repeats a million empty rows in one element, and a hostile one as many full ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aidnum.model.reading import Unreadable
from aidnum.project.archive import MAX_TEXT, Part
from aidnum.project.cells import error_cell, flag_cell, number_cell, text_cell
from aidnum.project.filling import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Filling, SheetUnreadable
from aidnum.project.grid import EMPTY, Cell, Grid, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidnum.project.archive import Archive

_NUMBERS = ("float", "currency", "percentage")
_PARAGRAPHS = ("p", "h")
_CELLS = ("table-cell", "covered-table-cell")
_SPACES = ("s", "tab", "line-break")
_ERROR = re.compile(r"#(?:[A-Z]+[!?]|N/A|DIV/0!)|(?:Err|Erreur) ?:[0-9]{3}")
_COUNT = re.compile("[1-9][0-9]{0,8}")


def read_opendocument(archive: Archive) -> tuple[Grid, ...]:
    """The sheets, hidden ones last.

    Raises:
        Unreadable: for an encrypted file, for what is no workbook, or is larger than one may be.
    """
    manifest = _Manifest()
    archive.read("meta-inf/manifest.xml", manifest, required=False)
    if manifest.is_encrypted:
        raise Unreadable("il est protégé par un mot de passe")
    content = _Content()
    archive.read("content.xml", content)
    return tuple(sorted(content.grids, key=lambda grid: grid.is_hidden))


class _Manifest(Part):
    """Whether the file is encrypted."""

    is_encrypted = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - its name is enough
        self.is_encrypted = self.is_encrypted or name == "encryption-data"


class _Content(Part):
    """The sheets one after the other; a table inside of a cell, a chart or a note is none."""

    def __init__(self) -> None:
        super().__init__()
        self.grids: list[Grid] = []
        self.hidden: set[str] = set()
        self.style = ""
        self.sheet: _Sheet | None = None
        self.room = MAX_CELLS
        self.depth = 0  # of elements inside of a cell
        self.aside = 0  # the depth of the one that is passed over

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.depth:
            self._begin_inside(name)
        elif self.sheet is None:
            self._begin_outside(name, attributes)
        elif name in _CELLS:
            if sum(map(len, attributes.values())) > MAX_TEXT:
                raise Unreadable(f"un texte dépasse {MAX_TEXT} caractères")
            self.depth = 1
            self.sheet.attributes = attributes
        elif name == "table-row":
            self.sheet.begin_row(attributes)
        elif name == "table":
            raise Unreadable("une feuille y contient une autre feuille")

    def _begin_outside(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self.style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self.style)
        elif name == "table":
            is_hidden = attributes.get("table:style-name") in self.hidden
            self.sheet = _Sheet(attributes.get("table:name", ""), self.room, is_hidden=is_hidden)

    def _begin_inside(self, name: str) -> None:
        """Paragraphs of a cell are its text; what else stands beside or in them isn't: a note, a drawing."""
        self.depth += 1
        if self.aside:
            return
        if name == "annotation" or (self.depth == 2 and name not in _PARAGRAPHS):
            self.aside, self.gathers = self.depth, False
        elif name in _PARAGRAPHS:
            self.gathers = True
            self.gather("\n" if self.gathered else "")
        elif name in _SPACES:
            self.gather(" ")

    def end(self, name: str) -> None:
        if self.depth:
            self._end_inside()
        elif self.sheet is not None and name == "table-row":
            self.sheet.end_row()
        elif self.sheet is not None and name == "table":
            self.grids.append(self.sheet.grid())
            if len(self.grids) > MAX_SHEETS:
                raise Unreadable(f"il a plus de {MAX_SHEETS} feuilles")
            self.room = self.sheet.filling.room
            self.sheet = None

    def _end_inside(self) -> None:
        if self.aside == self.depth:
            self.aside = 0
            self.gathers = self.depth > 2
        elif self.depth == 2:
            self.gathers = False
        self.depth -= 1
        if self.depth == 0 and self.sheet is not None:
            is_shown = bool(self.gathered)
            self.sheet.end_cell(self.taken(), is_shown=is_shown)


class _Sheet:
    """A sheet: rows and cells that are repeated stand once, with how often."""

    def __init__(self, name: str, room: int, *, is_hidden: bool) -> None:
        self.filling = Filling(name, room)
        self.is_hidden = is_hidden
        self.fault: str | None = None
        self.row, self.rows, self.column = 1, 1, 0
        self.attributes: Mapping[str, str] = {}
        self.cells: list[tuple[int, int, Cell]] = []
        self.spans: list[Span] = []

    def begin_row(self, attributes: Mapping[str, str]) -> None:
        """A row begins."""
        self.rows, self.column = _count(attributes.get("table:number-rows-repeated")), 0

    def end_cell(self, text: str, *, is_shown: bool) -> None:
        """A cell is whole, with the text of its paragraphs; one `is_shown` when it has any, be they empty."""
        times = _count(self.attributes.get("table:number-columns-repeated"))
        lacks = "table:formula" in self.attributes and not is_shown
        cell = _cell(self.attributes, text) if text or lacks or "office:value-type" in self.attributes else EMPTY
        if not cell.is_empty:
            self.cells.append((self.column, times, cell))
            self._span()
        self.column += times

    def _span(self) -> None:
        rows = _count(self.attributes.get("table:number-rows-spanned"))
        columns = _count(self.attributes.get("table:number-columns-spanned"))
        if rows > 1 or columns > 1:
            self.spans.append(Span(0, self.column, rows - 1, self.column + columns - 1))

    def end_row(self) -> None:
        """A row is whole: what it holds is put down as often as it is repeated, until that is too far."""
        if self.cells and self.fault is None:
            try:
                for row in range(self.row, self.row + min(self.rows, MAX_ROWS + 1)):
                    self._put(row)
            except SheetUnreadable as error:
                self.fault = str(error)
        self.cells.clear()
        self.spans.clear()
        self.row += self.rows

    def _put(self, row: int) -> None:
        for first, times, cell in self.cells:
            for column in range(first, first + min(times, MAX_COLUMNS + 1)):
                self.filling.put(row, column, cell)
        for span in self.spans:
            self.filling.merge(span._replace(first_row=row, last_row=row + span.last_row))

    def grid(self) -> Grid:
        """What was read, or why nothing was."""
        if self.fault is None:
            return self.filling.grid(is_hidden=self.is_hidden)
        return Grid(self.filling.name, is_hidden=self.is_hidden, fault=self.fault)


def _count(text: str | None) -> int:
    """How often something is repeated: once where that isn't said."""
    if text is None:
        return 1
    if not _COUNT.fullmatch(text):
        raise Unreadable("un nombre de répétitions y est faux")
    return int(text)


def _cell(attributes: Mapping[str, str], text: str) -> Cell:
    kind = attributes.get("office:value-type", "")
    stored = attributes.get("office:value", "")
    is_formula = "table:formula" in attributes
    if attributes.get("calcext:value-type") == "error" or (is_formula and _ERROR.fullmatch(text)):
        return error_cell(text or "erreur")
    if kind in _NUMBERS and stored:
        return number_cell(stored, is_percent=kind == "percentage")
    if kind == "boolean":
        return flag_cell(is_true=attributes.get("office:boolean-value") == "true")
    if kind == "date":
        return Cell(attributes.get("office:date-value", text).replace("T", " ").removesuffix(" 00:00:00"))
    if is_formula and kind != "string" and not text:
        return Cell(lacks_value=True)
    return text_cell(attributes.get("office:string-value", text))
