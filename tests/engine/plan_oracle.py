"""The best plan found another way: every set of aids, and for each the most that a lawful laying on the cost lines gives.

Nothing of the engine is used. How much of each aid is laid on each line is a linear program over whole numbers of cents: it
starts with every aid laid everywhere, which is too much, and gives way by the dual simplex until each limit holds; where an
amount comes out with a part of a cent, the program is split in two, below and above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations
from math import ceil, floor
from typing import Literal, NamedTuple

Of = Literal["cost", "financing", "base"]
Cell = tuple[int, int]
ANYONE: frozenset[str] = frozenset()
EFFORT = 400


class Undecided(Exception):
    """Whole cents weren't found in so many splits, which aids that follow one another in a ring may ask."""


class Line(NamedTuple):
    """A cost line, in cents; running cost unless it `invests`."""

    cost: int
    invests: bool = True


class Aid(NamedTuple):
    """An aid in cents: its amount, and the most that it lays on each line, 0 where it doesn't retain it.

    Its `payers` are those it may come from, None when nothing is said. It is paid from its `floor` on; one that is `whole` is
    never cut, and one `decided` elsewhere is held to no least; one that `must` be kept is in every plan; `within` are the aids
    whose sum it doesn't pass.
    """

    most: int
    lays: tuple[int, ...]
    payers: frozenset[str] | None = None
    base: int = 0
    floor: int = 1
    must: bool = False
    whole: bool = False
    decided: bool = False
    within: frozenset[int] | None = None


class Rule(NamedTuple):
    """A law, or what the text of one aid, `own`, says: a limit on what `aids` lay, and the least that those of `beside` give.

    With `beside` or `own` it holds beside each such aid alone. The least `yields` where the limit beside that aid is reached.
    """

    share: Fraction | None = None
    of: Of = "cost"
    aids: frozenset[str] = ANYONE
    invested: bool = False
    beside: frozenset[str] = ANYONE
    own: int | None = None
    at_least: Fraction | None = None
    yields: bool = False


class Problem(NamedTuple):
    """What a plan is made of; `apart` are pairs of aids that can't be had together."""

    lines: tuple[Line, ...]
    aids: tuple[Aid, ...]
    rules: tuple[Rule, ...] = ()
    apart: frozenset[frozenset[int]] = frozenset()


class Found(NamedTuple):
    """The aids kept, all they give, and what each lays on each line."""

    kept: tuple[int, ...]
    total: int
    laid: Mapping[Cell, Fraction]


class _Row(NamedTuple):
    """A weighted sum of what is laid, from `low` (None: any) to `top`."""

    weights: Mapping[Cell, int]
    top: int
    low: int | None = None


def best(problem: Problem) -> Found | None:
    """The most aid, then the fewest aids, then the first in order; None when those that must be kept can't lawfully be."""
    found: Found | None = None
    for kept in sorted(_sets(problem), key=lambda kept: (-_hoped(problem, kept), len(kept), kept)):
        if found is not None and _hoped(problem, kept) < found.total:
            break
        one = most(problem, kept)
        if one is not None and (found is None or _rank(one) < _rank(found)):
            found = one
    return found


def most(problem: Problem, kept: tuple[int, ...]) -> Found | None:
    """The most that these aids give together in whole cents; None when no laying of them is lawful."""
    found: Found | None = None
    for freed in _freeings(problem, kept):
        found = _better(problem, kept, freed, found)
    return found


def is_lawful(problem: Problem, amounts: Mapping[int, int], invested: Mapping[int, int]) -> bool:
    """Whether aids may give these amounts, of which so much on lines that invest, under some laying."""
    kept = tuple(sorted(amounts))
    if any(pair <= set(kept) for pair in problem.apart):
        return False
    exactly = [*_amounts(problem, {index: (amount, amount) for index, amount in amounts.items()})]
    for index, amount in invested.items():
        cells = [cell for cell in _cells(problem, (index,)) if problem.lines[cell[1]].invests]
        exactly.append(_Row(dict.fromkeys(cells, 1), amount, amount))
    return any(
        all(low <= amounts[index] <= top for index in kept for low, top in [_range(problem, index, freed)])
        and _filled(problem, [*_limits(problem, kept, freed), *exactly], kept) is not None
        for freed in _freeings(problem, kept)
    )


def _freeings(problem: Problem, kept: tuple[int, ...]) -> Iterator[frozenset[Cell]]:
    """Every choice of the aids that are under the least of a rule, its limit being reached."""
    held = [
        (index, place)
        for index in kept
        for place, rule in enumerate(problem.rules)
        if rule.yields and _holds(rule, index, problem)
    ]
    return map(frozenset, chain.from_iterable(combinations(held, size) for size in range(len(held) + 1)))


def _rank(found: Found) -> tuple[int, int, tuple[int, ...]]:
    return -found.total, len(found.kept), found.kept


