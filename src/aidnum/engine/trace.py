"""Evaluate a rule and keep the trace: the outcome of every leaf, in rule order."""

from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from aidnum.model.assessment import Criterion, Flags, Known, Labels, Numbers, Outcome, Possible
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, Test

_NO, _UNKNOWN, _CONDITION, _YES = Outcome
_TURNED = {_NO: _YES, _UNKNOWN: _UNKNOWN, _YES: _NO}


def trace(rule: Rule, known: Mapping[str, Known]) -> tuple[Outcome, tuple[Criterion, ...]]:
    """The outcome of a rule and of each of its leaves."""
    criteria: list[Criterion] = []
    return _follow(rule, known, criteria), tuple(criteria)


def _follow(rule: Rule, known: Mapping[str, Known], criteria: list[Criterion]) -> Outcome:
    match rule:
        case Leaf():
            fact = known[rule.fact]
            outcome = leaf_outcome(rule, fact)
            criteria.append(Criterion(rule, outcome, fact))
            return outcome
        case AllOf(parts=parts):
            return min([_follow(part, known, criteria) for part in parts])
        case AnyOf(parts=parts):
            return max([_follow(part, known, criteria) for part in parts])
        case _:
            assert_never(rule)


def outcome_of(rule: Rule, known: Mapping[str, Known]) -> Outcome:
    """The outcome of a rule alone."""
    return _follow(rule, known, [])


def leaf_outcome(leaf: Leaf, known: Known) -> Outcome:
    """*Condition* for a commitment that isn't given; else what the test says of all the possible values."""
    if known.commitment and not known.given:
        return _CONDITION
    outcome = test_outcome(leaf.test, known.possible)
    return _TURNED[outcome] if leaf.negated else outcome


def test_outcome(test: Test, possible: Possible) -> Outcome:
    """*Yes* when every possible value passes, *no* when none does, else *unknown*.

    Raises:
        TypeError: when the test is not one for this kind of fact; the loader lets no such rule through.
    """
    match test, possible:
        case OneOf(), Labels():
            return _labels(test.members, possible.alternatives)
        case Bounds(), Numbers():
            return _numbers(test, possible.low, possible.high)
        case Is(), Flags():
            return _YES if possible.values == {test.value} else _UNKNOWN if test.value in possible.values else _NO
        case _:
            raise TypeError(f"{test!r} can't test {possible!r}")


def _labels(wanted: frozenset[str], alternatives: frozenset[frozenset[str]]) -> Outcome:
    passing = sum(1 for held in alternatives if not wanted.isdisjoint(held))
    return _YES if passing == len(alternatives) else _UNKNOWN if passing else _NO


def _numbers(bounds: Bounds, low: int | Decimal, high: int | Decimal | None) -> Outcome:
    if _all_pass(bounds, low, high):
        return _YES
    return _NO if _none_pass(bounds, low, high) else _UNKNOWN


def _all_pass(bounds: Bounds, low: int | Decimal, high: int | Decimal | None) -> bool:
    if bounds.at_least is not None and low < bounds.at_least:
        return False
    if bounds.above is not None and low <= bounds.above:
        return False
    if bounds.at_most is None and bounds.below is None:
        return True
    if high is None:
        return False
    return (bounds.at_most is None or high <= bounds.at_most) and (bounds.below is None or high < bounds.below)


def _none_pass(bounds: Bounds, low: int | Decimal, high: int | Decimal | None) -> bool:
    """Whether every value fails, beyond the softened side of a bound too."""
    less = 1 - bounds.about if bounds.about is not None else Decimal(1)
    more = 2 - less
    if high is not None:
        if bounds.at_least is not None and high < bounds.at_least * less:
            return True
        if bounds.above is not None and high <= bounds.above * less:
            return True
    if bounds.at_most is not None and low > bounds.at_most * more:
        return True
    return bounds.below is not None and low >= bounds.below * more
