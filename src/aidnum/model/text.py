"""The field types of a catalogue: each reads text, and says in French what it expected.

YAML scalars arrive as text (see ``aidnum.catalogue.nodes``), so nothing here relies on what YAML or pydantic would make of
``01004``, ``150.000`` or ``2026-02-30``. Values that are already of the right type pass, for the Python API.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, PlainValidator
from pydantic_core.core_schema import no_info_plain_validator_function

from aidnum.french import is_hidden_in, nearest
from aidnum.model.reading import HIDDEN, Unreadable, read_date, read_flag, read_integer, read_money, read_rate, shorten

T = TypeVar("T")

MAX_TEXT = 5_000
MAX_ITEMS = 500
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?][^\s<>\"\\^`{|}]*)?")


class Model(BaseModel):
    """A frozen value of the catalogue; unknown keys are errors. Core schemas are built at the first validation."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


class JsonSchema:
    """The JSON Schema of a field type. pydantic has the same, at the price of importing its whole schema generator."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def __get_pydantic_json_schema__(self, _core_schema: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.schema)


def read_text(value: Any) -> str:
    """The text of a scalar on one line; a block scalar's line breaks become spaces.

    Raises:
        Unreadable: for an empty text, one that is too long, or one that hides characters.
    """
    if not isinstance(value, str):
        raise Unreadable(f"un texte est attendu, pas {_form(value)}")
    text = " ".join(value.splitlines()).strip() if "\n" in value else value.strip()
    if not text:
        raise Unreadable("valeur vide")
    if len(text) > MAX_TEXT:
        raise Unreadable(f"texte trop long : {len(text)} caractères, {MAX_TEXT} au plus")
    if is_hidden_in(text):
        raise Unreadable("caractère de contrôle ou invisible, à retirer du texte", HIDDEN)
    return text


def _form(value: Any) -> str:
    if isinstance(value, dict):
        return "un groupe de clés"
    if isinstance(value, list | tuple):
        return "une liste"
    return "une valeur d'une autre forme"


def _slug(value: Any) -> str:
    text = read_text(value)
    if len(text) <= 64 and _SLUG.fullmatch(text):
        return text
    raise Unreadable(f"« {shorten(text)} » n'est pas un identifiant : minuscules sans accent, chiffres et tirets, 64 au plus")


def _url(value: Any) -> str:
    text = read_text(value)
    if _URL.fullmatch(text):
        return text
    raise Unreadable(f"« {shorten(text)} » n'est pas une adresse http(s) complète")


def _reads(read: Callable[[str], T], *kinds: type) -> Callable[[Any], T]:
    def validate(value: Any) -> T:
        if isinstance(value, str):
            return read(value)
        if type(value) in kinds:
            return read(str(value)) if read is read_money else value
        raise Unreadable(f"une seule valeur est attendue, pas {_form(value)}")

    return validate


def _one_or_many(value: Any) -> Any:
    if isinstance(value, list | tuple):
        if not value:
            raise Unreadable("liste vide : donner au moins un élément, ou retirer la clé")
        if len(value) > MAX_ITEMS:
            raise Unreadable(f"liste trop longue : {len(value)} éléments, {MAX_ITEMS} au plus")
        return value
    return (value,)


class choice:  # noqa: N801 - reads as a call in annotations
    """A field that takes one of a few fixed words, and names them when it finds another."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, value: Any) -> str:
        """The word itself.

        Raises:
            Unreadable: for another, with the nearest.
        """
        text = read_text(value)
        if text in self.words:
            return text
        near = nearest(text, self.words, 1)
        hint = f" — vouliez-vous dire « {near[0]} » ?" if near else ""
        raise Unreadable(f"« {shorten(text)} » n'est pas l'une des valeurs possibles ({', '.join(self.words)}){hint}")

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> Any:
        return no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _core_schema: Any, _handler: Any) -> dict[str, Any]:
        return {"enum": list(self.words)}


def percent_text(rate: Decimal) -> str:
    """A rate as a catalogue writes it: ``Decimal("0.8")`` is ``80%``."""
    return f"{(rate * 100).normalize():f}%"


Text = Annotated[str, PlainValidator(read_text), JsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_TEXT})]
Slug = Annotated[str, PlainValidator(_slug), JsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$", "maxLength": 64})]
Url = Annotated[str, PlainValidator(_url), JsonSchema({"type": "string", "pattern": "^https?://"})]
Integer = Annotated[int, PlainValidator(_reads(read_integer, int)), JsonSchema({"type": ["integer", "string"], "minimum": 0})]
Money = Annotated[
    Decimal,
    PlainValidator(_reads(read_money, Decimal, int)),
    PlainSerializer(str),
    JsonSchema({"type": ["number", "string"], "minimum": 0}),
]
Percentage = Annotated[
    Decimal,
    PlainValidator(_reads(read_rate, Decimal)),
    PlainSerializer(percent_text),
    JsonSchema({"type": "string", "pattern": "^[0-9]{1,3}([.,][0-9]{1,4})? ?%$"}),
]
Day = Annotated[
    date,
    PlainValidator(_reads(read_date, date)),
    PlainSerializer(date.isoformat),
    JsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Flag = Annotated[
    bool,
    PlainValidator(_reads(read_flag, bool)),
    PlainSerializer(lambda flag: "oui" if flag else "non"),
    JsonSchema({"enum": [True, False, "oui", "non"]}),
]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_one_or_many)]
Many = BeforeValidator(_one_or_many)
