"""The headers of a side, wherever they stand, over one line or two; and what columns hold when nothing names them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import stem
from aidnum.project.budget.accounts import account_in
from aidnum.project.budget.amounts import Amount, read_amount
from aidnum.project.budget.columns import Column, column_named, is_year
from aidnum.project.budget.sides import has_figure
from aidnum.project.budget.words import is_nature, is_section, side_said, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from aidnum.project.budget.columns import Role
    from aidnum.project.budget.sides import Row, Side
    from aidnum.project.grid import Cell

_RATES = frozenset(("0", "20", "10", "5.5", "8.5", "2.1", "0.2", "0.1", "0.055", "0.085", "0.021"))
_MONEY = ("amount", "price")
_OF_MONEY = (*_MONEY, "tax", "rate", "vat")
_NEAR = 50
_MOST_LABELS = 6
_FIGURE, _LETTER = re.compile("[0-9]"), re.compile("[a-zà-ÿ]", re.IGNORECASE)


class Header(NamedTuple):
    """The columns that rows `first` to `last` of a side name, by rank in its rows.

    `unread` are the names of those that aren't read, by column; `twice` a column that says the same as an earlier one. `brings`
    tells that it heads resources (True) or costs (False).
    """

    first: int
    last: int
    columns: dict[int, Column]
    unread: dict[int, str] = {}
    twice: tuple[int, ...] = ()
    brings: bool | None = None


class _Names(NamedTuple):
    """What rows `first` to `last` name, by column, and the rows that stand below them, down to the next names."""

    first: int
    last: int
    names: dict[int, str]
    below: tuple[tuple[int, Row], ...]
    is_category: Callable[[str], bool]

    def header(self) -> Header:
        """The header that they make."""
        found = {column: known for column, text in self.names.items() if (known := column_named(text)) is not None}
        roles = {known.role for known in found.values()}
        columns = {column: self._settled(known, column, roles) for column, known in found.items()}
        if "price" not in roles:  # nothing tells whether sums are before the discount or after it
            columns = {column: known for column, known in columns.items() if known.role != "discount"}
        self._fill(columns)
        said = {side_said(words(text)) for text in self.names.values()} - {None}
        brings = said == {"resources"} if len(said) == 1 else None
        unread = {column: text for column, text in self.names.items() if _is_unread(columns.get(column))}
        unread |= {column: "" for _, row in self.below for column in row if column not in columns and column not in self.names}
        return Header(self.first, self.last, columns, unread, _twice(columns), brings)

    def guessed(self) -> Header:
        """What columns hold that nothing names."""
        columns: dict[int, Column] = {}
        self._fill(columns)
        ranks = sorted({column for _, row in self.below for column in row})
        sums = self._figures(ranks, columns)
        accounts = [column for column, known in columns.items() if known.role == "account"]
        if not sums and accounts:  # « 2000 » alone beside a label is what it costs
            del columns[accounts[-1]]
            sums = self._figures(ranks, columns)
        if len(sums) == 3 and self._multiplies(*sums):
            columns |= dict(zip(sums, (Column("quantity"), Column("price"), Column("amount")), strict=True))
        else:
            columns |= {column: Column("amount") for column in sums}
        return Header(0, -1, columns, {column: "" for column in ranks if column not in columns}, _twice(columns))

    def _figures(self, ranks: Sequence[int], columns: dict[int, Column]) -> list[int]:
        return [column for column in ranks if column not in columns and any(map(has_figure, self._cells(column)))]

    def _settled(self, known: Column, column: int, roles: set[Role]) -> Column:
        """A column of which only the cells tell what it holds."""
        cells = self._cells(column)
        if known.role == "vat":
            return known._replace(role="rate" if all(_is_rate(cell, known.rate) for cell in cells) else "tax")
        if known.role == "kind":
            return Column(self._kind(cells, roles))
        if known.role == "amount" and not self._is_alone(known) and cells and not any(map(_is_sum_like, cells)):
            return Column("nature" if all(is_nature(cell.text) for cell in cells) else "label")
        if known.role == "account" and not any(account_in(cell.text) for cell in cells):
            return Column("label")
        if known.role == "label" and cells and _are_accounts(cells):
            return Column("account")
        return known

    def _kind(self, cells: list[Cell], roles: set[Role]) -> Role:
        """What « Nature » heads: accounts, natures, or kinds of cost."""
        if cells and _are_accounts(cells):
            return "account"
        is_nature_column = {"label", "category"} <= roles or any(is_nature(cell.text) for cell in cells)
        return "nature" if is_nature_column else "label"

    def _is_alone(self, known: Column) -> bool:
        """Whether a column of amounts is the only one, and says it."""
        amounts = [text for text in self.names.values() if _is_money(text)]
        return len(amounts) == 1 and known.nature is None

    def _fill(self, columns: dict[int, Column]) -> None:
        """Give what their cells hold to the columns that no word names, and to labels beside the first."""
        taken = {known.role for known in columns.values()}
        named = [column for column, known in sorted(columns.items()) if known.role == "label"]
        labels = list(named)
        for column in sorted({at for _, row in self.below for at in row}):
            if column not in columns or column in named[1:]:
                held = self._held(column, taken)
                if held is not None and (held.role != "label" or len(labels) < _MOST_LABELS):
                    columns[column] = held
                    taken.add(held.role)
                    labels += [column] if held.role == "label" else []

    def _held(self, column: int, taken: set[Role]) -> Column | None:
        cells, is_named = self._cells(column), column in self.names
        if "nature" not in taken and cells and all(is_nature(cell.text) for cell in cells):
            return Column("nature", carries=not is_named)
        if (
            "category" not in taken
            and "label" in taken
            and len(cells) > 1
            and all(self.is_category(cell.text) for cell in cells)
        ):
            return Column("category")
        if "account" not in taken and not is_named and cells and _are_accounts(cells):
            return Column("account")
        is_text = 2 * sum(map(_is_text, cells)) > len(cells)
        return Column("label") if is_text and not (is_named and taken & {"label", "funder"}) else None

    def _cells(self, column: int) -> list[Cell]:
        return [row[column] for _, row in self.below if column in row]

    def _multiplies(self, *columns: int) -> bool:
        """Whether the third figure is the product of two others, wherever all three stand."""
        known = [[read_amount(row[column]) for column in columns] for _, row in self.below if set(columns) <= row.keys()]
        figures = [[one.value for one in row if isinstance(one, Amount)] for row in known]
        return bool(figures) and all(len(row) == 3 and abs(row[0] * row[1] - row[2]) < 1 for row in figures)


class _Scan:
    """Looks for the names of columns, from the first row of a side to the last."""

    def __init__(self, side: Side, is_category: Callable[[str], bool]) -> None:
        self.side, self.is_category = side, is_category
        self.last_sum: dict[int, int] = {}
        for rank, (_, cells) in enumerate(side.rows):
            self.last_sum.update({column: rank for column, cell in cells.items() if _is_sum_like(cell)})

    def headers(self) -> list[Header]:
        """Each header of the side, in order; the one guessed from the cells when nothing names them."""
        named = list(self._named())
        if not named:  # no cell below says a sum: each is told where it stands
            self.last_sum = {column: rank for rank, (_, cells) in enumerate(self.side.rows) for column in cells}
            named = [found for found in self._named() if sum(column_named(text) is not None for text in found[2].values()) > 1]
        if not named:
            return [_Names(0, -1, {}, self.side.rows, self.is_category).guessed()]
        ends = [first for first, _, _ in named[1:]] + [len(self.side.rows)]
        return [
            _Names(first, last, names, self.side.rows[last + 1 : end], self.is_category).header()
            for (first, last, names), end in zip(named, ends, strict=True)
        ]

    def _named(self) -> Iterator[tuple[int, int, dict[int, str]]]:
        rank = 0
        while rank < len(self.side.rows):
            found = self._names_at(rank)
            if found is not None:
                yield rank, *found
            rank = found[0] + 1 if found else rank + 1

    def _names_at(self, rank: int) -> tuple[int, dict[int, str]] | None:
        """The names that begin with a row, of two lines rather than one, and the rank of the last line."""
        upper = self.side.rows[rank][1]
        if _holds_figures(upper):
            return None
        lower = self.side.rows[rank + 1][1] if rank + 1 < len(self.side.rows) and len(upper) > 1 else {}
        if lower and not _holds_figures(lower):
            names = self._joined(rank, lower)
            money = self._money(names, rank + 1)
            is_named = any(column in lower and _is_of_money(lower[column].text) for column in money)
            if is_named and not _is_section(lower):
                return rank + 1, names
        names = {column: cell.text for column, cell in upper.items()}
        money = self._money(names, rank)
        return (rank, names) if money and (len(names) > 1 or self._has_text_before(min(money), rank)) else None

    def _joined(self, rank: int, lower: Row) -> dict[int, str]:
        """The names of two lines; one on top stands for the columns on its right that only the second line names."""
        number, upper = self.side.rows[rank]
        names: dict[int, str] = {}
        above = ""
        for column in range(max((*upper, *lower)) + 1):
            own = upper.get(column) or self.side.beside.get((number, column))
            above = own.text if own else above if column in lower else ""
            below = lower[column].text if column in lower else ""
            if own or below:
                names[column] = f"{above} {below}".strip()
        return names

    def _money(self, names: dict[int, str], last: int) -> list[int]:
        """The columns that are named as sums or prices, and hold figures below."""
        return [column for column, text in names.items() if self.last_sum.get(column, -1) > last and _is_money(text)]

    def _has_text_before(self, column: int, rank: int) -> bool:
        return any(at < column for _, row in self.side.rows[rank + 1 : rank + 1 + _NEAR] for at in row)


def headers(side: Side, is_category: Callable[[str], bool]) -> list[Header]:
    """The headers of a side, in order; the one guessed from its cells when nothing names them."""
    return _Scan(side, is_category).headers()


def _is_section(row: Row) -> bool:
    """Whether a row is one cell that opens a section: it names no column."""
    return len(row) == 1 and all(is_section(words(cell.text)) for cell in row.values())


def _is_unread(known: Column | None) -> bool:
    return known is None or known.role == "share"


def _is_money(text: str) -> bool:
    known = column_named(text)
    return known is not None and known.role in _MONEY


def _is_of_money(text: str) -> bool:
    """Whether the second line of a header says what sums are."""
    known = column_named(text)
    return known is not None and known.role in _OF_MONEY


def _is_text(cell: Cell) -> bool:
    return cell.number is None and not has_figure(cell) and not cell.text.strip().endswith("%")


def _holds_figures(row: Row) -> bool:
    """Whether a row holds sums; several years in order are names of columns."""
    figures = [cell.text.strip() for cell in row.values() if has_figure(cell)]
    years = len(figures) > 1 and all(map(is_year, figures))
    return bool(figures) and not (years and all(int(year) + 1 == int(then) for year, then in pairwise(figures)))


def _twice(columns: dict[int, Column]) -> tuple[int, ...]:
    seen: set[Column] = set()
    twice = []
    for column, known in sorted(columns.items()):
        if known.role in ("amount", "price", "quantity", "rate", "tax", "nature", "category", "discount"):
            if known in seen:
                twice.append(column)
            seen.add(known)
    return tuple(twice)


def _is_rate(cell: Cell, named: Decimal | None = None) -> bool:
    """Whether a cell says a rate; a bare figure under a name that says one is that rate, or a sum."""
    text = cell.text.strip()
    if cell.is_percent or text.endswith("%"):
        return True
    rates = _RATES if named is None else {f"{rate.normalize():f}" for rate in (named, named * 100)}
    return text.replace(",", ".") in rates


def _is_sum_like(cell: Cell) -> bool:
    """Whether a cell says a sum, or something in its place: a formula without a value, « env. 500 »."""
    if cell.lacks_value or cell.fault is not None or has_figure(cell):
        return True
    figures = len(_FIGURE.findall(cell.text))
    return figures > 0 and 3 * figures > len(_LETTER.findall(cell.text))


def _are_accounts(cells: list[Cell]) -> bool:
    """Whether cells are bare numbers that may be accounts, one of which is known."""
    found = [account_in(cell.text) if cell.text.strip().isdecimal() else None for cell in cells]
    return None not in found and any(account is not None and account.nature for account in found)


def same_header(row: Row, other: Row) -> bool:
    """Whether a row says the header again, as on each page."""
    said = {column: " ".join(map(stem, words(cell.text))) for column, cell in row.items()}
    return said == {column: " ".join(map(stem, words(cell.text))) for column, cell in other.items()}
