"""The authorities whose names begin as a text does: a run of the sorted names, of which the lines alone are read.

Communes come before other authorities and the largest first; those that a former name alone leads to come last.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidnum.model.authority import Authority
from aidnum.territory.names import ARTICLES, fold_name, key_of
from aidnum.territory.tables import by_key, lines_from

_INSEE = 5


def beginning_with(prefix: str, most: int) -> list[Authority]:
    """So many authorities at most whose names begin with a text, an article left out or not: ``Havr`` begins *Le Havre*.

    A word may be cut anywhere, and ``St`` begins *Strasbourg* as well as *Saint-Denis*. An empty text begins nothing.
    """
    keys = dict.fromkeys((key_of(prefix), fold_name(prefix)))
    return listed_of(ranked([*keys]), most)


def ranked(beginnings: list[str]) -> list[str]:
    """The keys of the authorities whose names begin with one of these, an article left out or not, best first."""
    people: dict[str, int] = {}
    for row in _rows(beginnings):
        for bearer in row.partition("\t")[2].split(" "):
            key, _, count = bearer.rpartition("=")
            people[key] = max(people.get(key, 0), int(count))
    return sorted(people, key=lambda key: (not people[key], len(key) != _INSEE, -people[key], key))


def _rows(beginnings: list[str]) -> Iterator[str]:
    for beginning in filter(None, beginnings):
        for article in ("", *ARTICLES):
            yield from lines_from("names", f"{article}{beginning}")


def listed_of(keys: list[str], most: int) -> list[Authority]:
    """The first authorities of a list of keys."""
    return [known for known in map(by_key, keys[:most]) if known is not None]
