"""Gaps between the bands of a funding: a number that none of them fits, though one fits a lesser number, and one a greater."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from aidnum.catalogue.rules import step_of
from aidnum.engine.changes import Overlay
from aidnum.engine.cost import COST, COST_FACT, with_cost
from aidnum.engine.situation import Situation
from aidnum.engine.trace import outcome_of
from aidnum.model.assessment import Known, Numbers, Outcome
from aidnum.model.funding import Funding
from aidnum.model.profile import Profile
from aidnum.model.rule import Bounds, Test, leaves
from aidnum.model.vocabulary import Vocabulary


def gaps(funding: Funding, vocabulary: Vocabulary) -> Iterator[tuple[str, Decimal, Decimal]]:
    """The number facts that the bands test, each with the first and last value between two bands that fit none, alone known."""
    tested = [leaf for band in funding.bands for leaf in leaves(band.when) if isinstance(leaf.test, Bounds)]
    for fact in dict.fromkeys(leaf.fact for leaf in tested):
        step = step_of(COST_FACT if fact == COST else vocabulary.facts[fact])
        edges = {edge for leaf in tested if leaf.fact == fact for edge in _edges(leaf.test)}
        places = sorted(place for edge in edges for place in {edge - step, edge, edge + step} if place >= 0)
        missed = _between((place, _fits(funding, fact, place, vocabulary)) for place in places)
        if missed is not None:
            first, beyond = missed
            yield fact, first, beyond - step


def _between(places: Iterable[tuple[Decimal, bool]]) -> tuple[Decimal, Decimal] | None:
    """The first place that doesn't fit after one that does, and the next that does."""
    begun, missed = False, None
    for place, fits in places:
        if fits and missed is not None:
            return missed, place
        begun = begun or fits
        missed = place if begun and not fits and missed is None else missed
    return None


def _edges(test: Test) -> Iterator[Decimal]:
    if isinstance(test, Bounds):
        yield from (Decimal(end) for end in (test.at_least, test.above, test.at_most, test.below) if end is not None)


def _fits(funding: Funding, fact: str, value: Decimal, vocabulary: Vocabulary) -> bool:
    """Whether some band may apply where one fact alone is known."""
    nothing = with_cost(funding, Situation(Profile(), vocabulary))
    known = Overlay(nothing, {fact: Known(Numbers(value, value), given=True, commitment=False, ask=fact)})
    return any(outcome_of(band.when, known) is not Outcome.NO for band in funding.bands)
