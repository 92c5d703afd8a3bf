"""Windows on a line of time, in characters that any terminal has."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.model.assessment import WindowOn
from aidnum.render.timeline import timeline

DAY = date(2021, 3, 1)
DAYS = st.none() | st.dates(date(2010, 1, 1), date(2040, 1, 1))


def _window(opens: date | None, closes: date | None) -> WindowOn:
    return WindowOn("open", opens=opens, closes=closes)


def test_a_window_is_drawn_from_its_first_day_to_its_last() -> None:
    window = _window(date(2021, 2, 1), date(2021, 3, 31))
    assert timeline([window], DAY, 20).bar(window) == "=========|=========="


def test_months_stand_where_they_begin() -> None:
    window = _window(date(2021, 1, 25), date(2021, 5, 28))
    line = timeline([window], DAY, 26)
    assert line.scale() == "2021 févr mars avr  mai"
    assert line.bar(window) == "....======|==============="


def test_a_window_without_an_end_goes_on() -> None:
    window = _window(date(2021, 2, 1), None)
    assert timeline([window], DAY, 20).bar(window).endswith("=>")
    other = _window(None, date(2021, 3, 31))
    assert timeline([other], DAY, 20).bar(other).startswith("|===")
    early = timeline([other], date(2021, 3, 15), 20).bar(other)
    assert early.startswith("<=")
    assert "|" in early


def test_a_window_seen_closed_stops_where_it_was_seen() -> None:
    window = _window(date(2021, 1, 1), None)._replace(state="closed", seen_closed=date(2021, 2, 1))
    assert timeline([window], DAY, 10).bar(window) == "====.|...."


def test_a_long_line_tells_years_alone_and_stops_eight_years_away() -> None:
    window = _window(date(2000, 1, 1), date(2060, 1, 1))
    line = timeline([window], DAY, 40)
    years = [int(year) for year in line.scale().split()]
    assert (years[0], DAY.year + 8 - years[-1] < 4, len(years) > 4) == (2014, True, True)
    assert (line.bar(window)[0], line.bar(window)[-1]) == ("<", ">")


@pytest.mark.parametrize("width", [10, 26, 40])
@given(st.lists(st.tuples(DAYS, DAYS), max_size=4), st.dates(date(2011, 1, 1), date(2039, 1, 1)))
def test_every_line_has_its_width_its_day_and_no_other_character(
    width: int, spans: list[tuple[date | None, date | None]], day: date
) -> None:
    windows = [_window(opens, closes) for opens, closes in spans if not (opens and closes and closes < opens)]
    line = timeline(windows, day, width)
    assert len(line.scale()) <= width
    for window in windows:
        bar = line.bar(window)
        assert len(bar) == width
        assert set(bar) <= set("=.|<>")
        assert bar[line.column(day)] == "|"
