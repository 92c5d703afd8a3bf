"""A reading as a few lines of text, the same whatever the format of its file.

``2 Portail = logiciel 1000.00/1200.00 investment`` is a cost of row 2, before and with tax; ``+`` a funder, ``own`` and
``loan`` the own share, ``~`` what is set aside, ``?`` what can't be read with, below it, how to say it, ``#`` a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from aidnum.model.budget import BudgetReading, CostLine

_PLACE = re.compile(r"(?:b\.csv:|Feuil1![A-Z]+)(?=[0-9])")
_EVERY = re.compile(r": personnel, materiel, .*")


def shown(reading: BudgetReading) -> str:
    """The reading in text."""
    return "\n".join(_EVERY.sub(": …", _PLACE.sub("", line)) for line in _lines(reading)).replace("\xa0", " ")


def _lines(reading: BudgetReading) -> Iterator[str]:
    yield from map(_cost, reading.lines)
    for funder in reading.funders:
        yield f"+ {funder.where} {funder.name} {funder.amount:.2f}"
    for name, amount in (("own", reading.own_funds), ("loan", reading.loan)):
        if amount is not None:
            yield f"{name} {amount:.2f}"
    for aside in sorted(reading.set_aside, key=lambda one: row_of(one.where)):
        yield f"~ {aside.where} {aside.why}"
    for unread in sorted(reading.unread, key=lambda one: row_of(one.where)):
        yield f"? {unread.where} {unread.why}"
        yield f"  > {unread.say}"
    for note in reading.notes:
        yield f"# {note}"


def _cost(line: CostLine) -> str:
    amounts = "/".join(_sum(amount) for amount in (line.ht, line.ttc) if amount is not None)
    return f"{line.where} {line.label} = {line.category} {amounts} {line.nature or ''}".rstrip()


def _sum(amount: Decimal) -> str:
    return f"{amount:.2f}"


def row_of(where: str) -> int:
    """The row of a place."""
    match = re.search("[0-9]+$", where)
    assert match
    return int(match[0])
