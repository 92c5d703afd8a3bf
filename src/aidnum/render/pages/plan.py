"""The answer of ``plan`` on one screen: what must be said first, the costs, the plan or the two side by side, a few lines.

On paper the first table is the one that a council votes: expenses beside receipts, with equal totals.
"""

from collections.abc import Iterator, Sequence

from aidnum.french import capital, long_date
from aidnum.model.assessment import Verdict
from aidnum.model.plan import Plan
from aidnum.model.scheme import Scheme
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.asking import VAT, assumed_texts, option_for, remark_option, remark_text, untaxed_text
from aidnum.render.breach_wording import illegal_texts
from aidnum.render.cash_wording import ahead_text
from aidnum.render.pages import plan_account as account
from aidnum.render.pages import plan_detail as detail
from aidnum.render.wording import CAVEAT
from aidnum.report.plan import PlanReport

_END = "Calcul, règles, autres aides : --detail. Simulation, non une décision."

_FEW_LINES = 12


def page(report: PlanReport, view: doc.View) -> doc.Page:
    """The first screen is the answer; in detail, why it is so."""
    return (
        *_head(report),
        *(_for_a_council(report) if view.paper else _for_a_screen(report, view)),
        *_to_confirm(report, view),
        *_notes(report, view),
        *(detail.whole(report, view) if view.detail else ()),
        *_end(view),
    )


def _head(report: PlanReport) -> Iterator[doc.Block]:
    """Who asks, for what; then what is illegal, what is lacking, and whether any aid is sure."""
    who, what, more = report.heading_words
    if report.title:
        what, more = report.title, (what, *more) if what else more
    yield doc.Title(capital(" : ".join(filter(None, (who, what)))) or "Projet", "Plan de financement")
    day = f"Plan de financement au {long_date(report.day)}, montants {say.TAXES[report.basis]}"
    yield doc.Paragraph(" ; ".join((day, *more)))
    yield from (doc.Paragraph(sentence, "caution") for sentence in illegal_texts(report))
    yield from (doc.Paragraph(text, "caution") for text in dict.fromkeys(_thwarting(report)))
    if _waits_for_vat(report):
        yield doc.Paragraph(untaxed_text(report), "strong")
        yield doc.Items((doc.Item(say.VAT_QUESTION, option=VAT),))
    elif _is_hoped(report):
        yield doc.Paragraph(say.hoped_text(report), "strong")
    elif not _any_aid(report.plans):
        yield doc.Paragraph(say.NO_AID, "strong")


def _thwarting(report: PlanReport) -> Iterator[str]:
    """The aids imposed that no plan holds, or that can't be had, each with how to mend it."""
    for one in report.remarks:
        if one.thwarts:
            option = remark_option(one)
            yield f"{remark_text(one, report)} {option}" if option else remark_text(one, report)


def _waits_for_vat(report: PlanReport) -> bool:
    """Whether the rate of VAT decides: for lack of it an aid that the project can have isn't counted, or none is."""
    none_counts = not _any_aid((*report.plans, *report.with_unsure))
    return any(none_counts or one.verdict is Verdict.ELIGIBLE for one in report.untaxed)


def _any_aid(plans: Sequence[Plan]) -> bool:
    return any(plan.resources for plan in plans)


def _is_hoped(report: PlanReport) -> bool:
    """Whether only aids to be confirmed could pay."""
    return not _any_aid(report.plans) and _any_aid(report.with_unsure)


def _sure_plans(report: PlanReport) -> Sequence[Plan]:
    """The plans to lay out first: none where they hold no aid for want of an answer."""
    return () if not _any_aid(report.plans) and (_waits_for_vat(report) or _is_hoped(report)) else report.plans


def _for_a_screen(report: PlanReport, view: doc.View) -> Iterator[doc.Block]:
    yield account.read_costs(report) if view.detail else account.costs(report)
    plans = _sure_plans(report)
    if plans:
        yield from account.drawn(plans, report)


def _for_a_council(report: PlanReport) -> Iterator[doc.Block]:
    """A table a plan, as a council votes it; the expenses alone where there is none."""
    plans = _sure_plans(report)
    if not plans and not _is_hoped(report):
        yield account.costs(report)
    yield from _voted(plans, report, 2)


