"""What the value of one fact tells of others: a département lies in one région, and that one overseas or not."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aidnum.model.vocabulary import Vocabulary


class Told(NamedTuple):
    """The values that a fact may have, as a catalogue writes them, and the fact given that tells it, through others or not."""

    values: frozenset[str]
    giver: str


def told(vocabulary: Vocabulary, facts: Mapping[str, object]) -> dict[str, Told]:
    """What the values given tell of other facts, and those of others again; the nearest to what was given tells first."""
    waiting = [(name, vocabulary.members(name, value), name) for name, value in facts.items() if isinstance(value, str)]
    found: dict[str, Told] = {}
    for name, words, giver in waiting:
        for other, values in _given(vocabulary, name, words):
            if other not in found:
                found[other] = Told(values, giver)
                waiting.append((other, values, giver))
    return found


def _given(vocabulary: Vocabulary, name: str, words: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The facts of which each of some words of a fact tells the value, with their values."""
    declared = vocabulary.facts[name].values
    terms = declared if isinstance(declared, dict) else {}
    gives = [terms[word].gives for word in words if word in terms]
    if len(gives) == len(words):
        for other in gives[0]:
            if all(other in each for each in gives):
                yield other, frozenset(each[other] for each in gives)
