"""Windows drawn on a line of time, in characters that any terminal has.

``=`` is the window, ``|`` the day of the answer, ``.`` the rest; ``<`` and ``>`` say that the window goes on beyond the line or
has no known end. A window whose end isn't known but which was seen closed is drawn up to that day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from aidnum.model.assessment import WindowOn

_MONTHS = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")
_LONGEST = timedelta(days=8 * 366)


class Timeline(NamedTuple):
    """A span of days drawn over so many characters."""

    start: date
    end: date
    day: date
    width: int

    def column(self, day: date) -> int:
        """The character of a day, which may lie outside the line."""
        span = max((self.end - self.start).days, 1)
        return (day - self.start).days * (self.width - 1) // span

    def scale(self) -> str:
        """The months, or the years of a long line, each written where it begins."""
        line = [" "] * self.width
        free = 0
        for first, label in self._ticks():
            column = self.column(first)
            if column >= free and column + len(label) <= self.width:
                line[column : column + len(label)] = label
                free = column + len(label) + 1
        return "".join(line).rstrip()

    def _ticks(self) -> Iterable[tuple[date, str]]:
        years_only = (self.end - self.start).days > 2 * 366
        year, month = self.start.year, self.start.month
        while (first := date(year, month, 1)) <= self.end:
            if first >= self.start and (month == 1 or not years_only):
                yield first, str(year) if month == 1 else _MONTHS[month - 1]
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    def bar(self, window: WindowOn) -> str:
        """One window on the line."""
        line = ["."] * self.width
        first = self.column(window.opens) if window.opens else 0
        end = _end(window)
        last = self.column(end) if end else self.width - 1
        for column in range(max(first, 0), min(last, self.width - 1) + 1):
            line[column] = "="
        if window.opens is None or first < 0:
            line[0] = "<"
        if end is None or last >= self.width:
            line[-1] = ">"
        line[self.column(self.day)] = "|"
        return "".join(line)


def _end(window: WindowOn) -> date | None:
    """The last day of a window, or the day it was seen closed when that has come."""
    return window.closes or (window.seen_closed if window.state == "closed" else None)


def timeline(windows: Iterable[WindowOn], day: date, width: int) -> Timeline:
    """A line that holds the day and the windows, eight years around the day at most."""
    known = [when for window in windows for when in (window.opens, _end(window)) if when is not None]
    start = max(min([day, *known]), day - _LONGEST).replace(day=1)
    end = min(max([day + timedelta(days=30), *known]), day + _LONGEST)
    return Timeline(start, end, day, width)
