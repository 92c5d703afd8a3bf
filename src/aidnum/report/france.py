"""Every local authority of the shipped tables as a table of applicants, its facts read as those of one authority are.

Needs the extra ``aidnum[france]``.
"""

from collections.abc import Callable
from typing import Any

import narwhals as nw
import polars as pl

from aidnum.columns.table import ROW, FoundIn, Table
from aidnum.model.authority import Authority
from aidnum.model.profile import Found
from aidnum.territory.facts import READINGS, Reading
from aidnum.territory.tables import COLUMNS, table

_CENTRE = "centre"


class France:
    """The authorities, as lines and as a table."""

    def __init__(self) -> None:
        raw = table("authorities")[1:]
        self._lines = raw.decode().split("\n")[:-1]
        self._frame = _with_centres(_read(raw))
        self._centres: list[int] = self._frame[_CENTRE].to_list()

    @property
    def table(self) -> Table:
        """The table, a row an authority in the order of the shipped one."""
        return Table(self._frame, {name: self._found_in(reading) for name, reading in READINGS.items()})

    def authority(self, row: int) -> Authority:
        """The authority of a row."""
        return Authority(self._lines[row])

    def _found_in(self, reading: Reading) -> FoundIn:
        if not reading.of_centre:
            return FoundIn(reading.columns, lambda row: reading.read(self.authority(row)))
        return FoundIn((_CENTRE,), self._of_centre(reading))

    def _of_centre(self, reading: Reading) -> Callable[[int], Found | None]:
        def read(row: int) -> Found | None:
            centre = self._centres[row]
            return None if centre < 0 else reading.read(self.authority(centre))

        return read


def _read(raw: bytes) -> nw.DataFrame[Any]:
    """The table as text: a code is never a number."""
    frame = pl.read_csv(
        raw,
        separator="\t",
        has_header=False,
        new_columns=COLUMNS,
        quote_char=None,
        infer_schema=False,
        empty_string_is_null=False,
    )
    return nw.from_native(frame).with_row_index(ROW)


def _with_centres(frame: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """The table with the row of the most populous commune of each grouping, the first of equals; -1 elsewhere."""
    people = nw.when(nw.col("municipale") == "").then(nw.lit("0")).otherwise(nw.col("municipale")).cast(nw.Int64)
    communes = frame.filter((nw.col("epci") != "") & nw.col("kinds").str.contains("commune"))
    by_people = communes.select("epci", ROW, people=people).sort("people", ROW, descending=[True, False])
    centres = by_people.unique("epci", keep="first", maintain_order=True)
    row_of = dict(zip(centres["epci"].to_list(), centres[ROW].to_list(), strict=True))
    found = [row_of.get(key, -1) for key in frame["key"].to_list()]
    return frame.with_columns(nw.new_series(_CENTRE, found, nw.Int64, backend=frame.implementation))
