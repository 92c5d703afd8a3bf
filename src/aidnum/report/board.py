"""The first screen of ``check``: one line an aid, one for those that wait for the same fact, one for much free help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from aidnum.model.assessment import Outcome, Verdict
from aidnum.model.rule import OneOf

if TYPE_CHECKING:
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.report.entry import Entry, Question

# Why an aid must be asked about before it is applied for: its dates, the law that may have changed, a fact, a threshold that is
# near or a cost that may not count, terms of which none fits.
Reason: TypeAlias = Literal["dates", "law", "facts", "limit", "terms"]
_FEWEST_WAITING, _FEWEST_FREE = 2, 3


class Line(Struct, frozen=True):
    """One aid; several that wait for the same fact, with how many each of its words would open (`counts`); or free help."""

    entries: tuple[Entry, ...]
    reason: Reason | None = None
    facts: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def lines(entries: Sequence[Entry], ranked: Sequence[Question], vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The lines of one group, in its order; those of several aids come last.

    Of the facts that an aid waits for, it is folded under the one that settles most, the first in `ranked`.
    """
    rank = {question.fact: place for place, question in enumerate(ranked)}
    shared = {id(entry): _first(entry, rank) or _free(entry) for entry in entries}
    sharing = Counter(shared.values())
    found: dict[object, list[Entry]] = {}
    for entry in entries:
        key = shared[id(entry)]
        fewest = _FEWEST_WAITING if isinstance(key, str) else _FEWEST_FREE
        found.setdefault(key if key and sharing[key] >= fewest else id(entry), []).append(entry)
    told = (_line(key, tuple(some), vocabulary) for key, some in found.items())
    return tuple(sorted(told, key=lambda line: len(line.entries) > 1))


def _first(entry: Entry, rank: dict[str, int]) -> str | None:
    if entry.group != "ask" or not entry.missing:
        return None
    return min((question.fact for question in entry.missing), key=lambda fact: rank.get(fact, len(rank)))


def _free(entry: Entry) -> tuple[str, str] | None:
    """The kind and state of free help that asks nothing first; None for another aid."""
    funding = entry.scheme.funding
    return (funding.kind, entry.window.state) if funding.free and reason_of(entry) in (None, "dates") else None


def _line(key: object, entries: tuple[Entry, ...], vocabulary: Vocabulary) -> Line:
    if isinstance(key, str):
        return Line(entries, "facts", (key,), tuple(_counts(key, entries, vocabulary)))
    entry = entries[0]
    reason = reason_of(entry)
    return Line(entries, reason, tuple(question.fact for question in entry.missing) if reason == "facts" else ())


def reason_of(entry: Entry) -> Reason | None:
    """Why an aid must be asked about first; None for one that isn't in that group."""
    if entry.group != "ask":
        return None
    if entry.verdict is Verdict.ELIGIBLE:
        return "dates"
    if entry.assessment.cautioned:
        return "law"
    if entry.missing:
        return "facts"
    return "terms" if entry.assessment.unfit else "limit"


def _counts(fact: str, entries: Iterable[Entry], vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """How many aids each word of a list would open, the most first, ties as declared; nothing for another fact."""
    if vocabulary.facts[fact].kind == "tags":
        counted = Counter(word for entry in entries for word in _words(fact, entry))
        words = vocabulary.values(fact)
        yield from (
            (words[word].short or words[word].label, counted[word])
            for word in sorted(words, key=counted.__getitem__, reverse=True)
            if counted[word]
        )


def _words(fact: str, entry: Entry) -> set[str]:
    open_leaves = (one.leaf for one in entry.assessment.criteria if one.leaf.fact == fact and one.outcome is Outcome.UNKNOWN)
    return {word for leaf in open_leaves if isinstance(leaf.test, OneOf) and not leaf.negated for word in leaf.test.values}
