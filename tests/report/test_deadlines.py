"""Application windows by closing date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import Profile
from aidnum.report.deadlines import deadlines
from tests.engine.samples import DAY, VOCABULARY, scheme

CALENDARS: dict[str, Any] = {
    "later": {"windows": [{"opens": date(2021, 1, 1), "closes": date(2021, 12, 31)}]},
    "sessions": {
        "windows": [
            {"opens": date(2020, 1, 1), "closes": date(2020, 6, 30)},
            {"opens": date(2021, 1, 1), "closes": date(2021, 3, 31)},
            {"opens": date(2021, 3, 20), "closes": date(2021, 4, 30)},
        ]
    },
    "always": {"state": "rolling"},
    "yearly": {"state": "recurring"},
    "endless": {"windows": [{"opens": date(2021, 1, 1), "seen_open": date(2021, 3, 1)}]},
    "over": {"state": "exhausted"},
    "dim": {"state": "unknown"},
}
CATALOGUE = Catalogue(
    tuple(
        scheme({"kind": ["town"] if name == "later" else ["local"]}, id=name, calendar=each) for name, each in CALENDARS.items()
    ),
    VOCABULARY,
    ("x.yaml",),
)


def _listed(day: date = DAY, **how: Any) -> list[tuple[str, str]]:
    return [(row.scheme.id, row.window.state) for row in deadlines(CATALOGUE, day, **how).deadlines]


def test_by_default_those_open_on_the_day_the_first_to_close_first() -> None:
    assert _listed() == [("sessions", "open"), ("later", "open"), ("endless", "open"), ("always", "rolling")]


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (0, []),
        (29, []),
        (30, [("sessions", "open")]),
        (59, [("sessions", "open")]),
        (60, [("sessions", "open"), ("sessions", "upcoming")]),
        (10**9, [("sessions", "open"), ("sessions", "upcoming"), ("later", "open")]),
    ],
)
def test_those_that_close_within_so_many_days(within: int, found: list[tuple[str, str]]) -> None:
    assert _listed(within=within) == found


def test_the_closing_day_is_within_no_day() -> None:
    assert _listed(date(2021, 3, 31), within=0) == [("sessions", "open")]
    assert _listed(date(2021, 4, 1), within=0) == []


def test_all_of_them_past_and_to_come() -> None:
    found = _listed(everything=True)
    assert found[:4] == [("sessions", "closed"), ("sessions", "open"), ("sessions", "upcoming"), ("later", "open")]
    assert sorted(found[4:]) == [
        ("always", "rolling"),
        ("dim", "unknown"),
        ("endless", "open"),
        ("over", "exhausted"),
        ("yearly", "recurring"),
    ]


def test_the_verdict_stands_beside_each_when_facts_are_given() -> None:
    assert {row.verdict for row in deadlines(CATALOGUE, DAY).deadlines} == {None}
    report = deadlines(CATALOGUE, DAY, Profile(facts={"kind": "county"}))
    assert {row.scheme.id: str(row.verdict) for row in report.deadlines} == {
        "sessions": "eligible",
        "later": "ineligible",
        "endless": "eligible",
        "always": "eligible",
    }


def test_the_founding_calls_close_on_28_may_2021(shipped: Catalogue) -> None:
    report = deadlines(shipped, DAY, within=88)
    closing = {row.scheme.id for row in report.deadlines if row.window.closes == date(2021, 5, 28)}
    assert {f"france-relance-{name}" for name in ("dematerialisation", "donnees", "cooperation")} <= closing
    assert (report.day, report.within, report.everything) == (DAY, 88, False)
