"""Workbooks read back from their files, and their formulas worked out anew: enough of a spreadsheet for what a plan writes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from aidnum.project.grid import column_letters

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS = "xl/sharedStrings.xml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE, _OFFICE = f"{{{_ODF}:table:1.0}}", f"{{{_ODF}:office:1.0}}"
_TOKEN = re.compile(
    r"""(?P<text>"[^"]*")|(?:'(?P<sheet>[^']+)'!)?(?P<first>[A-Z]+[0-9]+)(?::(?P<last>[A-Z]+[0-9]+))?"""
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>[A-Z]+)(?=\()|(?P<sign>>=|[-+*/=(),])"
)


class Cell(NamedTuple):
    """What a cell holds: a formula or none, and the value stored."""

    formula: str | None
    value: Decimal | str


class Book:
    """Sheets by name, in their order."""

    def __init__(self, sheets: Mapping[str, dict[str, Cell]]) -> None:
        self.sheets = dict(sheets)

    def __getitem__(self, place: tuple[str, str]) -> Decimal | str:
        """The value stored in a cell."""
        return self.sheets[place[0]][place[1]].value

    @property
    def formulas(self) -> Iterator[tuple[str, str, str]]:
        """Every formula, with its sheet and cell."""
        for sheet, cells in self.sheets.items():
            for name, cell in cells.items():
                if cell.formula is not None:
                    yield sheet, name, cell.formula

    @property
    def texts(self) -> list[str]:
        """Every text of every sheet."""
        return [cell.value for cells in self.sheets.values() for cell in cells.values() if isinstance(cell.value, str)]

    def type(self, sheet: str, name: str, value: int | str) -> None:
        """Type a number over what a cell holds."""
        self.sheets[sheet][name] = Cell(None, Decimal(value))

    def find(self, sheet: str, text: str) -> str:
        """The cell that holds a text."""
        return next(name for name, cell in self.sheets[sheet].items() if cell.value == text)

    def worth(self, sheet: str, name: str) -> Decimal | str:
        """What a cell gives, worked out from its formula."""
        return worked_out(self.sheets, sheet, name)


def worked_out(sheets: Mapping[str, Mapping[str, Cell]], sheet: str, name: str) -> Decimal | str:
    """What a cell gives, from what is typed alone."""
    cell = sheets[sheet].get(name, Cell(None, Decimal(0)))
    if cell.formula is None:
        return cell.value

    def value(where: str, at: str) -> Decimal | str:
        return worked_out(sheets, where, at)

    def span(where: str, first: str, last: str) -> list[Decimal | str]:
        column, top, bottom = first[0], int(first[1:]), int(last[1:])
        return [value(where, f"{column}{row}") for row in range(top, bottom + 1)]

    names = {
        "v": value,
        "r": span,
        "D": Decimal,
        "SUM": _total,
        "ROUND": _round,
        "MIN": _least,
        "IF": _if,
        "COUNTIF": list.count,
    }
    with localcontext(Context(prec=40, traps=[])):
        found = eval(_python(cell.formula, sheet), {"__builtins__": {}}, names)  # noqa: S307 - our own formulas
    return found if isinstance(found, str) else Decimal(found)


def _python(formula: str, sheet: str) -> str:
    """A formula as Python, or an error on anything that a plan has no reason to write."""
    code, at = "", 0
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        assert found, formula[at:]
        code += _said(found, sheet)
        at = found.end()
    return code


def _said(found: re.Match[str], sheet: str) -> str:
    if found["first"]:
        where = found["sheet"] or sheet
        return f"r({where!r},{found['first']!r},{found['last']!r})" if found["last"] else f"v({where!r},{found['first']!r})"
    if found["number"]:
        return f"D({found['number']!r})"
    if found["word"]:
        assert found["word"] in _FUNCTIONS
        return found["word"]
    return "==" if found["sign"] == "=" else found["text"] or found["sign"]


