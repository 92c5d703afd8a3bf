"""The answer of ``list``: one line a scheme, with its state on the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from aidnum.french import long_date, plural
from aidnum.render.document import Block, Heading, Link, Page, Paragraph, Row, Rows, Table, Title, View
from aidnum.render.wording import KINDS, STATES, window_text

if TYPE_CHECKING:
    from aidnum.report.listing import Listed, ListReport


def page(report: ListReport, view: View) -> Page:
    """The schemes in a table; in detail, each with its summary."""
    count = plural(len(report.schemes), "dispositif", "dispositifs")
    title = Title(f"{count} sur {report.total}, états au {long_date(report.day)}", "Aides numériques : dispositifs")
    if not report.schemes:
        return (title, Paragraph("Aucun dispositif ne correspond : retirer un filtre."))
    table = Table(
        caption="Dispositifs et leur état",
        headers=("État", "Fiche", "Titre"),
        rows=tuple((STATES[one.window.state], one.scheme.id, one.scheme.title) for one in report.schemes),
    )
    hint = Paragraph("La fiche entière d'un dispositif : aidnum show FICHE", "hint", apart=True)
    return (title, table, *(_details(report.schemes) if view.detail else ()), hint)


def _details(schemes: Sequence[Listed]) -> Iterator[Block]:
    yield Heading("Dispositifs")
    for scheme, window in schemes:
        yield Heading(scheme.title, 3)
        summary = [Row("Résumé", scheme.summary)] if scheme.summary else []
        nature = Row("Nature", KINDS[scheme.funding.kind])
        yield Rows((Row("Fiche", scheme.id), *summary, nature, Row("Quand", window_text(window))))
        if scheme.url:
            yield Link(scheme.url)
