"""A rule as one expression: *all* is the minimum of its parts, *any* the maximum, over outcomes written as small integers."""

from collections.abc import Callable, Sequence
from typing import TypeAlias, assert_never

import narwhals as nw

from aidnum.model.assessment import Outcome
from aidnum.model.rule import AllOf, AnyOf, Leaf, Rule

Column: TypeAlias = Outcome | nw.Expr
"""An outcome that is the same in every row, or that of each row."""


def outcome_in(rule: Rule, decided: Callable[[Leaf], Column]) -> Column:
    """The outcome of a rule, by those of its leaves."""
    match rule:
        case Leaf():
            return decided(rule)
        case AllOf(parts=parts):
            return lowest([outcome_in(part, decided) for part in parts])
        case AnyOf(parts=parts):
            return highest([outcome_in(part, decided) for part in parts])
        case _:
            assert_never(rule)


def lowest(parts: Sequence[Column]) -> Column:
    """The lowest of some outcomes in each row."""
    least = min((part for part in parts if isinstance(part, Outcome)), default=Outcome.YES)
    varying = [part for part in parts if isinstance(part, nw.Expr)]
    if least is Outcome.NO or not varying:
        return least
    bounded = varying if least is Outcome.YES else [*varying, number(least)]
    return bounded[0] if len(bounded) == 1 else nw.min_horizontal(*bounded)


def highest(parts: Sequence[Column]) -> Column:
    """The highest of some outcomes in each row."""
    most = max((part for part in parts if isinstance(part, Outcome)), default=Outcome.NO)
    varying = [part for part in parts if isinstance(part, nw.Expr)]
    if most is Outcome.YES or not varying:
        return most
    bounded = varying if most is Outcome.NO else [*varying, number(most)]
    return bounded[0] if len(bounded) == 1 else nw.max_horizontal(*bounded)


def number(value: int) -> nw.Expr:
    """A small integer, in every row."""
    return nw.lit(int(value), dtype=nw.Int8)
