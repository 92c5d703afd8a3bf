"""What ``check`` and ``export`` answer: every scheme assessed and put in words, and the questions that remain."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import COST, COST_FACT, assess, what_would_change, whole_rule
from aidnum.engine.situation import Situation
from aidnum.engine.trace import Line, carrying, outline, refusals
from aidnum.engine.window import windows_on
from aidnum.engine.words import Words, group_words
from aidnum.french import listed, long_date, plural
from aidnum.model.assessment import Assessment, Criterion, Outcome, Verdict, WindowOn
from aidnum.model.profile import Profile, read_profile
from aidnum.model.rule import Bounds, OneOf, Test
from aidnum.model.scheme import Scheme, Source
from aidnum.model.vocabulary import Fact
from aidnum.report.profile import data_words, profile_words

if TYPE_CHECKING:
    from aidnum.report.partners import NearestWay

OVER = frozenset({"closed", "exhausted"})
RUNNING = frozenset({"open", "rolling"})
_GROUPS = ("eligible", "to_confirm", "closed", "ineligible")
_OFFERED = frozenset({"eligible", "to_confirm"})
_PAYING = frozenset({"grant", "loan", "advance"})
_TITLES_SHOWN = 3
_COVERED = "population_projet"
_STATES = ("open", "rolling", "recurring", "upcoming", "unknown", "closed", "exhausted")


class Question(NamedTuple):
    """A fact to supply, with how many schemes it would settle, and how many of them are not over."""

    fact: str
    question: str
    unlocks: int = 1
    unlocks_now: int = 1


class CriterionLine(NamedTuple):
    """A criterion in words: what is known beside what is asked, a note for people, and where that is written."""

    outcome: Outcome
    fact: str
    text: str
    source: Source | None
    note: str | None = None


class OutlineLine(NamedTuple):
    """A line of a rule with its outcome: a criterion, or the words of a group of criteria."""

    depth: int
    outcome: Outcome
    text: str
    criterion: CriterionLine | None


class Entry(NamedTuple):
    """One scheme's answer. `group` says where it stands: eligible, to_confirm, closed or ineligible."""

    assessment: Assessment
    group: str
    windows: tuple[WindowOn, ...]
    criteria: tuple[CriterionLine, ...]
    outline: tuple[OutlineLine, ...]
    why: tuple[str, ...]
    missing: tuple[Question, ...]
    commitments: tuple[str, ...]
    advice: tuple[str, ...]
    partners: "NearestWay | None" = None
    excludes: tuple[str, ...] = ()
    successor: "Entry | None" = None

    @property
    def scheme(self) -> Scheme:
        """The scheme assessed."""
        return self.assessment.scheme

    @property
    def conditions(self) -> tuple[str, ...]:
        """What the applicant commits to, then what a person must confirm."""
        return (*self.commitments, *self.scheme.conditions)

    @property
    def window(self) -> WindowOn:
        """The application window shown."""
        return self.assessment.window


class CheckReport(NamedTuple):
    """The answer of ``check``: entries in the order to show them."""

    day: date
    catalogue: Catalogue
    profile: Profile
    profile_words: tuple[str, ...]
    data_words: tuple[str, ...]
    entries: tuple[Entry, ...]
    missing: tuple[Question, ...]
    next_steps: tuple[str, ...]
    kind: Literal["check"] = "check"

    def group(self, name: str) -> tuple[Entry, ...]:
        """The entries of one group."""
        return tuple(entry for entry in self.entries if entry.group == name)


def check(catalogue: Catalogue, profile: Profile, day: date) -> CheckReport:
    """Assess every scheme of a catalogue for a profile on a day.

    Raises:
        BadProfile: for a fact, value or cost category that the catalogue's vocabulary doesn't know.
    """
    words = Words(catalogue.vocabulary, {COST: COST_FACT})
    given = read_profile(catalogue.vocabulary, profile.facts, profile.costs, profile.costs_basis, profile.natures)
    profile = replace(given, found=profile.found, authorities=profile.authorities)
    situation = Situation(profile, catalogue.vocabulary)
    entries = [_entry(assess(scheme, situation, day), situation, words, day) for scheme in catalogue.schemes]
    by_id = {entry.scheme.id: entry for entry in entries}
    excluded = _excluded(entries)
    linked = [
        entry._replace(successor=by_id.get(entry.scheme.successor or ""), excludes=tuple(excluded.get(entry.scheme.id, ())))
        for entry in entries
    ]
    ordered = tuple(sorted(linked, key=_order))
    return CheckReport(
        day,
        catalogue,
        profile,
        profile_words(profile, situation, words),
        data_words(profile, situation, words),
        ordered,
        _missing(ordered),
        _next_steps(ordered, day),
    )


def _entry(assessment: Assessment, situation: Situation, words: Words, day: date) -> Entry:
    scheme = assessment.scheme
    commitments = (words.condition(c.leaf) for c in assessment.criteria if c.outcome is Outcome.CONDITION)
    lines = {id(criterion): _line(criterion, scheme, words) for criterion in assessment.criteria}
    return Entry(
        assessment,
        _group(assessment),
        windows_on(scheme.calendar, day),
        tuple(lines.values()),
        tuple(_outlined(line, lines) for line in outline(whole_rule(assessment), assessment.criteria)),
        tuple(dict.fromkeys(_why(assessment, words))),
        tuple(Question(fact, words.question(fact)) for fact in assessment.missing),
        tuple(dict.fromkeys(commitments)),
        tuple(words.advice(changes) for changes in what_would_change(assessment, situation)),
        _partners(assessment, situation.profile),
    )


