"""A page as lines for a terminal.

Nothing is said by colour alone, and no text is markup: control characters become visible escapes before anything is written.
Below 60 columns labels and values share one paragraph, so that no amount and no date is cut. Lines are wrapped here, at
ordinary spaces alone, so that ``500 000 €`` stays whole.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple, assert_never

from aidnum.french import NBSP, long_date, tied, visible
from aidnum.render.document import (
    MARKS,
    NARROW,
    Articles,
    Bar,
    Block,
    Board,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Link,
    Page,
    Paragraph,
    Row,
    Rows,
    Signatures,
    Table,
    Timeline,
    Title,
    filled,
)

NARROWEST = 20
_GAP = 2
_WIDEST_LABEL = 0.4
_LEAST_VALUE, _LEAST_NAME = 30, 20
_WIDE = 110
_TIMELINE, _WIDE_TIMELINE = 26, 40
_WIDEST_BAR, _BAR_LABEL = 72, 4

_BOLD, _DIM, _ITALIC, _RED, _GREEN, _YELLOW, _BLUE, _CYAN = "bold", "dim", "italic", "red", "green", "yellow", "blue", "cyan"
_HEADINGS = {"aside": ""}
_MARKS = {"eligible": ("+", f"bold {_GREEN}"), "to_confirm": ("?", f"bold {_YELLOW}")}  # in letters that every screen has
_NAME, _LEAST_MUCH, _MUCH = 0.33, 20, 0.18  # of the width of a board, what its first columns take
_LABELS = {"yes": _GREEN, "no": _RED, "unknown": _YELLOW, "condition": _CYAN}
_PARAGRAPHS = {"strong": _BOLD, "caution": _BOLD, "hint": _DIM, "origin": _DIM, "caveat": _ITALIC}


class Screen(NamedTuple):
    """What the answer is shown on: whether it has colours, links under words, and the signs beyond its own alphabet."""

    width: int = 80
    colour: bool = False
    links: bool = False
    signs: bool = True


def render(page: Page, screen: Screen) -> str:
    """A page as lines for a screen."""
    lines = _Lines(screen)
    for block in page:
        lines.add(block)
    return "".join(lines.parts)


class _Lines:
    """Lines for a screen; what follows a heading stands under its `indent`."""

    def __init__(self, screen: Screen) -> None:
        self.width = max(screen.width, NARROWEST)
        self.is_narrow = screen.width < NARROW
        self.parts: list[str] = []
        self._colour = screen.colour
        self._links = screen.links
        self._signs = screen.signs
        self._has_board = False
        self._indent = 2
        self._in_section = False
        self._after_heading = False

    def add(self, block: Block) -> None:  # noqa: C901 - one case a block
        """Write one block."""
        match block:
            case Title():
                self._title(block)
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Rows():
                self._rows(block.rows, 0 if block.head else self._indent)
            case Items():
                self._list(block)
            case Table():
                self._table(block)
            case Board():
                self._board(block)
            case Bar():
                self._bar(block)
            case Link():
                self._whole(block.url, _BLUE, self._indent)
            case Articles():
                self._articles(block)
            case Fields() | Signatures():
                self._rows(filled(block), self._indent)
            case _:
                assert_never(block)
        self._after_heading = isinstance(block, Heading)

    def _title(self, title: Title) -> None:
        if title.text:
            self._line(title.text, _BOLD)

    def _spaced(self) -> None:
        if not self._after_heading:
            self._line()

    def _heading(self, heading: Heading) -> None:
        text = heading.text.upper() if heading.level == 2 and heading.role != "name" else heading.text
        if heading.level < 4 and self.parts:
            self._line()
        is_inside = heading.level == 4 or heading.role == "aside"
        option = f" ({heading.option})" if heading.option else ""
        self._line(f"{text}{option}", _HEADINGS.get(heading.role, _BOLD), 2 if is_inside else 0)
        self._indent = 4 if is_inside else 2
        self._in_section = True

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.apart:
            self._line()
            self._in_section = False
        indent = 2 if self._in_section and paragraph.role not in ("strong", "caveat") else 0
        self._line(paragraph.text, _PARAGRAPHS.get(paragraph.role, ""), indent)

    def _list(self, block: Items) -> None:
        if block.apart:
            self._line()
        self._items(block.items, self._indent)

    def _items(self, items: Iterable[Item], indent: int) -> None:
        for item in items:
            if self._beside(item, indent):
                continue
            self._pair("-", item.text, _DIM, min(indent, 2) if self.is_narrow else indent, gap=1)
            if item.url:
                self._whole(item.url, _BLUE, 2 if self.is_narrow else indent + 2)
            if item.option:
                self._whole(item.option, _CYAN, indent + 2)
            self._items(item.below, indent + 2)

    def _beside(self, item: Item, indent: int) -> bool:
        """Write an item and its option on one line, where they fit."""
        text = tied(visible(item.text))
        if not item.option or indent + len(text) + len(item.option) + 2 * _GAP > self.width:
            return False
        self._write(f"{' ' * indent}{self._painted('-', _DIM)} {text}  ", item.option, _CYAN)
        return True

    def _articles(self, articles: Articles) -> None:
        for index, (name, item) in enumerate(articles.numbered()):
            if index or not self._after_heading:
                self._line()
            if self.is_narrow:
                self._line(f"{name} {item.text}")
            else:
                self._pair(tied(name), item.text, _BOLD, 0, gap=1)
            self._items(item.below, 2)

    def _rows(self, rows: Sequence[Row], indent: int) -> None:
        """Labels and values side by side; in one paragraph where the page is narrow, one above the other for long labels."""
        labels = max((len(row.label) for row in rows), default=0)
        for row in rows:
            value = "· " * row.depth + row.value
            if labels > self.width * _WIDEST_LABEL:
                self._whole(row.label, indent=min(indent, 2) if self.is_narrow else indent)
                self._line(value, indent=4 if self.is_narrow else indent + 4)
            elif self.is_narrow:
                self._line(f"{row.label} : {value}", indent=min(indent, 2))
            else:
                self._pair(row.label.ljust(labels), value, _LABELS.get(row.role, _DIM), indent)

    def _table(self, table: Table) -> None:
        """A table whose last column takes what is left, or stands below; one field a line where the page is narrow."""
        self._spaced()
        headers, rows = list(table.headers), [list(row) for row in table.rows]
        for column in table.sums:
            widest = max(len(row[column]) for row in (headers, *rows))
            headers[column] = headers[column].rjust(widest)
            rows = [[*row[:column], row[column].rjust(widest), *row[column + 1 :]] for row in rows]
        if table.timeline:
            self._draw(table.timeline, headers, rows)
        if self.is_narrow:
            self._fields(headers, rows)
        else:
            self._columns(headers, rows, is_account=bool(table.sums))
        if table.timeline:
            day = long_date(table.timeline.day)
            self._line()
            self._line(f"= période de dépôt ; | le {day} ; < et > hors de ces dates, ou date non connue", _DIM)

    def _draw(self, timeline: Timeline, headers: list[str], rows: list[list[str]]) -> None:
        from aidnum.render.timeline import timeline as drawn

        line = drawn(timeline.windows, timeline.day, _WIDE_TIMELINE if self.width >= _WIDE else _TIMELINE)
        headers.insert(timeline.column, "Ligne du temps" if self.is_narrow else line.scale())
        for row, window in zip(rows, timeline.windows, strict=True):
            row.insert(timeline.column, line.bar(window))

    def _fields(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        for index, row in enumerate(rows):
            if index:
                self._line()
            known = [Row(header.strip(), cell.strip()) for header, cell in zip(headers, row, strict=True) if cell.strip()]
            self._rows(known, indent=0)

    def _columns(self, headers: Sequence[str], rows: Sequence[Sequence[str]], *, is_account: bool) -> None:
        widths = [max(map(len, column)) for column in zip(headers[:-1], *(row[:-1] for row in rows), strict=True)]
        longest = max(len(row[-1]) for row in (headers, *rows))
        least = min(longest, _LEAST_NAME if is_account else _LEAST_VALUE)
        below = self.width - sum(widths) - _GAP * len(widths) < least
        styles = (_BOLD, *("" for _ in rows[1:]), _BOLD if is_account else "")
        for row, style in zip((headers, *rows), styles, strict=False):  # a table may have no row
            start = (" " * _GAP).join(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True))
            if below:
                self._whole(start, style)
                self._line(row[-1], style, indent=2 * _GAP)
            else:
                for index, line in enumerate(_wrapped(row[-1], self.width - len(start) - _GAP)):
                    shown = visible(start) if index == 0 else " " * len(start)
                    self._write("", f"{shown}{' ' * _GAP}{line}", style)

    def _board(self, board: Board) -> None:
        """Lines in columns, or paragraphs where the page is narrow; headers stand once, beside the first heading."""
        self._line()
        heading = board.heading.upper()
        if self.is_narrow or self._has_board:
            self._line(heading, _BOLD)
        else:
            widths = self._widths()
            cells = zip((heading, *board.headers[1:]), widths, strict=True)
            self._side_by_side([_wrapped(cell, width - _GAP) for cell, width in cells], (_BOLD, _DIM, _DIM))
        for line in board.lines:
            self._board_line(line)
        self._has_board = self._in_section = True

    def _board_line(self, line: Line) -> None:
        letter, style = _MARKS[line.mark]
        sign = MARKS[line.mark] if self._signs else letter
        if self.is_narrow:
            self._pair(sign, line.cells[0], style, 0, gap=1)
            self._line(" ; ".join(filter(None, line.cells[1:])), indent=2)
            return
        first, *others = self._widths()
        named = [f"{' ' if row else sign} {text}" for row, text in enumerate(_wrapped(line.cells[0], first - _GAP - 2))]
        told = [_wrapped(cell, width - _GAP) for cell, width in zip(line.cells[1:], others, strict=True)]
        self._side_by_side([named, *told], (style, "", ""), line.url)

    def _widths(self) -> tuple[int, int, int]:
        """The widths of the columns of a board, the gap after each included; the last column has none."""
        name, much = int(_NAME * self.width), max(_LEAST_MUCH, int(_MUCH * self.width))
        return name, much, self.width - name - much + _GAP

    def _side_by_side(self, columns: Sequence[Sequence[str]], styles: Sequence[str], url: str | None = None) -> None:
        """Columns of lines; the address is that of the words of the first."""
        for row in range(max(map(len, columns))):
            told = ""
            for column, style, width in zip(columns, styles, self._widths(), strict=True):
                text = column[row] if row < len(column) else ""
                shown = self._painted(text, style)
                linked = self._linked(shown, url) if column is columns[0] and text else shown
                told += linked + " " * (width - len(text))
            self.parts.append(f"{told.rstrip()}\n")

    def _bar(self, bar: Bar) -> None:
        """One letter a share of the width; the columns add up to the width."""
        label = f"{bar.label:{_BAR_LABEL}} " if bar.label else ""
        width = min(self.width, _WIDEST_BAR) - len(label)
        drawn, done = "", Decimal(0)
        for part in bar.parts:
            done += part.share
            drawn += part.letter * (int((done * width).to_integral_value("ROUND_HALF_UP")) - len(drawn))
        self._write(self._painted(label, _DIM), drawn)

    def _pair(self, label: str, value: str, style: str, indent: int, gap: int = _GAP) -> None:
        start = indent + len(label) + gap
        for index, line in enumerate(_wrapped(value, self.width - start)):
            shown = visible(label) if index == 0 else " " * len(label)
            self._write(" " * indent + self._painted(shown, style), " " * gap + line)

    def _line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped under its own indent; an empty line without text."""
        for line in _wrapped(text, self.width - indent):
            self._write(" " * indent, line, style)

    def _whole(self, text: str, style: str = "", indent: int = 0) -> None:
        """What a reader copies, a URL or an option: on its own line, never folded, whole under the mouse and in a pipe."""
        self._write(" " * indent, visible(text), style)

    def _write(self, start: str, text: str, style: str = "") -> None:
        self.parts.append(f"{start}{self._painted(text.rstrip(), style)}\n")

    def _linked(self, shown: str, url: str | None) -> str:
        """Words under which a terminal that can (OSC 8) opens an address."""
        return f"\x1b]8;;{visible(url)}\x1b\\{shown}\x1b]8;;\x1b\\" if self._links and url else shown

    def _painted(self, text: str, style: str) -> str:
        return painter(style)(text) if self._colour and style and text else text


@cache
def painter(style: str) -> Callable[[str], str]:
    """What paints text in a style of rich, of which nothing is imported where nothing is coloured."""
    from rich.color import ColorSystem
    from rich.style import Style

    known = Style.parse(style)
    return lambda text: known.render(text, color_system=ColorSystem.STANDARD)


@lru_cache(maxsize=4096)  # schemes share many sentences
def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a paragraph; one empty line for an empty text."""
    lines = textwrap.wrap(tied(visible(text)), max(width, 1), break_on_hyphens=False, break_long_words=False)
    return [piece for line in lines for piece in _cut(line, max(width, 1))] or [""]


def _cut(line: str, width: int) -> list[str]:
    """A word too long for a line, in pieces; an amount or a date stays whole."""
    if len(line) <= width or (NBSP in line and any(map(str.isdigit, line))):
        return [line]
    pieces = []
    while len(line) > width:
        end = line.rfind("-", 1, width) + 1 or width
        pieces.append(line[:end])
        line = line[end:]
    return [*pieces, line]
