"""What to type in the boxes of a form, for one plan: only what the project says; whole euros, and the limits tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeAlias, assert_never

from aidnum.engine.limits import is_payer, laws_on
from aidnum.engine.situation import Situation
from aidnum.french import fold
from aidnum.model.assessment import Flags, Labels
from aidnum.model.form import Box, Form
from aidnum.model.law import Law
from aidnum.model.plan import Bound, Holding, Plan, Resource
from aidnum.model.vocabulary import Vocabulary
from aidnum.report.plan import PlanReport

Answer: TypeAlias = str | int | tuple[str, ...]
_PUBLIC = ("public",)
_EURO, _CENT = Decimal(1), Decimal("0.01")


class Entry(NamedTuple):
    """A box and its answer, None where only a person knows it."""

    box: Box
    answer: Answer | None = None

    @property
    def can_be_filled(self) -> bool:
        """Whether a link can fill it: its answer is known, and the exact text of its options; a person ticks and joins."""
        is_open = self.box.takes in ("text", "whole", "date") or bool(self.box.options)
        return is_open and self.answer not in (None, "", ())


class Broken(NamedTuple):
    """What whole euros no longer keep to: a limit on aids, that come to more than is `allowed`; or the least of one aid."""

    rule: Bound | Law
    brought: int
    allowed: Decimal
    aid: Resource | None = None


class FilledForm(NamedTuple):
    """A form with its boxes, those that aren't shown left out, and what whole euros break."""

    form: Form
    entries: tuple[Entry, ...]
    broken: tuple[Broken, ...]


def filled_forms(plan: Plan, report: PlanReport, title: str | None) -> tuple[FilledForm, ...]:
    """The forms in which the aids of a plan are asked for."""
    return tuple(
        FilledForm(form, tuple(_entries(form, plan, report, title)), tuple(_broken(plan, report)))
        for form in report.catalogue.forms
        if form.holds_on(report.day) and _place(report.situation) not in form.not_in and _asks(form, plan, report)
    )


def whole(amount: Decimal) -> int:
    """An amount in whole euros; half a euro goes up."""
    return int(amount.quantize(_EURO, ROUND_HALF_UP))


def _asks(form: Form, plan: Plan, report: PlanReport) -> bool:
    vocabulary = report.situation.vocabulary
    return any(not one.granted and is_payer(one.payer, form.with_, vocabulary) for one in plan.resources)


def _entries(form: Form, plan: Plan, report: PlanReport, title: str | None) -> Iterator[Entry]:
    sorts = _sorted(form, plan.resources, report.situation.vocabulary)
    for box in form.boxes:
        if not box.shown_with or any(sorts[sort] for sort in box.shown_with):
            yield Entry(box, _answer(box, sorts, report, title))


def _sorted(form: Form, resources: Sequence[Resource], vocabulary: Vocabulary) -> dict[str, list[Resource]]:
    """The aids by the sorts of a form; one that it asks for, and was granted, isn't asked again: it is another aid."""
    found: dict[str, list[Resource]] = {sort: [] for sort in form.aids}
    for one in resources:
        fits = (sort for sort, words in form.aids.items() if _belongs(one, words, form, vocabulary))
        sort = next(fits, None)
        if sort is not None:
            found[sort].append(one)
    return found


def _belongs(one: Resource, words: Sequence[str], form: Form, vocabulary: Vocabulary) -> bool:
    """Whether an aid is of a sort: by who pays it, by its scheme, or by its own name where no catalogue knows it."""
    if set(words) <= set(form.with_):
        return not one.granted and is_payer(one.payer, words, vocabulary)
    is_named = fold(one.name) in map(fold, words) and is_payer(one.payer, _PUBLIC, vocabulary)
    return is_named or is_payer(one.payer, words, vocabulary)


