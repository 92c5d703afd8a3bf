"""How the fields of a catalogue are read: the values' base class, the marks beside a field's type, and the types they make.

YAML scalars arrive as text (see ``aidnum.catalogue.nodes``), so nothing here relies on what YAML or pydantic would make of
``01004``, ``150.000`` or ``2026-02-30``. Values that are already of the right type pass, for the Python API. A mark says
nothing to msgspec: a compiled catalogue holds what was read once.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from msgspec import Struct

from aidnum.french import is_hidden_in
from aidnum.model.reading import (
    HIDDEN,
    Unreadable,
    read_date,
    read_factor,
    read_flag,
    read_integer,
    read_money,
    read_page_date,
    read_rate,
    shorten,
)

T = TypeVar("T")

MAX_TEXT = 5_000
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_URL = r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?][^\s<>\"\\^`{|}]*)?"


class Value(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A frozen value of the catalogue. Its ``__post_init__`` raises ValueError when its fields contradict one another."""


class Reads:
    """A mark: the reader of a field, the JSON Schema of what it takes, and how its value is written in a catalogue file."""

    def __init__(self, read: Callable[[Any], Any], schema: dict[str, Any], write: Callable[[Any], Any] = str) -> None:
        self.read = read
        self.schema = schema
        self.write = write


class OneOrMany:
    """A mark: a list of one may be written without its brackets, and no list is empty; `check` refuses one as a whole."""

    def __init__(self, check: Callable[[Sequence[Any]], None] | None = None) -> None:
        self.check = check


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
    if len(text) <= 64 and re.fullmatch(_SLUG, text):
        return text
    raise Unreadable(f"« {shorten(text)} » n'est pas un identifiant : minuscules sans accent, chiffres et tirets, 64 au plus")


def _url(value: Any) -> str:
    text = read_text(value)
    if re.fullmatch(_URL, text):
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


def percent_text(rate: Decimal) -> str:
    """A rate as a catalogue writes it: ``Decimal("0.8")`` is ``80%``."""
    return f"{(rate * 100).normalize():f}%"


def flag_text(flag: bool) -> str:  # noqa: FBT001 - a writer takes its value alone
    """A flag as a catalogue writes it."""
    return "oui" if flag else "non"


PERCENT_SCHEMA = {"type": "string", "pattern": "^[0-9]{1,3}([.,][0-9]{1,4})? ?%$"}
MANY = OneOrMany()
Text = Annotated[str, Reads(read_text, {"type": "string", "minLength": 1, "maxLength": MAX_TEXT})]
Slug = Annotated[str, Reads(_slug, {"type": "string", "pattern": f"^{_SLUG}$", "maxLength": 64})]
Url = Annotated[str, Reads(_url, {"type": "string", "pattern": "^https?://"})]
Integer = Annotated[int, Reads(_reads(read_integer, int), {"type": ["integer", "string"], "minimum": 0})]
Money = Annotated[Decimal, Reads(_reads(read_money, Decimal, int), {"type": ["number", "string"], "minimum": 0})]
Percentage = Annotated[Decimal, Reads(_reads(read_rate, Decimal), PERCENT_SCHEMA, percent_text)]
Factor = Annotated[Decimal, Reads(_reads(read_factor, Decimal), PERCENT_SCHEMA, percent_text)]
Day = Annotated[
    date,
    Reads(
        _reads(read_date, date),
        {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        date.isoformat,
    ),
]
PageDate = Annotated[
    str,
    Reads(
        _reads(read_page_date, str),
        {"type": ["integer", "string"], "pattern": "^([0-9]{4}(-[0-9]{2}){0,2}|unknown)$", "minimum": 1000, "maximum": 9999},
    ),
]
FLAG_SCHEMA: dict[str, Any] = {"enum": [True, False, "oui", "non", "yes", "no"]}
Flag = Annotated[bool, Reads(_reads(read_flag, bool), FLAG_SCHEMA, flag_text)]
Texts = Annotated[tuple[Text, ...], MANY]
Slugs = Annotated[tuple[Slug, ...], MANY]
