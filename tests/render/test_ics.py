"""iCalendar: read back by an independent reader, folded right, the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue
from aidnum.model.profile import read_profile
from aidnum.project.merge import read_project
from aidnum.project.said import Said
from aidnum.render.ics import escape, fold, render
from aidnum.report.check import check
from aidnum.report.deadlines import deadlines
from tests.render.samples import (
    DAY,
    HOSTILE_TEXTS,
    SCHEMES,
    answer,
    hostile_catalogue,
    matches_snapshot,
    small_catalogue,
    small_check,
)


def _events(text: str) -> Sequence[Any]:
    return Calendar.from_ical(text).walk("VEVENT")


def _closing(text: str) -> Sequence[Any]:
    return [event for event in _events(text) if str(event["SUMMARY"]).startswith("Clôture")]


def test_the_whole_answer_is_the_stored_one(tmp_path: Path) -> None:
    assert matches_snapshot("check.ics", render(small_check(tmp_path)))


def test_each_date_to_come_of_a_scheme_that_may_fit_is_one_event(tmp_path: Path) -> None:
    assert [str(event["UID"]) for event in _events(render(small_check(tmp_path)))] == [
        "guichet-local-2021-04-01-ouverture@aidnum",
        "demarches-en-ligne-2021-05-28@aidnum",
        "guichet-local-2021-06-30@aidnum",
        "demarches-en-ligne-2021-09-01-ouverture@aidnum",
        "demarches-en-ligne-2021-10-15@aidnum",
    ]


def test_an_event_is_the_whole_closing_day(tmp_path: Path) -> None:
    event = _closing(render(small_check(tmp_path)))[0]
    assert event.decoded("DTSTART") == date(2021, 5, 28)
    assert event.decoded("DTEND") == date(2021, 5, 29)
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_the_stamp_comes_from_the_day_of_the_report(tmp_path: Path) -> None:
    event = _events(render(small_check(tmp_path)))[0]
    assert event["DTSTAMP"].to_ical() == b"20210301T000000Z"
    assert event["SEQUENCE"] == 0


def test_the_alarm_rings_14_days_before(tmp_path: Path) -> None:
    [alarm] = _closing(render(small_check(tmp_path)))[0].walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-14)
    assert alarm["TRIGGER"].params["RELATED"] == "START"
    assert str(alarm["ACTION"]) == "DISPLAY"


def test_an_opening_rings_a_week_before_and_says_its_period(tmp_path: Path) -> None:
    event = _events(render(small_check(tmp_path)))[0]
    assert str(event["SUMMARY"]) == "Ouverture : Guichet local (à confirmer)"
    assert event.walk("VALARM")[0].decoded("TRIGGER") == timedelta(days=-7)
    assert "Période : du 1er avril 2021 au 30 juin 2021 inclus" in str(event["DESCRIPTION"]).replace("\u00a0", " ")


def test_a_period_that_is_open_has_no_opening_to_come(tmp_path: Path) -> None:
    report = answer(small_catalogue(tmp_path), day=date(2021, 9, 1))
    assert [str(event["SUMMARY"]) for event in _events(render(report))] == ["Clôture : Démarches en ligne : créer ou améliorer"]


def test_the_dates_of_two_authorities_do_not_overwrite_one_another(shipped: Catalogue) -> None:
    uids = [
        {str(event["UID"]) for event in _events(render(report))}
        for name in ("Ploërmel 56", "Pontivy 56")
        for profile in [read_project(shipped, Said(name)).profile]
        for report in (check(shipped, profile, DAY), deadlines(shipped, DAY, profile, everything=True))
    ]
    first, first_all, second, second_all = uids
    assert first
    assert first <= first_all
    assert all(uid.endswith("-56165@aidnum") for uid in first_all)
    assert (first | first_all).isdisjoint(second | second_all)


def test_a_partner_more_changes_no_event_of_a_joint_project_and_its_carrier_keeps_its_own(shipped: Catalogue) -> None:
    uids = [
        {str(event["UID"]) for event in _events(render(report))}
        for names in (("Pontivy",), ("Pontivy", "Auray"), ("Pontivy", "Auray", "Vannes"))
        for profile in [read_project(shipped, Said(names)).profile]
        for report in (check(shipped, profile, DAY), deadlines(shipped, DAY, profile, everything=True))
    ]
    alone, alone_all, two, two_all, three, three_all = uids
    assert two
    assert (two, two_all) == (three, three_all)
    assert two <= two_all
    assert all(uid.endswith("-56178-ensemble@aidnum") for uid in two_all)
    assert (alone | alone_all).isdisjoint(two_all)


def test_an_event_says_the_verdict_the_amount_how_to_apply_the_sources_and_the_caveat(tmp_path: Path) -> None:
    event = _closing(render(small_check(tmp_path)))[0]
    said = str(event["DESCRIPTION"]).replace("\u00a0", " ")
    for words in (
        "Verdict : éligible",
        "Aide : subvention, 30 000 € (50 % de 60 000 €)",
        "Où déposer : Le portail des démarches",
        "Le guide du financeur (vérifié le 2 octobre 2026, confiance moyenne) https://exemple.fr/guide",
        "Profil : population : 520 000 habitants",
        "Ceci est une simulation",
    ):
        assert words in said
    assert str(event["URL"]) == "https://exemple.gouv.fr/demarches?appel=1"


def test_a_verdict_to_confirm_shows_in_the_summary(tmp_path: Path) -> None:
    assert str(_closing(render(small_check(tmp_path)))[1]["SUMMARY"]) == "Clôture : Guichet local (à confirmer)"


def test_events_are_whole_days_that_need_no_time_zone(tmp_path: Path) -> None:
    calendar = Calendar.from_ical(render(small_check(tmp_path)))
    assert calendar.walk("VTIMEZONE") == []
    assert {type(event.decoded("DTSTART")) for event in calendar.walk("VEVENT")} == {date}


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    assert render(small_check(tmp_path)) == render(small_check(tmp_path))


def test_nothing_to_export_is_a_valid_calendar_without_events(tmp_path: Path) -> None:
    text = render(answer(small_catalogue(tmp_path), day=date(2030, 1, 1)))
    assert not _events(text)
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_deadlines_give_an_event_for_each_row_with_a_closing_date(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    events = _closing(render(deadlines(catalogue, DAY, everything=True)))
    assert [event.decoded("DTSTART") for event in events] == [
        *(date(2020, 12, 31), date(2021, 5, 28), date(2021, 6, 30), date(2021, 10, 15), date(2021, 12, 31)),
    ]
    assert "Verdict" not in str(events[0]["DESCRIPTION"])


def test_deadlines_with_facts_say_the_verdict(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    profile = read_profile(catalogue.vocabulary, {"population": "520000", "type": "demat"})
    events = _closing(render(deadlines(catalogue, DAY, profile)))
    assert "Verdict : éligible" in str(events[0]["DESCRIPTION"])


def test_two_periods_that_close_on_one_day_are_one_event_that_names_both(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path, SCHEMES.replace("opens: 2021-09-01, closes: 2021-10-15", "closes: 2021-05-28"))
    events = _closing(render(answer(catalogue)))
    assert len({str(event["UID"]) for event in events}) == len(events) == 2
    assert "1re session" in str(events[0]["DESCRIPTION"])
    assert "2e session" in str(events[0]["DESCRIPTION"])


def test_a_period_that_closes_on_the_last_day_of_time_is_written(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path, SCHEMES.replace("closes: 2021-05-28", "closes: 9999-12-31"))
    events = _events(render(answer(catalogue)))
    assert events[-1].decoded("DTSTART") == date.max
    assert "DTEND" not in events[-1]


def test_hostile_text_stays_inside_its_property(tmp_path: Path) -> None:
    events = _closing(render(answer(hostile_catalogue(tmp_path))))
    assert {str(event["SUMMARY"]).removeprefix("Clôture : ").removesuffix(" (à confirmer)") for event in events} == {
        text.strip() for text in HOSTILE_TEXTS
    }


@pytest.mark.parametrize("day", [DAY, date(2021, 9, 30), date(2026, 11, 24)])
def test_lines_of_the_shipped_catalogue_hold_75_octets_at_most(day: date) -> None:
    text = render(answer(load_catalogue(), day=day))
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")


def test_a_second_property_cannot_be_smuggled_into_a_text() -> None:
    assert escape("fin\r\nATTENDEE:mailto:a@exemple.fr") == "fin\\nATTENDEE:mailto:a@exemple.fr"


def test_control_characters_are_shown() -> None:
    assert escape("a\x07b\u2028c") == "a\\\\u0007b\\nc"


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=300))
def test_any_text_is_folded_between_characters_and_read_back(text: str) -> None:
    folded = fold(f"SUMMARY:{escape(text)}")
    pieces = folded.encode().split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.decode() for piece in pieces)
    event = Calendar.from_ical(f"BEGIN:VEVENT\r\nUID:a\r\n{folded}\r\nEND:VEVENT\r\n")
    assert str(event["SUMMARY"]) == text
