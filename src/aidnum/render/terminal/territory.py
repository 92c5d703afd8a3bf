"""The answer of ``territory`` on a terminal."""

from aidnum.french import capital, counted, plural
from aidnum.model.authority import Authority
from aidnum.render.terminal.page import Page
from aidnum.report.territory import (
    TerritoryReport,
    belonging_rows,
    brief,
    code_text,
    heading,
    kinds_text,
    origin_text,
    places_text,
    population_rows,
    what_next,
)

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
    page.rows(_identity(authority))
    if report.above:
        page.heading("FAIT PARTIE DE")
        page.rows([(capital(kind), name) for kind, name in belonging_rows(report.above)])
    if report.members:
        page.heading(f"REGROUPE ({len(report.members)})")
    shown = report.members if page.screen.unfold else report.members[:SHOWN]
    for member in shown:
        people = "" if member.municipale is None else f" — {counted(member.municipale, 'habitants')}"
        page.item(f"{member.name}{people} ({code_text(member)})")
    if len(report.members) > len(shown):
        page.line(f"et {plural(len(report.members) - len(shown), 'autre', 'autres')} : ajouter --tout", indent=2)
    page.line()
    page.line(f"Données : {origin_text()}.", "dim")


def _identity(authority: Authority) -> list[tuple[str, str]]:
    rows = [("Sorte", kinds_text(authority)), ("Code", code_text(authority))]
    if authority.siren and authority.siren != authority.code:
        rows.append(("SIREN", authority.siren))
    if authority.departements and "departement" not in authority.kinds:
        rows.append(("Département" if len(authority.departements) == 1 else "Départements", places_text(authority)))
    return [*rows, *population_rows(authority)]
