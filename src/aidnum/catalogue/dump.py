"""Models back to the text of a catalogue file. Loading what was dumped gives the same models."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, assert_never

import yaml

from aidnum.model.law import Law, Recovery
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, leaves
from aidnum.model.scheme import Area, Scheme
from aidnum.model.text import percent_text


def dump_catalogue(schemes: Sequence[Scheme], laws: Sequence[Law] = (), recoveries: Sequence[Recovery] = ()) -> str:
    """The text of a catalogue file that holds these schemes, laws and recoveries."""
    parts = {"schemes": schemes, "laws": laws, "recoveries": recoveries}
    document = {"version": "1", **{name: [_plain(each) for each in part] for name, part in parts.items() if part}}
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)


def _plain(value: Any) -> Any:
    """Models, rules and numbers as the mappings, lists and text that a catalogue writes."""
    if isinstance(value, AllOf | AnyOf | Leaf):
        return _rule(value)
    if isinstance(value, Area):
        return _area(value)
    if hasattr(value, "model_fields_set"):
        return _fields(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str) else str(value)


def _fields(model: Any) -> dict[str, Any]:
    """The keys that were given, written as pydantic's own serialisers write them, rules apart."""
    written = model.model_dump(mode="python", by_alias=True, exclude_unset=True, warnings=False)
    fields = type(model).model_fields
    return {
        key: _plain(value if _is_scalar(own := getattr(model, name)) else own)
        for name in fields
        if name in model.model_fields_set
        for key in (fields[name].alias or name,)
        for value in (written[key],)
    }


def _is_scalar(value: Any) -> bool:
    """Whether pydantic's serialiser says how to write it: rates, sums, dates and flags, and rates that are ranges."""
    return not (isinstance(value, tuple | dict | AllOf | AnyOf | Leaf) or (hasattr(value, "examples") or _is_group(value)))


def _is_group(value: Any) -> bool:
    return hasattr(value, "model_fields_set") and type(value).__name__ != "Rate"


def _area(area: Area) -> dict[str, Any]:
    lists = {key: list(getattr(area, key)) for key in ("departements", "regions", "epci", "communes") if getattr(area, key)}
    source = leaves(area.rule)[0].source
    return {**lists, **({"source": source} if source else {})}


def _rule(rule: Rule) -> dict[str, Any]:
    match rule:
        case AllOf(parts=parts):
            return {"all": [_rule(part) for part in parts]}
        case AnyOf(parts=parts):
            return {"any": [_rule(part) for part in parts]}
        case Leaf():
            leaf = {rule.fact: _test(rule), **({"source": rule.source} if rule.source else {})}
            if rule.note:
                leaf["note"] = rule.note
            return {"not": leaf} if rule.negated else leaf
        case _:
            assert_never(rule)


def _test(leaf: Leaf) -> Any:
    match leaf.test:
        case OneOf(values=values):
            return list(values)
        case Is(value=value):
            return "oui" if value else "non"
        case Bounds() as bounds:
            given = {key: getattr(bounds, key) for key in Bounds.model_fields}
            return {key: _bound(key, value) for key, value in given.items() if value is not None}
        case _:
            assert_never(leaf.test)


def _bound(key: str, value: int | Decimal) -> str:
    return percent_text(Decimal(value)) if key == "about" else str(value)
