"""The French words for the dates of a dossier: when, who, by which text, and what can't be."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from aidnum.french import capital, counted, listed, long_date
from aidnum.model.acts import Council
from aidnum.model.law import Milestone, Span, StepName
from aidnum.model.retroplan import Filing, Step
from aidnum.render.scheme_wording import CONFIDENCE
from aidnum.report.dates import Dates

TRUST = {**CONFIDENCE, "unverified": "à vérifier"}
_BEFORE: dict[StepName, str] = {
    "council": "la séance",
    "deposit": "le dépôt",
    "decision": "la décision",
    "start": "la fin du délai pour commencer",
    "end": "la fin du délai pour finir",
}
_AFTER: dict[StepName, str] = {
    **_BEFORE,
    "transmission": "la transmission",
    "receipt": "la réception de la demande",
    "complete": "le dossier complet",
    "decision": "la notification",
    "start": "le début déclaré",
}
_OPEN: dict[StepName, str] = {
    "convocation": "avant la séance, délai à vérifier",
    "council": "date à fixer",
    "transmission": "après la séance, avant le dépôt",
    "deposit": "avant la clôture, date à demander",
    "receipt": "le jour du dépôt",
    "first-act": "selon le règlement du financeur",
    "decision": "date non connue",
}
_UNITS = {"clear_days": "jours francs", "days": "jours", "months": "mois", "years": "ans"}
_PLANNED: frozenset[StepName] = frozenset({"transmission", "deposit", "receipt"})


def when_text(step: Step) -> str:
    """When a step is: ``au plus tard le 19 janvier 2027``, ``à partir du 27 janvier 2027``, ``3 mois après la réception``."""
    delay, day, latest = step.rule.delay, step.day, step.latest
    if day is not None and (latest is None or day < latest):
        return _from_text(step, day, latest)
    if latest is not None:
        return f"le {long_date(latest)}" if delay and delay.year_ends is not None else f"au plus tard le {long_date(latest)}"
    return _OPEN.get(step.rule.step, "date non connue") if delay is None else span_text(delay)


def _from_text(step: Step, day: date, latest: date | None) -> str:
    if step.rule.delay is not None and step.rule.delay.at_earliest:
        return f"à partir du {long_date(day)}"
    planned = f"{'prévu ' if step.rule.step in _PLANNED else ''}le {long_date(day)}"
    return planned if latest is None else f"{planned}, au plus tard le {long_date(latest)}"


def span_text(span: Span) -> str:
    """A delay without its days: ``au plus tard 2 mois avant la fin du délai pour commencer``."""
    [(unit, count)] = span.counts.items()
    anchor = (_BEFORE if span.before else _AFTER).get(span.anchor, "cette étape")
    if unit == "year_ends":
        return f"à la fin de l'année qui suit {anchor}"
    if unit == "days" and count == 1:
        told = f"{'la veille' if span.before else 'le lendemain'} {_of(anchor)}"
    else:
        told = f"{counted(count, _UNITS[unit])} {'avant' if span.before else 'après'} {anchor}"
    return f"à partir {_of(told)}" if span.at_earliest else f"au plus tard {told}"


def _of(words: str) -> str:
    """Words after « de »: ``de la séance``, ``du lendemain``, ``de 3 mois``."""
    return f"du {words.removeprefix('le ')}" if words.startswith("le ") else f"de {words}"


def what_text(step: Step) -> str:
    """What is to be done, and for which aids."""
    return f"{step.rule.title} : {names(step.aids)}" if step.aids else step.rule.title


def names(aids: Iterable[Filing]) -> str:
    """Aids by their names."""
    return listed([aid.title for aid in aids])


def who_text(rule: Milestone, voters: Council) -> str:
    """Who acts."""
    match rule.who:
        case "executive":
            return capital(voters.head)
        case "council":
            return capital(voters.assembly)
        case "office":
            return "Le secrétariat"
        case "prefecture":
            return "La préfecture"
        case "payer":
            return "Le financeur"
        case _:
            assert_never(rule.who)


def rule_text(rule: Milestone, day: date) -> str:
    """The text that sets a step, and how far it can be trusted on a day."""
    return f"{rule.short} ({TRUST[rule.trust_on(day)]})"


def note_texts(rule: Milestone, day: date) -> Iterator[str]:
    """What is to be known of a step beside its text, and how the law may have changed by a day."""
    yield from rule.notes
    if rule.caution is not None and rule.caution.from_ <= day:
        yield f"Prudence : {rule.caution.text}"


def title(dates: Dates) -> str:
    """What the dates are of: ``Dates du dossier : Gap, Portail des démarches``."""
    return " : ".join(filter(None, ("Dates du dossier", _subject(dates))))


def event_text(step: Step, dates: Dates) -> str:
    """A step beside those of other projects: ``Gap, Portail des démarches : Voter la délibération``."""
    return " : ".join(filter(None, (_subject(dates), what_text(step))))


def _subject(dates: Dates) -> str:
    return ", ".join(filter(None, (dates.who, dates.project)))


def basis_text(dates: Dates) -> str:
    """What the dates rest on."""
    known = [f"une séance le {long_date(dates.council)}"] if dates.council else []
    known += [f"une clôture le {long_date(day)} ({names(aids)})" for day, aids in _by_closing(dates.closings)]
    if not known:
        return "Ni séance ni clôture connue : chaque étape est donnée par rapport à une autre."
    return f"Calculé pour {listed([*known, _planned(dates)])}."


def _by_closing(closings: Iterable[Filing]) -> list[tuple[date, list[Filing]]]:
    """Closing dates, each with the aids that close on it."""
    found: dict[date, list[Filing]] = {}
    for aid in closings:
        if aid.closes is not None:
            found.setdefault(aid.closes, []).append(aid)
    return list(found.items())


def _planned(dates: Dates) -> str:
    """When applications are sent: a council may come too late for some of them."""
    if dates.council is None:
        return "un dépôt le dernier jour"
    sent = {
        aid.closes is None or aid.closes > dates.council
        for step in dates.steps
        if step.rule.step == "deposit"
        for aid in step.aids
    }
    after, before = "un dépôt le lendemain de la séance", "un dépôt le jour de la clôture"
    return (
        f"{after}, ou le jour de la clôture quand elle vient avant" if len(sent) > 1 else before if sent == {False} else after
    )


def problem_texts(dates: Dates) -> Iterator[str]:
    """The sequences that can't be, and what is left."""
    for step in dates.steps:
        if step.problem is not None:
            yield _problem_text(step, dates)


