"""The French words that every format uses for a plan."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from aidnum.engine.situation import Situation
from aidnum.french import NBSP, euros, fold, listed, long_date, number, percent, plural
from aidnum.model.assessment import Outcome, Verdict, WindowOn
from aidnum.model.law import Ruling
from aidnum.model.plan import Bound, LawOn, Plan, Recovered, Rejected, Resource, Warned
from aidnum.model.profile import Natures
from aidnum.model.scheme import Scheme
from aidnum.render.wording import span_text
from aidnum.report.funders import called, funder
from aidnum.report.offices import offices
from aidnum.report.plan import PlanReport
from aidnum.report.start import Awaited, by_awaited

_CENT = Decimal("0.01")
CASES = {"low": "Plan bas", "high": "Plan haut"}
CASE_NOTE = "Plan bas : chaque aide au bas de sa fourchette ; plan haut : au haut."
OUTCOMES = {
    Outcome.YES: "s'applique",
    Outcome.CONDITION: "s'applique si le projet est un investissement ; le plan la respecte",
    Outcome.UNKNOWN: "à confirmer ; le plan la respecte par prudence",
}
_WARNING = "à vérifier ; le plan n'y est pas tenu"
TAXES = {"ht": "HT", "ttc": "TTC"}
NATURES = {"investment": "investissement", "running": "fonctionnement", None: "non précisée"}
OWN_SHARE = "Part du porteur"
_ORIGINS = {"granted": "acquise", "expected": "attendue", "other": "hors catalogue"}
_WINDOWS = {
    "upcoming": "pas encore ouverte", "recurring": "revient chaque année", "closed": "fermée", "exhausted": "épuisée",
}  # fmt: skip
_VERDICTS = {Verdict.TO_CONFIRM: "à confirmer", Verdict.INELIGIBLE: "non éligible"}
_STARTS: dict[Awaited, str] = {
    "receipt": "après l'accusé de réception de la demande",
    "complete": "une fois le dossier reconnu complet",
    "yes": "sans attendre la décision",
    "no": "après la décision seulement",
    "unknown": "à demander d'abord",
}
VAT_QUESTION = "Quel est le taux de TVA du projet ?"
EXACT = (
    "Choix exact : toutes les combinaisons d'aides sont comparées, et aucune ne laisse moins à votre charge. À égalité, "
    "le plan garde le moins de dispositifs, puis les premiers dans l'ordre des fiches. L'écrêtement porte d'abord sur "
    "l'aide la plus élevée, et en dernier sur celles que vous imposez."
)
ROUNDING = (
    "Montants au centime : chaque aide est arrondie au centime le plus proche, une seule fois ; une aide écrêtée, au "
    "centime inférieur. Les colonnes s'additionnent exactement."
)
NO_AID = "Aucune aide ne peut être chiffrée à ce jour."
IF_CONFIRMED = "Si les aides à confirmer le sont"


def plan_name(plan: Plan, plans: Sequence[Plan]) -> str:
    """What to call one of some plans: with one, there is no low nor high."""
    return CASES[plan.case] if len(plans) > 1 else "Plan de financement"


def resource_text(resource: Resource, situation: Situation) -> str:
    """An aid as a budget names it, its payer first: ``État – DSIL``."""
    payer, name = funder(resource, situation), aid_name(resource)
    if payer is None or fold(name).startswith(fold(payer)):
        return name
    return payer if set(fold(name).split()) <= set(fold(payer).split()) else f"{payer} – {name}"


def aid_name(resource: Resource) -> str:
    """An aid in a word or two."""
    return resource.scheme.name if resource.scheme else resource.name


def own_share_text(report: PlanReport, plans: Sequence[Plan]) -> str:
    """The own share by the name of who pays it, where one or two are named, with what of it is borrowed."""
    names = [called(authority, report.situation.vocabulary) for authority in report.profile.authorities]
    loans = {plan.loan for plan in plans}
    kind = OWN_SHARE.lower() if any(loans) else "autofinancement"  # which is no loan
    own = f"{listed(names)} ({kind})" if 0 < len(names) <= 2 else OWN_SHARE
    most = " au plus" * (len(loans) > 1)
    return f"{own}, dont emprunt {exact(max(loans))}{most}" if any(loans) else own


def marks(resource: Resource) -> list[str]:
    """What to know of an aid beside its name: whether it is had, hoped for, imposed, sure, open."""
    one = resource.assessment
    told = [_ORIGINS.get(resource.origin), "imposée" if resource.imposed else None]
    if one is not None and not resource.granted:
        told += [
            *verdict_marks(resource),
            "probable" if resource.probable else None,
            _window_mark(one.window),
        ]
    return [mark for mark in told if mark]


def verdict_marks(resource: Resource) -> list[str]:
    """What to know of whether an aid can be had: nothing where it surely can."""
    one = resource.assessment
    return [] if one is None or resource.granted or one.verdict not in _VERDICTS else [_VERDICTS[one.verdict]]


def _window_mark(window: WindowOn) -> str | None:
    if window.state == "upcoming" and window.opens:
        return f"ouvre le {long_date(window.opens)}"
    return _WINDOWS.get(window.state)


def with_marks(text: str, told: Sequence[str]) -> str:
    """A text with some marks behind it."""
    return f"{text} ({', '.join(told)})" if told else text


def asked_for(plans: Iterable[Plan]) -> list[Resource]:
    """The aids of some plans that remain to be asked for, once each."""
    by_name = {resource.name: resource for plan in plans for resource in plan.resources}
    return [one for one in by_name.values() if one.scheme is not None and not one.granted]


def no_right_text(resources: Sequence[Resource], situation: Situation) -> str:
    """That nobody has a right to these aids, and who decides: ``préfecture du Morbihan (DETR, DSIL)``."""
    who = offices_text([one.scheme for one in resources if one.scheme is not None], situation)
    return f"Rien n'est de droit ; qui décide : {who}"


def offices_text(schemes: Iterable[Scheme], situation: Situation) -> str:
    """Whom each of some schemes depends on."""
    by_office: dict[str, dict[str, None]] = {}
    for scheme in schemes:
        office = next(iter(offices(scheme, situation.vocabulary, situation, short=True)), "l'organisme payeur")
        by_office.setdefault(office, {})[scheme.name] = None
    return ", ".join(f"{office} ({', '.join(names)})" for office, names in by_office.items())


def start_text(resources: Sequence[Resource], report: PlanReport) -> str:
    """When each of some aids lets the project start."""
    found = by_awaited(resources, report)
    return " ; ".join(f"{_STARTS[start]} ({', '.join(map(aid_name, aids))})" for start, aids in found.items())


def unpriced_texts(report: PlanReport) -> Iterator[str]:
    """The aids that would count if their amount were known: those that are sure by name, the others by number."""
    unsure = {one.scheme.id for one in report.unsure}
    found = dict.fromkeys(name for one in report.rejected if one.unpriced for name in one.schemes)
    sure = [report.catalogue.name(name) for name in found if name not in unsure]
    if found:
        others = plural(len(found) - len(sure), "aide à confirmer", "aides à confirmer") if len(found) > len(sure) else ""
        yield f"Non comptées, leur montant n'est pas connu : {', '.join(filter(None, (*sure, others)))}"


def unproven_texts(plans: Sequence[Plan]) -> Iterator[str]:
    """What no plan leaves less than, where the best isn't known."""
    for plan in plans:
        if plan.least_share is not None:
            name = f"{plan_name(plan, plans)} : " if len(plans) > 1 else ""
            yield f"{name}optimalité non prouvée, aucun plan ne peut laisser moins de {exact(plan.least_share)}."


