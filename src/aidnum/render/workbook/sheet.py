"""A sheet of a workbook as a value: what its cells hold and how they look. Each kind of file has its writer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import Literal, NamedTuple, TypeAlias

from aidnum.french import visible
from aidnum.render.workbook.formula import Content, Ref, worth

FIRST_DAY = date(1899, 12, 30)  # the one that spreadsheets count from
_LINE, _SMALLEST, _HIGHEST = 13.0, 16.5, 400.0
_LONGEST = 32_000
_THIN = frozenset("fijltI.,;:'’!|/[] \u00a0\u202f")
_NARROW = frozenset("r()-")
_WIDE = frozenset("mw%œæ")
_FITS, _FITS_BOLD, _AROUND = 0.94, 0.86, 1.3


class Style(NamedTuple):
    """How a cell looks: its numbers, its letters, its ground. What is `typed` may be typed again; the rest follows.

    A day is the number of it that spreadsheets count. A text `wraps`, or is cut where its cell ends; one that is `turned`
    stands upright.
    """

    shows: Literal["text", "euros", "percent", "count", "day"] = "text"
    bold: bool = False
    size: Literal[10, 14] = 10
    ground: Literal["none", "head", "total"] = "none"
    boxed: bool = True
    centred: bool = False
    typed: bool = False
    wraps: bool = True
    turned: bool = False


PLAIN = Style(boxed=False)
TITLE = Style(bold=True, size=14, boxed=False)
STRONG = Style(bold=True, boxed=False)
SECTION = Style(bold=True, ground="total")
TEXT, EUROS, PERCENT = Style(), Style("euros"), Style("percent")
HEAD = Style(bold=True, ground="head", centred=True)
ANSWER = Style(centred=True)
TOTAL, TOTAL_EUROS, TOTAL_PERCENT = (Style(shows, bold=True, ground="total") for shows in ("text", "euros", "percent"))


class Cell(NamedTuple):
    """A cell at a column, over as many columns as it spans."""

    column: int
    content: Content
    style: Style = TEXT
    span: int = 1


Row: TypeAlias = tuple[Cell, ...]


class Flow(NamedTuple):
    """So many rows of cells, made anew each time they are read: a long list's are never held together."""

    length: int
    rows: Callable[[], Iterable[Row]]


class Sheet(NamedTuple):
    """A page: its name, the width of its columns in characters, its rows, and those that each printed page repeats.

    Under the last of these it may be `filtered`; its first columns may be `kept` in sight. After its rows
    others may `flow`, which hold values alone.
    """

    name: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    repeated: tuple[int, int]
    filtered: bool = False
    kept: int = 0
    flow: Flow | None = None

    @property
    def every(self) -> Iterator[Row]:
        """Its rows, then those that flow."""
        return chain(self.rows, self.flow.rows() if self.flow else ())

    @property
    def length(self) -> int:
        """How many rows it has in all."""
        return len(self.rows) + (self.flow.length if self.flow else 0)

    def height(self, row: Row) -> float:
        """The height in points at which every text of a row is whole."""
        lines = [self._lines(cell) * cell.style.size / 10 for cell in row if isinstance(cell.content, str)]
        return min(_HIGHEST, max([_SMALLEST, *(_LINE * line + 3 for line in lines)]))

    def _lines(self, cell: Cell) -> int:
        """On how many lines a text stands in its cell, letters counted a little wide."""
        if not cell.style.wraps:
            return ceil(len(str(cell.content)) / 2) if cell.style.turned else 1
        width = sum(self.widths[cell.column : cell.column + cell.span]) * 10 / cell.style.size
        if cell.style.boxed or cell.style.bold:
            width = (width - _AROUND) * (_FITS_BOLD if cell.style.bold else _FITS)
        return _wrapped(str(cell.content), width)


@lru_cache(maxsize=4096)  # the rows of a list share many texts
def _wrapped(text: str, width: float) -> int:
    lines, at = 1, 0.0
    for word in text.split(" "):
        size = sum(map(_size, word))
        if at and at + size > width:
            lines, at = lines + 1, 0.0
        if size > width:
            lines += ceil(size / width) - 1
            size %= width
        at += size + _size(" ")
    return lines


def _size(letter: str) -> float:
    """How wide a letter of Arial is, or little less, a figure being 1."""
    if letter in _THIN:
        return 0.5
    if letter in _NARROW:
        return 0.6
    return 1.0 if letter.isdigit() or (letter.islower() and letter not in _WIDE) else 1.45


def shown(text: str) -> str:
    """A text as a cell holds it: what would hide is seen, and so much is told and no more."""
    seen = visible(text)
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"


def values(sheets: Sequence[Sheet]) -> dict[Ref, Decimal | str]:
    """What each cell gives, each formula worked out once."""
    held = {
        Ref(sheet.name, number, cell.column): cell.content
        for sheet in sheets
        for number, row in enumerate(sheet.rows)
        for cell in row
    }
    found: dict[Ref, Decimal | str] = {}

    def look(ref: Ref) -> Decimal | str:
        if ref not in found:
            found[ref] = worth(held.get(ref), look)
        return found[ref]

    return {ref: look(ref) for ref, content in held.items() if content is not None}
