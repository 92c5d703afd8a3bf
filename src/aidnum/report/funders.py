"""Who pays an aid of a plan, in the few words of a budget: ``État``, ``Région Bretagne``, ``Département du Morbihan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.french import fold
from aidnum.report.offices import offices, own_office

if TYPE_CHECKING:
    from aidnum.engine.situation import Situation
    from aidnum.model.authority import Authority
    from aidnum.model.plan import Resource
    from aidnum.model.vocabulary import Vocabulary

_OFFICES = {"region-payeuse": "regions", "departement-payeur": "departements"}  # payers that bear the name of their place


def funder(resource: Resource, situation: Situation) -> str | None:
    """Who pays; None where the payer isn't said, bears no name shorter than what it is, or is told by the name of its aid."""
    payer, vocabulary = resource.payer, situation.vocabulary
    if payer is None:
        return None
    if payer not in _OFFICES:
        own = vocabulary.payer_members(payer)
        families = (term.short for name, term in vocabulary.payers.items() if own <= vocabulary.payer_members(name))
        return next(filter(None, families), None)
    if resource.other and _is_told(resource.other.name, payer, vocabulary):
        return None
    local = offices(resource.scheme, vocabulary, situation, short=True) if resource.scheme else ()
    return local[0] if local else _own(_OFFICES[payer], situation)


def _is_told(name: str, payer: str, vocabulary: Vocabulary) -> bool:
    """Whether a name says which payer it is, and more: ``Conseil départemental du Morbihan``."""
    words = f" {fold(name)} "
    return any(f" {fold(alias)} " in words and fold(alias) != fold(name) for alias in vocabulary.aliases.get(payer, ()))


def _own(office: str, situation: Situation) -> str:
    """The one of the applicant, by what it is where nothing says which: a budget speaks to nobody."""
    found, known = own_office(office, situation), situation.vocabulary.organisations.get(office)
    return known.short or known.label if known and found == known.yours else found


def called(authority: Authority, vocabulary: Vocabulary) -> str:
    """An authority by its name; a département or a région, which bears that of a place, by its name as one that pays."""
    match authority.kinds:
        case ("departement",):
            return vocabulary.office("departements", frozenset(authority.departements), short=True)
        case ("region",):
            return vocabulary.office("regions", frozenset(authority.regions), short=True)
    return authority.name
