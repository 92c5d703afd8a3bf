"""A report as a page: one module a report, imported when there is one to lay out."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from aidnum.render.document import Page, View
    from aidnum.render.formats import Report
    from aidnum.report.listing import FactsReport, ListReport, ShowReport
    from aidnum.report.territory import TerritoryReport


def page_of(report: Report, view: View) -> Page:
    """A report as a page."""
    match report.kind:
        case "batch":
            from aidnum.render.pages import batch

            page = batch.page(report, view)
        case "budget":
            from aidnum.render.pages import budget

            page = budget.page(report, view)
        case "check":
            from aidnum.render.pages import check

            page = check.page(report, view)
        case "deadlines":
            from aidnum.render.pages import deadlines

            page = deadlines.page(report, view)
        case "news":
            from aidnum.render.pages import news

            page = news.page(report, view)
        case "partners":
            from aidnum.render.pages import partners

            page = partners.page(report, view)
        case "plan":
            from aidnum.render.pages import plan

            page = plan.page(report, view)
        case "reach":
            from aidnum.render.pages import reach

            page = reach.page(report, view)
        case "facts" | "list" | "show" | "territory":
            page = _reference(report, view)
        case _:
            assert_never(report.kind)
    return page


def _reference(report: FactsReport | ListReport | ShowReport | TerritoryReport, view: View) -> Page:
    """What a catalogue or open data hold, as a page."""
    match report.kind:
        case "facts":
            from aidnum.render.pages import facts

            page = facts.page(report, view)
        case "list":
            from aidnum.render.pages import list as listed

            page = listed.page(report, view)
        case "show":
            from aidnum.render.pages import show

            page = show.page(report, view)
        case "territory":
            from aidnum.render.pages import territory

            page = territory.page(report, view)
        case _:
            assert_never(report.kind)
    return page
