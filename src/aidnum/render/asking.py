"""The option of the command line that supplies a fact."""

from aidnum.model.vocabulary import Vocabulary

COSTS = "--cout CATEGORIE=EUROS"
OPTIONS = {
    "population": "--population N",
    "collectivite": "--collectivite TYPE",
    "type": "--type TYPE",
    "mutualise": "--mutualise ou --seul",
    "duree_mois": "--duree-mois N",
}
_PLACES = {"number": "N", "flag": "oui|non"}
_SHORT = 24


def option_for(name: str, vocabulary: Vocabulary) -> str:
    """How to give a fact: its own option, or ``--fait`` for any other, with the values it takes where they are few."""
    return OPTIONS.get(name) or f"--fait {name}={_place(name, vocabulary)}"


def _place(name: str, vocabulary: Vocabulary) -> str:
    values = "|".join(vocabulary.values(name))
    return _PLACES.get(vocabulary.facts[name].kind) or (values if 0 < len(values) <= _SHORT else "VALEUR")
