"""Rules over the sums of a plan de financement, when they are paid, what is recovered outside it, as a catalogue states them.

Shares and rates are fractions of one. What a law says of an applicant is a rule like any other; what it says of sums is a
:class:`~aidnum.model.limit.Limit`, which the choice of a plan reads. A law says what it said on the day asked for.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from msgspec import field
from msgspec.structs import replace

from aidnum.model.funding import Costs, Rate, RateField
from aidnum.model.limit import Limit
from aidnum.model.marks import MANY, Day, Flag, Integer, Percentage, Slug, Text, Texts, Value
from aidnum.model.reading import Unreadable
from aidnum.model.rule import RuleField
from aidnum.model.scheme import Caution, Source

Level = Literal["rule", "warning"]


class Dated(Value, frozen=True, kw_only=True):
    """What holds from a day on, until another and that one included; always, where neither is said."""

    from_: Day | None = field(default=None, name="from")
    until: Day | None = None

    def __post_init__(self) -> None:
        """Refuse dates turned round."""
        if self.from_ and self.until and self.until < self.from_:
            raise Unreadable(f"la règle cesse le {self.until}, avant de valoir le {self.from_}", "C001")

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def meets(self, other: "Dated") -> bool:
        """Whether both hold on some day."""
        first, last = max(self.from_ or date.min, other.from_ or date.min), min(self.until or date.max, other.until or date.max)
        return first <= last


class Provisions(Dated, frozen=True, kw_only=True):
    """The keys that a law and each of its wordings share."""

    text: Text | None = None
    when: RuleField | None = None
    with_: Texts = field(default=(), name="with")
    limit: Limit | None = None
    at_least: Percentage | None = None
    at_least_yields: Flag | None = None
    level: Level | None = None
    ask: Text | None = None
    sources: Annotated[tuple[Source, ...], MANY] = ()


class Wording(Provisions, frozen=True, kw_only=True):
    """What a law says at one time; what it doesn't say of itself, the law says. `note` tells what this wording changed."""

    note: Text | None = None


class Law(Provisions, frozen=True, kw_only=True):
    """A rule over sums: always, or as soon as the plan holds an aid of one of the payers `with_`.

    `short` names it within a sentence. `at_least` is the share of its own base under which no aid of these payers falls, unless
    it `yields`: then one may, to keep the limit. A law of level *warning* makes no plan illegal: what passes it is told, with
    what to `ask` and of whom.
    """

    id: Slug
    title: Text
    short: Text | None = None
    text: Text
    at_least_yields: Flag = True
    level: Level = "rule"
    sources: Annotated[tuple[Source, ...], MANY]
    notes: Texts = ()
    wordings: Annotated[tuple[Wording, ...], MANY] = ()

    def __post_init__(self) -> None:
        """Refuse one that says nothing of sums, or not of what, and a warning that leads nowhere: itself, or a wording."""
        super().__post_init__()
        if self.wordings:
            _ = self.versions  # each is checked as it is made
        elif self.limit is None and self.at_least is None:
            raise ValueError("une limite « limit » ou un minimum « at_least » est attendu")
        elif not self.with_ and (self.at_least is not None or (self.limit is not None and self.limit.of == "base")):
            raise ValueError("« of: base » et « at_least » portent sur la base d'une aide : dire de quels payeurs, « with »")
        elif self.level == "warning" and self.ask is None:
            raise ValueError("« level: warning » demande « ask » : ce qu'il faut demander, et à qui")

    @property
    def versions(self) -> tuple["Law", ...]:
        """The law under each of its wordings, in file order; itself when it has always said the same."""
        return tuple(map(self._worded, self.wordings)) or (self,)

    def on(self, day: date) -> "Law | None":
        """The law as it is worded on a day; None on a day when it says nothing."""
        return next((version for version in self.versions if version.holds_on(day)), None)

    def _worded(self, wording: Wording) -> "Law":
        said = {name: own for name in Provisions.__struct_fields__ if (own := getattr(wording, name)) not in (None, ())}
        notes = self.notes if wording.note is None else (*self.notes, wording.note)
        return replace(self, **said, notes=notes, wordings=())


class Payment(Dated, frozen=True, kw_only=True):
    """When an aid of the payers `with_` is paid: a share in `advance`, then `instalments` up to a share, the advance included.

    The rest is the balance. A share `up_to` is the most that the text allows; one that is `usual` is fixed by the decision that
    grants the aid. Of several rules on a payer, the last one read that applies wins.
    """

    id: Slug
    title: Text
    short: Text | None = None
    text: Text
    sources: Annotated[tuple[Source, ...], MANY]
    when: RuleField | None = None
    with_: Texts = field(name="with")
    advance: RateField | None = None
    instalments: RateField | None = None
    usual: Flag = False
    notes: Texts = ()

    def __post_init__(self) -> None:
        """Refuse one that pays nothing before the end, or whose instalments come to less than its advance."""
        super().__post_init__()
        if self.advance is None and self.instalments is None:
            raise ValueError("une avance « advance » ou des acomptes « instalments » sont attendus")
        before, then = (_ends(rate) for rate in (self.advance, self.instalments))
        if self.instalments is not None and (then[0] < before[0] or then[1] < before[1]):
            raise ValueError("« instalments » compte l'avance : un taux au moins égal à celui de « advance » est attendu")


