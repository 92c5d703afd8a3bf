"""What the two documents of word processors share: their sheet, their words, and bytes that the same page always gives."""

import io
import re
from datetime import date, datetime, time
from itertools import pairwise
from typing import Literal, TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from aidnum.errors import AidnumError
from aidnum.french import tied, visible
from aidnum.render.document import Block, Fields, Heading, Items, Page, Paragraph, Signatures, Table, Title

LANGUAGE, COUNTRY = "fr", "FR"
FONT = "Arial"  # or Liberation Sans, which has its widths: one of them is on every machine
WIDTH_MM, MARGIN_MM = 170, 20  # of the text, and of what stands around it on A4
BULLETS = ("•", "–", "·")  # by level

Bond: TypeAlias = Literal["last", "whole"] | None
"""What of a block stays on the sheet where the next one begins: its last paragraph, the whole block, or nothing."""

_LONGEST_WHOLE = 20
_MOST_BOUND = 6  # items that stay with a signature
_CHARACTERS = 92  # that a line of a table holds
_LONGEST_WORD = 30
_PADDING = 2
_MIMETYPE = "mimetype"
_FIRST_DAY = date(1980, 1, 1)  # of ZIP
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_NOT_XML = re.compile("[\ufffe\uffff]")
_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)


class NoWriter(AidnumError):
    """The module that writes a document isn't installed."""

    def __init__(self) -> None:
        super().__init__(
            "écrire un document demande un module qui n'est pas installé",
            "Installer l'extra « documents » : pip install 'aidnum[documents]'. Les autres formats n'en ont pas besoin.",
        )


def words(text: str) -> str:
    """Text from outside on one line, without what XML can't hold."""
    return _NOT_XML.sub("\ufffd", tied(visible(_SPACE.sub(" ", text).strip())))


def leads(url: str) -> bool:
    """Whether an address is one of the web, which a click may open."""
    return _ADDRESS.fullmatch(url) is not None


def title_of(page: Page) -> Title:
    """The title of a page, for the properties of its document."""
    return next((block for block in page if isinstance(block, Title)), Title("", "aidnum"))


def whole_title(title: Title) -> str:
    """A title on one line: what sort of document, and what it is about."""
    return words(" : ".join(filter(None, (title.kind, title.text))))


def moment(title: Title) -> datetime:
    """When a document says that it was made: at noon of its day, the first that an archive can bear if it has none."""
    return datetime.combine(max(title.day or _FIRST_DAY, _FIRST_DAY), time(12))


def widths(table: Table) -> list[float]:
    """The share of the width that each column takes: room for its longest word, then as its longest cell asks."""
    columns = [[words(cell) for cell in column] for column in zip(table.headers, *table.rows, strict=True)]
    least = [min(max(len(word) for cell in column for word in cell.split(" ")), _LONGEST_WORD) + _PADDING for column in columns]
    wished = [max(map(len, column)) + _PADDING for column in columns]
    spare, wanting = max(_CHARACTERS - sum(least), 0), max(sum(wished) - sum(least), 1)
    given = [low + (high - low) * min(spare / wanting, 1) for low, high in zip(least, wished, strict=True)]
    return [part / sum(given) for part in given]


def is_whole(table: Table) -> bool:
    """Whether a table is short enough to stand whole on a sheet."""
    return len(table.rows) <= _LONGEST_WHOLE


def bonds(page: Page) -> list[Bond]:
    """What of each block stays on the sheet where the next one begins.

    A table keeps the paragraph that announces it, a signature all that it signs just above, and the last section, which may be
    two lines, a short block before it.
    """
    heads = [place for place, block in enumerate(page) if isinstance(block, Heading)]
    last_head = heads[-1] if heads else None
    return [
        _bond(block, after, before_last_head=place + 1 == last_head)
        for place, (block, after) in enumerate(pairwise((*page, None)))
    ]


def _bond(block: Block | None, after: Block | None, *, before_last_head: bool) -> Bond:
    if isinstance(after, Table):
        return "last"
    if isinstance(after, Signatures):
        return "last" if isinstance(block, Items) and len(block.items) > _MOST_BOUND else "whole"
    return "whole" if before_last_head and isinstance(block, Fields | Paragraph | Signatures) else None


def stamped(content: bytes, at: datetime) -> bytes:
    """An archive whose files all bear one moment; the type of an OpenDocument stands first, as it is."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as made, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in sorted(made.namelist(), key=lambda name: name != _MIMETYPE):
            info = ZipInfo(name, at.timetuple()[:6])
            info.compress_type = ZIP_STORED if name == _MIMETYPE else ZIP_DEFLATED
            archive.writestr(info, made.read(name))
    return file.getvalue()
