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
from aidnum.model.assessment import Assessment, Criterion, Known, Numbers, Outcome, Verdict
from aidnum.model.funding import Terms
from aidnum.model.rule import AllOf, Bounds, Leaf, Rule
from aidnum.model.scheme import Scheme
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
    outcome, criteria = trace(scheme.rule, situation)
    terms = kept_terms(scheme.funding, situation)
    cost = _minimum_cost(scheme, terms, situation)
    if cost is not None:
        outcome = min(outcome, cost.outcome)
        criteria = (*criteria, cost)
    cautioned = scheme.caution is not None and day >= scheme.caution.from_
    return Assessment(
        scheme,
        _verdict(outcome, cautioned=cautioned),
        criteria,
        _missing(scheme, criteria, terms, situation, cautioned=cautioned) if outcome is _UNKNOWN else (),
        cautioned,
        window_on(scheme.calendar, day),
        amounts(scheme.funding, terms, situation),
    )


def what_would_change(assessment: Assessment, situation: Situation) -> list[tuple[Change, ...]]:
    """The smallest sets of changes that would make the scheme eligible; empty when it is, or when nothing can.

    Nothing can while a caution holds.
    """
    if assessment.verdict is Verdict.ELIGIBLE or assessment.cautioned:
        return []
    facts = situation.vocabulary.facts
    rule = whole_rule(assessment)
    cost = _cost_of(assessment.criteria)
    if cost is None:
        return smallest_changes(rule, situation, facts)
    return smallest_changes(rule, Overlay(situation, {COST: cost.known}), {**facts, COST: COST_FACT})


def whole_rule(assessment: Assessment) -> Rule:
    """The rule that the criteria of an assessment trace: the scheme's own, with the minimum cost where there is one."""
    return _with_cost(assessment.scheme, assessment.criteria)


def _with_cost(scheme: Scheme, criteria: Sequence[Criterion]) -> Rule:
    cost = _cost_of(criteria)
    return scheme.rule if cost is None else AllOf(parts=(scheme.rule, cost.leaf))


def _cost_of(criteria: Sequence[Criterion]) -> Criterion | None:
    return criteria[-1] if criteria[-1].leaf.fact == COST else None


def _missing(
    scheme: Scheme, criteria: Sequence[Criterion], kept: Sequence[Terms], situation: Situation, *, cautioned: bool
) -> tuple[str, ...]:
    """The facts to ask for: those of the rule, and those of the bands when the minimum cost is met in some only."""
    asked = missing_facts(_with_cost(scheme, criteria), criteria, cautioned=cautioned)
    if len({criterion.outcome for criterion in _minimums(scheme, kept, situation)}) < 2:
        return asked
    traced = ((band.when, *trace(band.when, situation)) for band in scheme.funding.bands)
    banded = (missing_facts(when, leaves, cautioned=False) for when, outcome, leaves in traced if outcome is _UNKNOWN)
    return tuple(dict.fromkeys(chain(asked, *banded)))


def _verdict(outcome: Outcome, *, cautioned: bool) -> Verdict:
    if outcome is _NO:
        return _INELIGIBLE
    if cautioned or outcome is _UNKNOWN:
        return _TO_CONFIRM
    return _ELIGIBLE


def _minimum_cost(scheme: Scheme, kept: Sequence[Terms], situation: Situation) -> Criterion | None:
    """The leaf that `minimum_cost` adds: *yes* when the costs kept reach it in every band kept, *no* when in none."""
    judged = _minimums(scheme, kept, situation)
    if not judged:
        return None
    worst = min(judged, key=_headroom)
    mixed = worst.outcome is _NO and any(criterion.outcome is not _NO for criterion in judged)
    return worst._replace(outcome=_UNKNOWN) if mixed else worst


def _minimums(scheme: Scheme, kept: Sequence[Terms], situation: Situation) -> list[Criterion]:
    """The minimum cost of each of the terms kept; empty when none has one, zero for those without."""
    for terms in kept:
        if terms.minimum_cost is not None:
            return [_judged(scheme, each, situation) for each in kept]
    return []


def _headroom(cost: Criterion) -> tuple[Outcome, Decimal]:
    """How far the costs kept are above the minimum (below zero: under it), outcomes first."""
    test, possible = cost.leaf.test, cost.known.possible
    if isinstance(test, Bounds) and isinstance(possible, Numbers) and test.at_least is not None:
        return cost.outcome, Decimal(possible.low - test.at_least)
    return cost.outcome, Decimal(0)


def _judged(scheme: Scheme, terms: Terms, situation: Situation) -> Criterion:
    """The minimum of some terms against their costs; no fact can tell more of costs that were given."""
    test = Bounds(at_least=terms.minimum_cost or Decimal(0))
    leaf = Leaf(fact=COST, test=test, source=terms.source or scheme.funding.source)
    base = eligible_base(scheme.funding, terms, situation)
    possible = _ANY_COST if base.low is None else Numbers(base.low, base.high)
    known = Known(possible, situation.profile.costs is not None, True, "")
    if terms.base is not None:
        known = situation[terms.base]._replace(possible=possible)
    return Criterion(leaf, leaf_outcome(leaf, known), known)
