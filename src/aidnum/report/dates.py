"""The dates of a dossier: each step of the plan's applications on its day, and what rests on what isn't known."""

from datetime import date
from typing import NamedTuple

from aidnum.engine.phrases import Phrases
from aidnum.engine.retroplan import retroplan
from aidnum.model.acts import Council
from aidnum.model.authority import Authority
from aidnum.model.plan import Resource
from aidnum.model.retroplan import Days, Filing, Step
from aidnum.model.scheme import Scheme
from aidnum.report.dossier import Dossier

_TO_COME = frozenset({"open", "upcoming"})


class Dates(NamedTuple):
    """The steps of the applications that a plan makes.

    `council` is the day given; `closings` the closing dates known, the earliest first; `schemes` those that are still to
    be asked for. `questions` are facts that would tell whether a shorter delay is enough. `who` asks, by its name or by what is
    said of it, and `project` is what it does, by its title or by its sort; either may be empty.
    """

    day: date
    council: date | None
    steps: tuple[Step, ...]
    closings: tuple[Filing, ...]
    schemes: tuple[Scheme, ...]
    questions: tuple[str, ...]
    authority: Authority | None
    voters: Council
    who: str
    project: str

    @property
    def events(self) -> tuple[Step, ...]:
        """The steps with a day to come."""
        return tuple(step for step in self.steps if step.due is not None and step.due >= self.day)


def dates(dossier: Dossier, closing: date | None = None) -> Dates:
    """The dates of a dossier; `closing` is that of the aids whose own isn't known.

    What a member pays, or a donor, is no aid to ask for.
    """
    report, council = dossier.report, dossier.council_day
    aids = [one for one in dossier.aids if dossier.standing(one) != "given"]
    filings = tuple(_filing(one, closing) for one in aids)
    steps = retroplan(report.catalogue.delays, filings, Days(report.day, council), report.situation)
    phrases = Phrases(report.catalogue.vocabulary, {})
    facts = dict.fromkeys(fact for step in steps for fact in step.unsure)
    known = [filing for filing in filings if filing.closes and not filing.granted]
    said, what, _ = report.heading_words
    return Dates(
        day=report.day,
        council=council,
        steps=steps,
        closings=tuple(sorted(known, key=lambda filing: filing.closes or date.max)),
        schemes=tuple(one.scheme for one in aids if one.scheme is not None and not one.granted),
        questions=tuple(map(phrases.question, facts)),
        authority=dossier.authority,
        voters=dossier.council,
        who=dossier.authority.name if dossier.authority else said,
        project=dossier.title or what,
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
        start=resource.scheme.apply.start if resource.scheme and resource.scheme.apply else None,
    )
