"""Dates as an iCalendar file (RFC 5545): one whole-day event a date, with an alarm some days before.

A day of the calendar is one in Paris, and needs no time zone to be so. Every byte comes from the report, the event's stamp
included, so that the same report gives the same file and a calendar that imports it again replaces its events instead of
adding to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import capital, long_date, visible
from aidnum.model.assessment import Verdict, WindowOn
from aidnum.model.scheme import Scheme
from aidnum.render.scheme_wording import apply_rows, source_text
from aidnum.render.wording import CAVEAT, VERDICTS, aid_texts, doubt_texts

if TYPE_CHECKING:
    from aidnum.render.formats import Report
    from aidnum.report.check import CheckReport, Entry
    from aidnum.report.deadlines import DeadlinesReport

ALARM_DAYS = 14
MOST_OCTETS = 75
_TO_COME = frozenset({"open", "upcoming"})
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//aidnum//aidnum//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")


class Event(NamedTuple):
    """A whole day: what it is called, what to say about it, and how many days before it rings.

    `uid` is the same for the same thing whenever it is exported; `stamp` is the day of the report.
    """

    uid: str
    stamp: date
    day: date
    summary: str
    description: str
    url: str | None = None
    alarm_days: int = ALARM_DAYS


class Closing(NamedTuple):
    """One closing date of one scheme, and what to say about it."""

    day: date
    scheme: Scheme
    closes: date
    verdict: Verdict | None
    lines: tuple[str, ...]
    offices: tuple[str, ...]

    @property
    def uid(self) -> str:
        """The same for the same date of the same scheme."""
        return f"{self.scheme.id}-{self.closes.isoformat()}@aidnum"


def render(report: Report) -> str:
    """The closing dates of a report as a calendar; one without events when nothing closes."""
    return calendar("Aides numériques : dates de clôture", map(_event, events(report)))


def events(report: Report) -> tuple[Closing, ...]:
    """The closing dates of a report, each once; none where it tells no dates."""
    if report.kind == "check":
        return tuple(_one_a_date(_of_check(report)))
    return tuple(_one_a_date(_of_deadlines(report))) if report.kind == "deadlines" else ()


def calendar(name: str, events: Iterable[Event]) -> str:
    """Events as the text of a calendar that bears a name."""
    written = (line for event in events for line in _event_lines(event))
    lines = (*_HEAD, f"X-WR-CALNAME:{escape(name)}", "X-WR-TIMEZONE:Europe/Paris", *written, "END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def fold(line: str) -> str:
    """A content line in pieces of at most 75 octets, cut between characters and never inside one."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MOST_OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)


def escape(text: str) -> str:
    """A text value: backslash, semicolon, comma and line break escaped, other control characters made visible."""
    return "\n".join(visible(line) for line in text.splitlines()).translate(_ESCAPES)


def _of_check(report: CheckReport) -> Iterator[Closing]:
    for entry in report.entries:
        if entry.group == "ineligible":
            continue
        for window in entry.windows:
            if window.state in _TO_COME and window.closes is not None:
                lines = (f"Période : {_dated(window, window.closes)}", *_entry_lines(report, entry))
                yield Closing(report.day, entry.scheme, window.closes, entry.assessment.verdict, lines, entry.offices())


def _entry_lines(report: CheckReport, entry: Entry) -> Iterator[str]:
    yield f"Verdict : {VERDICTS[entry.assessment.verdict]}"
    yield from (f"Aide : {text}" for text in aid_texts(entry.assessment))
    yield from (f"À préciser : {question.question}" for question in entry.missing)
    yield from (f"Réserve : {condition}" for condition in entry.conditions)
    yield from (f"Prudence : {text}" for text in doubt_texts(entry))
    yield f"Profil : {' ; '.join((*report.profile_words, *report.data_words)) or 'aucun fait donné'}"


def _of_deadlines(report: DeadlinesReport) -> Iterator[Closing]:
    for row in report.deadlines:
        if row.window.closes is not None:
            verdict = () if row.verdict is None else (f"Verdict : {VERDICTS[row.verdict]}",)
            lines = (f"Période : {_dated(row.window, row.window.closes)}", *verdict)
            yield Closing(report.day, row.scheme, row.window.closes, row.verdict, lines, row.offices)


def _dated(window: WindowOn, closes: date) -> str:
    """The period without a count of days, which is wrong the day after the export."""
    opens = f"du {long_date(window.opens)} au" if window.opens else "jusqu'au"
    dates = f"{opens} {long_date(closes)} inclus"
    return f"{dates} — {window.name}" if window.name else dates


def _one_a_date(closings: Iterable[Closing]) -> Iterator[Closing]:
    """Two periods of a scheme that close on the same day are one event that speaks of both."""
    ordered = sorted(closings, key=lambda closing: (closing.closes, closing.scheme.id))
    for _, same in groupby(ordered, key=lambda closing: closing.uid):
        first, *others = same
        lines = dict.fromkeys(line for closing in (first, *others) for line in closing.lines)
        yield first._replace(lines=tuple(lines))


def _event(closing: Closing) -> Event:
    unsure = " (à confirmer)" if closing.verdict is Verdict.TO_CONFIRM else ""
    summary = f"Clôture : {closing.scheme.title}{unsure}"
    return Event(closing.uid, closing.day, closing.closes, summary, _description(closing), closing.scheme.url)


def _description(closing: Closing) -> str:
    lines = [
        *closing.lines,
        *(capital(f"{label} : {value}") for label, value in apply_rows(closing.scheme, closing.offices)),
        *([f"Adresse : {closing.scheme.url}"] if closing.scheme.url else []),
        *(f"Source : {source_text(source)} {source.url}" for source in closing.scheme.sources),
        f"Calculé le {long_date(closing.day)}.",
        CAVEAT,
    ]
    return "\n".join(lines)


def _event_lines(event: Event) -> Iterator[str]:
    summary = escape(event.summary)
    yield from ("BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{_compact(event.stamp)}T000000Z", "SEQUENCE:0")
    yield f"DTSTART;VALUE=DATE:{_compact(event.day)}"
    if event.day < date.max:
        yield f"DTEND;VALUE=DATE:{_compact(event.day + timedelta(days=1))}"
    yield from (f"SUMMARY:{summary}", f"DESCRIPTION:{escape(event.description)}")
    if event.url:
        yield f"URL:{event.url}"
    yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER;RELATED=START:-P{event.alarm_days}D")
    yield from (f"DESCRIPTION:{summary}", "END:VALARM", "END:VEVENT")


def _compact(day: date) -> str:
    return day.isoformat().replace("-", "")
