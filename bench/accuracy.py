"""How often a name finds its authority, on names drawn with a fixed seed: as people shorten it, and with one slip.

``python bench/accuracy.py [SEED [COUNT]]``. Names are drawn among the distinct names of communes, EPCI, EPT, départements and
régions alike. Without accents or abbreviated, right means exact, or in the list where several bear the name. With a slip, right
means exact, or first (or among the first five) of the list; a slip that makes another real name counts as wrong.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from aidnum.model.authority import Authority
from aidnum.territory.search import find
from aidnum.territory.tables import table

SEED, COUNT, SOME = 20261124, 3000, 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
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
    """Shares of the names asked, from 0 to 1, and milliseconds for one question."""

    first: float
    in_five: float
    milliseconds: float


def bearers() -> dict[str, set[str]]:
    """The keys of the authorities that bear each name."""
    found: dict[str, set[str]] = {}
    for row in table("authorities")[:].decode().split("\n"):
        if row:
            authority = Authority(row)
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


def score(names: dict[str, set[str]], drawn: list[str], spell: Callable[[str, random.Random], str], seed: int) -> Score:
    """Ask each name as `spell` writes it."""
    chance = random.Random(seed)  # noqa: S311 - a fixed seed is the point
    asked = [(name, spell(name, chance)) for name in drawn]
    first = five = 0
    start = perf_counter()
    for name, query in asked:
        match = find(query)
        keys = [authority.key for authority in match.authorities]
        if match.kind == "ambiguous":
            keys = [key for key in keys if key in names[name]] or keys
        first += bool(names[name] & set(keys[:1]))
        five += bool(names[name] & set(keys[:SOME]))
    spent = perf_counter() - start
    return Score(first / len(asked), five / len(asked), 1000 * spent / len(asked))


def drawn_names(names: dict[str, set[str]], count: int, seed: int) -> list[str]:
    """So many distinct names of at least three letters."""
    return random.Random(seed).sample(sorted(name for name in names if len(name) > 2), count)  # noqa: S311


def main() -> None:
    """Print a table."""
    seed, count = (*map(int, sys.argv[1:]), *(SEED, COUNT)[len(sys.argv) - 1 :])
    names = bearers()
    drawn = drawn_names(names, count, seed)
    print(f"{count} noms sur {len(names)}, graine {seed}\n")
    print("| écriture | premier (%) | parmi les cinq premiers (%) | une question (ms) |")
    print("|---|---:|---:|---:|")
    for label, spell in (("sans accents", without_accents), ("abrégée", abbreviated), ("une faute de frappe", with_slip)):
        found = score(names, drawn, spell, seed)
        print(f"| {label} | {100 * found.first:.1f} | {100 * found.in_five:.1f} | {found.milliseconds:.1f} |")


if __name__ == "__main__":
    main()
