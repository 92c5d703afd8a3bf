"""Totals held to the rows that they add up: one that agrees is set aside, one that doesn't is told with both sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import euros, percent
from aidnum.project.budget import words as said_by
from aidnum.project.budget.amounts import HALF_CENT
from aidnum.project.budget.entries import Break, Item, Tax, Total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aidnum.model.profile import Basis
    from aidnum.project.budget.amounts import Amount
    from aidnum.project.budget.entries import Entry, Told

_CORRECT = "corriger le total, ou la ligne qui manque ou compte deux fois"
_MOST_PARTS = 6  # how far back a part that a total adds up may begin
Summed = tuple[Decimal, Decimal]


class Sums(NamedTuple):
    """What a total may add up: of an item its amount in a basis, and whether a label names it."""

    worked: Callable[[Item, Basis], Decimal | None]
    is_of: Callable[[Item, tuple[str, ...]], bool]
    open_basis: Basis


class Totals:
    """The totals of a ledger."""

    def __init__(self, entries: Sequence[Entry], sums: Sums, told: Told) -> None:
        self.entries, self.sums, self.told = entries, sums, told
        self.last = max((rank for rank, entry in enumerate(entries) if isinstance(entry, Total)), default=-1)
        self.has_tax = any(isinstance(entry, Tax) for entry in entries)

    def check(self) -> None:
        """Hold each total to its rows, and set the tax at the foot aside."""
        for rank, entry in enumerate(self.entries):
            if isinstance(entry, Total):
                self._check(rank, entry)
            elif isinstance(entry, Tax):
                rate = f" de {percent(entry.rate)}" if entry.rate is not None else ""
                self.told.aside(entry.where, f"TVA{rate} au pied du tableau : {euros(entry.amount)}")

    def _check(self, rank: int, total: Total) -> None:
        wrong: list[tuple[str, Decimal, Decimal]] = []
        is_known = True
        for column, amount in total.sums.items():
            likeliest: Decimal | None = None
            for found, within in self._found(rank, total, column, amount):
                if abs(found - amount.value) <= within:
                    break
                likeliest = found if likeliest is None else likeliest
            else:
                is_known = is_known and likeliest is not None
                wrong += [] if likeliest is None else [(total.places[column], amount.value, likeliest)]
        for where, said, sums in wrong:
            lines = f"les lignes {'en dessous' if total.is_above else 'au-dessus'} font {euros(sums)}"
            if total.said:
                self.told.cannot(where, f"ce total dit {euros(said)}, {lines}", _CORRECT)
            else:
                self.told.cannot(
                    where, f"{euros(said)} sans libellé, et {lines}", "dire ce que paie ce montant, ou corriger ce total"
                )
        if not wrong:
            self.told.aside(total.where, "total vérifié" if is_known else "total non vérifié : des lignes ne sont pas lues")

    def _found(self, rank: int, total: Total, column: int, amount: Amount) -> Iterator[Summed]:
        """What the rows may come to, the likeliest first; nothing when some can't be read."""
        basis = said_by.basis_of_total(total.said) or amount.basis
        for items in self._scopes(rank, total):
            if not all(item.is_whole for item in items):
                continue
            within = HALF_CENT * (sum(one.is_rounded for item in items for one in item.sums.values()) + amount.is_rounded)
            own = total.header.columns[column]
            if basis is None or basis == (own.basis or self.sums.open_basis) or own.role == "tax":
                yield self._in_column(items, column, total), within
            of = basis or own.basis or self.sums.open_basis
            worked_out = HALF_CENT * len(items) if of != (own.basis or self.sums.open_basis) else Decimal(0)
            worked = [self.sums.worked(item, of) for item in items]
            if own.role == "amount" and not (own.year or own.nature) and None not in worked:
                yield sum((one for one in worked if one is not None), Decimal(0)), within + worked_out
            if of == "ttc" and self.has_tax:
                taxes = sum((entry.amount for entry in self.entries[:rank] if isinstance(entry, Tax)), Decimal(0))
                before = [self.sums.worked(item, "ht") for item in items]
                if None not in before:
                    yield sum((one for one in before if one is not None), taxes), within + HALF_CENT * 2

    def _in_column(self, items: Sequence[Item], column: int, total: Total) -> Decimal:
        """The sums of a column, wherever a header has put it."""
        known = total.header.columns[column]
        found = Decimal(0)
        for item in items:
            at = column if item.header is total.header else _same(item, known)
            if at in item.sums:
                found += item.signed(item.sums[at].value)
            elif known.role == "amount" and not known.year and not known.nature:
                found += self.sums.worked(item, known.basis or self.sums.open_basis) or 0
        return found

    def _scopes(self, rank: int, total: Total) -> Iterator[list[Item]]:
        """The rows that a total may be of, the likeliest first."""
        if total.is_above:
            yield _items(self.entries[rank + 1 : self._next_break(rank + 1)])
            return
        starts = [at + 1 for at in range(rank) if isinstance(self.entries[at], Total | Break)]
        every = _items(self.entries[:rank])
        named = [item for item in every if self.sums.is_of(item, total.said)]
        is_bare = said_by.is_bare_total(total.said)
        parts = [part for at in reversed(starts[-_MOST_PARTS:]) if (part := _items(self.entries[at:rank]))]
        if is_bare and (rank == self.last or self._is_foot(rank)):
            yield every
            return
        ordered = [every, *parts] if is_bare else [*parts, every]
        yield from ([named] if named and not is_bare else [])
        yield from ordered

    def _is_foot(self, rank: int) -> bool:
        """Whether nothing but totals and tax follows."""
        return not _items(self.entries[rank:])

    def _next_break(self, rank: int) -> int:
        return next((at for at in range(rank, len(self.entries)) if isinstance(self.entries[at], Break)), len(self.entries))


def _items(entries: Sequence[Entry]) -> list[Item]:
    return [entry for entry in entries if isinstance(entry, Item)]


def _same(item: Item, known: object) -> int | None:
    return next((column for column, other in item.header.columns.items() if other == known), None)
