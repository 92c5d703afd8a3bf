"""The rows that flow, poured into an Excel workbook that was written without them.

The module that writes workbooks takes five microseconds a cell, and holds it: a minute and 2.7 GB for ten million. Their text
is made here, once for each cell that rows share, and goes from the sheet to the file a row at a time. All else is the module's:
it leaves, in the last row of such a sheet, a blank cell in each style that flows, which tells by which number a style goes.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from aidnum.project.grid import column_letters
from aidnum.render.workbook.sheet import Cell, Flow, Sheet, shown

_STRINGS = "xl/sharedStrings.xml"
_ROW = "\0"  # where a row number goes: no text holds it


def poured(file: io.BytesIO, sheets: Sequence[Sheet], step: Callable[[], None]) -> bytes:
    """The workbook of a file, with its rows; `step` is called after each."""
    whole = io.BytesIO()
    flows = {
        f"xl/worksheets/sheet{rank}.xml": (len(sheet.rows) + 1, sheet.flow)
        for rank, sheet in enumerate(sheets, 1)
        if sheet.flow
    }
    with ZipFile(file) as made, ZipFile(whole, "w", ZIP_DEFLATED) as packed:
        strings = _Strings(made.read(_STRINGS).decode())
        for part in made.infolist():
            text = made.read(part)
            if part.filename in flows:
                with packed.open(part, "w") as target:
                    target.writelines(piece.encode() for piece in _sheet(text.decode(), *flows[part.filename], strings, step))
            elif part.filename != _STRINGS:
                packed.writestr(part, text)
        packed.writestr(made.getinfo(_STRINGS), strings.text())
    return whole.getvalue()


class _Strings:
    """The texts of a workbook, each of which its cells name by its place."""

    def __init__(self, text: str) -> None:
        self._before, self._after = text.rsplit("</sst>", 1)
        self._first = self._before.count("<si>")
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The place of a text."""
        return self._places.setdefault(text, self._first + len(self._places))

    def text(self) -> str:
        """All of them; how many is left for a reader to count."""
        head = re.sub(' (count|uniqueCount)="[0-9]+"', "", self._before, count=2)
        return "".join((head, *map(_string, self._places), "</sst>", self._after))


def _string(text: str) -> str:
    """A text as it is, also where it looks like the number of a letter."""
    plain = re.sub("_x[0-9A-Fa-f]{4}_", r"_x005F\g<0>", shown(text))
    return f'<si><t xml:space="preserve">{escape(plain)}</t></si>'


def _sheet(text: str, first: int, flow: Flow, strings: _Strings, step: Callable[[], None]) -> Iterator[str]:
    """A sheet in pieces, its last row replaced by those that flow, of which the `first` has that number."""
    start, end = text.rindex("<row "), text.index("</sheetData>")
    numbers = dict(zip(flow.styles, re.findall(' s="([0-9]+)"', text[start:end]), strict=True))
    told: dict[Cell, str] = {}
    yield text[:start]
    for row, cells in enumerate(flow.rows(), first):
        for cell in cells:
            if cell not in told:
                told[cell] = _cell(cell, numbers[cell.style], strings)
        yield f'<row r="{_ROW}">{"".join([told[cell] for cell in cells])}</row>'.replace(_ROW, str(row))
        step()
    yield text[end:]


def _cell(cell: Cell, style: str, strings: _Strings) -> str:
    """A cell of any row."""
    head = f'<c r="{column_letters(cell.column)}{_ROW}" s="{style}"'
    match cell.content:
        case None:
            return f"{head}/>"
        case str():
            return f'{head} t="s"><v>{strings.place(cell.content)}</v></c>'
        case Decimal():
            return f"{head}><v>{cell.content:f}</v></c>"
    raise ValueError("a formula gives what its row holds, and doesn't flow")
