"""The steps of an application on their days, reckoned from a council, from closing dates, from both, or from neither.

No law stands here: each delay is a milestone of the catalogue. What is planned rests on this alone: an application is sent the
day after the council, never after its closing date; where no council is given, on that date. It is received the day it is sent.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, get_args

from msgspec.structs import replace

from aidnum.engine.limits import is_payer
from aidnum.engine.situation import Situation
from aidnum.engine.trace import leaf_outcome, outcome_of
from aidnum.model.assessment import Known, Outcome
from aidnum.model.law import Milestone, Span, StepName
from aidnum.model.retroplan import Days, Filing, Problem, Step
from aidnum.model.rule import leaves
from aidnum.model.vocabulary import Vocabulary

STEPS: tuple[StepName, ...] = get_args(StepName)
_COUNCIL: tuple[StepName, ...] = ("convocation", "council", "transmission", "list")
_ASKING: tuple[StepName, ...] = ("deposit", "receipt", "first-act", "complete", "refusal")
_FOR_AIDS = tuple(name for name in STEPS if name not in _COUNCIL)
_DAYS = {"clear_days": 1, "days": 1, "months": 30, "years": 365, "year_ends": 365}


class _Moment(NamedTuple):
    """When a step is planned, or from when it may be done, and when it is at the latest."""

    day: date | None = None
    latest: date | None = None


_Times = dict[StepName, _Moment]


class _Applying(NamedTuple):
    """A milestone that may apply, and whether it surely does."""

    rule: Milestone
    outcome: Outcome


def retroplan(rules: Sequence[Milestone], filings: Sequence[Filing], days: Days, situation: Situation) -> tuple[Step, ...]:
    """The steps of the council, then those of each aid, in the order of time; those that are the same for several aids once."""
    judged = (_Applying(rule, _outcome(rule, situation)) for rule in rules if rule.holds_on(days.today))
    applying = [one for one in judged if one.outcome is not Outcome.NO]
    asked = [filing for filing in filings if not filing.granted]
    sent = [_sent(filing, days.council).day for filing in asked]
    closing = min((filing.closes for filing in asked if filing.closes), default=None)
    first = days.council or date.min
    times: _Times = {
        "council": _Moment(days.council, closing),
        "transmission": _Moment(days.council, min((day for day in sent if day and day >= first), default=None)),
        "decision": _Moment(days.decision),
        "start": _Moment(days.start),
    }
    payers = [filing.payer for filing in asked]
    own = {name: _longest(name, applying, payers, situation.vocabulary) for name in _COUNCIL}
    picked = {name: one for name, one in own.items() if one is not None}
    _reckon({name: one.rule for name, one in picked.items()}, times)
    council = [_told(one, times, situation, days.today) for one in picked.values()]
    rules_of = {filing: _of_aid(applying, filing, situation.vocabulary) for filing in filings}
    return (*council, *_for_aids(rules_of, times, days))


def moved(day: date, span: Span) -> date:
    """The day that a delay leads to; never out of the calendar."""
    [(unit, count)] = span.counts.items()
    way = -1 if span.before else 1
    if unit in ("clear_days", "days"):
        steps = count + 1 if unit == "clear_days" else count
        return date.fromordinal(min(max(day.toordinal() + way * steps, 1), date.max.toordinal()))
    if unit == "year_ends":
        return date(min(day.year + count, date.max.year), 12, 31)
    return _months_on(day, way * (count if unit == "months" else 12 * count))


def _months_on(day: date, months: int) -> date:
    """The same day of another month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _outcome(rule: Milestone, known: Mapping[str, Known]) -> Outcome:
    return Outcome.YES if rule.when is None else outcome_of(rule.when, known)


def _sent(filing: Filing, council: date | None) -> _Moment:
    """When an application is sent: the day after the council, within the window."""
    closes = filing.closes
    if council is None or (closes is not None and council >= closes):
        return _Moment(closes, closes)
    after = date.fromordinal(min(council.toordinal() + 1, date.max.toordinal()))
    return _Moment(max(after, filing.opens or after), closes)


def _longest(
    name: StepName, applying: Sequence[_Applying], payers: Sequence[str | None], vocabulary: Vocabulary
) -> _Applying | None:
    """The milestone on a step of the council that asks for the longest delay; of equals the surest, then the first read."""
    concerned = [
        one
        for one in applying
        if one.rule.step == name
        and (not one.rule.with_ or any(is_payer(payer, one.rule.with_, vocabulary) for payer in payers))
    ]
    return max(concerned, key=lambda one: (_length(one.rule.delay), one.outcome), default=None)


def _length(span: Span | None) -> int:
    return 0 if span is None else sum(_DAYS[unit] * count for unit, count in span.counts.items())


