"""The sheet of origins, « Calcul »: for each aid its base, its rate, what limits take, and on which costs it is laid."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from aidnum.french import euros, tied
from aidnum.model.plan import Plan, Resource
from aidnum.render.plan_wording import EXACT, ROUNDING, recovered_text
from aidnum.render.wording import CAVEAT
from aidnum.render.workbook.formula import (
    Content,
    Equal,
    Every,
    Formula,
    Holds,
    Least,
    Product,
    Ratio,
    Sum,
    Total,
)
from aidnum.render.workbook.places import ORIGINS, PART, Places
from aidnum.render.workbook.sheet import (
    ANSWER,
    EUROS,
    HEAD,
    PERCENT,
    PLAIN,
    SECTION,
    TEXT,
    TITLE,
    TOTAL,
    TOTAL_EUROS,
    Cell,
    Row,
    Sheet,
    Style,
)
from aidnum.render.workbook.words import aid, money_width, once, subtitle
from aidnum.report.plan import PlanReport

_CENT, _NONE = Decimal("0.01"), Decimal(0)
_RATE, _CEILING, _CUT, _AMOUNT, _SHARE, _LAID, _RUNNING, _RIGHT = range(2, 10)
_HEADERS = (
    "Aide",
    "Assiette",
    "Taux demandé",
    "Plafond",
    "Écrêtement",
    "Montant",
    "Part en invest.",
    "Investissement",
    "Fonctionnement",
    "Sommes justes",
)
_TYPED = (
    "Les cases en italique peuvent être saisies : coûts, taux, plafonds, montants ; le reste suit. L'écrêtement, lui, est à "
    "revoir quand un coût change."
)


def origin_sheet(every: Sequence[Places], report: PlanReport) -> Sheet:
    """Where each euro comes from, plan by plan."""
    money = money_width(report)
    widths = (44.0, money, 10.5, money, money, money, 12.0, money, max(money, 16.5), 9.0)
    rows: list[Row] = [
        (Cell(0, "D'où vient chaque euro", TITLE, len(_HEADERS)),),
        (Cell(0, subtitle(report), PLAIN, len(_HEADERS)),),
        (),
        tuple(Cell(column, header, HEAD) for column, header in enumerate(_HEADERS)),
    ]
    for at in every:
        rows += [*_block(at, report), ()]
    rows.append((Cell(0, "Comment chaque aide est calculée", SECTION, len(_HEADERS)),))
    rows += [(Cell(0, tied(sentence), TEXT, len(_HEADERS)),) for sentence in once(_explained(every))]
    rows.append(())
    back = [f"Hors du plan : {recovered_text(one)}" for one in report.recovered if one.high is not None]
    notes = [_TYPED, *back, *_proof(every), ROUNDING, CAVEAT]
    rows += [(Cell(0, tied(note), PLAIN, len(_HEADERS)),) for note in notes]
    return Sheet(ORIGINS, widths, tuple(rows), (3, 3))


def _nominal_rate(plan: Plan, resource: Resource) -> Decimal | None:
    """The rate that gives an aid, but for a ceiling, from its base; None when it is no share of it."""
    if resource.assessment is None or not resource.base:
        return None
    amounts = resource.assessment.amounts
    known = {"scheme": amounts.rate_min if plan.case == "low" else amounts.rate_max, "expected": resource.rate}
    rate = known.get(resource.origin)
    return None if rate is None or _share(rate, resource.base) < resource.alone else rate


def worked_out(at: Places, place: int) -> Formula | None:
    """The amount of an aid as its base times its rate, less what limits take; None when it is a sum to be typed."""
    resource = at.plan.resources[place]
    rate = _nominal_rate(at.plan, resource)
    if rate is None or resource.base is None:
        return None
    asked: Formula = Product(at.origin(place, _RATE), at.base(place))
    if _share(rate, resource.base) > resource.alone:
        asked = Least((asked, at.origin(place, _CEILING)))
    return Sum((asked,), (at.origin(place, _CUT),)) if resource.cut else asked


def _share(rate: Decimal, base: Decimal) -> Decimal:
    return (rate * base).quantize(_CENT, ROUND_HALF_UP)


def _block(at: Places, report: PlanReport) -> Iterator[Row]:
    yield (Cell(0, at.name, SECTION, len(_HEADERS)),)
    count = len(at.plan.resources)
    yield from map(partial(_aid, at, report), range(count))
    spent, laid, running = (at.spent._replace(column=column) for column in (_AMOUNT, _LAID, _RUNNING))
    first, last = (at.origin(place, _RIGHT) for place in (0, count - 1))
    yield _account("Total des aides", [_column(at, ref.column) for ref in (spent, laid, running)], Every(first, last))
    invested = [place for place, line in enumerate(at.lines) if report.is_investment(line)]
    yield _account("Dépenses du projet", [at.total, at.costs(invested), Sum((spent,), (laid,))], None)
    left = [Sum((ref,), (ref._replace(row=ref.row - 1),)) for ref in (spent, laid, running)]
    below = [ref._replace(row=ref.row + 1) for ref in (laid, running)]
    yield _account("Reste au porteur", left, Holds(Least(tuple(below))))
    for sentence in at.told:
        yield (Cell(0, sentence, TEXT, len(_HEADERS)),)


def _column(at: Places, column: int) -> Formula:
    """The sum of a column over the aids of a plan."""
    count = len(at.plan.resources)
    return Total(at.origin(0, column), at.origin(count - 1, column)) if count else Decimal(0)


def _aid(at: Places, report: PlanReport, place: int) -> Row:
    resource, plan = at.plan.resources[place], at.plan
    rate = _nominal_rate(plan, resource)
    capped = rate is not None and resource.base is not None and _share(rate, resource.base) > resource.alone
    amount, laid = at.origin(place, _AMOUNT), at.laid(place)
    return (
        Cell(0, aid(resource), TEXT._replace(bold=True)),
        _typed(1, _base(at, place, report), EUROS),
        _typed(_RATE, rate, PERCENT),
        _typed(_CEILING, resource.alone if capped else None, EUROS),
        _typed(_CUT, resource.cut or None, EUROS),
        Cell(_AMOUNT, at.amount(place), EUROS),
        _typed(_SHARE, invested(at, place, report), PERCENT),
        Cell(_LAID, Product(at.origin(place, _SHARE), amount), EUROS),
        Cell(_RUNNING, Sum((amount,), (laid,)), EUROS),
        Cell(_RIGHT, Equal(Sum((laid, at.origin(place, _RUNNING))), amount), ANSWER),
    )


def _typed(column: int, content: Content, style: Style) -> Cell:
    """A cell that may be typed again when it holds a number."""
    return Cell(column, content, style._replace(typed=isinstance(content, Decimal)))


def _base(at: Places, place: int, report: PlanReport) -> Content:
    """The base as the sum of the costs that the aid retains, as far as its ceiling where it has one."""
    base, lines = at.plan.resources[place].base, at.plan.resources[place].lines
    kept = sum((at.lines[line].amount(report.basis) or Decimal(0) for line in lines), Decimal(0))
    if base is None or not lines or kept < base:
        return base
    return at.costs(lines) if kept == base else Least((at.costs(lines), base))


def invested(at: Places, place: int, report: PlanReport) -> Decimal | Ratio:
    """The part of an aid that is laid on investment: that of its base where it is laid so, which then follows the costs."""
    one = at.plan.resources[place]
    part = (one.natures.investment / one.amount).quantize(PART) if one.amount else Decimal(1)
    kept = [line for line in one.lines if report.is_investment(at.lines[line])]
    whole, own = (sum((at.lines[line].amount(report.basis) or _NONE for line in some), _NONE) for some in (one.lines, kept))
    if part in (0, 1) or not whole or _share(own / whole, one.amount) != one.natures.investment:
        return part
    return Ratio(at.costs(kept), at.costs(one.lines))


def _proof(every: Sequence[Places]) -> list[str]:
    """What the choice of the plans is worth."""
    unproven = [
        f"{at.name} : optimalité non prouvée, aucun plan ne peut laisser moins de {euros(at.plan.least_share)}."
        for at in every
        if at.plan.least_share is not None
    ]
    return unproven or [EXACT]


def _account(label: str, sums: Sequence[Formula], right: Content) -> Row:
    """A line of totals: in all, on investment, on running costs; then whether it is right."""
    held: dict[int, Content] = dict(zip((_AMOUNT, _LAID, _RUNNING), sums, strict=True))
    cells = (Cell(column, held.get(column), TOTAL_EUROS) for column in range(1, _RIGHT))
    return Cell(0, label, TOTAL), *cells, Cell(_RIGHT, right, TOTAL._replace(centred=True))


def _explained(every: Sequence[Places]) -> Iterator[str]:
    """How the amount of each aid was worked out, and where its rule is written."""
    for at in every:
        for one in at.plan.resources:
            source = None if one.scheme is None else one.scheme.source(one.scheme.funding.source) or one.scheme.sources[0]
            told = [f"Source : {source.title}."] if source else []
            if one.worked_out:
                yield " ".join([f"{one.title} : {' ; '.join(one.worked_out)}.", *told])
