"""The amounts of aids kept together, and how they are laid on the lines, as a linear program.

An aid has an amount on each line that it may be laid on, and what it owes is a share of their sum. Aids that no limit tells
apart are one: what they give together can be laid if and only if each can, which holds up to two lines, and beyond where they
may lay the same shares of themselves on each.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from aidnum.engine.problem import Aid, Cap, Problem
from aidnum.engine.simplex import maximise

_Row = dict[int, int]
_NOWHERE = -1


class Wanted(NamedTuple):
    """What the amounts must hold: each aid at least its `owed`, and the caps of `reached` reached.

    Of a cap that is spared as little as can be is summed; places of `then` are preferred first; aids kept `apart` aren't filled
    as one.
    """

    owed: Sequence[int]
    reached: Sequence[Cap] = ()
    sparing: Cap | None = None
    then: Sequence[int] = ()
    apart: bool = False


class Filled(NamedTuple):
    """The amounts, by place among the aids kept, in exact cents; on each line too, where aids are told apart.

    Aids that are filled as one have their sum at the place of the first.
    """

    amounts: tuple[Fraction, ...]
    laid: tuple[dict[int, Fraction], ...]

    @property
    def total(self) -> Fraction:
        """All of it."""
        return sum(self.amounts, Fraction(0))


class _Group(NamedTuple):
    """Aids filled as one: their places, the variable of each line that they may be laid on, and that of what they owe."""

    places: tuple[int, ...]
    most: int
    lines: dict[int, int]
    owed: int | None

    @property
    def laid(self) -> _Row:
        """All that is laid."""
        return dict.fromkeys(self.lines.values(), 1)


class _Program:
    """The variables with their tops, and the rows that they keep to."""

    def __init__(self, problem: Problem, kept: Sequence[int], caps: Sequence[Cap], wanted: Wanted) -> None:
        self.aids = [problem.aids[index] for index in kept]
        self.kept = kept
        self.wanted = wanted
        self.tops: list[int] = []
        columns = [tuple(cap.weights[index] for cap in caps) for index in kept]
        self.groups = [self._group(places) for places in _alike(self.aids, columns, wanted)]
        self.rows: list[tuple[_Row, int]] = [*self._amounts(), *self._lines(problem.lines)]
        self.rows += [(self._cap(cap), cap.bound) for cap in _tightest(caps, kept)]

    def _group(self, places: Sequence[int]) -> _Group:
        aids = [self.aids[place] for place in places]
        tops = {line: sum(min(aid.on[line], aid.most) for aid in aids) for line in aids[0].lines}
        most, owed = sum(aid.room for aid in aids), sum(self.wanted.owed[place] for place in places)
        lines = {line: self._add(top) for line, top in (tops or {_NOWHERE: most}).items()}
        return _Group(tuple(places), most, lines, self._add(owed) if owed else None)

    def _add(self, top: int) -> int:
        self.tops.append(top)
        return len(self.tops) - 1

    def _amounts(self) -> Iterator[tuple[_Row, int]]:
        """What an aid lays on its lines is no more than it gives, and no less than it owes."""
        for group in self.groups:
            if sum(self.tops[variable] for variable in group.laid) > group.most:
                yield group.laid, group.most
            if group.owed is not None:
                yield {group.owed: 1, **dict.fromkeys(group.laid, -1)}, 0

    def _lines(self, costs: Sequence[int]) -> Iterator[tuple[_Row, int]]:
        for line, cost in enumerate(costs):
            row = {group.lines[line]: 1 for group in self.groups if line in group.lines}
            if sum(self.tops[variable] for variable in row) > cost:
                yield row, cost

    def _cap(self, cap: Cap) -> _Row:
        """What a limit sums: all that is laid, or what of it is on its lines; what lies nowhere in particular counts whole."""
        row: _Row = {}
        for group in self.groups:
            weight = cap.weights[self.kept[group.places[0]]]
            if weight:
                seen = (one for line, one in group.lines.items() if cap.lines is None or line == _NOWHERE or line in cap.lines)
                row |= dict.fromkeys(seen, weight)
        return row

    def solve(self) -> Filled | None:
        """The most that the aids give, holding what is wanted; None when it can't be held."""
        owed = {group.owed: 1 for group in self.groups if group.owed is not None}
        reached = [(self._cap(cap), cap.bound) for cap in self.wanted.reached]
        laid = {place: group.laid for group in self.groups for place in group.places}
        total = {variable: 1 for group in self.groups for variable in group.laid}
        sparing = [] if self.wanted.sparing is None else [self._cap(self.wanted.sparing)]
        spared = [{variable: -weight for variable, weight in row.items()} for row in sparing]
        then = [laid[place] for place in self.wanted.then]
        goals = [*([owed] if owed else []), *(row for row, _ in reached), *spared, total, *then]
        rows = [self._dense(row) for row, _ in self.rows]
        found = maximise([self._dense(goal) for goal in goals], rows, [bound for _, bound in self.rows], self.tops)
        musts = [*reached, (owed, sum(self.tops[variable] for variable in owed))]
        if any(_sum(found, row) != bound for row, bound in musts):
            return None
        return self._filled(found)

    def _dense(self, row: _Row) -> list[int]:
        return [row.get(variable, 0) for variable in range(len(self.tops))]

    def _filled(self, found: Sequence[Fraction]) -> Filled:
        amounts = [Fraction(0)] * len(self.aids)
        laid: list[dict[int, Fraction]] = [{} for _ in self.aids]
        for group in self.groups:
            first = group.places[0]
            amounts[first] = _sum(found, group.laid)
            laid[first] = {line: found[variable] for line, variable in group.lines.items() if line != _NOWHERE}
        return Filled(tuple(amounts), tuple(laid))


def fill(problem: Problem, kept: Sequence[int], caps: Sequence[Cap], wanted: Wanted) -> Filled | None:
    """The most that some aids give under these limits, holding what is wanted; None when it can't be held."""
    if any(owed > problem.aids[index].room for owed, index in zip(wanted.owed, kept, strict=True)):
        return None
    plain = [cap.bound for cap in caps if cap.bound < 0]
    return None if plain else _Program(problem, kept, caps, wanted).solve()


def _alike(aids: Sequence[Aid], columns: Sequence[tuple[int, ...]], wanted: Wanted) -> list[list[int]]:
    """The places of the aids that are filled as one."""
    if wanted.apart:
        return [[place] for place in range(len(aids))]
    groups: dict[object, list[int]] = {}
    for place, (aid, column) in enumerate(zip(aids, columns, strict=True)):
        lines = aid.lines
        own = place if wanted.owed[place] or not aid.most else None
        shares = tuple(Fraction(aid.on[line], aid.most) for line in lines) if own is None and len(lines) > 2 else ()
        groups.setdefault((column, lines, shares, own), []).append(place)
    return list(groups.values())


def _tightest(caps: Sequence[Cap], kept: Sequence[int]) -> Iterator[Cap]:
    """Of the limits that sum the same, the tightest."""
    found: dict[object, Cap] = {}
    for cap in caps:
        key = (tuple(cap.weights[index] for index in kept), cap.lines)
        if key not in found or cap.bound < found[key].bound:
            found[key] = cap
    return iter(found.values())


def _sum(found: Sequence[Fraction], row: _Row) -> Fraction:
    return sum((weight * found[variable] for variable, weight in row.items()), Fraction(0))
