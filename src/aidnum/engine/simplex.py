"""A linear program solved exactly, over whole numbers, with objectives that come one after the other.

Amounts have tops of their own, which cost no row: one that stands at its top is counted down from there. The table holds whole
numbers over one common `unit`, the last pivot: each pivot divides exactly by the one before (Edmonds), so nothing is rounded
and no fraction is ever reduced. Bland's rule, read over the objectives in their order, makes it end and makes it give the same
answer every time.
"""

from collections.abc import Sequence
from fractions import Fraction


def maximise(
    objectives: Sequence[Sequence[int]], rows: Sequence[Sequence[int]], bounds: Sequence[int], tops: Sequence[int]
) -> list[Fraction]:
    """The amounts, each from 0 to its top, that give the first objective its most, then the second, and so on.

    `rows` sum to at most `bounds`, none of which is negative: zero amounts are allowed.
    """
    return _solved(objectives, rows, bounds, tops).amounts()


def prices(
    objective: Sequence[int], rows: Sequence[Sequence[int]], bounds: Sequence[int], tops: Sequence[int]
) -> list[Fraction]:
    """What one more of each bound would add to the most of an objective: never less than nothing."""
    return _solved([objective], rows, bounds, tops).prices()


def _solved(
    objectives: Sequence[Sequence[int]], rows: Sequence[Sequence[int]], bounds: Sequence[int], tops: Sequence[int]
) -> "_Table":
    table = _Table(objectives, rows, bounds, tops)
    while (column := table.entering()) is not None:
        table.grow(column)
    return table


class _Table:
    """Amounts by number, then the slack of each row. Those `beside` stand at 0, each row tells what one `inside` then is.

    A line holds `amount = its last number - sum of the others times the amounts beside`, all over `unit`.
    """

    def __init__(
        self,
        objectives: Sequence[Sequence[int]],
        rows: Sequence[Sequence[int]],
        bounds: Sequence[int],
        tops: Sequence[int],
    ) -> None:
        self.width = len(tops)
        self.tops: list[int | None] = [*tops, *([None] * len(rows))]
        self.rows = [[*row, bound] for row, bound in zip(rows, bounds, strict=True)]
        self.goals = [[*goal, 0] for goal in objectives]
        self.beside = list(range(self.width))
        self.inside = list(range(self.width, self.width + len(rows)))
        self.from_top = [False] * len(self.tops)
        self.unit = 1

    def entering(self) -> int | None:
        """The column of lowest name whose growth betters the first objective that it changes at all."""
        found = None
        for column, name in enumerate(self.beside):
            if (found is None or name < self.beside[found]) and self._betters(column):
                found = column
        return found

    def _betters(self, column: int) -> bool:
        for goal in self.goals:
            if goal[column]:
                return goal[column] > 0 and self.tops[self.beside[column]] != 0
        return False

    def grow(self, column: int) -> None:
        """Let the amount of a column grow until something stops it, and tell all amounts from there."""
        row = self._stop(column)
        if row is None:
            self._count_down(column)
        else:
            if self.rows[row][column] < 0:
                self._turn(row)
            self._pivot(row, column)

    def _stop(self, column: int) -> int | None:
        """The row that stops the growth first, as it reaches 0 or its top; None where the amount's own top does.

        Between equals the lowest name does. Every amount of the program has a top, so something does.
        """
        name = self.beside[column]
        first, amount, per = None, self.tops[name], 1
        for index, row in enumerate(self.rows):
            limit = self._limit(row, column, self.tops[self.inside[index]])
            if limit is None:
                continue
            # which stops first: amount / per, or limit
            mine, theirs = (limit[0] * per, amount * limit[1]) if amount is not None else (0, 1)
            if mine < theirs or (mine == theirs and self.inside[index] < name):
                first, name, (amount, per) = index, self.inside[index], limit
        if amount is None:
            raise ValueError("the program has no end")
        return first

    def _limit(self, row: Sequence[int], column: int, top: int | None) -> tuple[int, int] | None:
        """How far a column may grow before the amount of a row falls to 0 or rises to its top."""
        if row[column] > 0:
            return row[-1], row[column]
        if row[column] < 0 and top is not None:
            return top * self.unit - row[-1], -row[column]
        return None

    def _count_down(self, column: int) -> None:
        """Count the amount of a column from its top instead of from 0, or back."""
        name = self.beside[column]
        top = self.tops[name] or 0
        for line in (*self.rows, *self.goals):
            line[-1] -= line[column] * top
            line[column] = -line[column]
        self.from_top[name] = not self.from_top[name]

    def _turn(self, index: int) -> None:
        """Count the amount of a row from its top, or back."""
        name = self.inside[index]
        *numbers, last = self.rows[index]
        self.rows[index] = [*(-number for number in numbers), (self.tops[name] or 0) * self.unit - last]
        self.from_top[name] = not self.from_top[name]

    def _pivot(self, index: int, column: int) -> None:
        """Exchange the amount of a column and that of a row."""
        own = self.rows[index]
        pivot, unit = own[column], self.unit
        for line in (*self.rows, *self.goals):
            if line is own:
                continue
            factor = line[column]
            if factor:
                line[:] = [(number * pivot - factor * other) // unit for number, other in zip(line, own, strict=True)]
                line[column] = -factor
            elif pivot != unit:
                line[:] = [number * pivot // unit for number in line]
        own[column] = unit
        self.unit = pivot
        self.inside[index], self.beside[column] = self.beside[column], self.inside[index]

    def amounts(self) -> list[Fraction]:
        """Each amount as it now is."""
        found = [Fraction(0)] * len(self.tops)
        for name, row in zip(self.inside, self.rows, strict=True):
            found[name] = Fraction(row[-1], self.unit)
        for name, is_down in enumerate(self.from_top):
            if is_down:
                found[name] = (self.tops[name] or 0) - found[name]
        return found[: self.width]

    def prices(self) -> list[Fraction]:
        """What the first objective loses by each slack that grows: nothing for one that has grown."""
        found = [Fraction(0)] * (len(self.tops) - self.width)
        for name, number in zip(self.beside, self.goals[0], strict=False):
            if name >= self.width:
                found[name - self.width] = Fraction(-number, self.unit)
        return found
