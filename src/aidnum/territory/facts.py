"""What a rule may ask of one or several authorities that carry a project together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aidnum.french import listed
from aidnum.model.assessment import Flags, Labels, Numbers, Possible
from aidnum.model.authority import Authority
from aidnum.model.profile import FactValue, Found
from aidnum.territory.relations import GRAND_PARIS, communes_of, departement_fact, people
from aidnum.territory.tables import LYON

_COLLECTIVITIES = ("975", "977", "978", "98")
BORDERS = "découpage administratif 2026"


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
        facts.update(_population("population_projet", *people(communes.values()), years[0] if years else None))
    return facts


def _facts_of_one(authority: Authority) -> dict[str, Found]:
    kinds = authority.kinds
    facts = {
        "collectivite": Found(kinds if len(kinds) > 1 else kinds[0], Labels(frozenset(kinds), together=True), BORDERS),
        "departement": _place(tuple(code for code in departement_fact(authority) if not code.startswith(_COLLECTIVITIES))),
        "region": _place(authority.regions),
        "epci": _place((authority.epci,) if authority.epci else (GRAND_PARIS,) if "ept" in kinds else ()),
        "commune": _place((authority.code,) if "commune" in kinds else ()),
        "outre_mer": _flag(is_overseas(authority)),
        **_population("population", authority.municipale, authority.totale, authority.year),
    }
    facts.update(_largest_member(authority))
    if "region" in kinds and "departement" not in kinds:
        facts["departement"] = _place(())
    if "departement" in kinds or authority.key == LYON:
        facts["exerce_competences_departement"] = _flag(True)
    elif "region" in kinds:
        facts["exerce_competences_departement"] = _flag(False)
    return facts


def _largest_member(authority: Authority) -> dict[str, Found]:
    """The population of the centre of a grouping, taken to be its most populous commune."""
    if authority.key != authority.epci:
        return {}
    largest = max(communes_of(authority), key=lambda commune: commune.municipale or 0)
    found = _population("population_commune_centre", largest.municipale, largest.totale, largest.year)
    return {name: each._replace(origin=f"{each.origin}, {largest.name}") for name, each in found.items()}


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


def _population(fact: str, municipale: int | None, totale: int | None, year: int | None) -> Mapping[str, Found]:
    if municipale is None:
        return {}
    notions = {"municipale": Numbers(municipale, municipale)}
    possible: Possible = Numbers(municipale, municipale)
    origin = f"Insee {year}" if year else "Insee, année non précisée"
    if totale is not None:
        notions["totale"] = Numbers(totale, totale)
        possible = Numbers(min(municipale, totale), max(municipale, totale))
        origin += ", population totale estimée"
    else:
        notions["totale"] = Numbers(municipale, None)
    return {fact: Found(municipale if totale is None else totale, possible, origin, notions)}
