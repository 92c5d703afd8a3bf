"""A rule in columns has in each row the outcome that it has alone; what is the same in every row is no column."""

from __future__ import annotations

from itertools import product

import narwhals as nw
import pytest

from aidnum.columns.tree import Column, highest, lowest, number, outcome_in
from aidnum.model.assessment import Outcome
from aidnum.model.rule import Leaf
from tests.engine.samples import rule

NO, UNKNOWN, CONDITION, YES = Outcome
PAIRS = list(product(Outcome, Outcome))
FRAME = nw.from_dict({"a": [int(a) for a, _ in PAIRS], "b": [int(b) for _, b in PAIRS]}, backend="polars")


def _read(column: Column) -> list[int]:
    return FRAME.with_columns(found=number(column) if isinstance(column, Outcome) else column)["found"].to_list()


def _by_name(leaf: Leaf) -> Column:
    return nw.col(leaf.fact)


def test_all_is_the_lowest_and_any_the_highest() -> None:
    both = [{"a": True}, {"b": True}]
    assert _read(outcome_in(rule({"all": both}), _by_name)) == [min(pair) for pair in PAIRS]
    assert _read(outcome_in(rule({"any": both}), _by_name)) == [max(pair) for pair in PAIRS]
    assert _read(outcome_in(rule({"any": [{"a": True}, {"all": both}]}), _by_name)) == [a for a, _ in PAIRS]


@pytest.mark.parametrize("fixed", Outcome)
def test_an_outcome_that_every_row_shares_counts_in_each(fixed: Outcome) -> None:
    assert _read(lowest([nw.col("a"), fixed])) == [min(a, fixed) for a, _ in PAIRS]
    assert _read(highest([nw.col("a"), fixed])) == [max(a, fixed) for a, _ in PAIRS]


def test_what_settles_a_group_alone_makes_no_column() -> None:
    assert lowest([nw.col("a"), UNKNOWN, NO]) is NO
    assert highest([nw.col("a"), CONDITION, YES]) is YES
    assert lowest([CONDITION, YES]) is CONDITION
    assert highest([NO, UNKNOWN]) is UNKNOWN
