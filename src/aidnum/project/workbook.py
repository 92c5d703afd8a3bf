"""The sheets of an XLSX workbook, transitional or strict."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from posixpath import join, normpath
from typing import TYPE_CHECKING, NamedTuple

from aidnum.model.reading import Unreadable, shorten
from aidnum.project.archive import Part
from aidnum.project.cells import error_cell, flag_cell, number_cell, text_cell
from aidnum.project.filling import MAX_CELLS, MAX_SHEETS, Filling, SheetUnreadable
from aidnum.project.grid import EMPTY, Cell, Grid, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from aidnum.project.archive import Archive

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # what a number format shows as it is
_DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_FORMATS = {**dict.fromkeys(_DATES, "d"), "9": "0%", "10": "0.00%"}
_DAYS = 2_958_466  # the calendar of a spreadsheet ends with the year 9999
_FALSE_LEAP_DAY = 60  # the 29th of February 1900, which spreadsheets count and which never was
_ON = ("1", "true")


def read_workbook(archive: Archive) -> tuple[Grid, ...]:
    """The sheets of cells, hidden ones last.

    Raises:
        Unreadable: for what is no workbook, or is larger than one may be.
    """
    package = _Links("/")
    archive.read("_rels/.rels", package, required=False)
    main = package.one("officeDocument", "xl/workbook.xml")
    if main.endswith(".bin"):
        raise Unreadable("il est au format binaire (.xlsb)")
    folder, _, file = main.rpartition("/")
    book, links = _Book(), _Links(f"/{folder}")
    archive.read(main, book)
    archive.read(f"{folder}/_rels/{file}.rels", links)
    strings, styles = _Strings(), _Styles()
    archive.read(links.one("sharedStrings", f"{folder}/sharedstrings.xml"), strings, required=False)
    archive.read(links.one("styles", f"{folder}/styles.xml"), styles, required=False)
    known = _Known(strings.found, styles.shapes(), from_1904=book.from_1904, is_stale=book.is_stale)
    room, grids = MAX_CELLS, []
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.is_hidden):
        part = links.found.get(sheet.link, _Link("", ""))
        if part.kind == "worksheet":
            cells = _Cells(Filling(sheet.name, room), known)
            grids.append(_grid(archive, part.target, cells, sheet))
            room = cells.filling.room
    return tuple(grids)


def _grid(archive: Archive, target: str, cells: _Cells, sheet: _Sheet) -> Grid:
    try:
        archive.read(target, cells)
    except SheetUnreadable as error:
        return Grid(sheet.name, is_hidden=sheet.is_hidden, fault=str(error))
    return cells.filling.grid(is_hidden=sheet.is_hidden)


class _Sheet(NamedTuple):
    name: str
    link: str
    is_hidden: bool


class _Book(Part):
    """The sheets, in order.

    The values of a stale book are to be worked out when it is opened: whoever wrote it left 0 in its formulas.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_Sheet] = []
        self.from_1904 = self.is_stale = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in _ON
        elif name == "calcPr":
            self.is_stale = attributes.get("fullCalcOnLoad") in _ON
        elif name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append(_Sheet(attributes.get("name", ""), link, attributes.get("state", "visible") != "visible"))
            if len(self.sheets) > MAX_SHEETS:
                raise Unreadable(f"il a plus de {MAX_SHEETS} feuilles")


class _Link(NamedTuple):
    kind: str
    target: str


class _Links(Part):
    """Which part each link leads to, and what that part is: the last word of its type, whatever the flavour of the format."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.found: dict[str, _Link] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = normpath(join(self.folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = _Link(kind, target.removeprefix("/").lower())

    def one(self, kind: str, usual: str) -> str:
        """The part of a kind, else where it usually stands."""
        return next((link.target for link in self.found.values() if link.kind == kind), usual)


class _Texts(Part):
    """A part whose texts stand in ``t`` and ``v``; reading aids (``rPh``) are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.aside = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - a subclass reads them
        self.aside = self.aside or name == "rPh"
        self.gathers = name in ("t", "v") and not self.aside

    def end(self, name: str) -> None:
        self.gathers = False
        self.aside = self.aside and name != "rPh"


