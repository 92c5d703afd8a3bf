"""What aids that exclude one another are worth at most: exact for few, never less than the heaviest set for many."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.rivals import Rivals, Weights
from tests.conftest import examples


def weights(values: list[int], pairs: set[tuple[int, int]]) -> Weights:
    """Aids worth so much, with the pairs that exclude each other."""
    excludes = [
        frozenset(other for pair in pairs for other in pair if index in pair and other != index) for index in range(len(values))
    ]
    return Weights(Rivals(values, excludes), values)


def heaviest(values: list[int], pairs: set[tuple[int, int]], most: int) -> int:
    """The heaviest set of at most so many, every set being tried."""
    sets = chain.from_iterable(combinations(range(len(values)), size) for size in range(most + 1))
    return max(
        sum(values[index] for index in some) for some in sets if not any(pair in pairs for pair in combinations(some, 2))
    )


def ring(count: int) -> set[tuple[int, int]]:
    """Each excludes the next, and the last the first."""
    return {(min(one, other), max(one, other)) for one in range(count) for other in [(one + 1) % count]}


def test_an_odd_ring_is_worth_two_of_five_and_not_two_and_a_half() -> None:
    assert weights([10] * 5, ring(5)).most(range(5)) == 20


def test_rings_are_weighed_apart_however_many() -> None:
    pairs = {(one + 5 * turn, other + 5 * turn) for turn in range(12) for one, other in ring(5)}
    assert weights([10] * 60, pairs).most(range(60)) == 240


def test_of_many_that_all_exclude_one_another_one_counts() -> None:
    values = [10 + index for index in range(30)]
    every = weights(values, set(combinations(range(30), 2)))
    assert every.most(range(30)) == 39
    assert every.of_few(range(30), 3) == 39
    assert every.most(range(20)) == 29


@settings(max_examples=examples(100))
@given(data=st.data())
def test_a_small_part_is_weighed_exactly_and_no_set_of_few_is_heavier(data: st.DataObject) -> None:
    values = data.draw(st.lists(st.integers(0, 20), min_size=1, max_size=8))
    pairs = {pair for pair in combinations(range(len(values)), 2) if data.draw(st.booleans())}
    count = data.draw(st.integers(0, len(values)))
    some = weights(values, pairs)
    assert some.most(range(len(values))) == heaviest(values, pairs, len(values))
    assert some.of_few(range(len(values)), count) >= heaviest(values, pairs, count)


@settings(max_examples=examples(20, 500))
@given(data=st.data())
def test_cliques_that_cover_many_aids_bound_their_heaviest_set(data: st.DataObject) -> None:
    values = data.draw(st.lists(st.integers(0, 20), min_size=15, max_size=15))
    pairs = {(0, other) for other in range(1, 15)} | {
        pair for pair in combinations(range(1, 15), 2) if data.draw(st.booleans())
    }
    assert heaviest(values, pairs, 15) <= weights(values, pairs).most(range(15)) <= sum(values)
