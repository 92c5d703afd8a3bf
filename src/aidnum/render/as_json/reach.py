"""The answer of ``reach`` as JSON: counts, and what keeps authorities unsure; the list is for tables."""

from collections.abc import Mapping

from aidnum.render.as_json import values
from aidnum.render.as_json.values import Object
from aidnum.render.wording import CAVEAT, doubt_text
from aidnum.report.reach import Counts, ReachReport

NOWHERE = "aucun"


def answer(report: ReachReport) -> Object:
    """The counts: in all, by kind, by the code of the département."""
    return {
        "date": values.day(report.day), "scheme": report.scheme.id, "title": report.scheme.title,
        "profile": values.texts(report.said), "window": values.window(report.example.window, report.scheme),
        "counts": _counts(report.counts), "by_kind": _each(report.by_kind), "by_departement": _each(report.by_departement),
        "missing": [
            {
                "fact": unsure.fact, "question": unsure.question, "authorities": unsure.authorities,
                "known_apart": unsure.apart, "notions": values.texts(unsure.notions),
            }
            for unsure in report.unsure
        ],
        "near_threshold": report.near,
        "doubts": [
            {"doubt": doubt.value, "text": doubt_text(doubt, report.doubtful(doubt)), "authorities": count}
            for doubt, count in report.doubts.items()
        ],
        "caveat": CAVEAT,
    }  # fmt: skip


def _each(every: Mapping[str, Counts]) -> Object:
    return {name or NOWHERE: _counts(counts) for name, counts in every.items()}


def _counts(counts: Counts) -> Object:
    return {"eligible": counts.eligible, "to_confirm": counts.to_confirm, "ineligible": counts.ineligible}
