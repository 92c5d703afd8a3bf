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


def _steps(text: str) -> list[str]:
    """The events without who asks and for which project, which all of them bear."""
    return [name.removesuffix("@aidnum").rsplit("-", 2)[0] for name in _ids(text)]


def test_each_step_with_a_day_is_an_event_of_its_own(shipped: Catalogue) -> None:
    assert _steps(render(made(shipped, COUNCIL, DETR))) == [
        "convocation",
        "council",
        "transmission",
        "list",
        "deposit-detr",
        "receipt-detr",
        "first-act-detr",
        "complete-detr",
        "refusal-detr",
    ]


def test_events_of_other_authorities_and_of_other_projects_do_not_mix(shipped: Catalogue) -> None:
    first = made(shipped, COUNCIL, DETR)
    town = first._replace(authority=by_key("05061"), who="Gap")
    others = (
        town,
        town._replace(project="Portail"),
        first._replace(project="Portail"),
        first._replace(who="commune, 5 habitants"),
    )
    ids = [name for dates in (first, *others) for name in _ids(render(dates))]
    assert len(set(ids)) == len(ids)
    assert _ids(render(town))[0].startswith("convocation-05061-")


def test_an_event_says_whose_it_is_and_for_which_project(shipped: Catalogue) -> None:
    dates = made(shipped, COUNCIL, DETR)._replace(who="Gap", project="Portail")
    said = [str(event["SUMMARY"]) for event in _events(render(dates))]
    assert said[1] == "Gap, Portail : Voter la délibération"
    assert all(one.startswith("Gap, Portail : ") for one in said)
    bare = _events(render(dates._replace(who="", project="")))
    assert str(bare[1]["SUMMARY"]) == "Voter la délibération"


def test_a_step_that_moves_stays_one_event(shipped: Catalogue) -> None:
    first = made(shipped, COUNCIL, DETR)
    moved = made(shipped, COUNCIL + timedelta(days=2), DETR._replace(closes=date(2027, 2, 28)), day=date(2026, 12, 15))
    assert render(first) == render(made(shipped, COUNCIL, DETR))
    assert _ids(render(first)) == _ids(render(moved))
    assert [event.decoded("DTSTART") for event in _events(render(first))] != [
        event.decoded("DTSTART") for event in _events(render(moved))
    ]


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