def _partners(assessment: Assessment, profile: Profile) -> "NearestWay | None":
    """For a scheme still running that asks for more people than the project covers: the nearest way to reach them together."""
    if assessment.verdict is not Verdict.INELIGIBLE or assessment.window.state in OVER or len(profile.authorities) != 1:
        return None
    groups = refusals(whole_rule(assessment), assessment.criteria, lambda _: False)
    reasons = (criterion for group in groups for criterion in group)
    threshold = max((_least(criterion.leaf.test) for criterion in reasons if criterion.leaf.fact == _COVERED), default=0)
    if not threshold:
        return None

    from aidnum.report.partners import nearest_partners

    return nearest_partners(profile.authorities[0], threshold)


def _least(test: Test) -> int:
    return int(test.at_least or test.above or 0) if isinstance(test, Bounds) else 0


def _excluded(entries: list[Entry]) -> dict[str, list[str]]:
    """By id, the schemes offered here that can't be had together with one, whichever of the two says so."""
    offered = {entry.scheme.id: entry.scheme for entry in entries if entry.group in _OFFERED}
    excluded: dict[str, list[str]] = defaultdict(list)
    for one in offered.values():
        for other in one.stacking.excludes if one.stacking else ():
            if other in offered and other not in excluded[one.id]:
                excluded[one.id].append(other)
                excluded[other].append(one.id)
    return excluded


def _why(assessment: Assessment, words: Words) -> list[str]:
    """The criteria that carry the verdict: those given and met, those that fail, or those given and yet open."""
    rule = whole_rule(assessment)
    if assessment.verdict is Verdict.INELIGIBLE:
        groups = refusals(rule, assessment.criteria, lambda leaf: _is_fixed(words.facts[leaf.fact]))
        return [words.refusal(alternatives) for alternatives in groups]
    criteria = [criterion for criterion in carrying(rule, assessment.criteria) if criterion.known.given]
    if assessment.verdict is Verdict.ELIGIBLE:
        return [words.reason(criterion) for criterion in _narrowest([c for c in criteria if c.outcome is Outcome.YES])]
    return [words.reason(criterion) for criterion in criteria if criterion.outcome is Outcome.UNKNOWN]


def _is_fixed(fact: Fact) -> bool:
    """Whether the applicant can't change a fact: what it is, where it lies."""
    return fact.kind != "number" and not fact.commitment and fact.changeable in (None, "no")


def _narrowest(criteria: list[Criterion]) -> list[Criterion]:
    """One criterion a fact: of several lists of words, the shortest says most."""
    kept: dict[str, Criterion] = {}
    for criterion in sorted(criteria, key=lambda c: len(c.leaf.test.members) if isinstance(c.leaf.test, OneOf) else 0):
        kept.setdefault(criterion.leaf.fact, criterion)
    return [criterion for criterion in criteria if kept[criterion.leaf.fact] is criterion]


def _outlined(line: Line, lines: dict[int, CriterionLine]) -> OutlineLine:
    own = lines.get(id(line.criterion))
    return OutlineLine(line.depth, line.outcome, own.text if own else group_words(line.node), own)


def _group(assessment: Assessment) -> str:
    if assessment.verdict is Verdict.INELIGIBLE:
        return "ineligible"
    if assessment.window.state in OVER:
        return "closed"
    return str(assessment.verdict.value)


def _line(criterion: Criterion, scheme: Scheme, words: Words) -> CriterionLine:
    leaf = criterion.leaf
    return CriterionLine(criterion.outcome, leaf.fact, words.reason(criterion), scheme.source(leaf.source), leaf.note)


def _order(entry: Entry) -> tuple[int, int, date]:
    window = entry.window
    when = window.opens if window.state == "upcoming" else window.closes
    if window.state == "closed" and window.closes is not None:
        when = date.fromordinal(date.max.toordinal() - window.closes.toordinal())
    return _GROUPS.index(entry.group), _STATES.index(window.state), when or date.max


def _missing(entries: tuple[Entry, ...]) -> tuple[Question, ...]:
    """The missing facts of all schemes, those that settle most schemes still running first."""
    every = Counter(question for entry in entries for question in entry.missing)
    now = Counter(question for entry in entries for question in entry.missing if entry.window.state not in OVER)
    counted = [question._replace(unlocks=every[question], unlocks_now=now[question]) for question in every]
    return tuple(sorted(counted, key=lambda question: (-question.unlocks_now, -question.unlocks, question.fact)))


def _next_steps(entries: tuple[Entry, ...], day: date) -> tuple[str, ...]:
    """What to say when no money that might be had is open: since when, and what comes next."""
    hopeful = [entry for entry in entries if entry.group != "ineligible"]
    if not hopeful:
        return ()
    paying = [entry for entry in hopeful if entry.scheme.funding.kind in _PAYING]
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
