"""When the money of a plan goes out and comes in. Plain tuples; sums are in euros."""

from decimal import Decimal
from typing import Literal, NamedTuple

from aidnum.model.law import Payment, Recovery
from aidnum.model.profile import Basis

Step = Literal["advance", "spending", "instalments", "balance", "recovery"]


class CashStep(NamedTuple):
    """A sum at one time of the project: what is spent, a part of an aid, or what comes back later.

    An aid bears its `name` and its `title` as in the plan, `short` where room lacks, with the `payment` that its payer keeps
    to; without one, nothing is known before the balance. What comes back bears those of its `recovery` and, where they are
    known, how many years after the spending, at the soonest and at the latest. An end is None where the sum isn't known.
    """

    step: Step
    amount_min: Decimal | None
    amount_max: Decimal | None
    name: str | None = None
    title: str | None = None
    short: str | None = None
    payment: Payment | None = None
    recovery: Recovery | None = None
    years: tuple[int, int] | None = None


class Cash(NamedTuple):
    """The steps in the order of time, counted with tax where every cost tells it.

    `ahead` is the most that the applicant has paid and not yet got back: what is spent, less what comes before the end.
    `ahead_without_usual` is the same when what is only usual isn't granted.
    """

    steps: tuple[CashStep, ...]
    basis: Basis
    ahead: Decimal
    ahead_without_usual: Decimal
