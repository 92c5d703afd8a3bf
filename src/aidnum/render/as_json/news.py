"""The answer of ``news`` as JSON."""

from aidnum.render.as_json import values
from aidnum.render.as_json.batch import unread_line
from aidnum.render.as_json.values import Object
from aidnum.render.pages import amendments
from aidnum.render.pages.news_fields import told
from aidnum.render.wording import CAVEAT
from aidnum.report.amendments import Amendment
from aidnum.report.news import Change, Concerned, NewsReport


def answer(report: NewsReport) -> Object:
    """Each change, by its kind and its day."""
    several = report.several
    return {
        "since": values.day(report.since), "until": values.day(report.until),
        "changes": [_change(change, is_listed=several is not None) for change in report.changes],
        "within": report.within, "against": report.against, "profile": values.texts(report.words),
        "left_out": report.left_out, "caveat": CAVEAT,
        "list": None if several is None else {"name": several.name, "projects": len(several.projects)},
        "unread": [] if several is None else [unread_line(unread) for unread in several.unread],
        "amendments": [_amendment(amendment) for amendment in report.amendments],
    }  # fmt: skip


def _change(change: Change, *, is_listed: bool) -> Object:
    scheme = change.scheme
    return {
        "scheme": scheme.id, "what": change.what, "on": values.day(change.on), "fields": values.texts(change.fields),
        "verdict": values.verdict(change.verdict), "former_verdict": values.verdict(change.former),
        "new": change.is_new, "title": scheme.title, "url": scheme.url, "words": values.texts(told(change)),
        "window": values.window(change.window, scheme), "offices": values.texts(change.offices),
        "authorities": [_concerned(one) for one in change.concerned] if is_listed else None,
    }  # fmt: skip


def _concerned(one: Concerned) -> Object:
    project, authority = one.project, one.project.authority
    return {
        "name": project.name, "code": authority.code if authority else None, "kind": project.kind,
        "departement": project.departement, "where": project.where,
        "verdict": values.verdict(one.verdict), "former_verdict": values.verdict(one.former),
    }  # fmt: skip


def _amendment(one: Amendment) -> Object:
    return {
        "part": one.part, "id": one.id, "what": one.what, "fields": values.texts(one.fields), "title": one.title,
        "words": values.texts(amendments.told(one)),
    }  # fmt: skip
