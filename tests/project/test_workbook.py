"""What the cells of a workbook say, and which are too far to be a budget's."""

from __future__ import annotations

import io
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError
from aidnum.project.budget_file import read_budget
from aidnum.project.cells import Fault, Figure
from aidnum.project.workbook import Sheet, first_sheet
from tests.conftest import examples
from tests.project.workbooks import BOOK, HEADER, LINE, LINK, READ, cell, packed, parts, refusal, sheet


def lines(rows: str, **more: str) -> list[list[str]]:
    """The cells of a sheet with these rows, in a workbook with these other parts."""
    return [cells for _, cells in first_sheet(packed({**parts(rows), **more}), "b.xlsx").lines]


def test_a_plain_workbook_is_read() -> None:
    assert first_sheet(packed(parts()), "b.xlsx") == ("Feuil1", READ)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("XFD1048576", "b.xlsx:Feuil1!XFD1048576 : cellule trop loin : 10000 lignes et 200 colonnes au plus"),
        ("A10001", "b.xlsx:Feuil1!A10001 : cellule trop loin"),
        ("GS1", "b.xlsx:Feuil1!GS1 : cellule trop loin"),
        ("BZ200000", "b.xlsx:Feuil1!BZ200000 : cellule trop loin"),
        ("ZZZZZZZZZZ2", "b.xlsx:Feuil1 : « ZZZZZZZZZZ2 » n'est pas une référence de cellule"),
        ("B99999999999999", "b.xlsx:Feuil1 : « B99999999999999 » n'est pas une référence de cellule"),
        ("B0", "b.xlsx:Feuil1 : « B0 » n'est pas"),
        ("b2", "b.xlsx:Feuil1 : « b2 » n'est pas"),
        ("", "b.xlsx:Feuil1 : «  » n'est pas"),
        ("A" * 100_000, f"b.xlsx:Feuil1 : « {'A' * 60}… » n'est pas"),
    ],
)
def test_a_far_or_senseless_cell_is_refused_by_its_name(reference: str, said: str) -> None:
    assert refusal(packed(parts(HEADER + cell(reference)))).startswith(said)


@pytest.mark.parametrize("reference", ["A10000", "GR1"])
def test_the_last_row_and_column_are_read(reference: str) -> None:
    assert lines(cell(reference))[0][-1] == "1"


def test_cells_without_a_reference_stand_one_after_the_other() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c/><c><v>3</v></c></row><row><c r='B5'/><c><v>4</v></c></row>"
    assert first_sheet(packed(parts(rows)), "b.xlsx").lines == [(1, ["1", "2"]), (4, ["", "3"]), (5, ["", "", "4"])]
    assert refusal(packed(parts(f"<row>{'<c/>' * 200}<c><v>1</v></c></row>"))).startswith(
        "b.xlsx:Feuil1!GS1 : cellule trop loin"
    )
    assert refusal(packed(parts(f"{'<row/>' * 10_000}<row><c><v>1</v></c></row>"))).startswith("b.xlsx:Feuil1!A10001 :")


def test_an_empty_far_cell_is_only_a_format() -> None:
    assert lines(HEADER + LINE + cell("XFD1048576", "") + cell("A20000", "<v> </v>")) == [cells for _, cells in READ]


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:ZZZZZZZZZZ99999999999999", ""])
def test_dimensions_and_merged_cells_are_not_believed(reference: str) -> None:
    around = f'<dimension ref="{reference}"/>{{rows}}<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    content = {**parts(), "xl/worksheets/sheet1.xml": sheet(HEADER + LINE, around)}
    assert first_sheet(packed(content), "b.xlsx").lines == READ


def test_every_kind_of_cell_has_its_text() -> None:
    cells = (
        '<c><v>8333.3333333333339</v></c><c><v>1E3</v></c><c><v>-0</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>'
        '<c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>calculé</v></c><c t="d"><v>2026-01-31</v></c><c><f>A1*2</f></c>'
        '<c t="inlineStr"><is><r><t>en </t></r><r><t>ligne</t></r><rPh sb="0"><t>x</t></rPh></is></c><c t="s"><v>1</v></c>'
    )
    shared = "<sst><si><t>a</t></si><si><t>deux_x000D_\nlignes</t><rPh><t>x</t></rPh></si></sst>"
    assert lines(f"<row>{cells}</row>", **{"xl/sharedStrings.xml": shared}) == [
        ["8333.333333", "1000", "0", "VRAI", "FAUX", "#N/A", "calculé", "2026-01-31", "", "en ligne", "deux lignes"]
    ]


