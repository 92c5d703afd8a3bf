"""What may enter a plan, in cents: the aid of a scheme at one end of its range, one granted or expected, one of another.

The case of a plan is one world: at the low end an aid keeps the terms that give least, at the high end those that give most.
Its base, its rate and its lines are theirs.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aidnum.engine.amount import Reckoned, kept_terms, reckoned
from aidnum.engine.cost import EVERY_COST, keeps
from aidnum.engine.situation import Situation
from aidnum.engine.sums import sum_of, to_cents
from aidnum.model.assessment import Assessment
from aidnum.model.budget import CostLine
from aidnum.model.funding import Costs, Terms
from aidnum.model.plan import Case, Origin
from aidnum.model.profile import Basis
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary
from aidnum.model.wishes import Expected, Other


class Outlay(NamedTuple):
    """What is to be paid, line by line. A line of no known nature is investment, unless all are `running`."""

    lines: tuple[CostLine, ...]
    basis: Basis
    vocabulary: Vocabulary
    running: bool = False

    def costs(self, basis: Basis) -> list[int]:
        """The cost of each line, in cents."""
        return [cents(line.amount(basis) or Decimal(0)) for line in self.lines]

    def is_investment(self, place: int) -> bool:
        """Whether a line counts as investment."""
        nature = self.lines[place].nature
        return not self.running if nature is None else nature == "investment"

    @property
    def total(self) -> int:
        """All of it, in cents."""
        return sum(self.costs(self.basis))

    @property
    def investment(self) -> int:
        """What of it is investment, in cents."""
        return sum(cost for place, cost in enumerate(self.costs(self.basis)) if self.is_investment(place))


class Offer(NamedTuple):
    """An aid that may enter the plan, in cents: what it gives, of what base (None: not known), and on which lines.

    `shares` are, by place of the cost lines that it retains, the most of each that it may pay, as a fraction of its cost. It
    isn't paid below its `floor`, nor beyond the aids that `at_most_aid_of` names.
    """

    origin: Origin
    cents: int
    base: int | None
    shares: dict[int, Fraction]
    assessment: Assessment | None = None
    other: Other | None = None
    rate: Fraction | None = None
    imposed: bool = False
    floor: int = 0
    at_most_aid_of: str | None = None

    @property
    def scheme(self) -> Scheme | None:
        """The scheme that gives it; None for an aid of another."""
        return None if self.assessment is None else self.assessment.scheme

    @property
    def name(self) -> str:
        """The id of its scheme, or the name of an aid of another."""
        return self.scheme.id if self.scheme else self.other.name if self.other else ""

    @property
    def title(self) -> str:
        """What to call it in a sentence: the short name of its scheme where it has one."""
        return self.scheme.name if self.scheme else self.name

    @property
    def payer(self) -> str | None:
        """Who pays it, of the payers of the vocabulary."""
        return self.scheme.funding.payer if self.scheme else self.other.payer if self.other else None

    @property
    def is_fixed(self) -> bool:
        """Whether its sum is known, and never cut."""
        return self.origin != "scheme"

    @property
    def lines(self) -> tuple[int, ...]:
        """The places of the cost lines that it retains."""
        return tuple(self.shares)


def cents(amount: Decimal) -> int:
    """Euros as whole cents."""
    return int(amount * 100)


def to_euros(amount: int) -> Decimal:
    """Whole cents as euros."""
    return Decimal(amount).scaleb(-2)


def to_decimal(rate: Fraction) -> Decimal:
    """A rate as it is written."""
    return Decimal(rate.numerator) / rate.denominator


def offer(assessment: Assessment, case: Case, situation: Situation, project: Outlay) -> Offer | None:
    """What a scheme gives at one end of its range; None where that can't be computed or is nothing."""
    amounts, funding = assessment.amounts, assessment.scheme.funding
    amount = amounts.amount_min if case == "low" else amounts.amount_max
    if not amount:
        return None
    kept = kept_terms(funding, situation)
    end = _end(reckoned(funding, kept, situation), case)
    terms = end.terms
    of_costs = terms.bears_on_costs and terms.base is None
    rate = (end.marginal.low if case == "low" else end.marginal.high) if of_costs else None
    retained = _retained(terms, project, sure=case == "low")
    return Offer(
        "scheme",
        cents=cents(amount),
        base=_base(end, case) if terms.bears_on_costs else _sum(retained, project, situation),
        shares=_shares(retained, project, situation, rate),
        assessment=assessment,
        rate=None if end.rate.low is None or not of_costs else Fraction(rate or 0),
        floor=max((_floor(one, situation) for one in kept.terms), default=0),
        at_most_aid_of=next(filter(None, (one.at_most_aid_of for one in kept.terms)), None),
    )


