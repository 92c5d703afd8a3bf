"""What to type: the option of the command line that supplies a fact, and what names an authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from aidnum.territory.search import Match

COSTS = "--cout CATEGORIE=EUROS"
OPTIONS = {
    "population": "--population N",
    "collectivite": "--collectivite TYPE",
    "type": "--type TYPE",
    "mutualise": "--mutualise ou --seul",
    "duree_mois": "--duree-mois N",
}
OUTSIDE = (
    "Les syndicats, pôles d'équilibre, pôles métropolitains et établissements publics (CCAS, GIP…) ne sont pas dans les "
    "données ouvertes d'aidnum."
)
OUTSIDE_HINT = "Donner sa sorte et sa population (--collectivite smf --population 45000), ou nommer les collectivités membres."
TELL_APART = "Donner le code à la place du nom, ou préciser : « Saint-Denis (93) », « agglo de … », dep:, reg:, epci:, commune:"
NO_POSTCODE = "Un code Insee (35238), SIREN (243500139) ou de département (35) est attendu ; un code postal ne convient pas."
NOTHING_NEAR = "Donner le nom complet, le code Insee ou le numéro SIREN."
_PLACES = {"number": "N", "flag": "oui|non"}
_SHORT = 24


def option_for(name: str, vocabulary: Vocabulary) -> str:
    """How to give a fact: its own option, or ``--fait`` for any other, with the values it takes where they are few."""
    return OPTIONS.get(name) or f"--fait {name}={_place(name, vocabulary)}"


def _place(name: str, vocabulary: Vocabulary) -> str:
    values = "|".join(vocabulary.values(name))
    return _PLACES.get(vocabulary.facts[name].kind) or (values if 0 < len(values) <= _SHORT else "VALEUR")


def what_next(match: Match) -> list[str]:
    """What to type instead."""
    if match.is_outside:
        return [OUTSIDE, OUTSIDE_HINT]
    if match.authorities:
        return [TELL_APART]
    return [NO_POSTCODE] if match.query.strip().isdigit() else [NOTHING_NEAR]
