"""The pydantic models of the catalogue, each derived from the value it reads: a field is declared once, in ``aidnum.model``.

A model takes located text, says at its place what is wrong, and hands back the value. What a field reads is told by the marks
beside its type; what only the written form knows (a sum alone for a flat sum) is told here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import GenericAlias, UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    WithJsonSchema,
    create_model,
    model_validator,
)  # fmt: skip

from aidnum.model import acts, calendar, form, funding, law, limit, local_list, scheme, vocabulary
from aidnum.model.marks import PERCENT_SCHEMA, Flag, OneOrMany, Percentage, Reads, Text, Value, read_text
from aidnum.model.reading import Unreadable, shorten
from aidnum.model.rule import RuleField

V = TypeVar("V", bound=Value)

MAX_ITEMS = 500
_SHARED = ("kinds", "types", "fields", "codes")


class Model(BaseModel):
    """What every model has: unknown keys are errors, and what is validated is handed back as the value."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
    value: ClassVar[type[Value]]
    alone: ClassVar[str | None] = None
    """The field that a scalar stands for, in place of a group of keys."""

    @model_validator(mode="wrap")
    @classmethod
    def _handed_back(cls, given: Any, validate: Any) -> Any:
        if isinstance(given, cls.value):
            return given
        fields = validate({cls.alone: given} if cls.alone and isinstance(given, str | int | Decimal) else given)
        return cls.value(**{name: getattr(fields, name) for name in fields.model_fields_set})


_MODELS: dict[type, type[Model]] = {}


def _model(value: type[Value], alone: str | None = None, **otherwise: Any) -> type[Model]:
    """The model of a value, its fields typed as declared or as said `otherwise`."""
    declared = get_type_hints(value, include_extras=True)
    types = {**{name: _typed(hint) for name, hint in declared.items()}, **otherwise}
    fields: dict[str, Any] = {one.name: (types[one.name], _default(one)) for one in msgspec.structs.fields(value)}
    made: type[Model] = create_model(value.__name__, __base__=Model, __doc__=value.__doc__, __module__=__name__, **fields)
    made.value, made.alone = value, alone
    _MODELS[value] = made
    return made


def _default(field: msgspec.structs.FieldInfo) -> Any:
    alias = None if field.encode_name == field.name else field.encode_name
    if field.required:
        return Field(alias=alias)
    return Field(default=field.default_factory() if field.default is msgspec.NODEFAULT else field.default, alias=alias)


def _typed(hint: Any) -> Any:
    """A declared type as pydantic reads it: marks become validators, values their models, words a choice."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(arguments[0], arguments[1])
    if origin is Literal:
        return Annotated[hint, PlainValidator(_Choice(arguments)), WithJsonSchema({"enum": list(arguments)})]
    if origin in (Union, UnionType):
        return Union[tuple(map(_typed, arguments))]  # noqa: UP007 - made at run time
    if origin is tuple or origin is dict:
        return origin[tuple(map(_typed, arguments))]
    return _MODELS.get(hint, hint)


def _marked(inner: Any, mark: Any) -> Any:
    if isinstance(mark, OneOrMany):
        return Annotated[_typed(inner), BeforeValidator(_one_or_many), AfterValidator(_Checked(mark.check))]
    return (
        Annotated[inner, PlainValidator(mark.read), WithJsonSchema(mark.schema)] if isinstance(mark, Reads) else _typed(inner)
    )


def _one_or_many(given: Any) -> Any:
    if isinstance(given, list | tuple):
        if not given:
            raise Unreadable("liste vide : donner au moins un élément, ou retirer la clé")
        if len(given) > MAX_ITEMS:
            raise Unreadable(f"liste trop longue : {len(given)} éléments, {MAX_ITEMS} au plus")
        return given
    return (given,)


class _Checked:
    """A list as it is, where a check has nothing against it."""

    def __init__(self, check: Callable[[Any], None] | None) -> None:
        self.check = check

    def __call__(self, given: Any) -> Any:
        if self.check is not None:
            self.check(given)
        return given


class _Choice:
    """One of a few fixed words, which names them when it finds another; the reader of the file adds the one meant."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def __call__(self, given: Any) -> str:
        text = read_text(given)
        if text in self.words:
            return text
        message = f"« {shorten(text)} » n'est pas l'une des valeurs possibles ({', '.join(self.words)})"
        raise Unreadable(message, words=self.words)


