"""What to do with the documents, in order; what the texts ask of each, and how far that was checked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aidnum.french import capital, listed, long_date, of_the
from aidnum.render import dates_wording
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.asking import untaxed_text
from aidnum.render.pages.dossier import words
from aidnum.render.pages.dossier.form import broken_texts
from aidnum.render.wording import CAVEAT, window_text
from aidnum.report.dates import Dates
from aidnum.report.dossier import Dossier
from aidnum.report.form import FilledForm

_AFTER = "Après le vote"


class Folder(NamedTuple):
    """What stands in the folder beside the documents: the dates, and the forms that are filled."""

    dates: Dates
    forms: Sequence[FilledForm]


def page(dossier: Dossier, folder: Folder) -> doc.Page:
    """What can't be, the order of things to do, what the texts ask, what remains to be checked."""
    choice = f"un visa à choisir « {words.TO_CHOOSE} », " * any(visa.id in dossier.unsure for visa in dossier.visas)
    return (
        doc.Title(words.subject(dossier), "Lisez-moi", dossier.report.day),
        doc.Paragraph(
            f"Les blancs à remplir sont marqués « {doc.BLANK} », {choice}et ce qui reste à vérifier « {words.TO_CHECK} »."
        ),
        *(doc.Paragraph(text, "caution") for text in dates_wording.problem_texts(folder.dates)),
        doc.Heading("À faire, dans l'ordre"),
        doc.Items(tuple(_numbered(dossier, folder))),
        doc.Heading("Ce que les textes demandent"),
        doc.Table("Mentions", ("Document", "Mention", "Texte", "Confiance"), tuple(_mentions(dossier))),
        *doc.listing("À vérifier", _doubts(dossier)),
        doc.Paragraph(CAVEAT, "caveat", apart=True),
    )


def _numbered(dossier: Dossier, folder: Folder) -> Iterator[doc.Item]:
    for number, step in enumerate(_steps(dossier, folder), 1):
        yield doc.Item(f"Étape {number} : {step.text}", step.below)


def _steps(dossier: Dossier, folder: Folder) -> Iterator[doc.Item]:
    council = dossier.council
    whole = tuple(doc.Item(text) for filled in folder.forms for text in broken_texts(filled.broken))
    yield doc.Item("relire les documents, et remplir les blancs : besoin, solution, calendrier, comptes du budget… ;", whole)
    noted = ", et noter les autres dates (dates.ics)" if folder.dates.events else ""
    yield doc.Item(f"convoquer l'assemblée, dans les délais que donne dates.md{noted} ;")
    whose = f" : la demande est la sienne, et non celle {of_the(council.head)} seul" * bool(dossier.requests)
    yield doc.Item(f"faire voter la délibération par {council.assembly}{whose} ;")
    after = dict.fromkeys(one.text for one in dossier.mentions_of("after"))
    if after:
        yield doc.Item("après le vote :", words.series(after))
    if not dossier.requests:
        return
    yield doc.Item("réunir les pièces de chaque demande, et faire signer l'attestation ;")
    typed = " ; formulaire.md dit quoi écrire dans le formulaire de la DETR et de la DSIL" if folder.forms else ""
    yield doc.Item(f"déposer les demandes{typed} :", tuple(_deposits(dossier, folder.dates)))
    yield doc.Item("ne rien signer, ni devis, ni bon de commande, ni marché, avant :", words.series(words.wait_texts(dossier)))


def _deposits(dossier: Dossier, dates: Dates) -> Iterator[doc.Item]:
    """Where and when each aid is asked for; a last day that was given stands for one that isn't known."""
    given = {aid.name: f"au plus tard le {long_date(aid.closes)}" for aid in dates.closings if aid.closes}
    for request in dossier.requests:
        name, entry = words.aid_name(request.resource, dossier), request.entry
        when = given.get(request.resource.name)
        if entry is None:
            yield doc.Item(f"{name} : auprès de qui la verse{f', {when}' if when else ''}")
            continue
        apply = entry.scheme.apply
        ways = (listed(entry.offices()), apply.where if apply else None, apply.contact if apply else None)
        where = tuple(doc.Item(capital(text)) for text in ways if text)
        told = when if when and entry.window.closes is None else window_text(entry.window)
        yield doc.Item(f"{name} : {told}", where, apply.url if apply else None)


def _mentions(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    for one in dossier.mentions:
        trust = "unverified" if one.id in dossier.unsure else one.confidence
        yield words.DOCUMENTS.get(one.of, _AFTER), one.text, one.basis, words.CONFIDENCES[trust]


def _doubts(dossier: Dossier) -> Iterator[doc.Item]:
    """What wasn't read, what laws only warn of, and what the amounts rest on."""
    for visa in dossier.visas:
        if visa.id in dossier.unsure:
            yield doc.Item(f"Visa, {visa.text} : à garder s'il est celui de la collectivité et du projet.")
        if visa.confidence == "unverified":
            yield doc.Item(f"Visa, {visa.text} : texte non relu.")
    if dossier.council.confidence == "unverified":
        yield doc.Item(f"Le nom de l'assemblée et celui de son exécutif, écrits ici « {dossier.council.assembly} ».")
    if dossier.report.untaxed:
        yield doc.Item(untaxed_text(dossier.report))
    yield from (doc.Item(say.warning_text(warned)) for warned in dossier.plan.warnings)
    if len(dossier.report.plans) > 1:
        yield doc.Item(f"{say.CASE_NOTE} Ces documents écrivent le {say.CASES[dossier.plan.case].lower()}.")
    yield from (doc.Item(text) for text in say.unproven_texts((dossier.plan,)))
