"""The answer of ``check`` as JSON."""

from aidnum.model.assessment import Amounts, Doubt
from aidnum.model.funding import Funding
from aidnum.model.profile import Found
from aidnum.render.as_json import values
from aidnum.render.as_json.values import Json, Object
from aidnum.render.wording import CAVEAT, advice_texts, next_steps, partners_text
from aidnum.report.check import CheckReport, CriterionLine, Entry, Question


def answer(report: CheckReport) -> Object:
    """Every scheme, whatever its verdict."""
    catalogue = report.catalogue
    return {
        "date": values.day(report.day),
        "catalogue": {"schemes": len(catalogue.schemes), "sources": values.texts(catalogue.sources)},
        "profile": values.profile(report.profile),
        "assessments": [_assessment(entry) for entry in report.entries],
        "missing": [_counted_question(question) for question in report.missing],
        "next_steps": values.texts(next_steps(report)), "left_out": catalogue.left_out, "caveat": CAVEAT,
        "authorities": [values.authority(authority) for authority in report.profile.authorities],
        "origins": {name: _origin(found) for name, found in report.profile.found.items() if name not in report.profile.facts},
    }  # fmt: skip


def brief(report: CheckReport) -> Object:
    """What may still be asked for, and of each scheme no more than what decides."""
    return {
        "date": values.day(report.day), "profile": values.profile(report.profile),
        "assessments": [_brief(entry) for entry in report.entries],
    }  # fmt: skip


def _brief(entry: Entry) -> Object:
    amounts = entry.assessment.amounts
    return {
        "scheme": entry.scheme.id, "verdict": entry.verdict.value, "group": entry.group, "state": entry.window.state,
        "closes": values.day(entry.window.closes), "amount_min": values.money(amounts.amount_min),
        "amount_max": values.money(amounts.amount_max), "ask": [question.fact for question in entry.missing],
    }  # fmt: skip


def _origin(found: Found) -> Object:
    notions: Object = {notion: int(span.low) for notion, span in found.notions.items() if span.low == span.high}
    return {"origin": found.origin, "notions": notions or None}


def _assessment(entry: Entry) -> Object:
    scheme = entry.scheme
    return {
        "scheme": scheme.id, "title": scheme.title, "verdict": entry.assessment.verdict.value,
        "window": values.window(entry.window, scheme),
        "criteria": [_criterion(line) for line in entry.criteria],
        "missing": [_question(question) for question in entry.missing],
        "conditions": values.texts(entry.conditions), "advice": values.texts(advice_texts(entry)),
        "funding": _amounts(entry.assessment.amounts, scheme.funding), "fundings": _fundings(entry),
        "why": values.texts(entry.why),
        "notes": values.texts(scheme.notes),
        "caution": values.caution(scheme.caution, scheme) if Doubt.CAUTION in entry.assessment.doubts else None,
        "successor": scheme.successor, "url": scheme.url, "apply": values.apply(scheme),
        "sources": [values.source(source) for source in scheme.sources],
        "partners": partners_text(entry.partners) if entry.partners else None,
        "excludes": values.texts(entry.excludes),
        "windows": [values.window(window, scheme) for window in entry.windows], "stages": values.stages(scheme),
        "other_dates": values.other_dates(scheme), "calendar_note": scheme.calendar.note,
        "group": entry.group, "missing_for_amount": [_question(question) for question in entry.missing_for_amount],
        "short": scheme.short, "offices": values.texts(entry.offices()),
        "list": values.own_list(entry.own_list),
        "doubts": values.texts(entry.assessment.doubts), "last_seen": entry.assessment.last_seen,
    }  # fmt: skip


def _criterion(line: CriterionLine) -> Object:
    return {
        "outcome": line.outcome.name.lower(), "text": line.text, "fact": line.fact,
        "source": values.url(line.source), "note": line.note, "supposed": line.supposed,
    }  # fmt: skip


def _question(question: Question) -> Object:
    return {"fact": question.fact, "question": question.question}


def _counted_question(question: Question) -> Object:
    return {
        **_question(question),
        "unlocks": question.unlocks,
        "unlocks_now": question.unlocks_now,
        "amounts": question.amounts,
    }


def _fundings(entry: Entry) -> list[Json]:
    every = (entry.assessment.amounts, *entry.assessment.others)
    return [_amounts(amounts, funding) for amounts, funding in zip(every, entry.scheme.helps, strict=True)]


def _amounts(amounts: Amounts, funding: Funding) -> Object:
    return {
        "kind": amounts.kind, "rate_min": values.rate(amounts.rate_min),
        "rate_max": values.rate(amounts.rate_max), "eligible_base": values.money(amounts.base_min),
        "amount_min": values.money(amounts.amount_min), "amount_max": values.money(amounts.amount_max),
        "steps": values.texts(amounts.steps), "eligible_base_max": values.money(amounts.base_max),
        "basis": funding.basis, "note": funding.note, "free": funding.free,
        "probable": amounts.probable,
    }  # fmt: skip
