"""The answer of ``budget``: what is to be mended, then the costs, the resources, and how all of it was read."""

from collections.abc import Iterator
from decimal import Decimal

from aidnum.french import capital
from aidnum.model.budget import CostLine
from aidnum.model.profile import Basis
from aidnum.render import budget_wording as say
from aidnum.render import document as doc
from aidnum.render.plan_wording import TAXES, exact
from aidnum.report.budget import BudgetReport

_NATURES = {"investment": "invest.", "running": "fonct.", None: ""}
_BASES: tuple[Basis, Basis] = ("ht", "ttc")


def page(report: BudgetReport, _: doc.View) -> doc.Page:
    """The reading whole: nothing of a file is told on demand alone."""
    reading = report.reading
    mended = (
        doc.Item(f"{say.places(wheres)} : {why}", (doc.Item(capital(how)),))
        for (why, how), wheres in say.to_mend(report).items()
    )
    aside: dict[str, list[str]] = {}
    for one in reading.set_aside:
        aside.setdefault(one.why, []).append(one.where)
    return (
        doc.Title(say.title(report), "Lecture d'un budget"),
        doc.Paragraph(say.summary(report), "strong"),
        *([] if reading.lines or reading.unread else [doc.Paragraph(say.EMPTY)]),
        *doc.listing("À reprendre", mended),
        *_costs(report),
        *_resources(report),
        *doc.listing("Comment c'est lu", map(doc.Item, map(capital, reading.notes))),
        *doc.listing("Laissé de côté", (doc.Item(f"{say.places(wheres, report)} : {why}") for why, wheres in aside.items())),
    )


def _costs(report: BudgetReport) -> Iterator[doc.Block]:
    lines, basis = report.reading.lines, report.reading.basis
    if not lines:
        return
    bases = tuple(each for each in _BASES if each == basis or any(line.amount(each) is not None for line in lines))
    sums = map(_euros, map(report.sum_in, bases))
    yield doc.Heading("Dépenses")
    yield doc.Table(
        caption="Dépenses lues",
        headers=(*(TAXES[each] for each in bases), "Catégorie", "Nature", "Poste"),
        rows=(*(_cost(line, bases, report) for line in lines), (*sums, "", "", "Total des dépenses")),
        sums=tuple(range(len(bases))),
    )


def _cost(line: CostLine, bases: tuple[Basis, ...], report: BudgetReport) -> tuple[str, ...]:
    named = report.vocabulary.cost_categories[line.category]
    amounts = (_euros(line.amount(basis)) for basis in bases)
    return *amounts, named.short or named.label, _NATURES[line.nature], _placed(line.where, line.label, report)


def _placed(where: str | None, label: str, report: BudgetReport) -> str:
    return f"{say.place(where, report)} — {label}" if where else label


def _resources(report: BudgetReport) -> Iterator[doc.Block]:
    """Who pays, the own share included, where the file says it."""
    reading = report.reading
    rows = [
        *(
            (exact(funder.amount), say.meaning(meaning, report), _placed(funder.where, funder.name, report))
            for funder, meaning in zip(reading.funders, report.meanings, strict=True)
        ),
        *((exact(amount), read, name) for name, read, amount in say.own(report) if amount is not None),
    ]
    if not rows:
        return
    yield doc.Heading("Recettes")
    yield doc.Table(
        caption="Recettes lues",
        headers=("Montant", "Lu comme", "Financeur"),
        rows=(*rows, (exact(report.resources), "", "Total des recettes")),
        sums=(0,),
    )


def _euros(amount: Decimal | None) -> str:
    return "" if amount is None else exact(amount)
