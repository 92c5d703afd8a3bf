"""The resources that entries come to: aids with who pays them, and the own share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import euros
from aidnum.model.budget import Funder
from aidnum.model.reading import shorten
from aidnum.project.budget.words import own_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidnum.model.profile import Basis
    from aidnum.project.budget.entries import Item, Told

_NAMED = {
    "own": "votre part",
    "loan": "emprunt, dans votre part",
    "fctva": "FCTVA : versé plus tard, il n'entre pas dans le plan",
}


class Resources(NamedTuple):
    """The aids, own funds, loan and FCTVA; None for a part that isn't told."""

    funders: tuple[Funder, ...]
    own_funds: Decimal | None
    loan: Decimal | None
    fctva: Decimal | None


def resources(items: Sequence[Item], basis: Basis, told: Told) -> Resources:
    """The resources of items; what isn't an aid is set aside, and told."""
    funders: list[Funder] = []
    own: dict[str, Decimal] = {}
    for item in items:
        amount, kind = sum_of(item, basis), own_share(item.label)
        if not item.is_whole:
            continue
        if amount is None:
            told.cannot(item.where, "montant manquant", "écrire le montant, ou 0 s'il n'y en a pas")
        elif amount < 0:
            told.cannot(item.where, f"une recette de {euros(amount)}", "écrire ce qui est reçu, ou le placer dans les dépenses")
        elif not item.label:
            told.cannot(item.where, f"{euros(amount)} sans financeur", "nommer qui paie")
        elif not amount:
            told.aside(item.where, f"« {shorten(item.label)} » : rien")
        elif kind is None:
            funders.append(Funder(item.where, item.label, amount))
        else:
            own[kind] = own.get(kind, Decimal(0)) + amount
            told.aside(item.where, f"« {shorten(item.label)} », {euros(amount)} : {_NAMED[kind]}")
    return Resources(tuple(funders), own.get("own"), own.get("loan"), own.get("fctva"))


def sum_of(item: Item, basis: Basis) -> Decimal | None:
    """The sum of a resource: its years and sections added up, in the basis wanted where both are given."""
    split = [one for one in item.amounts if one[0].year or one[0].nature] or item.amounts
    of_basis = [amount.value for known, amount in split if known.basis in (None, basis)] or [one.value for _, one in split]
    return sum(of_basis, Decimal(0)) if of_basis else None
