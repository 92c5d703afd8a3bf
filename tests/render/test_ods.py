"""The OpenDocument workbook says what Excel's does, opens without a module, and prints alike."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from aidnum.render import ods, xlsx
from aidnum.report.batch import BatchReport
from aidnum.report.plan import PlanReport
from tests.render.samples import HOSTILE_TEXTS
from tests.render.workbook.books import part_of, read_ods, read_xlsx


@pytest.mark.parametrize("name", ["network", "cut", "hostile_plan", "crowded", "unlawful", "unsure", "listed"])
def test_both_workbooks_say_the_same(name: str, request: pytest.FixtureRequest) -> None:
    """Each text, each number and each formula, in the same cell of the same sheet."""
    report: PlanReport | BatchReport = request.getfixturevalue(name)
    mine, other = read_ods(ods.render(report)), read_xlsx(xlsx.render(report))
    assert list(mine.sheets) == list(other.sheets)
    for sheet, cells in mine.sheets.items():
        assert {at: cell.formula for at, cell in cells.items()} == {
            at: cell.formula for at, cell in other.sheets[sheet].items()
        }
        for at, cell in cells.items():
            stored = other[sheet, at]
            if isinstance(cell.value, str):
                assert cell.value == stored
            else:
                assert abs(cell.value - Decimal(stored)) < Decimal("1e-9")


def test_the_file_is_one_that_readers_know(hostile_plan: PlanReport) -> None:
    """Its kind stands first and unpacked; another reader than ours finds the texts as they are."""
    content = ods.render(hostile_plan)
    with ZipFile(io.BytesIO(content)) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type, packed.testzip()) == ("mimetype", 0, None)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    texts = [re.sub(" +", " ", text.strip()) for text in HOSTILE_TEXTS]
    assert [re.sub(" +", " ", str(row[0])) for row in rows[5 : 5 + len(texts)]] == [
        text[0].upper() + text[1:] for text in texts
    ]


def test_each_sheet_prints_on_pages_one_wide(network: PlanReport) -> None:
    content = ods.render(network)
    pages, sheets = part_of(content, "styles.xml"), part_of(content, "content.xml")
    for said in (
        'style:print-orientation="landscape"',
        'style:scale-to-X="1"',
        'fo:page-width="29.7cm"',
        "<text:page-count />",
    ):
        assert said in pages
    count = len(read_ods(content).sheets)
    assert sheets.count("<table:table-header-rows>") == sheets.count("table:print-ranges=") == count
    assert "table:print-ranges=\"'Plan bas'.A1:'Plan bas'.K14\"" in sheets


def test_sums_are_written_as_in_france(network: PlanReport) -> None:
    content = part_of(ods.render(network), "content.xml")
    assert '<number:currency-style style:name="euros" number:language="fr" number:country="FR">' in content
    assert "<text:p>38\u00a0000,00\u00a0€</text:p>" in content


def test_the_same_plan_makes_the_same_workbook(network: PlanReport) -> None:
    assert ods.render(network) == ods.render(network)
    assert "<dc:title>Plan de financement — " in part_of(ods.render(network), "meta.xml")


def test_a_list_is_filtered_under_its_head_which_stays_in_sight(listed: BatchReport) -> None:
    content = ods.render(listed)
    sheets, seen = part_of(content, "content.xml"), part_of(content, "settings.xml")
    last = 4 + len(listed.answers) * len(listed.catalogue.schemes)
    assert f"table:target-range-address=\"'Liste'.A4:'Liste'.O{last}\"" in sheets
    assert sheets.count('table:display-filter-buttons="true"') == sheets.count("<table:table-header-columns>") == 2
    assert seen.count('"VerticalSplitPosition" config:type="int">4<') == 3
    assert seen.count('"HorizontalSplitPosition" config:type="int">1<') == 2


def test_days_and_counts_of_a_list_are_written_as_in_france(listed: BatchReport) -> None:
    sheets = part_of(ods.render(listed), "content.xml")
    assert 'office:date-value="2021-05-28"><text:p>28/05/2021</text:p>' in sheets
    assert 'office:value-type="float" office:value="520000"><text:p>520\u00a0000</text:p>' in sheets


def test_the_same_list_makes_the_same_workbook(listed: BatchReport) -> None:
    assert ods.render(listed) == ods.render(listed)
