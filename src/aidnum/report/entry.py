"""One scheme in the answer of ``check``: where it stands at once, and in words as far as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.amount import UNFIT
from aidnum.engine.assess import assess, terms_of, what_would_change
from aidnum.engine.changes import direction_of
from aidnum.engine.cost import COST, COST_FACT
from aidnum.engine.exclusion import exclusions
from aidnum.engine.freshness import first_seen, within_a_year
from aidnum.engine.missing import doubted, missing_for_amount
from aidnum.engine.phrases import Phrases, group_words, refusal
from aidnum.engine.screen import screen, within_reach
from aidnum.engine.situation import Situation
from aidnum.engine.trace import carrying, commitments, outline, refusals
from aidnum.engine.window import OVER, windows_on
from aidnum.model.assessment import Assessment, Criterion, Doubt, Outcome, Traced, Verdict, WindowOn
from aidnum.model.authority import Authority
from aidnum.model.funding import PAYING
from aidnum.model.profile import Profile
from aidnum.model.rule import Bounds, Leaf, OneOf, Test
from aidnum.model.scheme import Scheme, Source
from aidnum.report.local_list import OwnList, own_list
from aidnum.report.offices import offices

if TYPE_CHECKING:
    from aidnum.report.partners import NearestWay

GROUPS = ("now", "next", "ask", "closed", "ineligible")
OFFERED = ("now", "next", "ask")
_GROUP_OF_STATE = {
    "open": "now", "rolling": "now", "upcoming": "next", "recurring": "next", "unknown": "ask", "closed": "closed",
    "exhausted": "closed",
}  # fmt: skip
_STATES = ("open", "rolling", "recurring", "upcoming", "unknown", "closed", "exhausted")
_COVERED = "population_projet"


class Question(Struct, frozen=True):
    """A fact to supply: how many schemes it would settle, how many of them are not over, of how many the amount alone."""

    fact: str
    question: str
    unlocks: int = 1
    unlocks_now: int = 1
    amounts: int = 0


class CriterionLine(Struct, frozen=True):
    """A criterion in words: what is known beside what is asked, a note for people, and where that is written."""

    outcome: Outcome
    fact: str
    text: str
    source: Source | None
    note: str | None = None
    supposed: bool = False


class OutlineLine(Struct, frozen=True):
    """A line of a rule with its outcome: a criterion, or the words of a group of criteria."""

    depth: int
    outcome: Outcome
    text: str
    criterion: CriterionLine | None


class Supposition(Struct, frozen=True):
    """What is supposed of a fact and refuses a scheme: the value that would lift it, and both values as clauses."""

    fact: str
    otherwise: bool
    held: str
    lifting: str


class Answer:
    """What the entries of one answer share: the question, where every scheme stands, and the words to say it."""

    def __init__(self, catalogue: Catalogue, profile: Profile, day: date) -> None:
        self.catalogue = catalogue
        self.day = day
        self.situation = Situation(profile, catalogue.vocabulary)
        self.phrases = Phrases(catalogue.vocabulary, {COST: COST_FACT})
        self.overview = catalogue.overview
        screened = screen(self.overview, self.situation, day)
        self.entries = [Entry(self, place, *each) for place, each in enumerate(screened)]

    @cached_property
    def within_reach(self) -> list[bool]:
        """For every scheme, whether some change could make its rule hold."""
        return within_reach(self.overview, self.situation)

    @cached_property
    def reasons(self) -> dict[int, str]:
        """What is known beside what is asked, for the distinct tests said so far, by their place."""
        return {}

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by the id of their scheme."""
        return {sketch.id: entry for sketch, entry in zip(self.overview.sketches, self.entries, strict=True)}

    @cached_property
    def excluded(self) -> dict[str, tuple[str, ...]]:
        """By id, the schemes offered here that can't be had together with one, in file order."""
        offered = [entry.scheme for entry in self.entries if entry.group in OFFERED]
        barred = exclusions(offered)
        return {one.id: tuple(other.id for other in offered if other.id in barred[one.id]) for one in offered if barred[one.id]}


