"""What the engine answers about one scheme. Plain tuples: made by the thousand, never read from outside."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple, TypeAlias

from aidnum.model.rule import Bounds, Leaf, Rule, Test
from aidnum.model.scheme import Scheme


class Outcome(IntEnum):
    """The outcome of a rule, in the order the contract gives: *all* takes the lowest, *any* the highest."""

    NO = 0
    UNKNOWN = 1
    CONDITION = 2
    YES = 3


class Verdict(StrEnum):
    """The answer for a scheme."""

    ELIGIBLE = "eligible"
    TO_CONFIRM = "to_confirm"
    INELIGIBLE = "ineligible"


class Numbers(NamedTuple):
    """Every number from `low` to `high`; no upper end when `high` is None. Decimal for sums in euros, else whole."""

    low: int | Decimal
    high: int | Decimal | None


class Labels(NamedTuple):
    """A choice or tags: one of these words, or all of them `together` (tags; Paris is a commune *and* a département).

    `words` is None for a choice that may be any word at all.
    """

    words: frozenset[str] | None
    together: bool


class Flags(NamedTuple):
    """The values a flag may have."""

    values: frozenset[bool]


Possible: TypeAlias = Numbers | Labels | Flags


class Known(NamedTuple):
    """What is known of one fact: its possible values, whether it was given, and the fact to ask for when it wasn't.

    `notions` holds the possible values under each way of counting, when they are known apart, and `asks` the facts to ask for
    under some of them. What is `supposed` wasn't given.
    """

    possible: Possible
    given: bool
    commitment: bool
    ask: str
    notions: Mapping[str, Numbers] | None = None
    supposed: bool = False
    asks: Mapping[str, str] = {}

    def under(self, test: Test) -> Possible:
        """The possible values in the notion that a test means."""
        if self.notions is None or not isinstance(test, Bounds) or test.notion is None:
            return self.possible
        return self.notions[test.notion]

    @property
    def exact(self) -> dict[str, int | Decimal]:
        """The figure under each way of counting that is known exactly."""
        return {name: span.low for name, span in (self.notions or {}).items() if span.low == span.high}

    def asked(self, test: Test) -> str:
        """The fact to ask for when a test can't be decided."""
        return self.asks.get(test.notion or "", self.ask) if isinstance(test, Bounds) else self.ask


class Criterion(NamedTuple):
    """A leaf of the rule, its outcome, and what was known of its fact."""

    leaf: Leaf
    outcome: Outcome
    known: Known


class Traced(NamedTuple):
    """A node of a rule with its outcome: a group with its parts, a leaf with its criterion."""

    outcome: Outcome
    rule: Rule
    parts: tuple["Traced", ...] = ()
    criterion: Criterion | None = None

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the leaves, in rule order."""
        return (self.criterion,) if self.criterion else tuple(found for part in self.parts for found in part.criteria)


class WindowOn(NamedTuple):
    """The application window to show on a date; `days_left` counts calendar days and is None unless open."""

    state: str
    name: str | None = None
    opens: date | None = None
    closes: date | None = None
    days_left: int | None = None
    last_closed: date | None = None
    note: str | None = None
    source: str | None = None
    seen_open: date | None = None
    seen_closed: date | None = None


class Amounts(NamedTuple):
    """The aid in euros and as rates (fractions of one); None where it can't be computed.

    `steps` follow the computation; `obstacle` says what of the applicant's own costs stopped it; what is `probable` is known by
    analogy alone.
    """

    kind: str
    rate_min: Decimal | None = None
    rate_max: Decimal | None = None
    base_min: Decimal | None = None
    base_max: Decimal | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    steps: tuple[str, ...] = ()
    obstacle: str | None = None
    probable: bool = False


class Doubt(StrEnum):
    """Why no verdict goes above "to be confirmed".

    The law may have changed, nobody has seen the scheme for a year, or the bands of its funding all fail.
    """

    CAUTION = "caution"
    UNSEEN = "unseen"
    UNFIT = "unfit"


class Screened(NamedTuple):
    """What decides where a scheme stands in an answer: its verdict, and the window to show."""

    verdict: Verdict
    window: WindowOn


class Assessment(NamedTuple):
    """The engine's whole answer for one scheme, one profile and one day.

    `amounts` are those of its first help, `others` those of the rest in their order. `last_seen` is when a scheme whose period
    isn't known was seen alive, as a page bears it (``2023-10``).
    """

    scheme: Scheme
    verdict: Verdict
    traced: Traced
    missing: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    last_seen: str | None
    window: WindowOn
    amounts: Amounts
    others: tuple[Amounts, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the rule, in its order; that of the minimum cost comes last."""
        return self.traced.criteria
