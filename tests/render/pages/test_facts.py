"""The answer of ``facts``."""

from __future__ import annotations

import json

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render import as_csv, as_json
from aidnum.report.listing import facts
from tests.render.samples import csv_rows, drawn, matches_snapshot, squeezed


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_vocabulary_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"facts-{width}.txt", drawn(facts(small), width))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("population", ("Attend un nombre, en habitants", "Option --population N")),
        ("accord", ("Attend oui ou non", "Option --fait accord=oui|non")),
        ("duree_mois", ("Choix c'est vous qui en décidez", "--duree-mois N")),
        ("pays", ("Supposé non, sauf dans ce cas : projet mutualisé : oui",)),
        ("partage", ("la règle devient une condition de l'aide dans ce cas : type de projet : dématérialisation",)),
        ("type", ("dematerialisation dématérialisation ; aussi : demat, téléservice", "VALEURS")),
        ("domaine", ("Option --domaine DOMAINE", "ecole école ; aussi : scolaire")),
        ("concerne_ecole", ("Attend oui ou non", "Autre nom de domaine : ecole")),
        ("collectivite", ("collectivites collectivité ; ensemble : commune, departement",)),
    ],
)
def test_one_fact_says_what_it_expects(small: Catalogue, name: str, words: tuple[str, ...]) -> None:
    said = squeezed(drawn(facts(small, name)))
    for expected in words:
        assert expected in said


def test_categories_that_usually_are_running_costs_are_told(shipped: Catalogue) -> None:
    usually = {name for name, one in shipped.vocabulary.cost_categories.items() if one.usually_running}
    assert {"personnel", "formation", "hebergement"} <= usually
    assert squeezed(drawn(facts(shipped), 120)).count("d'ordinaire en fonctionnement") == len(usually)
    told = json.loads(as_json.render(facts(shipped)))["cost_categories"]
    assert {name for name, one in told.items() if one["usually_running"]} == usually


def test_payers_are_told_each_with_its_caution(shipped: Catalogue) -> None:
    said = squeezed(drawn(facts(shipped)))
    assert "PAYEURS (--autre) public personne publique" in said
    assert "caf caisse d'allocations familiales (CAF) ; compte probablement comme de l'argent public" in said
    rows = csv_rows(as_csv.render(facts(shipped)))
    assert [row["nom"] for row in rows if row["genre"] == "payeur"] == list(shipped.vocabulary.payers)
    told = json.loads(as_json.render(facts(shipped)))["payers"]["caf"]
    assert told["caution"] == shipped.vocabulary.payers["caf"].caution
