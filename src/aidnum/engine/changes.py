"""What would change the answer: the smallest sets of changeable facts that would make a scheme eligible.

A fixed fact (the kind of applicant, where it lies) is never proposed. A set is proposed only after the rule has been evaluated
again with it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from heapq import heappop, heappush
from itertools import product
from math import ceil, floor
from typing import NamedTuple, TypeAlias, assert_never

from aidnum.engine.trace import leaf_outcome, outcome_of
from aidnum.model.assessment import Flags, Known, Numbers, Outcome
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, leaves
from aidnum.model.vocabulary import Fact

MOST_SETS = 3
_KEPT = 64
_MOST_TRIES = 200


class Change(NamedTuple):
    """A fact set to another value; `gap` is the quantity to add (or, below zero, to take away) for a number."""

    fact: str
    value: int | bool
    gap: int = 0


Changes: TypeAlias = frozenset[Change]
_NONE_NEEDED: list[Changes] = [frozenset()]


def smallest_changes(
    rule: Rule, known: Mapping[str, Known], facts: Mapping[str, Fact], goal: Outcome = Outcome.CONDITION
) -> list[tuple[Change, ...]]:
    """The smallest sets of changes after which the rule reaches a goal, fewest changes first, at most three.

    Empty when the rule is there already, or when no changeable fact can bring it there.
    """
    nearest: dict[object, tuple[Change, ...]] = {}
    for changes in sorted(_Search(rule, facts, goal).smallest(known), key=_effort):
        nearest.setdefault(tuple((change.fact, change.gap > 0 if change.gap else change.value) for change in changes), changes)
    return list(nearest.values())[:MOST_SETS]


def direction_of(fact: Fact) -> str:
    """How advice may change a fact: ``up``, ``down``, ``any`` or ``no``."""
    return fact.changeable or ("any" if fact.commitment else "no")


def _effort(changes: tuple[Change, ...]) -> tuple[int, tuple[Change, ...]]:
    return sum(abs(change.gap) for change in changes), changes


class _Search:
    """Looks for the sets of changes that bring one rule to a goal."""

    def __init__(self, rule: Rule, facts: Mapping[str, Fact], goal: Outcome) -> None:
        self.rule = rule
        self.goal = goal
        self.facts = facts
        self.supposed = {
            name: facts[name]
            for name in {leaf.fact for leaf in leaves(rule)}
            if name in facts and facts[name].supposed is not None
        }

    def smallest(self, known: Mapping[str, Known]) -> list[tuple[Change, ...]]:
        """The least sets after which the rule reaches the goal. One that mends a test and breaks another is mended further."""
        found: list[tuple[Change, ...]] = []
        waiting: list[tuple[int, tuple[Change, ...]]] = [(0, ())]
        seen = set(waiting)
        for _ in range(_MOST_TRIES):
            if not waiting or (found and len(found[0]) < waiting[0][0]):
                break
            made = heappop(waiting)[1]
            after = self._after(known, made)
            if outcome_of(self.rule, after) >= self.goal:
                found.append(made)
                continue
            for more in self._sets(self.rule, after, frozenset(made)):
                larger = len(made) + len(more), tuple(sorted((*made, *more)))
                if larger not in seen:
                    seen.add(larger)
                    heappush(waiting, larger)
        return [changes for changes in found if changes]

    def _after(self, known: Mapping[str, Known], made: tuple[Change, ...]) -> Mapping[str, Known]:
        """What would be known after the changes: nothing is supposed any more of what rests on a fact that changes."""
        changing = {change.fact for change in made}
        doubted = {
            name: known[name]._replace(possible=Flags(frozenset({True, False})), supposed=False)
            for name, fact in self.supposed.items()
            if known[name].supposed and any(leaf.fact in changing for rule in fact.rules.values() for leaf in leaves(rule))
        }
        return changed(Overlay(known, doubted) if doubted else known, made)

    def _sets(self, rule: Rule, known: Mapping[str, Known], made: Changes) -> list[Changes]:
        """The changes, besides those made, that would let a node reach the goal; the empty set alone when it does."""
        match rule:
            case Leaf():
                return self._leaf_sets(rule, known[rule.fact], made)
            case AllOf(parts=parts):
                combined = _NONE_NEEDED
                for part in parts:
                    combined = _least(_together(one, other) for one, other in product(combined, self._sets(part, known, made)))
                return combined
            case AnyOf(parts=parts):
                return _least(changes for part in parts for changes in self._sets(part, known, made))
            case _:
                assert_never(rule)

    def _leaf_sets(self, leaf: Leaf, known: Known, made: Changes) -> list[Changes]:
        if leaf_outcome(leaf, known) >= self.goal:
            return _NONE_NEEDED
        fact = self.facts.get(leaf.fact)
        direction = "no" if fact is None else direction_of(fact)
        if direction == "no" or any(change.fact == leaf.fact for change in made):
            return []
        return [frozenset({change}) for change in self._changes(leaf, known, direction)]

    def _changes(self, leaf: Leaf, known: Known, direction: str) -> list[Change]:
        """The changes of its fact that let a leaf pass."""
        match leaf.test, known.under(leaf.test):
            case Is(value=value), Flags():
                return [Change(leaf.fact, value is not leaf.negated)]
            case Bounds(), Numbers(low=low, high=high) if high is not None:
                moves = [Change(leaf.fact, end, gap) for end in self._ends_of(leaf.fact) for gap in _gaps(end, low, high)]
                return [move for move in moves if _is_allowed(move.gap, direction) and _passes(leaf, low, high, move.gap)]
            case ((OneOf() | Bounds() | Is()), _):
                return []
            case _:
                assert_never(leaf.test)

    def _ends_of(self, fact: str) -> set[int]:
        return set().union(*(_ends(leaf) for leaf in leaves(self.rule) if leaf.fact == fact))


def _gaps(end: int, low: int | Decimal, high: int | Decimal) -> set[int]:
    """How far to move so that the low or the high end of what is possible comes to a number; never short of it."""
    return {ceil(end - low), floor(end - high)}


def _is_allowed(gap: int, direction: str) -> bool:
    return gap != 0 and direction in ("any", "up" if gap > 0 else "down")


def _passes(leaf: Leaf, low: int | Decimal, high: int | Decimal, gap: int) -> bool:
    moved = Known(Numbers(low + gap, high + gap), True, False, leaf.fact)
    return low + gap >= 0 and leaf_outcome(leaf, moved) is Outcome.YES


def _ends(leaf: Leaf) -> set[int]:
    """The whole numbers at which a leaf begins or ceases to pass."""
    if not isinstance(leaf.test, Bounds):
        return set()
    near = {edge for bound in _bounds(leaf.test) for edge in range(floor(bound) - 1, ceil(bound) + 2) if edge >= 0}
    return {
        edge
        for edge in near
        if _passes(leaf, edge, edge, 0) and not (_passes(leaf, edge, edge, 1) and _passes(leaf, edge, edge, -1))
    }


def _bounds(test: Bounds) -> list[Decimal]:
    given = [Decimal(bound) for bound in (test.at_least, test.above, test.at_most, test.below) if bound is not None]
    about = test.about or Decimal(0)
    return [bound * factor for bound in given for factor in (1, 1 - about, 1 + about)]


def _least(sets: Iterable[Changes | None]) -> list[Changes]:
    """The sets that hold no smaller one, smallest first, bounded so that a rule made to be slow is not."""
    kept: list[Changes] = []
    for changes in sorted({s for s in sets if s is not None}, key=lambda s: (len(s), sorted(s))):
        if not any(smaller <= changes for smaller in kept):
            kept.append(changes)
        if len(kept) == _KEPT:
            break
    return kept


def _together(one: Changes, other: Changes) -> Changes | None:
    """Both sets of changes; None when they set a fact two ways."""
    both = one | other
    return both if len({change.fact for change in both}) == len(both) else None


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