class _Strings(_Texts):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Cell] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(_text(self.taken()))


def _text(stored: str) -> Cell:
    return text_cell(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), stored))


class _Styles(Part):
    """The number formats that cells name by their rank."""

    def __init__(self) -> None:
        super().__init__()
        self.formats = dict(_FORMATS)
        self.ids: list[str] = []
        self.inside = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and self.inside:
            self.ids.append(attributes.get("numFmtId", ""))
        self.inside = self.inside or name == "cellXfs"

    def end(self, name: str) -> None:
        self.inside = self.inside and name != "cellXfs"

    def shapes(self) -> dict[str, str]:
        """By rank of style, ``percent`` or ``date``; nothing for other numbers."""
        return {str(rank): shape for rank, known in enumerate(self.ids) if (shape := _shape(self.formats.get(known, "")))}


def _shape(code: str) -> str:
    shown = _LITERAL.sub("", code)
    if "%" in shown:
        return "percent"
    return "date" if re.search("[dmyhs]", shown, re.IGNORECASE) else ""


class _Known:
    """What the cells of all sheets share."""

    def __init__(self, strings: list[Cell], shapes: Mapping[str, str], *, from_1904: bool, is_stale: bool) -> None:
        self.strings = strings
        self.shapes = shapes
        self.from_1904 = from_1904
        self.is_stale = is_stale

    def text(self, rank: int) -> Cell:
        """A text that cells share."""
        if not 0 <= rank < len(self.strings):
            raise Unreadable("un texte commun y manque")
        return self.strings[rank]

    def number(self, text: str, style: str) -> Cell:
        """A number as its style shows it."""
        shape = self.shapes.get(style)
        cell = number_cell(text, is_percent=shape == "percent")
        if shape == "date" and cell.number is not None and 0 <= cell.number < _DAYS:
            return Cell(self._day(cell.number))
        return cell

    def _day(self, count: Decimal) -> str:
        start = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - no place, no zone
        late = not self.from_1904 and count < _FALSE_LEAP_DAY
        return str(start + timedelta(days=float(count) + late)).removesuffix(" 00:00:00")


class _Cells(_Texts):
    """The cells of one sheet."""

    def __init__(self, filling: Filling, known: _Known) -> None:
        super().__init__()
        self.filling = filling
        self.known = known
        self.row = self.column = 0
        self.attributes: Mapping[str, str] = {}
        self.is_formula = False
        self.kinds: Mapping[str, Callable[[str], Cell]] = {
            "s": lambda text: known.text(int(text)),
            "b": lambda text: flag_cell(is_true=text.strip() != "0"),
            "e": error_cell,
            "n": lambda text: known.number(text.strip(), self.attributes.get("s", "")),
            "d": lambda text: Cell(text.replace("T", " ").removesuffix(" 00:00:00")),
        }

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        super().begin(name, attributes)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self.is_formula = True
        elif name == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.column = 0
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self.taken()  # what stood outside of a cell
        self.attributes = attributes
        self.is_formula = False
        self.column += 1
        if "r" in attributes:
            found = _position(attributes["r"])
            if found is None:
                raise SheetUnreadable(
                    f"{self.filling.title} : « {shorten(attributes['r'])} » n'est pas une référence de cellule"
                )
            self.row, self.column = found

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = _position(first), _position(last)
        if start and stop and start[0] <= stop[0] and start[1] <= stop[1] and start != stop:
            self.filling.merge(Span(start[0], start[1] - 1, stop[0], stop[1] - 1))

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c":
            self.filling.put(self.row, self.column - 1, self._cell(self.taken()))

    def _cell(self, text: str) -> Cell:
        kind = self.attributes.get("t", "n")
        if self.is_formula and kind == "n" and (not text.strip() or (self.known.is_stale and text.strip() == "0")):
            return Cell(lacks_value=True)
        if not text.strip():
            return EMPTY
        return self.kinds.get(kind, _text)(text)


def _position(reference: str) -> tuple[int, int] | None:
    """The row and the column, counted from 1."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
