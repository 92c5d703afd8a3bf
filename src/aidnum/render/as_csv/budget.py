"""The reading of a budget as one table: a line for each thing of the file, then how it was read."""

from collections.abc import Iterator

from aidnum.model.budget import CostLine
from aidnum.render import budget_wording as say
from aidnum.render.as_csv.table import Row, joined, table
from aidnum.render.plan_wording import NATURES
from aidnum.report.budget import BudgetReport

_COLUMNS = ("sens", "où", "intitulé", "catégorie", "nature", "montant HT (€)", "montant TTC (€)", "TVA (%)", "remarque")


def answer(report: BudgetReport) -> str:
    """Costs, resources, what was left and what couldn't be read."""
    return table(_COLUMNS, _rows(report))


def _rows(report: BudgetReport) -> Iterator[Row]:
    reading = report.reading
    yield from map(_cost, reading.lines)
    sums: Row = {"montant HT (€)": report.sum_in("ht"), "montant TTC (€)": report.sum_in("ttc")}
    yield {"sens": "total", "intitulé": "Total des dépenses", **sums}
    column = f"montant {reading.basis.upper()} (€)"
    for funder, meaning in zip(reading.funders, report.meanings, strict=True):
        read = say.meaning(meaning, report)
        yield {"sens": "recette", "où": funder.where, "intitulé": funder.name, column: funder.amount, "remarque": read}
    for name, read, amount in say.own(report):
        if amount is not None:
            yield {"sens": "recette", "intitulé": name, column: amount, "remarque": read}
    for unread in reading.unread:
        yield {"sens": "à reprendre", "où": unread.where, "remarque": joined((unread.why, say.how_to_mend(unread)))}
    for aside in reading.set_aside:
        yield {"sens": "laissé de côté", "où": aside.where, "remarque": aside.why}
    for note in reading.notes:
        yield {"sens": "lecture", "remarque": note}


def _cost(line: CostLine) -> Row:
    return {
        "sens": "dépense", "où": line.where, "intitulé": line.label, "catégorie": line.category,
        "nature": NATURES[line.nature], "montant HT (€)": line.ht, "montant TTC (€)": line.ttc,
        "TVA (%)": None if line.vat is None else (line.vat * 100).normalize(),
    }  # fmt: skip
