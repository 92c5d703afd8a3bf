"""The costs that a funding keeps, and what is known of them as a fact: ``cout_retenu``, which only its terms may test."""

from collections.abc import Mapping
from decimal import Decimal

from aidnum.engine.changes import Overlay
from aidnum.engine.situation import Situation
from aidnum.engine.sums import NOTHING_KNOWN, Span, sum_of, sum_words
from aidnum.engine.trace import leaf_outcome
from aidnum.model.assessment import Criterion, Known, Numbers, Outcome
from aidnum.model.funding import Costs, Funding, Sum, Terms
from aidnum.model.profile import Profile
from aidnum.model.rule import Bounds, Leaf
from aidnum.model.vocabulary import Fact

COST = "cout_retenu"
COST_FACT = Fact(
    kind="number", decimal=True, question="Quel est le coût de chaque poste de dépense ?", label="dépenses retenues",
    unit="euros", commitment=True, changeable="up", condition="les dépenses retenues soient d'{valeur}",
    advice="avec {ecart} de dépenses retenues de plus",
)  # fmt: skip
EVERY_COST = Costs()
_ZERO = Decimal(0)
_ANY_COST = Numbers(0, None)


def kept_costs(funding: Funding, terms: Terms, situation: Situation) -> Span:
    """The costs that some terms keep, before any ceiling: without and with the uncertain categories.

    Not known without costs, or when they are known with tax alone and the scheme counts before tax, or the reverse.
    """
    profile = situation.profile.counted(funding.basis)
    if profile is None or profile.costs is None:
        return NOTHING_KNOWN
    costs = terms.costs or EVERY_COST
    sure = sum((counting(costs, name, profile) for name in profile.costs if keeps(costs, name) is True), _ZERO)
    perhaps = sum((counting(costs, name, profile) for name in profile.costs if keeps(costs, name) is None), _ZERO)
    return Span(sure, sure + perhaps)


def waits_for_vat(funding: Funding, profile: Profile) -> bool:
    """Whether what a funding pays bears on costs that are known only with tax, or only before it, as it doesn't count."""
    if profile.costs is None or profile.counted(funding.basis) is not None:
        return False
    return any(terms.base is None and _is_share(terms) for terms in (funding, *funding.bands))


def _is_share(terms: Terms) -> bool:
    """Whether some terms pay a known share of the costs."""
    return bool(terms.slices) or (terms.rate is not None and terms.rate.low is not None)


def counting(costs: Costs, category: str, profile: Profile) -> Decimal:
    """The costs of a category less those known to be of the nature that doesn't count."""
    amount = (profile.costs or {})[category]
    natures = profile.natures.get(category)
    if natures is None or costs.nature is None:
        return amount
    return amount - (natures.running if costs.nature == "investment" else natures.investment)


def keeps(costs: Costs, category: str) -> bool | None:
    """Whether a cost category counts; None when the source leaves it open."""
    if category in costs.uncertain:
        return None
    return category in costs.only if costs.only else category not in costs.except_


def with_cost(funding: Funding, situation: Situation) -> Mapping[str, Known]:
    """The situation in which the rules of a funding's terms are decided: they may test the costs that it keeps."""
    return Overlay(situation, {COST: _known(funding, funding, situation)})


def _known(funding: Funding, terms: Terms, situation: Situation) -> Known:
    """The costs kept as a fact, asked for while no cost is given; no fact tells more of those that are."""
    kept = kept_costs(funding, terms, situation)
    given = situation.profile.costs is not None
    possible = _ANY_COST if kept.low is None else Numbers(kept.low, kept.high)
    return Known(possible, given, commitment=False, ask="" if given else COST)


def reaching(minimum: Sum, funding: Funding, terms: Terms, situation: Situation) -> Criterion:
    """Whether the costs kept reach a minimum: the sure ones for *yes*, with the uncertain ones for *no*.

    A condition while no cost is given. Where the minimum goes by a unit whose number isn't known, that number is asked for.
    """
    wanted = sum_of(minimum, situation)
    known = _known(funding, terms, situation)._replace(commitment=True)
    note = None
    if minimum.per is not None:
        note = f"minimum de {sum_words(minimum, situation.vocabulary)}"
        known = known if wanted.is_exact else known._replace(ask=situation[minimum.per].ask)
    test = Bounds(at_least=minimum.amount if wanted.high is None else wanted.high)
    leaf = Leaf(fact=COST, test=test, source=terms.source or funding.source, note=note)
    outcome = leaf_outcome(leaf, known)
    if outcome in (Outcome.NO, Outcome.YES) and not _is_decided(outcome, wanted, known):
        outcome = Outcome.UNKNOWN
    return Criterion(leaf, outcome, known)


def _is_decided(outcome: Outcome, wanted: Span, known: Known) -> bool:
    """Whether an outcome against the most that may be wanted is sure of the least too."""
    if wanted.low is None or wanted.high is None or not isinstance(known.possible, Numbers):
        return False
    most = known.possible.high
    return outcome is Outcome.YES or (most is not None and most < wanted.low)
