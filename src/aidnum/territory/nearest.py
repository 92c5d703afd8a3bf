"""The keys nearest to one that nobody bears: those that begin with it or hold its words, and those a slip or two away.

A slip leaves one of the two halves of a name whole, so only the keys that share a half are measured.
"""

from __future__ import annotations

_MOST_SLIPS = 2
_LEAST = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz "
_PEOPLE = 0.1


def nearest_keys(wanted: str, names: bytes) -> list[str]:
    """The keys near a key, nearest first, those of many people before others."""
    if len(wanted) < _LEAST:
        return []
    ranked = [(*_rank(wanted, key), -_weight(wanted, key, people), key) for key, people in _candidates(wanted, names).items()]
    return [key for *_, key in sorted(rank for rank in ranked if rank[0] <= _slips_allowed(wanted))]


def _weight(wanted: str, key: str, people: int) -> float:
    """How likely it is that a slip made `wanted` of this key, weighed a little by how many people bear it.

    A letter left out or a swap has few outcomes; a letter added or changed has as many as there are letters.
    """
    few = len(key) > len(wanted) or (len(key) == len(wanted) and sorted(key) == sorted(wanted))
    return (1.0 if few else 1 / len(_LETTERS)) * float((people + 1) ** _PEOPLE)


def _slips_allowed(wanted: str) -> int:
    return 1 if len(wanted) < 5 else _MOST_SLIPS


def _rank(wanted: str, key: str) -> tuple[int, int]:
    """How far a key is: slips, one more for a beginning or for words in another order, then the letters too many."""
    slips = distance(wanted, key, _MOST_SLIPS)
    if slips <= 1:
        return slips, 0
    spare = len(key) - len(wanted)
    if key.startswith(f"{wanted} "):
        return 1, 1 + spare
    if _holds_words(wanted, key):
        return _MOST_SLIPS, spare
    if key.startswith(wanted):
        return _MOST_SLIPS, spare
    return slips, 0 if slips <= _MOST_SLIPS else spare


def _holds_words(wanted: str, key: str) -> bool:
    words = key.split()
    return all(word in words for word in wanted.split())


def _candidates(wanted: str, names: bytes) -> dict[str, int]:
    """The keys that share a half with the one wanted, or hold its longest word, each with the most people that bear it."""
    half = len(wanted) // 2
    longest = max(wanted.split(), key=len)
    found: dict[str, int] = {}
    _gather(f"\n{wanted[:half]}", names, found)
    _gather(f"{wanted[half:]}\t", names, found)
    _gather(
        f"\n{wanted[: half - 1]}{wanted[half]}{wanted[half - 1]}{wanted[half + 1 :]}\t", names, found
    )  # a swap across halves
    if len(longest) > _LEAST:
        _gather(longest, names, found)
    return found


def _gather(part: str, names: bytes, found: dict[str, int]) -> None:
    """Add the keys of the lines in which a text stands."""
    sought = part.encode(errors="replace")
    place = names.find(sought)
    while place >= 0:
        start = names.rfind(b"\n", 0, place + 1) + 1
        end = names.index(b"\n", start)
        key, _, bearers = names[start:end].partition(b"\t")
        found[key.decode()] = int(bearers.partition(b" ")[0].rpartition(b"=")[2])
        place = names.find(sought, end)


def distance(one: str, other: str, most: int) -> int:
    """How many slips (a letter more, less, changed, or two swapped) part two texts; `most` + 1 when more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, own in enumerate(other, 1):
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != own))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == own:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        if min(current) > most:
            return most + 1
        before_last, last = last, current
    return min(last[-1], most + 1)
