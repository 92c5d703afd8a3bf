"""Who belongs to whom, and what touches what."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aidnum.model.authority import Authority
from aidnum.territory.tables import LYON, by_key, departmental, line, lines_with, table

GRAND_PARIS = "200054781"


def communes_of(authority: Authority) -> list[Authority]:
    """The communes that make up an authority; a commune is its own."""
    if "commune" in authority.kinds:
        return [authority]
    parts, lies_in = _membership(authority)
    found = (known for part in parts for known in lines_with(f"\t{part}\t"))
    return [known for known in found if "commune" in known.kinds and lies_in(known)]


def _membership(authority: Authority) -> tuple[tuple[str, ...], Callable[[Authority], bool]]:
    """What stands in the line of a commune of an authority, and the test of its columns."""
    if authority.key == authority.epci:
        return (authority.key,), lambda commune: commune.epci == authority.key
    if "ept" in authority.kinds:
        return (authority.key,), lambda commune: commune.ept == authority.key
    if "region" in authority.kinds:
        return (authority.code,), lambda commune: commune.region == authority.region
    places = authority.departements
    return places, lambda commune: commune.departements[0] in places and not _is_of_lyon(commune, authority)


def _is_of_lyon(commune: Authority, departement: Authority) -> bool:
    """Whether a commune of the Rhône belongs to the Métropole de Lyon, which isn't part of the authority of that name."""
    return commune.epci == LYON and departement.key == "dep:69"


def belongs_to(authority: Authority) -> list[Authority]:
    """What an authority lies wholly in, the nearest first: its EPT, EPCI, authority of departmental level, région."""
    found = [by_key(key) for key in (authority.ept, authority.epci) if key]
    if len(authority.departements) == 1:
        found.append(departmental(departement_fact(authority)[0]))
    if len(authority.regions) == 1:
        found.append(by_key(f"reg:{authority.region}"))
    unique = dict.fromkeys(above for above in found if above is not None)
    return [above for above in unique if above.key != authority.key and not _is_above(authority, above)]


def _is_above(authority: Authority, other: Authority) -> bool:
    """Whether an authority is of a wider level than another: a région doesn't lie in a département, nor one in an EPCI."""
    if "region" in authority.kinds:
        return True
    return "departement" in authority.kinds and "region" not in other.kinds and "commune" not in authority.kinds


def departement_fact(authority: Authority) -> tuple[str, ...]:
    """The codes of the départements it lies in, the Rhône told from the Métropole de Lyon (``69D``, ``69M``)."""
    rhone = "69M" if authority.epci == LYON else "69D"
    return tuple(rhone if code == "69" else code for code in authority.departements)


def members_of(authority: Authority) -> list[Authority]:
    """Who belongs to an authority directly: communes of a grouping, groupings of a département, départements of a région."""
    if "region" in authority.kinds and "departement" not in authority.kinds:
        codes = dict.fromkeys(code for commune in communes_of(authority) for code in departement_fact(commune))
        levels = (departmental(code) for code in codes)
        return list(dict.fromkeys(level for level in levels if level is not None))
    communes = communes_of(authority)
    if "departement" in authority.kinds and "commune" not in authority.kinds:
        keys = dict.fromkeys(commune.epci for commune in communes if commune.epci)
        alone = [commune for commune in communes if not commune.epci]
        groupings = [grouping for key in keys for grouping in (by_key(key),) if grouping is not None]
        return sorted([*groupings, *alone], key=_by_people)
    return sorted((commune for commune in communes if commune.key != authority.key), key=_by_people)


def _by_people(authority: Authority) -> tuple[int, str]:
    return -(authority.municipale or 0), authority.key


def neighbours_of(epci: str) -> list[str]:
    """The codes of the groupings that touch one."""
    found = line("neighbours", epci)
    return [] if found is None else found.partition("\t")[2].split(" ")


def groupings() -> list[Authority]:
    """Every grouping with its own taxes, and the Métropole de Lyon."""
    return [
        known for known in map(_parsed, table("authorities")[:].split(b"\n")) if known is not None and known.key == known.epci
    ]


def _parsed(row: bytes) -> Authority | None:
    return Authority(row.decode()) if row[9:10] == b"\t" and row[:9].isdigit() else None


def people(communes: Iterable[Authority]) -> tuple[int | None, int | None]:
    """The municipal and total populations of a set of communes; None when that of one isn't known."""
    municipale = [commune.municipale for commune in communes]
    totale = [commune.totale if commune.totale is not None else commune.municipale for commune in communes]
    if None in municipale or not municipale:
        return None, None
    return sum(filter(None, municipale)), sum(filter(None, totale))
