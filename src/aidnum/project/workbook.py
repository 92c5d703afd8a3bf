"""The cells of an XLSX workbook.

They are kept where they stand and not in a grid, so that a far one costs nothing; it is refused when it holds something, since
it would be read as a line of the budget.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from aidnum.errors import AidnumError
from aidnum.model.reading import Unreadable, shorten
from aidnum.project.archive import BROKEN, Archive, Part
from aidnum.project.cells import fault, figure

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_ROWS, MAX_COLUMNS = 10_000, 200
MAX_CELLS = 100_000
_LARGEST = 10**15
_FAR = f"cellule trop loin : {MAX_ROWS} lignes et {MAX_COLUMNS} colonnes au plus"
_OLD = b"\xd0\xcf\x11\xe0"
_AGAIN = "L'enregistrer de nouveau, en XLSX sans mot de passe ou en CSV."
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # what a number format shows as it is
_DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_FORMATS = {**dict.fromkeys(_DATES, "d"), "9": "0%", "10": "0.00%"}


class Sheet(NamedTuple):
    """The lines of a sheet that hold something, by number; the cells of a line by column, empty ones as empty text."""

    name: str
    lines: list[tuple[int, list[str]]]

    def place(self, number: int, column: int) -> str:
        """A cell as a spreadsheet names it: ``Feuil1!C5``; columns are counted from 0."""
        letters = ""
        while column >= 0:
            column, letter = divmod(column, 26)
            letters, column = chr(ord("A") + letter) + letters, column - 1
        return f"{shorten(self.name)}!{letters}{number}"


def first_sheet(raw: bytes, path: str) -> Sheet:
    """The first sheet of a workbook that holds something; one without a line when none does.

    Raises:
        AidnumError: for a file that is no workbook, or that exceeds what a budget may need, with the cell at fault.
    """
    try:
        return _first_sheet(raw)
    except _Far as error:
        raise AidnumError(f"{path}:{error}", "Effacer cette cellule, ou enregistrer la feuille en CSV.") from error
    except Unreadable as error:
        raise AidnumError(f"budget « {path} » : ce classeur ne se lit pas : {error}", _AGAIN) from error
    except BROKEN as error:
        raise AidnumError(f"budget « {path} » : ce classeur ne se lit pas", _AGAIN) from error


class _Far(Unreadable):
    """A cell that stands where no budget goes; the message begins with its place."""


def _first_sheet(raw: bytes) -> Sheet:
    if raw.startswith(_OLD):
        raise Unreadable("il est protégé par un mot de passe, ou d'un ancien format")
    archive = Archive(raw)
    book, links = _Book(), _Links()
    archive.read("xl/workbook.xml", book)
    archive.read("xl/_rels/workbook.xml.rels", links)
    strings, styles = _Strings(), _Styles()
    archive.read("xl/sharedstrings.xml", strings, required=False)
    archive.read("xl/styles.xml", styles, required=False)
    for name, link in book.sheets:
        if link in links.sheets:
            cells = _Cells(name, strings.found, styles.shapes(), from_1904=book.from_1904)
            archive.read(links.sheets[link], cells)
            if cells.lines:
                return Sheet(name, cells.in_order())
    return Sheet("", [])


class _Book(Part):
    """The names of the sheets, in order, with their links."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), link))


class _Links(Part):
    """Which part each link to a sheet of cells leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = str(PurePosixPath("/xl", attributes.get("Target", "")))
            self.sheets[attributes.get("Id", "")] = target.removeprefix("/").lower()


class _Strings(Part):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append(_one_line(self.taken()))


def _one_line(text: str) -> str:
    return text.replace("_x000D_", "").replace("\r", "").replace("\n", " ")


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


class _Cells(Part):
    """The cells of one sheet that hold something, by row and column."""

    def __init__(self, name: str, strings: list[str], shapes: Mapping[str, str], *, from_1904: bool) -> None:
        super().__init__()
        self.name = name
        self.strings = strings
        self.shapes = shapes
        self.first_day = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - no place, no zone
        self.lines: defaultdict[int, dict[int, str]] = defaultdict(dict)
        self.row = self.column = self.count = 0
        self.attributes: Mapping[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.column = 0
        elif name == "c":
            self.taken()  # what stood outside of a cell
            self.attributes = attributes
            self.column += 1
            if "r" in attributes:
                self.row, self.column = self._position(attributes["r"])

    def _position(self, reference: str) -> tuple[int, int]:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise _Far(f"{shorten(self.name)} : « {shorten(reference)} » n'est pas une référence de cellule")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(match[2]), column

    def end(self, name: str) -> None:
        cell = self._cell(self.taken()) if name == "c" else ""
        if not cell.strip():
            return
        self.count += 1
        if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
            raise _Far(f"{Sheet(self.name, []).place(self.row, self.column - 1)} : {_FAR}")
        if self.count > MAX_CELLS:
            raise Unreadable(f"la feuille « {shorten(self.name)} » a plus de {MAX_CELLS} cellules")
        self.lines[self.row][self.column] = cell

    def _cell(self, text: str) -> str:
        kind = self.attributes.get("t", "n")
        if not text.strip():
            return ""
        if kind == "s":
            return self._shared(int(text))
        if kind == "b":
            return "FAUX" if text.strip() == "0" else "VRAI"
        if kind == "e":
            return fault(text, f"cette cellule est en erreur ({shorten(text)})")
        return self._number(text.strip()) if kind == "n" else _one_line(text)

    def _shared(self, rank: int) -> str:
        if not 0 <= rank < len(self.strings):
            raise Unreadable("un texte commun y manque")
        return self.strings[rank]

    def _number(self, text: str) -> str:
        """A number as people write it, to six decimals at most, so that binary dust doesn't show."""
        if not _NUMBER.fullmatch(text):
            return fault(text, f"« {shorten(text)} » n'est pas un nombre")
        number = float(text)
        if not -_LARGEST < number < _LARGEST:
            return fault(text, f"« {shorten(text)} » est trop grand")
        value = round(Decimal(repr(number)), 6)
        shape = self.shapes.get(self.attributes.get("s", ""))
        if shape == "date" and 0 <= value < 2_958_466:
            return str(self.first_day + timedelta(days=float(value))).removesuffix(" 00:00:00")
        return figure(value, is_percent=shape == "percent")

    def in_order(self) -> list[tuple[int, list[str]]]:
        """The lines from the first to the last."""
        return [
            (row, [cells.get(column, "") for column in range(1, max(cells) + 1)]) for row, cells in sorted(self.lines.items())
        ]
