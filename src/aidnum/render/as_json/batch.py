"""The answer of ``batch`` as JSON: an object a project, and of each scheme what decides."""

from collections.abc import Iterator

from aidnum.errors import InFile, UnknownAuthority
from aidnum.model.authority import Authority
from aidnum.project.project_list import Unread
from aidnum.render.as_json import values
from aidnum.render.as_json.values import Object
from aidnum.render.wording import CAVEAT
from aidnum.report.batch import Answered, BatchReport
from aidnum.report.standing import Standing
from aidnum.territory.tables import by_key

_NONE = "[]}"


def around(report: BatchReport) -> Object:
    """What stands around the answers, and what of the list couldn't be read."""
    return {
        "date": values.day(report.day), "answers": [],
        "unread": [unread_line(unread) for unread in report.unread], "caveat": CAVEAT,
    }  # fmt: skip


def answers(report: BatchReport) -> Iterator[str]:
    """The text of each project; a standing that projects share is written once."""
    told: dict[int, str] = {}
    comma = ""
    for answered in report.answers:
        for standing in answered.standings:
            if id(standing) not in told:
                told[id(standing)] = values.compact(_standing(standing))
        standings = ",".join([told[id(standing)] for standing in answered.standings])
        yield f"{comma}{values.compact(_answered(answered)).removesuffix(_NONE)}[{standings}]}}"
        comma = ","


def _answered(answered: Answered) -> Object:
    """A project, of which the assessments come last."""
    authority = answered.authority
    return {
        "authority": None if authority is None else values.authority(authority), "name": answered.name,
        "where": answered.where, "profile": values.profile(answered.profile), "assessments": [],
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
    """A project of a list that couldn't be read, with those that its name may mean, or what is wrong in it."""
    bare = unread.error.error if isinstance(unread.error, InFile) else unread.error
    keys = bare.keys if isinstance(bare, UnknownAuthority) else ()
    told = values.texts(line.strip() for line in bare.lines)
    return {
        "where": unread.where, "name": unread.name, "why": unread.sentence,
        "candidates": told if keys else [], "matches": [_match(known) for known in map(by_key, keys) if known],
        "details": [] if keys else told,
    }  # fmt: skip


def _match(known: Authority) -> Object:
    return {
        "code": known.code, "name": known.name, "kind": known.kind,
        "departement": known.departements[0] if known.departements else None,
    }  # fmt: skip
