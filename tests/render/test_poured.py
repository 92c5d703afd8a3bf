"""Rows that flow into a workbook are what they would be if the workbook's own module had written them."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from aidnum.render import xlsx
from aidnum.render.workbook import Book
from aidnum.render.workbook.formula import Ref
from aidnum.render.workbook.sheet import ANSWER, HEAD, TEXT, Cell, Flow, Row, Sheet, Style
from tests.render.workbook.books import part_of, read_xlsx

pytest.importorskip("xlsxwriter")

STYLES = (TEXT, Style("count"), Style("day"), Style("euros"), ANSWER)
HEADS = (tuple(Cell(column, f"tête {column}", HEAD) for column in range(30)),)
CELLS = st.one_of(
    st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=12), st.sampled_from([TEXT, ANSWER])),
    st.tuples(st.decimals(0, 10**6, places=2), st.sampled_from([Style("count"), Style("euros")])),
    st.tuples(st.integers(1, 70_000).map(Decimal), st.just(Style("day"))),
    st.tuples(st.none(), st.just(ANSWER)),
)
ROWS = st.lists(st.dictionaries(st.integers(0, 29), CELLS, max_size=4), min_size=1, max_size=5)


def book(*rows: Row, flows: bool) -> Book:
    flow = Flow(len(rows), STYLES, lambda: rows)
    held = () if flows else rows
    sheet = Sheet("Une", (9.0,) * 30, HEADS + held, (0, 0), filtered=True, kept=1, flow=flow if flows else None)
    return Book("Titre", date(2026, 11, 24), (sheet, Sheet("Deux", (9.0,) * 30, HEADS, (0, 0))), {})


def told(content: bytes) -> dict[tuple[str, str], str | float]:
    """What each cell holds; of a number, as a spreadsheet does, what binary keeps of it."""
    sheets = read_xlsx(content).sheets
    return {
        (name, at): cell.value if isinstance(cell.value, str) else float(cell.value)
        for name, cells in sheets.items()
        for at, cell in cells.items()
    }


def values(content: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


@given(ROWS)
def test_what_flows_is_read_as_what_is_held(drawn: list[dict[int, tuple[str | Decimal | None, Style]]]) -> None:
    """By our own reader cell by cell, and by another that tells days from numbers."""
    rows = [tuple(Cell(column, *held) for column, held in sorted(row.items())) for row in drawn]
    flowing, plain = (xlsx.written(book(*rows, flows=flows)) for flows in (True, False))
    assert told(flowing) == told(plain)
    assert values(flowing) == values(plain)


def test_the_sheet_is_as_large_and_filtered_as_far_as_its_rows_go() -> None:
    content = xlsx.written(book(*[(Cell(0, "a"), Cell(27, "é & <b> _x0041_"))] * 50, flows=True))
    sheet = part_of(content, "xl/worksheets/sheet1.xml")
    assert '<dimension ref="A1:AD51"/>' in sheet
    assert '<autoFilter ref="A1:AD51"/>' in sheet
    assert sheet.count("<row ") == 51
    assert read_xlsx(content)["Une", "AB51"] == "é & <b> _x005F_x0041_"
    assert part_of(content, "xl/sharedStrings.xml").count("<si>") == 30 + 2


def test_each_row_is_told_and_the_same_rows_make_the_same_bytes() -> None:
    steps: list[None] = []
    rows = [(Cell(0, Decimal(place), Style("count")),) for place in range(9)]
    first = xlsx.written(book(*rows, flows=True), lambda: steps.append(None))
    assert len(steps) == 1 + 9 + 1
    assert first == xlsx.written(book(*rows, flows=True))


def test_a_formula_does_not_flow() -> None:
    with pytest.raises(ValueError, match="doesn't flow"):
        xlsx.written(book((Cell(0, Ref("Une", 0, 0), TEXT),), flows=True))