def granted(assessment: Assessment, amount: Decimal, situation: Situation, project: Outlay) -> Offer:
    """An aid already granted: its sum, on any line that its scheme may retain, the same in both plans."""
    places = _ever_retained(assessment, situation, project)
    return _fixed(assessment, places, situation, project)._replace(origin="granted", cents=cents(amount))


def expected(assessment: Assessment, hoped: Expected, situation: Situation, project: Outlay) -> Offer:
    """An aid that is counted on: a sum, or a rate of what its scheme is sure to retain, the same in both plans."""
    places = _ever_retained(assessment, situation, project)
    if hoped.rate is None:
        return _fixed(assessment, places, situation, project)._replace(cents=cents(hoped.amount or Decimal(0)))
    sure = _places(kept_terms(assessment.scheme.funding, situation).terms, project, sure=True) or places
    whole = _fixed(assessment, sure, situation, project)
    amount = cents(to_cents(hoped.rate * to_euros(whole.base or 0)))
    return whole._replace(cents=amount, shares=_shares(sure, project, situation, hoped.rate), rate=Fraction(hoped.rate))


def other_offer(other: Other, project: Outlay) -> Offer:
    """An aid that no catalogue knows: its sum, on any line."""
    anywhere = dict.fromkeys(range(len(project.lines)), Fraction(1))
    return Offer("other", cents(other.amount), project.total, anywhere, other=other)


def _fixed(assessment: Assessment, places: Sequence[int], situation: Situation, project: Outlay) -> Offer:
    """An aid whose sum is known, and of which no limit but those of its own scheme and the laws is asked."""
    terms = kept_terms(assessment.scheme.funding, situation).terms
    return Offer(
        "expected",
        cents=0,
        base=_sum(places, project, situation),
        shares=_shares(places, project, situation, None),
        assessment=assessment,
        at_most_aid_of=next(filter(None, (one.at_most_aid_of for one in terms)), None),
    )


def _end(cases: Sequence[Reckoned], case: Case) -> Reckoned:
    """The terms that give least, or most."""
    if case == "low":
        return min(cases, key=lambda one: one.amount.low or 0)
    return max(cases, key=lambda one: one.amount.high or 0)


def _base(end: Reckoned, case: Case) -> int | None:
    base = end.base.low if case == "low" else end.base.high
    return None if base is None else cents(to_cents(base))


def _floor(terms: Terms, situation: Situation) -> int:
    """The sum below which an aid isn't paid under some terms, in cents."""
    floor = sum_of(terms.floor, situation).high if terms.floor else None
    return 0 if floor is None else cents(to_cents(floor))


def _ever_retained(assessment: Assessment, situation: Situation, project: Outlay) -> tuple[int, ...]:
    return _places(kept_terms(assessment.scheme.funding, situation).terms, project, sure=False)


def _places(terms: Iterable[Terms], project: Outlay, *, sure: bool) -> tuple[int, ...]:
    """The lines that some of these terms retain."""
    return tuple(sorted({place for one in terms for place in _retained(one, project, sure=sure)}))


def _retained(terms: Terms, project: Outlay, *, sure: bool) -> tuple[int, ...]:
    """The places of the lines that some terms retain; uncertain categories too, unless it must be sure."""
    costs = terms.costs or EVERY_COST
    wanted = (True,) if sure else (True, None)
    return tuple(
        place for place, line in enumerate(project.lines) if keeps(costs, line.category) in wanted and _is_of(costs, line)
    )


def _is_of(costs: Costs, line: CostLine) -> bool:
    return costs.nature is None or line.nature in (None, costs.nature)


def _sum(places: Iterable[int], project: Outlay, situation: Situation) -> int:
    costs = project.costs(situation.profile.costs_basis)
    return sum(costs[place] for place in places)


def _shares(places: Iterable[int], project: Outlay, situation: Situation, rate: Decimal | None) -> dict[int, Fraction]:
    """By line, the most of its cost that an aid may pay: all of it, or its rate of a cost counted with tax or without."""
    costs, counted = project.costs(project.basis), project.costs(situation.profile.costs_basis)
    paid = [place for place in places if costs[place]]
    if rate is None:
        return dict.fromkeys(paid, Fraction(1))
    return {place: min(Fraction(1), Fraction(rate) * counted[place] / costs[place]) for place in paid}
