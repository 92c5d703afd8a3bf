"""Find a scheme as people name it: by its id, by words of its title, by part of its id."""

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
    """The scheme that bears this id, or the only one whose title or id holds these words.

    Raises:
        SeveralSchemes: with all that hold them.
        UnknownScheme: with the nearest.
    """
    known = catalogue.scheme(_as_id(words))
    if known is not None:
        return known
    found = _holding(catalogue.schemes, words)
    if not found:
        raise UnknownScheme(shorten(words), _told(_nearest(catalogue.schemes, words)))
    if len(found) > 1:
        raise SeveralSchemes(shorten(words), _told(found))
    return found[0]


def scheme_named(catalogue: Catalogue, word: str) -> Scheme:
    """The scheme that bears this id, and no other: where money depends on it, words of a title only suggest.

    Raises:
        UnknownScheme: with those that the words may mean.
    """
    known = catalogue.scheme(_as_id(word))
    if known is None:
        raise UnknownScheme(shorten(word), _told(_holding(catalogue.schemes, word) or _nearest(catalogue.schemes, word)))
    return known


def _as_id(words: str) -> str:
    return fold(words).replace(" ", "-")


def _told(schemes: Iterable[Scheme]) -> list[tuple[str, str]]:
    return [(scheme.id, scheme.title) for scheme in schemes]


def _holding(schemes: Sequence[Scheme], words: str) -> list[Scheme]:
    """The schemes that hold every word that counts: as a whole, else as a beginning, else anywhere inside."""
    wanted = _telling(words)
    for holds in (_is_whole, _is_beginning, _is_inside):
        found = [scheme for scheme in schemes if _hold_all(_words_of(scheme), wanted, holds)]
        if found and wanted:
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


def _words_of(scheme: Scheme) -> list[str]:
    return _split(f"{scheme.id} {scheme.title}")


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
