"""The shipped tables, mapped into memory and searched as they are: nothing is read but the pages and lines asked for."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap

from aidnum.model.authority import Authority

LYON, PARIS, ALSACE, CORSE = "200046977", "75056", "dep:67A", "reg:94"
PREFIXES = {"dep": "dep", "reg": "reg", "com": "com", "commune": "", "epci": "", "ept": ""}
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
    """``authorities``, ``names`` or ``neighbours`` as bytes: sorted lines, a line feed at both ends.

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
    start = _first(whole, wanted)
    found = whole[start : whole.find(b"\n", start)]
    return found.decode() if found.startswith(wanted) else None


def lines_from(name: str, beginning: str) -> list[str]:
    """The lines that begin with a text, in their order."""
    whole, wanted = table(name), beginning.encode(errors="replace")
    start = _first(whole, wanted)
    return whole[start : _first(whole, wanted + b"\xff", start)].decode().split("\n")[:-1]


def _first(whole: mmap, wanted: bytes, low: int = 1) -> int:
    """Where the first line stands that doesn't come before a text; lines are sorted, and each look leaves half of them out."""
    high = len(whole)
    while low < high:
        start = max(low, whole.rfind(b"\n", 0, (low + high) // 2) + 1)
        end = whole.find(b"\n", start)
        if whole[start:end] < wanted:
            low = end + 1
        else:
            high = start
    return low


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
    return found is not None and _is_of(found, "reg" if fact == "region" else fact)


def by_code(text: str) -> list[Authority]:
    """The authorities that a code means: none, one, or a département and a région that share it.

    Spaces and case don't count; ``dep:53`` and ``reg:53`` tell the two apart. A commune is found by its SIREN too.
    """
    prefix, _, rest = text.rpartition(":")
    code = _without_establishment("".join(rest.split()).upper())
    wanted = prefix.strip().lower()
    if not code.isalnum() or not code.isascii() or (prefix and wanted not in PREFIXES):
        return []
    found = _of_short(code, wanted) if len(code) <= 3 else _of_long(code)
    unique = dict.fromkeys(authority for authority in found if authority is not None)
    return [authority for authority in unique if _is_of(authority, wanted)]


def _without_establishment(code: str) -> str:
    """A SIRET as the SIREN it begins with."""
    return code[:9] if len(code) == 14 and code.isdigit() else code


def _of_short(code: str, wanted: str) -> list[Authority | None]:
    departement = [] if wanted == "reg" else [departmental(code)]
    region = [] if wanted == "dep" else [by_key(f"reg:{code}")]
    return [*departement, *region]


def _of_long(code: str) -> list[Authority | None]:
    known = by_key(code)
    if known is None and len(code) == 9 and code.isdigit():
        return [authority for authority in lines_with(f"\t{code}\t") if authority.siren == code]
    return [known]


def _is_of(authority: Authority, wanted: str) -> bool:
    if wanted in ("", "dep", "reg", "com"):
        return True
    return (authority.key == authority.epci) if wanted == "epci" else wanted in authority.kinds
