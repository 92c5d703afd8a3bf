"""Find a scheme as people name it: by its id, its title or its short name; by words of these where only one holds them.

A part of a word or of an id is never enough: it only suggests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aidnum.errors import SeveralSchemes, UnknownScheme
from aidnum.french import fold, nearest, stem
from aidnum.model.reading import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.scheme import Scheme

_LINKS = frozenset(
    (*("a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l"),
     *("la", "le", "les", "ou", "par", "pour", "sur", "un", "une"))
)  # fmt: skip
_MOST_NEAR = 3


def scheme_meant(catalogue: Catalogue, words: str) -> Scheme:
    """The scheme that these words name, or the one whose title or short name holds each of them, where no other does.

    Raises:
        SeveralSchemes: with all that hold them, in their id or otherwise.
        UnknownScheme: with those that the words may mean.
    """
    found = _named(catalogue, words) or _holding(catalogue.schemes, words, (_is_whole,))
    if len(found) > 1:
        raise SeveralSchemes(shorten(words), _told(found))
    if not found or not (is_named(found[0], words) or _hold_all(_title_words(found[0]), _telling(words), _is_whole)):
        raise _unknown(catalogue, words)
    return found[0]


def scheme_named(catalogue: Catalogue, words: str) -> Scheme:
    """The scheme that these words name, and no other: where money depends on it, words of a title only suggest.

    Raises:
        UnknownScheme: with those that the words may mean.
    """
    found = _named(catalogue, words)
    if len(found) != 1:
        raise _unknown(catalogue, words)
    return found[0]


def is_named(scheme: Scheme, words: str) -> bool:
    """Whether these words are the id of a scheme, its title or its short name, and not some of its words."""
    return _as_id(words) == scheme.id or _split(words) in (_split(scheme.title), _split(scheme.name))


def _named(catalogue: Catalogue, words: str) -> list[Scheme]:
    """The scheme of this id, else those so titled; of a long catalogue none other is built for an id."""
    known = catalogue.scheme(_as_id(words))
    if known is not None:
        return [known]
    return [scheme for scheme in catalogue.schemes if is_named(scheme, words)] if _split(words) else []


def _unknown(catalogue: Catalogue, words: str) -> UnknownScheme:
    near = _holding(catalogue.schemes, words, (_is_whole, _is_beginning, _is_inside))
    return UnknownScheme(shorten(words), _told(near or _nearest(catalogue.schemes, words)))


def _as_id(words: str) -> str:
    return fold(words).replace(" ", "-")


def _told(schemes: Iterable[Scheme]) -> list[tuple[str, str]]:
    return [(scheme.id, scheme.title) for scheme in schemes]


def _holding(schemes: Sequence[Scheme], words: str, ways: Iterable[Callable[[str, str], bool]]) -> list[Scheme]:
    """The schemes that hold every word that counts, in the first way of holding that any does."""
    wanted = _telling(words)
    for holds in ways if wanted else ():
        if found := [scheme for scheme in schemes if _hold_all(_words_of(scheme), wanted, holds)]:
            return found
    return []


def _hold_all(held: Sequence[str], wanted: Sequence[str], holds: Callable[[str, str], bool]) -> bool:
    return all(any(holds(word, part) for word in held) for part in wanted)


def _is_whole(word: str, part: str) -> bool:
    return stem(word) == stem(part)


def _is_beginning(word: str, part: str) -> bool:
    return word.startswith(stem(part))


def _is_inside(word: str, part: str) -> bool:
    return part in word


def _telling(words: str) -> list[str]:
    """The words without those that only link them, unless there are no others."""
    every = _split(words)
    return [word for word in every if word not in _LINKS] or every


def _title_words(scheme: Scheme) -> list[str]:
    return _split(f"{scheme.title} {scheme.name}")


def _words_of(scheme: Scheme) -> list[str]:
    return [*_split(scheme.id), *_title_words(scheme)]


def _split(text: str) -> list[str]:
    return re.findall("[a-z0-9]+", fold(text))


def _nearest(schemes: Sequence[Scheme], words: str) -> list[Scheme]:
    """The schemes that hold most of the words once their letters are mended, best first."""
    held = [_words_of(scheme) for scheme in schemes]
    known = dict.fromkeys(word for each in held for word in each if word not in _LINKS)
    mended = [near for part in _telling(words) for near in nearest(part, known, 1)]
    scores = [sum(_hold_all(each, [part], _is_beginning) for part in mended) for each in held]
    best = sorted((place for place, score in enumerate(scores) if score), key=lambda place: -scores[place])
    return [schemes[place] for place in best[:_MOST_NEAR]]
