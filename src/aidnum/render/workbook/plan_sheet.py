"""The sheet that a council votes: expenses on the left, receipts on the right, equal totals."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from aidnum.french import capital, tied
from aidnum.model.plan import Resource
from aidnum.render.asking import TAXED, is_taxed
from aidnum.render.breach_wording import plain_texts
from aidnum.render.plan_wording import NATURES, TAXES
from aidnum.render.workbook.formula import Content, Product, Ratio, Ref, Sum, Total
from aidnum.render.workbook.origin_sheet import worked_out
from aidnum.render.workbook.places import COST, RULES, TOP, VAT, WITH_VAT, Places
from aidnum.render.workbook.rule_sheet import all_held
from aidnum.render.workbook.sheet import (
    EUROS,
    HEAD,
    PERCENT,
    PLAIN,
    STRONG,
    TITLE,
    TOTAL,
    TOTAL_EUROS,
    TOTAL_PERCENT,
    Cell,
    Row,
    Sheet,
    Style,
)
from aidnum.render.workbook.words import aid, applicant, case_words, money_width, payer, subtitle
from aidnum.report.plan import PlanReport

_CENT = Decimal("0.01")
_GAP = 1.5
_TYPED = EUROS._replace(typed=True)


def plan_sheet(at: Places, report: PlanReport) -> Sheet:
    """The sheet of a plan."""
    expenses, receipts = list(_expenses(at, report)), list(_receipts(at, report))
    rows = [*_head(at, report)]
    rows += [(*left, *right) for left, right in zip(expenses, receipts, strict=True)]
    money = money_width(report)
    taxes = (money - 1.5, money) if at.is_taxed else ()
    widths = (30.0, 16.5, money, *taxes, _GAP, 20.0, 30.0, 9.5, money, 9.5)
    return Sheet(at.name, widths, (*rows, *_foot(at, report, len(widths))), (TOP - 2, TOP - 1))


def _head(at: Places, report: PlanReport) -> Iterator[Row]:
    basis, first = TAXES[report.basis], at.received - 3
    case = case_words(at.plan, is_sure=at.is_sure, is_alone=at.is_alone)
    titled = f" — {tied(report.title)}" if report.title else ""
    yield (Cell(0, f"Plan de financement prévisionnel{titled}", TITLE, at.received + 2),)
    yield (Cell(0, subtitle(report, *case), PLAIN, at.received + 2),)
    yield ()
    yield Cell(0, "DÉPENSES", HEAD, first - 1), Cell(first, "RECETTES", HEAD, 5)
    taxes = (Cell(VAT, "TVA", HEAD), Cell(WITH_VAT, "Montant TTC", HEAD)) if at.is_taxed else ()
    left = (Cell(0, "Poste", HEAD), Cell(1, "Nature", HEAD), Cell(COST, f"Montant {basis}", HEAD), *taxes)
    words = ("Financeur", "Dispositif", "Taux", "Montant", "Part")
    yield *left, *(Cell(first + place, word, HEAD) for place, word in enumerate(words))


def _expenses(at: Places, report: PlanReport) -> Iterator[Row]:
    for place, line in enumerate(report.lines):
        amount = line.amount(report.basis) or Decimal(0)
        cost = Cell(COST, amount, _TYPED) if at.name == at.typed else Cell(COST, at.cost(place)._replace(sheet=at.typed), EUROS)
        taxes = _taxes(at, place, report) if at.is_taxed else ()
        yield Cell(0, capital(line.label)), Cell(1, capital(NATURES[line.nature])), cost, *taxes
    money = (COST, VAT, WITH_VAT) if at.is_taxed else (COST,)
    for _ in range(at.last - TOP - len(report.lines)):
        yield Cell(0, None), Cell(1, None), *(Cell(column, None) for column in money)
    last = TOP + len(report.lines) - 1
    sums = (Cell(column, Total(Ref(at.name, TOP, column), Ref(at.name, last, column)), TOTAL_EUROS) for column in money)
    yield Cell(0, "Total des dépenses", TOTAL, 2), *sums


def _taxes(at: Places, place: int, report: PlanReport) -> Row:
    """The tax of a cost at its rate where that gives it to the cent, and both together."""
    line, cost = report.lines[place], at.cost(place)
    ht, ttc = line.ht or Decimal(0), line.ttc or Decimal(0)
    tax: Content = ttc - ht
    if line.vat is not None and (ht * line.vat).quantize(_CENT, ROUND_HALF_UP) == tax:
        tax = Product(line.vat, cost)
    elif at.name != at.typed:
        tax = cost._replace(sheet=at.typed, column=VAT)
    style = _TYPED if isinstance(tax, Decimal) else EUROS
    return Cell(VAT, tax, style), Cell(WITH_VAT, Sum((cost, cost._replace(column=VAT))), EUROS)


def _receipts(at: Places, report: PlanReport) -> Iterator[Row]:
    first = at.received - 3
    for place, resource in enumerate(at.plan.resources):
        formula, rate = worked_out(at, place), _rate(at, place, resource)
        given = Cell(at.received, resource.amount, _TYPED) if formula is None else Cell(at.received, formula, EUROS)
        shown = Cell(first + 2, rate, PERCENT._replace(centred=isinstance(rate, str)))
        yield Cell(first, payer(resource, report)), Cell(first + 1, aid(resource)), shown, given, _part(at, TOP + place)
    own = list(_own(at))
    last_own = at.first_own + len(own) - 1
    for row, (label, amount, style) in enumerate(own, start=at.first_own):
        named = Cell(first, applicant(report)), Cell(first + 1, label), Cell(first + 2, None)
        yield *named, Cell(at.received, amount, style), _part(at, row)
    for _ in range(at.last - last_own - 1):
        yield tuple(Cell(first + column, None) for column in range(5))
    money, parts = (Ref(at.name, last_own, column) for column in (at.received, at.received + 1))
    sums = Total(money._replace(row=TOP), money), Total(parts._replace(row=TOP), parts)
    yield (
        Cell(first, "Total des recettes", TOTAL, 3),
        Cell(at.received, sums[0], TOTAL_EUROS),
        Cell(at.received + 1, sums[1], TOTAL_PERCENT),
    )


def _own(at: Places) -> Iterator[tuple[str, Content, Style]]:
    """What the applicant brings: all that is left, of its own funds but for what it borrows."""
    if not at.plan.loan:
        yield "Autofinancement", Sum((at.total,), (at.aids,)), EUROS
    else:
        loan = Ref(at.name, at.first_own, at.received)
        yield "Emprunt", at.plan.loan, _TYPED
        yield "Fonds propres", Sum((at.total,), (at.aids, loan)), EUROS


def _rate(at: Places, place: int, resource: Resource) -> Content:
    """What an aid gives of its base, as it stands; a flat sum has no rate."""
    if resource.origin == "scheme" and resource.scheme is not None:
        funding = resource.scheme.funding
        if not any(terms.bears_on_costs for terms in (funding, *funding.bands)):
            return "forfait"
    return "—" if resource.base is None else Ratio(at.amount(place), at.base(place))


def _part(at: Places, row: int) -> Cell:
    return Cell(at.received + 1, Ratio(Ref(at.name, row, at.received), at.total), PERCENT)


def _foot(at: Places, report: PlanReport, columns: int) -> Iterator[Row]:
    yield ()
    yield Cell(0, "Règles sur les sommes tenues", STRONG), Cell(1, all_held(at), STRONG._replace(centred=True))
    for sentence in plain_texts(at.plan):
        yield (Cell(0, f"Ce plan n'est pas légal : {tied(sentence)}.", STRONG, columns),)
    if is_taxed(report):
        yield (Cell(0, tied(TAXED), PLAIN, columns),)
    yield (
        Cell(0, f"Le détail de chaque montant est dans la feuille « Calcul », les règles dans « {RULES} ».", PLAIN, columns),
    )
