"""Rules over the sums of a plan de financement, and what is recovered outside it, as a catalogue states them.

Shares and rates are fractions of one. What a law says of an applicant is a rule like any other; what it says of sums is a
:class:`~aidnum.model.limit.Limit`, which the choice of a plan reads.
"""

from typing import Annotated

from msgspec import field

from aidnum.model.funding import Costs
from aidnum.model.limit import Limit
from aidnum.model.marks import MANY, Percentage, Slug, Text, Texts, Value
from aidnum.model.rule import RuleField
from aidnum.model.scheme import Source


class Law(Value, frozen=True, kw_only=True):
    """A rule over sums: always, or as soon as the plan holds an aid of one of the payers `with_`.

    `short` names it within a sentence. `at_least` is the share of its own base below which an aid of these payers may only
    fall in order to keep the limit.
    """

    id: Slug
    title: Text
    short: Text | None = None
    sources: Annotated[tuple[Source, ...], MANY]
    text: Text
    when: RuleField | None = None
    with_: Texts = field(default=(), name="with")
    limit: Limit
    at_least: Percentage | None = None
    notes: Texts = ()


class Recovery(Value, frozen=True, kw_only=True):
    """A sum that comes back later, outside the plan and its limits: the VAT compensation fund."""

    id: Slug
    title: Text
    sources: Annotated[tuple[Source, ...], MANY]
    text: Text
    when: RuleField | None = None
    rate: Percentage
    costs: Costs | None = None
    notes: Texts = ()
