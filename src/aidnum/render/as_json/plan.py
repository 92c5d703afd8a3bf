"""A plan as JSON: the shape of the contract, and what explains it."""

from __future__ import annotations

from aidnum.model.budget import CostLine
from aidnum.model.plan import Bound, LawOn, Plan, Recovered, Rejected, Resource
from aidnum.render.as_json.values import Object, money, profile_json, rate, source_json, texts, url_of
from aidnum.render.plan_wording import EXACT, ROUNDING
from aidnum.render.wording import CAVEAT
from aidnum.report.plan import PlanReport


def answer(report: PlanReport) -> Object:
    """Costs, plans, and why they are so."""
    return {
        "date": report.day.isoformat(),
        "basis": report.basis,
        "profile": profile_json(report.profile),
        "costs": [_cost(line, report) for line in report.lines],
        "total_cost": money(report.total),
        "plans": [_plan(plan, report) for plan in report.plans],
        "rejected": [_rejected(rejected) for rejected in report.rejected],
        "to_confirm": {
            "schemes": texts(one.scheme.id for one in report.unsure),
            "plans": [_plan(plan, report) for plan in report.with_unsure],
        },
        "apart": [{"scheme": one.scheme.id, "kind": one.scheme.funding.kind} for one in report.apart],
        "laws": [_law(law) for law in report.laws],
        "recovered": [_recovered(recovered) for recovered in report.recovered],
        "remarks": texts(report.remarks),
        "exact": EXACT,
        "rounding": ROUNDING,
        "caveat": CAVEAT,
    }


def _cost(line: CostLine, report: PlanReport) -> Object:
    return {
        "label": line.label,
        "category": line.category,
        "amount": money(line.amount(report.basis)),
        "ht": money(line.ht),
        "ttc": money(line.ttc),
        "vat": rate(line.vat),
        "nature": line.nature,
        "where": line.where,
    }


def _plan(plan: Plan, report: PlanReport) -> Object:
    return {
        "case": plan.case,
        "resources": [_resource(resource) for resource in plan.resources],
        "own_share": money(plan.own_share),
        "bound_by": list(dict.fromkeys(bound.id for bound in plan.bounds)),
        "total": money(plan.aid + plan.own_share),
        "aid": money(plan.aid),
        "cut": money(plan.cut),
        "bounds": [_bound(bound) for bound in plan.bounds],
        "illegal": texts(plan.illegal),
        "only_case": len(report.plans) == 1,
    }


def _resource(resource: Resource) -> Object:
    return {
        "scheme": resource.scheme.id,
        "rate": rate(resource.rate),
        "amount": money(resource.amount),
        "steps": texts(resource.steps),
        "title": resource.scheme.title,
        "payer": resource.scheme.funding.payer,
        "base": money(resource.base),
        "lines": list(resource.lines),
        "alone": money(resource.alone),
        "cut": money(resource.cut),
        "granted": resource.granted,
        "imposed": resource.imposed,
        "window": resource.assessment.window.state,
        "verdict": resource.assessment.verdict.value,
        "sources": [source_json(source) for source in resource.scheme.sources],
    }


def _bound(bound: Bound) -> Object:
    return {
        "id": bound.id,
        "law": bound.law.id if bound.law else None,
        "scheme": bound.scheme.id if bound.scheme else None,
        "text": bound.words,
        "allowed": money(bound.allowed),
        "of": money(bound.of),
        "source": url_of(bound.source),
    }


def _rejected(rejected: Rejected) -> Object:
    return {"schemes": texts(rejected.schemes), "because": rejected.because, "case": rejected.case}


def _law(on: LawOn) -> Object:
    return {
        "id": on.law.id,
        "title": on.law.title,
        "text": on.law.text,
        "applies": on.outcome.name.lower(),
        "notes": texts(on.law.notes),
        "sources": [source_json(source) for source in on.law.sources],
    }


def _recovered(recovered: Recovered) -> Object:
    recovery = recovered.recovery
    return {
        "id": recovery.id,
        "title": recovery.title,
        "text": recovery.text,
        "rate": rate(recovery.rate),
        "amount_min": money(recovered.low),
        "amount_max": money(recovered.high),
        "applies": recovered.outcome.name.lower(),
        "steps": texts(recovered.steps),
        "sources": [source_json(source) for source in recovery.sources],
    }
