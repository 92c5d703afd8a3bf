"""Values back to the text of a catalogue file. Loading what was dumped gives the same values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, assert_never, get_args, get_origin, get_type_hints

import msgspec
import yaml

from aidnum.catalogue.rulings import AnyRuling
from aidnum.model.funding import Flat
from aidnum.model.marks import Reads, Value, flag_text, percent_text
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, leaves
from aidnum.model.scheme import Area, Scheme


def dump_catalogue(schemes: Sequence[Scheme], rules: Mapping[str, Sequence[AnyRuling]] = MappingProxyType({})) -> str:
    """The text of a catalogue file that holds these schemes, and these rules by their key."""
    parts: dict[str, Sequence[Value]] = {"schemes": schemes, **rules}
    document = {"version": "1", **{name: [_plain(each) for each in part] for name, part in parts.items() if part}}
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)


def _plain(value: Any, hint: Any = str) -> Any:
    """Values, rules and numbers as the mappings, lists and text that a catalogue writes; the mark of a type says how."""
    match value:
        case AllOf() | AnyOf() | Leaf():
            return _rule(value)
        case Area():
            return _area(value)
        case Flat():
            return _fields(value)
        case tuple():
            return [_plain(item, _inner(hint)) for item in value]
    mark = _mark(hint)
    return mark.write(value) if mark else _unmarked(value, hint)


def _unmarked(value: Any, hint: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item, get_args(hint)[1]) for key, item in value.items()}
    return _fields(value) if isinstance(value, Value) else str(value)


def _mark(hint: Any) -> Reads | None:
    """The mark of a type, or of the one branch of a union that has one; those of what a group holds are its items'."""
    if get_origin(hint) is dict:
        return None
    found = [mark for branch in (hint, *get_args(hint)) if get_origin(branch) is Annotated for mark in get_args(branch)[1:]]
    return next((mark for mark in found if isinstance(mark, Reads)), None)


def _inner(hint: Any) -> Any:
    """What the items of a list are."""
    arguments = get_args(hint)
    return _inner(arguments[0]) if get_origin(hint) is Annotated else arguments[0] if arguments else str


def _fields(value: Value) -> dict[str, Any]:
    """The keys that say something other than what they stand for when absent."""
    hints = get_type_hints(type(value), include_extras=True)
    return {
        field.encode_name: _plain(own, hints[field.name])
        for field in msgspec.structs.fields(value)
        if (own := getattr(value, field.name)) != _default(field)
    }


def _default(field: msgspec.structs.FieldInfo) -> Any:
    """What a key that is left out stands for; no value at all for one that is required."""
    return field.default_factory() if callable(field.default_factory) else field.default


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
            return flag_text(value)
        case Bounds() as bounds:
            given = {key: getattr(bounds, key) for key in Bounds.__struct_fields__}
            return {key: percent_text(end) if key == "about" else str(end) for key, end in given.items() if end is not None}
        case _:
            assert_never(leaf.test)
