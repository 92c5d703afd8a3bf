"""The answer of ``territory``: one authority whole, or the list of those it may be."""

from collections.abc import Iterator

from aidnum.french import capital, plural
from aidnum.model.authority import Authority
from aidnum.render import document as doc
from aidnum.render.asking import what_next
from aidnum.report.territory import TerritoryReport, belonging_rows, candidates, identity_rows, member_text, origin_text
from aidnum.territory.search import heading

SHOWN = 20
_KIND = "Collectivités"


def page(report: TerritoryReport, view: doc.View) -> doc.Page:
    """What a name means."""
    authority = report.authority
    return tuple(_candidates(report, view) if authority is None else _authority(report, authority, view))


def _candidates(report: TerritoryReport, view: doc.View) -> Iterator[doc.Block]:
    yield doc.Title(capital(heading(report.match)), _KIND)
    every = candidates(report.match)
    shown = every if view.unfold else every[:SHOWN]
    yield doc.Rows(tuple(doc.Row(str(index), text) for index, text in enumerate(shown, 1)))
    yield from _left(len(every) - len(shown))
    yield from (doc.Paragraph(line, apart=True) for line in what_next(report.match))


def _authority(report: TerritoryReport, authority: Authority, view: doc.View) -> Iterator[doc.Block]:
    yield doc.Title(authority.name, _KIND)
    yield doc.Rows(tuple(doc.Row(*row) for row in identity_rows(authority)))
    if report.above:
        yield doc.Heading("Fait partie de")
        yield doc.Rows(tuple(doc.Row(*row) for row in belonging_rows(report.above)))
    if report.members:
        yield doc.Heading(f"Regroupe ({len(report.members)})")
    shown = report.members if view.unfold else report.members[:SHOWN]
    yield doc.Items(tuple(doc.Item(member_text(member)) for member in shown))
    yield from _left(len(report.members) - len(shown))
    yield doc.Paragraph(f"Données : {origin_text()}.", "origin", apart=True)


def _left(count: int) -> Iterator[doc.Block]:
    if count:
        yield doc.Paragraph(f"et {plural(count, 'autre', 'autres')} : ajouter --tout")
