"""The dates of a dossier as a calendar: an event a step that has a day to come, with its reminder."""

import re
from collections.abc import Iterator
from zlib import crc32

from aidnum.french import fold, long_date
from aidnum.model.law import StepName
from aidnum.model.retroplan import Step
from aidnum.render import dates_wording as say
from aidnum.render.ics import Event, calendar
from aidnum.render.wording import CAVEAT
from aidnum.report.dates import Dates

_USUAL_ALARM = 7
_ALARMS: dict[StepName, int] = {"deposit": 14, "start-extension": 30, "start": 90, "end-extension": 30, "end": 90}


def render(dates: Dates) -> str:
    """The steps that have a day to come, as a calendar."""
    return calendar(say.title(dates), _events(dates))


def _events(dates: Dates) -> Iterator[Event]:
    for step in dates.events:
        if step.due is not None:
            yield Event(
                uid=_uid(step, dates),
                stamp=dates.day,
                day=step.due,
                summary=say.event_text(step, dates),
                description="\n".join(_lines(step, dates)),
                alarm_days=_ALARMS.get(step.rule.step, _USUAL_ALARM),
            )


def _uid(step: Step, dates: Dates) -> str:
    """What is done, for which aids, by whom and for which project, whatever its day: a step that moves stays one event."""
    place = dates.authority.code if dates.authority else _digest(dates.who)
    parts = (step.rule.step, *(_safe(aid.name) for aid in step.aids), place, _digest(dates.project))
    return f"{'-'.join(parts)}@aidnum"


def _safe(name: str) -> str:
    """The id of a scheme as it is; of an aid that no catalogue knows, what its free name comes to."""
    return name if re.fullmatch("[a-z0-9-]+", name) else f"aide-{_digest(name)}"


def _digest(name: str) -> str:
    """What a free name comes to, however it is typed."""
    return f"{crc32(fold(name).encode()):08x}"


def _lines(step: Step, dates: Dates) -> Iterator[str]:
    rule = step.rule
    yield f"Quand : {say.when_text(step)}"
    yield f"Qui : {say.who_text(rule, dates.voters)}"
    yield f"{say.rule_text(rule, dates.day)} : {rule.text}"
    yield from say.note_texts(rule, dates.day)
    yield from (f"Source : {source.title} {source.url}" for source in rule.sources)
    yield from (f"Calculé le {long_date(dates.day)}.", CAVEAT)