def _hoped(problem: Problem, kept: Sequence[int]) -> int:
    """What no plan of these aids gives more than."""
    return min(sum(problem.aids[index].most for index in kept), sum(line.cost for line in problem.lines))


def _sets(problem: Problem) -> Iterator[tuple[int, ...]]:
    places = range(len(problem.aids))
    must = {index for index in places if problem.aids[index].must}
    for kept in chain.from_iterable(combinations(places, size) for size in range(len(places) + 1)):
        if must <= set(kept) and not any(pair <= set(kept) for pair in problem.apart):
            yield kept


def _better(problem: Problem, kept: tuple[int, ...], freed: frozenset[Cell], found: Found | None) -> Found | None:
    """The laying of whole amounts that beats what was found, the aids `freed` of a rule under its least and at its limit."""
    limits = list(_limits(problem, kept, freed))
    todo = [{index: _range(problem, index, freed) for index in kept}]
    for _ in range(EFFORT):
        if not todo:
            return found
        ranges = todo.pop()
        possible = all(low <= top for low, top in ranges.values())
        laid = _filled(problem, [*limits, *_amounts(problem, ranges)], kept) if possible else None
        if laid is None or (found is not None and floor(sum(laid.values())) <= found.total):
            continue
        parts = ((index, amount) for index in kept if (amount := given(laid, index)).denominator != 1)
        index, amount = next(parts, (None, Fraction(0)))
        if index is None:
            found = Found(kept, int(sum(laid.values())), laid)
        else:
            low, top = ranges[index]
            todo += [{**ranges, index: (ceil(amount), top)}, {**ranges, index: (low, floor(amount))}]
    raise Undecided


def given(laid: Mapping[Cell, Fraction], index: int) -> Fraction:
    """What an aid gives, all lines together."""
    return sum((amount for (one, _), amount in laid.items() if one == index), Fraction(0))


def _range(problem: Problem, index: int, freed: frozenset[Cell]) -> tuple[int, int]:
    """The least and the most of an aid."""
    aid = problem.aids[index]
    least = aid.most if aid.whole else max(1, min(aid.floor, aid.most))
    for place, rule in enumerate(problem.rules):
        if _holds(rule, index, problem) and (index, place) not in freed:
            least = max(least, rounded((rule.at_least or Fraction(0)) * aid.base))
    return least, aid.most


def _holds(rule: Rule, index: int, problem: Problem) -> bool:
    """Whether a rule sets the least that an aid gives."""
    return rule.at_least is not None and not problem.aids[index].decided and _brings(rule, index, problem)


def _brings(rule: Rule, index: int, problem: Problem) -> bool:
    """Whether a rule holds beside an aid."""
    payers = problem.aids[index].payers
    return rule.own == index or (bool(rule.beside) and payers is not None and payers <= rule.beside)


def rounded(amount: Fraction) -> int:
    """To the nearest whole, half up."""
    return floor(amount + Fraction(1, 2))


def _amounts(problem: Problem, ranges: Mapping[int, tuple[int, int]]) -> Iterator[_Row]:
    for index, (low, top) in ranges.items():
        yield _Row(dict.fromkeys(_cells(problem, (index,)), 1), top, low)


def _cells(problem: Problem, kept: Sequence[int]) -> list[Cell]:
    """Where these aids may be laid."""
    return [(index, place) for index in kept for place, most in enumerate(problem.aids[index].lays) if most]


def _limits(problem: Problem, kept: Sequence[int], freed: frozenset[Cell]) -> Iterator[_Row]:
    """The cost of each line, what the laws say, and the aids that follow others."""
    cells = _cells(problem, kept)
    for place, line in enumerate(problem.lines):
        yield _Row({cell: 1 for cell in cells if cell[1] == place}, line.cost)
    for number, rule in enumerate(problem.rules):
        if rule.share is None:
            continue
        if not rule.beside and rule.own is None:
            yield _limit(problem, rule, cells, None, reached=False)
        for index in kept:
            if _brings(rule, index, problem):
                yield _limit(problem, rule, cells, index, reached=(index, number) in freed)
    for index in kept:
        if (within := problem.aids[index].within) is not None:
            yield _Row({cell: 1 if cell[0] == index else -1 for cell in cells if cell[0] in {index, *within}}, 0)
    if any(problem.rules[number].share is None for _, number in freed):
        yield _Row({}, -1)  # a least yields to a limit alone


