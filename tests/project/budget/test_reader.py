"""Budget files as people have them: how each shape is read, the same in every format, and no row of any is dropped."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue
from aidnum.errors import AidnumError
from aidnum.model.budget import BudgetReading
from aidnum.project.budget.reader import MAX_LINES, read_budget
from tests.conftest import ROOT, examples
from tests.project.budget.files import WRITERS, as_csv, cells_of
from tests.project.budget.shapes import SHAPES, Shape
from tests.project.budget.shown import row_of, shown

Read = Callable[..., BudgetReading]


@pytest.fixture
def read(shipped: Catalogue, tmp_path: Path) -> Read:
    """Read the cells of a text, before tax unless said."""

    def reading(text: str, basis: str = "ht", **said: object) -> BudgetReading:
        return read_budget(as_csv(tmp_path, cells_of(text)), shipped.vocabulary, basis, **said)  # type: ignore[arg-type]

    return reading


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_of_budget_is_read_alike_in_every_format(shipped: Catalogue, tmp_path: Path, shape: Shape, form: str) -> None:
    path = WRITERS[form](tmp_path, cells_of(shape.file))
    assert shown(read_budget(path, shipped.vocabulary, "ht")) == shape.reading.strip("\n")


def rows_told(reading: BudgetReading) -> set[int]:
    """The rows of which something is said."""
    told = [line.where or "" for line in reading.lines]
    told += [funder.where for funder in reading.funders] + [one.where for one in reading.set_aside]
    told += [one.where for one in reading.unread]
    return set(map(row_of, told))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_row_of_a_shape_is_read_set_aside_or_told(read: Read, shape: Shape) -> None:
    rows = {number for number, cells in enumerate(cells_of(shape.file), 1) if any(cell.strip() for cell in cells)}
    assert rows_told(read(shape.file)) == rows


VOCABULARY = load_catalogue().vocabulary
CELLS = st.sampled_from(
    [
        *(
            "",
            "",
            "Libellé",
            "Poste",
            "Catégorie",
            "Montant HT",
            "Montant TTC",
            "TVA",
            "Qté",
            "PU HT",
            "2026",
            "2027",
            "Section",
        ),
        *("DÉPENSES", "RECETTES", "Investissement", "Fonctionnement", "Total", "Sous-total", "TVA 20 %", "Total TTC", "Remise"),
        *("Logiciels", "Serveurs", "Truc", "DETR", "Autofinancement", "Emprunt", "FCTVA", "2051", "c/2183", "dont portables"),
        *(
            "1000",
            "12,50",
            "-30",
            "(5)",
            "offert",
            "-",
            "env. 500",
            "12.000",
            "20 %",
            "8 k€",
            "1 200,00 € HT",
            "0",
            "\x1b[2J",
            "HT",
        ),
    ]
)


@settings(max_examples=examples(150))
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=12))
def test_no_row_of_any_file_is_dropped(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = as_csv(Path(folder), rows)
        try:
            reading = read_budget(path, VOCABULARY, "ht")
        except AidnumError as error:
            assert "aucune ligne" in error.message  # noqa: PT017 - or it is read
            return
    filled = {number for number, cells in enumerate(rows, 1) if any(cell.strip() for cell in cells)}
    assert filled <= rows_told(reading)


def test_an_answer_gives_the_category_that_was_asked(read: Read) -> None:
    text = "Poste;Montant HT\nTruc à  Définir;10\nMatériel et logiciels;20\n"
    assert [one.label for one in read(text).unread] == ["Truc à  Définir", "Matériel et logiciels"]
    answered = read(text, categories={"truc a definir": "travaux", "materiel et logiciels": "licences"})
    assert ([line.category for line in answered.lines], answered.unread) == (["travaux", "logiciel"], ())


def test_the_rate_said_for_all_gives_the_amount_that_lacks(read: Read) -> None:
    (line,) = read("Poste;Montant TTC\nLicences;1200\n", vat=Decimal("0.2")).lines
    assert (line.ht, line.ttc, line.vat) == (Decimal(1000), Decimal(1200), Decimal("0.2"))
    own = read("Poste;Montant TTC;TVA\nLicences;1100;10 %\n", vat=Decimal("0.2")).lines[0]
    assert own.ht == Decimal(1000)


def test_sums_that_no_column_names_are_what_the_applicant_says(read: Read) -> None:
    (line,) = read("Poste;Montant\nLicences;1200\n", "ttc").lines
    assert (line.ht, line.ttc) == (None, Decimal(1200))


def test_the_sheet_that_holds_costs_is_found_and_named(shipped: Catalogue, tmp_path: Path) -> None:
    path = _book(
        tmp_path,
        {
            "Lisez-moi": [["Budget du portail"]],
            "Budget": [["Poste", "Montant HT"], ["Licences", 10], ["Travaux", 20]],
            "Variante": [["Poste", "Montant HT"], ["Licences", 15]],
            "Recettes": [["Financeur", "Montant"], ["DETR", 12], ["Autofinancement", 18]],
        },
    )
    reading = read_budget(path, shipped.vocabulary, "ht")
    assert (reading.sheet, len(reading.lines), reading.own_funds) == ("Budget", 2, Decimal(18))
    assert [(funder.where, funder.name) for funder in reading.funders] == [("Recettes!B2", "DETR")]
    assert reading.notes[:2] == (
        "feuille lue : « Budget » ; « Variante » a aussi des coûts",
        "recettes de la feuille « Recettes »",
    )


def test_a_sheet_is_read_by_its_name_whatever_its_case(shipped: Catalogue, tmp_path: Path) -> None:
    path = _book(tmp_path, {"Un": [["Poste", "HT"], ["Licences", 10]], "Été 2026": [["Poste", "HT"], ["Travaux", 5]]})
    assert read_budget(path, shipped.vocabulary, "ht", sheet="ete 2026").lines[0].category == "travaux"
    with pytest.raises(AidnumError, match="aucune feuille ne s'appelle « Eté  » ") as caught:
        read_budget(path, shipped.vocabulary, "ht", sheet="Eté ")
    assert caught.value.hint == "Feuilles : « Un » et « Été 2026 »."


def test_a_sheet_of_a_file_without_sheets_is_refused(read: Read) -> None:
    with pytest.raises(AidnumError) as caught:
        read("Poste;HT\nLicences;10\n", sheet="Budget")
    assert caught.value.hint == "Ce fichier n'a pas de feuilles."


def _book(folder: Path, sheets: dict[str, list[list[object]]]) -> str:
    path = folder / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)
    return str(path)


def test_merged_cells_say_what_they_cover(shipped: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Feuil1")
        page.merge_range("A1:E1", "Budget TTC et HT du projet")
        page.merge_range("A2:A3", "Section")
        page.merge_range("B2:B3", "Poste")
        page.merge_range("C2:C3", "Détail")
        page.merge_range("D2:E2", "Montant")
        page.write_row("D3", ["HT", "TTC"])
        page.merge_range("A4:A5", "Investissement")
        page.write("A6", "Fonctionnement")
        page.merge_range("B4:B5", "Matériel")
        page.write_row("B6", ["Maintenance", "un an", 100, 120])
        page.write_row("C4", ["Boîtiers", 1000, 1200])
        page.write_row("C5", ["Suite bureautique", 500, 600])
    reading = read_budget(str(path), shipped.vocabulary, "ht")
    assert [(line.label, line.category, line.nature, line.ht) for line in reading.lines] == [
        ("Matériel – Boîtiers", "materiel", "investment", Decimal(1000)),
        ("Matériel – Suite bureautique", "materiel", "investment", Decimal(500)),
        ("Maintenance – un an", "hebergement", "running", Decimal(100)),
    ]
    assert reading.unread == ()


def test_formulas_say_their_stored_value_and_those_without_are_told(shipped: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Feuil1")
        page.write_row("A1", ["Poste", "Montant HT"])
        page.write("A2", "Licences")
        page.write_formula("B2", "=25000/3", None, 25000 / 3)
        page.write("A3", "Travaux")
        page.write_formula("B3", "=1+1", None, "")
        page.write("A4", "Total")
        page.write_formula("B4", "=SUM(B2:B3)", None, "")
    reading = read_budget(str(path), shipped.vocabulary, "ht")
    assert [line.ht for line in reading.lines] == [Decimal("8333.33")]
    assert reading.notes == ("montants arrondis ou convertis : Feuil1!B2, 8333,333333 lu 8\u00a0333,33\u00a0€",)
    assert [(one.where, one.why) for one in reading.unread] == [("Feuil1!B3", "cette formule n'a pas de valeur enregistrée")]
    assert "l'enregistrer" in reading.unread[0].say
    assert reading.set_aside[-1] == ("Feuil1!B4", "total non vérifié : cette formule n'a pas de valeur enregistrée")


def test_formulas_without_a_value_are_left_where_nothing_waits_for_them(shipped: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Feuil1")
        page.write_row("A1", ["Poste", "Montant HT", "TVA", "Montant TTC", "", "Financeur", "Montant"])
        page.write_row("A2", ["Licences", 1000, "20 %"])
        page.write_row("F2", ["DETR", 400])
        page.write("F3", "Autofinancement")
        for cell in ("D2", "D3", "G3", "G4"):
            page.write_formula(cell, "=1+1", None, "")
        page.write("F4", "Total")
    reading = read_budget(str(path), shipped.vocabulary, "ht")
    assert [(line.ht, line.ttc) for line in reading.lines] == [(Decimal(1000), Decimal(1200))]
    assert ([funder.name for funder in reading.funders], reading.own_funds, reading.unread) == (["DETR"], None, ())
    assert [one.where.partition("!")[2] for one in reading.set_aside] == ["A1", "F1", "D2", "D3", "G3", "G4"]


@pytest.mark.parametrize(("total", "is_right"), [(25_000, True), (24_999.99, True), (24_999.98, True), (25_000.01, False)])
def test_a_total_may_differ_by_what_was_rounded_above_it(
    shipped: Catalogue, tmp_path: Path, total: float, *, is_right: bool
) -> None:
    path = _book(tmp_path, {"A": [["Libellé", "HT"], *[["Travaux", 25_000 / 3]] * 3, ["Total", total]]})
    reading = read_budget(path, shipped.vocabulary, "ht")
    assert (len(reading.lines), reading.unread == ()) == (3, is_right)


@pytest.mark.parametrize(("count", "end"), [(5, "lu 0,33\u00a0€"), (6, " et 1\u00a0autre"), (12, " et 7\u00a0autres")])
def test_many_rounded_amounts_are_told_in_one_note(shipped: Catalogue, tmp_path: Path, count: int, end: str) -> None:
    path = _book(tmp_path, {"A": [["Catégorie", "HT"], *[["RH", 1 / 3]] * count]})
    (note,) = read_budget(path, shipped.vocabulary, "ht").notes
    assert note.endswith(end)


@pytest.mark.parametrize("text", ["", "Libellé;Catégorie;Montant HT\n", "Bonjour\n", "Libellé;Catégorie;Montant HT\n;;\n"])
def test_what_holds_no_cost_is_no_budget(read: Read, text: str) -> None:
    with pytest.raises(AidnumError, match="aucune ligne de coût"):
        read(text)


def test_a_budget_without_end_is_refused(read: Read) -> None:
    line = "Licences;10\n"
    assert len(read("Poste;HT\n" + line * MAX_LINES).lines) == MAX_LINES
    with pytest.raises(AidnumError, match="budget trop long"):
        read("Poste;HT\n" + line * (MAX_LINES + 1))


def test_the_example_of_the_guide_is_read_whole(shipped: Catalogue) -> None:
    reading = read_budget(str(ROOT / "docs/exemples/reseau-bibliotheques.csv"), shipped.vocabulary, "ht")
    assert sum(line.ht or 0 for line in reading.lines) == Decimal(102_000)
    assert (reading.unread, reading.notes) == ((), ())
