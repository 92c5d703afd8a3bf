"""Branch and bound: the best set is found, and without looking at many others."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from aidnum.engine.branch import Found, Search
from aidnum.engine.choice import worth
from aidnum.engine.problem import Aid, Cap, Problem

EFFORT = 1_000_000
NONE: frozenset[int] = frozenset()


def alone(aids: Sequence[Aid], *caps: Cap, excludes: Sequence[frozenset[int]] | None = None) -> Problem:
    """Aids under some limits."""
    return Problem(tuple(aids), caps, tuple(excludes or [NONE] * len(aids)))


def random_problem(random: Random, make: str, count: int = 14) -> Problem:
    """Aids under a cost, a share of public money, and limits of their own."""
    cost = 10_000
    most = [random.randint(200, 6_000 if make != "small" else 900) for _ in range(count)]
    least = [random.choice([1, top // 2, top]) if make == "floors" else 1 for top in most]
    held = [random.randint(1, 2_500) if make == "held" and random.random() < 0.5 else 0 for _ in most]
    public = [random.random() < 0.7 for _ in most]
    own = [index for index in range(count) if held[index] or random.random() < 0.2]
    caps = [
        Cap((1,) * count, cost),
        Cap(tuple(5 if each else 4 for each in public), 4 * cost),
        *(Cap(tuple(5 if each else 0 for each in public), random.randint(2, 4) * cost, index, frees=True) for index in own),
    ]
    pairs = [
        {one, other} for one in range(count) for other in range(one) if random.random() < (0.3 if make == "excluding" else 0.05)
    ]
    excludes = [frozenset(other for pair in pairs if index in pair for other in pair - {index}) for index in range(count)]
    return Problem(tuple(Aid(*each) for each in zip(most, least, held, strict=True)), tuple(caps), tuple(excludes))


def effort(problem: Problem) -> tuple[int, int]:
    """How many sets are gone through, and of how many the worth is worked out."""
    worked_out: list[Sequence[int]] = []

    def counted(kept: Sequence[int]) -> int | None:
        worked_out.append(kept)
        return worth(problem, kept)

    search = Search(problem, counted, EFFORT)
    search.best()
    return search.looked_at, len(worked_out)


MAKES = {"rates": (485, 85), "small": (829, 242), "excluding": (436, 102), "floors": (687, 136), "held": (537, 193)}


@pytest.mark.parametrize("make", MAKES)
def test_few_sets_are_looked_at_and_fewer_are_worked_out(make: str) -> None:
    random = Random(make)  # noqa: S311 - the same problems every time
    efforts = [effort(random_problem(random, make, 8 if make == "held" else 14)) for _ in range(20)]
    sets, worths = (sum(each) for each in zip(*efforts, strict=True))
    assert sets <= MAKES[make][0]
    assert worths <= MAKES[make][1]


def _best(problem: Problem, effort: int = EFFORT) -> Found | None:
    return Search(problem, lambda kept: worth(problem, kept), effort).best()


def _kept(problem: Problem) -> tuple[int, ...] | None:
    found = _best(problem)
    return None if found is None else found.kept


def test_aids_that_no_limit_bears_on_are_kept_at_once() -> None:
    many = [Aid(10) for _ in range(60)]
    assert effort(alone(many, Cap((1,) * 60, 600))) == (122, 61)


def test_one_of_each_group_that_exclude_one_another_is_enough_to_look_at() -> None:
    count = 30
    excludes = [frozenset(range(count)) - {index} for index in range(count)]
    problem = alone([Aid(10 + index) for index in range(count)], Cap((1,) * count, 1_000), excludes=excludes)
    assert _kept(problem) == (29,)
    assert effort(problem) <= (count + 4, 2)


def test_without_aids_the_best_is_none_of_them() -> None:
    assert _kept(alone([], Cap((), 5))) == ()


def test_what_must_be_kept_and_has_no_room_is_no_set() -> None:
    over = alone([Aid(50, 50), Aid(60, 60)], Cap((1, 1), 100))
    assert _kept(over._replace(forced=(0, 1))) is None
    assert _kept(over._replace(forced=(0,))) == (0,)
    own = alone([Aid(50, 50)], Cap((1,), 100), Cap((1,), 40, 0))
    assert _kept(own._replace(forced=(0,))) is None
