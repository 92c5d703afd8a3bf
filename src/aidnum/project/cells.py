"""A cell of a table file as its reader makes it: text, a number as people write it, a flag, or an error."""

from __future__ import annotations

import re
from decimal import Decimal

from aidnum.model.reading import shorten
from aidnum.project.grid import Cell

_LARGEST = 10**15
_SAVE = "ouvrir le fichier dans le tableur et l'enregistrer : les formules y gardent alors leur valeur"
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


def why_unusable(cell: Cell) -> tuple[str, str] | None:
    """Why a cell has no value that could be read, and what to do; None where it has one, or is empty."""
    if cell.lacks_value:
        return "cette formule n'a pas de valeur enregistrée", _SAVE
    return (cell.fault, "corriger cette cellule") if cell.fault else None


def written(value: Decimal) -> str:
    """A number without needless zeros, nor a power of ten."""
    return f"{value.normalize() + 0:f}"
