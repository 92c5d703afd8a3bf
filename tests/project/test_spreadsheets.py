"""A file is known by what it holds; one that isn't read is told with how to save it again."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_STORED

import pytest

from aidnum.errors import AidnumError
from aidnum.project.grid import Cell
from aidnum.project.spreadsheets import grids_of, read_grids
from tests.project.workbooks import READ, cell, only, opendocument, packed, parts, refusal, row, said, table, texts

TEXT = "Catégorie;Montant HT\n\nRH;1000;;\n"
ODS = opendocument(table(row(said("a"))))
OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 600


@pytest.mark.parametrize("name", ["b.csv", "b.CSV", "b.tsv", "b.tab", "b.txt", "-"])
def test_a_text_is_one_grid_without_a_name(name: str) -> None:
    grid = only(TEXT.encode("cp1252"), name)
    assert grid.name is None
    assert grid.rows == ((1, (Cell("Catégorie"), Cell("Montant HT"))), (3, (Cell("RH"), Cell("1000"))))


def test_a_text_that_begins_as_an_archive_is_a_text() -> None:
    assert texts(only(b"PK;HT\n12;3\n", "b.csv")) == [["PK", "HT"], ["12", "3"]]


@pytest.mark.parametrize("name", ["b.xlsx", "b.XLSM", "b.ods", "b.xls", "b.csv", "b", "-"])
def test_a_workbook_is_known_by_what_it_holds(name: str) -> None:
    assert texts(only(packed(parts()), name)) == READ
    assert texts(only(ODS, name)) == [["a"]]


@pytest.mark.parametrize(
    ("name", "what", "hint"),
    [
        ("b.xls", "un classeur d'un ancien format d'Excel", "l'enregistrer sous un autre format : XLSX, ODS ou CSV"),
        ("b.xlsb", "un classeur au format binaire d'Excel", "l'enregistrer sous un autre format : XLSX, ODS ou CSV"),
        ("b.numbers", "un classeur de Numbers", "Exporter vers, Excel"),
        ("b.gsheet", "un lien vers Google Sheets", "Télécharger, Microsoft Excel"),
        ("b.PDF", "un PDF", "Copier le tableau dans un tableur"),
        ("b.docx", "un document de texte", "Copier le tableau dans un tableur"),
        ("b.jpg", "une image", "Copier le tableau dans un tableur"),
        ("b.fods", "un classeur d'un format peu courant", "l'enregistrer sous un autre format"),
    ],
)
def test_a_format_that_is_not_read_is_named_with_what_to_do(name: str, what: str, hint: str) -> None:
    with pytest.raises(AidnumError) as caught:
        grids_of(b"quelconque", name)
    assert caught.value.message == f"budget « {name} » : c'est {what}, qui ne se lit pas"
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize(
    ("raw", "name", "what"),
    [
        (OLD, "b.xlsx", "ce classeur ne se lit pas : il est protégé par un mot de passe, ou d'un ancien format"),
        (OLD, "b.xls", "c'est un classeur d'un ancien format d'Excel, qui ne se lit pas"),
        (OLD, "b.csv", "ce classeur ne se lit pas : il est protégé par un mot de passe, ou d'un ancien format"),
        (b"%PDF-1.7\n", "b.csv", "c'est un PDF, qui ne se lit pas"),
        (b"%PDF-1.7\n", "b.xlsx", "c'est un PDF, qui ne se lit pas"),
        (b"\xef\xbb\xbf <html><table>", "b.xls", "c'est une page web, qui ne se lit pas"),
        (b"<?xml version='1.0'?><Workbook/>", "b.csv", "c'est une page web, qui ne se lit pas"),
        (packed({"Index/Document.iwa": ""}), "b.zip", "c'est un classeur de Numbers, qui ne se lit pas"),
        (packed({"word/document.xml": ""}), "b.xlsx", "c'est un document de texte, qui ne se lit pas"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}, ZIP_STORED), "b.ods",
         "c'est un document de texte, qui ne se lit pas"),
        (packed({"_rels/.rels": '<a><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/></a>'}), "b.xlsx",
         "ce classeur ne se lit pas : il est au format binaire (.xlsb)"),
        (bytes(range(256)), "b.csv", "ce fichier n'est ni du texte, ni un classeur"),
        (packed({"a.csv": ""}), "b.zip", "ce classeur ne se lit pas : « xl/workbook.xml » y manque"),
    ],
)  # fmt: skip
def test_a_name_that_lies_does_not_deceive(raw: bytes, name: str, what: str) -> None:
    assert refusal(raw, name) == f"budget « {name} » : {what}"


def test_a_text_of_two_octets_a_letter_is_no_binary_file() -> None:
    assert texts(only("Catégorie;Montant HT\nRH;1000\n".encode("utf-16-le"), "b.csv")) == READ


def test_a_file_is_called_what_it_is_said_to_be() -> None:
    with pytest.raises(AidnumError) as caught:
        grids_of(b"%PDF-1.7", "l.csv", "liste")
    assert caught.value.message == "liste « l.csv » : c'est un PDF, qui ne se lit pas"


@pytest.mark.parametrize("name", ["b", "b.dat", "b.pptx"])
def test_another_extension_is_refused_before_the_file_is_opened(name: str) -> None:
    with pytest.raises(AidnumError) as caught:
        read_grids(name)
    assert (caught.value.message, caught.value.hint) == (
        f"budget « {name} » : format non reconnu",
        "Formats : .csv, .xlsx, .ods, .yaml ou .json.",
    )


def test_a_line_too_wide_or_too_far_is_refused_at_its_place() -> None:
    assert refusal(b"a;b\n" + b";" * 200 + b"c\n", "b.csv").startswith("b.csv:2 : cellule trop loin")
    assert refusal(b"a;b\n" * 10_001, "b.csv") == "b.csv:10001 : ligne trop loin : 10\u00a0000 lignes au plus"
    assert refusal(b"a;b;c;d;e;f;g;h;i;j;k\n" * 10_000, "b.csv").startswith(
        "b.csv:9091 : trop de cellules : 100\u00a0000 au plus"
    )
    assert refusal(b"a\n" + b";" * 500_000 + b"\n", "b.csv") == "b.csv:2 : ligne trop longue : 500\u00a0000 caractères au plus"
    assert len(only(b"a;b\n" * 10_000 + b'"";;\n' * 50_000, "b.csv").rows) == 10_000


def test_a_workbook_is_refused_when_no_sheet_that_holds_something_is_read() -> None:
    assert (
        refusal(packed(parts(cell("A10001"))))
        == "b.xlsx:Feuil1!A10001 : cellule trop loin : 10\u00a0000 lignes et 200 colonnes au plus"
    )


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AidnumError, match="le fichier n'existe pas"):
        read_grids(str(tmp_path / "absent.csv"))
