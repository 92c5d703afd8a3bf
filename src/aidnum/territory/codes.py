"""From a code to the authorities that it means, and from an authority to the code that means it alone.

Five digits may be the INSEE code of one commune, today's or a former one, and the postal code of others: then all are meant,
and ``insee:`` or ``cp:`` decides. Codes of CEDEX mail aren't in the tables.
"""

from __future__ import annotations

from aidnum.model.authority import Authority
from aidnum.territory.tables import bearers, by_key, departmental, is_of, line, lines_with, table

TYPE_CHECKING = False  # collections and typing cost more to import than the look-up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FIVE, _SIREN, _SIRET = 5, 9, 14


def by_code(text: str) -> list[Authority]:
    """The authorities that a code means, the largest first: none, one, or several that share it.

    Spaces and case don't count. A prefix says what the code is (``insee:``, ``cp:``, ``siren:``), or what it names (``dep:``,
    ``reg:``, ``com:``, ``commune:``, ``epci:``, ``ept:``).
    """
    prefix, _, rest = text.rpartition(":")
    code = _without_establishment("".join(rest.split()).upper())
    if not code.isalnum() or not code.isascii():
        return []
    return list(dict.fromkeys(known for known in _meant(prefix.strip().lower(), code) if known is not None))


def is_code(text: str) -> bool:
    """Whether a text can be nothing but a code: digits alone, or what follows ``insee:``, ``cp:`` or ``siren:``."""
    prefix, colon, rest = text.rpartition(":")
    is_prefixed = not colon or prefix.strip().isalpha()
    return (is_prefixed and "".join(rest.split()).isdigit()) or prefix.strip().lower() in ("insee", "cp", "siren")


def naming(authority: Authority) -> str:
    """The code that means an authority and no other, with a prefix where another shares it: ``35238``, ``insee:59650``."""
    if by_code(authority.code) == [authority]:
        return authority.code
    return authority.key if ":" in authority.key else f"insee:{authority.key}"


def naming_as(typed: str, authority: Authority) -> str:
    """The words that mean one of those that a code means: ``cp:59650`` where that is the postal code of it alone."""
    return f"cp:{code}" if served_by(code := "".join(typed.split())) == [authority] else naming(authority)


def served_by(postal: str) -> list[Authority]:
    """The communes, or the collectivity, that a postal code serves, the most populous first."""
    found = line("postal", postal)
    keys = () if found is None else found.partition("\t")[2].split(" ")
    return [known for known in map(by_key, keys) if known is not None]


def postal_codes(authority: Authority) -> tuple[str, ...]:
    """The postal codes of a commune, in order."""
    if not {"commune", "com"} & set(authority.kinds):
        return ()
    whole, wanted = table("postal"), authority.key.encode()
    found: list[str] = []
    place = whole.find(wanted)
    while place >= 0:
        start = whole.rfind(b"\n", 0, place) + 1
        if place > start:  # at the head of a line, the same digits are a postal code
            found.append(whole[start : start + _FIVE].decode())
        place = whole.find(wanted, place + 1)
    return tuple(found)


def _without_establishment(code: str) -> str:
    """A SIRET as the SIREN it begins with."""
    return code[:_SIREN] if len(code) == _SIRET and code.isdigit() else code


def _meant(prefix: str, code: str) -> Sequence[Authority | None]:
    if prefix in ("commune", "epci", "ept"):
        return [known for known in _of_any(code) if known is not None and is_of(known, prefix)]
    if prefix in ("reg", "com"):
        return [by_key(f"{prefix}:{code}")]
    read = _READERS.get(prefix)
    return read(code) if read else []


def _of_any(code: str) -> Sequence[Authority | None]:
    if len(code) < _FIVE:
        return [departmental(code), by_key(f"reg:{code}")]
    if len(code) != _FIVE:
        return _of_siren(code)
    return sorted(filter(None, (*_of_insee(code), *served_by(code))), key=lambda known: (-(known.municipale or 0), known.key))


def _of_insee(code: str) -> list[Authority | None]:
    """The commune of an INSEE code of today, else those that a former one leads to."""
    if len(code) != _FIVE or not code[2:].isdigit():
        return []
    known = by_key(code)
    return [known] if known else [by_key(key) for key in bearers(code.lower())]


def _of_siren(code: str) -> list[Authority | None]:
    if len(code) != _SIREN or not code.isdigit():
        return []
    known = by_key(code)
    return [known] if known else [known for known in lines_with(f"\t{code}\t") if known.siren == code]


def _of_departement(code: str) -> list[Authority | None]:
    return [departmental(code)]


_READERS: dict[str, Callable[[str], Sequence[Authority | None]]] = {
    "": _of_any,
    "insee": _of_insee,
    "cp": served_by,
    "siren": _of_siren,
    "dep": _of_departement,
}
