"""What the engine answers about a plan de financement. Plain tuples, as for an assessment; sums are in euros."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Literal, NamedTuple

from aidnum.model.assessment import Assessment, Outcome
from aidnum.model.law import Law, Recovery
from aidnum.model.limit import Limit
from aidnum.model.scheme import Scheme, Source

Case = Literal["low", "high"]
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

    `rate` is what it gives over its base, None where the base isn't known; `granted` when it was already obtained.
    `worked_out` leads to its range, `counted` says what this plan takes of it, `trimmed` what the limits leave; `lines` are the
    places of the cost lines that make the base.
    """

    assessment: Assessment
    amount: Decimal
    alone: Decimal
    base: Decimal | None
    rate: Decimal | None
    granted: bool
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
    def scheme(self) -> Scheme:
        """The scheme that gives it."""
        return self.assessment.scheme

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
    """A limit that the plan keeps to, with the places of the resources it sums, and of those that lessen what it allows."""

    bound: Bound
    summed: tuple[int, ...]
    lessening: tuple[int, ...]


class Warned(NamedTuple):
    """What a law that only warns says against a plan; the law tells what to ask."""

    law: Law
    words: str


class Plan(NamedTuple):
    """A plan: its aids by id, what is left to the applicant, what bounds it, what is illegal in what was imposed.

    `holding` are all the limits it keeps to, `bounds` those it reaches, `warnings` what laws that cut nothing say against it.
    """

    case: Case
    resources: tuple[Resource, ...]
    own_share: Decimal
    bounds: tuple[Bound, ...]
    illegal: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    holding: tuple[Holding, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def aid(self) -> Decimal:
        """All the aid."""
        return sum((resource.amount for resource in self.resources), Decimal(0))

    @property
    def shares(self) -> list[Decimal]:
        """What each aid, then the applicant, brings of the whole, to a hundredth of a percent: they add up to one."""
        return shares([*(resource.amount for resource in self.resources), self.own_share])

    @property
    def cut(self) -> Decimal:
        """What the limits take from the aids kept."""
        return sum((resource.cut for resource in self.resources), Decimal(0))


def shares(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Amounts as shares of their sum, to a hundredth of a percent; the largest remainders go up, so that they add up to one."""
    total = sum(amounts, Decimal(0))
    if not total:
        return [Decimal(0) for _ in amounts]
    exactly = [amount / total for amount in amounts]
    down = [share.quantize(_BASIS_POINT, ROUND_DOWN) for share in exactly]
    lacking = int((1 - sum(down, Decimal(0))) / _BASIS_POINT)
    order = sorted(range(len(amounts)), key=lambda index: down[index] - exactly[index])
    raised = set(order[:lacking])
    return [share + _BASIS_POINT if index in raised else share for index, share in enumerate(down)]


class Recovered(NamedTuple):
    """What comes back outside the plan: nothing computed where costs with tax are not known.

    `cautioned` when the law may have changed by the day of the plan.
    """

    recovery: Recovery
    outcome: Outcome
    low: Decimal | None
    high: Decimal | None
    steps: tuple[str, ...]
    cautioned: bool = False
