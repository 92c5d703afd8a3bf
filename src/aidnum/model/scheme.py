"""A scheme (dispositif) as the catalogue states it."""

from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from aidnum.model.calendar import Calendar
from aidnum.model.funding import Funding
from aidnum.model.limit import Limit
from aidnum.model.rule import AllOf, Rule, RuleField
from aidnum.model.text import Day, JsonSchema, Many, Model, Money, Slug, Slugs, Text, Texts, Url, choice

Confidence = Literal["high", "medium", "low"]


class Source(Model):
    """Where a statement was read, when, and how far it can be trusted."""

    id: Slug
    title: Text
    url: Url
    checked: Day
    confidence: Annotated[Confidence, choice("high", "medium", "low")]


class Caution(Model):
    """From a date on, the law may have changed: no verdict goes above "to be confirmed"."""

    from_: Day = Field(alias="from")
    text: Text
    source: Slug


class Area(Model):
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


class Apply(Model):
    """How to apply, and whether the project may start before the decision."""

    where: Text | None = None
    contact: Text | None = None
    documents: Texts = ()
    start_before_decision: Annotated[Literal["yes", "no", "unknown"], choice("yes", "no", "unknown")] = "unknown"


class Stacking(Model):
    """What this scheme can't be had with: other schemes, those of the same group, or too much aid beside it."""

    excludes: Slugs = ()
    one_of: Slugs = ()
    limits: Annotated[tuple[Limit, ...], Many] = ()


STATES = ("upcoming", "open", "closed", "rolling", "recurring", "exhausted", "unknown")
VERDICTS = ("eligible", "to_confirm", "ineligible")


class Expectation(Model):
    """What an example must give. Keys that are left out are not checked."""

    verdict: Annotated[str, choice(*VERDICTS)] | None = None
    state: Annotated[str, choice(*STATES)] | None = None
    amount: Money | None = None
    amount_min: Money | None = None
    amount_max: Money | None = None
    missing: Texts | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("un exemple attend au moins un résultat : verdict, state, amount…")
        return self


def _raw(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {str(key): _bare(item) for key, item in value.items()}
    raise ValueError("un groupe « nom: valeur » est attendu")


def _bare(value: Any) -> Any:
    """The value without the places that located text carries."""
    if isinstance(value, list | tuple):
        return [_bare(item) for item in value]
    return str(value) if isinstance(value, str) else value


RawMapping = Annotated[dict[str, Any], PlainValidator(_raw), JsonSchema({"type": "object"})]


class Example(Model):
    """A profile on a date and the answer it must get; run by ``aidnum validate`` and by the tests."""

    title: Text
    profile: RawMapping
    date: Day
    costs: RawMapping | None = None
    basis: Annotated[Literal["ht", "ttc"], choice("ht", "ttc")] = "ht"
    expect: Expectation


class Scheme(Model):
    """One aid: who may have it, for what, how much, until when, and where that is written."""

    id: Slug
    title: Text
    programme: Slug | None = None
    organisations: Slugs = ()
    summary: Text | None = None
    url: Url | None = None
    sources: Annotated[tuple[Source, ...], Many]
    eligibility: RuleField
    territoire: Annotated[Area | None, PlainValidator(_is_area), JsonSchema({"x-ref": "territoire"})] = None
    conditions: Texts = ()
    notes: Texts = ()
    caution: Caution | None = None
    funding: Funding
    calendar: Calendar
    apply: Apply | None = None
    stacking: Stacking | None = None
    successor: Slug | None = None
    examples: Annotated[tuple[Example, ...], Many]

    @cached_property
    def rule(self) -> Rule:
        """The whole rule: eligibility, and lying in the territory of a local scheme."""
        if self.territoire is None:
            return self.eligibility
        parts = self.eligibility.parts if isinstance(self.eligibility, AllOf) else (self.eligibility,)
        return AllOf.model_construct(parts=(*parts, self.territoire.rule))  # read already: validating costs a cold start

    def source(self, source_id: str | None) -> Source | None:
        """The source that bears this id."""
        return next((source for source in self.sources if source.id == source_id), None)
