"""The JSON Schema of a project file, judged by an independent validator."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from aidnum.catalogue.load import load_catalogue
from aidnum.project.schema import project_schema
from tests.project.test_project_file import WHOLE

SCHEMA = project_schema(load_catalogue())


def _faults(document: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def test_it_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_takes_a_whole_project() -> None:
    text = WHOLE.replace("Coûts", "couts")
    assert _faults(yaml.load(text, Loader=yaml.BaseLoader)) == []  # noqa: S506 - every scalar is text, as it is read


def test_it_takes_cost_lines() -> None:
    assert _faults({"couts": [{"libelle": "A", "categorie": "RH", "montant": 12, "nature": "fonctionnement"}]}) == []


@pytest.mark.parametrize(
    "document",
    [
        {"titer": "x"},
        {"titre": ""},
        {"territoire": []},
        {"couts": 12},
        {"couts": [{"categorie": "RH", "montants": 2}]},
        {"ttc": "peut-être"},
        {"retenir": "deux mots"},
        {"acquis": {}},
        {"attendu": {"detr": []}},
        {"autre": {"nom": "A"}},
        {"faits": {"pmee": "oui"}},
        {"pme": "peut-être"},
        {"population": -5},
        {"emprunt": []},
    ],
)
def test_a_fault_is_refused(document: Any) -> None:
    assert _faults(document) != []


def test_every_fact_and_every_key_is_described() -> None:
    assert [name for name, key in SCHEMA["properties"].items() if not key.get("description")] == []
    assert {"population", "type", "pme", "couts", "attendu"} <= set(SCHEMA["properties"])
