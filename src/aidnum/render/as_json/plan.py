"""A plan as JSON: the shape of the contract, and what explains it."""

from aidnum.model.assessment import Assessment
from aidnum.model.budget import CostLine
from aidnum.model.plan import Bound, LawOn, Plan, Recovered, Rejected, Resource, Warned
from aidnum.model.scheme import Scheme
from aidnum.render.as_json import values
from aidnum.render.as_json.cash import cash, delay, payment
from aidnum.render.as_json.values import Json, Object
from aidnum.render.asking import because_text, remark_texts
from aidnum.render.cash_wording import payments
from aidnum.render.plan_wording import ROUNDING, exact_text, marks, resource_text
from aidnum.render.wording import CAVEAT, window_text
from aidnum.report.plan import PlanReport


def answer(report: PlanReport) -> Object:
    """Costs, plans, and why they are so."""
    return {
        "date": report.day.isoformat(), "basis": report.basis, "profile": values.profile(report.profile),
        "costs": [_cost(line, report) for line in report.lines], "total_cost": values.money(report.total),
        "plans": [_plan(plan, report) for plan in report.plans],
        "rejected": [*map(_rejected, report.rejected), *map(_over, report.over)], "to_confirm": _to_confirm(report),
        "untaxed": values.texts(one.scheme.id for one in report.untaxed),
        "apart": [_apart(one.scheme) for one in report.apart], "laws": [_law(law) for law in report.laws],
        "payments": [payment(rule) for rule in payments((*report.plans, *report.with_unsure))],
        "recovered": [_recovered(recovered) for recovered in report.recovered],
        "remarks": values.texts(remark_texts(report)), "title": report.title,
        "exact": exact_text(report.plans), "rounding": ROUNDING, "caveat": CAVEAT,
    }  # fmt: skip


def _to_confirm(report: PlanReport) -> Object:
    plans: list[Json] = [_plan(plan, report) for plan in report.with_unsure]
    return {"schemes": values.texts(one.scheme.id for one in report.unsure), "plans": plans}


def _apart(scheme: Scheme) -> Object:
    return {"scheme": scheme.id, "kind": scheme.funding.kind, "title": scheme.title}


def _cost(line: CostLine, report: PlanReport) -> Object:
    return {
        "label": line.label, "category": line.category, "amount": values.money(line.amount(report.basis)),
        "ht": values.money(line.ht), "ttc": values.money(line.ttc), "vat": values.rate(line.vat),
        "nature": line.nature, "where": line.where,
    }  # fmt: skip


def _plan(plan: Plan, report: PlanReport) -> Object:
    return {
        "case": plan.case, "resources": [_resource(resource, report) for resource in plan.resources],
        "own_share": values.money(plan.own_share),
        "bound_by": list(dict.fromkeys(bound.id for bound in plan.bounds)),
        "total": values.money(plan.aid + plan.own_share), "aid": values.money(plan.aid),
        "cut": values.money(plan.cut), "bounds": [_bound(bound) for bound in plan.bounds],
        "illegal": values.texts(plan.illegal), "warnings": [_warned(one) for one in plan.warnings],
        "only_case": len(report.plans) == 1, "proven": plan.proven,
        **cash(plan, report.day),
        **({} if plan.least_share is None else {"own_share_at_least": values.money(plan.least_share)}),
    }  # fmt: skip


def _resource(resource: Resource, report: PlanReport) -> Object:
    return {
        "scheme": resource.scheme.id if resource.scheme else None, "rate": values.rate(resource.rate),
        "amount": values.money(resource.amount), "steps": values.texts(resource.steps), "origin": resource.origin,
        "name": resource.name, "title": resource.title, "payer": resource.payer,
        "called": resource_text(resource, report.situation), "marks": values.texts(marks(resource)),
        "natures": {
            "investment": values.money(resource.natures.investment), "running": values.money(resource.natures.running),
        },
        "base": values.money(resource.base), "lines": list(resource.lines),
        "alone": values.money(resource.alone), "cut": values.money(resource.cut), "granted": resource.granted,
        "imposed": resource.imposed, "probable": resource.probable,
        "window": resource.assessment.window.state if resource.assessment else None,
        "verdict": resource.assessment.verdict.value if resource.assessment else None,
        "sources": [values.source(source) for source in resource.sources],
    }  # fmt: skip


def _bound(bound: Bound) -> Object:
    return {
        "id": bound.id, "law": bound.law.id if bound.law else None,
        "scheme": bound.scheme.id if bound.scheme else None, "text": bound.words,
        "allowed": values.money(bound.allowed), "of": values.money(bound.of),
        "source": values.url(bound.source),
    }  # fmt: skip


def _warned(warned: Warned) -> Object:
    return {"law": warned.law.id, "text": warned.words, "ask": warned.law.ask}


def _over(one: Assessment) -> Object:
    return {"schemes": values.texts((one.scheme.id,)), "because": window_text(one.window), "case": None}


def _rejected(rejected: Rejected) -> Object:
    return {"schemes": values.texts(rejected.schemes), "because": because_text(rejected), "case": rejected.case}


def _law(on: LawOn) -> Object:
    return {
        "id": on.law.id, "title": on.law.title, "text": on.law.text, "applies": on.outcome.name.lower(),
        "level": on.law.level, "from": values.day(on.law.from_), "until": values.day(on.law.until),
        "notes": values.texts(on.law.notes), "sources": [values.source(source) for source in on.law.sources],
    }  # fmt: skip


def _recovered(recovered: Recovered) -> Object:
    recovery = recovered.recovery
    return {
        "id": recovery.id, "title": recovery.title, "text": recovery.text, "rate": values.rate(recovery.rate),
        "amount_min": values.money(recovered.low), "amount_max": values.money(recovered.high),
        "applies": recovered.outcome.name.lower(), "steps": values.texts(recovered.steps),
        "from": values.day(recovery.from_), "until": values.day(recovery.until), "notes": values.texts(recovery.notes),
        "caution": values.caution(next(iter(recovered.cautions), None), recovery),
        "cautions": [values.caution(one, recovery) for one in recovered.cautions],
        "delays": [delay(one, recovery) for one in recovered.delays],
        "sources": [values.source(source) for source in recovery.sources],
    }  # fmt: skip
