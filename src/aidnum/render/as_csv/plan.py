"""A plan as one table: a line for each cost and each resource of each plan, then what explains them."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain

from aidnum.model.plan import Plan
from aidnum.model.scheme import Source
from aidnum.render.as_csv.table import Row, joined, table
from aidnum.render.asking import because_text, remark_texts, untaxed_text
from aidnum.render.cash_wording import ahead_text, cautions, means, payment_text, payments, told
from aidnum.render.plan_wording import (
    CASES,
    NATURES,
    OWN_SHARE,
    bound_text,
    law_text,
    marks,
    plan_name,
    recovered_notes,
    recovery_text,
    resource_text,
    rule_notes,
    unproven_texts,
    warning_text,
)
from aidnum.render.wording import KINDS, window_text
from aidnum.report.plan import PlanReport

_COLUMNS = (
    *("plan", "sens", "dispositif", "intitulé", "financeur", "état", "catégorie", "nature", "assiette (€)", "taux (%)"),
    *("montant (€)", "part (%)", "investissement (€)", "fonctionnement (€)", "écrêtement (€)", "remarque", "source"),
)
_HUNDRED = Decimal(100)


def answer(report: PlanReport) -> str:
    """Costs, plans, and why they are so."""
    return table(_COLUMNS, _rows(report))


def _rows(report: PlanReport) -> Iterator[Row]:
    for plans, suffix in ((report.plans, ""), (report.with_unsure, ", si les aides à confirmer le sont")):
        for plan in plans:
            name, rows = plan_name(plan, plans) + suffix, (_costs(report), _resources(plan, report), _cash(plan, report.day))
            yield from ({"plan": name, **cells} for cells in chain(*rows))
    for rejected in report.rejected:
        case = CASES[rejected.case] if rejected.case else None
        yield {"plan": case, "sens": "écartée", "dispositif": " + ".join(rejected.schemes), "remarque": because_text(rejected)}
    for one in report.recovered:
        said = {"intitulé": one.recovery.title, "montant (€)": one.high, "source": _urls(one.recovery.sources)}
        yield {"sens": "hors du plan", "remarque": recovery_text(one), **said}
    yield from _explained(report)


def _explained(report: PlanReport) -> Iterator[Row]:
    """What the plans left out, how it was worked out, and the rules that they keep to."""
    for one in report.recovered:
        worked_out = joined((*one.steps, *recovered_notes(one)))
        yield {"sens": "hors du plan", "intitulé": one.recovery.title, "remarque": worked_out}
    for rule in payments(report.plans):
        worked_out = joined((payment_text(rule), *rule_notes(rule)))
        yield {"sens": "règle", "intitulé": rule.title, "remarque": worked_out, "source": _urls(rule.sources)}
    for apart in report.apart:
        kind = KINDS[apart.scheme.funding.kind]
        yield {"sens": "hors du plan", "dispositif": apart.scheme.id, "intitulé": apart.scheme.title, "remarque": kind}
    for unsure in report.unsure:
        yield {"sens": "à confirmer", "dispositif": unsure.scheme.id, "intitulé": unsure.scheme.title}
    for over in report.over:
        closed: Row = {"dispositif": over.scheme.id, "intitulé": over.scheme.title, "remarque": window_text(over.window)}
        yield {"sens": "fermée", **closed}
    untaxed = (untaxed_text(report),) if report.untaxed else ()
    for text in (*untaxed, *unproven_texts(report.plans), *remark_texts(report)):
        yield {"sens": "à savoir", "remarque": text}
    for on in report.laws:
        told = joined((law_text(on), *rule_notes(on.law)))
        yield {"sens": "règle", "intitulé": on.law.title, "remarque": told, "source": _urls(on.law.sources)}


def _cash(plan: Plan, day: date) -> Iterator[Row]:
    """The steps of a plan in the order of time, then what is to be paid ahead; a range stands in words."""
    if plan.cash is None:
        return
    for step in plan.cash.steps:
        row = told(step, day)
        exact = step.amount_max if step.amount_min == step.amount_max else None
        remark = joined(filter(None, (row.when, None if exact is not None else row.amount, row.rule)))
        yield {"sens": "trésorerie", "dispositif": step.name, "intitulé": row.what, "montant (€)": exact, "remarque": remark}
    remark = joined((ahead_text(plan.cash), *cautions(plan.cash, day)))
    yield {"sens": "trésorerie", "intitulé": "À avancer avant les soldes", "montant (€)": plan.cash.ahead, "remarque": remark}


def _urls(sources: Iterable[Source]) -> str:
    return joined(source.url for source in sources)


def _costs(report: PlanReport) -> Iterator[Row]:
    for line in report.lines:
        kept: Row = {"intitulé": line.label, "catégorie": line.category, "nature": NATURES[line.nature]}
        yield {"sens": "dépense", **kept, "montant (€)": line.amount(report.basis)}


def _resources(plan: Plan, report: PlanReport) -> Iterator[Row]:
    *parts, own = (share * _HUNDRED for share in plan.shares)
    for one, part in zip(plan.resources, parts, strict=True):
        yield {
            "sens": "recette", "dispositif": one.scheme.id if one.scheme else None, "intitulé": one.title,
            "financeur": resource_text(one, report.situation), "état": joined(marks(one)), "assiette (€)": one.base,
            "taux (%)": None if one.rate is None else one.rate * _HUNDRED, "montant (€)": one.amount,
            "part (%)": part, "investissement (€)": one.natures.investment, "fonctionnement (€)": one.natures.running,
            "écrêtement (€)": one.cut,
            "remarque": joined(one.steps), "source": _urls(one.sources),
        }  # fmt: skip
    left: Row = {"sens": "recette", "intitulé": OWN_SHARE, "montant (€)": plan.own_share, "part (%)": own}
    yield {**left, "remarque": joined(plan.illegal)}
    for name, amount in means(plan):
        yield {"sens": "recette", "intitulé": name, "montant (€)": amount}
    for text in dict.fromkeys(map(bound_text, plan.bounds)):
        yield {"sens": "limite", "remarque": text}
    for warned in plan.warnings:
        yield {"sens": "à vérifier", "remarque": warning_text(warned), "source": _urls(warned.law.sources)}
