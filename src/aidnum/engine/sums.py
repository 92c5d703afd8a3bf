"""Sums in euros between two ends, and what a sum said by unit comes to for a situation."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from aidnum.engine.situation import Situation
from aidnum.french import euros, percent, singular
from aidnum.model.assessment import Numbers
from aidnum.model.funding import Slice, Sum
from aidnum.model.vocabulary import Vocabulary

_CENT = Decimal("0.01")


class Span(NamedTuple):
    """A low and a high end, each None when not known."""

    low: Decimal | None
    high: Decimal | None

    def map(self, change: Callable[[Decimal], Decimal]) -> "Span":
        """Both ends changed alike; one that isn't known stays so."""
        return Span(None if self.low is None else change(self.low), None if self.high is None else change(self.high))

    @property
    def is_exact(self) -> bool:
        """Whether both ends are known and one."""
        return self.low is not None and self.low == self.high


NOTHING_KNOWN = Span(None, None)


def to_cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def units(fact: str, situation: Situation) -> Span:
    """How many units of a number fact there may be; nothing known where no end is."""
    possible = situation[fact].possible
    if not isinstance(possible, Numbers) or possible.high is None:
        return NOTHING_KNOWN
    return Span(Decimal(possible.low), Decimal(possible.high))


def sum_of(limit: Sum, situation: Situation) -> Span:
    """What a sum comes to, to the cent, for as many units as there may be."""
    if limit.per is None:
        return Span(limit.amount, limit.amount)
    return units(limit.per, situation).map(lambda number: to_cents(limit.amount * number))


def unit_of(fact: str, vocabulary: Vocabulary) -> str:
    """One of what a number fact counts: ``caméra``; the name of the fact when it has no unit."""
    return singular(vocabulary.facts[fact].unit or vocabulary.label(fact))


def sum_words(limit: Sum, vocabulary: Vocabulary) -> str:
    """A sum as its text states it: ``2 000 € par caméra``."""
    return euros(limit.amount) if limit.per is None else f"{euros(limit.amount)} par {unit_of(limit.per, vocabulary)}"


def slices_words(slices: Sequence[Slice]) -> str:
    """Slices as their text states them: ``40 % jusqu'à 50 000 €, puis 20 %``."""
    ends = ("" if one.up_to is None else f" jusqu'à {euros(one.up_to)}" for one in slices)
    return ", puis ".join(f"{percent(one.rate)}{end}" for one, end in zip(slices, ends, strict=True))
