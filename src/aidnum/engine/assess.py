"""One scheme, one situation, one day: the whole answer. Pure: the day is an argument, nothing is read or written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from aidnum.engine.amount import amounts, eligible_base, kept_terms
from aidnum.engine.changes import Change, Overlay, smallest_changes
from aidnum.engine.missing import missing_facts
from aidnum.engine.situation import Situation
from aidnum.engine.trace import leaf_outcome, trace
from aidnum.engine.window import window_on
from aidnum.model.assessment import Assessment, Criterion, Known, Numbers, Outcome, Verdict
from aidnum.model.funding import Terms
from aidnum.model.rule import AllOf, Bounds, Leaf
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Fact

COST = "cout_retenu"
COST_FACT = Fact.model_construct(
    kind="number", question="Quel est le coût de chaque poste de dépense ?", label="dépenses retenues", unit="euros",
    commitment=True, changeable="up", condition="les dépenses retenues soient d'{valeur}",
    advice="avec {ecart} de dépenses retenues de plus",
)  # fmt: skip


def assess(scheme: Scheme, situation: Situation, day: date) -> Assessment:
    """The verdict, its trace, what is missing, the window on the day and the amounts for one scheme."""
    outcome, criteria = trace(scheme.eligibility, situation)
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
        missing_facts(scheme.eligibility, situation, cautioned=cautioned) if outcome is Outcome.UNKNOWN else (),
        cautioned,
        window_on(scheme.calendar, day),
        amounts(scheme.funding, terms, situation),
    )


def what_would_change(assessment: Assessment, situation: Situation) -> list[tuple[Change, ...]]:
    """The smallest sets of changes that would make the scheme eligible; empty when it is, or when nothing can."""
    if assessment.verdict is Verdict.ELIGIBLE:
        return []
    rule = assessment.scheme.eligibility
    facts = situation.vocabulary.facts
    cost = next((criterion for criterion in assessment.criteria if criterion.leaf.fact == COST), None)
    if cost is None:
        return smallest_changes(rule, situation, facts)
    known = Overlay(situation, {COST: cost.known})
    return smallest_changes(AllOf(parts=(rule, cost.leaf)), known, {**facts, COST: COST_FACT})


def _verdict(outcome: Outcome, *, cautioned: bool) -> Verdict:
    if outcome is Outcome.NO:
        return Verdict.INELIGIBLE
    if cautioned or outcome is Outcome.UNKNOWN:
        return Verdict.TO_CONFIRM
    return Verdict.ELIGIBLE


def _minimum_cost(scheme: Scheme, kept: Sequence[Terms], situation: Situation) -> Criterion | None:
    """The leaf that `minimum_cost` adds: *yes* when the costs kept reach it in every band kept, *no* when in none."""
    judged = [_judged(scheme, terms, situation) for terms in kept if terms.minimum_cost is not None]
    if not judged:
        return None
    outcomes = {criterion.outcome for criterion in judged}
    if len(judged) < len(kept):
        outcomes.add(Outcome.YES)
    worst = min(judged, key=lambda criterion: criterion.outcome)
    return worst._replace(outcome=Outcome.UNKNOWN) if Outcome.NO in outcomes and len(outcomes) > 1 else worst


def _judged(scheme: Scheme, terms: Terms, situation: Situation) -> Criterion:
    minimum = terms.minimum_cost or Decimal(0)
    base = eligible_base(scheme.funding, terms, situation)
    given = situation.profile.costs is not None or terms.base is not None
    possible = Numbers(0, None) if base.low is None else Numbers(base.low, base.high)
    leaf = Leaf(fact=COST, test=Bounds(at_least=minimum), source=terms.source or scheme.funding.source)
    known = Known(possible, given, True, COST)
    return Criterion(leaf, leaf_outcome(leaf, known), known)
