"""The dates of a dossier: a table of the steps, what can't be before it, what to ask and what the texts say after it."""

from collections.abc import Iterator

from aidnum.french import capital, long_date
from aidnum.render import dates_wording as say
from aidnum.render import document as doc
from aidnum.render.pages.sources import sources
from aidnum.render.scheme_wording import start_text
from aidnum.render.wording import CAVEAT
from aidnum.report.dates import Dates

_HEADERS = ("Quand", "Quoi", "Qui", "Texte")


def page(dates: Dates) -> doc.Page:
    """The steps with their days, or one by another where no day is known."""
    return (
        doc.Title(say.title(dates), "Rétroplanning", dates.day),
        doc.Paragraph(say.basis_text(dates)),
        *(doc.Paragraph(text, "caution") for text in say.problem_texts(dates)),
        _table(dates),
        *doc.listing("À demander", map(doc.Item, say.question_texts(dates))),
        *doc.listing("Commencer avant la décision", map(doc.Item, _starts(dates))),
        *doc.listing("Ce que disent les textes", _rules(dates)),
        doc.Paragraph(f"Calculé le {long_date(dates.day)}.", "origin", apart=True),
        doc.Paragraph(CAVEAT, "caveat", apart=True),
    )


def _table(dates: Dates) -> doc.Table:
    rows = (
        (
            capital(say.when_text(step)),
            say.what_text(step),
            say.who_text(step.rule, dates.voters),
            say.rule_text(step.rule, dates.day),
        )
        for step in dates.steps
    )
    return doc.Table(caption="Étapes", headers=_HEADERS, rows=tuple(rows))


def _starts(dates: Dates) -> Iterator[str]:
    """What the sheets of aids say themselves; what they don't say, the step does, or asks."""
    for scheme in dates.schemes:
        if scheme.apply and scheme.apply.start:
            yield f"{scheme.name} : {start_text(scheme)}"


def _rules(dates: Dates) -> Iterator[doc.Item]:
    """Each text once, with its notes and its sources; what only asks is told above."""
    known = {step.rule.id: step.rule for step in dates.steps if step.rule.sources}
    for rule in known.values():
        yield doc.Item(
            f"{say.rule_text(rule, dates.day)} : {rule.text}",
            (*map(doc.Item, say.note_texts(rule, dates.day)), *sources(rule.sources).items),
        )
