"""The keys nearest to one that nobody bears: those that begin with it or hold its words, and those a slip or two away.

A slip leaves one of the two halves of a name whole, so only the keys that share a half are measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidnum.territory.tables import first_from

_MOST_SLIPS = 2
_LEAST = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz "
_PEOPLE = 0.1


def nearest_keys(wanted: str, names: bytes) -> list[str]:
    """The keys near a key, nearest first, those of many people before others."""
    if len(wanted) < _LEAST:
        return []
    most, words, near = _slips_allowed(wanted), frozenset(wanted.split()), []
    for key, people in _candidates(wanted, names).items():
        rank = _rank(wanted, key, words)
        if rank[0] <= most:
            near.append((*rank, -_weight(wanted, key, people), key))
    return [key for *_, key in sorted(near)]


def _weight(wanted: str, key: str, people: int) -> float:
    """How likely it is that a slip made `wanted` of this key, weighed a little by how many people bear it.

    A letter left out or a swap has few outcomes; a letter added or changed has as many as there are letters.
    """
    return (1.0 if is_likely(wanted, key) else 1 / len(_LETTERS)) * float((people + 1) ** _PEOPLE)


def is_likely(wanted: str, key: str) -> bool:
    """Whether a slip that made `wanted` of a key has few outcomes: a letter left out, or a swap."""
    return len(key) > len(wanted) or (len(key) == len(wanted) and sorted(key) == sorted(wanted))


def _slips_allowed(wanted: str) -> int:
    return 1 if len(wanted) < 5 else _MOST_SLIPS


def _rank(wanted: str, key: str, words: frozenset[str]) -> tuple[int, int]:
    """How far a key is: slips, one more for a beginning or for words in another order, then the letters too many."""
    slips = distance(wanted, key, _MOST_SLIPS)
    if slips <= 1:
        return slips, 0
    spare = len(key) - len(wanted)
    if key.startswith(f"{wanted} "):
        return 1, 1 + spare
    if key.startswith(wanted) or words.issubset(key.split()):
        return _MOST_SLIPS, spare
    return slips, 0 if slips <= _MOST_SLIPS else spare


def _candidates(wanted: str, names: bytes) -> dict[str, int]:
    """The keys that share a half with the one wanted, or hold its longest word, each with the most people that bear it."""
    half = len(wanted) // 2
    longest = max(wanted.split(), key=len)
    swapped = f"{wanted[: half - 1]}{wanted[half]}{wanted[half - 1]}{wanted[half + 1 :]}"  # across the halves
    lines = [*_beginning(wanted[:half], names), *_beginning(f"{swapped}\t", names), *_holding(f"{wanted[half:]}\t", names)]
    if len(longest) > _LEAST:
        lines += _holding(longest, names)
    found: dict[str, int] = {}
    for line in lines:
        key, _, bearers = line.partition(b"\t")
        found[key.decode()] = int(bearers.partition(b" ")[0].rpartition(b"=")[2])
    return found


def _beginning(part: str, names: bytes) -> list[bytes]:
    """The lines that begin with a text: they stand together."""
    sought = part.encode(errors="replace")
    start = first_from(names, sought)
    return names[start : first_from(names, sought + b"\xff", start)].split(b"\n")[:-1]


def _holding(part: str, names: bytes) -> Iterator[bytes]:
    """The lines in which a text stands."""
    sought = part.encode(errors="replace")
    place = names.find(sought)
    while place >= 0:
        end = names.index(b"\n", place)
        yield names[names.rfind(b"\n", 0, place) + 1 : end]
        place = names.find(sought, end)


def distance(one: str, other: str, most: int) -> int:
    """How many slips (a letter more, less, changed, or two swapped) part two texts; `most` + 1 when more than `most`."""
    far = most + 1
    if abs(len(one) - len(other)) > most:
        return far
    one, other = _unlike(one, other)
    width = len(other)
    before_last: list[int] = []
    last = list(range(width + 1))
    for row, letter in enumerate(one, 1):
        low, high = max(1, row - most), min(width, row + most)
        current = [far] * (width + 1)  # no way within `most` slips leaves the band between `low` and `high`
        current[low - 1] = row if low == 1 else far
        for column in range(low, high + 1):
            own = other[column - 1]
            best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != own))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == own:
                best = min(best, before_last[column - 2] + 1)
            current[column] = best
        if min(current) > most:
            return far
        before_last, last = last, current
    return min(last[width], far)


def _unlike(one: str, other: str) -> tuple[str, str]:
    """Two texts without what they begin and end with alike, which no slip parts."""
    end, most = 0, min(len(one), len(other))
    while end < most and one[end] == other[end]:
        end += 1
    one, other, most = one[end:], other[end:], most - end
    end = 0
    while end < most and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[: len(one) - end], other[: len(other) - end]
