"""The French words that every format uses for the money of a plan in time."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from aidnum.french import euros, listed
from aidnum.model.cash import Cash, CashStep
from aidnum.model.law import Payment
from aidnum.model.plan import Plan
from aidnum.render.wording import span_text

STEPS = {
    "advance": "Avance",
    "spending": "Dépenses à payer",
    "instalments": "Acomptes",
    "balance": "Solde",
    "recovery": "Retour",
}
_WHEN = {
    "advance": "au démarrage",
    "spending": "pendant le projet",
    "instalments": "sur factures payées",
    "balance": "à la fin, sur justificatifs",
}
_BY_REGIME = "selon le régime du porteur"
_TAXES = {"ht": "hors taxes", "ttc": "TTC"}
NO_RULE = "selon le règlement ou la convention de qui verse, non connus ici ; tout est compté à la fin, par prudence"
USUAL = "taux d'usage, l'arrêté attributif fixe les siens"
UNTAXED = "La TVA de certains coûts n'est pas donnée : compté hors taxes, et la TVA est à avancer en plus."


class Told(NamedTuple):
    """A step as a row: what, when, how much, and by which rule."""

    what: str
    when: str
    amount: str
    rule: str


def told(step: CashStep, day: date | None) -> Told:
    """A step in words; what comes back bears its year where the day of the spending is known."""
    what = STEPS[step.step] if step.title is None else f"{STEPS[step.step]} : {step.title}"
    return Told(what, when_text(step, day), amount_text(step), rule_text(step))


def amount_text(step: CashStep) -> str:
    """A sum, or its range."""
    return span_text(step.amount_min, step.amount_max, euros) or "non calculé"


def head_text(step: CashStep, day: date | None) -> str:
    """What a sum is where room lacks, with when it comes back: its year where that is known."""
    named = step.short or STEPS[step.step]
    if not step.years:
        return named
    return f"{named}, {_years(step.years, day) if day else _delay(step.years)}"


def when_text(step: CashStep, day: date | None) -> str:
    """When a sum is paid or comes back: ``à la fin, sur justificatifs``, ``en 2028, deux ans après la dépense``."""
    if step.step != "recovery":
        return _WHEN[step.step]
    if step.years is None:
        return "plus tard, année non connue"
    if day is None:
        return _delay(step.years)
    first, last = step.years
    return f"{_years(step.years, day)}, {_after(first) if first == last else _BY_REGIME}"


def _years(years: tuple[int, int], day: date) -> str:
    """The years in which what is spent in the year of a day comes back."""
    first, last = (day.year + after for after in years)
    return f"en {first}" if first == last else f"de {first} à {last}"


def _delay(years: tuple[int, int]) -> str:
    """How long after the spending it comes back: ``deux ans après la dépense``."""
    first, last = years
    return _after(first) if first == last else f"{first} à {last} ans après la dépense, {_BY_REGIME}"


def _after(years: int) -> str:
    return ("l'année de la dépense", "un an après la dépense", "deux ans après la dépense", f"{years} ans après la dépense")[
        min(years, 3)
    ]


def rule_text(step: CashStep) -> str:
    """The rule that says when a part of an aid is paid; nothing to say of what is no aid."""
    if step.step in ("spending", "recovery"):
        return ""
    rule = step.payment
    if rule is None:
        return NO_RULE
    named = rule.short or rule.title
    return f"{named}, {USUAL}" if rule.usual else named


def ahead_text(cash: Cash) -> str:
    """What the applicant has to pay ahead, at the most."""
    sum_ahead = f"À avancer avant les soldes : {euros(cash.ahead)} {_TAXES[cash.basis]}"
    if cash.ahead == cash.ahead_without_usual:
        return f"{sum_ahead} au plus."
    more = euros(cash.ahead_without_usual)
    return f"{sum_ahead} aux taux d'usage ; {more} si les arrêtés n'accordent ni avance ni acompte."


def cautions(cash: Cash, day: date | None) -> Iterator[str]:
    """What the sums and the years rest on."""
    if cash.basis == "ht":
        yield UNTAXED
    if day and any(step.years for step in cash.steps):
        yield f"Ce qui revient ensuite est daté pour des dépenses payées en {day.year}."


def means(plan: Plan) -> tuple[tuple[str, Decimal], ...]:
    """What of the own share is borrowed and what isn't, where something is."""
    if not plan.loan:
        return ()
    return ("dont emprunt", plan.loan), ("dont fonds propres", plan.own_funds)


def rule_texts(cash: Cash) -> Iterator[str]:
    """Each rule that says when aids are paid, with the aids that it pays."""
    aids: dict[str, dict[str, None]] = {}
    for step in cash.steps:
        if step.short and (rule := rule_text(step)):
            aids.setdefault(rule, {})[step.short] = None
    for rule, names in aids.items():
        yield f"{listed(list(names))} : {rule}."


def payment_text(rule: Payment) -> str:
    """A rule of payment, in words."""
    return f"{rule.title} : {rule.text}"


def payments(plans: Sequence[Plan]) -> tuple[Payment, ...]:
    """The rules of payment that some plans keep to, each once."""
    steps = (step for plan in plans if plan.cash for step in plan.cash.steps)
    return tuple({step.payment.id: step.payment for step in steps if step.payment is not None}.values())
