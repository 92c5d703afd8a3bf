"""A report as one table that a French spreadsheet opens by double click."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from aidnum.render.formats import Report


def render(report: Report) -> str:
    """A report as a table with one header row; the byte order mark is the first character."""
    match report.kind:
        case "batch":
            from aidnum.render.as_csv import batch

            answer = batch.answer(report)
        case "budget":
            from aidnum.render.as_csv import budget

            answer = budget.answer(report)
        case "check":
            from aidnum.render.as_csv import check

            answer = check.answer(report)
        case "deadlines":
            from aidnum.render.as_csv import deadlines

            answer = deadlines.answer(report)
        case "news":
            from aidnum.render.as_csv import news

            answer = news.answer(report)
        case "plan":
            from aidnum.render.as_csv import plan

            answer = plan.answer(report)
        case "reach":
            from aidnum.render.as_csv import reach

            answer = reach.answer(report)
        case "list" | "show" | "facts":
            from aidnum.render.as_csv import listing

            answer = listing.answer(report)
        case "territory" | "partners":
            from aidnum.render.as_csv import territory

            answer = territory.answer(report)
        case _:
            assert_never(report.kind)
    return answer