def _answer(box: Box, sorts: dict[str, list[Resource]], report: PlanReport, title: str | None) -> Answer | None:
    """What the project answers to a box."""
    answer: Answer | None
    match box.says:
        case "kind":
            answer = _kind(box, report.situation)
        case "code":
            answer = _code(report)
        case "departement":
            answer = _named_place(report.situation)
        case "title":
            answer = title
        case "cost":
            answer = _cost(report)
        case "aids":
            answer = tuple(box.options[sort] for sort in box.of if sorts[sort] and sort in box.options)
        case "amount":
            answer = _amount(box, sorts)
        case "names":
            answer = ", ".join(one.title for sort in box.of for one in sorts[sort])
        case "category" | None:
            answer = None
        case _:
            assert_never(box.says)
    return answer


def _kind(box: Box, situation: Situation) -> str | None:
    """The option that stands for the kind of who asks."""
    known = situation["collectivite"].possible
    words = known.words if isinstance(known, Labels) else None
    members = situation.vocabulary.members
    return next((text for kind, text in box.options.items() if words and words <= members("collectivite", kind)), None)


def _code(report: PlanReport) -> str | None:
    """The INSEE code of a commune, the SIREN of all others."""
    authority = next(iter(report.profile.authorities), None)
    if authority is None:
        return None
    return authority.code if "commune" in authority.kinds else authority.siren


def _place(situation: Situation) -> str | None:
    """The code of the département of who asks."""
    known = situation["departement"].possible
    words = known.words if isinstance(known, Labels) else None
    return next(iter(words)) if words and len(words) == 1 else None


def _named_place(situation: Situation) -> str | None:
    place = _place(situation)
    return None if place is None else f"{place} - {situation.vocabulary.values('departement')[place].label}"


def _cost(report: PlanReport) -> int | None:
    """The investment before tax; None where a line doesn't tell it, or where there is none."""
    runs = report.situation["investissement"].possible == Flags(frozenset({False}))
    lines = [line for line in report.lines if line.nature == "investment" or (line.nature is None and not runs)]
    amounts = [line.ht for line in lines if line.ht is not None]
    return whole(sum(amounts, Decimal(0))) if amounts and len(amounts) == len(lines) else None


def _amount(box: Box, sorts: dict[str, list[Resource]]) -> int | None:
    """The sum of aids, each in whole euros as it is typed in its own box."""
    amounts = [whole(one.amount) for sort in box.of for one in sorts[sort]]
    return sum(amounts) if amounts else None


def _broken(plan: Plan, report: PlanReport) -> Iterator[Broken]:
    """What the plan keeps to, and would not in whole euros."""
    for holding in plan.holding:
        brought, allowed = _in_whole_euros(holding)
        if brought > allowed:
            yield Broken(holding.bound, brought, allowed)
    for law, _ in laws_on(report.catalogue.laws, report.situation, report.day):
        yield from _too_low(law, plan.resources, report)


def _in_whole_euros(holding: Holding) -> tuple[int, Decimal]:
    """What the aids that a limit sums come to, and what it allows of what is left to share."""
    bound = holding.bound
    if bound.limit is None:
        return _sum(holding.summed, holding), Decimal(whole(bound.allowed))
    shared = whole(bound.of) - _sum(holding.lessening, holding)
    return _sum(holding.summed, holding), bound.limit.share * shared


def _sum(places: Iterable[int], holding: Holding) -> int:
    return sum(whole(holding.seen[place]) for place in places)


def _too_low(law: Law, resources: Sequence[Resource], report: PlanReport) -> Iterator[Broken]:
    """The aids that reach the least of a law to the cent, and no longer do."""
    for one in resources:
        if law.at_least is None or not is_payer(one.payer, law.with_, report.situation.vocabulary):
            continue
        base = report.total if one.base is None else one.base
        if whole(one.amount) < law.at_least * whole(base) and one.amount >= (law.at_least * base).quantize(
            _CENT, ROUND_HALF_UP
        ):
            yield Broken(law, whole(one.amount), law.at_least * whole(base), one)
