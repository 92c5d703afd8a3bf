"""The accounts of ``plan``: expenses, one plan or two side by side with their bars, and the two sides that a council votes."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from aidnum.french import capital
from aidnum.model.budget import CostLine
from aidnum.model.plan import Plan, Resource, shares_of
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.report.plan import PlanReport

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OWN_LETTER = "."
_BARS = {"low": "bas", "high": "haut"}
_WHOLE = Decimal(1)

Part = tuple[Decimal, Decimal]


class _Entry(NamedTuple):
    """An aid with its letter, and what it brings in each plan with its share of it; None where it isn't in one."""

    letter: str
    resource: Resource
    parts: Sequence[Part | None]


def _entries(plans: Sequence[Plan]) -> list[_Entry]:
    """The aids of some plans, each once: those of the first, then those that another alone has."""
    found: dict[tuple[str, int], tuple[Resource, list[Part | None]]] = {}
    for place, (plan, shares) in enumerate(zip(plans, shares_of(plans), strict=True)):
        for resource, share in zip(plan.resources, shares, strict=False):
            key = (resource.name, id(resource.scheme and resource.scheme.funding))  # a scheme may help in several ways
            found.setdefault(key, (resource, [None] * len(plans)))[1][place] = (resource.amount, share)
    letters = (*_LETTERS, *"+" * len(found))
    return [_Entry(letter, *entry) for letter, entry in zip(letters, found.values(), strict=False)]


def costs(report: PlanReport) -> doc.Table:
    """The expenses by line."""
    rows = [(say.exact(_amount(line, report)), capital(line.label)) for line in report.lines]
    total = say.exact(report.total), "Total des dépenses"
    return doc.Table("Dépenses du projet", (_taxed("Montant", report), "Dépenses"), (*rows, total), sums=(0,))


def read_costs(report: PlanReport) -> doc.Table:
    """The expenses by line, each with how it was read."""
    categories = report.catalogue.vocabulary.cost_categories
    rows = [
        (say.exact(_amount(line, report)), named.short or named.label, say.NATURES[line.nature], line.label)
        for line in report.lines
        for named in (categories[line.category],)
    ]
    headers = (_taxed("Montant", report), "Catégorie", "Nature", "Dépenses")
    total = say.exact(report.total), "", "", "Total des dépenses"
    return doc.Table("Dépenses du projet", headers, (*rows, total), sums=(0,))


def _amount(line: CostLine, report: PlanReport) -> Decimal:
    return line.amount(report.basis) or Decimal(0)


def _expense(line: CostLine, report: PlanReport) -> str:
    """What a line buys, with its nature where lines differ by it."""
    differ = len({other.nature for other in report.lines}) > 1
    return f"{capital(line.label)}, {say.NATURES[line.nature]}" if line.nature and differ else capital(line.label)


def _taxed(header: str, report: PlanReport) -> str:
    return f"{header} {say.TAXES[report.basis]}"


def drawn(plans: Sequence[Plan], report: PlanReport) -> Iterator[doc.Block]:
    """One plan or two side by side with the share of each aid, then their bars; a letter ties an aid to its part of them."""
    entries = _entries(plans)
    headers = [header for plan in plans for header in (_header(plan, plans), "Part")]
    total: Part = report.total, _WHOLE
    rows = [
        *((_cells(one.parts), say.rate_text(one.resource), f"{one.letter} {_named(one, report)}") for one in entries),
        (_cells(_own(plans)), "", f"{_OWN_LETTER} {say.own_share_text(report, plans)}"),
        (_cells([total] * len(plans)), "", "  Total, égal aux dépenses"),
    ]
    yield _table(headers, rows, with_rates=len(plans) == 1)
    yield from (_bar(place, plans, entries) for place in range(len(plans)))


def compact(plans: Sequence[Plan], report: PlanReport, above: Sequence[Plan]) -> doc.Table:
    """One plan or two side by side, amounts alone; of an aid of the plans above its verdict alone is marked again."""
    told = {resource.name for plan in above for resource in plan.resources}
    entries = _entries(plans)
    rows = [
        *((_cells(one.parts)[::2], say.rate_text(one.resource), _named(one, report, told)) for one in entries),
        ([say.exact(plan.own_share) for plan in plans], "", say.own_share_text(report, plans)),
        ([say.exact(report.total)] * len(plans), "", "Total, égal aux dépenses"),
    ]
    return _table([_header(plan, plans) for plan in plans], rows, with_rates=len(plans) == 1)


def _table(headers: Sequence[str], rows: Sequence[tuple[Sequence[str], str, str]], *, with_rates: bool) -> doc.Table:
    """Sums, the rate where there is room for it, names."""
    rates = slice(None) if with_rates else slice(0)
    return doc.Table(
        "Recettes",
        (*headers, *["Taux"][rates], "Recettes"),
        tuple((*sums, *[rate][rates], name) for sums, rate, name in rows),
        sums=tuple(range(len(headers))),
    )


def _header(plan: Plan, plans: Sequence[Plan]) -> str:
    return say.CASES[plan.case] if len(plans) > 1 else "Montant"


def _cells(parts: Sequence[Part | None]) -> list[str]:
    """Amounts and shares as they stand in a row; nothing for what isn't there."""
    return [cell for part in parts for cell in ((say.exact(part[0]), say.share_text(part[1])) if part else ("", ""))]


def _own(plans: Sequence[Plan]) -> list[Part]:
    return [(plan.own_share, shares[-1]) for plan, shares in zip(plans, shares_of(plans), strict=True)]


def _named(entry: _Entry, report: PlanReport, told: Collection[str] = ()) -> str:
    name = say.resource_text(entry.resource, report.situation)
    marks = say.verdict_marks if entry.resource.name in told else say.marks
    return say.with_marks(name, marks(entry.resource))


def _bar(place: int, plans: Sequence[Plan], entries: Sequence[_Entry]) -> doc.Bar:
    found = [(one, part[1]) for one in entries if (part := one.parts[place])]
    parts = [doc.Share(one.letter, f"{say.aid_name(one.resource)} {say.share_text(share)}", share) for one, share in found]
    _, share = _own(plans)[place]
    own = doc.Share(_OWN_LETTER, f"{say.OWN_SHARE.lower()} {say.share_text(share)}", share)
    return doc.Bar((*parts, own), _BARS[plans[place].case] if len(plans) > 1 else "")


def two_sides(plan: Plan, report: PlanReport, unmarked: Collection[str] = ()) -> doc.Table:
    """Expenses by line beside receipts by funder, with equal totals; some aids, by name, bear no mark."""
    expenses = [(_expense(line, report), say.exact(_amount(line, report))) for line in report.lines]
    receipts = [(_named(one, report, unmarked), say.rate_text(one.resource), *_cells(one.parts)) for one in _entries([plan])]
    own = (say.own_share_text(report, [plan]), "", *_cells(_own([plan])))
    rows = zip_longest(expenses, [*receipts, own])
    total = say.exact(report.total)
    return doc.Table(
        "Dépenses et recettes",
        ("Dépenses", _taxed("Montant", report), "Recettes", "Taux", "Montant", "Part"),
        (
            *((*(left or ("",) * 2), *(right or ("",) * 4)) for left, right in rows),
            ("Total des dépenses", total, "Total des recettes", "", total, say.share_text(_WHOLE)),
        ),
        sums=(1, 4, 5),
    )
