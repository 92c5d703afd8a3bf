"""The lines of a CSV file, however a spreadsheet wrote it."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice, pairwise

from aidnum.catalogue.files import wide_encoding
from aidnum.errors import AidnumError
from aidnum.french import number as french
from aidnum.french import plural
from aidnum.project.filling import MAX_ROWS, SheetUnreadable

_QUOTE = "Le fermer, ou doubler un guillemet qui fait partie du texte."
_SAVE = "L'enregistrer de nouveau depuis le tableur, en XLSX, en ODS ou en CSV."
_SAMPLE, _MOST_CONTROL = 4_000, 4
_UNICODE = ((BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_DELIMITERS = (";", "\t", "|", ",")
_EMPTY = ' \t\r\n";,|'
_MOST_LETTERS = 500_000
_FIRST_LINES, _LONG_LINE = 200, 10_000
_FIRST_OCTETS = 10_000
_TOLD = "sep="


def csv_lines(raw: bytes, path: str, most: int = MAX_ROWS) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line, with the number of the line where it begins; so many lines at most.

    Raises:
        AidnumError: for what is no text or no CSV, and for a quote that hides the lines below it.
        SheetUnreadable: for a line that is too far, or too long.
    """
    text = _decoded(raw).removeprefix("\ufeff")
    if _is_binary(text[:_SAMPLE]):
        raise AidnumError(f"{path} : ce fichier n'est pas du texte, ou est abîmé", _SAVE)
    lines = _lines(text, most)
    told = lines[0].rstrip("\r\n")[len(_TOLD) :] if lines and lines[0].lower().startswith(_TOLD) else None
    before = skipped = 0 if told is None else 1
    delimiter = told if told in _DELIMITERS else _delimiter(lines[before:][:_FIRST_LINES])
    width = _usual(map(len, _parsed(lines[before:][:_FIRST_LINES], delimiter))) - 1
    reader = csv.reader(lines[before:], delimiter=delimiter)
    try:
        for cells in reader:
            record = "".join(lines[before : reader.line_num + skipped])
            found = _hiding(cells, record, width, delimiter, is_last=reader.line_num + skipped == len(lines))
            if found is not None:
                _refuse_quote(path, before + 1, cells, found)
            yield before + 1, cells
            before = reader.line_num + skipped
    except csv.Error as error:
        raise AidnumError(f"{path}:{before + 1} : cette ligne n'est pas du CSV lisible") from error


def _is_binary(text: str) -> bool:
    """Whether a text holds what no text does, and more than a stray character of it."""
    return len({letter for letter in text if letter < " " and not letter.isspace()}) > _MOST_CONTROL


def _lines(text: str, most: int) -> list[str]:
    """The lines of a file; those that hold nothing, at its end, are passed over however many they are."""
    lines = io.StringIO(text, newline="")
    kept = list(islice(lines, most))
    long = next((number for number, line in enumerate(kept, 1) if len(line) > _MOST_LETTERS), None)
    if long is not None:
        raise SheetUnreadable(f"{long} : ligne trop longue : {french(_MOST_LETTERS)} caractères au plus")
    for number, line in enumerate(lines, most + 1):
        if line.strip(_EMPTY):
            raise SheetUnreadable(f"{number} : ligne trop loin : {french(most)} lignes au plus")
    return kept


def _delimiter(lines: Sequence[str]) -> str:
    """What sets cells apart in most of the lines, whatever a title above them holds.

    A comma between two digits is first taken for a decimal one.
    """
    for decimal in (",", None):
        weights = {mark: _weight(_splits(cells, mark == decimal) for cells in _parsed(lines, mark)) for mark in _DELIMITERS}
        if any(weights.values()):
            return max(weights, key=lambda mark: weights[mark])
    return _DELIMITERS[0]


def _parsed(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    with suppress(csv.Error):
        yield from csv.reader((line[:_LONG_LINE] for line in lines), delimiter=delimiter)


def _splits(cells: list[str], spares_digits: bool) -> int:  # noqa: FBT001 - it has one caller
    return sum(not (spares_digits and left[-1:].isdigit() and right[:1].isdigit()) for left, right in pairwise(cells))


def _weight(counts: Iterable[int]) -> int:
    """How many times lines are split as many times."""
    return max((count * lines for count, lines in Counter(counts).items()), default=0)


def _usual(counts: Iterable[int]) -> int:
    """The number met most often of those above one, else two."""
    return next((count for count, _ in Counter(count for count in counts if count > 1).most_common(1)), 2)


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


def is_binary(raw: bytes) -> bool:
    """Whether a file holds what no text does."""
    return "\0" in _decoded(raw[:_FIRST_OCTETS])


def _decoded(raw: bytes) -> str:
    """The text of a CSV file: Unicode when it says or is so, else what a French spreadsheet writes."""
    encoding = next((name for mark, name in _UNICODE if raw.startswith(mark)), None) or wide_encoding(raw)
    if encoding is not None:
        return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
