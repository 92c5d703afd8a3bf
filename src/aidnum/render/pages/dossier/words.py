"""The French words that the documents of a dossier share."""

from collections.abc import Iterable, Iterator

from aidnum.french import capital, fold, listed, long_date, of_the
from aidnum.model.acts import Confidence, Visa
from aidnum.model.plan import Resource
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.pages.plan_account import two_sides
from aidnum.report.dossier import Dossier
from aidnum.report.territory import kinds_text

DOCUMENTS = {
    "deliberation": "Délibération",
    "plan": "Plan de financement",
    "note": "Note de présentation",
    "attestation": "Attestation de non-commencement",
}
STATES = {"done": "dans ce dossier, blancs à remplir", "sign": "à signer", "obtain": "à obtenir"}
CONFIDENCES: dict[Confidence, str] = {"high": "élevée", "medium": "moyenne", "low": "faible", "unverified": "à vérifier"}
TO_CHECK = "[à vérifier]"
_WAITS = {
    "receipt": "l'accusé de réception de la demande",
    "complete": "l'avis que le dossier est complet",
    "yes": "le dépôt de la demande",
    "no": "la décision d'attribution",
    "unknown": "l'accord écrit du financeur",
}


def operation(dossier: Dossier) -> str:
    """The project by its title, or a blank."""
    return f"« {dossier.title} »" if dossier.title else doc.BLANK


def subject(dossier: Dossier) -> str:
    """What the documents are about."""
    return f"Opération {operation(dossier)}"


def who(dossier: Dossier) -> str:
    """Who asks, or a blank."""
    return dossier.authority.name if dossier.authority else doc.BLANK


def sum_text(dossier: Dossier) -> str:
    """What the project costs, and with tax where that is known: ``100 000,00 € HT, soit 120 000,00 € TTC``."""
    basis = dossier.report.basis
    cost = f"{say.exact(dossier.report.total)} {say.TAXES[basis]}"
    if basis == "ttc" or dossier.total_ttc is None:
        return cost
    return f"{cost}, soit {say.exact(dossier.total_ttc)} {say.TAXES['ttc']}"


def authority_rows(dossier: Dossier) -> Iterator[tuple[str, str | None]]:
    """Who asks, under what it is, and the département where it lies."""
    authority = dossier.authority
    kind = kinds_text(authority) if authority else ""
    is_said = not authority or fold(authority.name).startswith(fold(kind))
    yield "Collectivité" if is_said else capital(kind), authority.name if authority else None
    if not authority or not {"departement", "region"}.intersection(authority.kinds):
        yield "Département", dossier.departement


def aid_name(resource: Resource, dossier: Dossier) -> str:
    """An aid by its payer and its name: ``État – DSIL``."""
    return capital(say.resource_text(resource, dossier.report.situation))


def asked_texts(dossier: Dossier) -> list[str]:
    """The aids to ask for."""
    return [aid_text(request.resource, dossier) for request in dossier.requests]


def granted_texts(dossier: Dossier) -> list[str]:
    """The aids already had."""
    return [aid_text(one, dossier) for one in dossier.granted]


def aid_text(resource: Resource, dossier: Dossier) -> str:
    """An aid by its payer and its name, its amount, and its rate: ``État – DSIL (…) : 20 000,00 €, soit 20 % de 100 000 €``."""
    name = aid_name(resource, dossier)
    title = resource.title if resource.scheme and resource.scheme.short else ""
    rate = say.rate_text(resource)
    whole = f"{name}, {title}" if title else name
    return f"{whole} : {say.exact(resource.amount)}{f', soit {rate}' if rate else ''}"


def account(dossier: Dossier) -> doc.Table:
    """The plan as it is voted; an aid already had is told from those to ask for."""
    hoped = {one.name for one in dossier.plan.resources if not one.granted}
    return two_sides(dossier.plan, dossier.report, hoped)


def own_share_texts(dossier: Dossier) -> Iterator[str]:
    """The own share, and the loan in it."""
    plan, taxes = dossier.plan, say.TAXES[dossier.report.basis]
    yield f"{say.exact(plan.own_share)} {taxes}"
    if plan.loan:
        yield f"dont {say.exact(plan.loan)} d'emprunt et {say.exact(plan.own_funds)} de fonds propres"


def member_texts(dossier: Dossier) -> Iterator[str]:
    """What each member of a pooled project pays."""
    for one in dossier.members:
        yield f"{one.authority.name} : {say.exact(one.paid.amount) if one.paid else 'aucune participation'}"


def wait_texts(dossier: Dossier) -> Iterator[str]:
    """What must come before anything is signed, and for which aids."""
    for start, names in say.by_start([request.resource for request in dossier.requests]).items():
        yield f"pour {listed(names)}, {_WAITS[start]}"


def series(texts: Iterable[str]) -> tuple[doc.Item, ...]:
    """Parts of one sentence, a line each, the last one with its full stop."""
    known = tuple(texts)
    return tuple(doc.Item(f"{text}{' ;' if place < len(known) else '.'}") for place, text in enumerate(known, 1))


def visa_text(visa: Visa) -> str:
    """A visa as it is printed; one that wasn't read says so."""
    return f"Vu {visa.text}{f' {TO_CHECK}' if visa.confidence == 'unverified' else ''} ;"


def vote_text(dossier: Dossier) -> str:
    """The act by which a document is annexed: ``la délibération du conseil municipal du 15 décembre 2026``."""
    day = long_date(dossier.council_day) if dossier.council_day else doc.BLANK
    return f"la délibération {of_the(dossier.council.assembly)} du {day}"
