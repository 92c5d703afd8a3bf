"""Errors know nothing of the command line: options and commands are named where they are told."""

from __future__ import annotations

import pytest

from aidnum.cli.spoken import spoken
from aidnum.errors import (
    AidnumError,
    AloneTogether,
    BadUsage,
    CostsTwice,
    InFile,
    NoCatalogue,
    NoCosts,
    UnknownFact,
    UnknownScheme,
    UnknownValue,
)

CASES = [
    (BadUsage("une faute", "Faire ceci."), "une faute", "Faire ceci."),
    (BadUsage("une faute"), "une faute", None),
    (CostsTwice(), "--cout et --budget donnent tous deux les coûts", "Garder l'un des deux."),
    (AloneTogether(), "--seul et plusieurs collectivités se contredisent", "Retirer --seul, ou ne nommer qu'une collectivité."),
    (NoCatalogue(), "aucun catalogue", "Donner un fichier avec --catalogue, ou retirer --no-shipped."),
    (NoCosts(), "un plan de financement part des coûts", "Donner --cout CATEGORIE=EUROS ou --budget FICHIER."),
    (UnknownFact("fait inconnu « x »"), "fait inconnu « x »", "La liste : aidnum facts."),
    (
        UnknownFact("fait inconnu « x »", "Le plus proche : y."),
        "fait inconnu « x »",
        "Le plus proche : y. La liste : aidnum facts.",
    ),
    (UnknownValue("type", "inconnu", None), "type : inconnu", "Les valeurs possibles : aidnum facts type."),
    (InFile("p.yaml:1:2", UnknownFact("fait inconnu")), "p.yaml:1:2 : fait inconnu", "La liste : aidnum facts."),
    (UnknownScheme("x", []), "aucun dispositif ne s'appelle « x »", "La liste : aidnum list."),
    (UnknownScheme("dter", ["detr"]), "aucun dispositif ne s'appelle « dter »", "Le plus proche : detr."),
]


@pytest.mark.parametrize(("error", "sentence", "hint"), CASES)
def test_an_error_is_told_with_the_option_or_the_command_that_helps(
    error: AidnumError, sentence: str, hint: str | None
) -> None:
    assert spoken(error) == (sentence, hint)


@pytest.mark.parametrize("error", [case[0] for case in CASES])
def test_an_error_alone_names_no_option_nor_command(error: AidnumError) -> None:
    assert "--" not in f"{error.message} {error.hint}"
    assert "aidnum " not in f"{error.message} {error.hint}"
