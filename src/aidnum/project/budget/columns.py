"""What each column of a table holds, as its header says it, wherever the header is and over one line or two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from aidnum.project.budget import words as said_by

if TYPE_CHECKING:
    from decimal import Decimal

    from aidnum.model.profile import Basis

Role = Literal[
    "label",
    "category",
    "nature",
    "account",
    "quantity",
    "price",
    "discount",
    "amount",
    "rate",
    "tax",
    "vat",
    "share",
    "funder",
    "kind",
]
_YEAR = re.compile("20[1-4][0-9]")
_YEAR_AMONG = re.compile(r"(?<![0-9/-])20[1-4][0-9](?![0-9/-])")  # « Opération 2026-04 » names none
_RELATIVE = re.compile(r"(?i)n(?:\s*\+\s*[1-9])?")
_RATE = frozenset(("taux", "%", "rate"))
_OF_DISCOUNT = said_by.DISCOUNTS | {"taux", "de", "%", "montant", "en", "€", "euros", "eur"}
_WORDED: tuple[tuple[Role, frozenset[str]], ...] = (
    ("amount", said_by.AMOUNTS),
    ("share", said_by.SHARES),
    ("funder", said_by.RESOURCES),
    ("category", said_by.CATEGORIES),
    ("account", said_by.ACCOUNTS),
    ("nature", frozenset(("section",))),
    ("kind", frozenset(("nature",))),
    ("label", said_by.LABELS),
)


class Column(NamedTuple):
    """What a column holds. An amount may be before tax or with it, of one nature, of one year, or in thousands (`scale`).

    `vat` is tax of which only the cells tell whether it is a rate or a sum; `kind` holds natures, or kinds of cost. One that
    `carries` has no name, and says a thing once for the rows below; `rate` is that of all its tax, where its name says one.
    """

    role: Role
    basis: Basis | None = None
    nature: str | None = None
    year: str | None = None
    scale: int = 1
    carries: bool = False
    rate: Decimal | None = None


@lru_cache(2_000)
def column_named(text: str) -> Column | None:  # noqa: PLR0911 - one by kind, the surest first
    """What a header says that its column holds; None for words that say nothing known."""
    said = said_by.words(text)
    if not said:
        return None
    known = set(said)
    basis, scale = said_by.basis_said(said), 1000 if said_by.is_in_thousands(text) else 1
    if known & said_by.QUANTITIES:
        return Column("quantity")
    if known & said_by.DISCOUNTS and known <= _OF_DISCOUNT:
        return Column("discount")
    if known & said_by.UNITS:
        return Column("price", basis, scale=scale)
    if "tva" in known and (basis is None or said[0] == "tva"):
        rate = said_by.rate_said(text)
        return Column(_tax(known, rate), scale=scale, rate=rate)
    if said_by.says_both_natures(said):
        return Column("nature")
    nature, year = said_by.nature_said(said), _year(text, said)
    if basis or nature or year:
        return Column("amount", basis, nature, year, scale)
    role = next((role for role, marks in _WORDED if known & marks and not _is_share(role, known)), None)
    return None if role is None else Column(role, scale=scale)


def _is_share(role: Role, known: set[str]) -> bool:
    return role == "amount" and bool(known & {"%", "taux", "pourcentage"})


def _tax(known: set[str], rate: Decimal | None) -> Role:
    if known & _RATE and rate is None:  # a rate in the name is that of the tax below
        return "rate"
    return "tax" if known & {"montant", "€", "euros"} else "vat"


def is_year(text: str) -> bool:
    """Whether a cell is the number of a year and nothing else."""
    return _YEAR.fullmatch(text.strip()) is not None


def _year(text: str, said: tuple[str, ...]) -> str | None:
    if _RELATIVE.fullmatch(text.strip()):
        return said[-1]
    if said[0] in ("annee", "exercice", "an") and len(said) > 1:
        return said[1]
    return next(iter(_YEAR_AMONG.findall(text)), None)
