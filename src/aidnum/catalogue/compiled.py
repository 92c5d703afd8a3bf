"""A compiled catalogue: the values of a set of files as JSON, typed when they are decoded; nothing in it can run.

A head names the code and the files it was made from, each with its length and checksum: it is used only while they are the
same, and made again otherwise. Then come everything but the schemes, and a line a scheme, which is decoded when it is asked
for.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any
from weakref import finalize
from zlib import crc32

import msgspec

from aidnum.catalogue.catalogue import Catalogue, Schemes
from aidnum.catalogue.diagnostics import Diagnostic
from aidnum.catalogue.rulings import RULINGS
from aidnum.model.acts import Council, Mention, Piece, Visa
from aidnum.model.form import Form
from aidnum.model.law import Law, Milestone, Payment, Recovery
from aidnum.model.marks import Value
from aidnum.model.overview import Overview
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary
from aidnum.version import __version__

NAME = "compiled.json"
_CODE = ("french.py", "catalogue", "model")
_LONGEST_HEAD = _PIECE = 1 << 16


class Print(Value, frozen=True, kw_only=True):
    """What tells a file from another of the same name: its length and its checksum."""

    name: str
    length: int
    checksum: int


class Stamp(Value, frozen=True, kw_only=True):
    """What a compiled catalogue depends on: the code that read the files, the files, and whether the shipped schemes are in."""

    made_by: str
    files: tuple[Print, ...]
    is_whole: bool = True


class _Head(Value, frozen=True, kw_only=True):
    """The first line: what the catalogue was made from, the length of the line after it, and what the rest should be."""

    stamp: Stamp
    shared: int
    rest: Print


class _Shared(Value, frozen=True, kw_only=True):
    """All but the schemes, of which `lengths` are the lengths of the lines, in bytes."""

    vocabulary: Vocabulary
    sources: tuple[str, ...]
    laws: tuple[Law, ...]
    recoveries: tuple[Recovery, ...]
    payments: tuple[Payment, ...]
    councils: tuple[Council, ...]
    visas: tuple[Visa, ...]
    mentions: tuple[Mention, ...]
    pieces: tuple[Piece, ...]
    forms: tuple[Form, ...]
    delays: tuple[Milestone, ...]
    overview: Overview
    lengths: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: int = 0


def print_of(name: str, raw: bytes) -> Print:
    """The print of the bytes of a file."""
    return Print(name=name, length=len(raw), checksum=crc32(raw))


def code_print() -> str:
    """What tells the code that reads catalogues from another version of it."""
    package = Path(__file__).parent.parent
    checksum = 0
    for place in _CODE:
        found = sorted((package / place).glob("*.py")) if (package / place).is_dir() else [package / place]
        for path in found:
            checksum = crc32(path.read_bytes(), checksum)
    return f"{__version__} {checksum:08x}"


def compiled(catalogue: Catalogue, stamp: Stamp) -> bytes:
    """The compiled form of a catalogue."""
    lines = [msgspec.json.encode(scheme) + b"\n" for scheme in catalogue.schemes]
    rules: dict[str, Any] = {key: catalogue.rulings(key) for key in RULINGS}
    shared = _Shared(
        vocabulary=catalogue.vocabulary,
        sources=catalogue.sources,
        **rules,
        overview=catalogue.overview,
        lengths=tuple(map(len, lines)),
        diagnostics=catalogue.diagnostics,
        left_out=catalogue.left_out,
    )
    first = msgspec.json.encode(shared) + b"\n"
    rest = b"".join([first, *lines])
    return msgspec.json.encode(_Head(stamp=stamp, shared=len(first), rest=print_of("rest", rest))) + b"\n" + rest


class Stored(Schemes):
    """The schemes of a compiled catalogue, each decoded when it is asked for."""

    def __init__(self, number: int, start: int, shared: _Shared) -> None:
        self.overview = shared.overview
        self._number = number
        self._lengths = shared.lengths
        self._starts = tuple(accumulate(shared.lengths, initial=start))
        self._decoded: dict[int, Scheme] = {}
        finalize(self, os.close, number)

    def _at(self, place: int) -> Scheme:
        known = self._decoded.get(place)
        if known is None:
            known = self._decoded[place] = _SCHEME.decode(_read_at(self._number, self._starts[place], self._lengths[place]))
        return known

    def __len__(self) -> int:
        return len(self._lengths)


_HEAD = msgspec.json.Decoder(_Head)
_SHARED = msgspec.json.Decoder(_Shared)
_SCHEME = msgspec.json.Decoder(Scheme)


def recalled(number: int, is_wanted: Callable[[Stamp], bool]) -> Catalogue | None:
    """The catalogue in an open file when it is whole and made from what is wanted; else None, and the file is closed.

    The file stays open as long as its schemes may be asked for. It is read in pieces: a large one is never held.
    """
    try:
        line = _read_at(number, 0, _LONGEST_HEAD).partition(b"\n")[0]
        head = _HEAD.decode(line)
        start = len(line) + 1
        if is_wanted(head.stamp) and _print_from(number, start) == head.rest:
            return _catalogue(number, start, head.shared)
    except (OSError, msgspec.MsgspecError):
        pass
    os.close(number)
    return None


def _print_from(number: int, start: int) -> Print:
    """The print of a file from a place on."""
    length = checksum = 0
    while piece := _read_at(number, start + length, _PIECE):
        length, checksum = length + len(piece), crc32(piece, checksum)
    return Print(name="rest", length=length, checksum=checksum)


def _catalogue(number: int, start: int, length: int) -> Catalogue:
    shared = _SHARED.decode(_read_at(number, start, length))
    return Catalogue(
        schemes=Stored(number, start + length, shared),
        vocabulary=shared.vocabulary,
        sources=shared.sources,
        diagnostics=shared.diagnostics,
        left_out=shared.left_out,
    ).with_rulings({key: getattr(shared, key) for key in RULINGS})


def _read_at(number: int, start: int, length: int) -> bytes:
    os.lseek(number, start, os.SEEK_SET)
    return os.read(number, length)
