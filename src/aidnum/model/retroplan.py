"""The steps of an application on their days. Plain tuples."""

from datetime import date
from typing import Literal, NamedTuple

from aidnum.model.law import Milestone
from aidnum.model.scheme import Start

Problem = Literal["past", "after-closing"]


class Filing(NamedTuple):
    """An aid of the plan as something to ask for: who pays it, and when it may be asked for, as far as that is known.

    One that is `granted` isn't asked for any more. `start` is what its own sheet says of starting before the decision,
    where it says something.
    """

    name: str
    title: str
    payer: str | None
    opens: date | None = None
    closes: date | None = None
    granted: bool = False
    start: Start | None = None


class Days(NamedTuple):
    """The day of the plan, and those that are known: of the council, of the decision on the aids, of the declared start."""

    today: date
    council: date | None = None
    decision: date | None = None
    start: date | None = None


class Step(NamedTuple):
    """A step with the milestone that sets it: the `day` planned, or from which it may be done, and the `latest` one.

    `aids` are those that it is for; none where it is the council's. A `problem` is a sequence that can't be; `possible` is then
    the first day of a council called on the day of the plan. `unsure` are the facts that would tell whether a shorter delay
    is enough.
    """

    rule: Milestone
    day: date | None
    latest: date | None
    aids: tuple[Filing, ...] = ()
    problem: Problem | None = None
    possible: date | None = None
    unsure: tuple[str, ...] = ()

    @property
    def due(self) -> date | None:
        """The day to keep in mind: the latest one where there is one."""
        return self.latest or self.day
