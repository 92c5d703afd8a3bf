"""The founding article, sentence by sentence: what it says, the question its reader asks, the answer."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from tests.cli.conftest import Run

COCONSTRUCTION = "france-relance-coconstruction"
DEMATERIALISATION = "france-relance-dematerialisation"
DONNEES = "france-relance-donnees"
COOPERATION = "france-relance-cooperation"
FOUR = (COCONSTRUCTION, DEMATERIALISATION, DONNEES, COOPERATION)
BY_SIZE = FOUR[1:]

MARCH = "--date 2021-03-01"
CITY = f"--population 520000 {MARCH}"
TOWN = f"--collectivite commune --population 30000 {MARCH}"
SPENT = "--cout personnel=40000 --cout materiel=20000 --cout prestations=60000"

# (what the article says, the question, scheme → what its assessment must hold)
Row = tuple[str, str, dict[str, dict[str, Any]]]


def _eligible(**more: Any) -> dict[str, Any]:
    return {"verdict": "eligible", **more}


def _refused(**more: Any) -> dict[str, Any]:
    return {"verdict": "ineligible", **more}


def _asks(*facts: str, **more: Any) -> dict[str, Any]:
    return {"verdict": "to_confirm", "asks": set(facts), **more}


SENTENCES: list[Row] = [
    # Written for libraries
    (
        "L'article s'adresse aux bibliothèques : leur projet n'est refusé par aucun des quatre",
        f"--type bibliotheque {CITY}",
        {
            DEMATERIALISATION: _asks("type"),
            DONNEES: _asks("type"),
            COOPERATION: _asks("type"),
            COCONSTRUCTION: {"verdict": "to_confirm"},
        },
    ),
    (
        "Une médiathèque qui ouvre ses données",
        f"--type donnees --domaine bibliotheque {CITY}",
        {
            DONNEES: _eligible(),
            DEMATERIALISATION: _refused(),
            COOPERATION: _refused(),
            COCONSTRUCTION: _asks("besoin_partage"),
        },
    ),
    (
        "Un réseau de lecture publique qui mutualise ses outils",
        f"--type outils-communs --domaine bibliotheque {TOWN}",
        {COCONSTRUCTION: _eligible()},
    ),
    # Results within 18 months
    (
        "Des résultats concrets dans les 18 mois",
        f"--type dematerialisation --duree-mois 18 {CITY}",
        {DEMATERIALISATION: _eligible()},
    ),
    (
        "Au-delà de 18 mois avant les premiers résultats",
        f"--type dematerialisation --duree-mois 19 {CITY}",
        {DEMATERIALISATION: _refused()},
    ),
    # « Je suis une collectivité ou un groupement… d'autres ont le même besoin »
    (
        "J'ai besoin d'outils numériques, et d'autres aussi : toute taille",
        f"--type outils-communs --collectivite commune --population 300 {MARCH}",
        {COCONSTRUCTION: _eligible()},
    ),
    (
        "Exemple : orienter les usagers vers le bon service",
        f"--type démarches --fait besoin_partage=oui {TOWN}",
        {COCONSTRUCTION: _eligible()},
    ),
    (
        "Exemple : gérer les relations avec les usagers, besoin dont on ne sait s'il est partagé",
        f"--type 'relation usagers' {TOWN}",
        {COCONSTRUCTION: _asks("besoin_partage")},
    ),
    (
        "Exemple : prêter des équipements publics",
        f'--type "prêt d\'équipements publics" --fait besoin_partage=oui {TOWN}',
        {COCONSTRUCTION: _eligible()},
    ),
    (
        "Un besoin que personne ne partage",
        f"--type outils-communs --fait besoin_partage=non {TOWN}",
        {COCONSTRUCTION: _refused()},
    ),
    (
        "L'État cofinance 50 %",
        f"--type outils-communs --cout prestations=60000 {TOWN}",
        {COCONSTRUCTION: _eligible(amount=("30000.00", "30000.00"))},
    ),
    (
        "Étape 1, recueil des besoins : à partir du 25 janvier",
        "--type outils-communs --population 300 --date 2021-01-24",
        {COCONSTRUCTION: _eligible(state="upcoming")},
    ),
    (
        "… et jusqu'au 15 mars",
        "--type outils-communs --population 300 --date 2021-03-15",
        {COCONSTRUCTION: _eligible(state="open")},
    ),
    (
        "Étape 3, territoires référents : jusqu'au 31 mai",
        "--type outils-communs --population 300 --date 2021-05-31",
        {COCONSTRUCTION: _eligible(state="open")},
    ),
    (
        "Étape 4, développement : plus de dépôt",
        "--type outils-communs --population 300 --date 2021-06-01",
        {COCONSTRUCTION: _eligible(state="closed")},
    ),
    # « Je suis un groupement ou une collectivité de taille importante »
    (
        "Des projets qui concernent un département",
        f"--type dematerialisation --collectivite departement --population 76000 {MARCH}",
        {DEMATERIALISATION: _eligible()},
    ),
    (
        "… ou l'équivalent d'environ 500 000 habitants",
        f"--type dematerialisation --collectivite metropole --population 450000 {MARCH}",
        {DEMATERIALISATION: _asks()},
    ),
    (
        "Une ville seule n'en est pas l'équivalent",
        f"--type dematerialisation {TOWN}",
        {DEMATERIALISATION: _refused()},
    ),
    (
        "Un projet mutualisé qui couvre un département, mené par une ville",
        f"--type dematerialisation --mutualise --fait couvre_departement=oui {TOWN}",
        {DEMATERIALISATION: _eligible()},
    ),
    (
        "Un projet mutualisé, mené par une agglomération, dont on ne sait ce qu'il couvre",
        f"--type donnees --collectivite ca --population 90000 --mutualise {MARCH}",
        {DONNEES: _asks("couvre_departement", "population_projet")},
    ),
    (
        "Un projet mutualisé de 500 000 habitants, mené par un syndicat",
        f"--type cooperation --collectivite smo --mutualise --fait population_projet=500000 {MARCH}",
        {COOPERATION: _eligible()},
    ),
    # a. Dématérialiser
    (
        "50 % hors personnel, du 25 janvier…",
        f"--type demat --population 520000 {SPENT} --date 2021-01-25",
        {DEMATERIALISATION: _eligible(state="open", amount=("40000.00", "40000.00"))},
    ),
    ("… au 28 mai 2021", "--type demat --population 520000 --date 2021-05-28", {DEMATERIALISATION: _eligible(state="open")}),
    ("Le lendemain", "--type demat --population 520000 --date 2021-05-29", {DEMATERIALISATION: _eligible(state="closed")}),
    # b. Données
    ("Intelligence artificielle", f"--type IA {CITY}", {DONNEES: _eligible()}),
    ("Ouverture des données", f"--type 'open data' {CITY}", {DONNEES: _eligible()}),
    ("Archivage des données", f"--type archivage {CITY}", {DONNEES: _eligible()}),
    ("Tableaux de bord des politiques locales", f"--type 'tableaux de bord' {CITY}", {DONNEES: _eligible()}),
    (
        "50 % hors personnel et matériel",
        f"--type donnees {SPENT} {CITY}",
        {DONNEES: _eligible(state="open", amount=("30000.00", "30000.00"))},
    ),
    # c. Coopération
    ("Plateformes citoyennes", f"--type 'plateforme citoyenne' {CITY}", {COOPERATION: _eligible()}),
    ("Partage de connaissances", f"--type 'partage de connaissances' {CITY}", {COOPERATION: _eligible()}),
    (
        "Une alliance avec des citoyens, des entreprises ou des associations",
        f"--type cooperation --fait alliance=non {CITY}",
        {COOPERATION: _refused()},
    ),
    (
        "50 % hors personnel et matériel, jusqu'au 28 mai 2021",
        f"--type cooperation --population 520000 {SPENT} --date 2021-05-28",
        {COOPERATION: _eligible(state="open", amount=("30000.00", "30000.00"))},
    ),
]


@pytest.mark.parametrize(("question", "answers"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_what_the_article_says_is_what_its_reader_is_told(run: Run, question: str, answers: dict[str, dict[str, Any]]) -> None:
    done = run("check", *shlex.split(question), "--format", "json")
    assert done.status == 0, done.err
    told = {each["scheme"]: each for each in json.loads(done.out)["assessments"]}
    for scheme, expected in answers.items():
        assert _told(told[scheme], expected) == expected


def _told(assessment: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    funding = assessment["funding"]
    every = {
        "verdict": assessment["verdict"],
        "state": assessment["window"]["state"],
        "asks": {question["fact"] for question in assessment["missing"]},
        "amount": (funding["amount_min"], funding["amount_max"]),
    }
    return {key: every[key] for key in expected}


def test_the_months_are_those_before_the_first_results(run: Run) -> None:
    """The label, the condition and the advice say so."""

    def told(*words: str) -> dict[str, Any]:
        done = run("check", "--type", "dematerialisation", *shlex.split(CITY), *words, "--format", "json")
        return next(each for each in json.loads(done.out)["assessments"] if each["scheme"] == DEMATERIALISATION)

    promised, late = told(), told("--duree-mois", "19")
    (criterion,) = (each for each in late["criteria"] if each["fact"] == "duree_mois")
    said = [text.replace("\u00a0", " ") for text in (criterion["text"], *promised["conditions"], *late["advice"])]
    assert said[0].startswith("délai avant les premiers résultats : 19 mois")
    assert "à condition que les premiers résultats viennent en au plus 18 mois" in said
    assert any("le délai avant les premiers résultats" in text for text in said[1:])


def test_a_library_sees_the_four_under_one_question(run: Run) -> None:
    done = run("check", "--type", "bibliotheque", *shlex.split(CITY), "--bref", "--format", "json")
    told = {each["scheme"]: each for each in json.loads(done.out)["assessments"]}
    assert {told[scheme]["group"] for scheme in FOUR} == {"ask"}
    assert {told[scheme]["ask"][0] for scheme in BY_SIZE} == {"type"}
