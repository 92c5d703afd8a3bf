"""What is known of a fact, under the notion that a test means; outcomes in their order."""

from __future__ import annotations

import pytest

from aidnum.model.assessment import Flags, Known, Numbers, Outcome
from aidnum.model.rule import Bounds, Is, OneOf, Test

COUNTED = {"municipale": Numbers(5, 5), "totale": Numbers(6, 6)}
POPULATION = Known(Numbers(5, 6), True, False, "population", COUNTED)


@pytest.mark.parametrize(
    ("test", "possible"),
    [
        (Bounds(at_least=5, notion="totale"), Numbers(6, 6)),
        (Bounds(at_least=5, notion="municipale"), Numbers(5, 5)),
        (Bounds(at_least=5), Numbers(5, 6)),
        (OneOf(values=("a",), members=frozenset({"a"})), Numbers(5, 6)),
    ],
    ids=["named", "other", "none-named", "no-bounds"],
)
def test_a_test_that_names_a_notion_is_judged_by_it_any_other_by_all_it_may_be(test: Test, possible: Numbers) -> None:
    assert POPULATION.under(test) == possible


def test_where_notions_are_not_told_apart_all_it_may_be_stands() -> None:
    flag = Known(Flags(frozenset({True})), True, False, "a")
    assert flag.under(Is(value=True)) == Flags(frozenset({True}))
    assert POPULATION._replace(notions=None).under(Bounds(at_least=5, notion="totale")) == Numbers(5, 6)


def test_all_takes_the_lowest_outcome_and_any_the_highest() -> None:
    assert sorted(Outcome, reverse=True) == [Outcome.YES, Outcome.CONDITION, Outcome.UNKNOWN, Outcome.NO]