def _voted(plans: Sequence[Plan], report: PlanReport, level: doc.Level) -> Iterator[doc.Block]:
    """The two sides of each plan; a long list of expenses stands in the first alone."""
    for place, plan in enumerate(plans):
        yield doc.Heading(say.plan_name(plan, plans), level)
        repeats = not place or len(report.lines) <= _FEW_LINES
        yield account.two_sides(plan, report) if repeats else account.compact([plan], report, plans[:place])


def _to_confirm(report: PlanReport, view: doc.View) -> Iterator[doc.Block]:
    """The whole plans that the aids to be confirmed would make, and what decides of each."""
    plans = report.with_unsure
    if not plans:
        return
    yield doc.Heading(say.IF_CONFIRMED)
    if not _is_hoped(report):
        yield account.compact(plans, report, report.plans)
    elif not view.paper:
        yield from account.drawn(plans, report)
    else:
        yield from _voted(plans, report, 3)
    yield doc.Items(tuple(_deciding(report, view)))


def _deciding(report: PlanReport, view: doc.View) -> Iterator[doc.Item]:
    """The question that decides of an aid, all of them in detail, and the office that confirms it unless that is told below."""
    vocabulary = report.catalogue.vocabulary
    kept = {resource.name for plan in report.with_unsure for resource in plan.resources}
    asked: dict[str, dict[str, None]] = {}
    confirmed: list[Scheme] = []
    for one in report.unsure:
        if one.scheme.id not in kept:
            continue
        facts = [fact for fact in one.missing if fact in vocabulary.facts and not vocabulary.facts[fact].asked_of_office]
        for fact in facts if view.detail else facts[:1]:
            asked.setdefault(fact, {})[one.scheme.name] = None
        if not facts or not _is_hoped(report):
            confirmed.append(one.scheme)
    for fact, names in asked.items():
        yield doc.Item(f"{', '.join(names)} : {vocabulary.facts[fact].question}", option=option_for(fact, vocabulary))
    if confirmed:
        yield doc.Item(f"À confirmer par : {say.offices_text(confirmed, report.situation)}")


def _notes(report: PlanReport, view: doc.View) -> Iterator[doc.Block]:
    """What must be known of the plan as a whole, a line each."""
    if view.paper:
        yield doc.Heading("À savoir")
    notes = (say.CASE_NOTE,) if view.paper and len(report.plans) > 1 else ()
    laid = {resource.name for plan in report.plans for resource in plan.resources}
    remarks = [
        doc.Item(remark_text(one, report), option=remark_option(one))
        for one in report.remarks
        if not one.thwarts and (view.detail or one.kind != "unfit" or one.name not in laid)  # there its marks say it
    ]
    known = map(doc.Item, (*notes, *_known(report), *assumed_texts(report)))
    yield doc.Items((*known, *_untaxed(report), *remarks), apart=not view.paper)


def _untaxed(report: PlanReport) -> Iterator[doc.Item]:
    """The aids that wait for the rate of VAT and may be had, where the head asks for nothing."""
    if report.untaxed and not _waits_for_vat(report):
        yield doc.Item(untaxed_text(report), option=VAT)


def _known(report: PlanReport) -> Iterator[str]:
    yield from say.unproven_texts(report.plans)
    plans = _sure_plans(report) or report.with_unsure
    asked = say.asked_for(plans)
    if asked:
        yield say.no_right_text(asked, report.situation)
        yield f"Commencement du projet : {say.start_text(asked, report)}"
    doubts = dict.fromkeys(warned.law.short or warned.law.title for plan in report.plans for warned in plan.warnings)
    if doubts:
        yield f"À vérifier : {' ; '.join(doubts)}"
    most = max((plan.cash for plan in plans if plan.cash is not None), key=lambda cash: cash.ahead, default=None)
    if most is not None:
        yield ahead_text(most)
    yield from say.unpriced_texts(report)


def _end(view: doc.View) -> Iterator[doc.Block]:
    if view.paper or view.detail:
        yield doc.Paragraph(CAVEAT, "caveat", apart=True)
    else:
        yield doc.Paragraph(_END, "caveat")
