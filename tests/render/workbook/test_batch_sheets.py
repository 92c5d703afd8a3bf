"""The sheets of a list: they cross projects and schemes, then list all pairs, under a head to filter."""

from __future__ import annotations

from datetime import date

import pytest

from aidnum.render import xlsx
from aidnum.render.workbook import batch_book
from aidnum.render.workbook.batch_sheets import SIGNS
from aidnum.report.batch import BatchReport
from tests.render.workbook.books import part_of, read_xlsx

pytest.importorskip("xlsxwriter")


def test_a_sheet_crosses_a_sheet_lists_and_another_tells_what_was_not_read(listed: BatchReport) -> None:
    book = batch_book(listed)
    assert [sheet.name for sheet in book.sheets] == ["Croisement", "Liste", "Non lus"]
    assert len(book.sheets[1].rows) == 4 + len(listed.answers) * len(listed.catalogue.schemes)
    read = BatchReport(listed.catalogue, listed.day, listed.answers)
    assert [sheet.name for sheet in batch_book(read).sheets] == ["Croisement", "Liste"]


def test_the_crossing_has_a_sign_for_each_aid_that_may_be_asked_for(listed: BatchReport) -> None:
    _, _, _, head, *rows = batch_book(listed).sheets[0].rows
    for row, answered in zip(rows, listed.answers, strict=True):
        signs = [cell.content for cell in row[4:] if cell.content]
        assert sorted(map(str, signs)) == sorted(SIGNS[one.group] for one in answered.standings if one.is_offered)
    assert [cell.content for cell in head[4:]] == [reach.scheme.name for reach in listed.reaches]


def test_days_sums_and_counts_are_numbers_that_a_filter_sorts(listed: BatchReport) -> None:
    rows = [{cell.column: cell for cell in row} for row in batch_book(listed).sheets[1].rows[4:]]
    closes = [row[11] for row in rows if 11 in row]
    assert {cell.style.shows for cell in closes} == {"day"}
    assert (date(2021, 5, 28) - date(1899, 12, 30)).days in {cell.content for cell in closes}
    assert {row[4].style.shows for row in rows if 4 in row} == {"count"}


def test_heads_are_filtered_kept_in_sight_and_printed_on_each_page(listed: BatchReport) -> None:
    content = xlsx.render(listed)
    assert list(read_xlsx(content).sheets) == ["Croisement", "Liste", "Non lus"]
    crossed, pairs, unread = (part_of(content, f"xl/worksheets/sheet{number}.xml") for number in (1, 2, 3))
    for sheet in (crossed, pairs):
        assert '<autoFilter ref="A4:' in sheet
        assert 'xSplit="1" ySplit="4"' in sheet
        assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert "autoFilter" not in unread
    assert "Croisement!$A:$A,Croisement!$4:$4" in part_of(content, "xl/workbook.xml")
