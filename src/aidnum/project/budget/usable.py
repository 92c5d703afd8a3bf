"""A budget that a plan can start from: all of it is read, and discounts are taken off what they are discounts of."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aidnum.errors import AidnumError, InFile, SeveralInFile
from aidnum.french import capital, euros
from aidnum.model.reading import shorten
from aidnum.project.budget.reader import read_budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from aidnum.model.budget import BudgetReading, CostLine, Unread
    from aidnum.model.profile import Basis
    from aidnum.model.vocabulary import Vocabulary

    Ask = Callable[[Sequence[Unread]], Mapping[str, str]]


def usable_budget(  # noqa: PLR0913 - as read_budget
    path: str,
    vocabulary: Vocabulary,
    basis: Basis,
    warn: Callable[[str], None],
    *,
    sheet: str | None = None,
    vat: Decimal | None = None,
    ask: Ask | None = None,
) -> BudgetReading:
    """A reading that leaves nothing unread; `warn` is told how it was read, `ask` may tell what lacks.

    Raises:
        InFile: for one thing that can't be read, with its place and how to say it.
        SeveralInFile: for more, all of them.
        AidnumError: for a file that can't be opened, or holds no cost.
    """
    reading = completed(partial(read_budget, path, vocabulary, basis, sheet=sheet, vat=vat), ask)
    errors = [InFile(_place(reading, one.where), AidnumError(one.why, f"{capital(one.say)}.")) for one in reading.unread]
    if errors:
        raise SeveralInFile(path, errors) if len(errors) > 1 else errors[0]
    if not reading.lines:
        raise AidnumError(f"{path} : aucune ligne de coût", "Le fichier ne dit que des recettes.")
    for note in reading.notes:
        warn(note)
    return reading


def completed(read: Callable[..., BudgetReading], ask: Ask | None) -> BudgetReading:
    """What `read` reads, once more with the `categories` that `ask` tells of what is unread."""
    reading = read()
    told = ask(reading.unread) if ask is not None and reading.unread else None
    return read(categories=told) if told else reading


def _place(reading: BudgetReading, where: str) -> str:
    """A place with the path of its file, which the name of a cell lacks, and of which a line has the end."""
    return f"{reading.file}:{where}" if reading.sheet is not None else str(Path(reading.file).parent / where)


def net_lines(reading: BudgetReading) -> tuple[CostLine, ...]:
    """The lines with discounts taken off: no aid lies on a negative line.

    A discount is taken off lines of its category and nature, from the one above it upwards, then from the others.

    Raises:
        InFile: for one that is more than they cost.
    """
    lines: list[CostLine] = list(reading.lines)
    for rank, discount in enumerate(reading.lines):
        owed = -(discount.amount(reading.basis) or Decimal(0))
        if owed > 0:
            _take_off(lines, rank, discount, reading)
    return tuple(line for line in lines if (line.amount(reading.basis) or 0) > 0)


def _take_off(lines: list[CostLine], rank: int, discount: CostLine, reading: BudgetReading) -> None:
    basis = reading.basis
    owed = -(discount.amount(basis) or Decimal(0))
    for at in _nearest(lines, rank, discount):
        line = lines[at]
        amount = line.amount(basis) or Decimal(0)
        taken = min(amount, owed)
        if taken > 0:
            lines[at] = _less(line, basis, taken, discount)
            owed -= taken
    if owed:
        where = _place(reading, discount.where or "")
        why = f"« {shorten(discount.label)} » : cette remise dépasse de {euros(owed)} ce que coûte sa catégorie"
        raise InFile(where, AidnumError(why, "La placer sous la ligne qu'elle réduit, ou dire sa catégorie."))


def _nearest(lines: list[CostLine], rank: int, discount: CostLine) -> Iterator[int]:
    for at in (*range(rank - 1, -1, -1), *range(rank + 1, len(lines))):
        if (lines[at].category, lines[at].nature) == (discount.category, discount.nature):
            yield at


def _less(line: CostLine, basis: Basis, taken: Decimal, discount: CostLine) -> CostLine:
    """A line less what is taken off; its other amount less as much, where the discount tells it."""
    left = line.of(basis, (line.amount(basis) or Decimal(0)) - taken)
    other: Basis = "ttc" if basis == "ht" else "ht"
    off, whole = discount.amount(other), discount.amount(basis)
    if line.amount(other) is None or off is None or not whole:
        return left._replace(ttc=None) if basis == "ht" else left._replace(ht=None)
    return left.of(other, (line.amount(other) or Decimal(0)) - (off * taken / whole).copy_abs().quantize(Decimal("0.01")))
