"""The answer of ``reach`` as a table: a line for each authority."""

from collections.abc import Iterator

from aidnum.render.as_csv.table import Row, joined, table
from aidnum.render.wording import VERDICTS
from aidnum.report.reach import ReachReport
from aidnum.report.territory import KINDS

COLUMNS = ("code", "nom", "type", "departement", "population", "verdict", "reste_a_preciser")


def answer(report: ReachReport) -> str:
    """Every authority, in the order of the tables."""
    return table(COLUMNS, rows(report))


def rows(report: ReachReport) -> Iterator[Row]:
    """The cells of each authority."""
    for known, verdict, missing in report.reached():
        yield {
            "code": known.code, "nom": known.name, "type": KINDS[known.kind],
            "departement": ", ".join(known.departements), "population": known.municipale, "verdict": VERDICTS[verdict],
            "reste_a_preciser": joined(map(report.vocabulary.label, missing)),
        }  # fmt: skip