def _either(pick: Callable[[Any], str], schema: dict[str, Any], **branches: Any) -> Any:
    """A field of several forms, of which `pick` names the one to read, so that a fault is told once."""
    tagged: Any = Union[tuple(Annotated[branch, Tag(name)] for name, branch in branches.items())]  # noqa: UP007 - made at run time
    return Annotated[tagged, Discriminator(pick), WithJsonSchema(schema)]


def _points_or_flat(given: Any) -> str:
    return "points" if isinstance(given, Decimal) or (isinstance(given, str) and "%" in given) else "flat"


def _shared_or_own(given: Any) -> str:
    return "own" if isinstance(given, Mapping) else "shared"


def _scalar_or_rule(given: Any) -> str:
    return "scalar" if isinstance(given, str | bool) else "rule"


def _or_rule(hint: Any) -> Any:
    """What a mark reads, or a rule."""
    schema = {"anyOf": [get_args(hint)[1].schema, {"x-ref": "rule"}]}
    return _either(_scalar_or_rule, schema, scalar=_typed(hint), rule=_typed(RuleField))


def _shared(given: Any) -> str:
    if isinstance(given, str) and given in _SHARED:
        return str(given)
    raise Unreadable("attendu : kinds, types, fields, codes, ou la liste des valeurs avec leur label")


Source = _model(scheme.Source)
Caution = _model(scheme.Caution)
Limit = _model(limit.Limit)
Stacking = _model(scheme.Stacking)
Apply = _model(scheme.Apply)
ListLine = _model(local_list.ListLine, alone="text")
LocalList = _model(local_list.LocalList)
YearOfLists = _model(local_list.YearOfLists)
Costs = _model(funding.Costs)
Slice = _model(funding.Slice)
Sum = _model(funding.Sum, alone="amount")
Flat = _model(funding.Flat, alone="amount")
Bonus = _model(
    funding.Bonus,
    add=_either(
        _points_or_flat,
        {"anyOf": [PERCENT_SCHEMA, {"type": ["number", "string"]}, {"x-ref": "Flat"}]},
        points=_typed(Percentage),
        flat=Flat,
    ),
)
Band = _model(funding.Band)
Funding = _model(funding.Funding)
OtherDates = _model(calendar.OtherDates)
Window = _model(calendar.Window)
Stage = _model(calendar.Stage)
Calendar = _model(calendar.Calendar)
Expectation = _model(scheme.Expectation)
Example = _model(scheme.Example)
Scheme = _model(scheme.Scheme)
Wording = _model(law.Wording)
Law = _model(law.Law)
Payment = _model(law.Payment)
Delay = _model(law.Delay)
Recovery = _model(law.Recovery)
Council = _model(acts.Council)
Visa = _model(acts.Visa)
Mention = _model(acts.Mention)
Piece = _model(acts.Piece)
Span = _model(law.Span)
Milestone = _model(law.Milestone)
Box = _model(form.Box)
Form = _model(form.Form)
Term = _model(vocabulary.Term)
CostCategory = _model(vocabulary.CostCategory)
Payer = _model(vocabulary.Payer)
Organisation = _model(vocabulary.Organisation)
Ceiling = _model(vocabulary.Ceiling)
Notion = _model(vocabulary.Notion)
Meaning = _model(vocabulary.Meaning)
Fact = _model(
    vocabulary.Fact,
    commitment=_or_rule(Flag),
    unless=_or_rule(Text),
    values=_either(
        _shared_or_own,
        {"anyOf": [{"enum": list(_SHARED)}, {"type": "object", "additionalProperties": {"x-ref": "Term"}}]},
        shared=Annotated[str, PlainValidator(_shared)],
        own=GenericAlias(dict, (str, Term)),
    ),
)
Vocabulary = _model(vocabulary.Vocabulary)


def model_of(value: type[Value]) -> type[Model]:
    """The model that reads a value."""
    return _MODELS[value]


def read(value: type[V], given: Any) -> V:
    """The value that located text, or plain Python, states.

    Raises:
        ValidationError: with everything that is wrong, each at its place.
    """
    return cast("V", _MODELS[value].model_validate(given, by_alias=True, by_name=False))