def _total(cells: list[Decimal | str]) -> Decimal:
    return sum((cell for cell in cells if isinstance(cell, Decimal)), Decimal(0))


def _least(*numbers: Decimal) -> Decimal:
    return min(numbers)


def _round(number: Decimal, places: Decimal) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _if(test: bool, yes: Decimal | str, no: Decimal | str) -> Decimal | str:  # noqa: FBT001
    return yes if test else no


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": _total, "ROUND": _round, "MIN": _least, "IF": _if, "COUNTIF": list.count,
}  # fmt: skip


def read_xlsx(content: bytes) -> Book:
    """The sheets of an Excel workbook."""
    with ZipFile(io.BytesIO(content)) as book:
        names = [one.attrib["name"] for one in _tree(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")]
        shared = _STRINGS in book.namelist()  # a workbook that flows holds each text in its cell
        strings = ["".join(one.itertext()) for one in _tree(book.read(_STRINGS))] if shared else []
        parts = [_tree(book.read(f"xl/worksheets/sheet{number}.xml")) for number in range(1, len(names) + 1)]
    return Book({name: dict(_cells(part, strings)) for name, part in zip(names, parts, strict=True)})


def _tree(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - our own file


def _cells(part: ET.Element, strings: list[str]) -> Iterator[tuple[str, Cell]]:
    for cell in part.iter(f"{_MAIN}c"):
        value, formula = cell.findtext(f"{_MAIN}v"), cell.findtext(f"{_MAIN}f")
        if (own := cell.find(f"{_MAIN}is")) is not None:
            yield cell.attrib["r"], Cell(None, "".join(own.itertext()))
        if value is None:
            continue
        kind = cell.get("t", "n")
        held = strings[int(value)] if kind == "s" else value if kind == "str" else Decimal(value)
        yield cell.attrib["r"], Cell(formula, held)


def part_of(content: bytes, name: str) -> str:
    """A part of a workbook's file, as text."""
    with ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()


def excel_spelling(formula: str) -> str:
    """A formula of OpenDocument as Excel writes it: our reckoner reads that."""
    plain = formula.removeprefix("of:=").replace(";", ",")
    return re.sub(r"\[(?:\$('[^']+'))?\.([A-Z]+[0-9]+)(?::\.([A-Z]+[0-9]+))?\]", _as_excel, plain)


def _as_excel(found: re.Match[str]) -> str:
    where = f"{found[1]}!" if found[1] else ""
    return f"{where}{found[2]}:{found[3]}" if found[3] else f"{where}{found[2]}"


def read_ods(content: bytes) -> Book:
    """The sheets of an OpenDocument workbook, its formulas as Excel spells them."""
    tree = _tree(part_of(content, "content.xml").encode())
    tables = tree.iter(f"{_TABLE}table")
    return Book({table.attrib[f"{_TABLE}name"]: dict(_open_cells(table)) for table in tables})


def _open_cells(table: ET.Element) -> Iterator[tuple[str, Cell]]:
    for number, row in enumerate(table.iter(f"{_TABLE}table-row"), start=1):
        column = 0
        for cell in row:
            value, formula = _open_value(cell), cell.get(f"{_TABLE}formula")
            if value is not None:
                yield f"{column_letters(column)}{number}", Cell(excel_spelling(formula) if formula else None, value)
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))


def _open_value(cell: ET.Element) -> Decimal | str | None:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "string":
        return "\n".join(_told(paragraph) for paragraph in cell)
    if kind == "date":
        return Decimal((date.fromisoformat(cell.attrib[f"{_OFFICE}date-value"]) - date(1899, 12, 30)).days)
    return None if kind is None else Decimal(cell.attrib[f"{_OFFICE}value"])


def _told(paragraph: ET.Element) -> str:
    return (paragraph.text or "") + "".join(f" {space.tail or ''}" for space in paragraph)
