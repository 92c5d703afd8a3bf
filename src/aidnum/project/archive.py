"""An archive of XML that nobody has to trust: a workbook.

Only the parts asked for are opened, and counted as they are unzipped, whatever the archive says of them. No document type is
allowed, so that no entity can grow.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from aidnum.model.reading import Unreadable, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PARTS = 5_000
MAX_ELEMENTS = 500_000
MAX_UNZIPPED = 30_000_000
MAX_TEXT = 32_767
BROKEN = (
    BadZipFile,
    ExpatError,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OSError,
    EOFError,
)


class Archive:
    """The parts of a workbook by name, case left aside; together they may unzip to 30 MB and hold half a million elements."""

    def __init__(self, raw: bytes) -> None:
        self.zip = ZipFile(io.BytesIO(raw))
        self.parts = {part.filename.replace("\\", "/").lower(): part for part in self.zip.infolist()}
        self.bytes = MAX_UNZIPPED
        self.elements = MAX_ELEMENTS
        if len(self.zip.infolist()) > MAX_PARTS:
            raise Unreadable(f"il contient plus de {MAX_PARTS} fichiers")

    def read(self, name: str, part: Part, *, required: bool = True) -> None:
        """Hear the elements of one part."""
        found = self.parts.get(name)
        if found is None:
            if required:
                raise Unreadable(f"« {shorten(name)} » y manque")
            return
        if found.flag_bits & 1:
            raise Unreadable("il est chiffré")
        if found.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("sa compression n'est pas celle d'un classeur")
        with self.zip.open(found) as file:
            content = file.read(self.bytes + 1)
        self.bytes -= len(content)
        if self.bytes < 0:
            raise Unreadable(f"décompressé, il dépasse {MAX_UNZIPPED // 1_000_000} Mo")
        part.left = self.elements
        try:
            part.hear(content)
        finally:
            self.elements = part.left


class Part:
    """One part. Its elements are heard one by one; text is gathered while `gathers` says so."""

    def __init__(self) -> None:
        self.left = 0
        self.gathered: list[str] = []
        self.length = 0
        self.gathers = False

    def hear(self, content: bytes) -> None:
        """The whole part at once: a parser that is fed by pieces reads a long name again for each."""
        parser = ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._stop
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.buffer_text = True
        parser.Parse(content, True)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unreadable(f"il contient plus de {MAX_ELEMENTS} éléments")
        self.begin(name.rpartition(":")[2], attributes)

    def _stop(self, name: str) -> None:
        self.end(name.rpartition(":")[2])

    def _text(self, text: str) -> None:
        if self.gathers:
            self.gather(text)

    def gather(self, text: str) -> None:
        """Add to what is gathered."""
        self.gathered.append(text)
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise Unreadable(f"un texte dépasse {MAX_TEXT} caractères")

    def taken(self) -> str:
        """What was gathered since the last time."""
        text = "".join(self.gathered)
        self.gathered.clear()
        self.length = 0
        return text

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; `name` has no prefix."""

    def end(self, name: str) -> None:
        """An element ends."""


def _refuse_document_type(*_: object) -> None:
    raise Unreadable("il déclare un type de document")
