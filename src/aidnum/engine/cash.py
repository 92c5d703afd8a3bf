"""The money of a plan in time: what is spent, each part of each aid, what comes back later, and so what is to be paid ahead.

Where a rule says the most that may be paid before the end, the least is nothing; an aid whose payer has no known rule is paid
at the end. So what is to be paid ahead is never told too low.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from aidnum.engine.sums import to_cents
from aidnum.engine.trace import outcome_of
from aidnum.model.assessment import Known, Outcome
from aidnum.model.budget import CostLine
from aidnum.model.cash import Cash, CashStep, Step
from aidnum.model.funding import Rate
from aidnum.model.law import Payment
from aidnum.model.plan import Plan, Recovered, Resource
from aidnum.model.profile import Basis
from aidnum.model.vocabulary import Vocabulary

_ORDER: tuple[Step, ...] = ("advance", "spending", "instalments", "balance", "recovery")
_ZERO = Decimal(0)


class Dues(NamedTuple):
    """What is the same in every plan of a project: what is spent, the rules of payment that may apply, what comes back."""

    spent: Decimal
    basis: Basis
    payments: Sequence[tuple[Payment, Outcome]]
    recovered: Sequence[Recovered]
    vocabulary: Vocabulary


def payments_on(payments: Sequence[Payment], known: Mapping[str, Known], day: date) -> list[tuple[Payment, Outcome]]:
    """The rules of payment of a day that apply or may apply to an applicant."""
    judged = [(one, Outcome.YES if one.when is None else outcome_of(one.when, known)) for one in payments if one.holds_on(day)]
    return [(one, outcome) for one, outcome in judged if outcome is not Outcome.NO]


def spent(lines: Sequence[CostLine], basis: Basis) -> tuple[Decimal, Basis]:
    """What the lines come to with tax, or as they are counted where some don't tell it, and which of the two it is."""
    paid: Basis = basis if any(line.ttc is None for line in lines) else "ttc"
    return to_cents(sum((line.amount(paid) or _ZERO for line in lines), _ZERO)), paid


def cash(plan: Plan, dues: Dues) -> Cash:
    """The steps of a plan, and the most that it makes the applicant pay ahead."""
    steps = [CashStep("spending", dues.spent, dues.spent), *_repaid(dues.recovered)]
    early = sure = _ZERO
    for resource in plan.resources:
        rule = _rule_of(resource, dues)
        steps += _paid(resource, rule)
        least = _part(resource.amount, _reached(rule)).late
        early += least
        sure += _ZERO if rule is not None and rule.usual else least
    steps.sort(key=lambda step: _ORDER.index(step.step))
    return Cash(tuple(steps), dues.basis, max(dues.spent - early, _ZERO), max(dues.spent - sure, _ZERO))


def _repaid(recovered: Sequence[Recovered]) -> Iterator[CashStep]:
    for one in recovered:
        yield CashStep(
            "recovery",
            one.low,
            one.high,
            name=one.recovery.id,
            title=one.recovery.title,
            short=one.recovery.short or one.recovery.title,
            recovery=one.recovery,
            years=one.years,
        )


def _rule_of(resource: Resource, dues: Dues) -> Payment | None:
    """The last rule on its payer that surely applies; else the first that may."""
    theirs = [(rule, outcome) for rule, outcome in dues.payments if _pays(rule, resource, dues.vocabulary)]
    sure = [rule for rule, outcome in theirs if outcome is Outcome.YES]
    return sure[-1] if sure else theirs[0][0] if theirs else None


def _pays(rule: Payment, resource: Resource, vocabulary: Vocabulary) -> bool:
    if resource.payer is None:
        return False
    return vocabulary.payer_members(resource.payer) <= frozenset().union(*map(vocabulary.payer_members, rule.with_))


def _paid(resource: Resource, rule: Payment | None) -> Iterator[CashStep]:
    """The parts of an aid: as late as the rule allows, or as soon, they make it whole."""
    advance = _part(resource.amount, None if rule is None else rule.advance)
    reached = _part(resource.amount, _reached(rule))
    parts: list[tuple[Step, Decimal, Decimal]] = [
        ("advance", *advance),
        ("instalments", reached.late - advance.late, reached.soon - advance.soon),
        ("balance", resource.amount - reached.late, resource.amount - reached.soon),
    ]
    for step, *ends in parts:
        if any(ends):
            yield CashStep(
                step,
                min(ends),
                max(ends),
                name=resource.name,
                title=resource.title,
                short=resource.scheme.name if resource.scheme else resource.name,
                payment=rule,
            )


def _reached(rule: Payment | None) -> Rate | None:
    """The share that is paid before the balance."""
    return None if rule is None else rule.instalments or rule.advance


class _Part(NamedTuple):
    """A part of an aid when its payer pays as late, and as soon, as the rule allows."""

    late: Decimal
    soon: Decimal


def _part(amount: Decimal, share: Rate | None) -> _Part:
    """A share of an aid, to the cent."""
    ends = (_ZERO, _ZERO) if share is None else (share.low or _ZERO, share.high or _ZERO)
    return _Part(*(to_cents(amount * end) for end in ends))
