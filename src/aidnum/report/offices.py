"""Whom to ask about a scheme: its organisations, each by its name where the applicant lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.model.assessment import Labels
from aidnum.model.rule import OneOf, leaves

if TYPE_CHECKING:
    from aidnum.engine.situation import Situation
    from aidnum.model.scheme import Scheme
    from aidnum.model.vocabulary import Vocabulary


def offices(
    scheme: Scheme, vocabulary: Vocabulary, situation: Situation | None = None, *, short: bool = False
) -> tuple[str, ...]:
    """The organisations of a scheme; a local scheme keeps those of its own territory, whoever asks."""

    def named(name: str) -> str:
        fact = _placed_by(name, vocabulary)
        places = fact and (_of_scheme(scheme, fact) or _of_applicant(situation, fact))
        return vocabulary.office(name, places or frozenset(), short=short)

    return tuple(dict.fromkeys(map(named, scheme.organisations)))


def own_office(name: str, situation: Situation) -> str:
    """An organisation by its name where the applicant lies."""
    fact = _placed_by(name, situation.vocabulary)
    places = _of_applicant(situation, fact) if fact else frozenset()
    return situation.vocabulary.office(name, places, short=True)


def _placed_by(name: str, vocabulary: Vocabulary) -> str | None:
    """The fact that tells where an organisation which exists once in every place lies."""
    known = vocabulary.organisations.get(name)
    return known.per if known else None


def _of_scheme(scheme: Scheme, fact: str) -> frozenset[str]:
    """The places that a local scheme is bound to; none when it isn't bound by that fact alone."""
    bounds = leaves(scheme.territoire.rule) if scheme.territoire else []
    tests = [leaf.test for leaf in bounds if leaf.fact == fact and isinstance(leaf.test, OneOf)]
    return frozenset().union(*(test.members for test in tests)) if len(tests) == len(bounds) else frozenset()


def _of_applicant(situation: Situation | None, fact: str) -> frozenset[str]:
    """The places where the applicant may lie; none when nothing says where."""
    known = situation[fact] if situation is not None else None
    return known.possible.words or frozenset() if known and known.given and isinstance(known.possible, Labels) else frozenset()
