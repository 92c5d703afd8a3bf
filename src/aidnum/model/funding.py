"""What a scheme pays: rates, flat sums, ceilings, bands and bonuses. Sums are in euros, rates are fractions of one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import field

from aidnum.model.marks import MANY, PERCENT_SCHEMA, Flag, Money, Percentage, Reads, Slug, Text, Texts, Value, percent_text
from aidnum.model.reading import read_rate
from aidnum.model.rule import RuleField


class Costs(Value, frozen=True, kw_only=True):
    """Which cost categories count: `only` these or all `except` those; `uncertain` ones count in the high end alone.

    With `nature`, of each category only what is investment, or only what is running cost; what isn't told apart counts.
    """

    only: Texts = ()
    except_: Texts = field(default=(), name="except")
    uncertain: Texts = ()
    nature: Literal["investment", "running"] | None = None

    def __post_init__(self) -> None:
        """Refuse both lists at once."""
        if self.only and self.except_:
            raise ValueError("« only » et « except » s'excluent : garder l'une des deux clés")


class Rate(Value, frozen=True, kw_only=True):
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


_RATE_SCHEMA = {
    "anyOf": [
        PERCENT_SCHEMA,
        {"const": "unknown"},
        {
            "type": "object",
            "properties": {"from": PERCENT_SCHEMA, "up_to": PERCENT_SCHEMA},
            "minProperties": 1,
            "additionalProperties": False,
        },
    ]
}
RateField = Annotated[Rate, Reads(_rate, _RATE_SCHEMA, _rate_text)]


class Flat(Value, frozen=True, kw_only=True):
    """A sum that does not depend on costs, once or year after year, for the project or `per` unit of a number fact."""

    per: Text | None = None
    amount: Money | None = None
    years: Annotated[tuple[Money, ...], MANY] = ()

    def __post_init__(self) -> None:
        """Refuse neither a sum nor sums by year, and both."""
        if (self.amount is None) == (not self.years):
            raise ValueError("une somme « amount » ou une liste « years » est attendue, et une seule des deux")

    @property
    def sums(self) -> tuple[Decimal, ...]:
        """The sum of each year, in euros; one element when it is paid once."""
        return self.years or (() if self.amount is None else (self.amount,))


class Bonus(Value, frozen=True, kw_only=True):
    """More aid when a rule holds: points of rate (a Decimal), or a flat sum beside a flat sum."""

    when: RuleField
    add: Percentage | Flat


class Terms(Value, frozen=True, kw_only=True):
    """The keys that a funding and each of its bands share."""

    costs: Costs | None = None
    rate: RateField | None = None
    flat: Flat | None = None
    base: Text | None = None
    base_ceiling: Money | None = None
    ceiling: Money | None = None
    floor: Money | None = None
    minimum_cost: Money | None = None
    bonuses: Annotated[tuple[Bonus, ...], MANY] = ()
    source: Slug | None = None
    note: Text | None = None


class Band(Terms, frozen=True, kw_only=True):
    """Terms that hold when a rule does; what a band doesn't say, the funding says."""

    when: RuleField


Kind = Literal["grant", "loan", "advance", "engineering", "service"]
CountedOn = Literal["ht", "ttc", "unknown"]


class Funding(Terms, frozen=True, kw_only=True):
    """How a scheme helps and, when it pays, how much; help in kind that costs nothing is `free`."""

    kind: Kind
    basis: CountedOn
    free: Flag = False
    payer: Text | None = None
    bands: Annotated[tuple[Band, ...], MANY] = ()
