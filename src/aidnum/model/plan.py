"""What the engine answers about a plan de financement. Plain tuples, as for an assessment; sums are in euros."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from aidnum.model.assessment import Assessment, Outcome
from aidnum.model.cash import Cash
from aidnum.model.law import Delay, Law, Recovery
from aidnum.model.limit import Limit
from aidnum.model.profile import Natures
from aidnum.model.scheme import Caution, Scheme, Source
from aidnum.model.wishes import Other

Case = Literal["low", "high"]
Origin = Literal["scheme", "granted", "expected", "other"]
_BASIS_POINT = Decimal("0.0001")


class LawOn(NamedTuple):
    """A law and whether it applies to the applicant: unless the outcome is *no* it is kept to."""

    law: Law
    outcome: Outcome


class Bound(NamedTuple):
    """A limit on a plan: what it allows, of which sum, and who says so; without law nor scheme, the cost itself."""

    law: Law | None
    scheme: Scheme | None
    limit: Limit | None
    allowed: Decimal
    of: Decimal
    source: Source | None
    words: str

    @property
    def id(self) -> str:
        """A name for programs: that of the law, of the scheme whose text limits, or ``cout-du-projet``."""
        return self.law.id if self.law else self.scheme.id if self.scheme else "cout-du-projet"


class Resource(NamedTuple):
    """An aid of the plan: what it gives, what it would give alone, on which base, and how that was worked out.

    It comes from a scheme, which is assessed, or is an aid of another that no catalogue knows. `rate` is what it gives over its
    base, None where the base isn't known. `natures` are the parts of its amount laid on investment and on running
    costs; `lines` the places of the cost lines that make the base. `worked_out` leads to its
    range, `counted` says what this plan takes of it, `trimmed` what the limits leave.
    """

    origin: Origin
    assessment: Assessment | None
    other: Other | None
    amount: Decimal
    alone: Decimal
    base: Decimal | None
    rate: Decimal | None
    natures: Natures
    imposed: bool
    worked_out: tuple[str, ...]
    counted: str | None = None
    trimmed: str | None = None
    lines: tuple[int, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """The whole computation."""
        return (*self.worked_out, *filter(None, (self.counted, self.trimmed)))

    @property
    def scheme(self) -> Scheme | None:
        """The scheme that gives it; None for an aid of another."""
        return None if self.assessment is None else self.assessment.scheme

    @property
    def name(self) -> str:
        """What tells it from the others: the id of its scheme, or the name of an aid of another."""
        return self.scheme.id if self.scheme else self.other.name if self.other else ""

    @property
    def title(self) -> str:
        """Its name for a person."""
        return self.scheme.title if self.scheme else self.name

    @property
    def payer(self) -> str | None:
        """Who pays it, of the payers of the vocabulary; None where that isn't said."""
        return self.scheme.funding.payer if self.scheme else self.other.payer if self.other else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its scheme."""
        return self.scheme.sources if self.scheme else ()

    @property
    def granted(self) -> bool:
        """Whether it was already obtained."""
        return self.origin == "granted"

    @property
    def probable(self) -> bool:
        """Whether its figures are known by analogy alone."""
        return self.assessment is not None and self.assessment.amounts.probable

    @property
    def cut(self) -> Decimal:
        """What the limits take from it (écrêtement)."""
        return self.alone - self.amount


class Rejected(NamedTuple):
    """Schemes that are not in the plan, together or alone, and why.

    One that is `unpriced` would be in it, were its amount said.
    """

    schemes: tuple[str, ...]
    because: str
    case: Case | None = None
    unpriced: bool = False


class Holding(NamedTuple):
    """A limit that the plan keeps to, with the places of the resources it sums, and of those that lessen what it allows.

    `seen` is what it sees of the amount of each resource: what is laid on the lines that it looks at.
    """

    bound: Bound
    summed: tuple[int, ...]
    lessening: tuple[int, ...]
    seen: tuple[Decimal, ...]


class Warned(NamedTuple):
    """What a law that only warns says against a plan; the law tells what to ask."""

    law: Law
    words: str


class Plan(NamedTuple):
    """A plan: its aids by id, what is left to the applicant, what bounds it, what is illegal in what was imposed, limits last.

    `holding` are all the limits it keeps to, `bounds` those it reaches, `warnings` what laws that cut nothing say against it.
    `least_share` is what no plan leaves less than, where the effort allowed didn't prove this one the best; None when it is.
    `cash` is its money in time, `loan` the part of the own share that is borrowed.
    """

    case: Case
    resources: tuple[Resource, ...]
    own_share: Decimal
    bounds: tuple[Bound, ...]
    illegal: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    holding: tuple[Holding, ...] = ()
    warnings: tuple[Warned, ...] = ()
    least_share: Decimal | None = None
    cash: Cash | None = None
    loan: Decimal = Decimal(0)

    @property
    def proven(self) -> bool:
        """Whether no plan is known to be able to leave less."""
        return self.least_share is None

    @property
    def own_funds(self) -> Decimal:
        """What the applicant pays without borrowing."""
        return self.own_share - self.loan

    @property
    def aid(self) -> Decimal:
        """All the aid."""
        return sum((resource.amount for resource in self.resources), Decimal(0))

    @property
    def shares(self) -> list[Decimal]:
        """What each aid, then the applicant, brings of the whole, to a hundredth of a percent: they add up to one."""
        return shares(_brought(self))

    @property
    def cut(self) -> Decimal:
        """What the limits take from the aids kept."""
        return sum((resource.cut for resource in self.resources), Decimal(0))


def shares_of(plans: Sequence[Plan]) -> list[list[Decimal]]:
    """The shares of some plans of a project: what brings as much in a later one as in the first has the same share there."""
    if not plans:
        return []
    first = plans[0].shares
    known = dict(zip(_brought(plans[0]), first, strict=True))
    fixed = ({at: known[amount] for at, amount in enumerate(_brought(plan)) if amount in known} for plan in plans[1:])
    return [first, *(shares(_brought(plan), each) for plan, each in zip(plans[1:], fixed, strict=True))]


def _brought(plan: Plan) -> list[Decimal]:
    return [*(resource.amount for resource in plan.resources), plan.own_share]


def shares(amounts: Sequence[Decimal], fixed: Mapping[int, Decimal] = MappingProxyType({})) -> list[Decimal]:
    """Amounts as shares of their sum, to a hundredth of a percent; the largest remainders go up, so that they add up to one.

    Those `fixed` by their places stay as they are, as far as the others can make up for them.
    """
    total = sum(amounts, Decimal(0))
    if not total:
        return [Decimal(0) for _ in amounts]
    exactly = [amount / total for amount in amounts]
    down = [fixed.get(index, share.quantize(_BASIS_POINT, ROUND_DOWN)) for index, share in enumerate(exactly)]
    lacking = int((1 - sum(down, Decimal(0))) / _BASIS_POINT)
    free = (index for index in range(len(amounts)) if index not in fixed)
    order = sorted(free, key=lambda index: down[index] - exactly[index])
    if fixed and not 0 <= lacking <= len(order):
        return shares(amounts)
    raised = set(order[:lacking])
    return [share + _BASIS_POINT if index in raised else share for index, share in enumerate(down)]


class Recovered(NamedTuple):
    """What comes back outside the plan: nothing computed where costs with tax are not known.

    `delays` are those that may be the applicant's; `cautions` say what of it the law may have changed by the day of the plan.
    """

    recovery: Recovery
    outcome: Outcome
    low: Decimal | None
    high: Decimal | None
    steps: tuple[str, ...]
    delays: tuple[Delay, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def years(self) -> tuple[int, int] | None:
        """How many years after the spending, at the soonest and at the latest; None where nothing says it."""
        after = [delay.years for delay in self.delays]
        return (min(after), max(after)) if after else None
