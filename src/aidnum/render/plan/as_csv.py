"""A plan as one table that a French spreadsheet opens by double click: a line for each cost and each resource of each plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aidnum.model.plan import Plan
from aidnum.render.as_csv import Row, table
from aidnum.render.asking import because_text
from aidnum.render.plan.words import CASES, NATURES, OWN_SHARE, shares
from aidnum.report.plan import PlanReport

_COLUMNS = (
    *("plan", "sens", "dispositif", "intitulé", "catégorie", "nature", "assiette (€)", "taux (%)"),
    *("montant (€)", "part (%)", "écrêtement (€)", "remarque"),
)
_HUNDRED = Decimal(100)


def render(report: PlanReport) -> str:
    """A plan as a table with one header row; the byte order mark is the first character."""
    return table(_COLUMNS, _rows(report))


def _rows(report: PlanReport) -> Iterator[Row]:
    for plan in report.plans:
        name = "Plan" if len(report.plans) == 1 else CASES[plan.case]
        yield from ({"plan": name, **cells} for cells in (*_costs(report), *_resources(plan)))
    for rejected in report.rejected:
        case = CASES[rejected.case] if rejected.case else None
        yield {"plan": case, "sens": "écartée", "dispositif": " + ".join(rejected.schemes), "remarque": because_text(rejected)}
    for one in report.recovered:
        recovery = one.recovery
        yield {"sens": "hors du plan", "intitulé": recovery.title, "montant (€)": one.high, "remarque": recovery.text}


def _costs(report: PlanReport) -> Iterator[Row]:
    for line in report.lines:
        yield {
            "sens": "dépense",
            "intitulé": line.label,
            "catégorie": line.category,
            "nature": NATURES[line.nature],
            "montant (€)": line.amount(report.basis),
        }


def _resources(plan: Plan) -> Iterator[Row]:
    parts = shares([*(one.amount for one in plan.resources), plan.own_share])
    for one, part in zip(plan.resources, parts, strict=False):
        yield {
            "sens": "recette",
            "dispositif": one.scheme.id,
            "intitulé": one.scheme.title,
            "assiette (€)": one.base,
            "taux (%)": None if one.rate is None else one.rate * _HUNDRED,
            "montant (€)": one.amount,
            "part (%)": part * _HUNDRED,
            "écrêtement (€)": one.cut,
            "remarque": " ; ".join(one.steps),
        }
    illegal = " ; ".join(plan.illegal) or None
    own: Row = {"sens": "recette", "intitulé": OWN_SHARE, "montant (€)": plan.own_share, "part (%)": parts[-1] * _HUNDRED}
    yield {**own, "remarque": illegal}
