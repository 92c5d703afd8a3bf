"""A report as JSON: the shapes of the contract, sums and rates as decimal strings, dates as ``YYYY-MM-DD``.

A key is never left out because its value is unknown: it is null. New keys may come at the end of an object; a change of
meaning raises ``SCHEMA_VERSION``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, assert_never

from aidnum.render.as_json.values import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidnum.render.as_json.values import Object
    from aidnum.render.formats import Report

SCHEMA_VERSION = "1"


def render(report: Report) -> str:
    """A report as JSON with a final newline: indented, or on one line for a brief answer and for that of a list."""
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """The same, piece by piece where it is long: the answers of a list are never held together."""
    whole: Object = {"schema_version": SCHEMA_VERSION, **_answer(report)}
    if report.kind == "batch":
        from aidnum.render.as_json import batch

        before, opening, after = compact(whole).partition('"answers":[')
        yield before + opening
        yield from batch.answers(report)
        yield f"{after}\n"
    elif report.kind == "check" and report.brief:
        yield f"{compact(whole)}\n"
    else:
        yield json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _answer(report: Report) -> Object:
    match report.kind:
        case "batch":
            from aidnum.render.as_json import batch

            answer = batch.around(report)
        case "budget":
            from aidnum.render.as_json import budget

            answer = budget.answer(report)
        case "check":
            from aidnum.render.as_json import check

            answer = check.brief(report) if report.brief else check.answer(report)
        case "deadlines":
            from aidnum.render.as_json import deadlines

            answer = deadlines.answer(report)
        case "news":
            from aidnum.render.as_json import news

            answer = news.answer(report)
        case "plan":
            from aidnum.render.as_json import plan

            answer = plan.answer(report)
        case "reach":
            from aidnum.render.as_json import reach

            answer = reach.answer(report)
        case "list" | "show" | "facts":
            from aidnum.render.as_json import listing

            answer = listing.answer(report)
        case "territory" | "partners":
            from aidnum.render.as_json import territory

            answer = territory.answer(report)
        case _:
            assert_never(report.kind)
    return answer