class Entry:
    """One scheme's answer. `group` says what to do: apply `now` or `next`, `ask` first; or it is `closed`, or `ineligible`.

    The verdict and the window are known at once; all else is worked out when it is read.
    """

    def __init__(self, answer: Answer, place: int, verdict: Verdict, window: WindowOn) -> None:
        self.pays = answer.overview.sketches[place].kind in PAYING
        self._answer = answer
        self._place = place
        self.verdict = verdict
        self.window = window
        self.group = group_of(verdict, window)

    @cached_property
    def begins(self) -> date | None:
        """When an aid that isn't known to be open opens, or was first seen; None for another, or where nothing tells."""
        return begins(self.scheme, self.window)

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme assessed."""
        return self._answer.catalogue.schemes[self._place]

    @cached_property
    def assessment(self) -> Assessment:
        """The whole assessment of the scheme."""
        return assess(self.scheme, self._answer.situation, self._answer.day)

    @cached_property
    def windows(self) -> tuple[WindowOn, ...]:
        """Every application window, with its state on the day."""
        return windows_on(self.scheme.calendar, self._answer.day)

    @cached_property
    def criteria(self) -> tuple[CriterionLine, ...]:
        """The criteria in rule order."""
        return tuple(self._line(criterion) for criterion in self.assessment.criteria)

    @cached_property
    def grounds(self) -> tuple[CriterionLine, ...]:
        """The criteria that carry the verdict; of one that is met, what is known alone."""
        known = self._answer.phrases.known
        lines = ((criterion, self._line(criterion)) for criterion in self.assessment.criteria)
        return tuple(
            structs.replace(line, text=known(criterion)) if criterion.outcome is Outcome.YES else line
            for criterion, line in lines
            if line.text in self.why
        )

    @cached_property
    def outline(self) -> tuple[OutlineLine, ...]:
        """The criteria with the groups that they stand in."""
        return tuple(self._outlined(depth, traced) for depth, traced in outline(self.assessment.traced))

    @cached_property
    def why(self) -> tuple[str, ...]:
        """The criteria that carry the verdict: those given and met, those that fail, or those given and yet open."""
        return tuple(dict.fromkeys(self._why()))

    @cached_property
    def missing(self) -> tuple[Question, ...]:
        """The questions whose answer could change the verdict."""
        if self.verdict is not Verdict.TO_CONFIRM:
            return ()
        return tuple(Question(fact, self._answer.phrases.question(fact)) for fact in self.assessment.missing)

    @cached_property
    def missing_for_amount(self) -> tuple[Question, ...]:
        """The questions whose answer could change the amount, and not the verdict."""
        if self.verdict is Verdict.INELIGIBLE:
            return ()
        fundings, situation = self.scheme.helps, self._answer.situation
        told = zip(fundings, terms_of(fundings, situation), strict=True)
        asked = dict.fromkeys(fact for each in told for fact in missing_for_amount(*each, situation))
        deciding = self.assessment.missing if self.missing else ()
        return tuple(Question(fact, self._answer.phrases.question(fact)) for fact in asked if fact not in deciding)

    @cached_property
    def commitments(self) -> tuple[str, ...]:
        """What the applicant commits to."""
        criteria = commitments(self.assessment.traced)
        return tuple(dict.fromkeys(self._answer.phrases.condition(criterion.leaf) for criterion in criteria))

    @property
    def conditions(self) -> tuple[str, ...]:
        """What the applicant commits to, then what a person must confirm."""
        return (*self.commitments, *self.scheme.conditions)

    @cached_property
    def advice(self) -> tuple[str, ...]:
        """What would make the scheme eligible, or to be confirmed where no more can be had, the least changes first."""
        if self.verdict is Verdict.ELIGIBLE or not self._answer.within_reach[self._place]:
            return ()
        changes = what_would_change(self.assessment, self._answer.situation)
        return tuple(self._answer.phrases.advice(some) for some in changes)

    @cached_property
    def suppositions(self) -> tuple[Supposition, ...]:
        """What the refusal rests on without having been told."""
        return tuple(map(self._supposition, doubted(self.assessment.traced)))

    def _supposition(self, fact: str) -> Supposition:
        phrases = self._answer.phrases
        value = phrases.facts[fact].supposed is True
        return Supposition(fact, not value, phrases.clause(fact, value=value), phrases.clause(fact, value=not value))

    @cached_property
    def partners(self) -> NearestWay | None:
        """For a scheme still running that asks for more people than the project covers: the nearest way to reach them."""
        authorities = self._answer.situation.profile.authorities
        if self.verdict is not Verdict.INELIGIBLE or self.window.state in OVER or len(authorities) != 1:
            return None
        return _partners(self.assessment, authorities[0])

    @cached_property
    def cited(self) -> tuple[Source, ...]:
        """The source that says most: of the amount, of the window, of what carries the verdict; else the first."""
        carried = (criterion.leaf.source for criterion in carrying(self.assessment.traced))
        ids = dict.fromkeys((self.scheme.funding.source, self.window.source, *carried))
        return tuple(filter(None, map(self.scheme.source, ids)))[:1] or self.scheme.sources[:1]

    @cached_property
    def own_list(self) -> OwnList | None:
        """What the list of the applicant's place names, for a scheme whose purposes are set locally."""
        return own_list(self.scheme, self._answer.situation, self._answer.day)

    def offices(self, *, short: bool = False) -> tuple[str, ...]:
        """Whom to ask, by name where the applicant lies."""
        return offices(self.scheme, self._answer.catalogue.vocabulary, self._answer.situation, short=short)

    @property
    def excludes(self) -> tuple[str, ...]:
        """The schemes offered here that can't be had together with this one."""
        return self._answer.excluded.get(self.scheme.id, ())

    @property
    def successor(self) -> Entry | None:
        """The entry of the scheme that follows this one."""
        return self._answer.by_id.get(self.scheme.successor or "")

    def _why(self) -> Iterator[str]:
        traced = self.assessment.traced
        if self.verdict is Verdict.INELIGIBLE:
            groups = refusals(traced, self._is_fixed)
            yield from (refusal([self._reason(criterion) for criterion in group]) for group in groups)
            return
        criteria = [criterion for criterion in carrying(traced) if criterion.known.given]
        if self.verdict is Verdict.ELIGIBLE:
            criteria = _narrowest([criterion for criterion in criteria if criterion.outcome is Outcome.YES])
        else:
            criteria = [criterion for criterion in criteria if criterion.outcome is Outcome.UNKNOWN]
        yield from map(self._reason, criteria)
        if Doubt.UNFIT in self.assessment.doubts:
            yield UNFIT

    def _is_fixed(self, leaf: Leaf) -> bool:
        """Whether the applicant can't change a fact: what it is, where it lies."""
        fact = self._answer.phrases.facts[leaf.fact]
        return fact.kind != "number" and direction_of(fact) == "no"

    @cached_property
    def _places(self) -> dict[int, int]:
        """The place of the test of each criterion among the distinct ones; that of a minimum cost has none."""
        tests = (number for number in self._answer.overview.sketches[self._place].rule if number >= 0)
        return {id(criterion): place for criterion, place in zip(self.assessment.criteria, tests, strict=False)}

    def _reason(self, criterion: Criterion) -> str:
        """A criterion in words, said once for all the schemes that ask the same."""
        place, said = self._places.get(id(criterion)), self._answer.reasons
        if place is None:
            return self._answer.phrases.reason(criterion)
        if place not in said:
            said[place] = self._answer.phrases.reason(criterion)
        return said[place]

    def _line(self, criterion: Criterion) -> CriterionLine:
        leaf, text = criterion.leaf, self._reason(criterion)
        source = self.scheme.source(leaf.source)
        return CriterionLine(criterion.outcome, leaf.fact, text, source, leaf.note, criterion.known.supposed)

    def _outlined(self, depth: int, traced: Traced) -> OutlineLine:
        line = self._line(traced.criterion) if traced.criterion else None
        return OutlineLine(depth, traced.outcome, line.text if line else group_words(traced.rule), line)


