"""The JSON Schema of a catalogue file, for editors: the models' own schema, with rules spelled out from a vocabulary."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from aidnum.catalogue import models
from aidnum.catalogue.keys import AREAS
from aidnum.catalogue.rulings import RULINGS
from aidnum.engine.cost import COST, COST_FACT
from aidnum.model.marks import FLAG_SCHEMA, PERCENT_SCHEMA
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Fact, Vocabulary

_NUMBER = {"type": ["integer", "string"], "minimum": 0}
_DECIMAL = {"type": ["number", "string"], "minimum": 0}
_ENDS = ("at_least", "above", "at_most", "below")
_FREE: dict[str, Any] = {"^x-": {}}


def catalogue_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a catalogue file whose rules may test the facts of a vocabulary, and those the file declares itself."""
    _, defined = models_json_schema(
        [(models.model_of(value), "validation") for value in (Scheme, Vocabulary, *RULINGS.values())],
        by_alias=True,
    )
    defs: dict[str, Any] = _with_references(defined["$defs"])
    for name in ("AllOf", "AnyOf", "Leaf", "OneOf", "Bounds", "Is", "Area"):
        defs.pop(name, None)
    for definition in defs.values():
        definition.setdefault("patternProperties", _FREE)
        _allow_one_for_many(definition)
    defs["rule"] = _rule(vocabulary, "rule")
    defs["terms-rule"] = _rule(vocabulary.joined(Vocabulary(facts={COST: COST_FACT})), "terms-rule")
    defs["territoire"] = _area(vocabulary)
    for name in ("Flat", "Sum"):
        defs[name] = {"anyOf": [{"type": ["number", "string"]}, defs[name]]}  # a sum alone is the commonest
    defs["ListLine"] = {"anyOf": [{"type": "string", "minLength": 1}, defs["ListLine"]]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogue aidnum",
        "type": "object",
        "properties": {
            "version": {"enum": [1, "1"]},
            "vocabulary": {"$ref": "#/$defs/Vocabulary"},
            "schemes": _many("Scheme"),
            **{key: _many(value.__name__) for key, value in RULINGS.items()},
        },
        "required": ["version"],
        "additionalProperties": False,
        "patternProperties": _FREE,
        "$defs": defs,
    }


def _many(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, "minItems": 1}


def _with_references(node: Any) -> Any:
    """The schema with its ``x-ref`` marks as references: pydantic follows those it didn't make itself, and fails."""
    if isinstance(node, list):
        return [_with_references(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "x-ref" in node:
        return {"$ref": f"#/$defs/{node['x-ref']}"}
    return {key: _with_references(value) for key, value in node.items()}


def _allow_one_for_many(definition: dict[str, Any]) -> None:
    """A list of one may be written without its brackets; no list is empty."""
    for name, field in definition.get("properties", {}).items():
        if field.get("type") == "array":
            default = {key: field.pop(key) for key in ("default", "title") if key in field}
            field["minItems"] = 1
            definition["properties"][name] = {"anyOf": [field, field["items"]], **default}


def _rule(vocabulary: Vocabulary, name: str) -> dict[str, Any]:
    rule = {"$ref": f"#/$defs/{name}"}
    group = {"type": "array", "items": rule, "minItems": 1}
    facts = {name: _test(name, fact, vocabulary) for name, fact in vocabulary.facts.items()}
    text = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "description": "all, any, not, ou un seul fait avec son test",
        "properties": {"all": group, "any": group, "not": rule, "source": text, "note": text, **facts},
        "minProperties": 1,
        "maxProperties": 3,
    }


def _area(vocabulary: Vocabulary) -> dict[str, Any]:
    codes = {key: _test(fact, vocabulary.facts[fact], vocabulary) for key, fact in AREAS.items() if fact in vocabulary.facts}
    return {
        "type": "object",
        "description": "le porteur se trouve tout entier dans l'un de ces territoires",
        "properties": {**codes, "source": {"type": "string", "minLength": 1}},
        "minProperties": 1,
        "additionalProperties": False,
        "patternProperties": _FREE,
    }


def _test(name: str, fact: Fact, vocabulary: Vocabulary) -> dict[str, Any]:
    described = {"description": fact.question}
    if fact.kind == "number":
        notions = list(vocabulary.notions(name))
        ends = dict.fromkeys(_ENDS, _DECIMAL if fact.decimal else _NUMBER)
        bounds = {**ends, "about": PERCENT_SCHEMA, **({"notion": {"enum": notions}} if notions else {})}
        return {"type": "object", "properties": bounds, "minProperties": 1, "additionalProperties": False, **described}
    if fact.kind == "flag":
        return {**FLAG_SCHEMA, **described}
    # Other spellings and aliases are accepted too: the values are offered for completion, not imposed.
    word = {"anyOf": [{"enum": list(vocabulary.values(name))}, {"type": "string"}]}
    return {"anyOf": [{"type": "array", "items": word, "minItems": 1}, word], **described}
