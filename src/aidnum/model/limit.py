"""A limit on a sum of aids. Shares are fractions of one."""

from typing import Literal

from aidnum.model.marks import Percentage, Slug, Text, Texts, Value


class Limit(Value, frozen=True, kw_only=True):
    """The aids summed never exceed a `share` of a sum.

    That sum is the `cost` of the project, its `financing` (the cost less the aids that are not summed: what the applicant and
    those summed bring), or the eligible `base` of the aid that the limit comes with. `aids` are kinds of payer; none means all.
    """

    aids: Texts = ()
    share: Percentage
    of: Literal["cost", "financing", "base"]
    costs: Literal["all", "investment"] = "all"
    source: Slug | None = None
    note: Text | None = None
