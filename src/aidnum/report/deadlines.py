"""What ``deadlines`` answers: application windows by closing date, with the verdict beside each when facts are given."""

from datetime import date
from typing import Literal, NamedTuple

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.screen import screen
from aidnum.engine.situation import Situation
from aidnum.engine.window import windows_on
from aidnum.model.assessment import Verdict, WindowOn
from aidnum.model.authority import Authority
from aidnum.model.profile import Profile
from aidnum.model.scheme import Scheme
from aidnum.report.offices import offices


class Deadline(NamedTuple):
    """One application window of a scheme, and whom to ask; the verdict is None when no fact was given."""

    scheme: Scheme
    window: WindowOn
    verdict: Verdict | None
    offices: tuple[str, ...] = ()


class DeadlinesReport(NamedTuple):
    """The windows to show, those with a closing date first, by that date."""

    day: date
    within: int | None
    everything: bool
    deadlines: tuple[Deadline, ...]
    authorities: tuple[Authority, ...] = ()
    kind: Literal["deadlines"] = "deadlines"


def deadlines(
    catalogue: Catalogue, day: date, profile: Profile | None = None, *, within: int | None = None, everything: bool = False
) -> DeadlinesReport:
    """The windows open on a day; those that close within so many days; or all of them, past and to come."""
    situation = None if profile is None else Situation(profile, catalogue.vocabulary)
    overview = catalogue.overview
    verdicts = None if situation is None else [screened.verdict for screened in screen(overview, situation, day)]
    rows = [
        Deadline(scheme, window, verdicts[place] if verdicts else None, offices(scheme, catalogue.vocabulary, situation))
        for place, sketch in enumerate(overview.sketches)
        for window in windows_on(sketch.calendar, day)
        if everything or _is_wanted(window, day, within)
        for scheme in (catalogue.schemes[place],)
    ]
    authorities = () if profile is None else profile.authorities
    return DeadlinesReport(day, within, everything, tuple(sorted(rows, key=_by_closing)), authorities)


def _is_wanted(window: WindowOn, day: date, within: int | None) -> bool:
    if within is None:
        return window.state in ("open", "rolling")
    if window.state not in ("open", "upcoming") or window.closes is None:
        return False
    return (window.closes - day).days <= within


def _by_closing(row: Deadline) -> tuple[date, date, str]:
    return row.window.closes or date.max, row.window.opens or date.max, row.scheme.id
