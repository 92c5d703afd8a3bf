"""The money of a plan in time as JSON: its steps, what is to be paid ahead, the rules of payment and the delays."""

from datetime import date

from aidnum.model.cash import CashStep
from aidnum.model.funding import Rate
from aidnum.model.law import Delay, Payment, Recovery
from aidnum.model.plan import Plan
from aidnum.model.scheme import source_named
from aidnum.render.as_json import values
from aidnum.render.as_json.values import Json, Object
from aidnum.render.cash_wording import ahead_text, cautions, rule_text, when_text


def cash(plan: Plan, day: date) -> Object:
    """What a plan says of its money in time; `ahead` is counted with tax where every cost tells it, as `cash_basis` says."""
    own: Object = {"loan": values.money(plan.loan), "own_funds": values.money(plan.own_funds)}
    if plan.cash is None:
        return own
    steps: list[Json] = [_step(step, day) for step in plan.cash.steps]
    return {
        "cash": steps, "cash_basis": plan.cash.basis, "ahead": values.money(plan.cash.ahead),
        "ahead_without_usual": values.money(plan.cash.ahead_without_usual),
        "cash_notes": values.texts((ahead_text(plan.cash), *cautions(plan.cash, day))), **own,
    }  # fmt: skip


def _step(step: CashStep, day: date) -> Object:
    first, last = step.years or (None, None)
    return {
        "step": step.step, "name": step.name, "title": step.title,
        "amount_min": values.money(step.amount_min), "amount_max": values.money(step.amount_max),
        "when": when_text(step, day), "years_after_min": first, "years_after_max": last,
        "year_min": None if first is None else day.year + first, "year_max": None if last is None else day.year + last,
        "payment": step.payment.id if step.payment else None, "usual": step.payment is not None and step.payment.usual,
        "rule": rule_text(step) or None,
    }  # fmt: skip


def payment(payment: Payment) -> Object:
    """A rule of payment."""
    return {
        "id": payment.id, "title": payment.title, "text": payment.text, "usual": payment.usual,
        "advance": _share(payment.advance), "instalments": _share(payment.instalments),
        "from": values.day(payment.from_), "until": values.day(payment.until), "notes": values.texts(payment.notes),
        "sources": [values.source(source) for source in payment.sources],
    }  # fmt: skip


def _share(share: Rate | None) -> Object | None:
    return None if share is None else {"rate_min": values.rate(share.low), "rate_max": values.rate(share.high)}


def delay(delay: Delay, recovery: Recovery) -> Object:
    """How long after a spending a recovery comes."""
    return {
        "years": delay.years, "from": values.day(delay.from_), "until": values.day(delay.until), "note": delay.note,
        "source": values.url(source_named(recovery.sources, delay.source)),
    }  # fmt: skip
