"""One scheme, one situation, one day: the whole answer. Pure: the day is an argument, nothing is read or written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

from aidnum.engine.amount import amounts, eligible_base, kept_terms
from aidnum.engine.changes import Change, Overlay, smallest_changes
from aidnum.engine.missing import missing_facts
from aidnum.engine.situation import Situation
from aidnum.engine.trace import leaf_outcome, trace
from aidnum.engine.window import window_on
from aidnum.model.assessment import Assessment, Criterion, Known, Numbers, Outcome, Traced, Verdict
from aidnum.model.funding import Funding, Terms
from aidnum.model.rule import AllOf, Bounds, Leaf
from aidnum.model.scheme import Caution, Scheme
from aidnum.model.vocabulary import Fact

_NO, _UNKNOWN, _CONDITION, _YES = Outcome
_ELIGIBLE, _TO_CONFIRM, _INELIGIBLE = Verdict
_ANY_COST = Numbers(0, None)

COST = "cout_retenu"
COST_FACT = Fact(
    kind="number", question="Quel est le coût de chaque poste de dépense ?", label="dépenses retenues", unit="euros",
    commitment=True, changeable="up", condition="les dépenses retenues soient d'{valeur}",
    advice="avec {ecart} de dépenses retenues de plus",
)  # fmt: skip


def assess(scheme: Scheme, situation: Situation, day: date) -> Assessment:
    """The verdict, its trace, what is missing, the window on the day and the amounts for one scheme."""
    funding = scheme.funding
    terms = kept_terms(funding, situation)
    traced = _with_cost(trace(scheme.rule, situation), minimum_cost(funding, terms, situation))
    cautioned = is_cautioned(scheme.caution, day)
    return Assessment(
        scheme=scheme,
        verdict=verdict_of(traced.outcome, cautioned=cautioned),
        traced=traced,
        missing=_missing(traced, funding, terms, situation, cautioned=cautioned) if traced.outcome is _UNKNOWN else (),
        cautioned=cautioned,
        window=window_on(scheme.calendar, day),
        amounts=amounts(funding, terms, situation),
    )


def what_would_change(assessment: Assessment, situation: Situation) -> list[tuple[Change, ...]]:
    """The smallest sets of changes that would make the scheme eligible; empty when it is, or when nothing can.

    Nothing can while a caution holds.
    """
    if assessment.verdict is Verdict.ELIGIBLE or assessment.cautioned:
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


def _missing(
    traced: Traced, funding: Funding, kept: Sequence[Terms], situation: Situation, *, cautioned: bool
) -> tuple[str, ...]:
    """The facts to ask for: those of the rule, and those of the bands when the minimum cost is met in some only."""
    asked = missing_facts(traced, cautioned=cautioned)
    if len({criterion.outcome for criterion in _minimums(funding, kept, situation)}) < 2:
        return asked
    bands = (trace(band.when, situation) for band in funding.bands)
    banded = (missing_facts(band, cautioned=False) for band in bands if band.outcome is _UNKNOWN)
    return tuple(dict.fromkeys(chain(asked, *banded)))


def verdict_of(outcome: Outcome, *, cautioned: bool) -> Verdict:
    """The verdict that the outcome of a whole rule makes."""
    if outcome is _NO:
        return _INELIGIBLE
    if cautioned or outcome is _UNKNOWN:
        return _TO_CONFIRM
    return _ELIGIBLE


def minimum_cost(funding: Funding, kept: Sequence[Terms], situation: Situation) -> Criterion | None:
    """The leaf that `minimum_cost` adds: *yes* when the costs kept reach it in every band kept, *no* when in none."""
    judged = _minimums(funding, kept, situation)
    if not judged:
        return None
    worst = min(judged, key=_headroom)
    mixed = worst.outcome is _NO and any(criterion.outcome is not _NO for criterion in judged)
    return worst._replace(outcome=_UNKNOWN) if mixed else worst


def _minimums(funding: Funding, kept: Sequence[Terms], situation: Situation) -> list[Criterion]:
    """The minimum cost of each of the terms kept; empty when none has one, zero for those without."""
    for terms in kept:
        if terms.minimum_cost is not None:
            return [_judged(funding, each, situation) for each in kept]
    return []


def _headroom(cost: Criterion) -> tuple[Outcome, Decimal]:
    """How far the costs kept are above the minimum (below zero: under it), outcomes first."""
    test, possible = cost.leaf.test, cost.known.possible
    if isinstance(test, Bounds) and isinstance(possible, Numbers) and test.at_least is not None:
        return cost.outcome, Decimal(possible.low - test.at_least)
    return cost.outcome, Decimal(0)


def _judged(funding: Funding, terms: Terms, situation: Situation) -> Criterion:
    """The minimum of some terms against their costs; no fact can tell more of costs that were given."""
    test = Bounds(at_least=terms.minimum_cost or Decimal(0))
    leaf = Leaf(fact=COST, test=test, source=terms.source or funding.source)
    base = eligible_base(funding, terms, situation)
    possible = _ANY_COST if base.low is None else Numbers(base.low, base.high)
    known = Known(possible, situation.profile.costs is not None, True, "")
    if terms.base is not None:
        known = situation[terms.base]._replace(possible=possible)
    return Criterion(leaf, leaf_outcome(leaf, known), known)
