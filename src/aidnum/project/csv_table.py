"""The lines of a CSV file, however a spreadsheet wrote it."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator

from aidnum.catalogue.files import wide_encoding
from aidnum.errors import AidnumError
from aidnum.french import plural

_QUOTE = "Le fermer, ou doubler un guillemet qui fait partie du texte."
_UNICODE = ((BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))


def csv_lines(raw: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line, with the number of the line where it begins.

    Raises:
        AidnumError: for what is no CSV, and for a quote that hides the lines below it.
    """
    lines = list(io.StringIO(_decoded(raw).removeprefix("\ufeff"), newline=""))
    before = 1 if lines and lines[0].strip().lower().startswith("sep=") else 0
    header = "".join(lines[before : before + 1])
    delimiter = next((mark for mark in (";", "\t", ",") if mark in header), ";")
    reader = csv.reader(lines[before:], delimiter=delimiter)
    skipped = before
    try:
        for cells in reader:
            record = "".join(lines[before : reader.line_num + skipped])
            found = _hiding(cells, record, header.count(delimiter), delimiter, is_last=reader.line_num + skipped == len(lines))
            if found is not None:
                _refuse_quote(path, before + 1, cells, found)
            yield before + 1, cells
            before = reader.line_num + skipped
    except csv.Error as error:
        raise AidnumError(f"{path}:{before + 1} : cette ligne n'est pas du CSV lisible") from error


def _hiding(cells: list[str], record: str, width: int, delimiter: str, *, is_last: bool) -> int | None:
    """Which cell begins with a quote that hides lines: one that is never closed, or that is closed after a whole line."""
    if is_last and _is_open(record, cells, delimiter):
        return len(cells) - 1
    many = (rank for rank, cell in enumerate(cells) if "\n" in cell)
    return next((rank for rank in many if any(line.count(delimiter) >= width for line in cells[rank].split("\n"))), None)


def _is_open(record: str, cells: list[str], delimiter: str) -> bool:
    """Whether a quote is open at the end: a delimiter is then text, and makes no cell more."""
    (*_, again) = csv.reader(io.StringIO(record.rstrip("\r\n") + delimiter, newline=""), delimiter=delimiter)
    return len(again) == len(cells)


def _refuse_quote(path: str, start: int, cells: list[str], rank: int) -> None:
    opened = start + sum(cell.count("\n") for cell in cells[:rank])
    hidden = cells[rank].rstrip("\r\n").count("\n")
    until = f" ; il cache {plural(hidden, 'ligne', 'lignes')}" if hidden else ""
    raise AidnumError(f"{path}:{opened} : un guillemet ouvert sur cette ligne n'y est pas fermé{until}", _QUOTE)


def _decoded(raw: bytes) -> str:
    """The text of a CSV file: Unicode when it says or is so, else what a French spreadsheet writes."""
    encoding = next((name for mark, name in _UNICODE if raw.startswith(mark)), None) or wide_encoding(raw)
    if encoding is not None:
        return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
