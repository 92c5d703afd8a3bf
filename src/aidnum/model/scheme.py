"""A scheme (dispositif) as the catalogue states it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

from msgspec import field
from msgspec.structs import replace

from aidnum.model.calendar import Calendar
from aidnum.model.funding import Funding
from aidnum.model.limit import Limit
from aidnum.model.local_list import YearOfLists
from aidnum.model.marks import MANY, Day, Money, PageDate, Reads, Slug, Slugs, Text, Texts, Url, Value
from aidnum.model.rule import AllOf, Rule, RuleField

Confidence = Literal["high", "medium", "low"]


class Source(Value, frozen=True, kw_only=True):
    """Where a statement was read, when, and how far it can be trusted; `dated` is the date that the page bears."""

    id: Slug
    title: Text
    url: Url
    dated: PageDate | None = None
    checked: Day
    confidence: Confidence


def source_named(sources: Sequence[Source], source_id: str | None) -> Source | None:
    """The source that bears an id."""
    return next((source for source in sources if source.id == source_id), None)


class Caution(Value, frozen=True, kw_only=True):
    """From a date on, the law may have changed: no verdict goes above "to be confirmed"."""

    from_: Day = field(name="from")
    text: Text
    source: Slug


class Area(Value, frozen=True, kw_only=True):
    """Where a local scheme helps: whoever lies wholly in one of these territories, named by their INSEE or SIREN codes.

    `rule` tests it. It asks where the applicant lies, never what lies inside the applicant.
    """

    departements: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    epci: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    rule: Rule


def _is_area(value: Any) -> Any:
    if isinstance(value, Area):
        return value
    raise ValueError("territoire attendu : departements, regions, epci ou communes")


Start = Literal["receipt", "complete", "yes", "no"]


class Apply(Value, frozen=True, kw_only=True):
    """How to apply, and whether the project may start before the decision; `url` is where one applies, never a mere source.

    Where it may start before, `start_after` is what must have come first: the request received, or found complete.
    """

    url: Url | None = None
    where: Text | None = None
    contact: Text | None = None
    documents: Texts = ()
    start_before_decision: Literal["yes", "no", "unknown"] = "unknown"
    start_after: Literal["receipt", "complete"] | None = None
    source: Slug | None = None

    def __post_init__(self) -> None:
        """Refuse what a start must wait for where none is allowed."""
        if self.start_after and self.start_before_decision != "yes":
            raise ValueError("« start_after » n'a de sens qu'avec « start_before_decision: yes »")

    @property
    def start(self) -> Start | None:
        """What it says of starting before the decision: after which step, or yes, or no; None where it says nothing."""
        if self.start_after or self.start_before_decision == "unknown":
            return self.start_after
        return self.start_before_decision


class Stacking(Value, frozen=True, kw_only=True):
    """What this scheme can't be had with: other schemes, those of the same group, or too much aid beside it.

    Others it can be had `with`, since its source says so, though their group or their succession would bar them.
    """

    excludes: Slugs = ()
    with_: Slugs = field(default=(), name="with")
    one_of: Slugs = ()
    limits: Annotated[tuple[Limit, ...], MANY] = ()
    source: Slug | None = None

    def __post_init__(self) -> None:
        """Refuse a stacking that no source states, and one that is refused too."""
        if self.with_ and self.source is None:
            raise ValueError("« with » demande « source » : où il est dit que ces aides se cumulent")
        if both := next((other for other in self.with_ if other in self.excludes), None):
            raise ValueError(f"« {both} » est à la fois dans « with » et dans « excludes » : garder l'un des deux")


WindowState = Literal["upcoming", "open", "closed", "rolling", "recurring", "exhausted", "unknown"]
VerdictName = Literal["eligible", "to_confirm", "ineligible"]


class Expectation(Value, frozen=True, kw_only=True):
    """What an example must give. Keys that are left out are not checked."""

    verdict: VerdictName | None = None
    state: WindowState | None = None
    amount: Money | None = None
    amount_min: Money | None = None
    amount_max: Money | None = None
    missing: Texts | None = None

    def __post_init__(self) -> None:
        """Refuse an example that expects nothing."""
        if all(getattr(self, name) is None for name in self.__struct_fields__):
            raise ValueError("un exemple attend au moins un résultat : verdict, state, amount…")


def _raw(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {str(key): _bare(item) for key, item in value.items()}
    raise ValueError("un groupe « nom: valeur » est attendu")


def _bare(value: Any) -> Any:
    """The value without the places that located text carries."""
    if isinstance(value, list | tuple):
        return [_bare(item) for item in value]
    return str(value) if isinstance(value, str) else value


RawMapping = Annotated[dict[str, Any], Reads(_raw, {"type": "object"}, dict)]


class Example(Value, frozen=True, kw_only=True):
    """A profile on a date and the answer it must get; run by ``aidnum validate`` and by the tests."""

    title: Text
    profile: RawMapping
    date: Day
    costs: RawMapping | None = None
    basis: Literal["ht", "ttc"] = "ht"
    expect: Expectation


class Scheme(Value, frozen=True, kw_only=True, dict=True, gc=True):
    """One aid: who may have it, for what, how much, until when, and where that is written; `short` names it in a table."""

    id: Slug
    title: Text
    short: Text | None = None
    programme: Slug | None = None
    organisations: Slugs = ()
    summary: Text | None = None
    url: Url | None = None
    sources: Annotated[tuple[Source, ...], MANY]
    eligibility: RuleField
    territoire: Annotated[Area | None, Reads(_is_area, {"x-ref": "territoire"})] = None
    conditions: Texts = ()
    notes: Texts = ()
    caution: Caution | None = None
    fundings: Annotated[tuple[Funding, ...], MANY] = field(name="funding")
    calendar: Calendar
    apply: Apply | None = None
    lists: Annotated[tuple[YearOfLists, ...], MANY] = ()
    stacking: Stacking | None = None
    successor: Slug | None = None
    examples: Annotated[tuple[Example, ...], MANY]

    @property
    def funding(self) -> Funding:
        """What it gives first of all: its first grant, else the first of its kinds of help."""
        return self.helps[0]

    @property
    def helps(self) -> tuple[Funding, ...]:
        """All that it gives, the first grant before the others."""
        grants = [place for place, funding in enumerate(self.fundings) if funding.kind == "grant"]
        first = grants[0] if grants else 0
        return (self.fundings[first], *self.fundings[:first], *self.fundings[first + 1 :])

    @property
    def parts(self) -> tuple["Scheme", ...]:
        """This scheme once for each kind of help that it gives, as if it gave that alone, in the order of `helps`."""
        return (self,) if len(self.fundings) == 1 else tuple(replace(self, fundings=(funding,)) for funding in self.helps)

    @property
    def name(self) -> str:
        """What to call it where room lacks."""
        return self.short or self.title

    @cached_property
    def rule(self) -> Rule:
        """The whole rule: eligibility, and lying in the territory of a local scheme."""
        if self.territoire is None:
            return self.eligibility
        parts = self.eligibility.parts if isinstance(self.eligibility, AllOf) else (self.eligibility,)
        return AllOf(parts=(*parts, self.territoire.rule))

    def source(self, source_id: str | None) -> Source | None:
        """The source that bears this id."""
        return source_named(self.sources, source_id)
