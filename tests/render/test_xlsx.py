"""A workbook whose formulas give what they carry, that prints as it is, and in which nothing runs."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render import xlsx
from aidnum.render.workbook import Book as Laying
from aidnum.render.workbook.sheet import ANSWER, HEAD, TEXT, Flow, Row, Sheet, Style
from aidnum.render.workbook.sheet import Cell as Laid
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import line, planned
from tests.render.samples import HOSTILE_TEXTS
from tests.render.workbook.books import Book, Cell, part_of, read_xlsx

REPORTS = ["network", "cut", "hostile_plan", "crowded", "unlawful", "unsure"]

HEADS = (tuple(Laid(column, f"tête {column}", HEAD) for column in range(30)),)
CELLS = st.one_of(
    st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=12), st.sampled_from([TEXT, ANSWER])),
    st.tuples(st.decimals(0, 10**6, places=2), st.sampled_from([Style("count"), Style("euros")])),
    st.tuples(st.integers(1, 70_000).map(Decimal), st.just(Style("day"))),
    st.tuples(st.none(), st.just(ANSWER)),
)
ROWS = st.lists(st.dictionaries(st.integers(0, 29), CELLS, max_size=4), min_size=1, max_size=5)


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> PlanReport:
    found: PlanReport = request.getfixturevalue(request.param)
    return found


def sheets_xml(content: bytes) -> list[str]:
    return [part_of(content, f"xl/worksheets/sheet{number + 1}.xml") for number, _ in enumerate(read_xlsx(content).sheets)]


def test_every_formula_of_the_workbook_gives_the_value_it_carries(report: PlanReport) -> None:
    book = read_xlsx(xlsx.render(report))
    formulas = list(book.formulas)
    assert len(formulas) > 20
    for sheet, name, formula in formulas:
        found, stored = book.worth(sheet, name), book[sheet, name]
        if isinstance(found, str):
            assert found == stored, (sheet, name, formula)
        else:
            assert isinstance(stored, Decimal)
            assert abs(found - stored) < Decimal("0.000001"), (sheet, name, formula)


def test_the_sums_of_the_workbook_are_those_of_the_plan(report: PlanReport) -> None:
    book = read_xlsx(xlsx.render(report))
    for sheet, plan in zip(book.sheets, (*report.plans, *report.with_unsure), strict=False):
        amounts = amount_column(book, sheet)
        assert [book[sheet, f"{amounts}{6 + place}"] for place in range(len(plan.resources))] == [
            resource.amount for resource in plan.resources
        ]
        assert book[sheet, f"{amounts}{6 + len(plan.resources)}"] == plan.own_share
        totals = [book.find(sheet, f"Total des {side}")[1:] for side in ("dépenses", "recettes")]
        assert totals[0] == totals[1]
        assert book[sheet, f"C{totals[0]}"] == book[sheet, f"{amounts}{totals[0]}"] == report.total


def amount_column(book: Book, sheet: str) -> str:
    return book.find(sheet, "Part").replace("5", "").translate(str.maketrans("KI", "JH"))


def test_a_cost_that_changes_changes_all_that_follows(network: PlanReport) -> None:
    """10 000 € more of the first cost: base, aids, own share, parts, and the second plan as well."""
    book = read_xlsx(xlsx.render(network))
    first, second = list(book.sheets)[:2]
    before = [book.worth(first, f"J{row}") for row in range(6, 9)]
    shown = [book.worth(second, cell) for cell in ("C6", "C11")]
    book.type(first, "C6", 48_000)
    after = [book.worth(first, f"J{row}") for row in range(6, 9)]
    assert [Decimal(new) - Decimal(old) for old, new in zip(before, after, strict=True)] == [3_000, 2_000, 5_000]
    assert [Decimal(book.worth(second, cell)) - Decimal(old) for cell, old in zip(("C6", "C11"), shown, strict=True)] == [
        10_000,
        10_000,
    ]
    assert book.worth(first, "C11") == book.worth(first, "J11") == 112_000
    assert round(Decimal(book.worth(first, "K11")), 9) == 1
    assert book.worth(first, "E6") == 57_600


def test_an_amount_typed_anew_is_held_to_every_rule(network: PlanReport) -> None:
    """The own share under a fifth of the investment, then under nothing."""
    book = read_xlsx(xlsx.render(network))
    first = next(iter(book.sheets))
    law = next(on.law.title for on in network.laws if on.law.id == "cgct-l1111-10")
    row = book.find("Règles", law)[1:]
    assert (book.worth("Règles", f"C{row}"), book.worth("Règles", "C5")) == ("oui", "oui")
    limit = Decimal(77200)  # 80 % of the 96 500 € of investment
    book.type(first, "J6", str(limit - Decimal(book.worth(first, "J7"))))
    assert book.worth("Règles", f"C{row}") == "oui"
    book.type(first, "J6", str(limit - Decimal(book.worth(first, "J7")) + Decimal("0.01")))
    assert (book.worth("Règles", f"C{row}"), book.worth("Règles", "C5"), book.worth(first, "B13")) == ("non", "non", "non")
    book.type(first, "J6", 200_000)
    assert book.worth("Règles", f"C{book.find('Règles', 'Part du porteur')[1:]}") == "non"


def test_a_legal_plan_is_said_so_and_an_unlawful_one_not(report: PlanReport) -> None:
    book = read_xlsx(xlsx.render(report))
    for column, plan in zip("CDEF", (*report.plans, *report.with_unsure), strict=False):
        assert book["Règles", f"{column}5"] == ("non" if plan.illegal else "oui")


def test_each_sheet_prints_on_pages_one_wide(report: PlanReport) -> None:
    """Landscape A4, its print area, its heads repeated, its pages numbered."""
    content = xlsx.render(report)
    book = read_xlsx(content)
    names = part_of(content, "xl/workbook.xml")
    for name, sheet in zip(book.sheets, sheets_xml(content), strict=True):
        assert '<pageSetUpPr fitToPage="1"/>' in sheet
        assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
        assert "page &amp;P sur &amp;N" in sheet
        area = re.search(rf'_xlnm.Print_Area"[^>]*>\'?{re.escape(name)}\'?!\$A\$1:\$([A-Z])\$([0-9]+)<', names)
        assert area, name
        used = book.sheets[name]
        assert all(cell[0] <= area[1] and int(cell[1:]) <= int(area[2]) for cell in used)
        assert re.search(rf"_xlnm.Print_Titles\"[^>]*>\'?{re.escape(name)}\'?!\$([45]):\$[45]<", names), name


def test_every_row_has_the_height_of_its_texts(crowded: PlanReport) -> None:
    sheet = sheets_xml(xlsx.render(crowded))[0]
    heights = [float(height) for height in re.findall(r'<row [^>]*ht="([0-9.]+)" customHeight="1"', sheet)]
    assert len(heights) == sheet.count("<row ")
    assert max(heights) > 3 * min(heights)
    assert sheet.count('wrapText="1"') == 0
    assert 'wrapText="1"' in part_of(xlsx.render(crowded), "xl/styles.xml")


def test_no_id_and_no_path_is_shown_to_a_council(report: PlanReport) -> None:
    texts = read_xlsx(xlsx.render(report)).texts
    ids = {scheme.id for scheme in report.catalogue.schemes if "-" in scheme.id}
    words = {word for text in texts for word in re.split(r"[^a-z0-9-]+", text)}
    assert ids & words == set()
    places = {line.where for line in report.lines if line.where}
    assert [text for text in texts if "aidnum" in text or "--acquis" in text or any(place in text for place in places)] == []


def test_sums_are_written_as_in_france(network: PlanReport) -> None:
    styles = part_of(xlsx.render(network), "xl/styles.xml")
    assert re.findall(r'formatCode="([^"]+)"', styles) == ["[$-40C]#,##0.00\\ [$€-40C]\\ ", "[$-40C]0.00\\ %\\ "]


def test_text_is_text_in_the_workbook(hostile_plan: PlanReport) -> None:
    content = xlsx.render(hostile_plan)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[5 : 5 + len(HOSTILE_TEXTS)]] == [
        text[0].upper() + text[1:] for text in map(str.strip, HOSTILE_TEXTS)
    ]
    sheets = "".join(sheets_xml(content))
    assert "<hyperlink" not in sheets
    assert "HYPERLINK" not in sheets


def test_the_same_plan_makes_the_same_workbook(network: PlanReport) -> None:
    assert xlsx.render(network) == xlsx.render(network)


def test_the_document_has_a_title(network: PlanReport) -> None:
    assert "<dc:title>Plan de financement — " in part_of(xlsx.render(network), "docProps/core.xml")


def test_a_formula_longer_than_excel_takes_gives_way_to_its_value(shipped: Catalogue) -> None:
    lines = [line("logiciel", 1, "running" if place % 2 else "investment") for place in range(1_200)]
    book = read_xlsx(xlsx.render(planned(shipped, [], lines)))
    spent = book.find("Calcul", "Dépenses du projet")[1:]
    assert book.sheets["Calcul"][f"H{spent}"] == Cell(None, Decimal(600))
    assert max(len(formula) for *_, formula in book.formulas) < 8_192


def flowing(*rows: Row, flows: bool) -> Laying:
    flow = Flow(len(rows), lambda: rows)
    held = () if flows else rows
    sheet = Sheet("Une", (9.0,) * 30, HEADS + held, (0, 0), filtered=True, kept=1, flow=flow if flows else None)
    return Laying("Titre", date(2026, 11, 24), (sheet, Sheet("Deux", (9.0,) * 30, HEADS, (0, 0))), {})


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
    rows = [tuple(Laid(column, *held) for column, held in sorted(row.items())) for row in drawn]
    poured, plain = (xlsx.written(flowing(*rows, flows=flows)) for flows in (True, False))
    assert told(poured) == told(plain)
    assert values(poured) == values(plain)


def test_the_sheet_is_as_large_and_filtered_as_far_as_its_rows_go() -> None:
    content = xlsx.written(flowing(*[(Laid(0, "a"), Laid(27, "é & <b> _x0041_"))] * 50, flows=True))
    sheet = part_of(content, "xl/worksheets/sheet1.xml")
    assert '<dimension ref="A1:AD51"/>' in sheet
    assert '<autoFilter ref="A1:AD51"/>' in sheet
    assert sheet.count("<row ") == 51
    assert read_xlsx(content)["Une", "AB51"] == "é & <b> _x005F_x0041_"


def test_each_row_is_told_and_the_same_rows_make_the_same_bytes() -> None:
    steps: list[None] = []
    rows = [(Laid(0, Decimal(place), Style("count")),) for place in range(9)]
    first = xlsx.written(flowing(*rows, flows=True), lambda: steps.append(None))
    assert len(steps) == 1 + 9 + 1
    assert first == xlsx.written(flowing(*rows, flows=True))
