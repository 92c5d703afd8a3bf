"""The OpenDocument workbook says what Excel's does, opens without a module, and prints alike."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from aidnum.render import ods, xlsx
from aidnum.report.plan import PlanReport
from tests.render.samples import HOSTILE_TEXTS
from tests.render.workbook.books import part_of, read_ods, read_xlsx


@pytest.mark.parametrize("name", ["network", "cut", "hostile_plan", "crowded", "unlawful", "unsure"])
def test_both_workbooks_say_the_same(name: str, request: pytest.FixtureRequest) -> None:
    """Each text, each number and each formula, in the same cell of the same sheet."""
    report: PlanReport = request.getfixturevalue(name)
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
