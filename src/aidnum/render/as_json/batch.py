"""The answer of ``batch`` as JSON: an object a project, and of each scheme what decides."""

from aidnum.project.project_list import Unread
from aidnum.render.as_json import values
from aidnum.render.as_json.values import Object
from aidnum.render.wording import CAVEAT
from aidnum.report.batch import Answered, BatchReport
from aidnum.report.standing import Standing


def answer(report: BatchReport) -> Object:
    """Every project, and what of the list couldn't be read."""
    return {
        "date": values.day(report.day), "answers": [_answered(answered) for answered in report.answers],
        "unread": [unread_line(unread) for unread in report.unread], "caveat": CAVEAT,
    }  # fmt: skip


def _answered(answered: Answered) -> Object:
    authority = answered.authority
    return {
        "authority": None if authority is None else values.authority(authority), "name": answered.name,
        "where": answered.where, "profile": values.profile(answered.profile),
        "assessments": [_standing(standing) for standing in answered.standings],
    }  # fmt: skip


def _standing(standing: Standing) -> Object:
    window = standing.window
    return {
        "scheme": standing.scheme.id, "verdict": standing.verdict.value, "group": standing.group, "state": window.state,
        "opens": values.day(window.opens), "closes": values.day(window.closes),
        "amount_min": values.money(standing.amount_min), "amount_max": values.money(standing.amount_max),
        "ask": values.texts(standing.ask),
    }  # fmt: skip


def unread_line(unread: Unread) -> Object:
    """A project of a list that couldn't be read, with what its name may mean."""
    return {
        "where": unread.where,
        "name": unread.name,
        "why": unread.sentence,
        "candidates": values.texts(line.strip() for line in unread.error.lines),
    }
