"""The answer of ``partners`` on a terminal."""

from aidnum.french import capital, counted
from aidnum.render.terminal.page import Page
from aidnum.report.partners import CAVEAT, WAYS, PartnersReport
from aidnum.report.territory import code_text, kinds_text
from aidnum.territory.partners import Way


def draw_partners(report: PartnersReport, page: Page) -> None:
    """The ways, each with its partners, their populations and the total."""
    authority, threshold = report.authority, counted(report.threshold, "habitants")
    own = "population non connue" if authority.municipale is None else counted(authority.municipale, "habitants")
    page.line(f"{authority.name} ({kinds_text(authority)}, {own}) : atteindre {threshold}", "bold")
    if report.is_enough_alone:
        page.line(f"{authority.name} atteint seule {threshold}.")
        return
    if not report.ways:
        page.line("Aucun regroupement avec ses voisines, son département ou sa région n'y suffit.")
    for way in report.ways:
        _draw_way(way, page)
    page.line()
    page.line(CAVEAT, "italic")


def _draw_way(way: Way, page: Page) -> None:
    page.heading(f"{capital(WAYS[way.name])} : {counted(way.municipale, 'habitants')}")
    for partner in way.partners:
        people = "" if partner.municipale is None else f" — {counted(partner.municipale, 'habitants')}"
        page.item(f"{partner.name}{people} ({code_text(partner)})")
    page.line(f"Population totale estimée : {counted(way.totale, 'habitants')}", "dim", indent=2)
