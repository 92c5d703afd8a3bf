"""Where every scheme of a catalogue stands for a situation: distinct tests are decided once, whatever the number of schemes.

A rule is written as numbers. A test is its place among the distinct ones; a group of n parts is -2n when all must hold, -2n - 1
when any does, and its parts follow.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from aidnum.engine.assess import doubts_on, is_unfit, minimum_cost, terms_of, verdict_of
from aidnum.engine.changes import direction_of
from aidnum.engine.freshness import last_seen, sightings
from aidnum.engine.situation import Situation
from aidnum.engine.trace import leaf_outcome
from aidnum.engine.window import window_on
from aidnum.model.assessment import Known, Outcome, Screened
from aidnum.model.overview import Overview, Sketch
from aidnum.model.rule import AllOf, AnyOf, Leaf, Rule
from aidnum.model.scheme import Scheme


def overview_of(schemes: Sequence[Scheme]) -> Overview:
    """The overview of some schemes, of which there is one at least."""
    places: dict[Leaf, int] = {}
    sketches = tuple(
        Sketch(
            id=scheme.id,
            rule=tuple(_numbers(scheme.rule, places)),
            calendar=scheme.calendar,
            seen=sightings(scheme.calendar, scheme.sources),
            caution=scheme.caution,
            kind=scheme.funding.kind,
            fundings=scheme.fundings if any(one.bands or one.minimum_cost for one in scheme.fundings) else (),
        )
        for scheme in schemes
    )
    checked = max(source.checked for scheme in schemes for source in scheme.sources)
    return Overview(tests=tuple(places), sketches=sketches, checked=checked)


def _numbers(rule: Rule, places: dict[Leaf, int]) -> list[int]:
    match rule:
        case Leaf():
            test = Leaf(fact=rule.fact, test=rule.test, negated=rule.negated)
            return [places.setdefault(test, len(places))]
        case AllOf(parts=parts) | AnyOf(parts=parts):
            head = -2 * len(parts) - isinstance(rule, AnyOf)
            return [head, *(number for part in parts for number in _numbers(part, places))]
        case _:
            assert_never(rule)


def screen(overview: Overview, situation: Situation, day: date) -> list[Screened]:
    """The verdict of every scheme and the window to show on a day, in catalogue order."""
    outcomes = outcomes_of(overview, situation)
    return [_screened(sketch, outcome, situation, day) for sketch, outcome in zip(overview.sketches, outcomes, strict=True)]


def outcomes_of(overview: Overview, known: Mapping[str, Known]) -> list[Outcome]:
    """The outcome of the rule of every scheme, in catalogue order."""
    return _outcomes(overview, [leaf_outcome(test, known[test.fact]) for test in overview.tests])


def within_reach(overview: Overview, situation: Situation) -> list[bool]:
    """For every scheme, whether its rule would be *no* no more if each fact that can change passed every test."""
    facts = situation.vocabulary.facts
    best = [
        Outcome.YES if direction_of(facts[test.fact]) != "no" else leaf_outcome(test, situation[test.fact])
        for test in overview.tests
    ]
    return [outcome is not Outcome.NO for outcome in _outcomes(overview, best)]


def _outcomes(overview: Overview, decided: Sequence[Outcome]) -> list[Outcome]:
    found: dict[tuple[int, ...], Outcome] = {}
    outcomes = []
    for sketch in overview.sketches:
        outcome = found.get(sketch.rule)
        if outcome is None:
            outcome = found[sketch.rule] = _outcome(sketch.rule, 0, decided)[0]
        outcomes.append(outcome)
    return outcomes


def _outcome(rule: tuple[int, ...], at: int, decided: Sequence[Outcome]) -> tuple[Outcome, int]:
    """The outcome of the node that begins at a place, and the place after it."""
    head = rule[at]
    at += 1
    if head >= 0:
        return decided[head], at
    parts = []
    for _ in range(-head // 2):
        outcome, at = _outcome(rule, at, decided)
        parts.append(outcome)
    return (max if head % 2 else min)(parts), at


def _screened(sketch: Sketch, outcome: Outcome, situation: Situation, day: date) -> Screened:
    fits = True
    if sketch.fundings:
        cost = minimum_cost(sketch.fundings, situation)
        outcome = outcome if cost is None else min(outcome, cost.outcome)
        fits = not is_unfit(terms_of(sketch.fundings, situation))
    window = window_on(sketch.calendar, day)
    seen = last_seen(sketch.calendar, sketch.seen, day) if window.state == "unknown" else None
    doubts = doubts_on(day, sketch.caution, window, seen, fits=fits)
    return Screened(verdict_of(outcome, capped=bool(doubts)), window)
