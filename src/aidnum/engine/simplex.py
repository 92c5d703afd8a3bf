"""A linear program solved exactly, over fractions, with objectives that come one after the other.

Small on purpose: a plan has a handful of amounts and a handful of laws. Bland's rule, read over the objectives in their order,
makes it end and makes it give the same answer every time.
"""

from collections.abc import Sequence
from fractions import Fraction

_Rows = list[list[Fraction]]


def maximise(
    objectives: Sequence[Sequence[int]], rows: Sequence[Sequence[int]], bounds: Sequence[int], tops: Sequence[int]
) -> list[Fraction]:
    """The amounts, each from 0 to its top, that give the first objective its most, then the second, and so on.

    `rows` sum to at most `bounds`, none of which is negative: zero amounts are allowed.
    """
    width = len(tops)
    unit = [[int(index == column) for column in range(width)] for index in range(width)]
    table = [_fractions([*row, bound]) for row, bound in zip([*rows, *unit], [*bounds, *tops], strict=True)]
    goals = [_fractions([*goal, 0]) for goal in objectives]
    beside = list(range(width))
    inside = list(range(width, width + len(table)))
    while (column := _entering(goals, beside)) is not None:
        row = _leaving(table, inside, column)
        _pivot([*table, *goals], row, column)
        inside[row], beside[column] = beside[column], inside[row]
    found = dict(zip(inside, (row[-1] for row in table), strict=True))
    return [found.get(index, Fraction(0)) for index in range(width)]


def _fractions(numbers: Sequence[int]) -> list[Fraction]:
    return [Fraction(number) for number in numbers]


def _entering(goals: _Rows, beside: Sequence[int]) -> int | None:
    """The amount of lowest number whose growth betters the first objective that it changes at all."""
    better = [column for column in range(len(beside)) if next((goal[column] for goal in goals if goal[column]), 0) > 0]
    return min(better, key=lambda column: beside[column], default=None)


def _leaving(table: _Rows, inside: Sequence[int], column: int) -> int:
    """The row that stops the growth first; every amount has a top, so there is one."""
    stopping = [row for row in range(len(table)) if table[row][column] > 0]
    return min(stopping, key=lambda row: (table[row][-1] / table[row][column], inside[row]))


def _pivot(lines: _Rows, row: int, column: int) -> None:
    """Exchange the amount of a column and the slack of a row."""
    pivot = lines[row][column]
    lines[row][:] = [value / pivot for value in lines[row]]
    lines[row][column] = 1 / pivot
    for index, line in enumerate(lines):
        factor = line[column]
        if index == row or not factor:
            continue
        line[:] = [value - factor * other for value, other in zip(line, lines[row], strict=True)]
        line[column] = -factor / pivot
