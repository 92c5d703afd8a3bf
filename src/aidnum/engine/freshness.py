"""When a scheme whose period isn't known was last seen alive; dates are written as pages bear them (``2023-10``)."""

from collections.abc import Sequence
from datetime import date

from aidnum.engine.window import windows_on
from aidnum.model.calendar import Calendar, Window
from aidnum.model.reading import first_day
from aidnum.model.scheme import Source

Sightings = tuple[tuple[str, ...], ...]


def sightings(calendar: Calendar, sources: Sequence[Source]) -> Sightings:
    """For each period of a calendar, the dates of which the latest tells when it was seen; empty where none may be unknown."""
    periods: tuple[Window | Calendar, ...] = calendar.windows or (calendar,)
    if not any(map(_may_be_unknown, periods)):
        return ()
    return tuple(tuple(_dates(period, _pages(period, calendar, sources))) for period in periods)


def _may_be_unknown(period: Window | Calendar) -> bool:
    if isinstance(period, Window):
        return period.closes is None
    return period.state == "unknown" or period.seen_open is not None


def _pages(period: Window | Calendar, calendar: Calendar, sources: Sequence[Source]) -> list[Source]:
    """The source that a period names, else that of its calendar, else all of them."""
    named = period.source or calendar.source
    return [source for source in sources if named in (None, source.id)]


def _dates(period: Window | Calendar, pages: Sequence[Source]) -> list[str]:
    """The day a period was seen, else the dates of its pages."""
    if period.seen_open is not None:
        return [period.seen_open.isoformat()]
    told = (page.dated or page.checked.isoformat() for page in pages)
    return [dated for dated in told if first_day(dated) is not None]


def last_seen(calendar: Calendar, seen: Sightings, day: date) -> str | None:
    """When the periods that aren't known on a day were last seen, on that day or before; None when they never were."""
    unknown = (dates for window, dates in zip(windows_on(calendar, day), seen, strict=False) if window.state == "unknown")
    known = {first: dated for dates in unknown for dated in dates if (first := first_day(dated)) is not None and first <= day}
    return known[max(known)] if known else None


def first_seen(calendar: Calendar, sources: Sequence[Source]) -> date | None:
    """The first day on which a scheme whose period isn't known was seen; None where a page that bears no date may be older."""
    unseen = (period for period in (calendar.windows or (calendar,)) if period.seen_open is None)
    pages = (page for period in unseen for page in _pages(period, calendar, sources))
    if any(page.dated is None or first_day(page.dated) is None for page in pages):
        return None
    days = (first_day(dated) for dates in sightings(calendar, sources) for dated in dates)
    return min((day for day in days if day is not None), default=None)


def is_recent(dated: str | None, day: date) -> bool:
    """Whether something was seen in the twelve months before a day: the same date a year before still counts."""
    first = None if dated is None else first_day(dated)
    return first is not None and within_a_year(first, day)


def within_a_year(first: date, then: date) -> bool:
    """Whether a day comes at most twelve months after another: its anniversary does."""
    return (first.year + 1, first.month, first.day) >= (then.year, then.month, then.day)
