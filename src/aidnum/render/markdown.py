"""A page as Markdown to paste into a note, wrapped at 80 columns.

The text passes markdownlint with its default rules, whatever the catalogue says: the names of things stand in bold text and
never in a heading (they may be long, alike, or end in a full stop), all text is escaped, and an address is written whole
between angle brackets, which stays readable on paper. A row of a table can't be folded: around a table, and there alone, a
comment that no page shows lifts the rule on the length of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from aidnum.french import NBSP, capital, tied, visible
from aidnum.render.document import (
    Articles,
    Bar,
    Block,
    Board,
    Fields,
    Heading,
    Item,
    Items,
    Link,
    Page,
    Paragraph,
    Row,
    Rows,
    Signatures,
    Table,
    Title,
    filled,
    table_of,
)

COLUMNS = 80

_ADDRESS = re.compile(r"(https?://[^\s<>\"\\^`{|}]*[^\s<>\"\\^`{|}.,;:!?()'\]»])", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_LIKE_A_LIST = re.compile(r" (?=(?:[0-9]{1,9}[.)]|[-+])(?:\s|$))")  # words that begin a list at the start of a line
_MARKUP = re.compile(r"[\\`*_<>\[\]#|~&$@]")
_LINKED_BARE = re.compile(r"(?i)\b(https?|www)([:.])")
_STARTS_A_LIST = re.compile(r"\A([0-9]{0,9})([-+.)])(?=\s|\Z)")
_UNDERLINES = re.compile(r"[-=:\s]+")
_UNFOLDED = "<!-- markdownlint-disable MD013 -->", "<!-- markdownlint-enable MD013 -->"


def render(page: Page) -> str:
    """A page as a Markdown document with one heading of the first level."""
    document = _Document()
    for block in page:
        document.add(block)
    return "\n\n".join(document.parts) + "\n"


class _Document:
    """Parts set apart by an empty line; the bullets that follow each other are one part."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._depth = 0
        self._in_list = False

    def add(self, block: Block) -> None:  # noqa: C901 - one case a block
        """Write one block."""
        match block:
            case Title():
                self._apart(f"# {escape(block.kind)}", *filter(None, [_paragraph(block.text)]))
            case Heading():
                self._heading(block)
            case Paragraph():
                self._apart(*([] if block.role == "hint" else [_paragraph(block.text)]))
            case Rows():
                self._bullets(_rows(block.rows, self._depth))
            case Items():
                self._bullets(_items(block.items, self._depth))
            case Table():
                self._apart(_UNFOLDED[0], "\n".join(_table(block)), _UNFOLDED[1])
            case Board():
                self._heading(Heading(block.heading))
                self._apart(_UNFOLDED[0], "\n".join(_table(table_of(block))), _UNFOLDED[1])
            case Bar():
                pass
            case Link():
                self._bullets([_bullet(escape(f"Adresse : {block.url}"), self._depth)])
            case Articles():
                self._articles(block)
            case Fields() | Signatures():
                self._bullets(_rows(filled(block), self._depth))
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> None:
        """A section has a heading; what stands in it is a bullet, with what is told of it below."""
        self._depth = heading.level - 2
        if heading.level == 2:
            self._apart(f"## {escape(heading.text)}")
        elif heading.level == 3:
            self._bullets([_bullet(f"**{escape(heading.text)}**{NBSP}:", 0)])
        else:
            self._bullets([_bullet(escape(f"{heading.text} :"), 1)])

    def _articles(self, articles: Articles) -> None:
        for name, item in articles.numbered():
            self._apart(wrapped(f"**{escape(name)}** {escape(item.text)}"))
            self._bullets(_items(item.below, 0))

    def _apart(self, *parts: str) -> None:
        self.parts += parts
        self._in_list = False

    def _bullets(self, lines: Iterable[str]) -> None:
        text = "\n".join(lines)
        if not text:
            return
        if self._in_list:
            self.parts[-1] += f"\n{text}"
        else:
            self.parts.append(text)
        self._in_list = True


def _paragraph(text: str) -> str:
    return wrapped(escape(text))


def _rows(rows: Iterable[Row], depth: int) -> Iterator[str]:
    for row in rows:
        label = row.label if row.role == "name" else capital(row.label)
        yield _bullet(escape(f"{label} : {row.value}"), depth + row.depth)


def _items(items: Iterable[Item], depth: int) -> Iterator[str]:
    for item in items:
        yield _bullet(escape(f"{item.text} {item.url}" if item.url else item.text), depth)
        yield from _items(item.below, depth + 1)


def _bullet(text: str, depth: int) -> str:
    return wrapped(text, f"{'  ' * depth}- ", "  " * (depth + 1))


def _table(table: Table) -> Iterator[str]:
    yield _cells(map(escape, table.headers))
    yield _cells("---:" if column in table.sums else "---" for column in range(len(table.headers)))
    for row in table.rows:
        is_total = table.sums and row is table.rows[-1]
        yield _cells(f"**{escape(cell)}**" if is_total and cell else escape(cell) for cell in row)


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Text from outside as inline Markdown on one line: no markup works in it but whole http(s) addresses."""
    plain = _LIKE_A_LIST.sub(NBSP, tied(visible(_SPACE.sub(" ", text)).strip()))
    parts = _ADDRESS.split(plain)
    return "".join(f"<{part}>" if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(text: str) -> str:
    return _LINKED_BARE.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Inline Markdown folded between words at 80 columns; no line of it can be read as a list, a rule or a heading."""
    lines: list[str] = []
    for word in _words(text, COLUMNS - len(rest)):
        if lines and _width(lines[-1]) + _width(word) + len(rest) + 2 <= COLUMNS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join((rest if index else first) + _harmless(line) for index, line in enumerate(lines))


def _words(text: str, room: int) -> Iterator[str]:
    """The words to fold; one that is too long for a line is cut at its no-break spaces."""
    for word in text.split(" "):
        yield from (re.split("[\u00a0\u202f]", word) if _width(word) >= room else (word,))


def _width(text: str) -> int:
    """Columns as markdownlint counts them: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _harmless(line: str) -> str:
    if _UNDERLINES.fullmatch(line):
        return f"\\{line}"
    return _STARTS_A_LIST.sub(r"\1\\\2", line)
