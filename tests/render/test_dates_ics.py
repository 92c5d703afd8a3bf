"""The calendar of a dossier: one event a step to come, the same whenever it is imported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.retroplan import Filing
from aidnum.render.dates_ics import render
from aidnum.territory.tables import by_key
from tests.render.pages.dossier.test_dates import COUNCIL, DETR, OPEN, made
from tests.render.samples import HOSTILE_TEXTS


def _events(text: str) -> Sequence[Any]:
    return Calendar.from_ical(text).walk("VEVENT")


def _ids(text: str) -> list[str]:
    return [str(event["UID"]) for event in _events(text)]


def test_each_step_with_a_day_is_an_event_of_its_own(shipped: Catalogue) -> None:
    assert _ids(render(made(shipped, COUNCIL, DETR))) == [
        "convocation-projet-2027-01-19@aidnum",
        "council-projet-2027-01-25@aidnum",
        "transmission-projet-2027-01-26@aidnum",
        "list-projet-2027-02-01@aidnum",
        "deposit-detr-projet-2027-01-29@aidnum",
        "receipt-detr-projet-2027-01-29@aidnum",
        "first-act-detr-projet-2027-01-27@aidnum",
        "complete-detr-projet-2027-04-26@aidnum",
        "refusal-detr-projet-2028-12-31@aidnum",
    ]


def test_an_event_names_the_authority_so_that_two_of_them_do_not_mix(shipped: Catalogue) -> None:
    town = made(shipped, COUNCIL, DETR)._replace(authority=by_key("05061"))
    assert _ids(render(town))[0] == "convocation-05061-2027-01-19@aidnum"
    assert not set(_ids(render(town))) & set(_ids(render(made(shipped, COUNCIL, DETR))))


def test_imported_again_another_day_the_same_dates_are_the_same_events(shipped: Catalogue) -> None:
    first, again = made(shipped, COUNCIL, DETR), made(shipped, COUNCIL, DETR, day=date(2026, 12, 15))
    assert render(first) == render(made(shipped, COUNCIL, DETR))
    assert _ids(render(first)) == _ids(render(again))


def test_aids_with_free_names_never_share_an_event_nor_break_one(shipped: Catalogue) -> None:
    aids = [Filing(name, name, None, closes=date(2027, 3, 1 + place)) for place, name in enumerate(HOSTILE_TEXTS)]
    text = render(made(shipped, COUNCIL, *aids))
    assert len(set(_ids(text))) == len(_ids(text))
    assert all(name.isascii() and " " not in name for name in _ids(text))
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75


def test_what_is_past_or_has_no_day_is_no_event(shipped: Catalogue) -> None:
    later = render(made(shipped, COUNCIL, DETR, day=date(2027, 1, 26)))
    assert not any(name.startswith(("convocation", "council")) for name in _ids(later))
    assert _ids(later)[0].startswith("transmission")
    assert _ids(render(made(shipped, None, OPEN))) == []


def test_an_event_is_a_whole_day_in_paris_with_its_reminder(shipped: Catalogue) -> None:
    text = render(made(shipped, COUNCIL, DETR))
    assert "X-WR-TIMEZONE:Europe/Paris\r\n" in text
    alarms = {str(event["UID"]).split("-")[0]: event.walk("VALARM")[0].decoded("TRIGGER") for event in _events(text)}
    assert (alarms["convocation"], alarms["deposit"]) == (timedelta(days=-7), timedelta(days=-14))
    assert {type(event.decoded("DTSTART")) for event in _events(text)} == {date}
    assert _events(text)[0].decoded("DTSTART") == date(2027, 1, 19)


def test_an_event_says_when_who_by_which_text_with_its_caution_and_where_that_was_read(shipped: Catalogue) -> None:
    event = _events(render(made(shipped, COUNCIL, DETR)))[0]
    said = str(event["DESCRIPTION"]).replace("\u00a0", " ")
    for words in (
        "Quand : au plus tard le 19 janvier 2027",
        "Qui : Le maire",
        "CGCT, L.2121-12 (confiance moyenne) : Dans une commune de 3 500 habitants et plus",
        "Prudence : Un délai allongé",
        "https://amf62.fr/project/la-convocation-du-conseil-municipal",
        "Ceci est une simulation",
    ):
        assert words in said
