"""The answer of ``deadlines`` as JSON."""

from aidnum.render.as_json import values
from aidnum.render.as_json.values import Object
from aidnum.render.wording import CAVEAT
from aidnum.report.deadlines import Deadline, DeadlinesReport


def answer(report: DeadlinesReport) -> Object:
    """Each window by closing date."""
    return {
        "date": values.day(report.day), "within": report.within, "all": report.everything,
        "deadlines": [_deadline(row) for row in report.deadlines], "caveat": CAVEAT,
    }  # fmt: skip


def _deadline(row: Deadline) -> Object:
    scheme = row.scheme
    return {
        "scheme": scheme.id, "title": scheme.title,
        "verdict": None if row.verdict is None else row.verdict.value,
        "window": values.window(row.window, scheme), "url": scheme.url, "apply": values.apply(scheme),
        "stages": values.stages(scheme), "other_dates": values.other_dates(scheme),
        "calendar_note": scheme.calendar.note, "sources": [values.source(source) for source in scheme.sources],
        "offices": values.texts(row.offices),
    }  # fmt: skip