def test_what_stands_outside_of_cells_is_not_read() -> None:
    assert lines("<t>8</t><row><v>9</v><c><v>1</v></c><v>3</v></row>") == [["1"]]


def test_prefixes_and_names_in_capitals_change_nothing() -> None:
    row = '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
    content = {
        **parts(),
        "XL/Worksheets/Sheet1.xml": f'<x:worksheet xmlns:x="y"><x:sheetData>{row}</x:sheetData></x:worksheet>',
        "xl/SharedStrings.xml": '<x:sst xmlns:x="y"><x:si><x:t>a</x:t></x:si></x:sst>',
    }
    del content["xl/worksheets/sheet1.xml"]
    assert first_sheet(packed(content), "b.xlsx").lines == [(1, ["a"])]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("NaN", "« NaN » n'est pas un nombre"),
        ("inf", "« inf » n'est pas un nombre"),
        ("-INF", "« -INF » n'est pas un nombre"),
        ("1_000", "« 1_000 » n'est pas un nombre"),
        ("٣", "« ٣ » n'est pas un nombre"),
        ("1e22", "« 1e22 » est trop grand"),
        ("-1e308", "« -1e308 » est trop grand"),
        ("1e999999999", "« 1e999999999 » est trop grand"),
        ("1000000000000000", "« 1000000000000000 » est trop grand"),
        ("9" * 30_000, f"« {'9' * 60}… » est trop grand"),
    ],
)
def test_what_is_no_number_of_this_world_holds_no_value(text: str, why: str) -> None:
    ((found,),) = lines(f"<row><c><v>{text}</v></c></row>")
    assert isinstance(found, Fault)
    assert found.why == why


@pytest.mark.parametrize(
    ("text", "value"),
    [("999999999999999", "999999999999999"), ("1e-400", "0"), ("1E-7", "0"), ("+.5", "0.5"), ("0.30000000000000004", "0.3")],
)
def test_a_number_has_six_decimals_at_most(text: str, value: str) -> None:
    ((found,),) = lines(f"<row><c><v>{text}</v></c></row>")
    assert isinstance(found, Figure)
    assert (str(found), found.value, found.is_percent) == (value, Decimal(value), False)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", "45000.5"),
        ("0 %", "4500050 %"),
        ("0.00%", "4500050 %"),
        ('#,##0.00\\ "€ HT par mois %"', "45000.5"),
        ("#,##0\\ [$€-40C]", "45000.5"),
        ("_-* #,##0.00_d", "45000.5"),
        ("[Red]0", "45000.5"),
        ("dd/mm/yyyy", "2023-03-15 12:00:00"),
        ("[$-40C]d mmmm yyyy", "2023-03-15 12:00:00"),
    ],
)
def test_the_number_format_tells_percentages_and_days(code: str, shown: str) -> None:
    escaped = code.replace('"', "&quot;")
    styles = (
        f'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{escaped}"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>'
        '<dxfs><xf numFmtId="9"/></dxfs></styleSheet>'
    )
    row = "".join(f'<c s="{style}"><v>45000.5</v></c>' for style in (1, 0, 2, 3, 4, 99))
    assert lines(f"<row>{row}</row>", **{"xl/styles.xml": styles}) == [
        [shown, "45000.5", "2023-03-15 12:00:00", "4500050 %", "45000.5", "45000.5"]
    ]


def test_days_may_be_counted_from_1904() -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    content = {
        **parts(
            '<row><c s="0"><v>0</v></c><c s="0"><v>-1</v></c><c s="0"><v>2958466</v></c></row>',
            before='<workbookPr date1904="1"/>',
        ),
        "xl/styles.xml": styles,
    }
    assert first_sheet(packed(content), "b.xlsx").lines == [(1, ["1904-01-01", "-1", "2958466"])]


