"""What stands at the foot of a table and tells of all its lines: whether they are before tax, and the rate of their tax."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aidnum.french import euros, percent
from aidnum.project.budget.amounts import HALF_CENT, to_cents
from aidnum.project.budget.entries import Tax, Total
from aidnum.project.budget.words import basis_of_total

if TYPE_CHECKING:
    from aidnum.model.profile import Basis
    from aidnum.project.budget.entries import Item, Ledger, Told

RATES = tuple(map(Decimal, ("0.2", "0.1", "0.055", "0.085", "0.021", "0")))


def basis_at_foot(ledger: Ledger) -> Basis | None:
    """What sums are when no column says it: that of the one total, before tax or with it, which is their sum."""
    items = ledger.items
    whole = sum((item.signed(amount.value) for item in items for known, amount in item.amounts if not known.basis), Decimal(0))
    found: set[Basis] = set()
    for entry in ledger.entries:
        basis = basis_of_total(entry.said) if isinstance(entry, Total) else None
        if isinstance(entry, Total) and basis is not None and abs(_open_sum(entry) - whole) <= len(items) * HALF_CENT:
            found.add(basis)
    return found.pop() if len(found) == 1 else None


def _open_sum(total: Total) -> Decimal:
    opened = (amount.value for at, amount in total.sums.items() if total.header.columns[at].basis is None)
    return sum(opened, Decimal(0))


def rate_at_foot(ledger: Ledger, open_basis: Basis, told: Told) -> Decimal | None:
    """The rate of the one tax at the foot, held to the lines, or worked out from them; None when lines have their own."""
    taxes = [entry for entry in ledger.entries if isinstance(entry, Tax)]
    if len(taxes) != 1 or any(map(has_tax, ledger.items)):
        return None
    tax = taxes[0]
    if not all(item.is_whole for item in ledger.items):
        return tax.rate
    bases = {known.basis or open_basis for item in ledger.items for known, _ in item.amounts}
    base = sum((item.signed(amount.value) for item in ledger.items for _, amount in item.amounts), Decimal(0))
    for rate in RATES if tax.rate is None else (tax.rate,):
        owed = base * rate if "ht" in bases else base - base / (1 + rate)
        if abs(owed - tax.amount) <= (len(ledger.items) + 1) * HALF_CENT:
            if to_cents(owed) != tax.amount:
                told.notes.append(f"TVA de {tax.where} : {euros(tax.amount)}, et {euros(to_cents(owed))} d'après les lignes")
            return rate
    if tax.rate is not None:
        why = f"{percent(tax.rate)} de TVA sur {euros(base)} ne font pas {euros(tax.amount)}"
        told.cannot(tax.where, why, "corriger la TVA, ou donner le taux de chaque ligne dans une colonne")
    return None


def has_tax(item: Item) -> bool:
    """Whether a line says its own tax."""
    bases = {known.basis for known, _ in item.amounts}
    return item.rate is not None or item.tax is not None or {"ht", "ttc"} <= bases
