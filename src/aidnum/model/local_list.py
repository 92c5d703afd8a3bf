"""What each place retains of a scheme whose purposes are set locally: lists by place, for a year. They decide nothing."""

from typing import Annotated, Literal

from aidnum.model.marks import MANY, Integer, Slug, Text, Texts, Value


class ListLine(Value, frozen=True, kw_only=True):
    """A line of a list, in our words; the project types and fields that it names, none where it names none."""

    text: Text
    types: Texts = ()
    fields: Texts = ()


class LocalList(Value, frozen=True, kw_only=True):
    """The list of one place: it names something digital, may hold it, holds nothing of it, or wasn't published."""

    says: Literal["digital", "wide", "nothing", "unpublished"]
    lines: Annotated[tuple[ListLine, ...], MANY] = ()
    rate: Text | None = None
    note: Text | None = None


class YearOfLists(Value, frozen=True, kw_only=True):
    """The lists of a year, by the values of a fact (``by: departement``), with what to beware of in all of them."""

    year: Integer
    by: Text
    source: Slug
    caution: Text | None = None
    places: dict[str, LocalList]
