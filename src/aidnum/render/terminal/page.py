"""A page of text for a terminal, and the few shapes that every report is made of.

Nothing is said by colour alone, and catalogue text is never markup: it only ever enters a ``Text``. Below 60 columns labels and
values share one paragraph, so that no amount and no date is cut. Lines are wrapped here, at ordinary spaces alone: rich would
break ``500 000 €`` at its no-break spaces.
"""

import io
import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from aidnum.french import NBSP, tied, visible

NARROW = 60
NARROWEST = 20
_GAP = 2
_WIDEST_LABEL = 0.4
_LEAST_VALUE = 30


class Screen(NamedTuple):
    """What the answer is shown on, and how much of it was asked for."""

    width: int = 80
    colour: bool = False
    detail: bool = False
    unfold: bool = False


class Page:
    """Lines for a screen, gathered in a string."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.width = max(screen.width, NARROWEST)
        self._parts: list[tuple[str, str]] = []

    @property
    def is_narrow(self) -> bool:
        """Whether labels and values can't stand side by side."""
        return self.screen.width < NARROW

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped under its own indent; an empty line without text."""
        for line in _wrapped(text, self.width - indent):
            self._print((" " * indent, ""), (line, style))

    def heading(self, text: str, style: str = "bold") -> None:
        """A line set apart from what stands above."""
        self.line()
        self.line(text, style)

    def whole(self, text: str, style: str = "", indent: int = 0) -> None:
        """What a reader copies, a URL or an option: on its own line, never folded, whole under the mouse and in a pipe."""
        self._print((" " * indent, ""), (visible(text), style))

    def link(self, url: str, indent: int = 0) -> None:
        """A URL on its own line."""
        self.whole(url, "blue", indent)

    def item(self, text: str, indent: int = 2) -> None:
        """One item of a list."""
        self._row("-", text, "dim", min(indent, 2) if self.is_narrow else indent, gap=1)

    def rows(self, rows: Iterable[tuple[str, str]], indent: int = 2, styles: Sequence[str] = ()) -> None:
        """Labels and values side by side; in one paragraph where the page is narrow, one above the other for long labels."""
        known = list(rows)
        labels = max((len(label) for label, _ in known), default=0)
        for index, (label, value) in enumerate(known):
            style = styles[index] if styles else "dim"
            if labels > self.width * _WIDEST_LABEL:
                self.whole(label, indent=min(indent, 2) if self.is_narrow else indent)
                self.line(value, indent=4 if self.is_narrow else indent + 4)
            elif self.is_narrow:
                self.line(f"{label} : {value}", indent=min(indent, 2))
            else:
                self._row(label.ljust(labels), value, style, indent)

    def _row(self, label: str, value: str, style: str, indent: int, gap: int = _GAP) -> None:
        start = indent + len(label) + gap
        for index, line in enumerate(_wrapped(value, self.width - start)):
            shown = visible(label) if index == 0 else " " * len(label)
            self._print((" " * indent, ""), (shown, style), (" " * gap + line, ""))

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose last column takes what width is left, or stands below; one field a line where the page is narrow."""
        if self.is_narrow:
            for index, row in enumerate(rows):
                if index:
                    self.line()
                self.rows([(header, cell.strip()) for header, cell in zip(headers, row, strict=True) if cell.strip()], indent=0)
            return
        widths = [max(map(len, column)) for column in zip(headers[:-1], *(row[:-1] for row in rows), strict=True)]
        below = self.width - sum(widths) - _GAP * len(widths) < _LEAST_VALUE
        for row, style in ((headers, "bold"), *((row, "") for row in rows)):
            start = _columns(row[:-1], widths)
            if below:
                self.whole(start, style)
                self.line(row[-1], style, indent=2 * _GAP)
            else:
                self._row(start, row[-1], style, 0)

    def _print(self, *parts: tuple[str, str]) -> None:
        text, style = parts[-1]
        self._parts += [*parts[:-1], (text.rstrip(), style), ("\n", "")]

    def done(self) -> str:
        """All the lines, printed at once: rich spends more on each call than on each word."""
        file = io.StringIO()
        colour = self.screen.colour
        console = Console(
            file=file,
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )
        console.print(Text.assemble(*self._parts), soft_wrap=True, end="")
        return file.getvalue()


def _columns(cells: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * _GAP).join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))


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