def _reckon(rules: Mapping[StepName, Milestone], times: _Times) -> None:
    """The days that delays lead to, those that run on before those that run back, which may start from them."""
    for runs_back in (False, True):
        for name, rule in rules.items():
            if rule.delay is not None and (rule.delay.before is not None) is runs_back:
                times[name] = _met(times.get(name, _Moment()), _reached(rule.delay, times.get(rule.delay.anchor, _Moment())))


def _reached(span: Span, anchor: _Moment) -> _Moment:
    """What a delay makes of the moment it runs from: a step that is only bounded bounds what comes before it alone."""
    start = anchor.day or anchor.latest if span.before else anchor.day
    if start is None:
        return _Moment()
    found = moved(start, span)
    return _Moment(day=found) if span.at_earliest else _Moment(latest=found)


def _met(planned: _Moment, reached: _Moment) -> _Moment:
    return _Moment(planned.day or reached.day, min(filter(None, (planned.latest, reached.latest)), default=None))


def _told(one: _Applying, times: _Times, known: Mapping[str, Known], day: date) -> Step:
    """A step of the council."""
    rule, moment = one.rule, times.get(one.rule.step, _Moment())
    if rule.step == "council":
        latest = None if moment.day else moment.latest
        return Step(rule, moment.day, latest, problem=_problem_of_council(moment, day), unsure=_unsure(one, known))
    if rule.step != "convocation" or rule.delay is None:
        return Step(rule, moment.day, moment.latest, unsure=_unsure(one, known))
    council = times["council"].day or times["council"].latest
    is_late = moment.latest is not None and council is not None and moment.latest < day <= council
    problem: Problem | None = "past" if is_late else None
    possible = moved(day, _forward(rule.delay)) if is_late else None
    return Step(rule, moment.day, moment.latest, problem=problem, possible=possible, unsure=_unsure(one, known))


def _problem_of_council(moment: _Moment, day: date) -> Problem | None:
    if moment.day is None:
        return None
    if moment.day < day:
        return "past"
    return "after-closing" if moment.latest is not None and moment.day > moment.latest else None


def _forward(span: Span) -> Span:
    """A delay before a step, from the other end."""
    return replace(span, before=None, after="convocation")


def _unsure(one: _Applying, known: Mapping[str, Known]) -> tuple[str, ...]:
    """The facts that would tell whether a milestone applies."""
    if one.outcome is not Outcome.UNKNOWN or one.rule.when is None:
        return ()
    open_ones = [leaf for leaf in leaves(one.rule.when) if leaf_outcome(leaf, known[leaf.fact]) is Outcome.UNKNOWN]
    return tuple(dict.fromkeys(known[leaf.fact].asked(leaf.test) for leaf in open_ones))


def _for_aids(rules_of: Mapping[Filing, Mapping[StepName, Milestone]], own: _Times, days: Days) -> list[Step]:
    """The steps of each aid, those that one milestone sets on the same days together."""
    found: dict[tuple[str, _Moment], tuple[Milestone, list[Filing]]] = {}
    for filing, rules in rules_of.items():
        sent = _sent(filing, days.council)
        times: _Times = {**own, "deposit": sent, "receipt": sent}
        _reckon(rules, times)
        for name, rule in rules.items():
            found.setdefault((rule.id, times.get(name, _Moment())), (rule, []))[1].append(filing)
    steps = [
        Step(rule, moment.day, moment.latest, tuple(aids), _problem_of_aid(rule.step, moment, days.today))
        for (_, moment), (rule, aids) in found.items()
    ]
    return sorted(steps, key=lambda step: (STEPS.index(step.rule.step), step.due or date.max))


def _problem_of_aid(name: StepName, moment: _Moment, day: date) -> Problem | None:
    return "past" if name == "deposit" and moment.latest is not None and moment.latest < day else None


def _of_aid(applying: Sequence[_Applying], filing: Filing, vocabulary: Vocabulary) -> dict[StepName, Milestone]:
    """The milestone on each step of an aid: the last read that is on its payer, else the last on any."""
    found: dict[StepName, Milestone] = {}
    for rule in sorted((one.rule for one in applying), key=lambda rule: bool(rule.with_)):
        if not rule.with_ or is_payer(filing.payer, rule.with_, vocabulary):
            found[rule.step] = rule
    if filing.start is not None and filing.start != _start(found.get("first-act")):
        found.pop("first-act", None)  # the sheet of an aid knows better than the text on its payer
    asked = (name for name in _FOR_AIDS if not (filing.granted and name in _ASKING))
    return {name: found[name] for name in asked if name in found}


def _start(rule: Milestone | None) -> StepName | None:
    """The step after which a milestone lets the first act be signed."""
    return rule.delay.after if rule is not None and rule.delay is not None else None
