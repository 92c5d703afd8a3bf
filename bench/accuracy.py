"""How often a name finds its authority, on names drawn with a fixed seed: as people shorten it, with one slip, by a code.

``python bench/accuracy.py [SEED [COUNT]]``. Names are drawn among the distinct names of communes, EPCI, EPT, départements and
régions alike. Without accents or abbreviated, right means exact, or in the list where several bear the name. With a slip, right
means exact, or first (or among the first five) of the list; a slip that makes another real name counts as wrong.

An article is left out of all the names of communes that have one. A beginning is more than half of the name of a commune, cut
anywhere: right means the most populous whose name begins so, or one that bears just that. A postal code is right when one that
it serves comes first. In these rows the order of the list counts, where several bear the name too. Another authority taken
alone is counted apart.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from time import perf_counter
from typing import NamedTuple

from aidnum.french import fold
from aidnum.model.authority import Authority
from aidnum.territory.search import find
from aidnum.territory.tables import table

SEED, COUNT, SOME = 20261124, 3000, 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ARTICLES, INSEE = ("Le ", "La ", "Les ", "L'"), 5
ABBREVIATIONS = (
    ("communauté de communes", "cc"),
    ("communauté d'agglomération", "ca"),
    ("communauté urbaine", "cu"),
    ("agglomération", "agglo"),
    ("saint-", "st "),
    ("sainte-", "ste "),
    ("-sur-", " s/ "),
    ("-", " "),
    ("'", " "),
)


class Score(NamedTuple):
    """Shares of the questions asked, from 0 to 1, and milliseconds for one question."""

    first: float
    in_five: float
    alone: float
    milliseconds: float


class Asked(NamedTuple):
    """What is typed, and the keys of the authorities that may be meant by it; any of them is right."""

    query: str
    meant: set[str]


@cache
def authorities() -> dict[str, Authority]:
    """Every authority by its key."""
    rows = table("authorities")[:].decode().split("\n")
    return {known.key: known for known in map(Authority, filter(None, rows))}


def bearers() -> dict[str, set[str]]:
    """The keys of the authorities that bear each name."""
    found: dict[str, set[str]] = {}
    for authority in authorities().values():
        found.setdefault(authority.name, set()).add(authority.key)
    return found


def without_accents(name: str, _: random.Random) -> str:
    """Lower case, no accents, no hyphens or apostrophes."""
    bare = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return letters.translate(str.maketrans("-'’", "   "))


def abbreviated(name: str, _: random.Random) -> str:
    """Saint as ``st``, sur as ``s/``, the kinds of EPCI by their initials; lower case."""
    short = name.lower()
    for long, brief in ABBREVIATIONS:
        short = short.replace(long, brief)
    return short


def with_slip(name: str, chance: random.Random) -> str:
    """One letter left out, added or changed, or two neighbours swapped, anywhere in the name."""
    slip, at = chance.choice("-+~x"), chance.randrange(len(name))
    letter = chance.choice(LETTERS)
    if slip == "-":
        return name[:at] + name[at + 1 :]
    if slip == "+":
        return name[:at] + letter + name[at:]
    if slip == "~":
        return name[:at] + letter + name[at + 1 :]
    at = min(at, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def spelled(
    names: dict[str, set[str]], drawn: list[str], spell: Callable[[str, random.Random], str], seed: int
) -> Iterator[Asked]:
    """Each name as `spell` writes it."""
    chance = random.Random(seed)  # noqa: S311 - a fixed seed is the point
    return (Asked(spell(name, chance), names[name]) for name in drawn)


def without_article(names: dict[str, set[str]]) -> Iterator[Asked]:
    """Every name of commune that begins with an article, without it."""
    for name, keys in names.items():
        article = next((article for article in ARTICLES if name.startswith(article)), None)
        if article and (communes := {key for key in keys if len(key) == INSEE}):
            yield Asked(name.removeprefix(article), communes)


def beginnings(names: dict[str, set[str]], drawn: list[str], seed: int) -> Iterator[Asked]:
    """Names of communes cut anywhere in their second half."""
    chance = random.Random(seed)  # noqa: S311
    people = {key: known.municipale or 0 for key, known in authorities().items() if len(key) == INSEE}
    folded = sorted((fold(name), key) for name, keys in names.items() for key in keys if key in people)
    for name in drawn:
        if names[name] & people.keys() and len(name) > SOME:
            begun = name[: chance.randrange(len(name) // 2 + 1, len(name))]
            low, high = (bisect_left(folded, (fold(begun) + end,)) for end in ("", "\uffff"))
            every = folded[low:high]
            exact = {key for name, key in every if name == fold(begun)}
            yield Asked(begun, exact | {max((key for _, key in every), key=people.__getitem__)})


def postal_codes() -> Iterator[Asked]:
    """Every postal code."""
    for row in table("postal")[:].decode().split("\n")[1:-1]:
        code, _, keys = row.partition("\t")
        yield Asked(code, set(keys.split(" ")))


def score(asked: Iterable[Asked], *, is_ordered: bool) -> Score:
    """Ask each; where several bear a name, any place in their list is right unless the list is to be in order."""
    every = list(asked)
    first = five = alone = 0
    start = perf_counter()
    for query, meant in every:
        match = find(query)
        keys = [authority.key for authority in match.authorities]
        if match.kind == "ambiguous" and not is_ordered:
            keys = [key for key in keys if key in meant] or keys
        first += bool(meant & set(keys[:1]))
        five += bool(meant & set(keys[:SOME]))
        alone += match.kind == "exact" and not meant & set(keys)
    spent = perf_counter() - start
    count = len(every)
    return Score(first / count, five / count, alone / count, 1000 * spent / count)


def drawn_names(names: dict[str, set[str]], count: int, seed: int) -> list[str]:
    """So many distinct names of at least three letters."""
    return random.Random(seed).sample(sorted(name for name in names if len(name) > 2), count)  # noqa: S311


def main() -> None:
    """Print a table."""
    seed, count = (*map(int, sys.argv[1:]), *(SEED, COUNT)[len(sys.argv) - 1 :])
    names = bearers()
    drawn = drawn_names(names, count, seed)
    spellings = {"sans accents": without_accents, "abrégée": abbreviated, "une faute de frappe": with_slip}
    rows = {label: score(spelled(names, drawn, spell, seed), is_ordered=False) for label, spell in spellings.items()}
    ordered = {
        "sans son article": without_article(names),
        "début du nom": beginnings(names, drawn, seed),
        "code postal": postal_codes(),
    }
    rows |= {label: score(asked, is_ordered=True) for label, asked in ordered.items()}
    print(f"{count} noms sur {len(names)}, graine {seed}\n")
    print("| écriture | premier (%) | parmi les cinq premiers (%) | une autre seule (%) | une question (ms) |")
    print("|---|---:|---:|---:|---:|")
    for label, found in rows.items():
        shares = " | ".join(f"{100 * share:.1f}" for share in found[:3])
        print(f"| {label} | {shares} | {found.milliseconds:.1f} |")


if __name__ == "__main__":
    main()
