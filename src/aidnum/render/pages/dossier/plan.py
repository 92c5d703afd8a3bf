"""The plan de financement to annex to the délibération."""

from collections.abc import Iterator

from aidnum.french import capital, long_date
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.pages import cash
from aidnum.render.pages.dossier import words
from aidnum.report.dossier import Dossier

_STATES = {
    "granted": "accordée ; décision à joindre",
    "asked": "demandée",
    "given": "attendue ; accord écrit à joindre",
}


def page(dossier: Dossier) -> doc.Page:
    """The two sides, where each aid stands, the own share, and the money in time."""
    report = dossier.report
    return (
        doc.Title(words.subject(dossier), "Plan de financement prévisionnel", report.day),
        doc.Paragraph(f"{capital(words.who(dossier))}, maître d'ouvrage. Annexé à {words.vote_text(dossier)}."),
        doc.Paragraph(f"Montants {say.TAXES[report.basis]}, au {long_date(report.day)}."),
        words.account(dossier),
        *doc.listing("Aides", _aids(dossier)),
        *doc.listing("Part du maître d'ouvrage", map(doc.Item, map(capital, words.own_share_texts(dossier)))),
        *doc.listing("Autres membres du projet", map(doc.Item, words.member_texts(dossier))),
        *_in_time(dossier),
        doc.Signatures((capital(dossier.council.head),)),
    )


def _aids(dossier: Dossier) -> Iterator[doc.Item]:
    for one in dossier.aids:
        yield doc.Item(f"{words.aid_text(one, dossier)} ({_STATES[dossier.standing(one)]})")


def _in_time(dossier: Dossier) -> Iterator[doc.Block]:
    blocks = tuple(cash.blocks(dossier.plan, dossier.report.spent_on))
    if blocks:
        yield doc.Heading("Versements")
        yield from blocks
