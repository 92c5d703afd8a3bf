"""The first screen of ``check``: one line an aid, one for those that wait for the same fact, one for much free help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from aidnum.model.assessment import Doubt, Outcome, Verdict
from aidnum.model.rule import OneOf

if TYPE_CHECKING:
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.report.entry import Entry, Question

# Why an aid must be asked about before it is applied for: its dates, the law that may have changed, a fact, a threshold that is
# near or a cost that may not count, terms of which none fits, nobody having seen it for a year; or one of these, for some help
# that pays nothing.
Reason: TypeAlias = Literal["dates", "law", "facts", "limit", "terms", "unseen", "help"]
_Key: TypeAlias = "str | tuple[str, ...]"
_FEWEST_WAITING, _FEWEST_HELPING = 2, 3


class Line(Struct, frozen=True):
    """One aid; several that wait for the same fact, with how many each of its words would open (`counts`); or help in kind."""

    entries: tuple[Entry, ...]
    reason: Reason | None = None
    facts: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def lines(entries: Sequence[Entry], ranked: Sequence[Question], vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The lines of one group, in its order; those of several aids come last.

    Of the facts that an aid waits for, it is folded under the one that settles most, the first in `ranked`.
    """
    rank = {question.fact: place for place, question in enumerate(ranked)}
    shared = {id(entry): tuple(_shared(entry, rank)) for entry in entries}
    sharing = Counter(key for keys in shared.values() for key in keys)
    found: dict[_Key | int, list[Entry]] = {}
    for entry in entries:
        keys = (key for key in shared[id(entry)] if sharing[key] >= _fewest(key))
        found.setdefault(next(keys, id(entry)), []).append(entry)
    told = (_line(key, tuple(some), vocabulary) for key, some in found.items())
    return tuple(sorted(told, key=lambda line: len(line.entries) > 1))


def _shared(entry: Entry, rank: dict[str, int]) -> Iterator[_Key]:
    """What an aid may share a line for, the best first: the fact it waits for, being help to ask for, or free at any time."""
    if entry.group == "ask" and entry.missing:
        yield min((question.fact for question in entry.missing), key=rank.__getitem__)
    if entry.group == "ask" and not entry.pays:
        yield ("help",)
    elif entry.scheme.funding.free:
        yield (entry.scheme.funding.kind, entry.window.state)


def _fewest(key: _Key) -> int:
    return _FEWEST_WAITING if isinstance(key, str) else _FEWEST_HELPING


def _line(key: _Key | int, entries: tuple[Entry, ...], vocabulary: Vocabulary) -> Line:
    if isinstance(key, str):
        return Line(entries, "facts", (key,), tuple(_counts(key, entries, vocabulary)))
    entry = entries[0]
    reason: Reason | None = "help" if len(entries) > 1 and entry.group == "ask" else reason_of(entry)
    return Line(entries, reason, tuple(question.fact for question in entry.missing) if reason == "facts" else ())


def reason_of(entry: Entry) -> Reason | None:
    """Why an aid must be asked about first; None for one that isn't in that group."""
    if entry.group != "ask":
        return None
    if entry.verdict is Verdict.ELIGIBLE:
        return "dates"
    doubts = entry.assessment.doubts
    if Doubt.CAUTION in doubts:
        return "law"
    if entry.missing:
        return "facts"
    if Doubt.UNFIT in doubts:
        return "terms"
    return "unseen" if doubts else "limit"


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