def _ends(rate: Rate | None) -> tuple[Decimal, Decimal]:
    """The least and the most of a share; nothing where none is said."""
    if rate is None:
        return Decimal(0), Decimal(0)
    if rate.low is None or rate.high is None:
        raise ValueError("un taux d'avance ou d'acomptes non connu ne se dit pas : retirer la clé")
    return rate.low, rate.high


class Delay(Dated, frozen=True, kw_only=True):
    """How many `years` after a spending what it gives back comes, for spending of some days and applicants of some kinds."""

    when: RuleField | None = None
    years: Integer
    source: Slug | None = None
    note: Text | None = None
    caution: Caution | None = None


class Recovery(Dated, frozen=True, kw_only=True):
    """A sum that comes back later, outside the plan and its limits: the VAT compensation fund.

    Where the law may have changed, its `caution` says so, and the sum stands. Of its `delays`, the first that applies is the
    applicant's.
    """

    id: Slug
    title: Text
    short: Text | None = None
    sources: Annotated[tuple[Source, ...], MANY]
    text: Text
    when: RuleField | None = None
    rate: Percentage
    costs: Costs | None = None
    delays: Annotated[tuple[Delay, ...], MANY] = ()
    notes: Texts = ()
    caution: Caution | None = None


StepName = Literal[
    "convocation",
    "council",
    "transmission",
    "list",
    "deposit",
    "receipt",
    "first-act",
    "complete",
    "refusal",
    "decision",
    "start-extension",
    "start",
    "publication",
    "end-extension",
    "end",
]
Who = Literal["executive", "council", "office", "prefecture", "payer"]
Trust = Literal["high", "medium", "low", "unverified"]


class Span(Value, frozen=True, kw_only=True):
    """A delay `before` or `after` a step, in one unit.

    Neither the day that begins clear days nor the one that ends them is counted; `year_ends` counts to the end of a year: 1 is
    the end of the year after. What may be done from then on, not until then, is told `at_earliest`.
    """

    before: StepName | None = None
    after: StepName | None = None
    clear_days: Integer | None = None
    days: Integer | None = None
    months: Integer | None = None
    years: Integer | None = None
    year_ends: Integer | None = None
    at_earliest: Flag = False

    def __post_init__(self) -> None:
        """Refuse a delay from no step, or from two, and one in no unit, or in two."""
        if (self.before is None) == (self.after is None):
            raise ValueError("un délai court avant « before » ou après « after » une étape, et une seule")
        if len(self.counts) != 1:
            raise ValueError(f"un délai se dit dans une seule unité : {', '.join(_UNITS)}")
        if self.before is not None and (self.year_ends is not None or self.at_earliest):
            raise ValueError("« year_ends » et « at_earliest » ne se disent que d'un délai après une étape")

    @property
    def counts(self) -> dict[str, int]:
        """How many of which unit."""
        return {unit: count for unit in _UNITS if (count := getattr(self, unit)) is not None}

    @property
    def anchor(self) -> StepName:
        """The step from which it runs."""
        return self.before or self.after or "council"


_UNITS = ("clear_days", "days", "months", "years", "year_ends")


class Milestone(Dated, frozen=True, kw_only=True):
    """A step of an application, and the `delay` that a text sets to it, where one does.

    Of those on a step of the council, what may apply and asks for the longest delay wins; on a step of an aid, the last one
    read that is on its payers, `with_`. `short` names the text within a sentence; `ask` is what a person must find out.
    """

    id: Slug
    step: StepName
    title: Text
    who: Who
    short: Text
    text: Text
    confidence: Trust
    sources: Annotated[tuple[Source, ...], MANY] = ()
    when: RuleField | None = None
    with_: Texts = field(default=(), name="with")
    delay: Span | None = None
    ask: Text | None = None
    notes: Texts = ()
    caution: Caution | None = None

    def __post_init__(self) -> None:
        """Refuse what no source states, unless it only asks."""
        super().__post_init__()
        if not self.sources and (self.ask is None or self.delay is not None):
            raise ValueError(
                "un délai a ses sources « sources » ; une étape qui n'en a pas dit ce qu'il faut demander, « ask »"
            )

    def trust_on(self, day: date) -> Trust:
        """How far it can be trusted on a day: no more than half where the law may have changed."""
        doubtful = self.caution is not None and self.caution.from_ <= day
        return "medium" if doubtful and self.confidence == "high" else self.confidence


Ruling: TypeAlias = Law | Payment | Recovery | Milestone
