"""Evaluate a rule and keep the trace: the tree of its nodes, each with its outcome, which every explanation walks."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, assert_never

from aidnum.model.assessment import Criterion, Flags, Known, Labels, Numbers, Outcome, Traced
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule

_NO, _UNKNOWN, _CONDITION, _YES = Outcome
_TURNED = {_NO: _YES, _UNKNOWN: _UNKNOWN, _YES: _NO}


def trace(rule: Rule, known: Mapping[str, Known]) -> Traced:
    """The outcome of a rule and of each of its nodes. This is what runs for every criterion of every scheme told in full."""
    if isinstance(rule, Leaf):
        return _leaf(rule, known)
    parts = tuple([_leaf(part, known) if type(part) is Leaf else trace(part, known) for part in rule.parts])
    return Traced(_together(rule, [part[0] for part in parts]), rule, parts)


def _leaf(leaf: Leaf, known: Mapping[str, Known]) -> Traced:
    fact = known[leaf.fact]
    outcome = leaf_outcome(leaf, fact)
    return Traced(outcome, leaf, (), Criterion(leaf, outcome, fact))


def outcome_of(rule: Rule, known: Mapping[str, Known]) -> Outcome:
    """The outcome of a rule alone."""
    match rule:
        case Leaf():
            return leaf_outcome(rule, known[rule.fact])
        case AllOf() | AnyOf():
            return _together(rule, [outcome_of(part, known) for part in rule.parts])
        case _:
            assert_never(rule)


def firm_outcome_of(rule: Rule, known: Mapping[str, Known]) -> Outcome:
    """The outcome of a rule where a commitment that isn't given counts as *no*."""
    if isinstance(rule, Leaf):
        outcome = leaf_outcome(rule, known[rule.fact])
        return _NO if outcome is _CONDITION else outcome
    return _together(rule, [firm_outcome_of(part, known) for part in rule.parts])


def _together(group: AllOf | AnyOf, outcomes: list[Outcome]) -> Outcome:
    return min(outcomes) if type(group) is AllOf else max(outcomes)


def leaf_outcome(leaf: Leaf, known: Known) -> Outcome:
    """*Condition* for a commitment that isn't given; else *yes* when every possible value passes, *no* when none does."""
    possible, given, commitment, _, notions, *_ = known
    if commitment and not given:
        return _CONDITION
    test = leaf.test
    if notions is not None:
        possible = known.under(test)
    outcome = _TESTS[type(test)](test, possible)
    return _TURNED[outcome] if leaf.negated else outcome


def _labels(test: OneOf, possible: Labels) -> Outcome:
    words, together = possible
    wanted = test.members
    if words is None:
        return _UNKNOWN
    if wanted.isdisjoint(words):
        return _NO
    return _YES if together or words <= wanted else _UNKNOWN


def _flags(test: Is, possible: Flags) -> Outcome:
    if test.value not in possible.values:
        return _NO
    return _YES if len(possible.values) == 1 else _UNKNOWN


def _numbers(bounds: Bounds, possible: Numbers) -> Outcome:
    low, high = possible
    if _all_pass(bounds, low, high):
        return _YES
    return _NO if _none_pass(bounds, low, high) else _UNKNOWN


def _all_pass(bounds: Bounds, low: int | Decimal, high: int | Decimal | None) -> bool:
    least, above, most, below = bounds.at_least, bounds.above, bounds.at_most, bounds.below
    if (least is not None and low < least) or (above is not None and low <= above):
        return False
    if most is None and below is None:
        return True
    if high is None:
        return False
    return (most is None or high <= most) and (below is None or high < below)


def _none_pass(bounds: Bounds, low: int | Decimal, high: int | Decimal | None) -> bool:
    """Whether every value fails, beyond the softened side of a bound too."""
    less = 1 - bounds.about if bounds.about is not None else 1
    more = 2 - less
    if high is not None:
        if bounds.at_least is not None and high < bounds.at_least * less:
            return True
        if bounds.above is not None and high <= bounds.above * less:
            return True
    if bounds.at_most is not None and low > bounds.at_most * more:
        return True
    return bounds.below is not None and low >= bounds.below * more


# By class: the loader lets no test through that isn't one for its kind of fact.
_TESTS: dict[type, Callable[[Any, Any], Outcome]] = {OneOf: _labels, Bounds: _numbers, Is: _flags}


def carrying(traced: Traced) -> list[Criterion]:
    """The criteria that carry an outcome: through each group, those of the parts that fare as the group does.

    A test that fails beside another that suffices is no reason.
    """
    if traced.criterion is not None:
        return [traced.criterion]
    fared = _fared(traced.outcome)
    return [criterion for part in traced.parts if _fared(part.outcome) is fared for criterion in carrying(part)]


def commitments(traced: Traced) -> list[Criterion]:
    """The criteria met on condition that an outcome rests on: none in a choice that another part settles."""
    if traced.criterion is not None:
        return [traced.criterion] if traced.outcome is _CONDITION else []
    resting = [part for part in traced.parts if isinstance(traced.rule, AllOf) or part.outcome is traced.outcome]
    return [criterion for part in resting for criterion in commitments(part)]


def _fared(outcome: Outcome) -> Outcome:
    """The outcome, a condition counting as *yes*: for the verdict both hold."""
    return _YES if outcome is _CONDITION else outcome


def outline(traced: Traced) -> list[tuple[int, Traced]]:
    """Every node in reading order with its depth, the root apart when it is a group."""
    return _outline(traced, 0) if traced.criterion else [line for part in traced.parts for line in _outline(part, 0)]


def _outline(traced: Traced, depth: int) -> list[tuple[int, Traced]]:
    return [(depth, traced), *(line for part in traced.parts for line in _outline(part, depth + 1))]


def refusals(traced: Traced, is_fixed: Callable[[Leaf], bool]) -> list[list[Criterion]]:
    """Why a rule is *no*: groups of failing criteria, each group holding the alternatives of which one would do.

    Where a criterion fails alone, the groups of alternatives beside it are left out: it suffices. Alternatives that fail by
    what the applicant can't change are left out where others don't.
    """
    if traced.criterion is not None:
        return [[traced.criterion]]
    failing = [refusals(part, is_fixed) for part in traced.parts if part.outcome is _NO]
    if isinstance(traced.rule, AnyOf):
        branches = [[criterion for group in found for criterion in group] for found in failing]
        near = [branch for branch in branches if not any(is_fixed(criterion.leaf) for criterion in branch)]
        return [[criterion for branch in near or branches for criterion in branch]]
    groups = [group for found in failing for group in found]
    return [group for group in groups if len(group) == 1] or groups
