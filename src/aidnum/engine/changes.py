"""What would change the answer: the smallest sets of changeable facts that would make a scheme eligible.

A fixed fact (the kind of applicant, where it lies) is never proposed. A set is proposed only after the rule has been evaluated
again with it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import product
from math import ceil, floor
from typing import NamedTuple, TypeAlias, assert_never

from aidnum.engine.trace import leaf_outcome, outcome_of
from aidnum.model.assessment import Flags, Known, Numbers, Outcome
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule
from aidnum.model.vocabulary import Fact

MOST_SETS = 3
_KEPT = 64


class Change(NamedTuple):
    """A fact set to another value; `gap` is the quantity to add (or, below zero, to take away) for a number."""

    fact: str
    value: int | bool
    gap: int = 0


Changes: TypeAlias = frozenset[Change]
_NONE_NEEDED: list[Changes] = [frozenset()]


def smallest_changes(rule: Rule, known: Mapping[str, Known], facts: Mapping[str, Fact]) -> list[tuple[Change, ...]]:
    """The smallest sets of changes after which the rule holds or holds on condition, fewest changes first, at most three.

    Empty when the rule already holds, or when no changeable fact can make it hold.
    """
    if outcome_of(rule, known) >= Outcome.CONDITION:
        return []
    sets = [changes for changes in _sets(rule, known, facts) if _holds_with(rule, known, changes)]
    least = min((len(changes) for changes in sets), default=0)
    found = [tuple(sorted(changes)) for changes in sets if len(changes) == least]
    return sorted(found, key=lambda changes: (sum(abs(change.gap) for change in changes), changes))[:MOST_SETS]


def _sets(rule: Rule, known: Mapping[str, Known], facts: Mapping[str, Fact]) -> list[Changes]:
    match rule:
        case Leaf():
            return _leaf_sets(rule, known[rule.fact], facts.get(rule.fact))
        case AllOf(parts=parts):
            combined = _NONE_NEEDED
            for part in parts:
                combined = _least(_together(one, other) for one, other in product(combined, _sets(part, known, facts)))
            return combined
        case AnyOf(parts=parts):
            return _least(changes for part in parts for changes in _sets(part, known, facts))
        case _:
            assert_never(rule)


def _least(sets: Iterable[Changes | None]) -> list[Changes]:
    """The sets that hold no smaller one, smallest first, bounded so that a rule made to be slow is not."""
    kept: list[Changes] = []
    for changes in sorted({s for s in sets if s is not None}, key=lambda s: (len(s), sorted(s))):
        if not any(smaller <= changes for smaller in kept):
            kept.append(changes)
    return kept[:_KEPT]


def _together(one: Changes, other: Changes) -> Changes | None:
    """Both sets of changes; None when they set a flag two ways. Of two targets for a number, the further one."""
    chosen: dict[str, Change] = {}
    for change in sorted(one | other):
        previous = chosen.get(change.fact)
        if previous is None or abs(change.gap) > abs(previous.gap):
            chosen[change.fact] = change
        elif previous.value != change.value and not (previous.gap and change.gap):
            return None
    return frozenset(chosen.values())


def _leaf_sets(leaf: Leaf, known: Known, fact: Fact | None) -> list[Changes]:
    if leaf_outcome(leaf, known) >= Outcome.CONDITION:
        return _NONE_NEEDED
    direction = fact and (fact.changeable or ("any" if fact.commitment else "no"))
    if not direction or direction == "no":
        return []
    change = _change(leaf, known, direction)
    return [] if change is None else [frozenset({change})]


def _change(leaf: Leaf, known: Known, direction: str) -> Change | None:
    match leaf.test, known.possible:
        case Is(value=value), Flags():
            return Change(leaf.fact, value is not leaf.negated)
        case Bounds(), Numbers(low=low, high=high) if high is not None:
            return _nearest(leaf, int(low), int(high), direction)
        case ((OneOf() | Bounds() | Is()), _):
            return None
        case _:
            assert_never(leaf.test)


def _nearest(leaf: Leaf, low: int, high: int, direction: str) -> Change | None:
    """The nearest number that passes, in a direction that is allowed."""
    candidates = [(value, value - (low if value < low else high)) for value in _edges(leaf.test)]
    for value, gap in sorted(candidates, key=lambda pair: abs(pair[1])):
        allowed = gap == 0 or direction in ("any", "up" if gap > 0 else "down")
        if value >= 0 and allowed and leaf_outcome(leaf, Known(Numbers(value, value), True, False, leaf.fact)) is Outcome.YES:
            return Change(leaf.fact, value, gap)
    return None


def _edges(test: OneOf | Bounds | Is) -> set[int]:
    """The whole numbers on both sides of each bound, where an outcome can turn."""
    if not isinstance(test, Bounds):
        return set()
    edges: set[int] = set()
    for bound in (test.at_least, test.above, test.at_most, test.below):
        if bound is not None:
            for edge in _softened(bound, test.about):
                edges |= {floor(edge) - 1, floor(edge), ceil(edge), ceil(edge) + 1}
    return edges


def _softened(bound: int | Decimal, about: Decimal | None) -> tuple[Decimal, ...]:
    exact = Decimal(bound)
    return (exact,) if about is None else (exact, exact * (1 - about), exact * (1 + about))


def _holds_with(rule: Rule, known: Mapping[str, Known], changes: Changes) -> bool:
    return bool(changes) and outcome_of(rule, changed(known, changes)) >= Outcome.CONDITION


def changed(known: Mapping[str, Known], changes: Iterable[Change]) -> Mapping[str, Known]:
    """What would be known after the changes."""
    return Overlay(known, {change.fact: _known_as(change) for change in changes})


def _known_as(change: Change) -> Known:
    value = change.value
    possible = Flags(frozenset({value})) if isinstance(value, bool) else Numbers(value, value)
    return Known(possible, True, False, change.fact)


class Overlay(dict[str, Known]):
    """A situation in which a few facts are known otherwise, without a copy."""

    def __init__(self, known: Mapping[str, Known], others: Mapping[str, Known]) -> None:
        super().__init__(others)
        self._known = known

    def __missing__(self, name: str) -> Known:
        return self._known[name]
