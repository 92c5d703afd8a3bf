"""Which lines a discount lowers, and by how much each.

One that stands under a line is of that line; one below several, at the foot of a table, or « globale », is of all of them in
proportion to what earlier discounts leave of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aidnum.model.budget import CostLine
from aidnum.project.budget.amounts import to_cents
from aidnum.project.budget.entries import Item, Total
from aidnum.project.budget.words import is_bare_total, is_discount, is_global, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aidnum.model.profile import Basis
    from aidnum.project.budget.entries import Entry


@dataclass(slots=True)
class Open:
    """A line, and what discounts leave of it so far."""

    line: CostLine
    left: Decimal


class Lowered:
    """The lines of a ledger as discounts lower them, in order."""

    def __init__(self, entries: Sequence[Entry], basis: Basis) -> None:
        self.entries, self.basis = entries, basis
        self.ranks = {id(entry): rank for rank, entry in enumerate(entries)}
        self.lines: dict[int, list[Open]] = {}

    def add(self, item: Item, lines: Iterable[CostLine]) -> None:
        """Lines that a discount may lower."""
        self.lines[id(item)] = [Open(line, line.amount(self.basis) or Decimal(0)) for line in lines]

    def above(self, discount: Item) -> list[Open]:
        """All the lines above a discount."""
        return self._lines(self.entries[: self.ranks[id(discount)]])

    def under(self, discount: Item) -> list[Open]:
        """The lines that a discount lowers by the place where it stands."""
        rank = self.ranks[id(discount)]
        first = next((at + 1 for at in reversed(range(rank)) if not _is_discount(self.entries[at])), 0)  # of several in a row
        follows = next((entry for entry in self.entries[rank:] if not _is_discount(entry)), None)
        over = self.entries[first - 1] if first else None
        if is_global(words(discount.label)):
            return self.above(discount)
        if isinstance(over, Total):
            is_whole = is_bare_total(over.said) or follows is None or _is_bare_total(follows)
            return self.above(discount) if is_whole else self._part(first - 1)
        part = self._part(first)
        return part[-1:] if isinstance(follows, Item) else part

    def _part(self, end: int) -> list[Open]:
        """The lines right above a rank, up to a total, a break or another discount."""
        start = next((at + 1 for at in reversed(range(end)) if not _is_cost(self.entries[at])), 0)
        return self._lines(self.entries[start:end])

    def _lines(self, entries: Sequence[Entry]) -> list[Open]:
        return [one for entry in entries for one in self.lines.get(id(entry), ()) if one.left > 0]


def is_of_discount(item: Item) -> bool:
    """Whether an item is a discount."""
    return is_discount(words(item.label))


def _is_discount(entry: Entry) -> bool:
    return isinstance(entry, Item) and is_of_discount(entry)


def _is_cost(entry: Entry) -> bool:
    return isinstance(entry, Item) and not is_of_discount(entry)


def _is_bare_total(entry: Entry) -> bool:
    return isinstance(entry, Total) and is_bare_total(entry.said)


def spread(lowered: Sequence[Open], owed: Mapping[Basis, Decimal]) -> list[CostLine]:
    """A discount over lines, by category, nature and rate of tax: what they bear of it is taken off what is left of them."""
    weights = [one.left for one in lowered]
    found: dict[tuple[str, str | None, Decimal | None], CostLine] = {}
    for basis, amount in owed.items():
        for one, share in zip(lowered, shares(amount, weights), strict=True):
            line = one.line
            key = line.category, line.nature, line.vat
            known = found.get(key, CostLine("", line.category, vat=line.vat, nature=line.nature))
            found[key] = known.of(basis, (known.amount(basis) or Decimal(0)) - share)
    for one, share in zip(lowered, shares(next(iter(owed.values())), weights), strict=True):
        one.left -= share
    return [line.at(line.vat) for line in found.values() if any((line.ht, line.ttc))]


def shares(whole: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """A sum in proportion to weights that aren't all nothing, to the cent, none of which is lost."""
    return list(_steps(whole, weights, sum(weights, Decimal(0))))


def _steps(whole: Decimal, weights: Sequence[Decimal], of: Decimal) -> Iterator[Decimal]:
    reached, given = Decimal(0), Decimal(0)
    for weight in weights:
        reached += weight
        until = to_cents(whole * reached / of)
        yield until - given
        given = until
