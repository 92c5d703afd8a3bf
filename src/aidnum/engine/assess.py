"""One scheme, one situation, one day: the whole answer. Pure: the day is an argument, nothing is read or written."""

from collections.abc import Sequence
from datetime import date

from aidnum.engine.amount import KeptTerms, amounts, kept_terms
from aidnum.engine.changes import Change, Overlay, smallest_changes
from aidnum.engine.cost import COST, COST_FACT, reaching
from aidnum.engine.freshness import is_recent, last_seen, sightings
from aidnum.engine.missing import missing_facts
from aidnum.engine.situation import Situation
from aidnum.engine.trace import trace
from aidnum.engine.window import window_on
from aidnum.model.assessment import Assessment, Criterion, Doubt, Outcome, Traced, Verdict, WindowOn
from aidnum.model.funding import Funding
from aidnum.model.rule import AllOf
from aidnum.model.scheme import Caution, Scheme

_NO, _UNKNOWN, _CONDITION, _YES = Outcome
_ELIGIBLE, _TO_CONFIRM, _INELIGIBLE = Verdict


def assess(scheme: Scheme, situation: Situation, day: date) -> Assessment:
    """The verdict, its trace, what is missing, the window on the day and the amounts for one scheme."""
    kept = terms_of(scheme.helps, situation)
    traced = _with_cost(trace(scheme.rule, situation), minimum_cost(scheme.fundings, situation))
    window = window_on(scheme.calendar, day)
    seen = last_seen(scheme.calendar, sightings(scheme.calendar, scheme.sources), day) if window.state == "unknown" else None
    doubts = doubts_on(day, scheme.caution, window, seen, fits=not is_unfit(kept))
    first, *others = (amounts(*each, situation) for each in zip(scheme.helps, kept, strict=True))
    return Assessment(
        scheme=scheme,
        verdict=verdict_of(traced.outcome, capped=bool(doubts)),
        traced=traced,
        missing=missing_facts(traced, cautioned=bool(doubts)) if traced.outcome is _UNKNOWN else (),
        doubts=doubts,
        last_seen=seen,
        window=window,
        amounts=first,
        others=tuple(others),
    )


def what_would_change(assessment: Assessment, situation: Situation) -> list[tuple[Change, ...]]:
    """The smallest sets of changes that would give the best verdict that doubts leave; empty when it is, or nothing can.

    Nothing can while none of its bands fits.
    """
    if Doubt.UNFIT in assessment.doubts:
        return []
    goal = _UNKNOWN if assessment.doubts else _CONDITION
    facts, rule = situation.vocabulary.facts, assessment.traced.rule
    cost = assessment.criteria[-1]
    if cost.leaf.fact != COST:
        return smallest_changes(rule, situation, facts, goal)
    return smallest_changes(rule, Overlay(situation, {COST: cost.known}), {**facts, COST: COST_FACT}, goal)


def is_cautioned(caution: Caution | None, day: date) -> bool:
    """Whether the law may have changed by a day."""
    return caution is not None and day >= caution.from_


def doubts_on(day: date, caution: Caution | None, window: WindowOn, seen: str | None, *, fits: bool) -> tuple[Doubt, ...]:
    """What holds a verdict down on a day, for a scheme last `seen` alive at some date, a band of which `fits` or none."""
    holding = {
        Doubt.CAUTION: is_cautioned(caution, day),
        Doubt.UNSEEN: window.state == "unknown" and not is_recent(seen, day),
        Doubt.UNFIT: not fits,
    }
    return tuple(doubt for doubt, holds in holding.items() if holds)


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


def terms_of(fundings: Sequence[Funding], situation: Situation) -> list[KeptTerms]:
    """The terms that may apply of each of the fundings of a scheme."""
    return [kept_terms(funding, situation, alone=len(fundings) == 1) for funding in fundings]


def is_unfit(kept: Sequence[KeptTerms]) -> bool:
    """Whether no terms of any funding fit: it has bands, and each is *no*."""
    return not any(each.terms for each in kept)


def minimum_cost(fundings: Sequence[Funding], situation: Situation) -> Criterion | None:
    """The leaf that the `minimum_cost` of a scheme's one funding adds to its rule; of several, it turns no verdict."""
    funding = fundings[0]
    if funding.minimum_cost is None or len(fundings) > 1:
        return None
    return reaching(funding.minimum_cost, funding, funding, situation)
