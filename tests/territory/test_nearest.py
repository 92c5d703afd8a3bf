"""The keys near a key, and the accuracy that the README quotes, on a sample."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.territory.nearest import distance, nearest_keys
from aidnum.territory.search import find
from tests.territory.test_tables import every

WORDS = st.text("abcé ", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0),
        ("ab", "ba", 1),
        ("abc", "ac", 1),
        ("abc", "abcd", 1),
        ("abc", "axc", 1),
        ("abcd", "badc", 2),
        ("abc", "xyz", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 5) == expected
    assert distance(one, other, 1) == min(expected, 2)


def _plain(one: str, other: str) -> int:
    """The slips between two texts, by every way to part their ends."""
    if not one or not other:
        return max(len(one), len(other))
    ways = [_plain(one[:-1], other) + 1, _plain(one, other[:-1]) + 1, _plain(one[:-1], other[:-1]) + (one[-1] != other[-1])]
    if len(one) > 1 and one[-2:] == other[-1:-3:-1]:
        ways.append(_plain(one[:-2], other[:-2]) + 1)
    return min(ways)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 5))
def test_slips_are_the_fewest_of_all_ways_up_to_the_most_asked_for(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(_plain(one, other), most + 1)


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_zero_for_equals_alone(one: str, other: str) -> None:
    assert distance(one, other, 20) == distance(other, one, 20)
    assert (distance(one, other, 20) == 0) == (one == other)


def test_one_slip_comes_before_two_and_many_people_before_few() -> None:
    names = b"\nlille\ta=500 b=2\nlillet\tc=3\nlissle\td=9\nmille\te=1\n"
    assert nearest_keys("lile", names) == ["lille"]
    assert nearest_keys("lillle", names)[:2] == ["lille", "lillet"]
    assert nearest_keys("li", names) == []


def test_a_slip_still_finds_most_names() -> None:
    chance = random.Random(2026)  # noqa: S311 - a fixed seed is the point
    drawn = chance.sample([authority for authority in every() if len(authority.name) > 2], 250)
    found = [[known.name for known in find(_slipped(authority.name, chance)).authorities] for authority in drawn]
    first = sum(authority.name in names[:1] for authority, names in zip(drawn, found, strict=True))
    in_five = sum(authority.name in names[:5] for authority, names in zip(drawn, found, strict=True))
    assert (first >= 0.9 * len(drawn), in_five >= 0.96 * len(drawn)) == (True, True)


def _slipped(name: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(name)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice((name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]))
