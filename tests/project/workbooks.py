"""Workbooks made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from aidnum.errors import AidnumError
from aidnum.project.grid import Grid
from aidnum.project.spreadsheets import grids_of

BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{before}'
    '<sheets><sheet name="Feuil1" sheetId="1" r:id="rId1"/>{more}</sheets></workbook>'
)
LINK = '<Relationship Id="rId{n}" Type="http://x/relationships/{kind}" Target="{target}"/>'
LINKS = f"<Relationships>{LINK.format(n=1, kind='worksheet', target='worksheets/sheet1.xml')}{{more}}</Relationships>"
HEADER = '<row r="1"><c r="A1" t="str"><v>Catégorie</v></c><c r="B1" t="str"><v>Montant HT</v></c></row>'
LINE = '<row r="2"><c r="A2" t="str"><v>RH</v></c><c r="B2"><v>1000</v></c></row>'
DAMAGED = " : il est abîmé, ou n'en est pas un"
READ = [["Catégorie", "Montant HT"], ["RH", "1000"]]


def sheet(rows: str, around: str = "{rows}") -> str:
    """The part of a sheet with these rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet>{around.format(rows=f"<sheetData>{rows}</sheetData>")}</worksheet>'
    )


def parts(rows: str = HEADER + LINE, **more: str) -> dict[str, str]:
    """The parts of a workbook of one sheet."""
    return {
        "xl/workbook.xml": BOOK.format(before=more.get("before", ""), more=more.get("sheets", "")),
        "xl/_rels/workbook.xml.rels": LINKS.format(more=more.get("links", "")),
        "xl/worksheets/sheet1.xml": sheet(rows),
    }


def packed(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return file.getvalue()


def only(raw: bytes, path: str = "b.xlsx") -> Grid:
    """The one sheet of a workbook."""
    (grid,) = grids_of(raw, path)
    return grid


def texts(grid: Grid) -> list[list[str]]:
    """What the cells of a sheet say, row after row."""
    return [[cell.text for cell in cells] for _, cells in grid.rows]


def refusal(raw: bytes, path: str = "b.xlsx") -> str:
    """What is said of a file that is refused."""
    with pytest.raises(AidnumError) as caught:
        grids_of(raw, path)
    assert caught.value.hint
    return caught.value.message


def cell(reference: str, content: str = "<v>1</v>") -> str:
    """A row of one cell."""
    return f'<row><c r="{reference}">{content}</c></row>'


def opendocument(*tables: str, styles: str = "", around: str = "{tables}") -> bytes:
    """An ODS workbook with these tables."""
    body = around.format(tables="".join(tables))
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": (
                f'<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">'
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def table(rows: str, name: str = "Feuille1", style: str = "ta1") -> str:
    """One sheet of an ODS workbook."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, times: int | str = 1) -> str:
    """A row, however often it is repeated."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def said(*paragraphs: str, times: int | str = 1, more: str = "") -> str:
    """A cell of text, however often it is repeated."""
    text = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    kind = ' office:value-type="string"' if paragraphs else ""
    return f'<table:table-cell{kind} table:number-columns-repeated="{times}" {more}>{text}</table:table-cell>'


def stored(kind: str, attributes: str = "", text: str = "") -> str:
    """A cell with a value of a kind."""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{shown}</table:table-cell>'
