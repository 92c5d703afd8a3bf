"""The dates of a dossier: each step of the plan's applications on its day, and what rests on what isn't known."""

from datetime import date
from typing import NamedTuple

from aidnum.engine.phrases import Phrases
from aidnum.engine.retroplan import retroplan
from aidnum.model.authority import Authority
from aidnum.model.plan import Plan, Resource
from aidnum.model.retroplan import Days, Filing, Step
from aidnum.model.scheme import Scheme
from aidnum.report.plan import PlanReport

_TO_COME = frozenset({"open", "upcoming"})


class Voters(NamedTuple):
    """What the assembly that votes and the head who acts for it are called."""

    assembly: str = "l'assemblée"
    head: str = "le maire ou le président"


_ANY = Voters()


class Dates(NamedTuple):
    """The steps of the applications that a plan makes.

    `council` is the day given; `closings` the closing dates known, the earliest first; `schemes` those that are still to
    be asked for. `questions` are facts that would tell whether a shorter delay is enough.
    """

    day: date
    council: date | None
    steps: tuple[Step, ...]
    closings: tuple[Filing, ...]
    schemes: tuple[Scheme, ...]
    questions: tuple[str, ...]
    authority: Authority | None
    voters: Voters


def dates(
    report: PlanReport, plan: Plan, council: date | None = None, closing: date | None = None, voters: Voters = _ANY
) -> Dates:
    """The dates of a plan of a report, for a day of the council; `closing` is that of the aids whose own isn't known."""
    filings = tuple(_filing(resource, closing) for resource in plan.resources)
    steps = retroplan(report.catalogue.delays, filings, Days(report.day, council), report.situation)
    phrases = Phrases(report.catalogue.vocabulary, {})
    facts = dict.fromkeys(fact for step in steps for fact in step.unsure)
    known = [filing for filing in filings if filing.closes and not filing.granted]
    return Dates(
        day=report.day,
        council=council,
        steps=steps,
        closings=tuple(sorted(known, key=lambda filing: filing.closes or date.max)),
        schemes=tuple(one.scheme for one in plan.resources if one.scheme is not None and not one.granted),
        questions=tuple(map(phrases.question, facts)),
        authority=next(iter(report.profile.authorities), None),
        voters=voters,
    )


def _filing(resource: Resource, closing: date | None) -> Filing:
    window = resource.assessment.window if resource.assessment else None
    is_known = window is not None and window.state in _TO_COME
    return Filing(
        name=resource.name,
        title=resource.scheme.name if resource.scheme else resource.name,
        payer=resource.payer,
        opens=window.opens if window and is_known else None,
        closes=(window.closes if window and is_known else None) or closing,
        granted=resource.granted,
    )
