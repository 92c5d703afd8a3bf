"""The problem of a plan in numbers: aids in cents on the lines of a project, limits on sums of them, who excludes whom."""

from collections.abc import Sequence
from typing import NamedTuple


class Aid(NamedTuple):
    """An aid that may be kept, in cents; it never is where its `least` is more than its `most`.

    `held` is the amount that it may only be under where the limits that come with it are reached. `on` is the most that it may
    lay on each line of the problem; without any, it is laid nowhere in particular.
    """

    most: int
    least: int = 1
    held: int = 0
    on: tuple[int, ...] = ()

    @property
    def due(self) -> int:
        """What it gives at least, unless its own limit is reached."""
        return max(self.least, self.held)

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines that it may be laid on."""
        return tuple(line for line, most in enumerate(self.on) if most)

    @property
    def room(self) -> int:
        """The most of it that finds a place on its lines."""
        return min(self.most, sum(self.on)) if self.on else self.most

    def outside(self, lines: frozenset[int] | None) -> int:
        """The most of it that need not be laid on some lines; nothing where those are all the lines."""
        if lines is None or not self.on:
            return 0
        return min(self.most, sum(most for line, most in enumerate(self.on) if line not in lines))


class Cap(NamedTuple):
    """A limit: the sum of what is laid on `lines`, of each aid times its weight, is at most `bound`; None are all the lines.

    It holds when the aid `with_aid` is kept. An aid that weighs less than nothing makes room for another, which is then bounded
    by it.
    """

    weights: tuple[int, ...]
    bound: int
    with_aid: int | None = None
    frees: bool = False
    lines: frozenset[int] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether no aid makes room for another."""
        return min(self.weights, default=0) >= 0


class Problem(NamedTuple):
    """The aids in the order that decides between equals, what limits them, who excludes whom, and those that must be kept.

    `lines` are what the lines cost; what the aids lay on one is never more.
    """

    aids: tuple[Aid, ...]
    caps: tuple[Cap, ...]
    excludes: tuple[frozenset[int], ...]
    forced: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()


def caps_on(problem: Problem, kept: Sequence[int]) -> list[Cap]:
    """The limits that hold when some aids are kept."""
    return [cap for cap in problem.caps if cap.with_aid is None or cap.with_aid in kept]