def _limit(problem: Problem, rule: Rule, cells: Sequence[Cell], index: int | None, *, reached: bool) -> _Row:
    """A limit, everything times the denominator of its share."""
    share, beside = rule.share or Fraction(0), None if index is None else problem.aids[index]
    of = sum(line.cost for line in problem.lines if line.invests or not rule.invested)
    if beside is not None and rule.of == "base":
        of = beside.base
    weights = {}
    for cell in cells:
        if not problem.lines[cell[1]].invests and rule.invested:
            continue
        if beside is not None and rule.of == "base" and not beside.lays[cell[1]]:
            continue
        payers = problem.aids[cell[0]].payers
        if not rule.aids or payers is None or payers & rule.aids:
            weights[cell] = share.denominator
        elif rule.of == "financing":
            weights[cell] = share.numerator
    allowed = share.denominator * rounded(share * of)
    if rule.of == "financing":  # whole sums are within the rounded share of what the others leave just where this holds
        allowed = int(share.denominator * (share * of + Fraction(1, 2)))
    return _Row(weights, allowed, allowed if reached else None)


def _filled(problem: Problem, rows: Sequence[_Row], kept: Sequence[int]) -> dict[Cell, Fraction] | None:
    """What to lay where so as to lay the most; None when nothing suits every row."""
    cells = _cells(problem, kept)
    tops = [problem.aids[index].lays[place] for index, place in cells]
    table = _Giving([_dense(row, cells, tops) for row in rows], [*tops, *(_slack(row) for row in rows)], len(cells))
    if not table.gives_way():
        return None
    left = table.values()
    return {cell: top - left[column] for column, (cell, top) in enumerate(zip(cells, tops, strict=True))}


def _slack(row: _Row) -> int | None:
    return None if row.low is None else row.top - row.low


def _dense(row: _Row, cells: Sequence[Cell], tops: Sequence[int]) -> list[int]:
    """The row over what is left out of each cell: its slack less the weighted sum of that, and what is too much by."""
    weights = [row.weights.get(cell, 0) for cell in cells]
    return [*(-weight for weight in weights), row.top - sum(weight * top for weight, top in zip(weights, tops, strict=True))]


class _Giving:
    """The least to leave out so that every row holds: the dual simplex, over whole numbers with one denominator.

    Variables are numbered: what is left out of each cell, then the slack of each row. Each goes from 0 to its top. One that
    passes its top is counted from there backwards. The smallest number goes first, so that it ends.
    """

    def __init__(self, rows: list[list[int]], tops: Sequence[int | None], width: int) -> None:
        self.rows = rows
        self.tops = tops
        self.outside = list(range(width))
        self.inside = list(range(width, width + len(rows)))
        self.costs = [*([1] * width), 0]
        self.unit = 1
        self.backwards: set[int] = set()

    def gives_way(self) -> bool:
        """Leave out until nothing is too much; False when that can't be."""
        while (wrong := self._wrong()) is not None:
            row = self.rows[wrong]
            able = [
                (self._price(row, column), self.outside[column], column) for column in range(len(row) - 1) if row[column] < 0
            ]
            if not able:
                return False
            self._exchange(wrong, min(able)[-1])
        return True

    def _price(self, row: Sequence[int], column: int) -> Fraction:
        """What is lost, by unit that a row gains, when the variable of a column grows."""
        return Fraction(self.costs[column], -row[column])

    def _wrong(self) -> int | None:
        """The row, made negative, of the first variable that isn't between 0 and its top."""
        found = None
        for place, (number, row) in enumerate(zip(self.inside, self.rows, strict=True)):
            top = self.tops[number]
            if (row[-1] < 0 or (top is not None and row[-1] > top * self.unit)) and (
                found is None or number < self.inside[found]
            ):
                found = place
        if found is not None and self.rows[found][-1] >= 0:
            self._turn(found)
        return found

    def _turn(self, place: int) -> None:
        """Count a variable from its top."""
        row, number = self.rows[place], self.inside[place]
        self.backwards ^= {number}
        self.rows[place] = [*(-value for value in row[:-1]), (self.tops[number] or 0) * self.unit - row[-1]]

    def _exchange(self, place: int, column: int) -> None:
        """The variable of a row leaves, that of a column enters."""
        pivot_row = self.rows[place]
        pivot = pivot_row[column]
        sign = 1 if pivot > 0 else -1
        for line in (*(row for row in self.rows if row is not pivot_row), self.costs):
            factor = line[column]
            mixed = (value * pivot - factor * other for value, other in zip(line, pivot_row, strict=True))
            line[:] = [sign * value // self.unit for value in mixed]
            line[column] = sign * -factor
        pivot_row[column] = self.unit
        pivot_row[:] = [sign * value for value in pivot_row]
        self.unit = sign * pivot
        self.inside[place], self.outside[column] = self.outside[column], self.inside[place]

    def values(self) -> dict[int, Fraction]:
        """What each variable is."""
        inside = zip(self.inside, self.rows, strict=True)
        found = dict.fromkeys(self.outside, Fraction(0)) | {number: Fraction(row[-1], self.unit) for number, row in inside}
        for number in self.backwards:
            found[number] = (self.tops[number] or 0) - found[number]
        return found
