"""Windows on the days around their bounds, and the states that stand for windows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from aidnum.catalogue.models import read
from aidnum.engine.window import window_on, windows_on
from aidnum.model.assessment import WindowOn
from aidnum.model.calendar import Calendar

OPENS, CLOSES = date(2021, 1, 25), date(2021, 5, 28)
ONE = timedelta(days=1)


def _calendar(*windows: dict[str, Any], **more: Any) -> Calendar:
    return read(Calendar, {**({"windows": windows} if windows else {}), **more})


def _shown(day: date, *windows: dict[str, Any], **more: Any) -> WindowOn:
    return window_on(_calendar(*windows, **more), day)


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        (OPENS - ONE, "upcoming", None),
        (OPENS, "open", 123),
        (date(2021, 3, 1), "open", 88),
        (date(2021, 3, 28), "open", 61),
        (CLOSES - ONE, "open", 1),
        (CLOSES, "open", 0),
        (CLOSES + ONE, "closed", None),
        (date.min, "upcoming", None),
        (date.max, "closed", None),
    ],
)
def test_a_window_is_open_from_its_first_day_to_its_last_included(day: date, state: str, left: int | None) -> None:
    shown = _shown(day, {"name": "1re session", "opens": OPENS, "closes": CLOSES, "source": "page", "note": "À noter"})
    assert shown == WindowOn(state, "1re session", OPENS, CLOSES, left, None, "À noter", "page")


def test_29_february_counts_as_a_day() -> None:
    leap = {"opens": date(2024, 2, 28), "closes": date(2024, 3, 1)}
    assert [_shown(date(2024, 2, 28) + n * ONE, leap).days_left for n in range(4)] == [2, 1, 0, None]
    ends = {"opens": date(2024, 2, 29), "closes": date(2024, 2, 29)}
    assert [_shown(date(2024, 2, 28) + n * ONE, ends).state for n in range(3)] == ["upcoming", "open", "closed"]


def test_a_window_without_opening_date_is_open_until_it_closes() -> None:
    assert [_shown(day, {"closes": CLOSES}).state for day in (CLOSES, CLOSES + ONE)] == ["open", "closed"]


def test_a_window_without_closing_date_is_unknown_after_it_was_last_seen_open() -> None:
    seen = {"opens": OPENS, "seen_open": date(2021, 4, 1)}
    days = (OPENS - ONE, OPENS, date(2021, 4, 1), date(2021, 4, 2))
    assert [_shown(day, seen).state for day in days] == ["upcoming", "open", "open", "unknown"]
    assert [_shown(day, {"opens": OPENS}).state for day in days[:3]] == ["upcoming", "open", "unknown"]
    assert [_shown(day, {"seen_open": OPENS}).state for day in days[:3]] == ["open", "open", "unknown"]
    assert _shown(OPENS, seen).days_left is None


def test_a_window_tells_when_it_was_last_seen_open_and_first_seen_closed() -> None:
    shown = _shown(OPENS, {"seen_open": OPENS, "seen_closed": CLOSES})
    assert (shown.seen_open, shown.seen_closed) == (OPENS, CLOSES)


FIRST = {"name": "1", "opens": date(2021, 1, 1), "closes": date(2021, 2, 1)}
SECOND = {"name": "2", "opens": date(2021, 1, 15), "closes": date(2021, 1, 31)}
THIRD = {"name": "3", "opens": date(2021, 6, 1), "closes": date(2021, 7, 1)}
FOURTH = {"name": "4", "opens": date(2021, 9, 1), "closes": date(2021, 9, 2)}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 12, 31), "1"),
        (date(2021, 1, 10), "1"),
        (date(2021, 1, 20), "2"),
        (date(2021, 2, 1), "1"),
        (date(2021, 3, 1), "3"),
        (date(2021, 8, 1), "4"),
        (date(2021, 10, 1), "4"),
    ],
)
def test_the_window_shown_is_the_open_one_that_closes_first_else_the_next_else_the_last(day: date, name: str) -> None:
    for windows in ((FOURTH, SECOND, FIRST, THIRD), (THIRD, FIRST, SECOND, FOURTH)):
        assert _shown(day, *windows).name == name


NEVER_CLOSES = {"name": "sans fin", "opens": date(2021, 1, 10), "seen_open": date(2021, 3, 1)}


@pytest.mark.parametrize(
    ("day", "name", "state"),
    [
        (date(2021, 1, 5), "1", "open"),
        (date(2021, 1, 12), "1", "open"),
        (date(2021, 2, 15), "sans fin", "open"),
        (date(2021, 3, 1), "sans fin", "open"),
        (date(2021, 3, 2), "3", "upcoming"),
        (date(2021, 6, 2), "3", "open"),
        (date(2021, 7, 2), "sans fin", "unknown"),
    ],
)
def test_among_several_windows_one_that_never_closes_comes_after_those_that_do(day: date, name: str, state: str) -> None:
    for windows in ((NEVER_CLOSES, FIRST, THIRD), (THIRD, FIRST, NEVER_CLOSES)):
        shown = _shown(day, *windows)
        assert (shown.name, shown.state) == (name, state)


def test_a_window_seen_closed_on_no_known_day_is_the_last_to_be_shown() -> None:
    ended = {"name": "finie", "seen_closed": date(2021, 3, 1)}
    for windows in ((ended, FIRST), (FIRST, ended)):
        assert _shown(date(2021, 4, 1), *windows).name == "1"


def test_every_window_is_listed_in_file_order() -> None:
    listed = windows_on(_calendar(FIRST, THIRD), date(2021, 3, 1))
    assert [(window.name, window.state) for window in listed] == [("1", "closed"), ("3", "upcoming")]


@pytest.mark.parametrize("state", ["rolling", "recurring", "exhausted", "unknown"])
def test_a_state_stands_for_windows(state: str) -> None:
    shown = _shown(OPENS, state=state, note="Toute l'année", source="page", last_closed=date(2020, 3, 31))
    assert shown == WindowOn(state, last_closed=date(2020, 3, 31), note="Toute l'année", source="page")
    assert windows_on(_calendar(state=state), OPENS) == (WindowOn(state),)


@pytest.mark.parametrize(
    ("state", "before"),
    [("rolling", "upcoming"), ("recurring", "recurring"), ("unknown", "unknown"), ("exhausted", "exhausted")],
)
def test_what_is_permanent_is_to_come_before_its_first_day_which_says_nothing_of_another_state(state: str, before: str) -> None:
    assert [_shown(day, state=state, since=OPENS).state for day in (OPENS - ONE, OPENS)] == [before, state]
    assert _shown(OPENS, state=state, since=OPENS).opens == (OPENS if state == "rolling" else None)


def test_the_first_day_of_what_is_permanent_wins_over_the_day_it_was_seen() -> None:
    seen = _calendar(state="rolling", since=OPENS, seen_open=CLOSES)
    days = (OPENS - ONE, OPENS, CLOSES - ONE, CLOSES)
    assert [window_on(seen, day).state for day in days] == ["upcoming", "rolling", "rolling", "rolling"]


def test_what_is_to_come_tells_when_it_opens() -> None:
    assert _shown(OPENS - ONE, state="rolling", since=OPENS).opens == OPENS


def test_a_window_without_closing_date_is_closed_from_the_day_it_was_seen_closed() -> None:
    seen = {"opens": OPENS, "seen_open": date(2021, 4, 1), "seen_closed": date(2021, 6, 1)}
    days = (date(2021, 4, 1), date(2021, 4, 2), date(2021, 5, 31), date(2021, 6, 1), date.max)
    assert [_shown(day, seen).state for day in days] == ["open", "unknown", "unknown", "closed", "closed"]


def test_a_window_can_not_be_seen_closed_before_it_was_last_seen_open() -> None:
    with pytest.raises(ValueError, match="vue fermée le 2021-04-01"):
        _calendar({"seen_open": date(2021, 4, 1), "seen_closed": date(2021, 4, 1)})


def test_a_state_that_was_only_seen_on_a_day_is_not_known_before_it() -> None:
    seen = _calendar(state="rolling", seen_open=OPENS)
    assert [window_on(seen, day).state for day in (OPENS - ONE, OPENS, OPENS + ONE)] == ["unknown", "rolling", "rolling"]


def test_a_state_not_known_yet_keeps_its_note_and_its_source() -> None:
    seen = _calendar(state="rolling", seen_open=OPENS, note="Vue ouverte", source="page")
    assert window_on(seen, OPENS - ONE) == WindowOn("unknown", note="Vue ouverte", source="page")


def test_a_state_tells_when_it_was_seen() -> None:
    assert _shown(OPENS, state="unknown", seen_open=OPENS).seen_open == OPENS
