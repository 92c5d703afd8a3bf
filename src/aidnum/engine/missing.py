"""Which absent facts could change a verdict.

Each node has a range of outcomes it could still take. A leaf matters when, with every other leaf at the value that lets most
through, its own two ends give two verdicts: on the way down that is a clamp between a floor (the best of the other parts of an
*any*) and a cap (the worst of the other parts of an *all*).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, assert_never

from aidnum.engine.trace import leaf_outcome
from aidnum.model.assessment import Known, Numbers, Outcome
from aidnum.model.rule import AllOf, AnyOf, Bounds, Leaf, Rule

_NO, _UNKNOWN, _CONDITION, _YES = Outcome


class _Reach(NamedTuple):
    """A node with the lowest and highest outcome it may still take."""

    node: Rule
    low: Outcome
    high: Outcome
    parts: tuple["_Reach", ...]


def missing_facts(rule: Rule, known: Mapping[str, Known], *, cautioned: bool) -> tuple[str, ...]:
    """The facts to ask for, in rule order: those whose value could change this verdict, and no others.

    An unknown that comes from "about" on an exact value is a reason, not a missing fact.
    """
    deciding = _deciding(_reach(rule, known), _NO, _YES, cautioned=cautioned)
    return tuple(dict.fromkeys(known[leaf.fact].ask for leaf in deciding))


def _reach(rule: Rule, known: Mapping[str, Known]) -> _Reach:
    match rule:
        case Leaf():
            low, high = _leaf_reach(rule, known[rule.fact])
            return _Reach(rule, low, high, ())
        case AllOf():
            parts = tuple(_reach(part, known) for part in rule.parts)
            return _Reach(rule, min(p.low for p in parts), min(p.high for p in parts), parts)
        case AnyOf():
            parts = tuple(_reach(part, known) for part in rule.parts)
            return _Reach(rule, max(p.low for p in parts), max(p.high for p in parts), parts)
        case _:
            assert_never(rule)


def _leaf_reach(leaf: Leaf, known: Known) -> tuple[Outcome, Outcome]:
    outcome = leaf_outcome(leaf, known)
    if outcome is not _UNKNOWN or _settled(leaf, known):
        return outcome, outcome
    return _NO, _YES


def _settled(leaf: Leaf, known: Known) -> bool:
    """Whether nothing more can be learnt: one exact number, softened by "about"."""
    possible = known.possible
    return isinstance(leaf.test, Bounds) and isinstance(possible, Numbers) and possible.low == possible.high


def _deciding(reach: _Reach, floor: Outcome, cap: Outcome, *, cautioned: bool) -> Iterator[Leaf]:
    low = max(floor, min(cap, reach.low))
    high = max(floor, min(cap, reach.high))
    if _verdict_rank(low, cautioned=cautioned) == _verdict_rank(high, cautioned=cautioned):
        return
    if isinstance(reach.node, Leaf):
        yield reach.node
        return
    for index, part in enumerate(reach.parts):
        others = reach.parts[:index] + reach.parts[index + 1 :]
        if isinstance(reach.node, AllOf):
            worst = min((other.high for other in others), default=_YES)
            yield from _deciding(part, floor, max(floor, min(cap, worst)), cautioned=cautioned)
        else:
            best = max((other.low for other in others), default=_NO)
            yield from _deciding(part, max(floor, min(cap, best)), cap, cautioned=cautioned)


def _verdict_rank(outcome: Outcome, *, cautioned: bool) -> int:
    if outcome is _NO:
        return 0
    return 1 if cautioned or outcome is _UNKNOWN else 2
