"""The answer of ``partners``: the ways, each with its partners, their populations and the total."""

from __future__ import annotations

from collections.abc import Iterator

from aidnum.render.document import Block, Heading, Item, Items, Page, Paragraph, Title, View
from aidnum.report.partners import CAVEAT, PartnersReport, partners_heading, partners_summary, way_heading, way_total
from aidnum.report.territory import member_text
from aidnum.territory.partners import Way


def page(report: PartnersReport, _: View) -> Page:
    """The ways in order; what to say when there is none."""
    return (
        Title(partners_heading(report), "Atteindre une population à plusieurs"),
        *map(Paragraph, partners_summary(report)),
        *(block for way in report.ways for block in _way(way)),
        Paragraph(CAVEAT, "caveat", apart=True),
    )


def _way(way: Way) -> Iterator[Block]:
    yield Heading(way_heading(way), role="name")
    yield Items(tuple(Item(member_text(partner)) for partner in way.partners))
    yield Paragraph(way_total(way))
