"""What a scheme pays: rates, slices, flat sums, ceilings, bands and bonuses. Sums are in euros, rates are fractions of one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import field

from aidnum.french import euros
from aidnum.model.marks import (
    MANY,
    PERCENT_SCHEMA,
    Factor,
    Flag,
    Money,
    OneOrMany,
    Percentage,
    Reads,
    Slug,
    Text,
    Texts,
    Value,
    percent_text,
)
from aidnum.model.reading import Unreadable, read_rate
from aidnum.model.rule import TermsRuleField


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


class Slice(Value, frozen=True, kw_only=True):
    """A rate on the part of the base above the slice before, `up_to` a sum counted from 0; without it, on all the rest."""

    up_to: Money | None = None
    rate: Percentage


def _rising(slices: Sequence[Slice]) -> None:
    """Refuse slices of which one would never be reached."""
    reached = Decimal(0)
    for place, one in enumerate(slices, 1):
        if one.up_to is None:
            if place < len(slices):
                raise Unreadable(f"le palier {place} n'a pas de borne « up_to » : seul le dernier peut s'en passer", "F002")
        elif one.up_to <= reached:
            raise Unreadable(
                f"le palier {place} s'arrête à {euros(one.up_to)}, sans dépasser {euros(reached)} : des bornes « up_to » "
                "qui montent sont attendues, comptées depuis 0",
                "F002",
            )
        reached = one.up_to or reached


class Sum(Value, frozen=True, kw_only=True):
    """A sum in euros, for the whole project or `per` unit of a number fact."""

    per: Text | None = None
    amount: Money


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
    """More aid when a rule holds: points of rate (a Decimal) or a flat sum to `add`, or a factor that multiplies the rate.

    A factor below one lessens the aid.
    """

    when: TermsRuleField
    add: Percentage | Flat | None = None
    multiply: Factor | None = None

    def __post_init__(self) -> None:
        """Refuse neither of the two, and both."""
        if (self.add is None) == (self.multiply is None):
            raise ValueError("« add » ou « multiply » est attendu, et un seul des deux")


class Terms(Value, frozen=True, kw_only=True):
    """The keys that a funding and each of its bands share. What the rate or the slices give and the flat sum add up.

    `at_most_aid_of` names a scheme or a payer: in a plan the aid gives no more than theirs. Figures that no source states of
    this very scheme are `probable`, and said so wherever they go, with the note.
    """

    costs: Costs | None = None
    rate: RateField | None = None
    slices: Annotated[tuple[Slice, ...], OneOrMany(_rising)] = ()
    flat: Flat | None = None
    base: Text | None = None
    base_ceiling: Sum | None = None
    ceiling: Sum | None = None
    floor: Sum | None = None
    minimum_cost: Sum | None = None
    at_most_aid_of: Text | None = None
    bonuses: Annotated[tuple[Bonus, ...], MANY] = ()
    probable: Flag | None = None
    source: Slug | None = None
    note: Text | None = None

    @property
    def bears_on_costs(self) -> bool:
        """Whether what is paid depends on the costs: through a rate or slices."""
        return self.rate is not None or bool(self.slices)

    @property
    def limits(self) -> tuple[Sum, ...]:
        """The sums that bound the base, the aid or the costs."""
        return tuple(filter(None, (self.base_ceiling, self.ceiling, self.floor, self.minimum_cost)))


class Band(Terms, frozen=True, kw_only=True):
    """Terms that hold when a rule does; what a band doesn't say, the funding says.

    One that gives a rate, slices or a flat sum gives all that it pays.
    """

    when: TermsRuleField


Kind = Literal["grant", "loan", "advance", "engineering", "service"]
PAYING = frozenset({"grant", "loan", "advance"})
CountedOn = Literal["ht", "ttc", "unknown"]


class Funding(Terms, frozen=True, kw_only=True):
    """How a scheme helps and, when it pays, how much; help in kind that costs nothing is `free`."""

    kind: Kind
    basis: CountedOn
    free: Flag = False
    payer: Text | None = None
    bands: Annotated[tuple[Band, ...], MANY] = ()
