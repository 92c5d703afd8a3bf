"""The answers of ``list``, ``show`` and ``facts`` as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from aidnum.catalogue.load import load_catalogue
from aidnum.model.profile import read_profile
from aidnum.render.as_json import render
from aidnum.report.listing import facts, list_schemes, show
from tests.render.samples import DAY, small_catalogue


def test_a_list_counts_all_schemes_and_holds_those_that_fit(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    whole = json.loads(render(list_schemes(catalogue, DAY, read_profile(catalogue.vocabulary, {}), "open")))
    assert whole["total"] == 5
    assert [row["scheme"] for row in whole["schemes"]] == ["demarches-en-ligne", "petites-communes"]


def test_a_scheme_is_shown_with_its_bands_and_their_bonuses(tmp_path: Path) -> None:
    whole = json.loads(render(show(small_catalogue(tmp_path), "petites-communes", DAY)))
    band = whole["funding"]["bands"][0]
    assert band["flat"] == {"per": "postes", "sums": ["17500.00", "12500.00"]}
    assert band["bonuses"][0]["flat"] == {"per": "postes", "sums": ["2500.00"]}
    assert whole["funding"]["bonuses"][0]["rate"] == "0.10"


def test_every_scheme_of_the_shipped_catalogue_can_be_shown() -> None:
    catalogue = load_catalogue()
    shown = [json.loads(render(show(catalogue, scheme.id, DAY)))["scheme"] for scheme in catalogue.schemes]
    assert shown == [scheme.id for scheme in catalogue.schemes]


def test_the_vocabulary_lists_facts_types_kinds_and_categories(tmp_path: Path) -> None:
    whole = json.loads(render(facts(small_catalogue(tmp_path))))
    assert list(whole) == ["schema_version", "facts", "types", "fields", "kinds", "cost_categories", "payers"]
    assert whole["types"]["dematerialisation"]["aliases"] == ["demat", "téléservice"]
    assert whole["fields"]["ecole"] == {"label": "école", "members": [], "aliases": ["scolaire"]}


def test_a_fact_says_when_it_is_a_commitment_and_what_is_supposed_of_it(tmp_path: Path) -> None:
    told = json.loads(render(facts(small_catalogue(tmp_path))))["facts"]
    keys = ("commitment", "commitment_if", "supposed", "supposed_unless")
    assert [told["duree_mois"][key] for key in keys] == [True, None, None, None]
    assert [told["partage"][key] for key in keys] == [False, "type de projet\u00a0: dématérialisation", None, None]
    assert [told["pays"][key] for key in keys] == [False, None, False, "projet mutualisé\u00a0: oui"]


def test_one_fact_comes_with_its_values(tmp_path: Path) -> None:
    whole = json.loads(render(facts(small_catalogue(tmp_path), "collectivite")))
    assert whole["fact"] == "collectivite"
    assert whole["values"]["collectivites"]["members"] == ["commune", "departement"]
