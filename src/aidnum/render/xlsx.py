"""A plan as a workbook whose sums are formulas: change a cost or a rate, and shares, totals and limits follow.

Text is always written as text, never as a formula. Every formula carries the value it gives, for readers that compute nothing.
"""

import io
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from aidnum.errors import AidnumError
from aidnum.french import long_date
from aidnum.model.plan import Holding, Plan, Resource
from aidnum.render.asking import because_text, remark_texts
from aidnum.render.cash_wording import cash_texts, payment_text, payments
from aidnum.render.plan_wording import (
    CASES,
    EXACT,
    NATURES,
    OWN_SHARE,
    ROUNDING,
    TAXES,
    bound_text,
    law_text,
    recovered_text,
    rule_notes,
    warning_text,
)
from aidnum.render.wording import CAVEAT
from aidnum.report.plan import PlanReport

_CENT = Decimal("0.01")
_TOP = 3
_LONGEST = 32_000
_WIDTHS = (46, 16, 16, 16, 3, 46, 16, 12, 16, 10)
_HEADERS = ("Dépenses", "Catégorie", "Nature", "Montant", "", "Recettes", "Assiette", "Taux", "Montant", "Part")
EXTRA = "Installer l'extra « xlsx » : pip install 'aidnum[xlsx]'. Les autres formats n'en ont pas besoin."


class _Sheet(NamedTuple):
    """A sheet being written, with the formats of its cells."""

    sheet: Any
    money: Any
    percent: Any
    bold: Any
    total: Any

    def text(self, row: int, column: int, text: str, style: Any = None) -> None:
        """Text as text, whatever it begins with; a cell holds so much and no more."""
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        self.sheet.write_string(row, column, shown, style)


def render(report: PlanReport) -> bytes:
    """A workbook: one sheet a plan, and one of explanations.

    Raises:
        AidnumError: when the module that writes workbooks isn't installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise AidnumError("écrire un classeur demande un module qui n'est pas installé", EXTRA) from error
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": "Plan de financement", "created": datetime.combine(report.day, time(12))})
        money, bold = {"num_format": "#,##0.00 €"}, {"bold": True}
        styles = [book.add_format(style) for style in (money, {"num_format": "0.00%"}, bold, bold | money)]
        for plan in report.plans:
            name = "Plan de financement" if len(report.plans) == 1 else CASES[plan.case]
            _write_plan(plan, report, _Sheet(book.add_worksheet(name), *styles))
        _write_words(report, _Sheet(book.add_worksheet("Explications"), *styles))
    return file.getvalue()


def _write_plan(plan: Plan, report: PlanReport, on: _Sheet) -> None:
    for column, width in enumerate(_WIDTHS):
        on.sheet.set_column(column, column, width)
    on.text(0, 0, f"Plan de financement au {long_date(report.day)}, montants {TAXES[report.basis]}", on.bold)
    for column, header in enumerate(_HEADERS):
        on.text(_TOP - 1, column, header, on.bold)
    last = _last(plan, report)
    _write_costs(report, on, last)
    _write_resources(plan, report, on, last)
    _write_limits(plan, report, on, last + 2)


def _write_costs(report: PlanReport, on: _Sheet, last: int) -> None:
    labels = report.catalogue.vocabulary.cost_categories
    for row, line in enumerate(report.lines, start=_TOP):
        on.text(row, 0, line.label)
        on.text(row, 1, labels[line.category].label)
        on.text(row, 2, NATURES[line.nature])
        on.sheet.write_number(row, 3, float(line.amount(report.basis) or 0), on.money)
    on.text(last, 0, "Total des dépenses", on.bold)
    on.sheet.write_formula(last, 3, f"=SUM(D{_TOP + 1}:D{last})", on.total, float(report.total))


def _write_resources(plan: Plan, report: PlanReport, on: _Sheet, last: int) -> None:
    for row, resource in enumerate(plan.resources, start=_TOP):
        on.text(row, 5, f"{resource.title} ({resource.name})")
        _write_base(resource, row, on)
        _write_amount(resource, row, on)
    own = _TOP + len(plan.resources)
    on.text(own, 5, OWN_SHARE)
    given = f"-SUM(I{_TOP + 1}:I{own})" if plan.resources else ""
    on.sheet.write_formula(own, 8, f"=D{last + 1}{given}", on.money, float(plan.own_share))
    on.text(last, 5, "Total des recettes", on.bold)
    on.sheet.write_formula(last, 8, f"=SUM(I{_TOP + 1}:I{own + 1})", on.total, float(report.total))
    for row, amount in enumerate([*(one.amount for one in plan.resources), plan.own_share], start=_TOP):
        on.sheet.write_formula(row, 9, f"=I{row + 1}/D${last + 1}", on.percent, float(amount / report.total))


def _write_base(resource: Resource, row: int, on: _Sheet) -> None:
    """The base as the sum of its cost lines where it is one, and the rate."""
    if resource.base is not None:
        if resource.lines:
            cells = "+".join(f"D{_TOP + 1 + place}" for place in resource.lines)
            on.sheet.write_formula(row, 6, f"={cells}", on.money, float(resource.base))
        else:
            on.sheet.write_number(row, 6, float(resource.base), on.money)
    if resource.rate is not None:
        on.sheet.write_number(row, 7, float(resource.rate), on.percent)


def _write_amount(resource: Resource, row: int, on: _Sheet) -> None:
    """The amount as its base times its rate where that gives it to the cent; else the number alone."""
    base, rate = resource.base, resource.rate
    if base is not None and rate is not None and (base * rate).quantize(_CENT, ROUND_HALF_UP) == resource.amount:
        on.sheet.write_formula(row, 8, f"=ROUND(G{row + 1}*H{row + 1},2)", on.money, float(resource.amount))
    else:
        on.sheet.write_number(row, 8, float(resource.amount), on.money)


def _write_limits(plan: Plan, report: PlanReport, on: _Sheet, row: int) -> None:
    """What must hold, tested by the workbook itself: receipts equal expenses, and the own share is never negative."""
    last, own = row - 2, _TOP + len(plan.resources)
    on.text(row, 0, "Vérifications", on.bold)
    checks = [
        ("Recettes égales aux dépenses", f'=IF(ROUND(I{last + 1}-D{last + 1},2)=0,"oui","non")', "oui"),
        ("Part du porteur jamais négative", f'=IF(I{own + 1}>=0,"oui","non")', "oui" if plan.own_share >= 0 else "non"),
    ]
    for offset, (label, formula, value) in enumerate(checks, start=1):
        on.text(row + offset, 0, label)
        on.sheet.write_formula(row + offset, 3, formula, None, value)
    for offset, holding in enumerate(plan.holding, start=len(checks) + 1):
        _write_test(holding, plan, report, row + offset, on)


def _write_test(holding: Holding, plan: Plan, report: PlanReport, row: int, on: _Sheet) -> None:
    """A limit as the workbook tests it, with today's answer."""
    summed = "+".join(f"I{_TOP + 1 + place}" for place in holding.summed) or "0"
    formula = f'=IF(ROUND({_allowed(holding, plan, report)}-({summed}),2)>=0,"oui","non")'
    given, less = (
        sum((plan.resources[place].amount for place in places), Decimal(0)) for places in (holding.summed, holding.lessening)
    )
    share = Decimal(1) if holding.bound.limit is None else holding.bound.limit.share
    on.text(row, 0, bound_text(holding.bound))
    on.sheet.write_formula(row, 3, formula, None, "oui" if holding.bound.allowed - share * less >= given else "non")


