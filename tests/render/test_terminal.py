"""Whatever the width and the text, nothing is cut that must stay whole, and nothing from a catalogue acts on the terminal."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.french import euros, long_date, visible
from aidnum.render.document import Block, Heading, Item, Items, Link, Row, Rows, Table
from aidnum.render.terminal import Screen, render
from tests.render.samples import DAY, HOSTILE_TEXTS, answer, drawn, outputs, too_wide

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
BAD = (
    "\x1b[2J",
    "\x1b]0;titre\x07",
    "\x1b]52;c;eA==\x07",
    "\x1b]8;;https://x\x07",
    "\x9b31m",
    "a\rb",
    "\u202eb",
    "a\u200bb",
    "\x00",
)


def _page(*blocks: Block, width: int = 80, colour: bool = False) -> str:
    return render(blocks, Screen(width, colour))


def _drawn(width: int, text: str, *, colour: bool = False) -> str:
    table = Table("", ("Clôture", "Fiche"), (("31/12/2021", text),))
    blocks = (Heading(text, 3), Items((Item(text),)), Rows((Row("Combien", text),)), table)
    return _page(*blocks, width=width, colour=colour)


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 120])
@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_markup_and_emoji_codes_are_printed_as_they_are(text: str, width: int) -> None:
    squeezed = "".join(_drawn(width, text).split())
    assert squeezed.count("".join(text.split())) == 4


@pytest.mark.parametrize(
    "text", ["[publiques]", "[/80] %", "[link=https://evil]lien[/link]", "[red on red]x[/]", "12:sos:30", ":x:"]
)
def test_no_markup_is_read_in_colour_either(text: str) -> None:
    assert ESCAPES.sub("", _drawn(80, text, colour=True)).replace("\u00a0", " ").count(text) == 4


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("colour", [False, True])
def test_control_and_bidi_characters_become_escapes(text: str, *, colour: bool) -> None:
    drawn = ESCAPES.sub("", _drawn(80, text, colour=colour))
    assert drawn.count(visible(text)) == 4
    assert drawn.replace("\n", "").isprintable() or "\u00a0" in drawn


@pytest.mark.parametrize("width", range(20, 121))
@pytest.mark.parametrize("said", [euros(Decimal("1234567.89")), euros(Decimal(999_999_999_999)), long_date(DAY), "17,5\u00a0%"])
def test_an_amount_or_a_date_is_never_broken(said: str, width: int) -> None:
    drawn = _drawn(width, f"Une subvention de {said} (jusqu'à {said}) pour le projet, soit {said} au total.")
    assert drawn.count(said) == 12


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.integers(1, 130))
def test_any_text_is_drawn_on_any_width(text: str, width: int) -> None:
    drawn = _drawn(width, text)
    assert "".join(visible(text).split()) in "".join(drawn.split())


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_a_url_stays_whole_on_a_line_of_its_own(width: int) -> None:
    url = "https://exemple.fr/" + "a-b/" * 40
    assert _page(Link(url), width=width) == f"  {url}\n"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_the_small_catalogue_is_wider_than_the_screen(small: Catalogue, width: int) -> None:
    assert {name: too_wide(text, width) for name, text in outputs(small, width) if too_wide(text, width)} == {}


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_the_shipped_catalogue_is_wider_than_the_screen(shipped: Catalogue, width: int) -> None:
    shown = outputs(shipped, width, schemes=40)
    assert {name: too_wide(text, width) for name, text in shown if too_wide(text, width)} == {}


def test_no_line_ends_in_spaces(small: Catalogue) -> None:
    for name, text in (*outputs(small, 40), *outputs(small, 80)):
        assert [line for line in text.split("\n") if line != line.rstrip()] == [], name


@pytest.mark.parametrize("width", [40, 80])
def test_hostile_text_is_read_as_it_was_written(hostile: Catalogue, width: int) -> None:
    said = "".join(dict(outputs(hostile, width))["check-whole"].split()).replace("-", "")
    for text in HOSTILE_TEXTS:
        assert "".join(text.split()).replace("-", "") in said


def test_below_60_columns_there_is_one_field_a_line() -> None:
    table = Table("", ("Clôture", "Reste"), (("31/12/2021", "3 j"),))
    said = _page(Rows((Row("Quand", "ouvert"), Row("Combien", "30 000 €"))), table, width=59).replace("\u00a0", " ")
    assert said == "  Quand : ouvert\n  Combien : 30 000 €\n\nClôture : 31/12/2021\nReste : 3 j\n"


def test_a_long_label_stands_above_its_value() -> None:
    rows = Rows((Row("--fait un_nom_plutot_long=oui|non", "Est-ce vrai\u00a0?"), Row("--type TYPE", "Lequel\u00a0?")))
    assert (
        _page(rows, width=60)
        == "  --fait un_nom_plutot_long=oui|non\n      Est-ce vrai\u00a0?\n  --type TYPE\n      Lequel\u00a0?\n"
    )


def test_a_table_without_room_puts_its_last_column_below() -> None:
    table = Table("", ("Clôture", "Temps", "Fiche"), (("31/12/2021", "=" * 26, "une-fiche au nom long"),))
    assert _page(table, width=60).split("\n")[3:5] == [f"31/12/2021  {'=' * 26}", "    une-fiche au nom long"]


def test_colour_adds_nothing_but_colour(small: Catalogue) -> None:
    coloured, plain = (drawn(answer(small), colour=colour) for colour in (True, False))
    assert "\x1b[" in coloured
    assert ESCAPES.sub("", coloured) == plain


def test_no_colour_comes_from_the_environment(small: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.setenv(name, "1")
    assert "\x1b" not in dict(outputs(small, 80))["check"]
