"""The French words that every format uses for an answer: verdicts, windows, amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from aidnum.engine.amount import UNFIT
from aidnum.engine.sums import to_cents
from aidnum.french import MONTHS, NBSP, capital, counted, euros, listed, long_date, percent, plural
from aidnum.model.assessment import Amounts, Assessment, Doubt, Outcome, Verdict, WindowOn
from aidnum.model.reading import first_day

if TYPE_CHECKING:
    from aidnum.report.check import CheckReport, Entry
    from aidnum.report.entry import Supposition
    from aidnum.report.partners import NearestWay

VERDICTS = {Verdict.ELIGIBLE: "éligible", Verdict.TO_CONFIRM: "à confirmer", Verdict.INELIGIBLE: "non éligible"}
OUTCOMES = {Outcome.YES: "oui", Outcome.NO: "non", Outcome.UNKNOWN: "à préciser", Outcome.CONDITION: "à condition"}
STATES = {
    "open": "ouvert", "upcoming": "à venir", "rolling": "permanent", "recurring": "annuel", "closed": "fermé",
    "exhausted": "épuisé", "unknown": "non connu",
}  # fmt: skip
GROUPS = {
    "now": "Éligible maintenant", "next": "Éligible bientôt", "ask": "À demander", "closed": "Fermé",
    "ineligible": "Non éligible",
}  # fmt: skip
KINDS = {
    "grant": "subvention", "loan": "prêt", "advance": "avance remboursable", "engineering": "accompagnement",
    "service": "service",
}  # fmt: skip
PROBABLE = ", probable"
CAVEAT = (
    "Ceci est une simulation, non une décision : seul l'organisme qui instruit la demande se prononce. "
    "Vérifiez les règles et les dates auprès de lui avant de déposer."
)


def window_text(window: WindowOn) -> str:
    """The window in a few words, its dates included."""
    writers: dict[str, Callable[[WindowOn], str]] = {
        "open": _open,
        "upcoming": _upcoming,
        "closed": lambda w: f"fermé depuis le {long_date(w.closes)}" if w.closes else "fermé, date de clôture non connue",
        "rolling": lambda _: "ouvert en permanence",
        "recurring": _recurring,
        "exhausted": lambda _: "fermé : enveloppe épuisée",
        "unknown": _unknown,
    }
    text = writers[window.state](window)
    return f"{text} — {window.name}" if window.name else text


def _open(window: WindowOn) -> str:
    if window.closes is None or window.days_left is None:
        return "ouvert, date de clôture non connue"
    left = "dernier jour" if window.days_left == 0 else plural(window.days_left, "jour restant", "jours restants")
    return f"ouvert jusqu'au {long_date(window.closes)} inclus ({left})"


def _upcoming(window: WindowOn) -> str:
    opens = f"ouvre le {long_date(window.opens)}" if window.opens else "pas encore ouvert"
    return f"{opens}, ferme le {long_date(window.closes)}" if window.closes else opens


def _recurring(window: WindowOn) -> str:
    last = f" ; dernière clôture connue : {long_date(window.last_closed)}" if window.last_closed else ""
    return f"revient chaque année, date à demander{last}"


def _unknown(window: WindowOn) -> str:
    seen = window.seen_open or window.opens
    if seen is not None:
        return f"vu ouvert pour la dernière fois le {long_date(seen)} : à vérifier"
    last = f" ; dernière clôture connue : {long_date(window.last_closed)}" if window.last_closed else ""
    return f"période de dépôt non connue{last}"


def seen_text(dated: str | None, *, brief: bool = False) -> str:
    """When a scheme was last seen alive: ``vu pour la dernière fois en octobre 2023``, where room lacks ``vu en 2023``."""
    day = None if dated is None else first_day(dated)
    if day is None:
        return "page sans date" if brief else "aucune page datée ne dit que l'aide court encore"
    month = f"{MONTHS[day.month - 1]} " if dated and "-" in dated else ""
    return f"vu{'' if brief else ' pour la dernière fois'} en {month}{day.year}"


def doubt_texts(entry: Entry) -> Iterator[str]:
    """Why an aid is to be confirmed at most, whatever the facts."""
    told = entry.assessment
    return (doubt_text(doubt, told) for doubt in told.doubts if doubt is not Doubt.UNFIT)


def doubt_text(doubt: Doubt, told: Assessment) -> str:
    """What holds a verdict down."""
    if doubt is Doubt.UNFIT:
        return f"{capital(UNFIT)}."
    if doubt is Doubt.CAUTION and told.scheme.caution is not None:
        return told.scheme.caution.text
    return f"{capital(seen_text(told.last_seen))} : à faire confirmer."


def hope(entry: Entry) -> str:
    """What a project would become by following the advice: no doubt is lifted by it."""
    return "serait à confirmer" if entry.assessment.doubts else "conviendrait"


def aid_texts(assessment: Assessment) -> list[str]:
    """Each kind of help of a scheme and how much, the first grant first."""
    every = zip((assessment.amounts, *assessment.others), assessment.scheme.helps, strict=True)
    return [aid_text(amounts, free=funding.free) for amounts, funding in every]


def aid_text(amounts: Amounts, *, free: bool = False) -> str:
    """What kind of help it is and how much: ``subvention, 30 000 € (50 % de 60 000 €)``; `free`: it costs nothing."""
    kind = KINDS[amounts.kind]
    if amounts.kind in ("engineering", "service") and amounts.amount_max is None:
        return f"{kind} gratuit" if free else f"{kind}, sans versement"
    return f"{kind}, {_amount_text(amounts)}{PROBABLE * amounts.probable}"


def _amount_text(amounts: Amounts) -> str:
    """The aid in euros where it can be computed, else the rate."""
    rate = rate_text(amounts.rate_min, amounts.rate_max)
    money = sum_text(amounts)
    if money is None:
        return f"{rate} des dépenses retenues" if rate else "montant non connu"
    base = span_text(amounts.base_min, amounts.base_max, euros)
    if rate is None or base is None or not _is_a_share(amounts):
        return money
    return f"{money} ({rate} de {base})" if amounts.base_min == amounts.base_max else f"{money} ({rate} d'une assiette {base})"


def _is_a_share(amounts: Amounts) -> bool:
    """Whether the aid is its rate of its base: no ceiling, floor or sum beside makes it another."""
    ends = (
        (amounts.rate_min, amounts.base_min, amounts.amount_min),
        (amounts.rate_max, amounts.base_max, amounts.amount_max),
    )
    return all(rate is not None and base is not None and to_cents(rate * base) == amount for rate, base, amount in ends)


def sum_text(amounts: Amounts) -> str | None:
    """The aid in euros; None when it can't be computed."""
    # A rate known only from below has no upper bound below the whole cost: the high end would promise it.
    open_ended = amounts.rate_max == 1 and amounts.rate_min is not None and 0 < amounts.rate_min < 1
    return span_text(amounts.amount_min, None if open_ended else amounts.amount_max, euros)


