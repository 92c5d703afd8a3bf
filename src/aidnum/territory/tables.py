"""The shipped tables, mapped into memory and searched as they are: nothing is read but the pages and lines asked for."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap

from aidnum.model.authority import Authority

# The columns of "authorities", as an Authority reads them.
COLUMNS = (
    *("key", "kinds", "name", "siren", "departements", "regions", "epci", "ept"),
    *("municipale", "totale", "year", "estimated"),
)
LYON, PARIS, ALSACE, CORSE = "200046977", "75056", "dep:67A", "reg:94"
# The authority that exercises the powers of a département, where it isn't "dep:" and its code.
_DEPARTMENTAL = {
    "2A": CORSE, "2B": CORSE, "20": CORSE, "67": ALSACE, "68": ALSACE, "67A": ALSACE, "75": PARIS,
    "972": "reg:02", "973": "reg:03", "976": "reg:06",
    "975": "com:975", "977": "com:977", "978": "com:978", "986": "com:986", "987": "com:987", "988": "com:988",
    "69M": LYON, "69D": "dep:69",
}  # fmt: skip
_HERE = os.path.dirname(__file__)  # noqa: PTH120 - pathlib costs more to import than the whole look-up
_FOLDERS = (os.path.join(_HERE, "..", "data", "territory"), os.path.join(_HERE, "..", "..", "..", "data", "territory"))  # noqa: PTH118
_read: dict[str, mmap] = {}


def table(name: str) -> mmap:
    """``authorities``, ``names``, ``postal`` or ``neighbours`` as bytes: sorted lines, a line feed at both ends.

    Raises:
        FileNotFoundError: when the installation is incomplete.
    """
    if name not in _read:
        paths = [os.path.join(folder, f"{name}.tsv") for folder in _FOLDERS]  # noqa: PTH118
        path = next((path for path in paths if os.path.exists(path)), paths[0])  # noqa: PTH110
        with open(path, "rb") as file:  # noqa: PTH123
            _read[name] = mmap(file.fileno(), 0, access=ACCESS_READ)
    return _read[name]


def line(name: str, key: str) -> str | None:
    """The line that begins with a key and a tab, or None."""
    whole, wanted = table(name), f"{key}\t".encode(errors="replace")
    start = first_from(whole, wanted)
    found = whole[start : whole.find(b"\n", start)]
    return found.decode() if found.startswith(wanted) else None


def lines_from(name: str, beginning: str) -> list[str]:
    """The lines that begin with a text, in their order."""
    whole, wanted = table(name), beginning.encode(errors="replace")
    start = first_from(whole, wanted)
    return whole[start : first_from(whole, wanted + b"\xff", start)].decode().split("\n")[:-1]


def first_from(whole: mmap | bytes, wanted: bytes, low: int = 1) -> int:
    """Where the first line of a table stands that doesn't come before a text: each look leaves half of the lines out."""
    high = len(whole)
    while low < high:
        start = max(low, whole.rfind(b"\n", 0, (low + high) // 2) + 1)
        end = whole.find(b"\n", start)
        if whole[start:end] < wanted:
            low = end + 1
        else:
            high = start
    return low


def bearers(name: str) -> list[str]:
    """The keys of the authorities that the key of a name, or a former code, leads to, the most populous first."""
    found = line("names", name)
    return [] if found is None else [bearer.rpartition("=")[0] for bearer in found.partition("\t")[2].split(" ")]


def once_bore(name: str, key: str) -> bool:
    """Whether the key of a name, or a former code, leads to an authority that bears it no more, which no people stand by."""
    found = line("names", name)
    return found is not None and f"{key}=0" in found.partition("\t")[2].split(" ")


def by_key(key: str) -> Authority | None:
    """The authority that has this key."""
    found = line("authorities", key)
    return None if found is None else Authority(found)


def lines_with(part: str) -> list[Authority]:
    """The authorities whose line holds a text between two tabs or commas; the caller checks the column."""
    whole, wanted = table("authorities"), part.encode()
    found: list[Authority] = []
    place = whole.find(wanted)
    while place >= 0:
        end = whole.find(b"\n", place)
        found.append(Authority(whole[whole.rfind(b"\n", 0, place) + 1 : end].decode()))
        place = whole.find(wanted, end)
    return found


def departmental(code: str) -> Authority | None:
    """The authority of departmental level for the code of a département."""
    return by_key(_DEPARTMENTAL.get(code, f"dep:{code}"))


def is_place(fact: str, code: str) -> bool:
    """Whether a place of today bears this very code; `fact` is ``departement``, ``region``, ``epci`` or ``commune``."""
    if fact == "departement":
        return departmental(code) is not None
    found = by_key(f"reg:{code}" if fact == "region" else code)
    return found is not None and is_of(found, fact)


def is_of(authority: Authority, kind: str) -> bool:
    """Whether an authority is of a kind; ``epci`` are the groupings with their own taxes, and the Métropole de Lyon."""
    return authority.key == authority.epci if kind == "epci" else kind in authority.kinds
