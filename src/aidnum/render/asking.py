"""The option of the command line that supplies a fact."""

from __future__ import annotations

OPTIONS = {
    "population": "--population N",
    "collectivite": "--collectivite TYPE",
    "type": "--type TYPE",
    "mutualise": "--mutualise ou --seul",
    "duree_mois": "--duree-mois N",
}


def option_for(fact: str) -> str:
    """How to give a fact: its own option, or ``--fait`` for any other fact of the vocabulary."""
    return OPTIONS.get(fact, f"--fait {fact}=VALEUR")
