"""The sum that a cell says, however people write it, or why it says none."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import euros
from aidnum.model.reading import Unreadable, read_money, shorten
from aidnum.project.budget.words import basis_said, is_nothing, words
from aidnum.project.cells import why_unusable

if TYPE_CHECKING:
    from aidnum.model.profile import Basis
    from aidnum.project.grid import Cell

CENT = Decimal("0.01")
HALF_CENT = Decimal("0.005")
_LARGEST = 10**12
_UNIT = r"(?i)\s*(k?€|k?euros?|k?eur|keuros)?\s*(?:/|\()?\s*(h\.?\s?t\.?|t\.?t\.?c\.?)?\)?\s*(k?€|k?euros?|k?eur)?\s*$"
_ABOUT = re.compile(r"(?i)^\s*(?:env\b|environ|~|≈|approx|autour|à partir|a partir|entre|de l'ordre)|\bà\s+[0-9]|[0-9]\s*\?")
_COMPUTED = r"([0-9]{1,12})[.,]([0-9]{3,})"
_WRITE = "écrire le montant en euros, par exemple 12000 ou 12 000,50"


class Amount(NamedTuple):
    """A sum in euros; `told` says how it was read when that isn't plain; `basis` when the cell itself says one.

    `is_rounded` when the cell held more than whole cents.
    """

    value: Decimal
    told: str | None = None
    basis: Basis | None = None
    is_rounded: bool = False


class Bad(NamedTuple):
    """Why a cell says no sum, and what to write; `is_formula` when the value of a formula is lacking."""

    why: str
    say: str
    is_formula: bool = False


NOTHING = Amount(Decimal(0), "rien à payer")


def read_amount(cell: Cell, scale: int = 1) -> Amount | Bad | None:
    """The sum of a cell; None for an empty one."""
    if cell.is_empty:
        return None
    if unusable := why_unusable(cell):
        return Bad(*unusable, is_formula=cell.lacks_value)
    if cell.is_percent or (cell.number is None and cell.text.strip().endswith("%")):
        return Bad(f"« {shorten(cell.text)} » est un taux, pas une somme", _WRITE)
    if cell.number is not None:
        return _computed(cell.number * scale)
    return _written(cell.text.strip(), scale)


def _computed(number: Decimal) -> Amount | Bad:
    if not -_LARGEST < number < _LARGEST:
        return Bad(f"« {number} » est trop grand", _WRITE)
    value = to_cents(number)
    return Amount(value) if value == number else _rounded(f"{number.normalize():f}".replace(".", ","), value)


def _rounded(text: str, value: Decimal) -> Amount:
    return Amount(value, f"{text} lu {euros(value)}", is_rounded=True)


def _written(text: str, scale: int) -> Amount | Bad:
    if is_nothing(text):
        return NOTHING
    if _ABOUT.search(text):
        return Bad(f"« {shorten(text)} » n'est qu'une estimation", "écrire le montant retenu, un seul nombre")
    is_bracketed = text.startswith("(") and text.endswith(")")
    match = re.search(_UNIT, text[1:-1] if is_bracketed else text)
    figure, basis = (match.string[: match.start()], basis_said(words(match[2] or ""))) if match else (text, None)
    in_thousands = match is not None and any((unit or "").casefold().startswith("k") for unit in (match[1], match[3]))
    sign, figure = _signed(figure)
    try:
        amount = _figure(figure, 1000 if in_thousands else scale)
    except Unreadable as error:
        why, _, say = str(error).partition(" ; ")
        return Bad(why if figure else f"« {shorten(text)} » n'est pas un montant", say or _WRITE)
    told = amount.told or (f"{shorten(text)} lu {euros(amount.value)}" if in_thousands else None)
    sign = -abs(sign) if is_bracketed else sign
    if sign < 0 and not amount.value:
        return Bad(f"« {shorten(text)} » n'est pas un montant", _WRITE)
    return amount._replace(value=sign * amount.value, told=told, basis=basis)


def _signed(figure: str) -> tuple[int, str]:
    """A figure without its sign: accountants write a negative sum between brackets."""
    plain = figure.strip()
    if plain[:1] in ("-", "\u2212", "–") and plain[1:]:
        return -1, plain[1:].strip()
    if plain.startswith("(") and plain.endswith(")"):
        return -1, plain[1:-1].strip()
    return 1, plain.removeprefix("+").strip().removeprefix("€").strip()


def _figure(figure: str, scale: int) -> Amount:
    """A figure as people write it; one with decimals that can't be thousands is one that was worked out."""
    match = re.fullmatch(_COMPUTED, figure)
    if match and (len(match[1]) > 3 or len(match[2]) != 3 or not match[1].strip("0")):
        exact = Decimal(f"{match[1]}.{match[2]}") * scale
        return _rounded(figure.replace(".", ","), to_cents(exact))
    return Amount(to_cents(read_money(figure) * scale))


def to_cents(value: Decimal) -> Decimal:
    """A sum to the cent, half a cent up."""
    return value.quantize(CENT, ROUND_HALF_UP)
