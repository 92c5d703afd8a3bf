"""Which application window to show on a day, and its state."""

from datetime import date

from aidnum.model.assessment import WindowOn
from aidnum.model.calendar import Calendar, Window

OVER = frozenset({"closed", "exhausted"})
_RANK = {"open": 0, "upcoming": 1, "unknown": 2, "closed": 3}


def window_on(calendar: Calendar, day: date) -> WindowOn:
    """The open window that closes first, else the next to come, else the last closed; or the state that stands for windows."""
    if calendar.state is not None:
        return _state_on(calendar, day)
    return min((_one_on(window, day) for window in calendar.windows), key=_first_to_show)


def windows_on(calendar: Calendar, day: date) -> tuple[WindowOn, ...]:
    """Every window of a calendar with its state on a day; one entry for a calendar that has a state instead."""
    if calendar.state is not None:
        return (_state_on(calendar, day),)
    return tuple(_one_on(window, day) for window in calendar.windows)


def _state_on(calendar: Calendar, day: date) -> WindowOn:
    """What is permanent is to come before `since`; what was only seen on a day isn't known before it."""
    since = calendar.since if calendar.state == "rolling" else None
    if since is None and calendar.seen_open is not None and day < calendar.seen_open:
        return WindowOn("unknown", note=calendar.note, source=calendar.source)
    return WindowOn(
        state="upcoming" if since is not None and day < since else str(calendar.state),
        opens=since,
        last_closed=calendar.last_closed,
        note=calendar.note,
        source=calendar.source,
        seen_open=calendar.seen_open,
    )


def _one_on(window: Window, day: date) -> WindowOn:
    opens, closes = window.opens, window.closes
    if opens is not None and day < opens:
        state = "upcoming"
    elif closes is not None:
        state = "closed" if day > closes else "open"
    elif window.seen_closed is not None and day >= window.seen_closed:
        state = "closed"
    else:
        last_seen = window.seen_open or opens
        state = "open" if last_seen is not None and day <= last_seen else "unknown"
    left = (closes - day).days if state == "open" and closes is not None else None
    return WindowOn(
        state=state,
        name=window.name,
        opens=opens,
        closes=closes,
        days_left=left,
        note=window.note,
        source=window.source,
        seen_open=window.seen_open,
        seen_closed=window.seen_closed,
    )


def _first_to_show(window: WindowOn) -> tuple[int, int]:
    if window.state == "upcoming":
        key = window.opens
    elif window.state == "closed":
        return _RANK[window.state], -(window.closes or date.min).toordinal()
    else:
        key = window.closes
    return _RANK[window.state], (key or date.max).toordinal()
