"""What the terminal can show: its width, and colour or not."""

from __future__ import annotations

import pytest

from aidnum.cli.screen import opens_links, screen, wants_colour


@pytest.mark.parametrize(
    ("environment", "is_terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": "", "CLICOLOR_FORCE": ""}, True, True),
        ({"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"}, True, False),
        ({"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, False, True),
        ({"CLICOLOR": "0"}, True, False),
        ({"CLICOLOR": "1"}, False, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour_follows_one_order_of_precedence(environment: dict[str, str], *, is_terminal: bool, wanted: bool) -> None:
    assert wants_colour(environment, is_terminal=is_terminal) is wanted


@pytest.mark.parametrize(("columns", "width"), [("20", 20), ("80", 80), ("300", 120), ("abc", 80)])
def test_a_screen_is_as_wide_as_said_and_120_columns_at_most(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert screen(to_file=False).width == width
    assert screen(to_file=True).width == 80


@pytest.mark.parametrize(("kind", "opens"), [("xterm-256color", True), ("linux", False), ("vt100", False), ("", False)])
def test_links_are_for_terminals_that_may_open_them(kind: str, *, opens: bool) -> None:
    assert opens_links({"TERM": kind}) == opens
