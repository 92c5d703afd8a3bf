"""A page of text for a terminal, and the few shapes that every report is made of.

Nothing is said by colour alone, and catalogue text is never markup: it only ever enters a ``Text``. Below 60 columns labels
stand above their values, so that no amount and no date is cut.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidnum.french import NBSP, tied, visible

NARROW = 60
NARROWEST = 20
# rich breaks lines at no-break spaces too: while it wraps, a private character stands in for them.
_UNBROKEN = "\ue000"


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
        self._file = io.StringIO()
        self._console = Console(
            file=self._file,
            width=max(screen.width, NARROWEST),
            force_terminal=screen.colour,
            color_system="standard" if screen.colour else None,
            no_color=not screen.colour,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether labels and values can't stand side by side."""
        return self.screen.width < NARROW

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped under its own indent; an empty line without text."""
        if not text:
            self._console.print()
            return
        self._console.print(Padding(self._text_of(text, style), (0, 0, 0, indent), expand=False))

    def _text_of(self, text: str, style: str = "") -> Text:
        return Text(tied(visible(text)).replace(NBSP, _UNBROKEN), style)

    def heading(self, text: str, style: str = "bold") -> None:
        """A line set apart from what stands above."""
        self.line()
        self.line(text, style)

    def link(self, url: str, indent: int = 0) -> None:
        """A URL on its own line, never folded, so that it stays whole under the mouse and in a pipe."""
        self._console.print(Text(" " * indent + visible(url), "blue"), soft_wrap=True)

    def rows(self, rows: Iterable[tuple[str, str]], indent: int = 2, styles: Sequence[str] = ()) -> None:
        """Labels and values: side by side, or one above the other where the page is narrow."""
        known = list(rows)
        if self.is_narrow:
            for label, value in known:
                self.line(f"{label} : {value}", indent=min(indent, 2))
            return
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        for index, (label, value) in enumerate(known):
            grid.add_row(self._text_of(label, styles[index] if styles else "dim"), self._text_of(value))
        if known:
            self._console.print(Padding(grid, (0, 0, 0, indent)))

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int = -1) -> None:
        """A table, or one field a line where the page is narrow. The `wide` column takes what width is left."""
        if self.is_narrow:
            for row in rows:
                self.line()
                self.rows(zip(headers, row, strict=True), indent=0)
            return
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
        for index, header in enumerate(headers):
            is_wide = index == wide % len(headers)
            table.add_column(Text(header), overflow="fold", no_wrap=not is_wide, ratio=1 if is_wide else None)
        for row in rows:
            table.add_row(*(self._text_of(cell) for cell in row))
        self._console.print(table)

    def done(self) -> str:
        """All the lines, without trailing spaces."""
        return "\n".join(line.rstrip() for line in self._file.getvalue().replace(_UNBROKEN, NBSP).split("\n"))
