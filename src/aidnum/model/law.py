"""Rules over the sums of a plan de financement, and what is recovered outside it, as a catalogue states them.

Shares and rates are fractions of one. What a law says of an applicant is a rule like any other; what it says of sums is a
:class:`~aidnum.model.limit.Limit`, which the choice of a plan reads. A law says what it said on the day asked for.
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import field
from msgspec.structs import replace

from aidnum.model.funding import Costs
from aidnum.model.limit import Limit
from aidnum.model.marks import MANY, Day, Flag, Percentage, Slug, Text, Texts, Value
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


class Recovery(Dated, frozen=True, kw_only=True):
    """A sum that comes back later, outside the plan and its limits: the VAT compensation fund.

    Where the law may have changed, its `caution` says so, and the sum stands.
    """

    id: Slug
    title: Text
    sources: Annotated[tuple[Source, ...], MANY]
    text: Text
    when: RuleField | None = None
    rate: Percentage
    costs: Costs | None = None
    notes: Texts = ()
    caution: Caution | None = None