def _problem_text(step: Step, dates: Dates) -> str:
    if step.problem == "after-closing" and dates.council:
        missed = [(day, aids) for day, aids in _by_closing(dates.closings) if day < dates.council]
        closed = " ; ".join(f"{names(aids)}, le {long_date(day)}" for day, aids in missed)
        what = f"La séance du {long_date(dates.council)} vient après la clôture ({closed})"
        return f"{what} : l'avancer, ou demander si elle peut suivre le dépôt."
    if step.rule.step == "council":
        return f"La séance du {long_date(dates.council or dates.day)} est déjà passée."
    if step.rule.step == "deposit":
        return f"La date de clôture est passée ({names(step.aids)}, {long_date(step.latest or dates.day)})."
    return _late_text(step, dates)


def _late_text(step: Step, dates: Dates) -> str:
    """A convocation that should have left, and the first council that may still be called."""
    today, first = long_date(dates.day), step.possible
    left = f" ; convoquée le {today}, la séance peut se tenir à partir du {long_date(first)}" if first else ""
    due = f"La convocation devait partir le {long_date(step.latest or dates.day)} au plus tard"
    if dates.council is None:
        return f"{due} pour une séance avant la clôture{left}."
    return f"{due}{left}."


def question_texts(dates: Dates) -> Iterator[str]:
    """What a person must find out: what no text read says, and what would tell whether a shorter delay is enough."""
    for question in dates.questions:
        yield f"{question} Sans réponse, le délai le plus long est pris par prudence."
    asked: dict[str, list[Filing]] = {}
    for step in dates.steps:
        if step.rule.ask is not None and step.due is None:
            asked.setdefault(step.rule.ask, []).extend(step.aids)
    yield from (f"{names(aids)} : {ask}" if aids else ask for ask, aids in asked.items())
