"""A scheme whose period isn't known is eligible only while somebody saw it alive in the twelve months before the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.models import read
from aidnum.engine.freshness import first_seen, is_recent, last_seen, sightings, within_a_year
from aidnum.model.assessment import Doubt, Verdict
from aidnum.model.calendar import Calendar
from aidnum.model.scheme import Source
from tests.engine.samples import SOURCE, assessed, scheme, situation

ONE = timedelta(days=1)
UNKNOWN = {"state": "unknown"}
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def _source(name: str, dated: str | None = None, checked: date = date(2026, 11, 24)) -> dict[str, Any]:
    return {**SOURCE, "id": name, "checked": checked, **({"dated": dated} if dated else {})}


def _seen(calendar: dict[str, Any], day: date, *sources: dict[str, Any]) -> str | None:
    told = read(Calendar, calendar)
    return last_seen(told, sightings(told, [read(Source, source) for source in sources]), day)


OLD, PAGE, NEW = _source("old", "2021-02-01"), _source("page", "2024-03-05"), _source("new", "2025")
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("calendar", "sources", "day", "seen"),
    [
        ({**UNKNOWN, "seen_open": date(2023, 5, 2), "source": "page"}, [PAGE], TODAY, "2023-05-02"),
        ({**UNKNOWN, "source": "page"}, [PAGE, NEW], TODAY, "2024-03-05"),
        ({**UNKNOWN, "source": "page"}, [_source("page", "2023-10")], TODAY, "2023-10"),
        ({**UNKNOWN, "source": "page"}, [_source("page")], TODAY, "2026-11-24"),
        ({**UNKNOWN, "source": "page"}, [_source("page", "unknown"), NEW], TODAY, None),
        (UNKNOWN, [OLD, NEW, PAGE, _source("x", "unknown")], TODAY, "2025"),
        (UNKNOWN, [OLD, NEW, PAGE], date(2024, 12, 31), "2024-03-05"),
        (UNKNOWN, [_source("page")], date(2026, 11, 23), None),
        (UNKNOWN, [_source("page")], date(2026, 11, 24), "2026-11-24"),
        ({"state": "rolling"}, [NEW], TODAY, None),
        ({"state": "rolling", "seen_open": date(2026, 1, 2)}, [NEW], date(2026, 1, 1), None),
    ],
    ids=["seen", "source", "month", "checked", "undated", "latest", "then", "before", "same-day", "known", "not-yet"],
)  # fmt: skip
def test_the_date_is_that_of_the_period_else_of_its_source_else_of_the_latest(
    calendar: dict[str, Any], sources: list[dict[str, Any]], day: date, seen: str | None
) -> None:
    assert _seen(calendar, day, *sources) == seen


def test_of_several_periods_the_latest_counts_among_those_that_are_not_known() -> None:
    windows = [
        {"opens": date(2020, 1, 1), "seen_open": date(2020, 6, 1)},
        {"opens": date(2022, 1, 1), "source": "page"},
        {"opens": date(2025, 1, 1), "closes": date(2025, 6, 1), "source": "new"},
    ]
    assert _seen({"windows": windows}, TODAY, PAGE, NEW) == "2024-03-05"
    assert _seen({"windows": windows}, date(2021, 1, 1), PAGE, NEW) == "2020-06-01"
    assert _seen({"windows": windows[2:]}, TODAY, PAGE, NEW) is None


@given(seen=DAYS, days=st.integers(-800, 800))
def test_a_sighting_counts_until_the_same_date_a_year_later(seen: date, days: int) -> None:
    day = seen + timedelta(days=days)
    lasts = day <= _a_year_after(seen)
    assert is_recent(seen.isoformat(), day) is lasts
    found = assessed(scheme({"a": True}, calendar={**UNKNOWN, "seen_open": seen}), situation(a=True), day)
    assert (found.verdict is Verdict.ELIGIBLE) is (seen <= day and lasts)
    assert found.doubts == (() if seen <= day and lasts else (Doubt.UNSEEN,))
    assert found.last_seen == (seen.isoformat() if seen <= day else None)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


@pytest.mark.parametrize(
    ("dated", "last"),
    [
        ("2024-02-29", date(2025, 2, 28)),
        ("2023-02-28", date(2024, 2, 28)),
        ("2023-10", date(2024, 10, 1)),
        ("2023", date(2024, 1, 1)),
    ],
)
def test_a_month_or_a_year_counts_from_its_first_day(dated: str, last: date) -> None:
    assert [is_recent(dated, last), is_recent(dated, last + ONE)] == [True, False]


def test_what_was_never_seen_is_not_recent() -> None:
    assert not is_recent(None, TODAY)


def test_a_scheme_that_is_open_or_closed_needs_no_sighting() -> None:
    old = [{**SOURCE, "dated": "2015"}]
    windows = {"windows": [{"opens": date(2021, 1, 1), "closes": date(2021, 12, 31)}]}
    for day in (date(2021, 3, 1), date(2026, 3, 1)):
        found = assessed(scheme({"a": True}, sources=old, calendar=windows), situation(a=True), day)
        assert (found.verdict, found.doubts, found.last_seen) == (Verdict.ELIGIBLE, (), None)


def test_a_refusal_stays_one_and_each_doubt_is_told() -> None:
    caution = {"from": date(2021, 1, 1), "text": "La loi a changé.", "source": "page"}
    old = scheme({"a": True}, sources=[{**SOURCE, "dated": "2015"}], calendar=UNKNOWN, caution=caution)
    held, refused = (assessed(old, situation(a=value)) for value in (True, False))
    assert (held.verdict, refused.verdict) == (Verdict.TO_CONFIRM, Verdict.INELIGIBLE)
    assert held.doubts == refused.doubts == (Doubt.CAUTION, Doubt.UNSEEN)
    assert held.last_seen == "2015"


def test_only_what_could_refuse_a_scheme_not_seen_lately_is_asked() -> None:
    old = scheme(
        {"all": [{"a": True}, {"any": [{"b": True}, {"n": {"above": 5}}]}]},
        sources=[{**SOURCE, "dated": "2015"}],
        calendar=UNKNOWN,
    )
    assert assessed(old, situation(n=9)).missing == ("a",)
    near = scheme(
        {"any": [{"a": True}, {"n": {"at_least": 10, "about": "10%"}}]}, sources=[{**SOURCE, "dated": "2015"}], calendar=UNKNOWN
    )
    assert assessed(near, situation(n=9)).missing == ()


@pytest.mark.parametrize(
    ("sources", "seen_open", "first"),
    [
        ([{"dated": "2023-10"}, {"dated": "2024-01-05"}], None, date(2023, 10, 1)),
        ([{"dated": "2024"}], date(2025, 3, 2), date(2025, 3, 2)),
        ([{"dated": "unknown"}], date(2025, 3, 2), date(2025, 3, 2)),
        ([{"dated": "2023-10"}, {"dated": "unknown"}], None, None),
        ([{"dated": "2023-10"}, {}], None, None),
    ],
)
def test_what_is_first_seen_is_told_by_pages_that_all_bear_a_date(
    sources: list[dict[str, Any]], seen_open: date | None, first: date | None
) -> None:
    pages = [{**SOURCE, "id": f"page-{place}", **one} for place, one in enumerate(sources)]
    calendar = {**UNKNOWN, "seen_open": seen_open} if seen_open else UNKNOWN
    one = scheme({"a": True}, sources=pages, calendar=calendar)
    assert first_seen(one.calendar, one.sources) == first


def test_what_is_permanent_and_was_only_seen_on_a_day_is_first_seen_then() -> None:
    one = scheme({"a": True}, calendar={"state": "rolling", "seen_open": date(2025, 3, 2)})
    assert first_seen(one.calendar, one.sources) == date(2025, 3, 2)


@pytest.mark.parametrize(
    ("first", "then", "within"),
    [
        (date(2023, 3, 1), date(2024, 3, 1), True),
        (date(2023, 3, 1), date(2024, 3, 2), False),
        (date(2023, 2, 28), date(2024, 2, 29), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
    ],
)
def test_a_year_lasts_until_its_anniversary_whatever_its_days(first: date, then: date, within: bool) -> None:  # noqa: FBT001
    assert within_a_year(first, then) is within
