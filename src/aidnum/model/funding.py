"""What a scheme pays: rates, flat sums, ceilings, bands and bonuses. Sums are in euros, rates are fractions of one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainSerializer, PlainValidator, model_validator

from aidnum.model.reading import read_rate
from aidnum.model.rule import RuleField
from aidnum.model.text import JsonSchema, Many, Model, Money, Slug, Text, Texts, choice, percent_text


class Costs(Model):
    """Which cost categories count: `only` these or all `except` those; `uncertain` ones count in the high end alone.

    With `nature`, of each category only what is investment, or only what is running cost; what isn't told apart counts.
    """

    only: Texts = ()
    except_: Texts = Field(default=(), alias="except")
    uncertain: Texts = ()
    nature: Annotated[Literal["investment", "running"], choice("investment", "running")] | None = None

    @model_validator(mode="after")
    def _only_or_except(self) -> Self:
        if self.only and self.except_:
            raise ValueError("« only » et « except » s'excluent : garder l'une des deux clés")
        return self


class Rate(Model):
    """A rate known exactly (`low` equals `high`), as a range, or not at all (both None)."""

    low: Decimal | None
    high: Decimal | None


def _rate(value: Any) -> Rate:
    if isinstance(value, Rate):
        return value
    if isinstance(value, str):
        if value.strip() == "unknown":
            return Rate(low=None, high=None)
        exact = read_rate(value)
        return Rate(low=exact, high=exact)
    if not isinstance(value, Mapping) or not value or set(value) - {"from", "up_to"}:
        raise ValueError("taux attendu : 50%, {up_to: 80%}, {from: 30%}, {from: 20%, up_to: 80%} ou unknown")
    low = read_rate(str(value.get("from", "0%")))
    high = read_rate(str(value.get("up_to", "100%")))
    if low > high:
        raise ValueError(f"intervalle vide : {percent_text(low)} dépasse {percent_text(high)}")
    return Rate(low=low, high=high)


def _rate_text(rate: Rate) -> str | dict[str, str]:
    if rate.low is None or rate.high is None:
        return "unknown"
    if rate.low == rate.high:
        return percent_text(rate.low)
    bounds = {"from": percent_text(rate.low), "up_to": percent_text(rate.high)}
    if rate.low == 0:
        del bounds["from"]
    elif rate.high == 1:
        del bounds["up_to"]
    return bounds


_PERCENT_SCHEMA = {"type": "string", "pattern": "^[0-9]{1,3}([.,][0-9]{1,4})? ?%$"}
_RATE_SCHEMA = {
    "anyOf": [
        _PERCENT_SCHEMA,
        {"const": "unknown"},
        {
            "type": "object",
            "properties": {"from": _PERCENT_SCHEMA, "up_to": _PERCENT_SCHEMA},
            "minProperties": 1,
            "additionalProperties": False,
        },
    ]
}
RateField = Annotated[Rate, PlainValidator(_rate), PlainSerializer(_rate_text), JsonSchema(_RATE_SCHEMA)]


class Flat(Model):
    """A sum that does not depend on costs, once or year after year, for the project or `per` unit of a number fact."""

    per: Text | None = None
    amount: Money | None = None
    years: Annotated[tuple[Money, ...], Many] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_sum(cls, value: Any) -> Any:
        return {"amount": value} if isinstance(value, str | int | Decimal) else value

    @model_validator(mode="after")
    def _amount_or_years(self) -> Self:
        if (self.amount is None) == (not self.years):
            raise ValueError("une somme « amount » ou une liste « years » est attendue, et une seule des deux")
        return self

    @property
    def sums(self) -> tuple[Decimal, ...]:
        """The sum of each year, in euros; one element when it is paid once."""
        return self.years or (() if self.amount is None else (self.amount,))


def _addition(value: Any) -> Any:
    if isinstance(value, str) and "%" in value:
        return read_rate(value)
    if isinstance(value, Decimal | Flat):
        return value
    return Flat.model_validate(value)


def _addition_text(value: Decimal | Flat) -> Any:
    return percent_text(value) if isinstance(value, Decimal) else value.model_dump(exclude_unset=True)


_ADD_SCHEMA = {"anyOf": [_PERCENT_SCHEMA, {"type": ["number", "string"]}, {"x-ref": "Flat"}]}


class Bonus(Model):
    """More aid when a rule holds: points of rate (a Decimal), or a flat sum beside a flat sum."""

    when: RuleField
    add: Annotated[Decimal | Flat, PlainValidator(_addition), PlainSerializer(_addition_text), JsonSchema(_ADD_SCHEMA)]


class Terms(Model):
    """The keys that a funding and each of its bands share."""

    costs: Costs | None = None
    rate: RateField | None = None
    flat: Flat | None = None
    base: Text | None = None
    base_ceiling: Money | None = None
    ceiling: Money | None = None
    floor: Money | None = None
    minimum_cost: Money | None = None
    bonuses: Annotated[tuple[Bonus, ...], Many] = ()
    source: Slug | None = None
    note: Text | None = None


class Band(Terms):
    """Terms that hold when a rule does; what a band doesn't say, the funding says."""

    when: RuleField


Kind = Literal["grant", "loan", "advance", "engineering", "service"]
CountedOn = Literal["ht", "ttc", "unknown"]


class Funding(Terms):
    """How a scheme helps and, when it pays, how much."""

    kind: Annotated[Kind, choice("grant", "loan", "advance", "engineering", "service")]
    basis: Annotated[CountedOn, choice("ht", "ttc", "unknown")]
    payer: Text | None = None
    bands: Annotated[tuple[Band, ...], Many] = ()
