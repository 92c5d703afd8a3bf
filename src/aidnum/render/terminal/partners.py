"""The answer of ``partners`` on a terminal."""

from aidnum.render.terminal.page import Page
from aidnum.report.partners import CAVEAT, PartnersReport, partners_heading, partners_summary, way_heading, way_total
from aidnum.report.territory import member_text


def draw_partners(report: PartnersReport, page: Page) -> None:
    """The ways, each with its partners, their populations and the total."""
    page.line(partners_heading(report), "bold")
    for line in partners_summary(report):
        page.line(line)
    for way in report.ways:
        page.heading(way_heading(way))
        for partner in way.partners:
            page.item(member_text(partner))
        page.line(way_total(way), indent=2)
    page.line()
    page.line(CAVEAT, "italic")
