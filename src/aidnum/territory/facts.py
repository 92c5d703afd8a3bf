"""What a rule may ask of one or several authorities that carry a project together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from aidnum.french import listed
from aidnum.model.assessment import Flags, Labels, Numbers, Possible
from aidnum.model.authority import Authority
from aidnum.model.profile import FactValue, Found
from aidnum.territory.relations import GRAND_PARIS, communes_of, departement_fact, people
from aidnum.territory.tables import LYON

_COLLECTIVITIES = ("975", "977", "978", "98")
BORDERS = "découpage administratif 2026"


class Reading(NamedTuple):
    """How a fact is read from the line of an authority, or from that of its centre: the columns of the table that decide it."""

    read: Callable[[Authority], Found | None]
    columns: tuple[str, ...]
    of_centre: bool = False


def facts_of(authorities: Sequence[Authority]) -> dict[str, Found]:
    """The facts of the applicant, who is the first named; of the project too, when several carry it together.

    The population of a project is that of all the communes of its members, each counted once.
    """
    leader = authorities[0]
    facts = _facts_of_one(leader)
    if len(authorities) > 1:
        communes = {commune.key: commune for authority in authorities for commune in communes_of(authority)}
        names = listed([authority.name for authority in authorities])
        facts["mutualise"] = Found(True, Flags(frozenset({True})), f"projet de {names}")
        years = sorted({commune.year for commune in communes.values() if commune.year})
        together = _population(*people(communes.values()), years[0] if years else None)
        facts.update({} if together is None else {"population_projet": together})
    return facts


def _facts_of_one(authority: Authority) -> dict[str, Found]:
    facts: dict[str, Found] = {}
    for name, reading in READINGS.items():
        read_from = _centre(authority) if reading.of_centre else authority
        found = None if read_from is None else reading.read(read_from)
        if found is not None:
            facts[name] = found
    return facts


def _centre(authority: Authority) -> Authority | None:
    """The centre of a grouping, taken to be its most populous commune."""
    if authority.key != authority.epci:
        return None
    return max(communes_of(authority), key=lambda commune: commune.municipale or 0)


def _collectivite(authority: Authority) -> Found:
    kinds = authority.kinds
    return Found(kinds if len(kinds) > 1 else kinds[0], Labels(frozenset(kinds), together=True), BORDERS)


def _departement(authority: Authority) -> Found:
    """A région that is no département too lies in none."""
    if "region" in authority.kinds and "departement" not in authority.kinds:
        return _place(())
    return _place(tuple(code for code in departement_fact(authority) if not code.startswith(_COLLECTIVITIES)))


def _epci(authority: Authority) -> Found:
    return _place((authority.epci,) if authority.epci else (GRAND_PARIS,) if "ept" in authority.kinds else ())


def _competences(authority: Authority) -> Found | None:
    if "departement" in authority.kinds or authority.key == LYON:
        return _flag(True)
    return _flag(False) if "region" in authority.kinds else None


def is_overseas(authority: Authority) -> bool:
    """Whether an authority lies overseas: in a département or a collectivity of code 97 or 98, or a région of code 0.

    The régions, but for those that are départements too, lie in no département.
    """
    in_region = any(code.startswith("0") for code in authority.regions)
    return in_region or any(code.startswith(("97", "98")) for code in authority.departements)


def _place(codes: tuple[str, ...]) -> Found:
    """Where an authority lies; in one of several places when it straddles them, in none when the question has no sense."""
    value: FactValue = codes[0] if len(codes) == 1 else codes
    return Found(value, Labels(frozenset(codes), together=False), BORDERS)


def _flag(value: bool) -> Found:  # noqa: FBT001
    return Found(value, Flags(frozenset({value})), BORDERS)


def _population_of(authority: Authority) -> Found | None:
    return _population(authority.municipale, authority.totale, authority.year)


def _population_of_centre(centre: Authority) -> Found | None:
    found = _population_of(centre)
    return found and found._replace(origin=f"{found.origin}, {centre.name}")


def _population(municipale: int | None, totale: int | None, year: int | None) -> Found | None:
    if municipale is None:
        return None
    notions = {"municipale": Numbers(municipale, municipale)}
    possible: Possible = Numbers(municipale, municipale)
    origin = f"Insee {year}" if year else "Insee, année non précisée"
    if totale is not None:
        notions["totale"] = Numbers(totale, totale)
        possible = Numbers(min(municipale, totale), max(municipale, totale))
        origin += ", population totale estimée"
    else:
        notions["totale"] = Numbers(municipale, None)
    return Found(municipale if totale is None else totale, possible, origin, notions)


READINGS = {
    "collectivite": Reading(_collectivite, ("kinds",)),
    "departement": Reading(_departement, ("kinds", "departements", "epci")),
    "region": Reading(lambda authority: _place(authority.regions), ("regions",)),
    "epci": Reading(_epci, ("kinds", "epci")),
    "commune": Reading(lambda known: _place((known.code,) if "commune" in known.kinds else ()), ("key",)),
    "outre_mer": Reading(lambda authority: _flag(is_overseas(authority)), ("departements", "regions")),
    "population": Reading(_population_of, ("municipale", "totale", "year")),
    "population_commune_centre": Reading(_population_of_centre, (), of_centre=True),
    "exerce_competences_departement": Reading(_competences, ("kinds", "epci")),
}
"""What open data say of one authority, in the order in which it is told."""
