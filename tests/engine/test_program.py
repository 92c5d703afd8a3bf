"""What aids give together: what they owe first, then all they can, lines and limits kept, one by one or as groups."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.problem import Aid, Cap, Problem
from aidnum.engine.program import Wanted, fill
from tests.conftest import examples


def problem(aids: list[Aid], lines: tuple[int, ...], *caps: Cap) -> Problem:
    """Aids that exclude none."""
    return Problem(tuple(aids), caps, (frozenset(),) * len(aids), lines=lines)


def test_a_line_is_paid_once() -> None:
    found = fill(problem([Aid(30, on=(40, 0)), Aid(30, on=(40, 0))], (40, 60)), (0, 1), (), Wanted([0, 0], apart=True))
    assert found is not None
    assert found.total == 40
    assert sum(on[0] for on in found.laid) == 40


def test_what_is_owed_and_has_no_room_is_none() -> None:
    two = problem([Aid(30, on=(40, 0)), Aid(30, on=(40, 0))], (40, 60))
    assert fill(two, (0, 1), (), Wanted([25, 25])) is None
    assert fill(two, (0, 1), (), Wanted([31, 0])) is None


def test_a_limit_sums_what_is_laid_on_its_lines_in_parts_of_cents() -> None:
    cap = Cap((3,), 10, lines=frozenset({0}))
    found = fill(problem([Aid(30, on=(20, 20))], (20, 20), cap), (0,), (cap,), Wanted([0], apart=True))
    assert found is not None
    assert found.total == 20 + Fraction(10, 3)


def test_a_cap_is_spared_as_far_as_what_is_owed_allows() -> None:
    cap = Cap((1,), 0, lines=frozenset({0}))
    found = fill(problem([Aid(30, on=(20, 20))], (20, 20)), (0,), (), Wanted([30], sparing=cap, apart=True))
    assert found is not None
    assert found.laid == ({0: Fraction(10), 1: Fraction(20)},)


@settings(max_examples=examples(100))
@given(data=st.data())
def test_aids_that_no_limit_tells_apart_give_as_much_as_one(data: st.DataObject) -> None:
    lines = tuple(data.draw(st.lists(st.integers(1, 50), min_size=1, max_size=3)))
    seen = data.draw(st.sets(st.sampled_from(range(len(lines)))))
    aids = []
    for _ in range(data.draw(st.integers(1, 4))):
        rate = data.draw(st.integers(1, 4))
        on = tuple(-(-cost * rate // 4) for cost in lines)
        aids.append(Aid(data.draw(st.integers(0, sum(on))), on=on))
    weights = tuple(data.draw(st.sampled_from([4, 5])) for _ in aids)
    caps = (Cap(weights, data.draw(st.integers(0, 300)), lines=frozenset(seen)),)
    posed = problem(aids, lines, *caps)
    totals = [fill(posed, range(len(aids)), caps, Wanted([0] * len(aids), apart=apart)) for apart in (True, False)]
    assert totals[0] is not None
    assert totals[1] is not None
    assert totals[0].total == totals[1].total


def test_an_aid_imposed_that_comes_to_no_cent_is_laid_nowhere() -> None:
    found = fill(problem([Aid(0, on=(1, 1, 1)), Aid(2, on=(1, 1, 1))], (1, 1, 1)), (0, 1), (), Wanted([0, 0]))
    assert found is not None
    assert found.amounts[0] == 0
