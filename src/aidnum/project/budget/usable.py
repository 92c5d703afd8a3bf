"""A budget that a plan can start from: all of it is read, and discounts are taken off what they are discounts of."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aidnum.errors import AidnumError, InFile, RateLacks, SeveralInFile
from aidnum.french import capital
from aidnum.project.budget.net import net
from aidnum.project.budget.reader import read_budget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

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
    errors = [InFile(_place(reading, one.where), _error(one)) for one in reading.unread]
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


def _error(unread: Unread) -> AidnumError:
    kind = RateLacks if unread.lacks_rate else AidnumError
    return kind(unread.why, f"{capital(unread.say)}.")


def _place(reading: BudgetReading, where: str) -> str:
    """A place with the path of its file, which the name of a cell lacks, and of which a line has the end."""
    return f"{reading.file}:{where}" if reading.sheet is not None else str(Path(reading.file).parent / where)


def net_lines(reading: BudgetReading) -> tuple[CostLine, ...]:
    """The lines of a usable reading with its discounts taken off."""
    return net(reading.lines, reading.basis).lines
