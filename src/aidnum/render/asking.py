"""What to type: the option of the command line that supplies a fact or an amount, what names an authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.engine.cost import COST
from aidnum.french import fold, listed, plural
from aidnum.model.assessment import Verdict
from aidnum.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidnum.model.plan import Rejected
    from aidnum.report.plan import PlanReport
    from aidnum.report.wished import Remark
    from aidnum.territory.search import Match

COSTS = "--cout CATEGORIE=EUROS"
VAT = "--tva 20%"
TAXED = "Plan compté TTC ; la préfecture compte hors taxes, et 80 % du TTC passent 80 % du HT."
OPTIONS = {
    "population": "--population N",
    "collectivite": "--collectivite TYPE",
    "type": "--type TYPE",
    "domaine": "--domaine DOMAINE",
    "mutualise": "--mutualise ou --seul",
    "duree_mois": "--duree-mois N",
    COST: COSTS,
}
OUTSIDE = (
    "Les syndicats, pôles d'équilibre, pôles métropolitains et établissements publics (CCAS, GIP…) ne sont pas dans les "
    "données ouvertes d'aidnum."
)
OUTSIDE_HINT = (
    "Dire sa sorte (--collectivite ccas) et sa population (--collectivite syndicat --population 45000), ou nommer les "
    "collectivités membres."
)
TELL_APART = (
    "Donner le code à la place du nom, ou préciser : « Saint-Denis 93 », « agglo de … », insee:, cp:, siren:, dep:, reg:, "
    "epci:, commune:"
)
SHARED_CODE = "Dire ce qu'est le code, comme au bout de la ligne : insee:, cp: (code postal), siren:, dep:, reg:"
NO_CODE = (
    "Un code Insee (35238), postal (35000), SIREN (243500139) ou de département (35) est attendu. Les codes CEDEX ne sont pas "
    "connus : donner le nom de la commune ou son code postal."
)
NOTHING_NEAR = "Donner le nom complet, le code Insee ou le numéro SIREN."
_REMARKS = {
    "no-grant": "{name} n'est pas une subvention : un prêt, une avance ou un accompagnement n'entre pas dans les aides.",
    "unpriced": "{name} est imposée, mais son montant n'est pas calculable : le donner s'il est connu.",
    "nothing": "{name} est imposée, et n'est pas dans le plan : {why}.",
    "absent": "{name} est imposée, et n'est pas dans le plan bas : {why}.",
    "unfit": "{name} est retenue à votre demande, et son verdict est : {why}.",
    "unpaid": "{name} compte comme de l'argent public, car qui paie n'est pas dit.",
    "uncertain": "{name}{why}.",
    "namesake": "{name} est aussi une fiche, dont le plan ne suit pas ici les règles : la donner pour acquise ou attendue.",
}
_PLACES = {"number": "N", "flag": "oui|non"}
_SHORT = 24


def option_for(name: str, vocabulary: Vocabulary) -> str:
    """How to give a fact: its own option, or ``--fait`` for any other, with the values it takes where they are few."""
    return OPTIONS.get(name) or f"--fait {name}={_place(name, vocabulary)}"


def _place(name: str, vocabulary: Vocabulary) -> str:
    values = "|".join(vocabulary.values(name))
    return _PLACES.get(vocabulary.facts[name].kind) or (values if 0 < len(values) <= _SHORT else "VALEUR")


def what_next(match: Match) -> list[str]:
    """What to type instead."""
    if match.is_outside:
        return [OUTSIDE, OUTSIDE_HINT]
    if match.authorities:
        return [*_more(match), SHARED_CODE if match.is_code else TELL_APART]
    return [NO_CODE if match.is_code else NOTHING_NEAR, OUTSIDE, OUTSIDE_HINT]


def _more(match: Match) -> list[str]:
    if not match.more:
        return []
    return [f"{plural(match.more, 'autre nom commence', 'autres noms commencent')} ainsi : en écrire plus."]


def because_text(rejected: Rejected) -> str:
    """Why a scheme is not in the plan; how to give its amount where that is what lacks."""
    if not rejected.unpriced:
        return rejected.because
    return f"{rejected.because} ; s'il est connu, le donner avec {amount_option(rejected.schemes[0])}"


def amount_option(scheme: str) -> str:
    """How to give the amount of an aid."""
    return f"--attendu {scheme}=EUROS"


def remark_texts(report: PlanReport) -> list[str]:
    """What must be said of the aids imposed or granted, then of how the costs are counted."""
    return [*(remark_text(remark, report) for remark in report.remarks), *assumed_texts(report)]


def untaxed_text(report: PlanReport) -> str:
    """The aids that wait for the rate of VAT."""
    wanted = "hors taxes" if report.basis == "ttc" else "TTC"
    names = list(dict.fromkeys(one.scheme.name for one in report.untaxed))
    left, why = ("Non comptée", "elle se calcule") if len(names) == 1 else ("Non comptées", "elles se calculent")
    return f"{left} faute du taux de TVA, car {why} {wanted} : {', '.join(names)}."


def is_taxed(report: PlanReport) -> bool:
    """Whether laws are kept to on costs with tax, which a prefecture counts without."""
    return report.basis == "ttc" and bool(report.laws)


def assumed_texts(report: PlanReport) -> Iterator[str]:
    """How the plan counts its costs where others may count them otherwise, and what to say: their tax, then their nature."""
    if is_taxed(report):
        yield f"{TAXED} Pour un plan hors taxes : donner les coûts HT, sans --ttc."
    if report.presumed:
        labels = report.catalogue.vocabulary.cost_categories
        names = dict.fromkeys(labels[line.category].short or labels[line.category].label for line in report.presumed)
        yield (
            f"En investissement faute de nature donnée, d'ordinaire en fonctionnement : {listed(list(names))}. La dire : "
            "colonne Nature de --budget, ou « couts » de --projet."
        )


def remark_text(remark: Remark, report: PlanReport) -> str:
    """What must be said of an aid of the plan, or of one that is wished."""
    name = remark.assessment.scheme.name if remark.assessment else report.catalogue.name(remark.name)
    why = remark.why
    if remark.kind == "unfit":
        is_open = remark.assessment is not None and remark.assessment.verdict is Verdict.TO_CONFIRM
        why = "à confirmer" if is_open else "non éligible"
    elif remark.kind == "uncertain":
        payer = report.catalogue.vocabulary.payers[remark.payer or ""]
        why = f" : {payer.caution}" if fold(name) in fold(payer.label) else f", {payer.label} : {payer.caution}"
    return _REMARKS[remark.kind].format(name=name, why=why)


def remark_option(remark: Remark) -> str | None:
    """What to type about it."""
    match remark.kind:
        case "unpriced":
            return amount_option(remark.name)
        case "namesake":
            return amount_option(remark.scheme or "")
        case "unfit" | "nothing" if remark.thwarts:
            return f"--sans {remark.name}"
        case "unpaid":
            return f'--autre "{remark.name}=EUROS:prive"'
        case _:
            return None
