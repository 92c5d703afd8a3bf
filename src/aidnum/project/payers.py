"""Who pays, as the words of a funder's name tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aidnum.french import fold
from aidnum.model.wishes import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidnum.model.vocabulary import Vocabulary


def payer_of(name: str, vocabulary: Vocabulary) -> str:
    """Who pays: of the payers that words name the one they name at most length; else a public body."""
    said = _words(name)
    found = [
        (len(words), payer)
        for payer, spelling in vocabulary.spellings(vocabulary.payers)
        if payer != PUBLIC and holds(said, words := _words(spelling))
    ]
    return max(found, key=lambda one: one[0])[1] if found else PUBLIC


def holds(said: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words are said, together and in order."""
    return any(said[start : start + len(words)] == words for start in range(len(said) - len(words) + 1))


def _words(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", fold(text))