def exact_text(plans: Sequence[Plan]) -> str:
    """What the choice of these plans is worth."""
    return " ".join(unproven_texts(plans)) or EXACT


def hoped_text(report: PlanReport) -> str:
    """That only aids to be confirmed could pay, and what they would leave."""
    left = sorted({plan.own_share for plan in report.with_unsure})
    span = exact(left[0]) if len(left) == 1 else f"de {exact(left[0])} à {exact(left[-1])}"
    return (
        f"Aucune aide n'est sûre à ce jour : sans celles qui restent à confirmer, {exact(report.total)} à votre charge ; "
        f"avec elles, {span}."
    )


def names_text(rejected: Rejected, report: PlanReport) -> str:
    """The schemes that are not in a plan, by name, with the plan if it is one of two."""
    case = f" ({CASES[rejected.case].lower()})" if rejected.case else ""
    return " + ".join(map(report.catalogue.name, rejected.schemes)) + case


def laid_text(natures: Natures) -> str:
    """How an aid is laid: ``20 000,00 € en investissement, 4 000,00 € en fonctionnement``."""
    parts = ((natures.investment, "investissement"), (natures.running, "fonctionnement"))
    return ", ".join(f"{exact(amount)} en {nature}" for amount, nature in parts if amount) or exact(Decimal(0))


def exact(amount: Decimal) -> str:
    """Euros to the cent, always: ``28 950,00 €``."""
    return f"{number(amount.quantize(_CENT))}{NBSP}€"


def share_text(share: Decimal) -> str:
    """A share with two decimals: ``28,38 %``."""
    return f"{number((share * 100).quantize(_CENT))}{NBSP}%"


def rate_text(resource: Resource) -> str:
    """The rate of an aid on its base; nothing where it has none."""
    if resource.rate is None or resource.base is None:
        return ""
    return f"{percent(resource.rate.quantize(Decimal('0.0001')))} de {euros(resource.base)}"


def bound_text(bound: Bound) -> str:
    """A limit that was reached, with who says so."""
    return bound.words if bound.law is None else f"{bound.law.title}. {bound.words}"


def bound_name(bound: Bound) -> str:
    """A limit that was reached, in a few words."""
    if bound.law is not None:
        return bound.law.short or bound.law.title
    return "le coût du projet" if bound.scheme is None else f"règle de {bound.scheme.name}"


def cut_text(plan: Plan) -> str | None:
    """The euros that the limits take; None when they take nothing."""
    return f"Écrêtement : {euros(plan.cut)} de moins que la somme des aides demandées" if plan.cut else None


def warning_text(warned: Warned) -> str:
    """What a law says against a plan, and what to ask; one that is a rule asks nothing."""
    said = f"{warned.law.short or warned.law.title}. {warned.words}."
    return f"{said} {warned.law.ask}" if warned.law.ask else said


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
