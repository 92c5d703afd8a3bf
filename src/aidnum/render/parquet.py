"""The list of ``reach`` as a Parquet file, the columns of the CSV: for engines of tables, and for spreadsheets too small."""

import io

import narwhals as nw

from aidnum.render.as_csv.reach import COLUMNS, rows
from aidnum.report.reach import ReachReport

_TYPES = {name: nw.Int64() if name == "population" else nw.String() for name in COLUMNS}


def render(report: ReachReport) -> bytes:
    """The list, in bytes."""
    listed, file = list(rows(report)), io.BytesIO()
    columns = {name: [row[name] for row in listed] for name in COLUMNS}
    nw.from_dict(columns, _TYPES, backend="polars").write_parquet(file)
    return file.getvalue()
