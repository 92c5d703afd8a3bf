"""Errors know nothing of the command line: options and commands are named where they are told."""

from __future__ import annotations

import pytest

from aidnum.cli.spoken import MOST, spoken, spoken_lines
from aidnum.errors import (
    AidnumError,
    AloneTogether,
    BadUsage,
    CostsTwice,
    InFile,
    NoCatalogue,
    NoCosts,
    NoPlan,
    NothingGranted,
    NothingToFund,
    NotInPlan,
    SeveralInFile,
    SeveralSchemes,
    UnknownCode,
    UnknownFact,
    UnknownScheme,
    UnknownTax,
    UnknownValue,
    WhoDecides,
    WhoPays,
)

CASES = [
    (BadUsage("une faute", "Faire ceci."), "une faute", "Faire ceci."),
    (BadUsage("une faute"), "une faute", None),
    (CostsTwice(), "--cout et --budget donnent tous deux les coûts", "Garder l'un des deux."),
    (AloneTogether(), "--seul et plusieurs collectivités se contredisent", "Retirer --seul, ou ne nommer qu'une collectivité."),
    (NoCatalogue(), "aucun catalogue", "Donner un fichier avec --catalogue, ou retirer --no-shipped."),
    (NoCosts(), "un plan de financement part des coûts", "Donner --cout CATEGORIE=EUROS ou --budget FICHIER."),
    (
        NothingGranted(),
        "une aide de 0 € n'est pas une aide",
        "Une aide refusée, ou dont on ne veut pas, s'écarte du plan. Avec --sans FICHE.",
    ),
    (
        NoPlan("rien"),
        "pas de plan à voter : rien",
        "Imposer une aide : --retenir FICHE, ou --attendu FICHE=EUROS.",
    ),
    (
        NothingToFund(),
        "pas de plan à voter : aucun coût n'est donné",
        "Donner les coûts : --cout CATEGORIE=EUROS, ou --budget FICHIER.",
    ),
    (
        UnknownTax(["DETR", "DSIL"]),
        "pas de plan à voter : sans le taux de TVA, ces aides ne se calculent pas : DETR, DSIL",
        "Donner le taux de TVA : --tva 20%. Ou la somme : --attendu FICHE=EUROS.",
    ),
    (
        NotInPlan(["DETR", "DSIL"]),
        "DETR, DSIL n'ont aucun montant au plan",
        "Dire quelle somme est attendue, ou écarter cette aide. Avec --attendu FICHE=EUROS, ou --sans FICHE.",
    ),
    (
        WhoDecides("Qui porte le projet ?"),
        "l'assemblée qui délibère n'est pas connue. Qui porte le projet ?",
        "Nommer la collectivité, ou donner --collectivite.",
    ),
    (
        WhoPays("Brest", ["Quimper", "Morlaix"]),
        "projet à plusieurs : Brest est maître d'ouvrage, et quelle part paie chaque autre membre (Quimper, Morlaix) ?",
        (
            "Nommer d'abord le maître d'ouvrage, puis chaque membre ; la part de chacun : --autre NOM=EUROS:commune. "
            "Le maître d'ouvrage paie seul : --fait paie_seul=oui."
        ),
    ),
    (SeveralInFile("p.yaml", [InFile("p.yaml:1:2", BadUsage("une faute"))] * 2), "p.yaml : 2 défauts", None),
    (UnknownFact("fait inconnu « x »"), "fait inconnu « x »", "La liste : aidnum facts."),
    (
        UnknownFact("fait inconnu « x »", "Le plus proche : y."),
        "fait inconnu « x »",
        "Le plus proche : y. La liste : aidnum facts.",
    ),
    (UnknownValue("type", "inconnu", None), "type : inconnu", "Les valeurs possibles : aidnum facts type."),
    (
        UnknownValue("collectivite", "inconnu", None),
        "collectivite : inconnu",
        "Un nom se donne sans option : aidnum check NOM. Les valeurs possibles : aidnum facts collectivite.",
    ),
    (UnknownCode("inconnu", "Un code."), "inconnu", "Un code. Le trouver : aidnum territory NOM."),
    (InFile("p.yaml:1:2", UnknownFact("fait inconnu")), "p.yaml:1:2 : fait inconnu", "La liste : aidnum facts."),
    (UnknownScheme("x", []), "aucun dispositif ne s'appelle « x »", "La liste : aidnum list."),
    (
        UnknownScheme("dter", [("detr", "DETR")]),
        "aucun dispositif ne s'appelle « dter »",
        "La liste : aidnum list. Le plus proche :",
    ),
    (
        SeveralSchemes("relance", [("a", "A"), ("b", "B")]),
        "« relance » désigne 2 dispositifs",
        "Donner l'identifiant de l'un d'eux :",
    ),
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


def test_what_may_be_meant_is_listed_up_to_thirty_lines() -> None:
    found = [(f"id-{number}", f"Titre {number}") for number in range(32)]
    assert SeveralSchemes("id", found[:30]).lines[-1] == "  id-29  Titre 29"
    assert SeveralSchemes("id", found).lines[-2:] == ("  id-29  Titre 29", "  … et 2 de plus ; un mot de plus réduit la liste")


def test_an_error_in_a_file_keeps_what_may_be_meant() -> None:
    assert InFile("p.yaml:1:2", UnknownValue("type", "inconnu", None, [("a", "A")])).lines == ("  a  A",)


def test_each_fault_of_a_file_is_told_with_its_own_hint() -> None:
    errors = [InFile("p.yaml:1:2", UnknownFact("fait inconnu")), InFile("p.yaml:2:2", BadUsage("vouliez-vous dire 40% ?"))]
    assert spoken_lines(SeveralInFile("p.yaml", errors)) == (
        "p.yaml:1:2 : fait inconnu. La liste : aidnum facts.",
        "p.yaml:2:2 : vouliez-vous dire 40% ?",
    )


def test_many_faults_are_counted() -> None:
    told = spoken_lines(SeveralInFile("p.yaml", [InFile("p.yaml:1:2", BadUsage("une faute"))] * (MOST + 2)))
    assert (len(told), told[-1]) == (MOST + 1, "et 2\u00a0autres")
