"""The JSON Schema of a project file, for editors: its keys, and the facts of a vocabulary beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aidnum.project.keys import KEYS, facts_schema

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue


def project_schema(catalogue: Catalogue) -> dict[str, Any]:
    """The schema of a project file whose facts are those of a catalogue's vocabulary."""
    keys = {key.name: {"description": key.about, **key.form.schema(catalogue)} for key in KEYS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Projet aidnum",
        "type": "object",
        "properties": {**facts_schema(catalogue), **keys},
        "additionalProperties": False,
        "patternProperties": {"^x-": {}},
    }
