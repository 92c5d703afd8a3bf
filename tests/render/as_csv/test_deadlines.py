"""The answer of ``deadlines`` as a table."""

from __future__ import annotations

from pathlib import Path

from aidnum.render.as_csv import render
from aidnum.report.deadlines import deadlines
from tests.render.samples import (
    DAY,
    csv_rows,
    small_catalogue,
)


def test_deadlines_are_one_row_a_window(tmp_path: Path) -> None:
    rows = csv_rows(render(deadlines(small_catalogue(tmp_path), DAY, everything=True)))
    assert [row["ferme"] for row in rows] == ["31/12/2020", "28/05/2021", "30/06/2021", "15/10/2021", "31/12/2021", ""]
    assert {row["verdict"] for row in rows} == {""}
