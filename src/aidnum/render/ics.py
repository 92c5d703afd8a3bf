"""Dates as an iCalendar file (RFC 5545): one whole-day event a date, with an alarm some days before.

A day of the calendar is one in Paris, and needs no time zone to be so. Every byte comes from the report, the event's stamp
included, so that the same report gives the same file and a calendar that imports it again replaces its events instead of
adding to them.

An event is known by its scheme, its date and who asks: an authority by its code, a joint project by the code of who carries it,
a list by the file that holds it. So a partner or a town more changes what an event says, not which one it is, and the lists of
two colleagues, or a list and one of its towns, overwrite nothing of one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from aidnum.engine.window import windows_on
from aidnum.french import capital, long_date, visible
from aidnum.model.assessment import Verdict, WindowOn
from aidnum.model.scheme import Scheme
from aidnum.render.scheme_wording import apply_rows, source_text
from aidnum.render.wording import CAVEAT, VERDICTS, aid_texts, doubt_texts

if TYPE_CHECKING:
    from aidnum.model.authority import Authority
    from aidnum.render.formats import Report
    from aidnum.report.batch import Answered, BatchReport
    from aidnum.report.check import CheckReport, Entry
    from aidnum.report.deadlines import DeadlinesReport
    from aidnum.report.standing import Standing

ALARM_DAYS = 14
OPENING_ALARM_DAYS = 7
MOST_OCTETS = 75
_SURE = (Verdict.TO_CONFIRM, Verdict.ELIGIBLE)
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


class Dated(NamedTuple):
    """One date of one scheme, on which it opens or closes, and what to say about it; `who` asks, in a word."""

    day: date
    scheme: Scheme
    date: date
    opens: bool
    verdict: Verdict | None
    lines: tuple[str, ...]
    offices: tuple[str, ...] = ()
    who: str = ""

    @property
    def uid(self) -> str:
        """The same for the same date of the same scheme for the same applicant, and for no other."""
        parts = (self.scheme.id, self.date.isoformat(), *(("ouverture",) if self.opens else ()), *filter(None, (self.who,)))
        return f"{'-'.join(parts)}@aidnum"


def render(report: Report) -> str:
    """The dates of a report as a calendar; one without events when nothing opens nor closes."""
    return calendar("Aides numériques : dates de dépôt", map(_event, events(report)))


def events(report: Report) -> tuple[Dated, ...]:
    """The opening and closing dates of a report, each once; none where it tells no dates."""
    match report.kind:
        case "check":
            return tuple(_one_a_date(_of_check(report)))
        case "deadlines":
            return tuple(_one_a_date(_of_deadlines(report)))
        case "batch":
            return tuple(_one_a_date(_of_batch(report)))
        case _:
            return ()


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


def _dates(window: WindowOn) -> Iterator[tuple[date, bool]]:
    """The opening date of a window that isn't open yet, and the closing one, each with whether it is the first."""
    if window.state == "upcoming" and window.opens is not None:
        yield window.opens, True
    if window.closes is not None:
        yield window.closes, False


def _to_come(scheme: Scheme, day: date) -> Iterator[tuple[WindowOn, date, bool]]:
    """The dates to come of a scheme."""
    windows = (window for window in windows_on(scheme.calendar, day) if window.state in _TO_COME)
    return ((window, *dated) for window in windows for dated in _dates(window))


def _of_check(report: CheckReport) -> Iterator[Dated]:
    who = _carrier(report.profile.authorities)
    for entry in report.entries:
        if entry.group == "ineligible":
            continue
        for window, when, opens in _to_come(entry.scheme, report.day):
            lines = (f"Période : {_period(window)}", *_entry_lines(report, entry))
            yield Dated(report.day, entry.scheme, when, opens, entry.assessment.verdict, lines, entry.offices(), who)


