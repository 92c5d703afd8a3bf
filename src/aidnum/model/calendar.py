"""When a scheme takes applications. Dates are whole days in Europe/Paris; a closing day counts until its last second."""

from typing import Annotated, Literal

from aidnum.model.marks import MANY, Day, Slug, Text, Value
from aidnum.model.reading import Unreadable


class OtherDates(Value, frozen=True, kw_only=True):
    """What another source says of the same period."""

    opens: Day | None = None
    closes: Day | None = None
    source: Slug | None = None
    note: Text | None = None


class Window(Value, frozen=True, kw_only=True):
    """A period in which applications are taken.

    Without `closes`, `seen_open` is the last day it was seen open, and `seen_closed` the first day it was seen closed.
    """

    name: Text | None = None
    opens: Day | None = None
    closes: Day | None = None
    seen_open: Day | None = None
    seen_closed: Day | None = None
    source: Slug | None = None
    note: Text | None = None
    also: Annotated[tuple[OtherDates, ...], MANY] = ()

    def __post_init__(self) -> None:
        """Refuse a period without a day, or turned round."""
        if not (self.opens or self.closes or self.seen_open or self.seen_closed):
            raise ValueError("une période a au moins une date : opens, closes, seen_open ou seen_closed")
        if self.opens and self.closes and self.closes < self.opens:
            raise Unreadable(f"la période se ferme le {self.closes}, avant de s'ouvrir le {self.opens}", "C001")
        if self.opens and self.seen_open and self.seen_open < self.opens:
            raise Unreadable(f"la période est vue ouverte le {self.seen_open}, avant de s'ouvrir le {self.opens}", "C001")
        if self.closes and self.seen_open and self.closes < self.seen_open:
            raise Unreadable(f"la période se ferme le {self.closes}, et est vue ouverte le {self.seen_open}", "C001")
        if self.seen_open and self.seen_closed and self.seen_closed <= self.seen_open:
            raise Unreadable(f"la période est vue fermée le {self.seen_closed}, et encore ouverte le {self.seen_open}", "C001")


class Stage(Window, frozen=True, kw_only=True):
    """A dated step that is no application window: a vote, a selection, the start of the works."""


State = Literal["rolling", "recurring", "exhausted", "unknown"]


class Calendar(Value, frozen=True, kw_only=True):
    """Application windows, or one state that stands for them, and the other dated steps.

    What is permanent (``rolling``) is so from `since` on, where that is known; a state that was only seen on a day,
    `seen_open`, is not known before it.
    """

    windows: Annotated[tuple[Window, ...], MANY] = ()
    state: State | None = None
    stages: Annotated[tuple[Stage, ...], MANY] = ()
    since: Day | None = None
    last_closed: Day | None = None
    seen_open: Day | None = None
    note: Text | None = None
    source: Slug | None = None

    def __post_init__(self) -> None:
        """Refuse neither windows nor state, and both."""
        if bool(self.windows) == bool(self.state):
            raise ValueError("un calendrier a des périodes « windows » ou un état « state », et un seul des deux")
