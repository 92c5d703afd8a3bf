"""A local authority as open data describe it.

A plain class with slots rather than a named tuple: looking one up by its code imports nothing, not even ``typing``.
"""

from __future__ import annotations


class Authority:
    """One local authority: what it is, where it lies, how many people live there.

    `key` is unique (an INSEE or SIREN code, or ``dep:35``, ``reg:53``, ``com:987``); `code` is the one that people use. `kinds`
    holds every kind it is at once. `departements` and `regions` hold the INSEE codes of those it lies in, the most
    populated part first. `municipale` and `totale` are its populations in `year`, None where not published.
    """

    __slots__ = (
        "departements",
        "epci",
        "ept",
        "is_estimated",
        "key",
        "kinds",
        "municipale",
        "name",
        "regions",
        "siren",
        "totale",
        "year",
    )

    key: str
    kinds: tuple[str, ...]
    name: str
    siren: str | None
    departements: tuple[str, ...]
    regions: tuple[str, ...]
    epci: str | None
    ept: str | None
    municipale: int | None
    totale: int | None
    year: int | None
    is_estimated: bool

    def __init__(self, line: str) -> None:
        """Read one line of ``authorities.tsv``."""
        key, kinds, name, siren, departements, region, epci, ept, municipale, totale, year, estimated = line.split("\t")
        self.key = key
        self.kinds = tuple(kinds.split(","))
        self.name = name
        self.siren = siren or None
        self.departements = tuple(departements.split(",")) if departements else ()
        self.regions = tuple(region.split(",")) if region else ()
        self.epci = epci or None
        self.ept = ept or None
        self.municipale = int(municipale) if municipale else None
        self.totale = int(totale) if totale else None
        self.year = int(year) if year else None
        self.is_estimated = bool(estimated)

    @property
    def code(self) -> str:
        """The code without its prefix: ``35238``, ``243500139``, ``35``, ``53``."""
        return self.key.rpartition(":")[2]

    @property
    def region(self) -> str | None:
        """The région it lies in, or most of it."""
        return self.regions[0] if self.regions else None

    @property
    def kind(self) -> str:
        """The first of its kinds."""
        return self.kinds[0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Authority) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"Authority({self.key}, {self.name})"
