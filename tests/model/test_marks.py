"""What a field reads: text on one line, and what the mark of its type says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest

from aidnum.model.marks import MAX_TEXT, Flag, Money, Percentage, Reads, Slug, Url, read_text
from aidnum.model.reading import Unreadable


def _mark(field: Any) -> Reads:
    return next(mark for mark in get_args(field) if isinstance(mark, Reads))


def test_a_text_is_one_line_without_spaces_around() -> None:
    assert read_text("  un\ntexte \n") == "un texte"
    assert read_text("x" * MAX_TEXT) == "x" * MAX_TEXT


@pytest.mark.parametrize("given", ["", " ", "x" * (MAX_TEXT + 1), "a\u202eb", ["x"], {"a": "x"}, 5])
def test_what_is_no_text_is_refused(given: Any) -> None:
    with pytest.raises(Unreadable):
        read_text(given)


@pytest.mark.parametrize(
    ("field", "given", "read", "written"),
    [
        (Percentage, "12,5 %", Decimal("0.125"), "12.5%"),
        (Money, "1 500,50", Decimal("1500.50"), "1500.50"),
        (Flag, "oui", True, "oui"),
        (Flag, "non", False, "non"),
        (Slug, "a-1", "a-1", "a-1"),
        (Url, "https://exemple.fr/a?b=1", "https://exemple.fr/a?b=1", "https://exemple.fr/a?b=1"),
    ],
)
def test_what_is_read_is_written_again(field: Any, given: str, read: object, written: str) -> None:
    mark = _mark(field)
    assert mark.read(given) == read
    assert mark.read(mark.write(read)) == read
    assert mark.write(read) == written


@pytest.mark.parametrize(
    ("field", "given"),
    [(Slug, "A"), (Slug, "a--b"), (Slug, "a" * 65), (Url, "htps://x.fr"), (Url, "https://x y"), (Money, True)],
)
def test_what_a_field_does_not_take_is_refused(field: Any, given: Any) -> None:
    with pytest.raises(Unreadable):
        _mark(field).read(given)
