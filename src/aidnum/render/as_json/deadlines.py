"""The answer of ``deadlines`` as JSON."""

from __future__ import annotations

from aidnum.render.as_json.values import Object, apply_json, day_json, other_dates_json, source_json, stages_json, window_json
from aidnum.render.wording import CAVEAT
from aidnum.report.deadlines import Deadline, DeadlinesReport


def answer(report: DeadlinesReport) -> Object:
    """Each window by closing date."""
    return {
        "date": day_json(report.day),
        "within": report.within,
        "all": report.everything,
        "deadlines": [_deadline(row) for row in report.deadlines],
        "caveat": CAVEAT,
    }


def _deadline(row: Deadline) -> Object:
    scheme = row.scheme
    return {
        "scheme": scheme.id,
        "title": scheme.title,
        "verdict": None if row.verdict is None else row.verdict.value,
        "window": window_json(row.window, scheme),
        "url": scheme.url,
        "apply": apply_json(scheme.apply),
        "stages": stages_json(scheme),
        "other_dates": other_dates_json(scheme),
        "calendar_note": scheme.calendar.note,
        "sources": [source_json(source) for source in scheme.sources],
    }
