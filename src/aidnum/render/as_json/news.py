"""The answer of ``news`` as JSON."""

from aidnum.render.as_json import values
from aidnum.render.as_json.values import Object
from aidnum.render.pages.news_fields import told
from aidnum.render.wording import CAVEAT
from aidnum.report.news import Change, NewsReport


def answer(report: NewsReport) -> Object:
    """Each change, by its kind and its day."""
    return {
        "since": values.day(report.since), "until": values.day(report.until),
        "changes": [_change(change) for change in report.changes],
        "within": report.within, "against": report.against, "profile": values.texts(report.words),
        "left_out": report.left_out, "caveat": CAVEAT,
    }  # fmt: skip


def _change(change: Change) -> Object:
    scheme = change.scheme
    return {
        "scheme": scheme.id, "what": change.what, "on": values.day(change.on), "fields": values.texts(change.fields),
        "verdict": None if change.verdict is None else change.verdict.value,
        "former_verdict": None if change.former is None else change.former.value,
        "new": change.is_new, "title": scheme.title, "url": scheme.url, "words": values.texts(told(change)),
        "window": values.window(change.window, scheme), "offices": values.texts(change.offices),
    }  # fmt: skip
