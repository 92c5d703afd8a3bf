"""Who pays an aid of a plan, in the few words of a budget: ``État``, ``Région Bretagne``, ``Département du Morbihan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.report.offices import offices, own_office

if TYPE_CHECKING:
    from aidnum.engine.situation import Situation
    from aidnum.model.plan import Resource

_OFFICES = {"region-payeuse": "regions", "departement-payeur": "departements"}  # payers that bear the name of their place


def funder(resource: Resource, situation: Situation) -> str | None:
    """Who pays; None where the payer isn't said, or bears no name shorter than what it is."""
    payer, vocabulary = resource.payer, situation.vocabulary
    if payer is None:
        return None
    if payer not in _OFFICES:
        own = vocabulary.payer_members(payer)
        families = (term.short for name, term in vocabulary.payers.items() if own <= vocabulary.payer_members(name))
        return next(filter(None, families), None)
    local = offices(resource.scheme, vocabulary, situation, short=True) if resource.scheme else ()
    return local[0] if local else own_office(_OFFICES[payer], situation)
