"""Evaluate a rule and keep the trace: the outcome of every leaf, in rule order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, assert_never

from aidnum.model.assessment import Criterion, Flags, Known, Labels, Numbers, Outcome
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule

_NO, _UNKNOWN, _CONDITION, _YES = Outcome
_TURNED = {_NO: _YES, _UNKNOWN: _UNKNOWN, _YES: _NO}


def trace(rule: Rule, known: Mapping[str, Known]) -> tuple[Outcome, tuple[Criterion, ...]]:
    """The outcome of a rule and of each of its leaves."""
    criteria: list[Criterion] = []
    return _follow(rule, known, criteria), tuple(criteria)


def _follow(rule: Rule, known: Mapping[str, Known], criteria: list[Criterion]) -> Outcome:
    match rule:
        case AllOf():
            return min(_outcomes(rule.parts, known, criteria))
        case AnyOf():
            return max(_outcomes(rule.parts, known, criteria))
        case Leaf():
            return _outcomes((rule,), known, criteria)[0]
        case _:
            assert_never(rule)


def _outcomes(parts: tuple[Rule, ...], known: Mapping[str, Known], criteria: list[Criterion]) -> list[Outcome]:
    """The outcome of each part. A leaf is read on the spot: this is what runs for every criterion of every scheme."""
    outcomes = []
    for part in parts:
        if type(part) is Leaf:
            fact = known[part.fact]
            outcome = leaf_outcome(part, fact)
            criteria.append(Criterion(part, outcome, fact))
        else:
            outcome = _follow(part, known, criteria)
        outcomes.append(outcome)
    return outcomes


def outcome_of(rule: Rule, known: Mapping[str, Known]) -> Outcome:
    """The outcome of a rule alone."""
    return _follow(rule, known, [])


def leaf_outcome(leaf: Leaf, known: Known) -> Outcome:
    """*Condition* for a commitment that isn't given; else *yes* when every possible value passes, *no* when none does."""
    possible, given, commitment, _, notions = known
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


def carrying(rule: Rule, criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria of a trace that carry its outcome: through each group, those of the parts that fare as the group does.

    A test that fails beside another that suffices is no reason.
    """
    return _carrying(rule, iter(criteria))[1]


def _carrying(rule: Rule, criteria: Iterator[Criterion]) -> tuple[Outcome, list[Criterion]]:
    if isinstance(rule, Leaf):
        criterion = next(criteria)
        return _fared(criterion.outcome), [criterion]
    parts = [_carrying(part, criteria) for part in rule.parts]
    outcome = (min if isinstance(rule, AllOf) else max)(part[0] for part in parts)
    return outcome, [criterion for fared, carried in parts if fared is outcome for criterion in carried]


class Line(NamedTuple):
    """A node of a rule with its outcome and its depth; `criterion` when it is a leaf."""

    depth: int
    outcome: Outcome
    node: Rule
    criterion: Criterion | None = None


def outline(rule: Rule, criteria: Sequence[Criterion]) -> list[Line]:
    """Every node of a traced rule in reading order, the root apart when it is a group."""
    lines = _outline(rule, iter(criteria), 0)
    return lines if isinstance(rule, Leaf) else [line._replace(depth=line.depth - 1) for line in lines[1:]]


def _outline(rule: Rule, criteria: Iterator[Criterion], depth: int) -> list[Line]:
    if isinstance(rule, Leaf):
        criterion = next(criteria)
        return [Line(depth, criterion.outcome, rule, criterion)]
    below = [_outline(part, criteria, depth + 1) for part in rule.parts]
    outcome = (min if isinstance(rule, AllOf) else max)(lines[0].outcome for lines in below)
    return [Line(depth, outcome, rule), *(line for lines in below for line in lines)]


def refusals(rule: Rule, criteria: Sequence[Criterion], is_fixed: Callable[[Leaf], bool]) -> list[list[Criterion]]:
    """Why a rule is *no*: groups of failing criteria, each group holding the alternatives of which one would do.

    Where a criterion fails alone, the groups of alternatives beside it are left out: it suffices. Alternatives that fail by
    what the applicant can't change are left out where others don't.
    """
    return _refusals(rule, iter(criteria), is_fixed)[1]


def _refusals(
    rule: Rule, criteria: Iterator[Criterion], is_fixed: Callable[[Leaf], bool]
) -> tuple[Outcome, list[list[Criterion]]]:
    if isinstance(rule, Leaf):
        criterion = next(criteria)
        return criterion.outcome, [[criterion]]
    parts = [_refusals(part, criteria, is_fixed) for part in rule.parts]
    failing = [found for outcome, found in parts if outcome is _NO]
    if isinstance(rule, AnyOf):
        branches = [[criterion for group in found for criterion in group] for found in failing]
        near = [branch for branch in branches if not any(is_fixed(criterion.leaf) for criterion in branch)]
        return max(outcome for outcome, _ in parts), [[criterion for branch in near or branches for criterion in branch]]
    groups = [group for found in failing for group in found]
    return min(outcome for outcome, _ in parts), [group for group in groups if len(group) == 1] or groups


def _fared(outcome: Outcome) -> Outcome:
    """The outcome, a condition counting as *yes*: for the verdict both hold."""
    return _YES if outcome is _CONDITION else outcome
