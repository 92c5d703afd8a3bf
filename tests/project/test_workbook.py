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
from aidnum.project.budget.reader import read_budget
from aidnum.project.grid import EMPTY, Cell, Grid, Span
from aidnum.project.spreadsheets import grids_of
from tests.conftest import examples
from tests.project.workbooks import BOOK, HEADER, LINE, LINK, READ, cell, only, packed, parts, refusal, sheet, texts


def grid(rows: str, **more: str) -> Grid:
    """A sheet with these rows, in a workbook with these other parts."""
    return only(packed({**parts(rows), **more}))


def lines(rows: str, **more: str) -> list[list[str]]:
    """What its cells say."""
    return texts(grid(rows, **more))


def one_cell(rows: str, **more: str) -> Cell:
    """The only cell of such a sheet."""
    (((_, (found,)),),) = (grid(rows, **more).rows,)
    return found


def test_a_plain_workbook_is_read() -> None:
    found = only(packed(parts()))
    assert (found.name, texts(found)) == ("Feuil1", READ)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("XFD1048576", "b.xlsx:Feuil1!XFD1048576 : cellule trop loin : 10\u00a0000 lignes et 200 colonnes au plus"),
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
    found = grid(rows)
    assert [number for number, _ in found.rows] == [1, 4, 5]
    assert texts(found) == [["1", "2"], ["", "3"], ["", "", "4"]]
    assert refusal(packed(parts(f"<row>{'<c/>' * 200}<c><v>1</v></c></row>"))).startswith(
        "b.xlsx:Feuil1!GS1 : cellule trop loin"
    )
    assert refusal(packed(parts(f"{'<row/>' * 10_000}<row><c><v>1</v></c></row>"))).startswith("b.xlsx:Feuil1!A10001 :")


def test_an_empty_far_cell_is_only_a_format() -> None:
    assert lines(HEADER + LINE + cell("XFD1048576", "") + cell("A20000", "<v> </v>")) == READ


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:ZZZZZZZZZZ99999999999999", ""])
def test_dimensions_and_merged_cells_are_not_believed(reference: str) -> None:
    around = f'<dimension ref="{reference}"/>{{rows}}<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    content = {**parts(), "xl/worksheets/sheet1.xml": sheet(HEADER + LINE, around)}
    found = only(packed(content))
    assert texts(found) == READ
    assert all(span.last_row <= 2 for span in found.merged)


def test_every_kind_of_cell_has_its_text() -> None:
    cells = (
        '<c><v>8333.3333333333339</v></c><c><v>1E3</v></c><c><v>-0</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>'
        '<c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>calculé</v></c><c t="d"><v>2026-01-31</v></c><c><f>A1*2</f></c>'
        '<c t="inlineStr"><is><r><t>en </t></r><r><t>ligne</t></r><rPh sb="0"><t>x</t></rPh></is></c><c t="s"><v>1</v></c>'
    )
    shared = "<sst><si><t>a</t></si><si><r><t>deux_x000D_</t></r><rPh><t>x</t></rPh><r><t>\nlignes</t></r></si></sst>"
    assert lines(f"<row>{cells}</row>", **{"xl/sharedStrings.xml": shared}) == [
        ["8333.333333", "1000", "0", "VRAI", "FAUX", "#N/A", "calculé", "2026-01-31", "", "en ligne", "deux lignes"]
    ]


def test_what_stands_outside_of_cells_is_not_read() -> None:
    assert lines("<t>8</t><row><v>9</v><c><v>1</v>7</c><v>3</v></row>") == [["1"]]


def test_prefixes_and_names_in_capitals_change_nothing() -> None:
    row = '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
    content = {
        **parts(),
        "XL/Worksheets/Sheet1.xml": f'<x:worksheet xmlns:x="y"><x:sheetData>{row}</x:sheetData></x:worksheet>',
        "xl/SharedStrings.xml": '<x:sst xmlns:x="y"><x:si><x:t>a</x:t></x:si></x:sst>',
    }
    del content["xl/worksheets/sheet1.xml"]
    assert texts(only(packed(content))) == [["a"]]


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
    assert one_cell(f"<row><c><v>{text}</v></c></row>") == Cell(text, fault=why)


