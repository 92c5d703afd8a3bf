"""A plan on a terminal: costs, resources, a bar that shows each share, then why it is so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from aidnum.french import capital, long_date, plural
from aidnum.model.plan import Plan
from aidnum.render.asking import because_text, remark_texts
from aidnum.render.plan.words import BASES as TAXES
from aidnum.render.plan.words import (
    EXACT,
    NATURES,
    NO_AID,
    OWN_SHARE,
    ROUNDING,
    bound_text,
    case_title,
    cut_text,
    exact,
    gain_texts,
    law_text,
    rate_text,
    recovered_text,
    share_text,
    shares,
)
from aidnum.render.terminal.page import Page, Screen
from aidnum.render.words import CAVEAT, KINDS, window_text
from aidnum.report.plan import PlanReport

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WIDEST_BAR = 72


def render(report: PlanReport, screen: Screen) -> str:
    """A plan as lines for a screen."""
    page = Page(screen)
    page.line(f"Plan de financement au {long_date(report.day)}, montants {TAXES[report.basis]}", "bold")
    page.rows([("Profil", " ; ".join(report.profile_words))], indent=0)
    _draw_costs(report, page)
    for plan in report.plans:
        _draw_plan(plan, report, page)
    _draw_reasons(report, page)
    page.line()
    for sentence in (EXACT, ROUNDING, CAVEAT):
        page.line(sentence, "italic")
    return page.done()


def _draw_costs(report: PlanReport, page: Page) -> None:
    page.heading("DÉPENSES")
    labels = report.catalogue.vocabulary.cost_categories
    amounts = [line.amount(report.basis) or Decimal(0) for line in report.lines]
    rows = [
        [exact(amount), labels[line.category].label.split(" (")[0], NATURES[line.nature], line.label]
        for line, amount in zip(report.lines, amounts, strict=True)
    ]
    total = [exact(report.total), "", "", "Total des dépenses"]
    page.table([f"Montant {TAXES[report.basis]}", "Catégorie", "Nature", "Poste"], [*_aligned(rows), *_aligned([total], rows)])


def _aligned(rows: Sequence[Sequence[str]], beside: Sequence[Sequence[str]] = ()) -> list[list[str]]:
    """Rows whose first cell, an amount, ends where those of the rows beside it do."""
    width = max(len(row[0]) for row in (*rows, *beside))
    return [[row[0].rjust(width), *row[1:]] for row in rows]


def _draw_plan(plan: Plan, report: PlanReport, page: Page) -> None:
    page.heading(case_title(plan, report).upper())
    amounts = [*(resource.amount for resource in plan.resources), plan.own_share]
    parts = shares(amounts)
    rows = [
        [exact(resource.amount), share_text(part), rate_text(resource), _named(index, plan)]
        for index, (resource, part) in enumerate(zip(plan.resources, parts, strict=False))
    ]
    own = [exact(plan.own_share), share_text(parts[-1]), "", OWN_SHARE]
    total = [exact(plan.aid + plan.own_share), share_text(sum(parts, Decimal(0))), "", "Total, égal aux dépenses"]
    page.table(["Montant", "Part", "Taux", "Ressource"], _aligned([*rows, own, total]))
    page.line()
    page.whole(_bar(parts, min(page.width, _WIDEST_BAR)))
    page.line(_legend(plan, parts), "dim")
    if not plan.resources:
        page.line(NO_AID, "bold")
    _draw_bounds(plan, page)


def _named(index: int, plan: Plan) -> str:
    resource = plan.resources[index]
    marks = [word for word, told in (("acquise", resource.granted), ("imposée", resource.imposed)) if told]
    told = f" ({', '.join(marks)})" if marks else ""
    return f"{_letter(index)} {resource.scheme.title} — {resource.scheme.id}{told}"


def _letter(index: int) -> str:
    return _LETTERS[index] if index < len(_LETTERS) else "+"


def _bar(parts: Sequence[Decimal], width: int) -> str:
    """One character a share of the width: the letter of an aid, a point for the own share; the columns add up to the width."""
    ends, done = [], Decimal(0)
    for part in parts:
        done += part
        ends.append(int((done * width).to_integral_value("ROUND_HALF_UP")))
    starts = [0, *ends[:-1]]
    letters = [*(_letter(index) for index in range(len(parts) - 1)), "."]
    return "".join(letter * (end - start) for letter, start, end in zip(letters, starts, ends, strict=True))


def _legend(plan: Plan, parts: Sequence[Decimal]) -> str:
    told = [f"{_letter(index)} {one.scheme.id} {share_text(parts[index])}" for index, one in enumerate(plan.resources)]
    return " ; ".join([*told, f". {OWN_SHARE.lower()} {share_text(parts[-1])}"])


def _draw_bounds(plan: Plan, page: Page) -> None:
    for sentence in plan.illegal:
        page.item(f"ILLÉGAL : {sentence}")
    for sentence in dict.fromkeys(map(bound_text, plan.bounds)):
        page.item(f"Limite atteinte : {sentence}")
    cut = cut_text(plan)
    if cut:
        page.item(cut)
        for resource in plan.resources:
            if resource.cut:
                page.item(f"{resource.scheme.id} : {exact(resource.alone)} ramenés à {exact(resource.amount)}", indent=4)


def _draw_reasons(report: PlanReport, page: Page) -> None:
    _draw_list("À SAVOIR", remark_texts(report), page)
    _draw_list("D'OÙ VIENNENT LES MONTANTS", _origins(report), page)
    _draw_list("POURQUOI PAS AUTREMENT", _rejections(report), page)
    _draw_unsure(report, page)
    _draw_list("RÈGLES SUR LES SOMMES", [law_text(law) for law in report.laws], page)
    kinds = [f"{one.scheme.title} ({KINDS[one.scheme.funding.kind]}) — {one.scheme.id}" for one in report.apart]
    _draw_list("HORS DU PLAN : NI PRÊT, NI AVANCE, NI ACCOMPAGNEMENT N'EST COMPTÉ", kinds, page)
    _draw_list("HORS DU PLAN : CE QUI REVIENT PLUS TARD", [recovered_text(one) for one in report.recovered], page)


def _origins(report: PlanReport) -> list[str]:
    """For each aid, once, how its amount was worked out, when it can be asked for, and where its rule is written."""
    told: dict[str, str] = {}
    for plan in report.plans:
        for resource in plan.resources:
            name = resource.scheme.id
            source = resource.scheme.source(resource.scheme.funding.source) or resource.scheme.sources[0]
            when = window_text(resource.assessment.window)
            steps = " ; ".join(step for step in resource.steps if not step.startswith("compté"))
            told.setdefault(name, f"{name} : {steps}. {capital(when)}. Source : {source.title}.")
    return list(told.values())


def _rejections(report: PlanReport) -> list[str]:
    cases = {"low": " (plan bas)", "high": " (plan haut)", None: ""}
    return [f"{' + '.join(one.schemes)}{cases[one.case]} : {because_text(one)}" for one in report.rejected]


def _draw_unsure(report: PlanReport, page: Page) -> None:
    if not report.unsure:
        return
    page.heading("À CONFIRMER, HORS DES PLANS CI-DESSUS")
    names = ", ".join(one.scheme.id for one in report.unsure)
    page.line(f"{plural(len(report.unsure), 'dispositif', 'dispositifs')} : {names}. Ce qui manque : aidnum check.", indent=2)
    for sentence in gain_texts(report) or ["Avec eux, les plans seraient les mêmes."]:
        page.item(sentence)


def _draw_list(title: str, sentences: Sequence[str], page: Page) -> None:
    if sentences:
        page.heading(title)
    for sentence in sentences:
        page.item(sentence)
