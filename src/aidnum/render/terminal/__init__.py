"""Reports as lines for a terminal."""

from aidnum.render.terminal.page import Page, Screen
from aidnum.report.check import CheckReport
from aidnum.report.deadlines import DeadlinesReport
from aidnum.report.listing import FactsReport, ListReport, ShowReport
from aidnum.report.partners import PartnersReport
from aidnum.report.territory import TerritoryReport

Report = CheckReport | DeadlinesReport | ListReport | ShowReport | FactsReport | TerritoryReport | PartnersReport


def render(report: Report, screen: Screen) -> str:
    """A report as lines for a screen. Each shape of report is drawn by a module of its own, imported when wanted."""
    page = Page(screen)
    match report:
        case CheckReport():
            from aidnum.render.terminal.check import draw_check

            draw_check(report, page)
        case DeadlinesReport():
            from aidnum.render.terminal.deadlines import draw_deadlines

            draw_deadlines(report, page)
        case ShowReport():
            from aidnum.render.terminal.show import draw_show

            draw_show(report, page)
        case PartnersReport():
            from aidnum.render.terminal.partners import draw_partners

            draw_partners(report, page)
        case TerritoryReport():
            from aidnum.render.terminal.territory import draw_territory

            draw_territory(report, page)
        case ListReport():
            from aidnum.render.terminal.listing import draw_list

            draw_list(report, page)
        case FactsReport():
            from aidnum.render.terminal.listing import draw_facts

            draw_facts(report, page)
    return page.done()