def test_the_first_sheet_that_holds_something_is_read() -> None:
    more = {
        "sheets": '<sheet name="Notes" r:id="rId2"/><sheet name="Budget" r:id="rId3"/><sheet name="Autre" r:id="rId4"/>',
        "links": "".join(
            LINK.format(n=n, kind=kind, target=target)
            for n, kind, target in [
                (2, "chartsheet", "charts/a.xml"),
                (3, "worksheet", "/xl/worksheets/c.xml"),
                (4, "worksheet", "d.xml"),
            ]
        ),
    }
    content = {**parts('<row><c r="A1" s="1"/></row>', **more), "xl/worksheets/c.xml": sheet(HEADER + LINE), "xl/d.xml": "<"}
    assert first_sheet(packed(content), "b.xlsx") == ("Budget", READ)


def test_a_workbook_without_a_filled_cell_has_no_line() -> None:
    assert first_sheet(packed(parts("")), "b.xlsx") == ("", [])


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_a_cell_is_named_as_spreadsheets_do(column: int, letters: str) -> None:
    assert Sheet("Feuil1", []).place(3, column) == f"Feuil1!{letters}3"


CELL = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 4)),
    st.text(st.characters(min_codepoint=32, max_codepoint=0xFFFF, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
)


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=5))
def test_another_reader_finds_the_same_cells(rows: list[list[Any]]) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet()
        for row, cells in enumerate(rows):
            for column, content in enumerate(cells):
                if content is not None:
                    (page.write_string if isinstance(content, str) else page.write_number)(row, column, content)
    found = {
        (number, column): text
        for number, cells in first_sheet(file.getvalue(), "b.xlsx").lines
        for column, text in enumerate(cells)
        if text
    }
    file.seek(0)
    grid = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    other = {
        (number, column): content
        for number, cells in enumerate(grid, 1)
        for column, content in enumerate(cells)
        if str(content).strip()
    }
    assert found.keys() == other.keys()
    for place, text in found.items():
        theirs = other[place]
        assert text == theirs if isinstance(theirs, str) else Decimal(text) == Decimal(str(theirs))


def test_a_title_of_sheet_that_is_long_or_hides_something_is_shown_safely() -> None:
    content = {
        **parts(HEADER + cell("XFD9")),
        "xl/workbook.xml": BOOK.format(before="", more="").replace("Feuil1", "a\u202eb" + "c" * 90),
    }
    assert refusal(packed(content)).startswith("b.xlsx:a\\u202eb" + "c" * 52 + "…!XFD9 :")


def _text(word: str, reference: str = "") -> str:
    return f'<c t="str"{f" r={chr(34)}{reference}{chr(34)}" if reference else ""}><v>{word}</v></c>'


@pytest.mark.parametrize("kind", ["n", "s", "str", "inlineStr", "b", "e", "d", "", "zz"])
@pytest.mark.parametrize(
    "text", ["", " ", "0", "1", "-1", "1e22", "1e308", "1e-9", "NaN", "inf", "#N/A", "2026-01-31", "0.5", "9" * 400, "a\u202eb"]
)
def test_any_cell_in_an_amount_or_a_rate_is_read_or_refused(shipped: Catalogue, tmp_path: Path, kind: str, text: str) -> None:
    words = ("Libellé", "Catégorie", "HT", "TVA", "Nature")
    header = f"<row>{''.join(_text(word) for word in words)}</row>"
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>'
    path = tmp_path / "b.xlsx"
    plain = {"A": "a", "B": "RH", "C": "10", "D": "20", "E": "inv"}
    for column in "BCD":
        for style in "012":
            tried = {**{name: _text(word, f"{name}2") for name, word in plain.items()},
                     column: f'<c r="{column}2" t="{kind}" s="{style}"><v>{text}</v></c>'}  # fmt: skip
            rows = f'{header}<row r="2">{"".join(tried.values())}</row>'
            path.write_bytes(packed({**parts(rows), "xl/styles.xml": styles}))
            with suppress(AidnumError):
                assert len(read_budget(str(path), shipped.vocabulary, "ht")) == 1