def _allowed(holding: Holding, plan: Plan, report: PlanReport) -> str:
    """What a limit allows, worked out from the cells of costs, of bases and of the aids that lessen it."""
    bound, limit = holding.bound, holding.bound.limit
    share = Decimal(1) if limit is None else limit.share
    place = next((place for place, one in enumerate(plan.resources) if one.scheme is bound.scheme), None)
    if limit is not None and limit.of == "base" and place is not None and plan.resources[place].base is not None:
        of = f"G{_TOP + 1 + place}"
    elif limit is not None and limit.costs == "investment":
        of = "+".join(f"D{_TOP + 1 + place}" for place, line in enumerate(report.lines) if line.nature != "running") or "0"
    else:
        of = f"D{_last(plan, report) + 1}"
    return f"ROUND({share}*({of}),2){''.join(f'-{share}*I{_TOP + 1 + other}' for other in holding.lessening)}"


def _last(plan: Plan, report: PlanReport) -> int:
    """The row of the totals."""
    return _TOP + max(len(report.lines), len(plan.resources) + 1)


def _write_words(report: PlanReport, on: _Sheet) -> None:
    on.sheet.set_column(0, 0, 120)
    sentences = [f"Profil : {' ; '.join(report.profile_words)}"]
    for plan in report.plans:
        name = CASES[plan.case] if len(report.plans) > 1 else "Plan"
        sentences += [f"{name} — {one.title} ({one.name}) : {' ; '.join(one.steps)}" for one in plan.resources]
        sentences += [f"{name} — illégal : {sentence}" for sentence in plan.illegal]
        sentences += [f"{name} — à vérifier : {warning_text(warned)}" for warned in plan.warnings]
        sentences += [f"{name} — trésorerie : {sentence}" for sentence in cash_texts(plan, report.day)]
        sentences += [f"{name} — limite atteinte : {bound_text(bound)}" for bound in plan.bounds]
    sentences += [f"{' + '.join(one.schemes)} : {because_text(one)}" for one in report.rejected]
    sentences += [law_text(law) for law in report.laws]
    sentences += [" ; ".join((payment_text(rule), *rule_notes(rule))) for rule in payments(report.plans)]
    sentences += [f"Hors du plan — {recovered_text(one)}" for one in report.recovered]
    for row, sentence in enumerate([*sentences, *remark_texts(report), EXACT, ROUNDING, CAVEAT]):
        on.text(row, 0, sentence)
