"""A cell of a budget, and what it says in its column.

Text says what is written. A number that a spreadsheet worked out may have any decimals and mean a share or a sum: its column
decides.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from aidnum.french import euros
from aidnum.model.reading import Unreadable

if TYPE_CHECKING:
    from typing import TypeGuard

AMOUNTS = ("ht", "ttc", "amount")
_CENT = Decimal("0.01")


class Figure(str):
    """The text of a cell that holds a number, with the number; `is_percent` when the sheet shows it so."""

    __slots__ = ("is_percent", "value")
    is_percent: bool
    value: Decimal


class Fault(str):
    """The text of a cell that holds no value: `why` says it in French."""

    __slots__ = ("why",)
    why: str


def figure(value: Decimal, *, is_percent: bool = False) -> Figure:
    """A number as its cell shows it."""
    shown = Figure(f"{written(value * 100)} %" if is_percent else written(value))
    shown.value, shown.is_percent = value, is_percent
    return shown


def fault(text: str, why: str) -> Fault:
    """A cell that holds no value."""
    shown = Fault(text)
    shown.why = why
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
