"""What the cells of an ODS workbook say; what is repeated a million times costs nothing or is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.project.archive import MAX_TEXT
from aidnum.project.grid import EMPTY, Cell, Grid, Span
from aidnum.project.spreadsheets import grids_of, read_grids
from tests.conftest import examples
from tests.project.workbooks import DAMAGED, only, opendocument, packed, refusal, row, said, stored, table, texts

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def grid(*rows: str) -> Grid:
    """A sheet with these rows."""
    return only(opendocument(table("".join(rows))), "b.ods")


def cell(xml: str) -> Cell:
    """The only cell of a sheet that holds it."""
    ((_, (found,)),) = grid(row(xml)).rows
    return found


def test_a_file_of_libreoffice_is_read() -> None:
    budget, empty, notes = read_grids(str(Path(__file__).with_name("libreoffice.ods")))
    assert (budget.name, budget.is_hidden, budget.merged) == (
        "Budget prévisionnel",
        False,
        (Span(1, 0, 1, 4), Span(4, 0, 5, 0)),
    )
    assert [(number, [cell.text for cell in cells]) for number, cells in budget.rows] == [
        (1, ["Budget prévisionnel 2026"]),
        (3, ["Catégorie", "Libellé", "Montant HT", "TVA", "Le"]),
        (4, ["Logiciel", "Logiciel métier  à deux espaces", "8333.333333", "20 %", "2026-03-31"]),
        (5, ["", "Licences", "16666.666666", "5.5 %"]),
        (6, ["Formation", "007", "#DIV/0!", "1"]),
        (7, ["", "même", "5"]),
        (8, ["", "même", "5"]),
        (9, ["Total", "", "24999.999999"]),
    ]
    assert budget.rows[4][1][2].fault == "cette cellule est en erreur (#DIV/0!)"
    assert (empty.name, empty.rows) == ("Vide", ())
    assert (notes.name, notes.is_hidden, texts(notes)) == ("Notes", True, [["à garder"]])


def test_a_formula_that_shows_nothing_is_empty() -> None:
    shown = '<table:table-cell table:formula="of:=A1"><text:p/></table:table-cell>'
    assert grid(row(f"{shown}{stored('string', '', 'a')}")).rows == ((1, (EMPTY, Cell("a"))),)


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (stored("float", 'office:value="8333.3333333333339"', "8 333,33"), Cell("8333.333333", Decimal("8333.333333"))),
        (stored("currency", 'office:value="12" office:currency="EUR"', "12 €"), Cell("12", Decimal(12))),
        (stored("percentage", 'office:value="0.055"', "6 %"), Cell("5.5 %", Decimal("0.055"), is_percent=True)),
        (stored("date", 'office:date-value="2026-01-31"', "31/01/26"), Cell("2026-01-31")),
        (stored("date", 'office:date-value="2026-01-31T00:00:00"'), Cell("2026-01-31")),
        (stored("date", 'office:date-value="2026-01-31T12:30:00"'), Cell("2026-01-31 12:30:00")),
        (stored("time", 'office:time-value="PT12H00M00S"', "12:00:00"), Cell("12:00:00")),
        (stored("boolean", 'office:boolean-value="true"', "VRAI"), Cell("VRAI")),
        (stored("boolean", 'office:boolean-value="false"', "FAUX"), Cell("FAUX")),
        (stored("string", "", "12 000,00 €"), Cell("12 000,00 €")),
        (stored("string", 'office:string-value="dit"'), Cell("dit")),
        (stored("float", "", "8"), Cell("8")),
        (stored("float", 'office:value="1e308"'), Cell("1e308", fault="« 1e308 » est trop grand")),
        (stored("float", 'office:value="NaN"'), Cell("NaN", fault="« NaN » n'est pas un nombre")),
        (
            stored("string", 'table:formula="of:=1/0" office:string-value="" calcext:value-type="error"', "#DIV/0!"),
            Cell("#DIV/0!", fault="cette cellule est en erreur (#DIV/0!)"),
        ),
        (
            stored("float", 'table:formula="of:=A1" office:value="0"', "Err:502"),
            Cell("Err:502", fault="cette cellule est en erreur (Err:502)"),
        ),
        (
            stored("float", 'table:formula="of:=A1" office:value="0"', "#REF!"),
            Cell("#REF!", fault="cette cellule est en erreur (#REF!)"),
        ),
        (stored("float", 'table:formula="of:=A1" office:value="0"', "0"), Cell("0", Decimal(0))),
        (stored("float", 'table:formula="of:=A1"'), Cell(lacks_value=True)),
        ('<table:table-cell table:formula="of:=A1"/>', Cell(lacks_value=True)),
        ('<table:table-cell table:formula="of:=A1"><text:p>a</text:p></table:table-cell>', Cell("a")),
        (stored("string", "", "#REF!"), Cell("#REF!")),
    ],
)
def test_a_cell_has_its_stored_value(xml: str, found: Cell) -> None:
    assert cell(xml) == found


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>deux</text:p><text:p>lignes</text:p>", "deux lignes"),
        ("dehors<text:p>dit</text:p>dehors<office:annotation/>dehors<text:p>encore</text:p>dehors", "dit encore"),
        ('<text:p>un <text:span>mot</text:span> <text:a xlink:href="x">lié</text:a></text:p>', "un mot lié"),
        ('<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>', "a b c d"),
        ("<office:annotation><dc:date>1</dc:date><text:p>note</text:p></office:annotation><text:p>dit</text:p>", "dit"),
        ("<text:p>dit<office:annotation><text:p>note</text:p></office:annotation> encore</text:p>", "dit encore"),
        ("<draw:frame><draw:text-box><text:p>dessin</text:p></draw:text-box></draw:frame><text:p>dit</text:p>", "dit"),
        (f"<table:table>{row(said('dedans'))}</table:table><text:p>dit</text:p>", "dit"),
    ],
)
def test_the_text_of_a_cell_is_that_of_its_paragraphs(inside: str, text: str) -> None:
    xml = (
        f'<table:table-cell office:value-type="string" xmlns:draw="d" xmlns:dc="e" xmlns:xlink="l">{inside}</table:table-cell>'
    )
    assert cell(xml) == Cell(text)
    assert texts(grid(row(xml, said("suite")))) == [[text, "suite"]]


def test_what_is_repeated_stands_as_often() -> None:
    found = grid(row(said()), row(said("a", times=2), said(times=3), said("b"), times=2), row(said(), times=5), row(said("c")))
    assert [number for number, _ in found.rows] == [2, 3, 9]
    assert texts(found) == [["a", "a", "", "", "", "b"]] * 2 + [["c"]]


def test_a_million_empty_rows_and_what_stands_after_them_cost_nothing() -> None:
    empty = said(times=LAST_COLUMN)
    assert texts(grid(row(said("a"), empty), row(empty, times=LAST_ROW))) == [["a"]]
    fault = refusal(opendocument(table(row(empty, times=LAST_ROW - 1) + row(said("a")))), "b.ods")
    assert fault == "b.ods:Feuille1!A1048576 : cellule trop loin : 10\u00a0000 lignes et 200 colonnes au plus"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (row(said("a"), times=LAST_ROW), "Feuille1!A10001"),
        (row(said("a", times=LAST_COLUMN)), "Feuille1!GS1"),
        (row(said("a", times=999_999_999), times=999_999_999), "Feuille1!GS1"),
        (row(said(times=200), said("a")), "Feuille1!GS1"),
    ],
)
def test_what_is_full_too_far_is_refused_by_its_name(rows: str, place: str) -> None:
    assert refusal(opendocument(table(rows)), "b.ods").startswith(f"b.ods:{place} : cellule trop loin")


def test_too_many_cells_in_few_bytes_are_refused() -> None:
    sheets = table(row(said("a", times=200), times=400)), table(row(said("b", times=200), times=400), "Suite")
    first, second = grids_of(opendocument(*sheets), "b.ods")
    assert (len(first.rows), second) == (
        400,
        Grid("Suite", fault="Suite!A101 : trop de cellules : 100\u00a0000 au plus dans un fichier"),
    )


@pytest.mark.parametrize("count", ["0", "-1", "1e3", "", "9999999999", "٣"])
def test_a_senseless_count_is_refused(count: str) -> None:
    message = "budget « b.ods » : ce classeur ne se lit pas : un nombre de répétitions y est faux"
    assert refusal(opendocument(table(row(said("a", times=count)))), "b.ods") == message


def test_merged_cells_are_told_and_a_covered_one_keeps_its_place() -> None:
    wide = said("titre", more='table:number-columns-spanned="2" table:number-rows-spanned="1"')
    tall = said("section", more='table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    found = grid(
        row(wide, covered, said("à côté")),
        row(tall, said("a")),
        row("<table:covered-table-cell/>", said("b")),
        row(wide, covered, times=2),
    )
    assert texts(found) == [["titre", "", "à côté"], ["section", "a"], ["", "b"], ["titre"], ["titre"]]
    assert found.merged == (Span(1, 0, 1, 1), Span(2, 0, 3, 0), Span(4, 0, 4, 1), Span(5, 0, 5, 1))


def test_hidden_sheets_come_last() -> None:
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="ta3"/>'
    )
    tables = [table(row(said(name)), name, style) for name, style in [("A", "ta2"), ("B", "ta1"), ("C", "ta3")]]
    found = grids_of(opendocument(*tables, styles=styles), "b.ods")
    assert [(grid.name, grid.is_hidden) for grid in found] == [("B", False), ("C", False), ("A", True)]


def test_a_sheet_that_cannot_be_read_hides_no_other() -> None:
    far, near = grids_of(opendocument(table(row(said("a"), times=LAST_ROW)), table(row(said("b")), "Suite")), "b.ods")
    assert (far.rows, far.fault) == ((), "Feuille1!A10001 : cellule trop loin : 10\u00a0000 lignes et 200 colonnes au plus")
    assert texts(near) == [["b"]]


def test_what_was_changed_or_drawn_is_no_sheet() -> None:
    around = (
        "<table:tracked-changes><table:cell-content-change><table:change-track-table-cell><text:p>avant</text:p>"
        "</table:change-track-table-cell></table:cell-content-change></table:tracked-changes>{tables}"
    )
    rows = "<table:shapes><text:p>dessin</text:p></table:shapes>" + row(said("a"))
    assert texts(only(opendocument(table(rows), around=around), "b.ods")) == [["a"]]


def test_rows_in_groups_are_rows() -> None:
    groups = ("table:table-header-rows", "table:table-row-group")
    assert texts(grid(*(f"<{name}>{row(said(name))}</{name}>" for name in groups))) == [[name] for name in groups]


ENCRYPTED = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
LONG = "a" * (MAX_TEXT + 1)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"META-INF/manifest.xml": ENCRYPTED, "content.xml": "\x8f"}, " : il est protégé par un mot de passe"),
        ({"META-INF/manifest.xml": ENCRYPTED, "encrypted-package": "\x8f"}, " : il est protégé par un mot de passe"),
        ({"content.xml": "<a/>"}, " : il n'a aucune feuille de calcul"),
        ({"content.xml": "<a>"}, DAMAGED),
        ({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}, " : il déclare un type de document"),
        ({"content.xml": table(table(""))}, " : une feuille y contient une autre feuille"),
        ({"content.xml": table(row(said(LONG)))}, f" : un texte dépasse {MAX_TEXT} caractères"),
        ({"content.xml": table(row(stored("date", f'a="{LONG}"')))}, f" : un texte dépasse {MAX_TEXT} caractères"),
    ],
    ids=["encrypted", "all encrypted", "no sheet", "no XML", "entities", "a sheet in a sheet", "long text", "long attribute"],
)
def test_what_is_no_readable_workbook_is_told(content: dict[str, str], why: str) -> None:
    assert refusal(packed(content), "b.ods") == f"budget « b.ods » : ce classeur ne se lit pas{why}"


CELL = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**9), 10**9, places=4),
    st.text(
        st.characters(min_codepoint=33, max_codepoint=0xFFFD, exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1
    ),
)


def _written(value: int | Decimal | str | None) -> str:
    if value is None:
        return said()
    return said(escape(value)) if isinstance(value, str) else stored("float", f'office:value="{value}"', "?")


def _expected(value: int | Decimal | str | None) -> str | Decimal | None:
    return value if value is None or isinstance(value, str) else Decimal(value)


@settings(max_examples=examples(50))
@given(st.lists(st.tuples(st.integers(1, 3), st.lists(CELL, max_size=5)), max_size=5))
def test_what_is_written_is_read_back(rows: list[tuple[int, list[int | Decimal | str | None]]]) -> None:
    found = grid("".join(row(*map(_written, cells), times=times) for times, cells in rows))
    written = [cells for times, cells in rows for _ in range(times)]
    expected = {
        (number, column): _expected(value)
        for number, cells in enumerate(written, 1)
        for column, value in enumerate(cells)
        if value is not None
    }
    assert expected == {
        (number, column): cell.text if cell.number is None else cell.number
        for number, cells in found.rows
        for column, cell in enumerate(cells)
        if cell != EMPTY
    }
