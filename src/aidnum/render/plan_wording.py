"""The French words that every format uses for a plan."""

from decimal import Decimal

from aidnum.french import NBSP, euros, long_date, number, percent
from aidnum.model.assessment import Outcome
from aidnum.model.law import Ruling
from aidnum.model.plan import Bound, LawOn, Plan, Recovered, Resource, Warned
from aidnum.render.wording import PROBABLE, span_text
from aidnum.report.plan import PlanReport

_CENT = Decimal("0.01")
CASES = {"low": "Plan bas", "high": "Plan haut"}
CASE_NOTES = {"low": "chaque aide au bas de sa fourchette", "high": "chaque aide au haut de sa fourchette"}
OUTCOMES = {
    Outcome.YES: "s'applique",
    Outcome.CONDITION: "s'applique si le projet est un investissement ; le plan la respecte",
    Outcome.UNKNOWN: "à confirmer ; le plan la respecte par prudence",
}
_WARNING = "à vérifier ; le plan n'y est pas tenu"
TAXES = {"ht": "HT", "ttc": "TTC"}
NATURES = {"investment": "investissement", "running": "fonctionnement", None: "non précisée"}
OWN_SHARE = "Part du porteur"
EXACT = (
    "Choix exact : toutes les combinaisons d'aides sont comparées, et aucune ne laisse moins à votre charge. À égalité, "
    "le plan garde le moins de dispositifs, puis les premiers dans l'ordre des fiches. L'écrêtement porte d'abord sur "
    "l'aide la plus élevée, et en dernier sur celles que vous imposez."
)
ROUNDING = (
    "Montants au centime : chaque aide est arrondie au centime le plus proche, une seule fois ; une aide écrêtée, au "
    "centime inférieur. Les colonnes s'additionnent exactement."
)
NO_AID = "Aucune aide ne peut être chiffrée : tout reste à votre charge."


def case_title(plan: Plan, report: PlanReport) -> str:
    """What a plan is called: with one plan, there is no low nor high."""
    if len(report.plans) == 1 and plan in report.plans:
        return "Plan de financement"
    return f"{CASES[plan.case]} : {CASE_NOTES[plan.case]}"


def exact(amount: Decimal) -> str:
    """Euros to the cent, always: ``28 950,00 €``."""
    return f"{number(amount.quantize(_CENT))}{NBSP}€"


def share_text(share: Decimal) -> str:
    """A share with two decimals: ``28,38 %``."""
    return f"{number((share * 100).quantize(_CENT))}{NBSP}%"


def rate_text(resource: Resource) -> str:
    """The rate of an aid on its base; how it was worked out when it has none."""
    if resource.granted:
        return "déjà accordée"
    if resource.rate is None or resource.base is None:
        return "forfait"
    probable = PROBABLE * resource.probable
    return f"{percent(resource.rate.quantize(Decimal('0.0001')))} de {euros(resource.base)}{probable}"


def bound_text(bound: Bound) -> str:
    """A limit that was reached, with who says so."""
    return bound.words if bound.law is None else f"{bound.law.title}. {bound.words}"


def cut_text(plan: Plan) -> str | None:
    """The euros that the limits take; None when they take nothing."""
    return f"Écrêtement : {euros(plan.cut)} de moins que la somme des aides demandées" if plan.cut else None


def warning_text(warned: Warned) -> str:
    """What a law that only warns says against a plan, and what to ask."""
    return f"{warned.law.short or warned.law.title}. {warned.words}. {warned.law.ask}"


def law_text(on: LawOn) -> str:
    """A law, in words, and whether it applies."""
    applies = _WARNING if on.law.level == "warning" else OUTCOMES[on.outcome]
    return f"{on.law.title} ({applies}) : {on.law.text}"


def recovered_text(recovered: Recovered) -> str:
    """What comes back outside the plan."""
    amount = span_text(recovered.low, recovered.high, euros) or "montant non calculé"
    rate = percent(recovered.recovery.rate)
    return f"{recovered.recovery.title} : {amount}, au taux de {rate}. {recovery_text(recovered)}"


def recovery_text(recovered: Recovered) -> str:
    """What a recovery is, and what the law may have changed of it."""
    cautions = (f"Prudence : {caution.text}" for caution in recovered.cautions)
    return " ".join((recovered.recovery.text, *cautions))


def recovered_notes(recovered: Recovered) -> tuple[str, ...]:
    """The notes of a recovery, with those of the delays that may be the applicant's."""
    return (*rule_notes(recovered.recovery), *(delay.note for delay in recovered.delays if delay.note is not None))


def rule_notes(rule: Ruling) -> tuple[str, ...]:
    """The days that a rule holds, then its notes."""
    first, last = (None if day is None else long_date(day) for day in (rule.from_, rule.until))
    if first and last:
        return f"En vigueur du {first} au {last}.", *rule.notes
    if first or last:
        return f"En vigueur depuis le {first}." if first else f"En vigueur jusqu'au {last}.", *rule.notes
    return rule.notes


def gain_texts(report: PlanReport) -> list[str]:
    """What the schemes to be confirmed would bring, plan by plan."""
    said = []
    for plan in report.with_unsure:
        base = next((one for one in report.plans if one.case == plan.case), report.plans[0])
        gain = base.own_share - plan.own_share
        names = ", ".join(resource.name for resource in plan.resources)
        verb = f"{euros(gain)} de moins à votre charge" if gain > 0 else "autant à votre charge"
        said.append(f"{CASES[plan.case]} avec elles : {verb}, soit {euros(plan.own_share)}, avec {names or 'aucune aide'}")
    return said
