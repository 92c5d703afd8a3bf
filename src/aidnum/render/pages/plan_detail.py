"""Why, in the answer of ``plan``: where each euro comes from, how it is laid, why not otherwise, the rules, what is outside."""

from collections.abc import Iterator, Sequence
from datetime import date

from aidnum.french import capital, listed, plural
from aidnum.model.assessment import Assessment
from aidnum.model.law import Ruling
from aidnum.model.plan import Resource
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.asking import amount_option
from aidnum.render.cash_wording import payment_text, payments
from aidnum.render.pages import cash
from aidnum.render.pages.sources import sources
from aidnum.render.wording import KINDS, window_text
from aidnum.report.plan import PlanReport


def whole(report: PlanReport, view: doc.View) -> Iterator[doc.Block]:
    """All that explains the plans."""
    yield from doc.listing("Profil", map(doc.Item, map(capital, report.profile_words)))
    yield from doc.listing("D'où viennent les montants", _origins(report, view))
    yield from _money(report)
    yield from doc.listing("Limites", map(doc.Item, _bounds(report)))
    yield from doc.listing("Pourquoi pas autrement", _rejected(report))
    yield from doc.listing("À confirmer, hors des plans", _unsure(report))
    yield from doc.listing(
        "Règles sur les sommes", (_ruled(say.law_text(on), say.rule_notes(on.law), on.law) for on in report.laws)
    )
    rules = payments(report.plans)
    yield from doc.listing("Règles de versement", (_ruled(payment_text(rule), say.rule_notes(rule), rule) for rule in rules))
    yield from doc.listing("Hors du plan : ni prêt, ni avance, ni accompagnement n'est compté", _apart(report))
    back = (
        _ruled(say.recovered_text(one), (*map(capital, one.steps), *say.recovered_notes(one)), one.recovery)
        for one in report.recovered
    )
    yield from doc.listing("Hors du plan : ce qui revient plus tard", back)
    if all(plan.proven for plan in report.plans):
        yield doc.Paragraph(say.EXACT, "caveat", apart=True)
    yield doc.Paragraph(f"{say.CASE_NOTE} {say.ROUNDING}" if len(report.plans) > 1 else say.ROUNDING, "caveat")


def _money(report: PlanReport) -> Iterator[doc.Block]:
    """The money of each plan in time."""
    for plan in report.plans:
        if plan.cash is not None:
            yield doc.Heading(f"{say.plan_name(plan, report.plans)} : l'argent dans le temps")
            yield from cash.blocks(plan, report.day)


def _ruled(text: str, notes: Sequence[str], rule: Ruling) -> doc.Item:
    """A rule over sums, its notes and its sources."""
    return doc.Item(text, (*map(doc.Item, notes), *sources(rule.sources).items))


def _origins(report: PlanReport, view: doc.View) -> Iterator[doc.Item]:
    """How each amount was worked out and what each plan makes of it, when to ask for the aid, where its rule is written."""
    told: dict[str, list[tuple[str, Resource]]] = {}
    for plans, word in ((report.plans, ""), (report.with_unsure, " si confirmé")):
        for plan in plans:
            name = (say.CASES[plan.case].lower() if len(plans) > 1 else "plan") + word
            for resource in plan.resources:
                told.setdefault(resource.name, []).append((name, resource))
    for found in told.values():
        yield _origin(found, view)


def _origin(found: Sequence[tuple[str, Resource]], view: doc.View) -> doc.Item:
    _, first = found[0]
    below = [capital(" ; ".join(first.worked_out)), *_in_plans(found)]
    if first.scheme is None or first.assessment is None:
        return doc.Item(first.title, tuple(map(doc.Item, below)))
    below.append(capital(window_text(first.assessment.window)))
    source = first.scheme.source(first.scheme.funding.source) or first.scheme.sources[0]
    typed = () if view.paper else (doc.Item("La fiche entière, la démarche", option=f"aidnum show {first.scheme.id}"),)
    return doc.Item(first.title, (*map(doc.Item, below), doc.Item(f"Source : {source.title}", url=source.url), *typed))


def _in_plans(found: Sequence[tuple[str, Resource]]) -> Iterator[str]:
    """What plans take of an aid and how it is laid; those that do the same together."""
    told: dict[str, list[str]] = {}
    for name, one in found:
        said = (*filter(None, (one.counted, one.trimmed)), f"réparti : {say.laid_text(one.natures)}")
        told.setdefault(" ; ".join(said), []).append(name)
    for text, names in told.items():
        yield f"{capital(listed(list(dict.fromkeys(names))))} : {text}"


def _bounds(report: PlanReport) -> Iterator[str]:
    """What is illegal, the limits that bound the plans, what they take, and what laws that only warn say."""
    yield from dict.fromkeys(f"Illégal : {sentence}" for plan in report.plans for sentence in plan.illegal)
    yield from dict.fromkeys(say.bound_text(bound) for plan in report.plans for bound in plan.bounds)
    for plan in report.plans:
        cut = say.cut_text(plan)
        if cut:
            yield f"{say.plan_name(plan, report.plans)} : {cut}"
    yield from dict.fromkeys(f"À vérifier : {say.warning_text(warned)}" for plan in report.plans for warned in plan.warnings)


def _rejected(report: PlanReport) -> Iterator[doc.Item]:
    """Why others are not in the plan; how to say the amount of one where that is what lacks."""
    for one in report.rejected:
        option = amount_option(one.schemes[0]) if one.unpriced else None
        yield doc.Item(f"{say.names_text(one, report)} : {one.because}", option=option)
    yield from _over(report)


def _over(report: PlanReport) -> Iterator[doc.Item]:
    """What is over: by name where that is recent, else counted."""
    recent = [one for one in report.over if _is_recent(one, report.day)]
    yield from (doc.Item(f"{one.scheme.name} : {window_text(one.window)}") for one in recent)
    old = len(report.over) - len(recent)
    if old:
        yield doc.Item(f"Fermées depuis plus d'un an : {plural(old, 'aide', 'aides')}")


def _is_recent(one: Assessment, day: date) -> bool:
    closes = one.window.closes
    return one.window.state == "exhausted" or (closes is not None and (day - closes).days <= 365)


def _unsure(report: PlanReport) -> Iterator[doc.Item]:
    """The aids to be confirmed that no plan holds, and of which nothing else was said."""
    told = {resource.name for plan in report.with_unsure for resource in plan.resources}
    told |= {name for one in report.rejected for name in one.schemes}
    schemes = [one.scheme for one in report.unsure if one.scheme.id not in told]
    if schemes:
        yield doc.Item(f"Sans effet sur les plans : {say.offices_text(schemes, report.situation)}")


def _apart(report: PlanReport) -> Iterator[doc.Item]:
    yield from (doc.Item(f"{one.scheme.title} ({KINDS[one.scheme.funding.kind]})") for one in report.apart)
