"""Cost lines less what is negative among them: no aid lies on a negative line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aidnum.model.budget import CostLine
    from aidnum.model.profile import Basis


class Net(NamedTuple):
    """The lines that still cost something, and the negative ones with how much of each no line could bear."""

    lines: tuple[CostLine, ...]
    excess: tuple[tuple[CostLine, Decimal], ...]


def net(given: Sequence[CostLine], basis: Basis) -> Net:
    """The lines less the negative ones of their category and nature: off the one above, upwards, then off the others."""
    lines, excess = list(given), []
    alike: dict[tuple[str, str | None], list[int]] = {}
    for rank, line in enumerate(given):
        if (line.amount(basis) or 0) > 0:
            alike.setdefault((line.category, line.nature), []).append(rank)
    for rank, discount in enumerate(given):
        if (discount.amount(basis) or 0) < 0:
            left = _take_off(lines, _nearest(alike.get((discount.category, discount.nature), ()), rank), discount, basis)
            excess += [(discount, left)] if left else []
    return Net(tuple(line for line in lines if (line.amount(basis) or 0) > 0), tuple(excess))


def _take_off(lines: list[CostLine], ranks: Iterable[int], discount: CostLine, basis: Basis) -> Decimal:
    """What lines can't bear of a discount."""
    owed = -(discount.amount(basis) or Decimal(0))
    for at in ranks:
        line = lines[at]
        taken = min(line.amount(basis) or Decimal(0), owed)
        if not owed:
            break
        if taken:
            lines[at] = _less(line, basis, taken, discount)
            owed -= taken
    return owed


def _nearest(ranks: Sequence[int], rank: int) -> Iterator[int]:
    """Ranks from the one above upwards, then those below."""
    yield from (at for at in reversed(ranks) if at < rank)
    yield from (at for at in ranks if at > rank)


def _less(line: CostLine, basis: Basis, taken: Decimal, discount: CostLine) -> CostLine:
    """A line less what is taken off; its other amount less as much, where the discount tells it."""
    left = line.of(basis, (line.amount(basis) or Decimal(0)) - taken)
    other: Basis = "ttc" if basis == "ht" else "ht"
    off, whole = discount.amount(other), discount.amount(basis)
    if line.amount(other) is None or off is None or not whole:
        return left._replace(ttc=None) if basis == "ht" else left._replace(ht=None)
    return left.of(other, (line.amount(other) or Decimal(0)) - (off * taken / whole).copy_abs().quantize(Decimal("0.01")))
