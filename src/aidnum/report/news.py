"""What ``news`` answers: what changed between two days, or between two catalogues, for a profile or for everyone.

Between two days a catalogue tells its own history: the days of its windows, and those on which its sources were checked or
dated. A day of change comes after the first day and on the last one at most, so that two spells that follow each other tell
each change once; what is to come within so many days is told again, and is new where the first day was too early for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

from aidnum.engine.window import window_on, windows_on
from aidnum.model.assessment import Verdict, WindowOn
from aidnum.model.reading import first_day
from aidnum.report.amendments import REREAD, Amendment, amendments, changed_keys
from aidnum.report.asked import Asked, Several, Whom
from aidnum.report.listing import ShowReport, show

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.scheme import Scheme
    from aidnum.report.batch import Answered

What: TypeAlias = Literal["opened", "closes", "opens", "closed", "added", "removed", "changed"]
WHATS: tuple[What, ...] = get_args(What)
WITHIN = 30
TURNED = ("verdict",)
_FROM_BEST = (Verdict.ELIGIBLE, Verdict.TO_CONFIRM, Verdict.INELIGIBLE, None)


class Concerned(NamedTuple):
    """A project of a list that a change concerns; its verdicts are those of a change."""

    project: Answered
    former: Verdict | None
    verdict: Verdict | None


class Change(NamedTuple):
    """One thing that changed in a scheme, the day of it where one is known, and the window to show.

    `fields` are the keys of what changed; between two days, of what tells it, with the `days` that the scheme bears there.
    `verdict` is that of the last day or of the present catalogue, `former` that of the first day or of the other catalogue;
    both are None when no fact was given, and for a list they are the best of those that are `concerned`. `shown` tells the
    scheme whole in the other catalogue and in this one.
    """

    scheme: Scheme
    what: What
    on: date | None
    window: WindowOn
    fields: tuple[str, ...] = ()
    is_new: bool = True
    verdict: Verdict | None = None
    former: Verdict | None = None
    offices: tuple[str, ...] = ()
    days: tuple[tuple[str, date], ...] = ()
    shown: tuple[ShowReport, ShowReport] | None = None
    concerned: tuple[Concerned, ...] = ()

    @property
    def is_reread(self) -> bool:
        """Whether nothing is known of it but that its sources were read again."""
        return self.fields == (REREAD,)

    @property
    def by_verdicts(self) -> dict[tuple[Verdict | None, Verdict | None], list[Concerned]]:
        """Those that are `concerned`, by their verdict before and after, the best of now first."""
        found: dict[tuple[Verdict | None, Verdict | None], list[Concerned]] = {}
        for one in self.concerned:
            found.setdefault((one.former, one.verdict), []).append(one)
        return dict(sorted(found.items(), key=lambda group: tuple(map(_rank, reversed(group[0])))))

    @property
    def turned(self) -> tuple[Verdict, Verdict] | None:
        """The verdict before and after, where both are known and differ; those of a list turn each for itself."""
        if self.concerned or self.former is None or self.verdict is None or self.former is self.verdict:
            return None
        return self.former, self.verdict


class NewsReport(NamedTuple):
    """What changed until a day, since another or `against` another catalogue; `words` say for whom.

    What nobody who asks is eligible for, neither before nor after, is `left_out`, and counted. `several` are those who ask,
    where they are a list. `amendments` are what changed beside the schemes, for whoever asks.
    """

    since: date | None
    until: date
    within: int | None
    against: str | None
    changes: tuple[Change, ...]
    left_out: int
    words: tuple[str, ...]
    several: Several | None = None
    amendments: tuple[Amendment, ...] = ()
    kind: Literal["news"] = "news"

    @property
    def is_none(self) -> bool:
        """Whether nothing changed: what the first day told already is no change, nor is a sheet that was only read again."""
        is_other = any(not amendment.is_reread for amendment in self.amendments)
        return not (is_other or any(change.is_new and not change.is_reread for change in self.changes))


def news(catalogue: Catalogue, since: date, until: date, whom: Whom = None, *, within: int = WITHIN) -> NewsReport:
    """What changed between two days, and what opens or closes within so many days after the second."""
    before, after = Asked(catalogue, whom, since), Asked(catalogue, whom, until)
    found = (
        change
        for scheme in catalogue.schemes
        for is_other in (before.verdicts(scheme.id) != after.verdicts(scheme.id),)
        for change in _between(scheme, since, until, within, is_other=is_other)
    )
    changes, left_out = _kept(found, _Hearing(before, after))
    return NewsReport(since, until, within, None, changes, left_out, after.words(), after.several)


def news_against(catalogue: Catalogue, other: Catalogue, day: date, whom: Whom = None, *, name: str) -> NewsReport:
    """What changed in a catalogue since another one, of that name, as both would answer on a day."""
    before, after = Asked(other, whom, day), Asked(catalogue, whom, day)
    changes, left_out = _kept(_differing(catalogue, other, day), _Hearing(before, after))
    amended = amendments(catalogue, other)
    return NewsReport(None, day, None, name, changes, left_out, after.words(), after.several, amended)


class _Hearing(NamedTuple):
    """Who asks, as the first day or the other catalogue knows them, and as the last day or this one does."""

    before: Asked
    after: Asked

    def told(self, change: Change) -> Change | None:
        """A change with whom it concerns; None where some ask, and it concerns nobody."""
        scheme, after = change.scheme, self.after
        pairs = tuple(zip(self.before.verdicts(scheme.id), after.verdicts(scheme.id), strict=True))
        places = [place for place, pair in enumerate(pairs) if _concerns(*pair) and (change.fields != TURNED or _turns(*pair))]
        if pairs and not places:
            return None
        return change._replace(
            former=_best(pairs[place][0] for place in places),
            verdict=_best(pairs[place][1] for place in places),
            offices=(self.before if change.what == "removed" else after).offices(scheme, places),
            concerned=tuple(Concerned(after.projects[place], *pairs[place]) for place in places if after.projects),
        )


def _concerns(former: Verdict | None, verdict: Verdict | None) -> bool:
    """Whether no verdict is known, or one of them leaves hope."""
    return {former, verdict} - {None} != {Verdict.INELIGIBLE}


def _turns(former: Verdict | None, verdict: Verdict | None) -> bool:
    return former is not verdict


def _best(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    return min(verdicts, key=_rank, default=None)


def _rank(verdict: Verdict | None) -> int:
    return _FROM_BEST.index(verdict)


def _kept(found: Iterable[Change], hearing: _Hearing) -> tuple[tuple[Change, ...], int]:
    """The changes that concern who asks, in their order, and how many others there are."""
    every = tuple(map(hearing.told, found))
    kept = tuple(sorted((change for change in every if change is not None), key=_order))
    return kept, len(every) - len(kept)


def _order(change: Change) -> tuple[int, bool, date, str]:
    return WHATS.index(change.what), change.is_reread, change.on or date.max, change.scheme.id


def _between(scheme: Scheme, since: date, until: date, within: int, *, is_other: bool) -> Iterator[Change]:
    """What changed in a scheme between two days; `is_other`: so did its verdict."""
    ahead = timedelta(within)
    windows = zip(windows_on(scheme.calendar, since), windows_on(scheme.calendar, until), strict=True)
    for before, after in windows:
        yield from _come(scheme, before, after)
        yield from (
            change._replace(is_new=day - since > ahead) for change, day in _coming(scheme, after) if day - until <= ahead
        )
    days = tuple(_days(scheme, since, until))
    if days or is_other:
        fields = (*(field for field, _ in days), *(TURNED if is_other else ()))
        last = max((day for _, day in days), default=None)
        yield Change(scheme, "changed", last, window_on(scheme.calendar, until), fields, days=days)


def _come(scheme: Scheme, before: WindowOn, after: WindowOn) -> Iterator[Change]:
    """What a window did between two days."""
    if after.state == "closed":
        if before.state != "closed":
            yield Change(scheme, "closed", after.closes or after.seen_closed, after)
    elif before.state == "upcoming" and after.state != "upcoming":
        yield Change(scheme, "opened", after.opens, after)


def _coming(scheme: Scheme, window: WindowOn) -> Iterator[tuple[Change, date]]:
    """What a window is to do, and when."""
    opens, closes = window.opens, window.closes
    if window.state == "upcoming" and opens is not None:
        yield Change(scheme, "opens", opens, window), opens
    if window.state in ("open", "upcoming") and closes is not None:
        yield Change(scheme, "closes", closes, window), closes


def _days(scheme: Scheme, since: date, until: date) -> Iterator[tuple[str, date]]:
    """The last day, of those that came, of each thing that a scheme dates."""
    dated = (first_day(source.dated) for source in scheme.sources if source.dated is not None)
    every: dict[str, Iterable[date | None]] = {
        REREAD: (source.checked for source in scheme.sources),
        "dated": dated,
        "calendar": (scheme.calendar.seen_open,),
        "caution": (scheme.caution.from_ if scheme.caution else None,),
    }
    for field, days in every.items():
        came = [day for day in days if day is not None and since < day <= until]
        if came:
            yield field, max(came)


def _differing(catalogue: Catalogue, other: Catalogue, day: date) -> Iterator[Change]:
    """The schemes that stand in one catalogue alone, and those that both tell differently."""
    known = {scheme.id: scheme for scheme in other.schemes}
    for scheme in catalogue.schemes:
        window = window_on(scheme.calendar, day)
        former = known.pop(scheme.id, None)
        if former is None:
            yield Change(scheme, "added", None, window)
        elif fields := changed_keys(former, scheme):
            both = (show(other, scheme.id, day), show(catalogue, scheme.id, day))
            yield Change(scheme, "changed", None, window, fields, shown=both)
    for scheme in known.values():
        yield Change(scheme, "removed", None, window_on(scheme.calendar, day))
