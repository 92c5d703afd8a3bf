"""The list of ``reach`` as Parquet: the columns of the CSV, populations as numbers."""

from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli.answer import written
from aidnum.model.profile import read_profile
from aidnum.render.as_csv.reach import COLUMNS, rows
from aidnum.render.document import View
from aidnum.render.terminal import Screen
from aidnum.report.listing import facts
from aidnum.report.reach import reach


def test_a_parquet_file_holds_the_rows_of_the_csv(shipped: Catalogue) -> None:
    report = reach(shipped, "dsil", read_profile(shipped.vocabulary, {"departement": "2A"}), date(2026, 11, 29))
    content = written(report, "parquet", View(), Screen())
    assert isinstance(content, bytes)
    table = pl.read_parquet(io.BytesIO(content))
    assert tuple(table.columns) == COLUMNS
    assert [name for name in COLUMNS if table.schema[name] != pl.String] == ["population"]
    assert table.rows() == [tuple(row[name] for name in COLUMNS) for row in rows(report)]


def test_columns_of_what_is_no_list_of_authorities_are_refused(shipped: Catalogue) -> None:
    with pytest.raises(ValueError, match="makes no columns"):
        written(facts(shipped), "parquet", View(), Screen())