def _carrier(authorities: Sequence[Authority]) -> str:
    """Who asks: the first of several carries their project, which is another than its own."""
    joint = ["ensemble"] if len(authorities) > 1 else []
    return "-".join([*(authority.code for authority in authorities[:1]), *joint])


def _entry_lines(report: CheckReport, entry: Entry) -> Iterator[str]:
    yield f"Verdict : {VERDICTS[entry.assessment.verdict]}"
    yield from (f"Aide : {text}" for text in aid_texts(entry.assessment))
    yield from (f"À préciser : {question.question}" for question in entry.missing)
    yield from (f"Réserve : {condition}" for condition in entry.conditions)
    yield from (f"Prudence : {text}" for text in doubt_texts(entry))
    yield f"Profil : {' ; '.join((*report.profile_words, *report.data_words)) or 'aucun fait donné'}"


def _of_deadlines(report: DeadlinesReport) -> Iterator[Dated]:
    who = _carrier(report.authorities)
    for row in report.deadlines:
        verdict = () if row.verdict is None else (f"Verdict : {VERDICTS[row.verdict]}",)
        for when, opens in _dates(row.window):
            lines = (f"Période : {_period(row.window)}", *verdict)
            yield Dated(report.day, row.scheme, when, opens, row.verdict, lines, row.offices, who)


def _of_batch(report: BatchReport) -> Iterator[Dated]:
    """One event a date, whoever it is for: it is the list's."""
    who = f"liste-{crc32(report.place.encode(errors='backslashreplace')):08x}"
    for scheme, asking in report.asking:
        verdict = max((standing.verdict for _, standing in asking), key=_SURE.index)
        for window, when, opens in _to_come(scheme, report.day):
            lines = (f"Période : {_period(window)}", *_asking_lines(asking))
            yield Dated(report.day, scheme, when, opens, verdict, lines, who=who)


def _asking_lines(asking: Sequence[tuple[Answered, Standing]]) -> Iterator[str]:
    for verdict in reversed(_SURE):
        names = [answered.label for answered, standing in asking if standing.verdict is verdict]
        if names:
            yield f"{capital(VERDICTS[verdict])} ({len(names)}) : {', '.join(names)}"


def _period(window: WindowOn) -> str:
    """The period without a count of days, which is wrong the day after the export."""
    opens = long_date(window.opens) if window.opens else None
    closes = f"{long_date(window.closes)} inclus" if window.closes else None
    dates = f"du {opens} au {closes}" if opens and closes else f"dès le {opens}" if opens else f"jusqu'au {closes}"
    return f"{dates} — {window.name}" if window.name else dates


def _one_a_date(dated: Iterable[Dated]) -> Iterator[Dated]:
    """Two periods of a scheme that close on the same day are one event that speaks of both."""
    ordered = sorted(dated, key=lambda one: (one.date, one.scheme.id, one.opens))
    for _, same in groupby(ordered, key=lambda one: one.uid):
        first, *others = same
        lines = dict.fromkeys(line for one in (first, *others) for line in one.lines)
        yield first._replace(lines=tuple(lines))


def _event(dated: Dated) -> Event:
    unsure = " (à confirmer)" if dated.verdict is Verdict.TO_CONFIRM else ""
    summary = f"{'Ouverture' if dated.opens else 'Clôture'} : {dated.scheme.title}{unsure}"
    alarm = OPENING_ALARM_DAYS if dated.opens else ALARM_DAYS
    return Event(dated.uid, dated.day, dated.date, summary, _description(dated), dated.scheme.url, alarm)


def _description(dated: Dated) -> str:
    lines = [
        *dated.lines,
        *(capital(f"{label} : {value}") for label, value in apply_rows(dated.scheme, dated.offices)),
        *([f"Adresse : {dated.scheme.url}"] if dated.scheme.url else []),
        *(f"Source : {source_text(source)} {source.url}" for source in dated.scheme.sources),
        f"Calculé le {long_date(dated.day)}.",
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