def group_of(verdict: Verdict, window: WindowOn) -> str:
    """The group in which a scheme is shown."""
    if verdict is Verdict.INELIGIBLE:
        return "ineligible"
    group = _GROUP_OF_STATE[window.state]
    return group if group == "closed" or verdict is Verdict.ELIGIBLE else "ask"


def begins(scheme: Scheme, window: WindowOn) -> date | None:
    """When an aid that isn't known to be open opens, or was first seen; None for another, or where nothing tells."""
    if window.state == "unknown":
        return first_seen(scheme.calendar, scheme.sources)
    return window.opens if window.state == "upcoming" else None


def is_late(begins: date | None, day: date) -> bool:
    """Whether an aid opens, or was first seen, more than a year later."""
    return begins is not None and not within_a_year(day, begins)


def rank(group: str, pays: bool, window: WindowOn) -> tuple[int, bool, int, date]:  # noqa: FBT001 - as they are compared
    """In each group money before services, then what is open, then what closes or opens first; of the closed, the last."""
    when = window.opens if window.state == "upcoming" else window.closes
    if window.state == "closed" and window.closes is not None:
        when = date.fromordinal(date.max.toordinal() - window.closes.toordinal())
    return GROUPS.index(group), not pays, _STATES.index(window.state), when or date.max


def _partners(assessment: Assessment, authority: Authority) -> NearestWay | None:
    reasons = (criterion for group in refusals(assessment.traced, lambda _: False) for criterion in group)
    threshold = max((_least(criterion.leaf.test) for criterion in reasons if criterion.leaf.fact == _COVERED), default=0)
    if not threshold:
        return None

    from aidnum.report.partners import nearest_partners

    return nearest_partners(authority, threshold)


def _least(test: Test) -> int:
    return int(test.at_least or test.above or 0) if isinstance(test, Bounds) else 0


def _narrowest(criteria: Sequence[Criterion]) -> list[Criterion]:
    """One criterion a fact: of several lists of words, the shortest says most."""
    kept: dict[str, Criterion] = {}
    for criterion in sorted(criteria, key=lambda c: len(c.leaf.test.members) if isinstance(c.leaf.test, OneOf) else 0):
        kept.setdefault(criterion.leaf.fact, criterion)
    return [criterion for criterion in criteria if kept[criterion.leaf.fact] is criterion]
