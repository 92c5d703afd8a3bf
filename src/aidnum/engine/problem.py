"""The problem of a plan in numbers: aids in cents, limits on sums of them, who excludes whom."""

from typing import NamedTuple


class Aid(NamedTuple):
    """An aid that may be kept, in cents; it never is where its `least` is more than its `most`.

    `held` is the amount that it may only be under where the limit that comes with it is reached.
    """

    most: int
    least: int = 1
    held: int = 0

    @property
    def due(self) -> int:
        """What it gives at least, unless its own limit is reached."""
        return max(self.least, self.held)


class Cap(NamedTuple):
    """A limit: the sum of the amounts, each times its weight, is at most `bound`; it holds when the aid `with_aid` is kept.

    An aid that weighs less than nothing makes room for another, which is then bounded by it.
    """

    weights: tuple[int, ...]
    bound: int
    with_aid: int | None = None
    frees: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether no aid makes room for another."""
        return min(self.weights, default=0) >= 0


class Problem(NamedTuple):
    """The aids in the order that decides between equals, what limits them, who excludes whom, and those that must be kept."""

    aids: tuple[Aid, ...]
    caps: tuple[Cap, ...]
    excludes: tuple[frozenset[int], ...]
    forced: tuple[int, ...] = ()
