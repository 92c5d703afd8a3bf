"""A report as one table that a French spreadsheet opens by double click."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from aidnum.render.formats import Report


def render(report: Report) -> str:
    """A report as a table with one header row; the byte order mark is the first character."""
    match report.kind:
        case "budget":
            from aidnum.render.as_csv import budget

            return budget.answer(report)
        case "check":
            from aidnum.render.as_csv import check

            return check.answer(report)
        case "deadlines":
            from aidnum.render.as_csv import deadlines

            return deadlines.answer(report)
        case "plan":
            from aidnum.render.as_csv import plan

            return plan.answer(report)
        case "list" | "show" | "facts":
            from aidnum.render.as_csv import listing

            return listing.answer(report)
        case "territory" | "partners":
            from aidnum.render.as_csv import territory

            return territory.answer(report)
        case _:
            assert_never(report.kind)
