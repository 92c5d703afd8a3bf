"""The cost categories that the words of a label name: the vocabulary's words, whole, never letters that look alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aidnum.french import stem
from aidnum.project.budget.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidnum.model.vocabulary import Vocabulary

_AND = re.compile(r"[/+,;&()]| et | ou | – | — | - |:", re.IGNORECASE)
Phrases = dict[tuple[str, ...], str]


class CategoryWords:
    """Which categories of a vocabulary a label names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.phrases: Phrases = {}
        known = vocabulary.cost_categories
        for name, spelling in vocabulary.spellings(known):
            key = _stems(spelling if spelling != known[name].label else spelling.split("(")[0])
            self.phrases.setdefault(key, name)
        self.longest = max(map(len, self.phrases), default=0)

    def named_in(self, label: str) -> tuple[str, ...]:
        """The categories that a label names, each once; of a phrase the first word known, of words that overlap the longest.

        French says first what a thing is: « formation au logiciel » is training. What « et » or a comma joins are two things.
        """
        whole = self.phrases.get(_stems(label))
        if whole is not None:
            return (whole,)
        found = (self._first(_stems(part)) for part in _AND.split(label))
        return tuple(dict.fromkeys(category for category in found if category is not None))

    def _first(self, stems: Sequence[str]) -> str | None:
        for start in range(len(stems)):
            for length in range(min(self.longest, len(stems) - start), 0, -1):
                category = self.phrases.get(tuple(stems[start : start + length]))
                if category is not None:
                    return category
        return None


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(stem, words(text)))
