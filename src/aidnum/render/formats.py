"""The one table of formats, and the way from a report to each of them.

What neither the format nor the report needs is never imported: modules are named here, and read where they are chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, assert_never

if TYPE_CHECKING:
    from aidnum.render.document import Page, View
    from aidnum.render.terminal import Screen
    from aidnum.report.check import CheckReport
    from aidnum.report.deadlines import DeadlinesReport
    from aidnum.report.listing import FactsReport, ListReport, ShowReport
    from aidnum.report.partners import PartnersReport
    from aidnum.report.plan import PlanReport
    from aidnum.report.territory import TerritoryReport

    Report: TypeAlias = (
        CheckReport | DeadlinesReport | FactsReport | ListReport | PartnersReport | PlanReport | ShowReport | TerritoryReport
    )

Name: TypeAlias = Literal["terminal", "markdown", "html", "json", "csv", "ics", "xlsx"]
Command: TypeAlias = Literal["check", "deadlines", "export", "facts", "list", "partners", "plan", "show", "territory"]
_PRINTING: tuple[Command, ...] = ("check", "deadlines", "facts", "list", "partners", "plan", "show", "territory")
_EVERY: tuple[Command, ...] = (*_PRINTING, "export")


class Format(NamedTuple):
    """A format. `content` is text in the words of the terminal, text in UTF-8 whatever the terminal speaks, or bytes."""

    name: Name
    extension: str
    for_people: bool
    content: Literal["text", "utf-8", "bytes"]
    commands: tuple[Command, ...]


FORMATS = (
    Format("terminal", ".txt", for_people=True, content="text", commands=_PRINTING),
    Format("markdown", ".md", for_people=True, content="text", commands=_EVERY),
    Format("html", ".html", for_people=True, content="utf-8", commands=_EVERY),
    Format("json", ".json", for_people=False, content="utf-8", commands=_EVERY),
    Format("csv", ".csv", for_people=False, content="utf-8", commands=_EVERY),
    Format("ics", ".ics", for_people=False, content="utf-8", commands=("export",)),
    Format("xlsx", ".xlsx", for_people=False, content="bytes", commands=("plan",)),
)


class NotServed(ValueError):
    """A report that has no such format: a mistake of the caller's."""

    def __init__(self, report: Report, name: Name) -> None:
        super().__init__(f"a {report.kind} report has no {name} format")


def served(command: Command) -> tuple[Format, ...]:
    """The formats in which a command answers, the usual one first."""
    return tuple(known for known in FORMATS if command in known.commands)


def page_of(report: Report, view: View) -> Page:
    """A report as a page."""
    match report.kind:
        case "check":
            from aidnum.render.pages import check

            page = check.page(report, view)
        case "deadlines":
            from aidnum.render.pages import deadlines

            page = deadlines.page(report, view)
        case "facts":
            from aidnum.render.pages import facts

            page = facts.page(report, view)
        case "list":
            from aidnum.render.pages import list as listed

            page = listed.page(report, view)
        case "partners":
            from aidnum.render.pages import partners

            page = partners.page(report, view)
        case "plan":
            from aidnum.render.pages import plan

            page = plan.page(report, view)
        case "show":
            from aidnum.render.pages import show

            page = show.page(report, view)
        case "territory":
            from aidnum.render.pages import territory

            page = territory.page(report, view)
        case _:
            assert_never(report.kind)
    return page


def written(report: Report, name: Name, view: View, screen: Screen) -> str | bytes:
    """A report in a format.

    Raises:
        NotServed: for a calendar of what has no dates, or a workbook of what is no plan.
    """
    content: str | bytes
    match name:
        case "terminal":
            from aidnum.render import terminal

            content = terminal.render(page_of(report, view), screen)
        case "markdown":
            from aidnum.render import markdown

            content = markdown.render(page_of(report, view))
        case "html":
            from aidnum.render import html

            content = html.render(page_of(report, view))
        case "json":
            from aidnum.render import as_json

            content = as_json.render(report)
        case "csv":
            from aidnum.render import as_csv

            content = as_csv.render(report)
        case "ics":
            content = _calendar(report)
        case "xlsx":
            content = _workbook(report)
        case _:
            assert_never(name)
    return content


def _calendar(report: Report) -> str:
    match report.kind:
        case "check" | "deadlines":
            from aidnum.render import ics

            return ics.render(report)
        case _:
            raise NotServed(report, "ics")


def _workbook(report: Report) -> bytes:
    match report.kind:
        case "plan":
            from aidnum.render import xlsx

            return xlsx.render(report)
        case _:
            raise NotServed(report, "xlsx")
