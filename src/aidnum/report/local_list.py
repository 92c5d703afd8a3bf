"""What the list of the applicant's own place names: the lines of its project first. It informs; no verdict hangs on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from aidnum.model.assessment import Labels
from aidnum.model.local_list import ListLine, LocalList, YearOfLists

if TYPE_CHECKING:
    from aidnum.engine.situation import Situation
    from aidnum.model.scheme import Scheme, Source

_WORDS = ("types", "fields")


class OwnList(Struct, frozen=True):
    """The list of the applicant's place, in the year nearest to the day: the lines that fit its project, then the others."""

    year: int
    asked_year: int
    code: str
    of: str
    list: LocalList
    fitting: tuple[ListLine, ...]
    others: tuple[ListLine, ...]
    caution: str | None
    source: Source | None


def own_list(scheme: Scheme, situation: Situation, day: date) -> OwnList | None:
    """What the list of the place where the applicant lies names; None where that isn't one place, or has no list."""
    lists = _nearest(scheme, day)
    code = lists and _place(lists, situation)
    if not lists or not code:
        return None
    place, term = lists.places[code], situation.vocabulary.values(lists.by)[code]
    given = {words: _given(words, situation) for words in _WORDS}
    fits = [any(given[words] & set(getattr(line, words)) for words in _WORDS) for line in place.lines]
    return OwnList(
        year=lists.year,
        asked_year=day.year,
        code=code,
        of=term.of or term.label,
        list=place,
        fitting=tuple(line for line, fit in zip(place.lines, fits, strict=True) if fit),
        others=tuple(line for line, fit in zip(place.lines, fits, strict=True) if not fit),
        caution=lists.caution,
        source=scheme.source(lists.source),
    )


def _nearest(scheme: Scheme, day: date) -> YearOfLists | None:
    """The lists of the day's year, else the last before it, else the first."""
    by_year = {lists.year: lists for lists in sorted(scheme.lists, key=lambda lists: lists.year)}
    before = [year for year in by_year if year <= day.year]
    return by_year[before[-1] if before else min(by_year)] if by_year else None


def _place(lists: YearOfLists, situation: Situation) -> str | None:
    """The place whose list is the applicant's: its own, or that of a family which holds it."""
    known = situation[lists.by]
    words = known.possible.words if known.given and isinstance(known.possible, Labels) else None
    members = situation.vocabulary.members
    return next((code for code in lists.places if words and words <= members(lists.by, code)), None)


def _given(words: str, situation: Situation) -> frozenset[str]:
    """The project types, or fields, that were said."""
    facts = (name for name, fact in situation.vocabulary.facts.items() if fact.values == words)
    given = (known.possible for known in map(situation.__getitem__, facts) if known.given)
    return frozenset().union(*(possible.words or () for possible in given if isinstance(possible, Labels)))
