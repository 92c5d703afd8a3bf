"""A form in which some aids are asked for, as a catalogue states it: its boxes as they were read, on a day, in a copy.

A box says what of the project answers it, never a value: an answer comes from the plan. None is asked of a person's name,
address or telephone number.
"""

from typing import Annotated, Any, Literal

from msgspec import field

from aidnum.model.law import Dated
from aidnum.model.marks import MANY, Flag, Integer, Reads, Slug, Slugs, Text, Texts, Value, read_text
from aidnum.model.reading import Unreadable
from aidnum.model.scheme import Source

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_MOST_LETTERS = 64

Takes = Literal["text", "whole", "date", "flag", "one", "several", "file"]
"""What a box takes: text, a whole number, a date, yes or no, one option of a list or several, a file."""

Says = Literal["kind", "code", "departement", "title", "cost", "aids", "amount", "names", "category"]
"""What of a project answers a box: who asks, its title and cost, which aids are asked for, what they come to, their names."""


def _box_id(value: Any) -> str:
    text = read_text(value)
    if len(text) <= _MOST_LETTERS and _LETTERS.issuperset(text):
        return text
    raise Unreadable(f"« {text[:_MOST_LETTERS]} » n'est pas l'identifiant d'une case : lettres, chiffres, - et _, sans =")


BoxId = Annotated[str, Reads(_box_id, {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"})]


class Box(Value, frozen=True, kw_only=True):
    """A box of a form: its label there, what it takes, and what of the project `says` it; where nothing does, a person does.

    `of` are the sorts of aid that it counts or names. `options` are the exact texts of a list, by the word or the sort of aid
    that each stands for, where they were read. One that is `shown_with` sorts of aid is there when one of these is asked for;
    one that is `optional` may stay empty. `hint` tells what to answer, or what to beware of.
    """

    id: BoxId
    label: Text
    takes: Takes
    says: Says | None = None
    of: Slugs = ()
    options: dict[str, Text] = field(default_factory=dict)
    shown_with: Slugs = ()
    optional: Flag = False
    hint: Text | None = None


class Form(Dated, frozen=True, kw_only=True):
    """A form that asks for the aids of the payers `with_`, but in départements where it counts in another money, `not_in`.

    `aids` sorts aids as the form does: each sort with the payers and schemes that belong to it, the first that fits wins. A
    link that fills boxes begins each with `prefix` and holds `longest` characters at most.
    """

    id: Slug
    title: Text
    short: Text | None = None
    text: Text
    sources: Annotated[tuple[Source, ...], MANY]
    with_: Texts = field(name="with")
    not_in: Texts = ()
    caution: Text
    prefix: Text
    longest: Integer
    aids: dict[str, Slugs]
    boxes: Annotated[tuple[Box, ...], MANY]
    notes: Texts = ()

    def __post_init__(self) -> None:
        """Refuse two boxes of one id, and a box that counts aids of no known sort."""
        super().__post_init__()
        ids = [box.id for box in self.boxes]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice is not None:
            raise ValueError(f"la case « {twice} » est donnée deux fois")
        for box in self.boxes:
            lost = next((sort for sort in (*box.of, *box.shown_with) if sort not in self.aids), None)
            if lost is not None:
                raise ValueError(f"la case « {box.id} » compte des aides « {lost} », que « aids » ne dit pas")
