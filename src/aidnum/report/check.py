"""What ``check`` and ``export`` answer: where every scheme stands, and the questions that remain."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from aidnum.engine.window import OVER
from aidnum.french import listed, long_date, plural
from aidnum.report.board import Line, lines
from aidnum.report.entry import OFFERED, Answer, CriterionLine, Entry, OutlineLine, Question, is_late, rank
from aidnum.report.profile import data_words, heading_words, profile_words

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.profile import Profile

__all__ = ["OFFERED", "OVER", "RUNNING", "CheckReport", "CriterionLine", "Entry", "Line", "OutlineLine", "Question", "check"]

RUNNING = frozenset({"open", "rolling"})
_TITLES_SHOWN = 3


class CheckReport:
    """The answer of ``check``: entries in the order to show them. What isn't read isn't worked out.

    A `brief` one leaves out what is over, what is refused, and what opens more than a year later.
    """

    kind: Literal["check"] = "check"

    def __init__(self, catalogue: Catalogue, profile: Profile, day: date, *, brief: bool = False) -> None:
        self.day = day
        self.brief = brief
        self.catalogue = catalogue
        self._answer = Answer(catalogue, profile, day)
        self.profile = self._answer.situation.profile
        kept = (entry for entry in self._answer.entries if not brief or (entry.group in OFFERED and not _is_far(entry, day)))
        self.entries = tuple(sorted(kept, key=_order))

    def group(self, name: str) -> tuple[Entry, ...]:
        """The entries of one group."""
        return tuple(entry for entry in self.entries if entry.group == name)

    def lines(self, name: str) -> tuple[Line, ...]:
        """The lines of one group."""
        return lines(self.group(name), self.missing, self.catalogue.vocabulary)

    def near_lines(self, name: str) -> tuple[Line, ...]:
        """The lines of one group on the first screen: without what is `far`."""
        near = tuple(entry for entry in self.group(name) if entry not in self.far)
        return lines(near, self.missing, self.catalogue.vocabulary)

    @cached_property
    def far(self) -> frozenset[Entry]:
        """What opens, or was first seen, more than a year later: a day replayed is not told of the aids of another time."""
        return frozenset(entry for entry in self.entries if _is_far(entry, self.day))

    @cached_property
    def heading_words(self) -> tuple[str, str, tuple[str, ...]]:
        """Who asks, for what, and what else was given."""
        return heading_words(self.profile, self._answer.situation, self._answer.phrases)

    @cached_property
    def profile_words(self) -> tuple[str, ...]:
        """The authorities named, the facts given, the costs."""
        return profile_words(self.profile, self._answer.situation, self._answer.phrases)

    @cached_property
    def data_words(self) -> tuple[str, ...]:
        """What open data say, and where it was read."""
        return data_words(self.profile, self._answer.situation, self._answer.phrases)

    @cached_property
    def missing(self) -> tuple[Question, ...]:
        """The missing facts of all schemes: those that settle most schemes still running first, those of amounts alone last."""
        return _missing(self.entries)

    @cached_property
    def next_steps(self) -> tuple[str, ...]:
        """What to say when no money that might be had is open: since when, and what comes next."""
        return _next_steps(self.entries, self.day)


def check(catalogue: Catalogue, profile: Profile, day: date, *, brief: bool = False) -> CheckReport:
    """Assess every scheme of a catalogue for a profile on a day; `brief` keeps those that may still be asked for.

    Raises:
        BadProfile: for a fact, value or cost category that the catalogue's vocabulary doesn't know.
    """
    return CheckReport(catalogue, profile, day, brief=brief)


def _is_far(entry: Entry, day: date) -> bool:
    return entry.group in OFFERED and is_late(entry.begins, day)


def _order(entry: Entry) -> tuple[int, bool, int, date]:
    return rank(entry.group, entry.pays, entry.window)


def _missing(entries: tuple[Entry, ...]) -> tuple[Question, ...]:
    every = Counter(question for entry in entries for question in entry.missing)
    now = Counter(question for entry in entries for question in entry.missing if entry.window.state not in OVER)
    alone = Counter(question for entry in entries if entry.group in OFFERED for question in entry.missing_for_amount)
    counted = [
        replace(question, unlocks=every[question], unlocks_now=now[question], amounts=alone[question])
        for question in every | alone
    ]
    return tuple(sorted(counted, key=lambda one: (-one.unlocks_now, -one.unlocks, -one.amounts, one.fact)))


def _next_steps(entries: tuple[Entry, ...], day: date) -> tuple[str, ...]:
    hopeful = [entry for entry in entries if entry.group != "ineligible"]
    if not hopeful:
        return ()
    paying = [entry for entry in hopeful if entry.pays]
    if any(entry.window.state in RUNNING for entry in paying):
        return ()
    in_kind = any(entry.window.state in RUNNING for entry in hopeful)
    subject = "Aucune aide financière n'est ouverte" if in_kind else "Rien n'est ouvert"
    return (_nothing_open(subject, paying, day), *_coming(paying))


def _nothing_open(subject: str, hopeful: list[Entry], day: date) -> str:
    said = f"{subject} pour ce profil le {long_date(day)}"
    closed = [(entry.window.closes, entry.scheme.title) for entry in hopeful if entry.window.closes and entry.group == "closed"]
    if not closed:
        return f"{said}."
    last, title = max(closed)
    return f"{said} ; le dernier dispositif à fermer a été « {title} », le {long_date(last)}."


def _coming(hopeful: list[Entry]) -> list[str]:
    steps = [
        f"À la suite de « {entry.scheme.title} » : « {entry.successor.scheme.title} » ({entry.successor.scheme.id})."
        for entry in hopeful
        if entry.group == "closed" and entry.successor and entry.successor.group not in ("closed", "ineligible")
    ]
    upcoming = sorted((e.window.opens, e.scheme.title) for e in hopeful if e.window.state == "upcoming" and e.window.opens)
    if upcoming:
        opens, title = upcoming[0]
        steps.append(f"Prochaine période : « {title} », à partir du {long_date(opens)}.")
    settled = [entry for entry in hopeful if not entry.missing]
    yearly = [entry for entry in settled if entry.window.state == "recurring"]
    if yearly:
        steps.append(f"Chaque année, à une date à demander : {_titles(yearly)}.")
    unknown = [entry for entry in settled if entry.window.state == "unknown"]
    if unknown:
        steps.append(f"Dates non connues, à demander : {_titles(unknown)}.")
    return steps


def _titles(entries: list[Entry]) -> str:
    shown = [f"« {entry.scheme.title} »" for entry in entries[:_TITLES_SHOWN]]
    left = len(entries) - len(shown)
    return listed([*shown, plural(left, "autre", "autres")] if left else shown)
