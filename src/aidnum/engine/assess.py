"""One scheme, one situation, one day: the whole answer. Pure: the day is an argument, nothing is read or written."""

from datetime import date

from aidnum.engine.amount import amounts, kept_terms
from aidnum.engine.changes import Change, Overlay, smallest_changes
from aidnum.engine.cost import COST, COST_FACT, reaching
from aidnum.engine.missing import missing_facts
from aidnum.engine.situation import Situation
from aidnum.engine.trace import trace
from aidnum.engine.window import window_on
from aidnum.model.assessment import Assessment, Criterion, Outcome, Traced, Verdict
from aidnum.model.funding import Funding
from aidnum.model.rule import AllOf
from aidnum.model.scheme import Caution, Scheme

_NO, _UNKNOWN, _CONDITION, _YES = Outcome
_ELIGIBLE, _TO_CONFIRM, _INELIGIBLE = Verdict


def assess(scheme: Scheme, situation: Situation, day: date) -> Assessment:
    """The verdict, its trace, what is missing, the window on the day and the amounts for one scheme."""
    funding = scheme.funding
    kept = kept_terms(funding, situation)
    traced = _with_cost(trace(scheme.rule, situation), minimum_cost(funding, situation))
    cautioned = is_cautioned(scheme.caution, day)
    capped = cautioned or not kept.terms
    return Assessment(
        scheme=scheme,
        verdict=verdict_of(traced.outcome, capped=capped),
        traced=traced,
        missing=missing_facts(traced, cautioned=capped) if traced.outcome is _UNKNOWN else (),
        cautioned=cautioned,
        window=window_on(scheme.calendar, day),
        amounts=amounts(funding, kept, situation),
        unfit=not kept.terms,
    )


def what_would_change(assessment: Assessment, situation: Situation) -> list[tuple[Change, ...]]:
    """The smallest sets of changes that would make the scheme eligible; empty when it is, or when nothing can.

    Nothing can while a caution holds, or while none of its bands fits.
    """
    if assessment.verdict is Verdict.ELIGIBLE or assessment.cautioned or assessment.unfit:
        return []
    facts, rule = situation.vocabulary.facts, assessment.traced.rule
    cost = assessment.criteria[-1]
    if cost.leaf.fact != COST:
        return smallest_changes(rule, situation, facts)
    return smallest_changes(rule, Overlay(situation, {COST: cost.known}), {**facts, COST: COST_FACT})


def is_cautioned(caution: Caution | None, day: date) -> bool:
    """Whether the law may have changed by a day."""
    return caution is not None and day >= caution.from_


def _with_cost(traced: Traced, cost: Criterion | None) -> Traced:
    """A traced rule with the leaf that the minimum cost adds beside it."""
    if cost is None:
        return traced
    beside = Traced(cost.outcome, cost.leaf, criterion=cost)
    return Traced(min(traced.outcome, cost.outcome), AllOf(parts=(traced.rule, cost.leaf)), (traced, beside))


def verdict_of(outcome: Outcome, *, capped: bool) -> Verdict:
    """The verdict that the outcome of a whole rule makes; no more than "to be confirmed" where something beside it caps it."""
    if outcome is _NO:
        return _INELIGIBLE
    if capped or outcome is _UNKNOWN:
        return _TO_CONFIRM
    return _ELIGIBLE


def minimum_cost(funding: Funding, situation: Situation) -> Criterion | None:
    """The leaf that a funding's own `minimum_cost` adds to the rule."""
    if funding.minimum_cost is None:
        return None
    return reaching(funding.minimum_cost, funding, funding, situation)
