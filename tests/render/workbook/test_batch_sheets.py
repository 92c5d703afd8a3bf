"""The sheets of a list: they cross projects and schemes, then list all pairs, under a head to filter."""

from __future__ import annotations

import re
from datetime import date

import pytest

from aidnum.errors import AidnumError
from aidnum.render import xlsx
from aidnum.render.workbook import batch_book
from aidnum.render.workbook.batch_sheets import SIGNS, hold
from aidnum.render.workbook.sheet import Row, Sheet
from aidnum.report.batch import BatchReport
from tests.render.workbook.books import part_of, read_xlsx

pytest.importorskip("xlsxwriter")


def flowing(sheet: Sheet) -> list[Row]:
    return list(sheet.flow.rows()) if sheet.flow else []


def test_a_sheet_crosses_a_sheet_lists_and_another_tells_what_was_not_read(listed: BatchReport) -> None:
    book = batch_book(listed)
    assert [sheet.name for sheet in book.sheets] == ["Croisement", "Liste", "Non lus"]
    assert book.sheets[1].length == 4 + len(listed.answers) * len(listed.catalogue.schemes)
    assert [len(flowing(sheet)) for sheet in book.sheets] == [sheet.length - len(sheet.rows) for sheet in book.sheets]
    read = BatchReport(listed.catalogue, listed.day, listed.answers)
    assert [sheet.name for sheet in batch_book(read).sheets] == ["Croisement", "Liste"]


def test_the_crossing_has_a_sign_for_each_aid_that_may_be_asked_for(listed: BatchReport) -> None:
    crossed = batch_book(listed).sheets[0]
    head = crossed.rows[3]
    for row, answered in zip(flowing(crossed), listed.answers, strict=True):
        signs = [cell.content for cell in row[4:] if cell.content]
        assert sorted(map(str, signs)) == sorted(SIGNS[one.group] for one in answered.standings if one.is_offered)
    assert [cell.content for cell in head[4:]] == [reach.scheme.name for reach in listed.reaches]


def test_the_names_of_the_crossing_are_seen_whole_but_the_longest(listed: BatchReport) -> None:
    named = [listed.answers[0]._replace(title="t" * size) for size in (0, 40, 200)]
    sheets = [batch_book(BatchReport(listed.catalogue, listed.day, [one])).sheets[0] for one in named]
    assert [sheet.widths[0] for sheet in sheets] == [30, len("Pontivy : ") + 40, 60]


@pytest.mark.parametrize("place", [0, 1])
def test_a_sheet_of_a_list_prints_in_letters_that_are_read(listed: BatchReport, place: int) -> None:
    """On A4 in landscape, one page wide, letters of 10 points become 7 at least."""
    centimetres = sum((7 * width + 5) / 96 * 2.54 for width in batch_book(listed).sheets[place].widths)
    assert 10 * min(1, (29.7 - 2.2) / centimetres) >= 7


def test_long_texts_of_a_list_take_more_lines_and_ids_one(listed: BatchReport) -> None:
    pairs = batch_book(listed).sheets[1]
    for row in flowing(pairs):
        cells = {cell.column: cell for cell in row}
        assert [cells[column].style.wraps for column in (0, 5, 6)] == [True, False, True]
        longest = max(len(str(cells[column].content)) / pairs.widths[column] for column in (0, 6))
        assert (pairs.height(row) > 20) >= (longest > 1.4)
    kinds = [cell for row in flowing(batch_book(listed).sheets[0]) for cell in row if cell.column == 1]
    assert all(cell.style.wraps for cell in kinds)


def test_each_row_of_a_list_is_as_high_as_its_texts_in_the_file_too(listed: BatchReport) -> None:
    pairs = batch_book(listed).sheets[1]
    written = part_of(xlsx.render(listed), "xl/worksheets/sheet2.xml")
    heights = [float(height) for height in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', written)]
    assert len(heights) == pairs.length
    assert all(abs(height - pairs.height(row)) < 0.5 for height, row in zip(heights, pairs.every, strict=True))


def test_days_sums_and_counts_are_numbers_that_a_filter_sorts(listed: BatchReport) -> None:
    rows = [{cell.column: cell for cell in row} for row in flowing(batch_book(listed).sheets[1])]
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


def test_a_list_for_which_nothing_is_offered_has_a_head_alone(listed: BatchReport) -> None:
    bare = BatchReport(listed.catalogue, listed.day, [one._replace(standings=()) for one in listed.answers], brief=True)
    assert list(read_xlsx(xlsx.render(bare)).sheets) == ["Croisement", "Liste"]


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ((1_048_573, 0), "un classeur a 1 048 576 lignes au plus, il en faudrait 1 048 577"),
        ((1, 16_381), "un classeur a 16 384 colonnes au plus, il en faudrait 16 385"),
    ],
)
def test_what_no_sheet_holds_is_refused_with_another_format(sizes: tuple[int, int], said: str) -> None:
    hold(1_048_572, 16_380)
    with pytest.raises(AidnumError) as refused:
        hold(*sizes)
    assert str(refused.value).replace("\u00a0", " ") == said
    assert "-o aides.csv" in (refused.value.hint or "")
