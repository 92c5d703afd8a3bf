"""What the applicant says as it was said, and what it comes to once read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aidnum.model.profile import Basis, FactValue, Profile
from aidnum.model.wishes import NO_WISH, Wishes

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aidnum.model.budget import CostLine


class Said(NamedTuple):
    """What the applicant says of itself and of its project; values as people write them, nothing is read yet.

    `names` are authorities by name or code, the leader first. `file` is a project file. Costs are given one by one, category by
    category, or by a `budget` file and the `sheet` of it; they are before tax (``ht``) or tax included (``ttc``), and `vat` is
    the rate that gives the one from the other where a cost says but one. Of a plan, schemes by id: those
    `imposed` or `left_out`, the sums `granted`, the sums or rates (``40%``) `expected`; `others` are aids that no catalogue
    knows (name, sum, payer or None); `loan` is a sum. `council` is the day on which the council votes.
    """

    names: str | Sequence[str] = ()
    facts: Mapping[str, Any] = {}
    file: str | Path | None = None
    costs: Mapping[str, Any] | None = None
    budget: str | Path | None = None
    sheet: str | None = None
    basis: Basis = "ht"
    vat: Any = None
    title: str | None = None
    imposed: Sequence[str] = ()
    left_out: Sequence[str] = ()
    granted: Mapping[str, Any] = {}
    expected: Mapping[str, Any] = {}
    others: Sequence[tuple[str, Any, str | None]] = ()
    loan: Any = None
    council: Any = None


class Statement(NamedTuple):
    """What is said once it is read: each value of its type, each word the vocabulary's; what a project file holds.

    `costs` are by category, or the lines of a project file; `budget` is the path of a budget file, `vat` a fraction of one.
    """

    names: tuple[str, ...] = ()
    facts: Mapping[str, FactValue] = {}
    costs: Mapping[str, Decimal] | tuple[CostLine, ...] | None = None
    budget: str | None = None
    sheet: str | None = None
    basis: Basis = "ht"
    vat: Decimal | None = None
    title: str | None = None
    wishes: Wishes = NO_WISH
    council: date | None = None

    @property
    def has_costs(self) -> bool:
        """Whether it says what the project costs, or where that is written."""
        return self.costs is not None or self.budget is not None


class Project(NamedTuple):
    """What it comes to: the profile, the cost lines, those of the budget or one for each cost, and all that was said.

    `wishes` are those of the statement, with what the resources of the budget add to them.
    """

    profile: Profile
    lines: tuple[CostLine, ...] = ()
    statement: Statement = Statement()
    wishes: Wishes = NO_WISH
