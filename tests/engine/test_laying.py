"""How whole cents are laid on the lines: in proportion, else where limits allow, else a cent away; never without end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.laying import Sharing, lay, lay_or_cut
from aidnum.engine.problem import Aid, Cap, Problem
from tests.conftest import examples


def sharing(aids: tuple[Aid, ...], lines: tuple[int, ...], amounts: tuple[int, ...], *caps: Cap) -> Sharing:
    """All the aids of a problem, for these amounts."""
    none = (frozenset[int](),) * len(aids)
    return Sharing(Problem(aids, caps, none, lines=lines), range(len(aids)), amounts, caps)


def test_an_aid_alone_is_laid_in_proportion_to_its_lines() -> None:
    assert lay(sharing((Aid(50, on=(60, 30)),), (60, 30), (30,))) == ((20, 10),)


def test_the_largest_remainders_have_the_cents_left() -> None:
    assert lay(sharing((Aid(50, on=(10, 10, 10)),), (10, 10, 10), (11,))) == ((4, 4, 3),)


def test_an_aid_keeps_off_the_line_that_a_limit_looks_at() -> None:
    one = Cap((1,), 5, lines=frozenset({0}))
    assert lay(sharing((Aid(40, on=(30, 30)),), (30, 30), (33,), one)) in (((3, 30),), ((5, 28),))


def test_what_finds_no_line_is_none() -> None:
    assert lay(sharing((Aid(40, on=(30, 0)), Aid(10, on=(10, 0))), (30, 50), (30, 10))) is None


HALVES = (Cap((2,), 5, lines=frozenset({0})), Cap((2,), 5, lines=frozenset({1})))


def test_an_aid_that_may_be_cut_gives_up_the_cent_that_finds_no_line() -> None:
    assert lay(sharing((Aid(5, on=(5, 5)),), (5, 5), (5,), *HALVES)) is None
    assert lay_or_cut(sharing((Aid(5, on=(5, 5)),), (5, 5), (5,), *HALVES)) == ((2, 2),)


def test_an_aid_that_is_never_cut_is_laid_whole_a_cent_away() -> None:
    (on,) = lay_or_cut(sharing((Aid(5, 5, on=(5, 5)),), (5, 5), (5,), *HALVES))
    assert sorted(on) == [2, 3]


@settings(max_examples=examples(100))
@given(data=st.data())
def test_what_is_never_cut_is_whole_and_no_line_is_paid_beyond_its_cost(data: st.DataObject) -> None:
    lines = tuple(data.draw(st.lists(st.integers(1, 20), min_size=1, max_size=4)))
    parts = [[data.draw(st.integers(0, cost // 3)) for cost in lines] for _ in range(data.draw(st.integers(1, 3)))]
    owed = [sum(part) for part in parts if sum(part)]
    aids = tuple(Aid(amount, amount, on=lines) for amount in owed)
    caps = tuple(Cap((3,) * len(owed), 3 * cost - 1, lines=frozenset({line})) for line, cost in enumerate(lines))
    laid = lay_or_cut(sharing(aids, lines, tuple(owed), *caps))
    assert [sum(on) for on in laid] == owed
    assert all(sum(column) <= cost for column, cost in zip(zip(*laid, strict=True), lines, strict=False))
