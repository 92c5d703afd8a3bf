"""The answer of ``deadlines`` as a table: a line for each window."""

from aidnum.render.as_csv.table import APPLY, WHOM, WINDOW, Row, apply_cells, joined, sources, table, window_cells
from aidnum.render.scheme_wording import dates_texts
from aidnum.render.wording import CAVEAT, VERDICTS
from aidnum.report.deadlines import Deadline, DeadlinesReport

_COLUMNS = ("dispositif", "titre", "verdict", *WINDOW, *APPLY, "sources", "date", "avertissement", "sur les dates", *WHOM)


def answer(report: DeadlinesReport) -> str:
    """Each window by closing date."""
    return table(_COLUMNS, (_row(report, row) for row in report.deadlines))


def _row(report: DeadlinesReport, row: Deadline) -> Row:
    return {
        "dispositif": row.scheme.id, "titre": row.scheme.title,
        "verdict": None if row.verdict is None else VERDICTS[row.verdict], **window_cells(row.window),
        **apply_cells(row.scheme, row.offices), "sources": sources(row.scheme.sources), "date": report.day,
        "avertissement": CAVEAT, "sur les dates": joined(dates_texts(row.scheme)),
    }  # fmt: skip
