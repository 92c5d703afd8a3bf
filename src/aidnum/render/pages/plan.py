"""The answer of ``plan``: costs, resources, a bar that shows each share, then why it is so."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aidnum.french import capital, long_date, plural
from aidnum.model.law import Ruling
from aidnum.model.plan import Plan
from aidnum.render import cash_wording
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.asking import because_text, remark_texts
from aidnum.render.pages import cash
from aidnum.render.pages.sources import sources
from aidnum.render.wording import CAVEAT, KINDS, window_text
from aidnum.report.plan import PlanReport

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CASES = {"low": " (plan bas)", "high": " (plan haut)", None: ""}


def page(report: PlanReport, view: doc.View) -> doc.Page:
    """The low and the high plan, or the one that there is."""
    return (
        doc.Title(f"Plan de financement au {long_date(report.day)}, montants {say.TAXES[report.basis]}", "Aides numériques"),
        doc.Rows((doc.Row("Profil", " ; ".join(report.profile_words)),), head=True),
        doc.Heading("Dépenses"),
        _costs(report),
        *(block for plan in report.plans for block in _plan(plan, report)),
        *_reasons(report, view),
        doc.Paragraph(say.EXACT, "caveat", apart=True),
        doc.Paragraph(say.ROUNDING, "caveat"),
        doc.Paragraph(CAVEAT, "caveat"),
    )


def _costs(report: PlanReport) -> doc.Table:
    categories = report.catalogue.vocabulary.cost_categories
    rows = [
        (say.exact(line.amount(report.basis) or Decimal(0)), named.short or named.label, say.NATURES[line.nature], line.label)
        for line in report.lines
        for named in (categories[line.category],)
    ]
    return doc.Table(
        caption="Dépenses du projet",
        headers=(f"Montant {say.TAXES[report.basis]}", "Catégorie", "Nature", "Poste"),
        rows=(*rows, (say.exact(report.total), "", "", "Total des dépenses")),
        is_account=True,
    )


def _plan(plan: Plan, report: PlanReport) -> Iterator[doc.Block]:
    named = [*((_letter(index), one.name) for index, one in enumerate(plan.resources)), (".", say.OWN_SHARE.lower())]
    yield doc.Heading(say.case_title(plan, report))
    yield _resources(plan, plan.shares)
    shares = zip(named, plan.shares, strict=True)
    yield doc.Bar(tuple(doc.Share(letter, f"{name} {say.share_text(part)}", part) for (letter, name), part in shares))
    if not plan.resources:
        yield doc.Paragraph(say.NO_AID, "strong")
    yield doc.Items(tuple(_bounds(plan)))
    yield from cash.blocks(plan, report.day)


def _resources(plan: Plan, parts: Sequence[Decimal]) -> doc.Table:
    rows = [
        (say.exact(resource.amount), say.share_text(part), say.rate_text(resource), _named(index, plan))
        for index, (resource, part) in enumerate(zip(plan.resources, parts, strict=False))
    ]
    total = say.exact(plan.aid + plan.own_share), say.share_text(sum(parts, Decimal(0))), "", "Total, égal aux dépenses"
    return doc.Table(
        caption="Ressources",
        headers=("Montant", "Part", "Taux", "Ressource"),
        rows=(*rows, (say.exact(plan.own_share), say.share_text(parts[-1]), "", say.OWN_SHARE), *cash.means(plan), total),
        is_account=True,
    )


def _named(index: int, plan: Plan) -> str:
    resource = plan.resources[index]
    marks = [word for word, told in (("acquise", resource.granted), ("imposée", resource.imposed)) if told]
    told = f" ({', '.join(marks)})" if marks else ""
    return f"{_letter(index)} {resource.title} — {resource.name}{told}"


def _letter(index: int) -> str:
    return _LETTERS[index] if index < len(_LETTERS) else "+"


def _bounds(plan: Plan) -> Iterator[doc.Item]:
    yield from (doc.Item(f"ILLÉGAL : {sentence}") for sentence in plan.illegal)
    yield from (doc.Item(f"À vérifier : {say.warning_text(warned)}") for warned in plan.warnings)
    yield from (doc.Item(f"Limite atteinte : {sentence}") for sentence in dict.fromkeys(map(say.bound_text, plan.bounds)))
    cut = say.cut_text(plan)
    if cut:
        below = [f"{one.name} : {say.exact(one.alone)} ramenés à {say.exact(one.amount)}" for one in plan.resources if one.cut]
        yield doc.Item(cut, tuple(map(doc.Item, below)))


def _reasons(report: PlanReport, view: doc.View) -> Iterator[doc.Block]:
    rejected = [f"{' + '.join(one.schemes)}{_CASES[one.case]} : {because_text(one)}" for one in report.rejected]
    laws = (_ruled(say.law_text(on), say.rule_notes(on.law), on.law, view) for on in report.laws)
    payments = (
        _ruled(cash_wording.payment_text(rule), say.rule_notes(rule), rule, view)
        for rule in cash_wording.payments(report.plans)
    )
    kinds = (doc.Item(f"{one.scheme.title} ({KINDS[one.scheme.funding.kind]}) — {one.scheme.id}") for one in report.apart)
    back = (
        _ruled(say.recovered_text(one), (*map(capital, one.steps), *say.recovered_notes(one)), one.recovery, view)
        for one in report.recovered
    )
    yield from doc.listing("À savoir", map(doc.Item, remark_texts(report)))
    yield from doc.listing("D'où viennent les montants", _origins(report, view))
    yield from doc.listing("Pourquoi pas autrement", map(doc.Item, rejected))
    yield from _unsure(report)
    yield from doc.listing("Règles sur les sommes", laws)
    yield from doc.listing("Règles de versement", payments)
    yield from doc.listing("Hors du plan : ni prêt, ni avance, ni accompagnement n'est compté", kinds)
    yield from doc.listing("Hors du plan : ce qui revient plus tard", back)


def _ruled(text: str, notes: Sequence[str], rule: Ruling, view: doc.View) -> doc.Item:
    """A rule over sums; in detail, its notes and its sources."""
    below = (*map(doc.Item, notes), *sources(rule.sources).items) if view.detail else ()
    return doc.Item(text, below)


def _origins(report: PlanReport, view: doc.View) -> Iterator[doc.Item]:
    """How each amount was worked out, when to ask for it, where its rule is written: once an aid; in detail, once a plan."""
    told: dict[str, doc.Item] = {}
    for plan in report.plans:
        case = _CASES[plan.case] if view.detail and len(report.plans) > 1 else ""
        for resource in plan.resources:
            if resource.scheme is None or resource.assessment is None:
                continue
            name = f"{resource.name}{case}"
            source = resource.scheme.source(resource.scheme.funding.source) or resource.scheme.sources[0]
            when = capital(window_text(resource.assessment.window))
            trimmed = [resource.trimmed] if resource.trimmed else []
            steps = " ; ".join(resource.steps if view.detail else [*resource.worked_out, *trimmed])
            url = source.url if view.detail else None
            told.setdefault(name, doc.Item(f"{name} : {steps}. {when}. Source : {source.title}.", url=url))
    yield from told.values()


def _unsure(report: PlanReport) -> Iterator[doc.Block]:
    if not report.unsure:
        return
    names = ", ".join(one.scheme.id for one in report.unsure)
    schemes = plural(len(report.unsure), "dispositif", "dispositifs")
    yield doc.Heading("À confirmer, hors des plans ci-dessus")
    yield doc.Paragraph(f"{schemes} : {names}. Ce qui manque : aidnum check.")
    yield doc.Items(tuple(map(doc.Item, say.gain_texts(report) or ["Avec eux, les plans seraient les mêmes."])))