@pytest.mark.parametrize(
    ("text", "value"),
    [("999999999999999", "999999999999999"), ("1e-400", "0"), ("1E-7", "0"), ("+.5", "0.5"), ("0.30000000000000004", "0.3")],
)
def test_a_number_has_six_decimals_at_most(text: str, value: str) -> None:
    assert one_cell(f"<row><c><v>{text}</v></c></row>") == Cell(value, Decimal(value))


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


DAYS = {"xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'}


def _days(before: str, *counts: int) -> list[str]:
    (shown,) = texts(
        only(
            packed(
                {
                    **parts(f"<row>{''.join(f'<c s={chr(34)}0{chr(34)}><v>{n}</v></c>' for n in counts)}</row>", before=before),
                    **DAYS,
                }
            )
        )
    )
    return shown


def test_days_are_counted_from_1900_with_the_leap_day_that_never_was() -> None:
    assert _days("", 1, 59, 60, 61, 46_112) == ["1900-01-01", "1900-02-28", "1900-02-28", "1900-03-01", "2026-03-31"]


def test_days_may_be_counted_from_1904() -> None:
    shown = ["1904-01-01", "1904-02-29", "-1", "2958466"]
    assert _days('<workbookPr date1904="1"/>', 0, 59, -1, 2_958_466) == shown
    assert _days('<workbookPr date1904="true"/>', 0, 59, -1, 2_958_466) == shown


def test_days_may_be_written_out() -> None:
    row = '<row><c t="d"><v>2026-01-31T00:00:00</v></c><c t="d"><v>2026-01-31T12:00:00</v></c></row>'
    assert lines(row) == [["2026-01-31", "2026-01-31 12:00:00"]]


def _several() -> dict[str, str]:
    sheets = (
        '<sheet name="Notes" state="hidden" r:id="rId2"/><sheet name="Courbe" r:id="rId5"/>'
        '<sheet name="Listes" state="veryHidden" r:id="rId4"/><sheet name="Budget" state="visible" r:id="rId3"/>'
    )
    targets = [
        (2, "worksheet", "worksheets/b.xml"),
        (3, "worksheet", "/xl/worksheets/c.xml"),
        (4, "worksheet", "../d.xml"),
        (5, "chartsheet", "e.xml"),
    ]
    links = "".join(LINK.format(n=n, kind=kind, target=target) for n, kind, target in targets)
    content = parts('<row><c r="A1" s="1"/></row>', sheets=sheets, links=links)
    return {**content, "xl/worksheets/b.xml": sheet(LINE), "xl/worksheets/c.xml": sheet(HEADER + LINE), "d.xml": sheet(HEADER)}


def test_every_sheet_is_read_hidden_ones_last() -> None:
    found = grids_of(packed(_several()), "b.xlsx")
    assert [(grid.name, grid.is_hidden, texts(grid)) for grid in found] == [
        ("Feuil1", False, []),
        ("Budget", False, READ),
        ("Notes", True, READ[1:]),
        ("Listes", True, READ[:1]),
    ]


def test_a_sheet_that_cannot_be_read_hides_no_other() -> None:
    content = {**_several(), "xl/worksheets/sheet1.xml": sheet(cell("A10001") + "<"), "xl/worksheets/b.xml": sheet(cell("b1"))}
    found = grids_of(packed(content), "b.xlsx")
    assert [(grid.name, grid.fault, len(grid.rows)) for grid in found] == [
        ("Feuil1", "Feuil1!A10001 : cellule trop loin : 10\u00a0000 lignes et 200 colonnes au plus", 0),
        ("Budget", None, 2),
        ("Notes", "Notes : « b1 » n'est pas une référence de cellule", 0),
        ("Listes", None, 1),
    ]


def test_a_strict_workbook_is_read_wherever_its_parts_stand() -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    link = f'<Relationship Id="{{id}}" Type="{strict}/{{kind}}" Target="{{target}}"/>'
    links = "".join(
        link.format(id=name, kind=kind, target=target)
        for name, kind, target in [
            ("a", "worksheet", "Page.xml"),
            ("b", "sharedStrings", "Textes.xml"),
            ("c", "styles", "Formats.xml"),
        ]
    )
    main = link.format(id="z", kind="officeDocument", target="classeur/Main.xml")
    content = {
        "_rels/.rels": f"<Relationships>{main}</Relationships>",
        "classeur/Main.xml": f'<workbook xmlns:q="{strict}"><sheets><sheet name="S" q:id="a"/></sheets></workbook>',
        "classeur/_rels/Main.xml.rels": f"<Relationships>{links}</Relationships>",
        "classeur/Page.xml": sheet('<row><c t="s"><v>0</v></c><c s="0"><v>0.2</v></c></row>'),
        "classeur/Textes.xml": "<sst><si><t>taux</t></si></sst>",
        "classeur/Formats.xml": '<styleSheet><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>',
    }
    for separator in "/\\":
        assert texts(only(packed({name.replace("/", separator): text for name, text in content.items()}))) == [["taux", "20 %"]]


def test_a_formula_has_its_stored_value_or_lacks_one() -> None:
    row = (
        "<row><c><f>A1*2</f><v>8333.3333333333339</v></c><c><f>A1</f></c><c><f>A1</f><v></v></c><c t='str'><f>A1</f><v></v></c>"
        "<c t='e'><f>A1/0</f><v>#DIV/0!</v></c><c><f>A1-A1</f><v>0</v></c><c><v>0</v></c><c><f>A1</f></c><c/></row>"
    )
    lacking = Cell(lacks_value=True)
    error = Cell("#DIV/0!", fault="cette cellule est en erreur (#DIV/0!)")
    value, zero = Cell("8333.333333", Decimal("8333.333333")), Cell("0", Decimal(0))
    assert grid(row).rows == ((1, (value, lacking, lacking, EMPTY, error, zero, zero, lacking)),)


def test_a_zero_that_the_writer_left_to_be_worked_out_is_no_value() -> None:
    book = BOOK.format(before="", more="").replace("</workbook>", '<calcPr fullCalcOnLoad="1"/></workbook>')
    rows = "<row><c><f>A1</f><v>0</v></c><c><f>A1</f><v>5</v></c><c><v>0</v></c></row>"
    ((_, cells),) = grid(rows, **{"xl/workbook.xml": book}).rows
    assert [(cell.text, cell.lacks_value) for cell in cells] == [("", True), ("5", False), ("0", False)]


def test_a_row_of_formulas_without_values_is_a_row() -> None:
    assert grid("<row r='7'><c r='B7'><f>A1</f></c></row>").rows == ((7, (EMPTY, Cell(lacks_value=True))),)


def test_merged_cells_are_told_as_far_as_the_rows_go() -> None:
    merged = ("A1:B1", "A2:A40", "C3:C4", "A1", "A1:A1", "B2:A3", "B2:B1", "A1:B0", ":")
    around = f"{{rows}}<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{ref}{chr(34)}/>' for ref in merged)}</mergeCells>"
    content = {**parts(), "xl/worksheets/sheet1.xml": sheet(HEADER + LINE, around)}
    assert only(packed(content)).merged == (Span(1, 0, 1, 1), Span(2, 0, 2, 0))


def test_text_that_looks_like_a_number_stays_text() -> None:
    row = "<row>" + "".join(f'<c t="str"><v>{text}</v></c>' for text in ("12 000,00 €", "007", "0.2", "1e5")) + "</row>"
    assert grid(row).rows == ((1, tuple(map(Cell, ("12 000,00 €", "007", "0.2", "1e5")))),)


def test_escaped_characters_are_read() -> None:
    assert lines('<row><c t="str"><v>a_x0009_b_x005F_x0041_</v></c></row>') == [["a\tb_x0041_"]]


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_a_cell_is_named_as_spreadsheets_do(column: int, letters: str) -> None:
    assert Grid("Feuil1").where(3, column) == f"Feuil1!{letters}3"


CELL = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 4)),
    # up to 0xFFFD: XML has no letter for the two that follow
    st.text(st.characters(min_codepoint=32, max_codepoint=0xFFFD, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow])
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
        (number, column): cell.text
        for number, cells in only(file.getvalue()).rows
        for column, cell in enumerate(cells)
        if not cell.is_empty
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
                reading = read_budget(str(path), shipped.vocabulary, "ht")
                assert len(reading.lines) == 1 or reading.unread
