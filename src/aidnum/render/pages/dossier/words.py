"""The French words that the documents of a dossier share."""

from collections.abc import Iterable, Iterator

from aidnum.french import capital, fold, listed, long_date, of_the
from aidnum.model.acts import Confidence, Visa
from aidnum.model.plan import Resource
from aidnum.model.profile import Basis
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.pages.plan_account import two_sides
from aidnum.report.dossier import Dossier
from aidnum.report.funders import called
from aidnum.report.start import Awaited, by_awaited
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
TO_CHOOSE = "[à garder ou à ôter]"
_WAITS: dict[Awaited, str] = {
    "receipt": "l'accusé de réception de la demande",
    "complete": "l'avis que le dossier est complet",
    "yes": "le dépôt de la demande",
    "no": "la décision d'attribution",
    "unknown": f"la date à demander au financeur, {doc.BLANK}",
}

_ARTICLES = {("departement",): "le", ("region",): "la"}
_OWN_PLACES = frozenset({"departement", "region", "statut_particulier", "com"})


def operation(dossier: Dossier) -> str:
    """The project by its title, or a blank."""
    return f"« {dossier.title} »" if dossier.title else doc.BLANK


def subject(dossier: Dossier) -> str:
    """What the documents are about."""
    return f"Opération {operation(dossier)}"


def who(dossier: Dossier) -> str:
    """Who asks, within a sentence: ``la commune de Pontivy``, ``le Département de la Creuse``; or a blank."""
    authority = dossier.authority
    if authority is None:
        return doc.BLANK
    if authority.kinds == ("commune",):
        return f"la commune {of_the(authority.name)}"
    name = called(authority, dossier.report.situation.vocabulary)
    return f"{_ARTICLES[authority.kinds]} {name}" if authority.kinds in _ARTICLES else name


def sum_text(dossier: Dossier) -> str:
    """What the project costs, before tax and with it where both are known: ``100 000,00 € HT, soit 120 000,00 € TTC``."""
    basis = dossier.report.basis
    other: Basis = "ht" if basis == "ttc" else "ttc"
    cost, otherwise = f"{say.exact(dossier.report.total)} {say.TAXES[basis]}", dossier.total(other)
    return cost if otherwise is None else f"{cost}, soit {say.exact(otherwise)} {say.TAXES[other]}"


def authority_rows(dossier: Dossier) -> Iterator[tuple[str, str | None]]:
    """Who asks, under what it is, and the département where it lies."""
    authority = dossier.authority
    kind = kinds_text(authority) if authority else ""
    is_said = not authority or fold(authority.name).startswith(fold(kind))
    yield "Collectivité" if is_said else capital(kind), authority.name if authority else None
    if not authority or _OWN_PLACES.isdisjoint(authority.kinds):
        yield "Département", capital(dossier.departement) if dossier.departement else None


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
    rate = say.rate_text(resource)
    return f"{_whole_name(resource, dossier)} : {say.exact(resource.amount)}{f', soit {rate}' if rate else ''}"


def _whole_name(resource: Resource, dossier: Dossier) -> str:
    """An aid with its title where its name is an abbreviation of it: ``État – DSIL (Dotation de soutien…)``."""
    name, short = aid_name(resource, dossier), resource.scheme.short if resource.scheme else None
    title = resource.title.removesuffix(f" ({short})")
    if short is None or title == short or not name.endswith(short):
        return name
    return f"{name.removesuffix(short)}{title}" if title.startswith(short) else f"{name} ({title})"


def given_texts(dossier: Dossier) -> list[str]:
    """What others give, that no request asks for."""
    return [aid_text(one, dossier) for one in dossier.given]


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
    asked = [request.resource for request in dossier.requests]
    for start, aids in by_awaited(asked, dossier.report).items():
        yield f"{_WAITS[start]} ({listed([aid_name(one, dossier) for one in aids])})"


def series(texts: Iterable[str]) -> tuple[doc.Item, ...]:
    """Parts of one sentence, a line each, the last one with its full stop."""
    known = tuple(texts)
    return tuple(doc.Item(f"{text}{' ;' if place < len(known) else '.'}") for place, text in enumerate(known, 1))


def visa_text(visa: Visa, dossier: Dossier) -> str:
    """A visa as it is printed; one that wasn't read, or that may not be the applicant's, says so."""
    marks = (TO_CHOOSE,) * (visa.id in dossier.unsure) + (TO_CHECK,) * (visa.confidence == "unverified")
    return f"Vu {' '.join((visa.text, *marks))} ;"


def vote_text(dossier: Dossier) -> str:
    """The act by which a document is annexed: ``la délibération du conseil municipal du 15 décembre 2026``."""
    day = long_date(dossier.council_day) if dossier.council_day else doc.BLANK
    return f"la délibération {of_the(dossier.council.assembly)} du {day}"
