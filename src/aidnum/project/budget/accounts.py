"""Account numbers of the M57 nomenclature, as an aid to reading a budget: what they propose is shown, and is no sourced fact.

The class of an account says whether it is investment or running cost. Some accounts propose a category; none is guessed
from a number that isn't here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NATURES = {
    **dict.fromkeys(("20", "21", "23"), "investment"),
    **dict.fromkeys(("60", "61", "62", "63", "64", "65"), "running"),
}
_CATEGORIES = {
    "2031": ("etudes",),
    "205": ("logiciel", "prestations"),
    "232": ("prestations", "logiciel"),
    "2183": ("materiel",),
    "2184": ("mobilier",),
    "611": ("prestations", "hebergement", "formation"),
    "6135": ("materiel",),
    "6156": ("hebergement",),
    "617": ("etudes",),
    "6184": ("formation",),
    "6226": ("etudes", "prestations"),
    "6228": ("etudes", "prestations"),
    "64": ("personnel",),
    "6512": ("hebergement",),
    "6518": ("hebergement", "logiciel"),
}
_NUMBER = r"(?:c/|compte|cpte|art\.?|article|chap\.?|chapitre)?\s*([0-9]{2,6})"
_COLUMN = re.compile(rf"(?i){_NUMBER}(?:(?:\s*[-–—:]\s*|\s+)(\D.*))?")
_LEADING = re.compile(r"(?i)(?:(c/|compte|cpte)\s*([0-9]{2,6})|([0-9]{3,6}))(\s*[-–—:]\s*|\s+)(\D.*)")


class Account(NamedTuple):
    """A number, the nature of its class, the categories that it may hold, the likeliest first, and the words beside it."""

    number: str
    nature: str | None
    categories: tuple[str, ...]
    words: str = ""


def account_in(text: str) -> Account | None:
    """The account of a cell in a column of accounts: ``2051``, ``c/2183``, ``2051 - Concessions``; None for anything else."""
    match = _COLUMN.fullmatch(text.strip())
    return None if match is None else _account(match[1], match[2] or "")


def account_leading(label: str) -> Account | None:
    """The account that begins a label, with the rest of it: ``2051 - Logiciels``; « 20 ordinateurs » begins with none.

    Three figures need a dash or « c/ » to be an account, four must be those of one that is known.
    """
    match = _LEADING.fullmatch(label.strip())
    if match is None:
        return None
    number, is_set_apart = match[2] or match[3], bool(match[1] or match[4].strip())
    account = _account(number, match[5])
    if match[1] or (account.nature and (is_set_apart or (len(number) > 3 and account.categories))):
        return account
    return None


def _account(number: str, rest: str) -> Account:
    known = max((start for start in _CATEGORIES if number.startswith(start)), key=len, default="")
    return Account(number, _NATURES.get(number[:2]), _CATEGORIES.get(known, ()), rest.strip())
