"""The answer of ``list``: one line a scheme, with its state on the day."""

from collections.abc import Iterator, Sequence

from aidnum.french import long_date, plural
from aidnum.render import document as doc
from aidnum.render.wording import CAVEAT, KINDS, STATES, window_text
from aidnum.report.listing import Listed, ListReport


def page(report: ListReport, view: doc.View) -> doc.Page:
    """The schemes in a table; in detail, each with its summary."""
    count = plural(len(report.schemes), "dispositif", "dispositifs")
    title = doc.Title(f"{count} sur {report.total}, états au {long_date(report.day)}", "Aides numériques : dispositifs")
    if not report.schemes:
        return (title, doc.Paragraph("Aucun dispositif ne correspond : retirer un filtre."))
    table = doc.Table(
        caption="Dispositifs et leur état",
        headers=("État", "Fiche", "Titre"),
        rows=tuple((STATES[one.window.state], one.scheme.id, one.scheme.title) for one in report.schemes),
    )
    hint = doc.Paragraph("La fiche entière d'un dispositif : aidnum show FICHE", "hint", apart=True)
    caveat = doc.Paragraph(CAVEAT, "caveat", apart=True)
    return (title, table, *_details(report.schemes), caveat) if view.detail else (title, table, hint)


def _details(schemes: Sequence[Listed]) -> Iterator[doc.Block]:
    yield doc.Heading("Dispositifs")
    for scheme, window, offices in schemes:
        yield doc.Heading(scheme.title, 3)
        summary = [doc.Row("Résumé", scheme.summary)] if scheme.summary else []
        nature = doc.Row("Nature", KINDS[scheme.funding.kind])
        whom = [doc.Row("À qui s'adresser", ", ".join(offices))] if offices else []
        yield doc.Rows((doc.Row("Fiche", scheme.id), *summary, nature, doc.Row("Quand", window_text(window)), *whom))
        if scheme.url:
            yield doc.Link(scheme.url)
