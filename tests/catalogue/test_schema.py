"""The JSON Schema, judged by an independent validator."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from aidnum.catalogue.load import load_catalogue
from aidnum.catalogue.schema import catalogue_schema
from tests.conftest import ROOT

SCHEMA = catalogue_schema(load_catalogue().vocabulary)
FILES = sorted(path.name for path in (ROOT / "data").glob("*.yaml"))


class _Editor(yaml.SafeLoader):
    """YAML as editors read it, by its version 1.2: yes and no are words."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in known if first not in "yYnNoO" or not tag.endswith(":bool")]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _as_json(value: Any) -> Any:
    """What an editor sees of a YAML value: dates are text."""
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _document(name: str) -> Any:
    return _as_json(yaml.load((ROOT / "data" / name).read_text(encoding="utf-8"), Loader=_Editor))  # noqa: S506 - it is safe


def _faults(document: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def test_it_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_files_follow_it(name: str) -> None:
    assert _faults(_document(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_files_follow_it_when_every_scalar_is_text(name: str) -> None:
    document = yaml.load((ROOT / "data" / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    faults = _faults(document)
    assert [fault for fault in faults if "'true'" not in fault and "'false'" not in fault] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 9),
        (("schemes", 0, "titel"), "x"),
        (("schemes", 0, "id"), "Pas Un Identifiant"),
        (("schemes", 0, "sources"), []),
        (("schemes", 0, "sources", 0, "checked"), "24/11/2026"),
        (("schemes", 0, "sources", 0, "confidence"), "sure"),
        (("schemes", 0, "sources", 0, "dated"), 21),
        (("schemes", 0, "sources", 0, "dated"), "janvier"),
        (("schemes", 0, "funding", "kind"), "don"),
        (("schemes", 0, "funding", "rate"), "0,8"),
        (("schemes", 0, "eligibility"), {}),
        (("schemes", 0, "eligibility"), {"population": 3500}),
        (("schemes", 0, "eligibility"), {"population": {"min": 3500}}),
        (("schemes", 0, "eligibility"), {"mutualise": "peut-être"}),
    ],
)
def test_a_fault_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    document = deepcopy(_document("schemes.yaml"))
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert _faults(document) != []


@pytest.mark.parametrize("key", ["id", "title", "sources", "eligibility", "funding", "calendar", "examples"])
def test_a_required_key_is_required(key: str) -> None:
    document = _document("schemes.yaml")
    del document["schemes"][0][key]
    assert _faults(document) != []


def test_free_keys_are_free() -> None:
    document = _document("schemes.yaml")
    document["x-note"] = document["schemes"][0]["x-note"] = {"libre": True}
    assert _faults(document) == []
