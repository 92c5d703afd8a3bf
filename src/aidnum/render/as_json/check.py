"""The answer of ``check`` as JSON."""

from __future__ import annotations

from aidnum.model.assessment import Amounts
from aidnum.model.funding import Funding
from aidnum.model.profile import Found
from aidnum.render.as_json.values import (
    Object,
    apply_json,
    authority_json,
    caution_json,
    day_json,
    money,
    other_dates_json,
    profile_json,
    rate,
    source_json,
    stages_json,
    texts,
    url_of,
    window_json,
)
from aidnum.render.wording import CAVEAT, next_steps, partners_text
from aidnum.report.check import CheckReport, CriterionLine, Entry, Question


def answer(report: CheckReport) -> Object:
    """Every scheme, whatever its verdict."""
    catalogue = report.catalogue
    return {
        "date": day_json(report.day),
        "catalogue": {"schemes": len(catalogue.schemes), "sources": texts(catalogue.sources)},
        "profile": profile_json(report.profile),
        "assessments": [_assessment(entry) for entry in report.entries],
        "missing": [_counted_question(question) for question in report.missing],
        "next_steps": texts(next_steps(report)),
        "left_out": catalogue.left_out,
        "caveat": CAVEAT,
        "authorities": [authority_json(authority) for authority in report.profile.authorities],
        "origins": {name: _origin(found) for name, found in report.profile.found.items() if name not in report.profile.facts},
    }


def _origin(found: Found) -> Object:
    notions: Object = {notion: int(span.low) for notion, span in found.notions.items() if span.low == span.high}
    return {"origin": found.origin, "notions": notions or None}


def _assessment(entry: Entry) -> Object:
    scheme = entry.scheme
    return {
        "scheme": scheme.id,
        "title": scheme.title,
        "verdict": entry.assessment.verdict.value,
        "window": window_json(entry.window, scheme),
        "criteria": [_criterion(line) for line in entry.criteria],
        "missing": [_question(question) for question in entry.missing],
        "conditions": texts(entry.conditions),
        "advice": texts(entry.advice),
        "funding": _amounts(entry.assessment.amounts, scheme.funding),
        "why": texts(entry.why),
        "notes": texts(scheme.notes),
        "caution": caution_json(scheme) if entry.assessment.cautioned else None,
        "successor": scheme.successor,
        "url": scheme.url,
        "apply": apply_json(scheme.apply),
        "sources": [source_json(source) for source in scheme.sources],
        "partners": partners_text(entry.partners) if entry.partners else None,
        "excludes": texts(entry.excludes),
        "windows": [window_json(window, scheme) for window in entry.windows],
        "stages": stages_json(scheme),
        "other_dates": other_dates_json(scheme),
        "calendar_note": scheme.calendar.note,
    }


def _criterion(line: CriterionLine) -> Object:
    return {
        "outcome": line.outcome.name.lower(),
        "text": line.text,
        "fact": line.fact,
        "source": url_of(line.source),
        "note": line.note,
    }


def _question(question: Question) -> Object:
    return {"fact": question.fact, "question": question.question}


def _counted_question(question: Question) -> Object:
    return {**_question(question), "unlocks": question.unlocks, "unlocks_now": question.unlocks_now}


def _amounts(amounts: Amounts, funding: Funding) -> Object:
    return {
        "kind": amounts.kind,
        "rate_min": rate(amounts.rate_min),
        "rate_max": rate(amounts.rate_max),
        "eligible_base": money(amounts.base_min),
        "amount_min": money(amounts.amount_min),
        "amount_max": money(amounts.amount_max),
        "steps": texts(amounts.steps),
        "eligible_base_max": money(amounts.base_max),
        "basis": funding.basis,
        "note": funding.note,
    }
