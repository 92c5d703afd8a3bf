"""A page: what an answer says, block after block, before a writer lays it out.

A block says what stands there, never how it looks: each writer gives a role its own shape, and says it without colour. Text is
plain, whatever it holds; only the writers escape it, wrap it and tie its spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from aidnum.model.assessment import WindowOn

Level: TypeAlias = Literal[2, 3, 4]
Mark: TypeAlias = Literal["eligible", "to_confirm"]
HeadingRole: TypeAlias = Literal["section", "name", "aside"]  # `aside`: a thing told in less room
RowRole: TypeAlias = Literal["plain", "name", "yes", "no", "unknown", "condition"]
# `hint` is what to type next, which no document shows; `origin` and `caveat` close the page.
ParagraphRole: TypeAlias = Literal["plain", "strong", "caution", "hint", "origin", "caveat"]
NARROW = 60
"""The width below which a screen has no room for columns."""


class View(Struct, frozen=True):
    """How much is told: each criterion with its source; everything, not the first alone; as a note that is read on paper.

    On a screen a line has `width` letters: a page that cuts names or leaves some out tells what has room.
    """

    detail: bool = False
    unfold: bool = False
    paper: bool = False
    width: int = 80


class Title(Struct, frozen=True):
    """What the page is about, what sort of document it makes, and the day that a file of it bears."""

    text: str
    kind: str
    day: date | None = None


class Heading(Struct, frozen=True):
    """The head of a section (2), of one thing in it (3), of a part of that (4); `option` gives what the section speaks of."""

    text: str
    level: Level = 2
    role: HeadingRole = "section"
    option: str | None = None


class Paragraph(Struct, frozen=True):
    """A paragraph; one that stands `apart` closes the section."""

    text: str
    role: ParagraphRole = "plain"
    apart: bool = False


class Row(Struct, frozen=True):
    """A label and its value; `depth` counts the groups that hold it."""

    label: str
    value: str
    role: RowRole = "plain"
    depth: int = 0


class Rows(Struct, frozen=True):
    """Labels and values side by side; in the `head` of a page they say what was asked."""

    rows: tuple[Row, ...]
    head: bool = False


class Item(Struct, frozen=True):
    """One item of a list: the items below it, an address, the option of the command line that answers it."""

    text: str
    below: tuple[Item, ...] = ()
    url: str | None = None
    option: str | None = None


class Items(Struct, frozen=True):
    """A list; one that stands `apart` speaks of all that is above."""

    items: tuple[Item, ...]
    apart: bool = False


class Timeline(Struct, frozen=True):
    """Windows to draw around a day, one beside each row of a table; what they show stands in words in the other columns."""

    day: date
    windows: tuple[WindowOn, ...]
    column: int


class Table(Struct, frozen=True):
    """Rows under headers; an account has its figures in the columns `sums`, and their total in the last row."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[int, ...] = ()
    timeline: Timeline | None = None


class Line(Struct, frozen=True):
    """A line of a board: where it stands, its cells, the address of the thing that the first cell names."""

    mark: Mark
    cells: tuple[str, ...]
    url: str | None = None


MARKS: dict[Mark, str] = {"eligible": "✓", "to_confirm": "?"}


class Board(Struct, frozen=True):
    """Marked lines in columns under a heading; the boards of a page share their headers and the widths of their columns."""

    heading: str
    headers: tuple[str, ...]
    lines: tuple[Line, ...]


class Share(Struct, frozen=True):
    """A part of a whole, from 0 to 1, with the letter that stands for it."""

    letter: str
    text: str
    share: Decimal


class Bar(Struct, frozen=True):
    """Shares of a whole, drawn to scale; the table above says them, so that what can't draw leaves it out."""

    parts: tuple[Share, ...]
    label: str = ""


class Link(Struct, frozen=True):
    """An address on its own."""

    url: str


BLANK = "……………"


class Articles(Struct, frozen=True):
    """The numbered articles of a decision; what `first` counts from goes on from the articles above, if it isn't 1."""

    items: tuple[Item, ...]
    first: int = 1

    def numbered(self) -> Iterator[tuple[str, Item]]:
        """Each article with its name: ``Article 1 :``."""
        return ((f"Article {number} :", item) for number, item in enumerate(self.items, self.first))


class Fields(Struct, frozen=True):
    """Labels and values of an act; a value that only its author knows is None, left blank to be filled in."""

    rows: tuple[tuple[str, str | None], ...]


class Signatures(Struct, frozen=True):
    """Those who sign, side by side where there is room, each above the place to do it."""

    who: tuple[str, ...]


Block: TypeAlias = Title | Heading | Paragraph | Rows | Items | Table | Board | Bar | Link | Articles | Fields | Signatures
Page: TypeAlias = tuple[Block, ...]


def listing(heading: str, items: Iterable[Item], level: Level = 2) -> Page:
    """A heading with a list below it; nothing when the list is empty."""
    known = tuple(items)
    return (Heading(heading, level), Items(known)) if known else ()


def table_of(board: Board) -> Table:
    """A board as a table, for what has no links under words: the mark stands before the name."""
    rows = ((f"{MARKS[line.mark]} {line.cells[0]}", *line.cells[1:]) for line in board.lines)
    return Table("", board.headers, tuple(rows))


def filled(block: Fields | Signatures) -> tuple[Row, ...]:
    """What an act asks for as labels and values, the marks of what is blank included."""
    asked = block.rows if isinstance(block, Fields) else ((who, None) for who in block.who)
    return tuple(Row(label, BLANK if value is None else value) for label, value in asked)
