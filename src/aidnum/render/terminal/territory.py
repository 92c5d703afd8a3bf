"""The answer of ``territory`` on a terminal."""

from aidnum.french import capital, plural
from aidnum.model.authority import Authority
from aidnum.render.asking import what_next
from aidnum.render.terminal.page import Page
from aidnum.report.territory import (
    TerritoryReport,
    belonging_rows,
    brief,
    identity_rows,
    member_text,
    origin_text,
)
from aidnum.territory.search import heading

SHOWN = 20


def draw_territory(report: TerritoryReport, page: Page) -> None:
    """One authority whole, or the list of those it may be."""
    authority = report.authority
    if authority is None:
        _draw_candidates(report, page)
    else:
        _draw_authority(report, authority, page)


def _draw_candidates(report: TerritoryReport, page: Page) -> None:
    page.line(capital(heading(report.match)), "bold")
    page.rows([(str(index), brief(known)) for index, known in enumerate(report.match.authorities, 1)])
    for line in what_next(report.match):
        page.line()
        page.line(line)


def _draw_authority(report: TerritoryReport, authority: Authority, page: Page) -> None:
    page.line(authority.name, "bold")
    page.rows(identity_rows(authority))
    if report.above:
        page.heading("FAIT PARTIE DE")
        page.rows(belonging_rows(report.above))
    if report.members:
        page.heading(f"REGROUPE ({len(report.members)})")
    shown = report.members if page.screen.unfold else report.members[:SHOWN]
    for member in shown:
        page.item(member_text(member))
    if len(report.members) > len(shown):
        page.line(f"et {plural(len(report.members) - len(shown), 'autre', 'autres')} : ajouter --tout", indent=2)
    page.line()
    page.line(f"Données : {origin_text()}.", "dim")
