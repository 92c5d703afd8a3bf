"""What the rows of a budget are: costs and resources, totals, taxes at the foot; and what is said of those that are neither.

Sums aren't compared here: a row may depend on those below it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import listed, plural
from aidnum.model.budget import SetAside, Unread
from aidnum.project.budget.words import is_bare_total, is_discount, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidnum.model.profile import Basis
    from aidnum.project.budget.accounts import Account
    from aidnum.project.budget.amounts import Amount
    from aidnum.project.budget.columns import Column
    from aidnum.project.budget.headers import Header


_MOST_TOLD = 5


class Item(NamedTuple):
    """A cost or a resource as its row says it: sums by column, and what its cells say beside them.

    `off` is the discount on its quantity by its price, a rate or a sum. `texts` are its label from the general to the precise;
    `category` is a cell's, `carried` when it is that of a row above, and `head` what stands over it. `is_whole` is false where
    a sum couldn't be read.
    """

    where: str
    texts: tuple[str, ...]
    header: Header
    sums: dict[int, Amount]
    category: str | None = None
    carried: str | None = None
    head: str | None = None
    nature: str | None = None
    account: Account | None = None
    rate: Decimal | None = None
    quantity: Decimal | None = None
    price: Amount | None = None
    off: Decimal | Amount | None = None
    is_whole: bool = True

    @property
    def label(self) -> str:
        """Its label in one text."""
        return " – ".join(dict.fromkeys(self.texts))

    @property
    def amounts(self) -> list[tuple[Column, Amount]]:
        """The sums of its columns of amounts, with what each holds; of two that say the same, the first."""
        return [(self.header.columns[at], amount) for at, amount in self.sums.items() if self._is_amount(at)]

    @property
    def tax(self) -> Decimal | None:
        """Its tax in euros, where a column has it."""
        return next((amount.value for at, amount in self.sums.items() if self.header.columns[at].role == "tax"), None)

    @property
    def rate_of_tax(self) -> Decimal | None:
        """The rate of its tax: its own, else the one that the name of the column says of a tax that isn't nothing."""
        if self.rate is not None or not self.tax:
            return self.rate
        return next((self.header.columns[at].rate for at in self.sums if self.header.columns[at].role == "tax"), None)

    def _is_amount(self, column: int) -> bool:
        return self.header.columns[column].role == "amount" and column not in self.header.twice

    def signed(self, value: Decimal) -> Decimal:
        """A sum of its row: that of a discount is negative, however it is written."""
        return -abs(value) if is_discount(words(self.label)) else value


class Total(NamedTuple):
    """A total: what it is called, and its sums, each with its place; `is_above` when the rows that it adds up follow."""

    where: str
    said: tuple[str, ...]
    header: Header
    sums: dict[int, Amount]
    places: dict[int, str]
    is_above: bool = False


class Tax(NamedTuple):
    """The tax at the foot of a table, and its rate when that is written."""

    where: str
    amount: Decimal
    rate: Decimal | None


class Break(NamedTuple):
    """Where a part begins."""


Entry = Item | Total | Tax | Break


class Ledger:
    """The entries of one kind, costs or resources, in order, and the basis that titles tell."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.basis: Basis | None = None

    @property
    def items(self) -> list[Item]:
        """Its costs or its resources."""
        return [entry for entry in self.entries if isinstance(entry, Item)]


def below_total(entries: Sequence[Entry]) -> list[Item]:
    """The items that stand below the last total of all, in the same part."""
    found: list[Item] = []
    for entry in reversed(entries):
        if isinstance(entry, Break):
            return []
        if isinstance(entry, Total) and is_bare_total(entry.said):
            return found[::-1]
        found += [entry] if isinstance(entry, Item) else []
    return []


def below_foot(entries: Sequence[Entry]) -> bool:
    """Whether what comes next stands below the total of all, and the tax under it."""
    last = next((entry for entry in reversed(entries) if not isinstance(entry, Tax)), None)
    return isinstance(last, Total) and is_bare_total(last.said)


def few(places: Sequence[str]) -> str:
    """Some places, and how many others there are."""
    others = [plural(len(places) - _MOST_TOLD, "autre", "autres")] if len(places) > _MOST_TOLD else []
    return listed([*places[:_MOST_TOLD], *others])


class Told:
    """What is said of the rows that are neither."""

    def __init__(self) -> None:
        self.set_aside: list[SetAside] = []
        self.unread: list[Unread] = []
        self.notes: list[str] = []
        self.rounded: list[str] = []

    def aside(self, where: str, why: str) -> None:
        """A row rightly left."""
        self.set_aside.append(SetAside(where, why))

    def cannot(self, where: str, why: str, say: str, label: str | None = None, *, lacks_rate: bool = False) -> None:
        """A cell that can't be read."""
        self.unread.append(Unread(where, why, say, label, lacks_rate))
