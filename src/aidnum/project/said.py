"""What the applicant says as it was said, and what it comes to once read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aidnum.model.profile import Basis, Profile

if TYPE_CHECKING:
    from aidnum.model.budget import CostLine


class Said(NamedTuple):
    """What the applicant says of itself and of its project; values as people write them, nothing is read yet.

    `names` are authorities by name or code, the leader first. `file` is a profile file. Costs are given one by one, category by
    category, or by a `budget` file; they are before tax (``ht``) or tax included (``ttc``).
    """

    names: str | Sequence[str] = ()
    facts: Mapping[str, Any] = {}
    file: str | Path | None = None
    costs: Mapping[str, Any] | None = None
    budget: str | Path | None = None
    basis: Basis = "ht"


class Project(NamedTuple):
    """What it comes to: the profile, and the cost lines, those of the budget or one for each cost."""

    profile: Profile
    lines: tuple[CostLine, ...] = ()
