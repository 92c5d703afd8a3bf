"""Read the shapes of a picture back."""

from __future__ import annotations

import re
from itertools import accumulate

Point = tuple[int, int]


def corners(path: str) -> list[Point]:
    """The corners of a path whose lines are relative."""
    return [corner for line in path.split("z")[:-1] for corner in _corners(line)]


def _corners(line: str) -> list[Point]:
    numbers = [int(number) for number in re.findall(r"-?\d+", line)]
    steps = zip(numbers[::2], numbers[1::2], strict=True)
    return [*accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1]))]
