"""The sheet « Trésorerie »: what goes out, what comes in and when, and so what is to be paid ahead."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from aidnum.french import tied
from aidnum.model.cash import CashStep
from aidnum.model.law import Payment
from aidnum.render.cash_wording import cautions, payment_text, payments, told
from aidnum.render.plan_wording import TAXES
from aidnum.render.workbook.formula import Content, Formula, Least, Product, Ref, Sum, worth
from aidnum.render.workbook.places import CASH, Places
from aidnum.render.workbook.sheet import EUROS, HEAD, PLAIN, SECTION, TITLE, TOTAL, TOTAL_EUROS, Cell, Row, Sheet
from aidnum.render.workbook.words import money_width, once, subtitle
from aidnum.report.plan import PlanReport

_WIDTHS = (44.0, 28.0, 44.0)
_OUT, _LATE, _SOON = 3, 4, 5
_ZERO, _UNKNOWN = Decimal(0), "non calculé"
_SPAN = 6
_SURE, _UNUSUAL = "À avancer avant les soldes", "À avancer si les arrêtés n'accordent ni avance ni acompte"


class _End(NamedTuple):
    """One end of what a rule allows: the shares of an aid paid in advance, and before the balance."""

    advance: Decimal
    reached: Decimal


def cash_sheets(every: Sequence[Places], report: PlanReport) -> Iterator[Sheet]:
    """The sheet, where the money in time of some plan is known: of the plans to be confirmed where no other brings an aid."""
    known = [at for at in every if at.plan.cash is not None]
    helped = {at.is_sure for at in known if at.plan.resources}
    told = [at for at in known if at.is_sure is not (helped == {False})]
    if told:
        yield _sheet(told, report)


def _sheet(every: Sequence[Places], report: PlanReport) -> Sheet:
    money, known = money_width(report), [at.plan.cash for at in every if at.plan.cash is not None]
    headers = ("Mouvement", "Quand", "Règle", f"À payer, {TAXES[known[0].basis]}", "Reçu au plus tard", "Reçu au plus tôt")
    rows: list[Row] = [
        (Cell(0, "Quand l'argent sort et rentre", TITLE, _SPAN),),
        (Cell(0, subtitle(report), PLAIN, _SPAN),),
        (),
        tuple(Cell(column, header, HEAD) for column, header in enumerate(headers)),
    ]
    for at in every:
        rows += [*_block(at, len(rows), report), ()]
    notes = (note for cash in known for note in cautions(cash, report.spent_on))
    rules = map(payment_text, payments([at.plan for at in every]))
    rows += [(Cell(0, tied(sentence), PLAIN, _SPAN),) for sentence in once([*notes, *rules])]
    return Sheet(CASH, (*_WIDTHS, money, money, money), tuple(rows), (3, 3))


def _block(at: Places, start: int, report: PlanReport) -> Iterator[Row]:
    """The steps of a plan from a row on, then what they make the applicant pay ahead."""
    if at.plan.cash is None:
        return
    steps = at.plan.cash.steps
    yield (Cell(0, at.name, SECTION, _SPAN),)
    for step in steps:
        row = told(step, report.spent_on)
        yield Cell(0, tied(row.what)), Cell(1, tied(row.when)), Cell(2, tied(row.rule)), *_sums(step, at)
    early = [(Ref(CASH, start + 1 + place, _LATE), step) for place, step in enumerate(steps) if _is_early(step)]
    yield _ahead(_SURE, at, (ref for ref, _ in early))
    if at.plan.cash.ahead != at.plan.cash.ahead_without_usual:
        yield _ahead(_UNUSUAL, at, (ref for ref, step in early if step.payment is None or not step.payment.usual))


def _is_early(step: CashStep) -> bool:
    """Whether a part of an aid comes before its balance."""
    return step.step in ("advance", "instalments")


def _ahead(label: str, at: Places, early: Iterable[Ref]) -> Row:
    """What is spent less what surely comes before the end, never under nothing."""
    left = Sum((at.paid,), tuple(early))
    blank = (Cell(column, None, TOTAL_EUROS) for column in (_LATE, _SOON))
    return Cell(0, label, TOTAL, 3), Cell(_OUT, Sum((left,), (Least((left, _ZERO)),)), TOTAL_EUROS), *blank


def _sums(step: CashStep, at: Places) -> Row:
    """The sum of a step, in the column of what goes out, or in both of what comes in."""
    if step.step == "spending":
        return Cell(_OUT, at.paid, EUROS), Cell(_LATE, None, EUROS), Cell(_SOON, None, EUROS)
    late, soon = _received(step, at)
    return Cell(_OUT, None, EUROS), Cell(_LATE, late, EUROS), Cell(_SOON, soon, EUROS)


def _received(step: CashStep, at: Places) -> tuple[Content, Content]:
    """What comes in at this step, paid as late as may be and as soon: parts of its aid; typed when it comes from elsewhere."""
    for place, one in enumerate(at.plan.resources):
        late, soon = (_part(step, at.amount(place), end) for end in _ends(step.payment))
        given = {worth(_part(step, one.amount, end), lambda _: None) for end in _ends(step.payment)}
        if one.name == step.name and given == {step.amount_min, step.amount_max}:
            return late, soon
    least, most = (_UNKNOWN if amount is None else amount for amount in (step.amount_min, step.amount_max))
    return least, most


def _ends(rule: Payment | None) -> tuple[_End, _End]:
    """The least and the most that a rule has paid before the end; nothing without one."""
    advance, reached = (rule.advance, rule.instalments or rule.advance) if rule else (None, None)
    least = _End(*((rate.low if rate else None) or _ZERO for rate in (advance, reached)))
    return least, _End(*((rate.high if rate else None) or _ZERO for rate in (advance, reached)))


def _part(step: CashStep, amount: Formula, end: _End) -> Formula:
    """A part of an aid, by the name of its step."""
    advance, reached = Product(end.advance, amount), Product(end.reached, amount)
    if step.step == "advance":
        return advance
    return Sum((reached,), (advance,)) if step.step == "instalments" else Sum((amount,), (reached,))
