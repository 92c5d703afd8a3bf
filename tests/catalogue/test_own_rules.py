"""Each shipped scheme on both sides of all that it says: each threshold, each word of a family, each day of its calendar.

The cases are made from the scheme's own text and judged by a second reading of it, so that a slip of the engine, or of the
loading, shows; a figure that is wrong in the text shows by the examples, which stand on both sides of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.errors import BadProfile
from aidnum.model.profile import FactValue, Profile, read_profile
from aidnum.model.scheme import Scheme
from tests.catalogue import oracle

IDS = sorted(oracle.schemes())
ABSENT = object()
CENT = Decimal("0.01")


def _bases(scheme: Scheme, catalogue: Catalogue) -> Iterator[tuple[Profile, date]]:
    """The profiles of a scheme's own examples, on their days."""
    for example in scheme.examples:
        yield read_profile(catalogue.vocabulary, example.profile, example.costs, example.basis), example.date


def _values(fact: str, test: Any) -> list[Any]:
    """What a fact is tried with: on both sides of each bound; each word, each family, one other word and two; yes and no."""
    match oracle.vocabulary()["facts"][fact]["kind"]:
        case "number":
            return oracle.near(test)
        case "flag":
            return [True, False]
        case kind:
            named = oracle.many(test)
            inside = sorted({*named, *(member for word in named for member in oracle.opened(fact, word))})
            outside = [
                word
                for word in oracle.words(fact)
                if not any(oracle.opened(fact, word) & oracle.opened(fact, one) for one in named)
            ]
            single = [*inside, *outside[:1]]
            return [(word,) for word in single] + [(inside[0], *outside[:1])] if kind == "tags" else single


def _tried(rule: Any) -> Iterator[dict[str, Any]]:
    """Facts to change, one at a time, each absent too; one that stands for another is tried through it."""
    for fact, test, _ in oracle.leaves(rule):
        for value in (*_values(fact, test), ABSENT):
            yield {fact: value}
            equals = oracle.vocabulary()["facts"][fact].get("equals")
            if equals:
                yield {fact: ABSENT, equals: value}


def _changed(facts: dict[str, FactValue], change: dict[str, Any]) -> dict[str, FactValue]:
    return {name: value for name, value in {**facts, **change}.items() if value is not ABSENT}


def _differs(scheme: Scheme, profile: Profile, day: date, catalogue: Catalogue) -> str | None:
    """What the program says and the text doesn't."""
    text = oracle.schemes()[scheme.id]
    got = assess(scheme, Situation(profile, catalogue.vocabulary), day)
    allowed = oracle.verdicts(text, profile.facts, profile.costs, day)
    state = oracle.state_on(text["calendar"], day)
    if got.verdict.value in allowed and got.window.state == state:
        return None
    return f"{dict(profile.facts)} {day}: {got.verdict.value} {got.window.state}, not {allowed} {state}"


def _costs(scheme_id: str, catalogue: Catalogue) -> Iterator[dict[str, Decimal] | None]:
    """One cent on each side of the least cost that a scheme asks for, in each category that counts; and no cost told."""
    funding = oracle.sole_funding(oracle.schemes()[scheme_id])
    if isinstance(funding.get("minimum_cost"), str):
        yield None
        for category in oracle.kept(funding, catalogue.vocabulary.cost_categories):
            yield from ({category: Decimal(funding["minimum_cost"]) + step} for step in (-CENT, Decimal(0), CENT))


def _cases(scheme: Scheme, catalogue: Catalogue) -> Iterator[tuple[Profile, date]]:
    """Each example with one thing changed; what a profile refuses, as a place that contradicts another, is left out."""
    changes = [{}, *_tried(oracle.rule_of(oracle.schemes()[scheme.id]))]
    for base, day in _bases(scheme, catalogue):
        for change in changes:
            with contextlib.suppress(BadProfile):
                facts = _changed(dict(base.facts), change)
                yield read_profile(catalogue.vocabulary, facts, base.costs, base.costs_basis), day
        for costs in _costs(scheme.id, catalogue):
            yield replace(base, costs=costs), day


@pytest.mark.parametrize("scheme_id", IDS)
def test_a_scheme_says_on_both_sides_of_each_threshold_what_its_text_says(scheme_id: str, shipped: Catalogue) -> None:
    scheme = shipped.scheme(scheme_id)
    assert scheme is not None
    told = [_differs(scheme, profile, day, shipped) for profile, day in _cases(scheme, shipped)]
    assert [one for one in told if one] == []
    assert len(told) > 2 * len(scheme.examples)


@pytest.mark.parametrize("scheme_id", IDS)
def test_a_scheme_says_around_each_of_its_days_what_its_text_says(scheme_id: str, shipped: Catalogue) -> None:
    scheme = shipped.scheme(scheme_id)
    assert scheme is not None
    days = oracle.days(oracle.schemes()[scheme_id])
    told = [_differs(scheme, profile, day, shipped) for profile, _ in _bases(scheme, shipped) for day in days]
    assert [one for one in told if one] == []


def _one_sided(scheme_id: str, catalogue: Catalogue) -> list[str]:
    """The bounds of a scheme's rule that its examples stand on one side of, or on none."""
    scheme, found = catalogue.scheme(scheme_id), []
    assert scheme is not None
    profiles = [profile.facts for profile, _ in _bases(scheme, catalogue)]
    for fact, test, _ in oracle.leaves(oracle.rule_of(oracle.schemes()[scheme_id])):
        for key, bound in oracle.bounds(test).items() if isinstance(test, dict) else ():
            given = [facts[oracle.meant(fact, facts)] for facts in profiles if oracle.meant(fact, facts) in facts]
            sides = {oracle.outcome({fact: {key: str(bound)}}, {fact: value}) for value in given}
            if sides != {oracle.YES, oracle.NO}:
                found.append(f"{fact} {key} {bound}")
    return found


@pytest.mark.parametrize("scheme_id", IDS)
def test_the_examples_of_a_scheme_stand_on_both_sides_of_each_of_its_thresholds(scheme_id: str, shipped: Catalogue) -> None:
    assert _one_sided(scheme_id, shipped) == []