def rate_text(low: Decimal | None, high: Decimal | None) -> str | None:
    """A rate or a range of rates; None when not known."""
    if low is not None and high == 1 and 0 < low < 1:
        return f"au moins {percent(low)}"
    return span_text(low, high, percent)


def span_text(low: Decimal | None, high: Decimal | None, write: Callable[[Decimal], str]) -> str | None:
    """``a``, ``jusqu'à b``, ``au moins a`` or ``de a à b``; None when neither end is known."""
    if low is None and high is None:
        return None
    if low is None or (low == 0 and high is not None and high > 0):
        return f"jusqu'à {write(high or Decimal(0))}"
    if high is None:
        return f"au moins {write(low)}"
    return write(low) if low == high else f"de {_unmarked(write(low), write(high))} à {write(high)}"


def _unmarked(low: str, high: str) -> str:
    """The low end without the sign that the high end bears too: ``20`` of ``20 % à 80 %``."""
    amount, _, sign = low.rpartition(NBSP)
    return amount if amount and high.endswith(f"{NBSP}{sign}") else low


def next_steps(report: CheckReport) -> tuple[str, ...]:
    """What to do when no money that might be had is open."""
    if all(entry.group == "ineligible" for entry in report.entries):
        return ("Aucun dispositif ne convient à ce profil ; --tout donne la raison de chacun.",)
    return report.next_steps


def advice_texts(entry: Entry) -> tuple[str, ...]:
    """What would change the answer: the changes within reach, then what was supposed."""
    return (*entry.advice, *map(supposition_text, entry.suppositions))


def supposition_text(supposition: Supposition) -> str:
    """What a refusal supposes, and how to say otherwise."""
    from aidnum.render.command_line import fact_words

    words = " ".join(fact_words({supposition.fact: supposition.otherwise}))
    return f"supposé{NBSP}: {supposition.held} ; si {supposition.lifting}, le dire avec {words}"


def partners_text(nearest: NearestWay) -> str:
    """The nearest way to reach a threshold, with the command that lists the others."""
    from aidnum.report.partners import WAYS
    from aidnum.territory.codes import naming

    authority, threshold, way = nearest
    names = listed([partner.name for partner in way.partners])
    command = f"aidnum partners {naming(authority)} --seuil {threshold}"
    return f"{WAYS[way.name]} ({names}) : {counted(way.municipale, 'habitants')}. Les autres façons : {command}"
