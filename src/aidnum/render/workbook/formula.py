"""A formula of a workbook as a value: spelled for Excel or for OpenDocument, and worked out by aidnum itself.

What a cell carries beside its formula is so what the formula gives, whoever writes it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, TypeAlias, assert_never

from aidnum.project.grid import column_letters

YES, NO = "oui", "non"


class Ref(NamedTuple):
    """A cell, rows and columns counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """As people call it: ``C5``."""
        return f"{column_letters(self.column)}{self.row + 1}"


class Total(NamedTuple):
    """The sum of the cells from one to another of its column."""

    first: Ref
    last: Ref


class Sum(NamedTuple):
    """Some terms together, less some others."""

    added: tuple[Formula, ...]
    taken: tuple[Formula, ...] = ()


class Product(NamedTuple):
    """A share of a sum, to so many decimals."""

    share: Formula
    of: Formula
    places: Literal[2, 6] = 2


class Ratio(NamedTuple):
    """A part of a whole; nothing of nothing."""

    part: Formula
    whole: Formula


class Least(NamedTuple):
    """The least of several sums."""

    of: tuple[Formula, ...]


class Holds(NamedTuple):
    """Whether a margin isn't negative: a limit that holds says ``oui``."""

    margin: Formula


class Equal(NamedTuple):
    """Whether two sums are the same to the cent."""

    one: Formula
    other: Formula


class Every(NamedTuple):
    """Whether no test says ``non``."""

    first: Ref
    last: Ref


Test: TypeAlias = Holds | Equal | Every
Reckoning: TypeAlias = Product | Ratio | Least
Formula: TypeAlias = Ref | Decimal | Total | Sum | Reckoning | Test
Content: TypeAlias = str | Decimal | Formula | None
Contents: TypeAlias = Callable[[Ref], Content]


class Spelling(NamedTuple):
    """How a kind of file writes a formula: what stands before it, between arguments, and how a cell and a range are named."""

    prefix: str
    comma: str
    cell: Callable[[Ref, str], str]
    span: Callable[[Ref, Ref, str], str]


def _excel(ref: Ref, on: str) -> str:
    return ref.name if ref.sheet == on else f"'{ref.sheet}'!{ref.name}"


def _open(ref: Ref, on: str) -> str:
    return f".{ref.name}" if ref.sheet == on else f"$'{ref.sheet}'.{ref.name}"


EXCEL = Spelling("=", ",", _excel, lambda first, last, on: f"{_excel(first, on)}:{last.name}")
OPEN = Spelling(
    "of:=", ";", lambda ref, on: f"[{_open(ref, on)}]", lambda first, last, on: f"[{_open(first, on)}:.{last.name}]"
)


def spelled(formula: Formula, how: Spelling, on: str) -> str:
    """A formula as a file writes it in a cell of the sheet `on`."""
    return how.prefix + _Speller(how, on).spell(formula)


class _Speller(NamedTuple):
    how: Spelling
    on: str

    def spell(self, formula: Formula) -> str:
        match formula:
            case Decimal():
                text = f"{formula:f}"
            case Ref():
                text = self.how.cell(formula, self.on)
            case Total(first, last):
                text = f"SUM({self.how.span(first, last, self.on)})"
            case Sum(added, taken):
                text = f"({'+'.join(map(self.spell, added)) or '0'}{''.join(f'-{self.spell(term)}' for term in taken)})"
            case Product() | Ratio() | Least():
                text = self._reckoning(formula)
            case Holds() | Equal() | Every():
                text = self._call("IF", self._test(formula), f'"{YES}"', f'"{NO}"')
            case _:
                assert_never(formula)
        return text

    def _reckoning(self, formula: Reckoning) -> str:
        match formula:
            case Product(share, of, places):
                return self._call("ROUND", f"{self.spell(share)}*{self.spell(of)}", str(places))
            case Ratio(part, whole):
                below = self.spell(whole)
                return self._call("IF", f"{below}=0", "0", f"{self.spell(part)}/{below}")
            case Least(of):
                return self._call("MIN", *map(self.spell, of))
            case _:
                assert_never(formula)

    def _test(self, formula: Test) -> str:
        match formula:
            case Holds(margin):
                return f"{self._call('ROUND', self.spell(margin), '6')}>=0"
            case Equal(one, other):
                return f"{self._call('ROUND', f'{self.spell(one)}-{self.spell(other)}', '2')}=0"
            case Every(first, last):
                return f"{self._call('COUNTIF', self.how.span(first, last, self.on), f'{chr(34)}{NO}{chr(34)}')}=0"
            case _:
                assert_never(formula)

    def _call(self, function: str, *arguments: str) -> str:
        return f"{function}({self.how.comma.join(arguments)})"


def worth(content: Content, contents: Contents) -> Decimal | str:
    """What a cell gives, from what the others hold; an empty one counts as 0."""
    match content:
        case str() | Decimal():
            found: Decimal | str = content
        case None:
            found = Decimal(0)
        case Ref():
            found = worth(contents(content), contents)
        case Holds() | Equal() | Every():
            found = YES if _holds(content, contents) else NO
        case Product() | Ratio() | Least():
            found = _reckoned(content, contents)
        case Total(first, last):
            found = sum((_number(cell, contents) for cell in _cells(first, last)), Decimal(0))
        case Sum(added, taken):
            more, less = (sum((_number(term, contents) for term in terms), Decimal(0)) for terms in (added, taken))
            found = more - less
        case _:
            assert_never(content)
    return found


def _holds(test: Test, contents: Contents) -> bool:
    match test:
        case Holds(margin):
            return _rounded(_number(margin, contents), 6) >= 0
        case Equal(one, other):
            return not _rounded(_number(one, contents) - _number(other, contents), 2)
        case Every(first, last):
            return all(worth(cell, contents) != NO for cell in _cells(first, last))
        case _:
            assert_never(test)


def _reckoned(formula: Reckoning, contents: Contents) -> Decimal:
    match formula:
        case Product(share, of, places):
            return _rounded(_number(share, contents) * _number(of, contents), places)
        case Ratio(part, whole):
            below = _number(whole, contents)
            return _number(part, contents) / below if below else Decimal(0)
        case Least(of):
            return min(_number(one, contents) for one in of)
        case _:
            assert_never(formula)


def _number(formula: Formula, contents: Contents) -> Decimal:
    found = worth(formula, contents)
    return found if isinstance(found, Decimal) else Decimal(0)


def _cells(first: Ref, last: Ref) -> list[Ref]:
    return [first._replace(row=row) for row in range(first.row, last.row + 1)]


def _rounded(amount: Decimal, places: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
