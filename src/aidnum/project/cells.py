"""A cell of a budget, and what it says in its column.

Text says what is written. A number that a spreadsheet worked out may have any decimals and mean a share or a sum: its column
decides.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from aidnum.french import euros
from aidnum.model.reading import Unreadable, shorten
from aidnum.project.grid import Cell

if TYPE_CHECKING:
    from typing import TypeGuard

AMOUNTS = ("ht", "ttc", "amount")
_CENT = Decimal("0.01")
_LARGEST = 10**15
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


def text_cell(text: str) -> Cell:
    """A cell of text, on one line."""
    return Cell(text.replace("\r\n", " ").replace("\r", " ").replace("\n", " "))


def number_cell(text: str, *, is_percent: bool = False) -> Cell:
    """A stored number as people write it, to six decimals at most, so that binary dust doesn't show."""
    if not _NUMBER.fullmatch(text):
        return Cell(text, fault=f"« {shorten(text)} » n'est pas un nombre")
    stored = float(text)
    if not -_LARGEST < stored < _LARGEST:
        return Cell(text, fault=f"« {shorten(text)} » est trop grand")
    value = round(Decimal(repr(stored)), 6)
    return Cell(f"{written(value * 100)} %" if is_percent else written(value), value, is_percent)


def flag_cell(*, is_true: bool) -> Cell:
    """A cell that is true or false, in the words of a French spreadsheet."""
    return Cell("VRAI" if is_true else "FAUX")


def error_cell(text: str) -> Cell:
    """A formula that failed: ``#REF!``."""
    return Cell(text, fault=f"cette cellule est en erreur ({shorten(text)})")


class Figure(str):
    """The text of a cell that holds a number, with the number; `is_percent` when the sheet shows it so."""

    __slots__ = ("is_percent", "value")
    is_percent: bool
    value: Decimal


class Fault(str):
    """The text of a cell that holds no value: `why` says it in French."""

    __slots__ = ("why",)
    why: str


def as_text(cell: Cell) -> str:
    """A cell as text that knows what it holds."""
    if cell.fault is not None:
        faulty = Fault(cell.text)
        faulty.why = cell.fault
        return faulty
    if cell.number is None:
        return cell.text
    shown = Figure(cell.text)
    shown.value, shown.is_percent = cell.number, cell.is_percent
    return shown


def written(value: Decimal) -> str:
    """A number without needless zeros, nor a power of ten."""
    return f"{value.normalize() + 0:f}"


def spelled(column: str, cell: str) -> str:
    """The text of a cell as its column reads it: an amount to the cent, a share of one as a rate of VAT.

    Raises:
        Unreadable: for a cell without a value where one is needed.
    """
    if isinstance(cell, Fault) and column in (*AMOUNTS, "vat"):
        raise Unreadable(cell.why)
    if isinstance(cell, Figure) and column == "vat" and 0 < cell.value < 1:
        return f"{written(cell.value * 100)} %"
    return written(_cents(cell)) if _is_sum(cell, column) else cell.strip()


def rounding(column: str, cell: str) -> str | None:
    """How an amount was rounded; None where it is whole cents."""
    if _is_sum(cell, column) and _cents(cell) != cell.value:
        return f"{cell.replace('.', ',')} lu {euros(_cents(cell))}"
    return None


def _is_sum(cell: str, column: str) -> TypeGuard[Figure]:
    return isinstance(cell, Figure) and column in AMOUNTS and not cell.is_percent


def _cents(cell: Figure) -> Decimal:
    return cell.value.quantize(_CENT, ROUND_HALF_UP)
