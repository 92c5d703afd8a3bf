"""The note de présentation: what the answer knows, and blanks for what only the authority can tell."""

from collections.abc import Iterator, Sequence

from aidnum.french import capital, counted, long_date, of_the
from aidnum.model.scheme import Source
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.pages.dossier import words
from aidnum.render.pages.plan_account import costs
from aidnum.render.scheme_wording import source_text
from aidnum.render.wording import VERDICTS
from aidnum.report.dossier import Dossier, Request
from aidnum.report.entry import Entry

_NEED = ("Besoin et situation actuelle", "Objectifs", "Public et territoire servis")
_SOLUTION = ("Solution retenue", "Partenaires et services partagés", "Contrats avec l'État", "Effets sur l'environnement")
_AFTER = ("Dépenses de fonctionnement après la livraison, par an", "Recettes attendues")

_STANDINGS = {
    "granted": "Aide accordée",
    "asked": "Aide demandée",
    "given": "Participation attendue",
}


def page(dossier: Dossier) -> doc.Page:
    """Need, operation, costs, timetable, and why each aid fits."""
    day = dossier.report.day
    return (
        doc.Title(words.subject(dossier), "Note de présentation", day),
        doc.Paragraph(f"Établie le {long_date(day)}, montants {say.TAXES[dossier.report.basis]}."),
        doc.Heading("Besoin"),
        _blanks(_NEED),
        doc.Heading("Opération"),
        doc.Fields(tuple(_operation(dossier))),
        _blanks(_SOLUTION),
        doc.Heading("Coûts et financement"),
        costs(dossier.report),
        doc.Fields(tuple(_financing(dossier))),
        _blanks(_AFTER),
        doc.Heading("Calendrier"),
        doc.Fields(tuple(_calendar(dossier))),
        *_reasons(dossier),
    )


def _blanks(labels: tuple[str, ...]) -> doc.Fields:
    return doc.Fields(tuple((label, None) for label in labels))


def _operation(dossier: Dossier) -> Iterator[tuple[str, str | None]]:
    _, what, more = dossier.report.heading_words
    yield "Intitulé", dossier.title
    yield "Maître d'ouvrage", dossier.authority.name if dossier.authority else None
    if dossier.members:
        yield "Autres membres", ", ".join(words.member_texts(dossier))
    if what:
        yield "Nature", what
    yield from ((label, value) for label, _, value in (text.partition(" : ") for text in more))
    population = dossier.authority.municipale if dossier.authority else None
    yield "Population", None if population is None else counted(population, "habitants")
    yield "Lieu de réalisation", None
    yield "Qui suit le dossier", None


def _financing(dossier: Dossier) -> Iterator[tuple[str, str | None]]:
    yield "Coût prévisionnel global", words.sum_text(dossier)
    for one in dossier.aids:
        label, _, value = words.aid_text(one, dossier).partition(" : ")
        yield f"{_STANDINGS[dossier.standing(one)]}, {label}", value
    yield "Part du maître d'ouvrage", ", ".join(words.own_share_texts(dossier))


def _calendar(dossier: Dossier) -> Iterator[tuple[str, str | None]]:
    yield f"Vote {of_the(dossier.council.assembly)}", long_date(dossier.council_day) if dossier.council_day else None
    yield from ((label, None) for label in ("Début de l'opération", "Fin de l'opération", "Durée", "Dépense de chaque année"))


def _reasons(dossier: Dossier) -> Iterator[doc.Block]:
    """Each aid with the criteria that the project meets, what remains to be shown, and where that is written."""
    told = [(request, request.entry) for request in dossier.requests if request.entry]
    if told:
        yield doc.Heading("Pourquoi ces aides")
    for request, entry in told:
        yield doc.Heading(f"{entry.scheme.title} ({VERDICTS[entry.verdict]})", 3)
        cited = _cited(entry)
        yield doc.Items(tuple(_met(entry, cited)))
        yield from doc.listing("À montrer", (doc.Item(capital(text)) for text in entry.conditions), 4)
        yield from doc.listing("Réponses à donner", _questions(request), 4)
        yield doc.Heading("Sources", 4)
        yield doc.Items(tuple(doc.Item(f"Source {at} : {source_text(one)}", url=one.url) for at, one in enumerate(cited, 1)))


def _met(entry: Entry, cited: Sequence[Source]) -> Iterator[doc.Item]:
    """The criteria that carry the verdict, each with the number of its source."""
    for line in {line.text: line for line in entry.grounds}.values():
        yield doc.Item(f"{capital(line.text)}{f' (source {cited.index(line.source) + 1})' if line.source else ''}")


def _questions(request: Request) -> Iterator[doc.Item]:
    for question in request.entry.missing if request.entry else ():
        yield doc.Item(f"{question.question} {doc.BLANK}")


def _cited(entry: Entry) -> tuple[Source, ...]:
    """The sources of what is told, that of the amount included."""
    said = {line.source.id: line.source for line in entry.criteria if line.source and line.text in entry.why}
    return tuple({**{one.id: one for one in entry.cited}, **said}.values())
