"""The answer of ``plan``: costs, resources, a bar that shows each share, then why it is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from aidnum.french import capital, long_date, plural
from aidnum.render.document import (
    Bar,
    Block,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Row,
    Rows,
    Share,
    Table,
    Title,
    View,
    listing,
)
from aidnum.render.plan_wording import (
    EXACT,
    NATURES,
    NO_AID,
    OWN_SHARE,
    ROUNDING,
    TAXES,
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
from aidnum.render.wording import CAVEAT, KINDS, window_text

if TYPE_CHECKING:
    from aidnum.model.plan import Plan
    from aidnum.report.plan import PlanReport

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CASES = {"low": " (plan bas)", "high": " (plan haut)", None: ""}


def page(report: PlanReport, view: View) -> Page:
    """The low and the high plan, or the one that there is."""
    return (
        Title(f"Plan de financement au {long_date(report.day)}, montants {TAXES[report.basis]}", "Aides numériques"),
        Rows((Row("Profil", " ; ".join(report.profile_words)),), "question"),
        Heading("Dépenses"),
        _costs(report),
        *(block for plan in report.plans for block in _plan(plan, report)),
        *_reasons(report, view),
        Paragraph(EXACT, "caveat", apart=True),
        Paragraph(ROUNDING, "caveat"),
        Paragraph(CAVEAT, "caveat"),
    )


def _costs(report: PlanReport) -> Table:
    categories = report.catalogue.vocabulary.cost_categories
    rows = [
        (
            exact(line.amount(report.basis) or Decimal(0)),
            categories[line.category].short or categories[line.category].label,
            NATURES[line.nature],
            line.label,
        )
        for line in report.lines
    ]
    return Table(
        caption="Dépenses du projet",
        headers=(f"Montant {TAXES[report.basis]}", "Catégorie", "Nature", "Poste"),
        rows=(*rows, (exact(report.total), "", "", "Total des dépenses")),
        sums=0,
        totals=True,
    )


def _plan(plan: Plan, report: PlanReport) -> Iterator[Block]:
    amounts = [*(resource.amount for resource in plan.resources), plan.own_share]
    parts = shares(amounts)
    yield Heading(case_title(plan, report))
    yield _resources(plan, parts)
    yield Bar(
        (
            *(
                Share(_letter(index), f"{one.scheme.id} {share_text(part)}", part)
                for index, (one, part) in enumerate(zip(plan.resources, parts, strict=False))
            ),
            Share(".", f"{OWN_SHARE.lower()} {share_text(parts[-1])}", parts[-1]),
        )
    )
    if not plan.resources:
        yield Paragraph(NO_AID, "strong")
    yield Items(tuple(_bounds(plan)))


def _resources(plan: Plan, parts: Sequence[Decimal]) -> Table:
    rows = [
        (exact(resource.amount), share_text(part), rate_text(resource), _named(index, plan))
        for index, (resource, part) in enumerate(zip(plan.resources, parts, strict=False))
    ]
    total = exact(plan.aid + plan.own_share), share_text(sum(parts, Decimal(0))), "", "Total, égal aux dépenses"
    return Table(
        caption="Ressources",
        headers=("Montant", "Part", "Taux", "Ressource"),
        rows=(*rows, (exact(plan.own_share), share_text(parts[-1]), "", OWN_SHARE), total),
        sums=0,
        totals=True,
    )


def _named(index: int, plan: Plan) -> str:
    resource = plan.resources[index]
    marks = [word for word, told in (("acquise", resource.granted), ("imposée", resource.imposed)) if told]
    told = f" ({', '.join(marks)})" if marks else ""
    return f"{_letter(index)} {resource.scheme.title} — {resource.scheme.id}{told}"


def _letter(index: int) -> str:
    return _LETTERS[index] if index < len(_LETTERS) else "+"


def _bounds(plan: Plan) -> Iterator[Item]:
    yield from (Item(f"ILLÉGAL : {sentence}") for sentence in plan.illegal)
    yield from (Item(f"Limite atteinte : {sentence}") for sentence in dict.fromkeys(map(bound_text, plan.bounds)))
    cut = cut_text(plan)
    if cut:
        below = [f"{one.scheme.id} : {exact(one.alone)} ramenés à {exact(one.amount)}" for one in plan.resources if one.cut]
        yield Item(cut, tuple(map(Item, below)))


def _reasons(report: PlanReport, view: View) -> Iterator[Block]:
    yield from listing("À savoir", report.remarks)
    origins = tuple(_origins(report, view))
    if origins:
        yield Heading("D'où viennent les montants")
        yield Items(origins)
    rejected = [f"{' + '.join(one.schemes)}{_CASES[one.case]} : {one.because}" for one in report.rejected]
    yield from listing("Pourquoi pas autrement", rejected)
    yield from _unsure(report)
    yield from listing("Règles sur les sommes", [law_text(law) for law in report.laws])
    kinds = [f"{one.scheme.title} ({KINDS[one.scheme.funding.kind]}) — {one.scheme.id}" for one in report.apart]
    yield from listing("Hors du plan : ni prêt, ni avance, ni accompagnement n'est compté", kinds)
    yield from listing("Hors du plan : ce qui revient plus tard", [recovered_text(one) for one in report.recovered])


def _origins(report: PlanReport, view: View) -> Iterator[Item]:
    """How each amount was worked out, when to ask for it, where its rule is written: once an aid; in detail, once a plan."""
    told: dict[str, Item] = {}
    for plan in report.plans:
        case = _CASES[plan.case] if view.detail and len(report.plans) > 1 else ""
        for resource in plan.resources:
            name = f"{resource.scheme.id}{case}"
            source = resource.scheme.source(resource.scheme.funding.source) or resource.scheme.sources[0]
            when = capital(window_text(resource.assessment.window))
            trimmed = [resource.trimmed] if resource.trimmed else []
            steps = " ; ".join(resource.steps if view.detail else [*resource.worked_out, *trimmed])
            url = source.url if view.detail else None
            told.setdefault(name, Item(f"{name} : {steps}. {when}. Source : {source.title}.", url=url))
    yield from told.values()


def _unsure(report: PlanReport) -> Iterator[Block]:
    if not report.unsure:
        return
    names = ", ".join(one.scheme.id for one in report.unsure)
    schemes = plural(len(report.unsure), "dispositif", "dispositifs")
    yield Heading("À confirmer, hors des plans ci-dessus")
    yield Paragraph(f"{schemes} : {names}. Ce qui manque : aidnum check.")
    yield Items(tuple(map(Item, gain_texts(report) or ["Avec eux, les plans seraient les mêmes."])))
