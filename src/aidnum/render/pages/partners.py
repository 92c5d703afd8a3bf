"""The answer of ``partners``: the ways, each with its partners, their populations and the total."""

from collections.abc import Iterator

from aidnum.render import document as doc
from aidnum.report.partners import CAVEAT, PartnersReport, partners_heading, partners_summary, way_heading, way_total
from aidnum.report.territory import member_text
from aidnum.territory.partners import Way


def page(report: PartnersReport, _: doc.View) -> doc.Page:
    """The ways in order; what to say when there is none."""
    return (
        doc.Title(partners_heading(report), "Atteindre une population à plusieurs"),
        *map(doc.Paragraph, partners_summary(report)),
        *(block for way in report.ways for block in _way(way)),
        doc.Paragraph(CAVEAT, "caveat", apart=True),
    )


def _way(way: Way) -> Iterator[doc.Block]:
    yield doc.Heading(way_heading(way), role="name")
    yield doc.Items(tuple(doc.Item(member_text(partner)) for partner in way.partners))
    yield doc.Paragraph(way_total(way))
