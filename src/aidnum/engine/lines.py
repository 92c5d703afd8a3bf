"""The lines of a plan's problem: cost lines that every aid looks at alike are one.

What may be laid on the whole of such lines may be laid on each in proportion, and what an aid may lay is rounded to the cent
above, so that no rounding takes a cent from it.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from aidnum.engine.offer import Offer, Outlay


class Lines(NamedTuple):
    """What each line costs, which are investment, and the most that each offer may lay on each, in cents."""

    costs: tuple[int, ...]
    investment: frozenset[int]
    on: tuple[tuple[int, ...], ...]

    def of(self, index: int) -> frozenset[int]:
        """The lines that an offer retains."""
        return frozenset(line for line, most in enumerate(self.on[index]) if most)

    def unless_all(self, lines: frozenset[int]) -> frozenset[int] | None:
        """Some lines as a limit tells them: None where they are all."""
        return None if len(lines) == len(self.costs) else lines


def merged(offers: Sequence[Offer], project: Outlay) -> Lines:
    """The lines on which offers may be laid; one that comes to nothing, or less, can hold no aid."""
    sums: dict[tuple[bool, tuple[Fraction, ...]], int] = {}
    for place, cost in enumerate(project.costs(project.basis)):
        alike = project.is_investment(place), tuple(one.shares.get(place, Fraction(0)) for one in offers)
        sums[alike] = sums.get(alike, 0) + cost
    kept = [(*alike, cost) for alike, cost in sums.items() if cost > 0]
    return Lines(
        costs=tuple(cost for *_, cost in kept),
        investment=frozenset(line for line, (is_investment, *_) in enumerate(kept) if is_investment),
        on=tuple(tuple(_above(shares[index] * cost) for _, shares, cost in kept) for index in range(len(offers))),
    )


def _above(amount: Fraction) -> int:
    """The whole cents that are no less than an amount."""
    return -(-amount.numerator // amount.denominator)
