"""Budget files as people make them, and as they spoil them: each line is read or refused with its place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError
from aidnum.model.budget import CostLine
from aidnum.project.budget_file import read_budget
from tests.conftest import ROOT

HEADER = "Libellé;Catégorie;Montant HT;TVA;Nature\n"
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of some bytes or text and give its path."""

    def written(content: str | bytes, name: str = "budget.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return written


def sheet(path: Path, rows: list[list[Any]], **formats: str) -> str:
    """A workbook with these rows."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        styles = {int(column): book.add_format({"num_format": form}) for column, form in formats.items()}
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                page.write(row, column, cell, styles.get(column))
    return str(path)


def refusal(catalogue: Catalogue, path: str) -> str:
    """What is said of a file, its folder left out."""
    with pytest.raises(AidnumError) as caught:
        read_budget(path, catalogue.vocabulary, "ht")
    hint = f" | {caught.value.hint}" if caught.value.hint else ""
    return caught.value.message.replace(f"{Path(path).parent}/", "") + hint


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "Portail;licences;12 500,50;20 %;investissement\n",
        "\ufeff" + HEADER + "Portail;licences;12\u202f500,50;20;Investissement\n",
        (HEADER + "Portail;licences;12\u00a0500,50 €;20,0 %;inv\n").encode("cp1252"),
        (HEADER + "Portail;licences;12500,50;20 %;I\n").encode("utf-16"),
        ("sep=;\n" + HEADER + "\nPortail;licences;12500,5;20 %;investissement\r\n;;;;\n"),
        "poste\tdépense\tmontant HT\tmontant TTC\tsection\nPortail\tlicences\t12500,50\t15000,60\tinvestissement\n",
        "label,category,amount,vat,nature\nPortail,licences,12500.50,20%,investment\n",
    ],
    ids=["utf-8", "bom", "cp1252", "utf-16", "sep-line", "tabs", "english"],
)
def test_a_csv_is_read_however_a_spreadsheet_wrote_it(shipped: Catalogue, write: Write, content: str | bytes) -> None:
    (line,) = read_budget(write(content), shipped.vocabulary, "ht")
    assert (line.label, line.category, line.ht, line.ttc) == ("Portail", "logiciel", Decimal("12500.50"), Decimal("15000.60"))
    assert line.nature == "investment"


def test_the_amount_before_tax_comes_from_the_one_with_tax(shipped: Catalogue, write: Write) -> None:
    (line,) = read_budget(write("Catégorie;Montant TTC;TVA\nlicences;1000;5,5 %\n"), shipped.vocabulary, "ht")
    assert line == CostLine(
        "logiciels (licences)", "logiciel", Decimal("947.87"), Decimal(1000), Decimal("0.055"), None, line.where
    )


def test_lines_of_total_are_checked_and_passed_over(shipped: Catalogue, write: Write) -> None:
    text = "Libellé;Catégorie;Montant HT\na;RH;10\nb;AMO;5,50\nSous-total;;15,50\nc;SaaS;4\nsous total;;4\nTotal HT;;19,50\n"
    assert [line.label for line in read_budget(write(text), shipped.vocabulary, "ht")] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HEADER + "a;bateaux;10;;\n",
            "budget.csv:2 : catégorie de coût inconnue « bateaux » | Catégories connues : personnel,",
        ),
        (HEADER + "a;licence;10;;\nb;license;10;;\n", "budget.csv:3 : catégorie de coût inconnue « license » | Le plus proche"),
        (HEADER + "a;;10;;\n", "budget.csv:2 : catégorie de coût manquante"),
        (HEADER + "a;licences;;;\n", "budget.csv:2 : montant manquant"),
        (HEADER + "a;licences;12.500;;\n", "budget.csv:2 : « 12.500 » est ambigu"),
        (HEADER + "a;licences;-3;;\n", "budget.csv:2 : « -3 » est négatif"),
        (HEADER + "a;licences;=1+1;;\n", "budget.csv:2 : « =1+1 » n'est pas un montant"),
        (HEADER + "a;licences;10;0,2;\n", "budget.csv:2 : « 0,2 » n'est pas un taux de TVA"),
        (HEADER + "a;licences;10;200 %;\n", "budget.csv:2 : « 200 % » n'est pas un taux de TVA"),
        (HEADER + "a;licences;10;٢٠;\n", "budget.csv:2 : « ٢٠ » n'est pas un taux de TVA"),
        (HEADER + "a;licences;10;20 %;mixte\n", "budget.csv:2 : nature inconnue « mixte »"),
        (HEADER + "a;licences;10;20 %;;en trop\n", "budget.csv:2 : plus de cellules que de colonnes"),
        (HEADER + "a\x1b[2J;licences;10;20 %;\n", "budget.csv:2 : caractère de contrôle"),
        (
            HEADER + "a;licences;10;;\nTotal;;11;;\n",
            "budget.csv:3 : ce total dit 11\u00a0€, les lignes au-dessus font 10\u00a0€",
        ),
        (
            HEADER + "a;licences;10;;\nb;RH;10;;\nTotal;;20,01;;\n",
            "budget.csv:4 : ce total dit 20,01\u00a0€, les lignes au-dessus font 20\u00a0€",
        ),
        ("Montant HT;Catégorie;HT\n1;RH;2\n", "budget.csv:1 : deux colonnes disent la même chose"),
        ("Catégorie;Somme\nRH;10\n", "budget.csv:1 : la première ligne nomme les colonnes"),
        ("Catégorie;Montant TTC\nRH;10\n", "budget.csv:2 : le montant hors taxes manque"),
        ("Catégorie;HT;TTC\nRH;10;9\n", "budget.csv:2 : le montant TTC (9\u00a0€) est inférieur"),
        (
            "Catégorie;HT;TTC;TVA\nRH;10;15;20 %\n",
            "budget.csv:2 : 10\u00a0€ hors taxes avec 20\u00a0% de TVA ne font pas 15\u00a0€ TTC",
        ),
        (HEADER, "budget.csv : aucune ligne de coût"),
        ("", "budget.csv : aucune ligne de coût"),
        (HEADER + '"a;licences;10;;\n' + "x" * 200_000, "budget.csv:2 : cette ligne n'est pas du CSV lisible"),
    ],
)
def test_a_spoilt_csv_is_refused_where_it_is_spoilt(shipped: Catalogue, write: Write, text: str, said: str) -> None:
    assert refusal(shipped, write(text)).startswith(said)


def test_a_budget_without_end_is_refused(shipped: Catalogue, write: Write) -> None:
    assert "budget trop long" in refusal(shipped, write(HEADER + "a;licences;10;;\n" * 1_001))


def test_columns_that_are_not_read_are_told(shipped: Catalogue, write: Write) -> None:
    path = write("Catégorie;Montant HT;Fournisseur\nRH;10;x\n")
    told: list[str] = []
    assert len(read_budget(path, shipped.vocabulary, "ht", told.append)) == 1
    assert told == ["colonnes du budget non lues : Fournisseur"]
    with pytest.warns(UserWarning, match="non lues : Fournisseur"):
        read_budget(path, shipped.vocabulary, "ht")


def test_a_workbook_is_read_with_numbers_percents_and_text(shipped: Catalogue, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Libellé", "Catégorie", "Montant HT", "TVA", "Nature"],
        ["Portail", "licences", 12500.1 + 0.2, 0.2, "investissement"],
        [],
        ["Agents", "RH", "1 000,50", 0, "fonctionnement"],
        ["Total", None, 13500.8, None, None],
    ]
    lines = read_budget(sheet(tmp_path / "budget.xlsx", rows, **{"3": "0 %"}), shipped.vocabulary, "ht")
    assert [(line.category, line.ht, line.vat, line.nature) for line in lines] == [
        ("logiciel", Decimal("12500.30"), Decimal("0.2"), "investment"),
        ("personnel", Decimal("1000.50"), Decimal(0), "running"),
    ]
    assert [line.where for line in lines] == [f"{tmp_path}/budget.xlsx:Sheet1!C2", f"{tmp_path}/budget.xlsx:Sheet1!C4"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["RH", -5, 0], "B2 : « -5 » est négatif"),
        (["RH", True, 0], "B2 : « VRAI » n'est pas un montant"),
        (["RH", 1e22, 0], "B2 : « 1E+22 » est trop grand"),
        (["RH", 1e308, 0], "B2 : « 1E+308 » est trop grand"),
        (["RH", 1e13, 0], "B2 : « 10000000000000 » est trop grand"),
        (["RH", date(2026, 1, 31), 0], "B2 : « 2026-01-31 » n'est pas un montant"),
        (["RH", "8333,333", 0], "B2 : « 8333,333 » n'est pas un montant"),
        (["RH", 10, 300], "C2 : « 300 » n'est pas un taux de TVA"),
        (["RH", 10, 1e22], "C2 : « 1E+22 » est trop grand"),
        (["bateaux", 10, 0], "A2 : catégorie de coût inconnue « bateaux »"),
        (["RH", None, 0], "A2 : montant manquant"),
        ([None, 10, 0], "B2 : catégorie de coût manquante"),
        (["RH", 10, 0, None, "x"], "E2 : plus de cellules que de colonnes"),
    ],
)
def test_a_cell_that_can_not_be_read_is_named(shipped: Catalogue, tmp_path: Path, cells: list[Any], said: str) -> None:
    path = sheet(
        tmp_path / "budget.xlsx", [["Catégorie", "Montant HT", "TVA"], cells], **{"1": "dd/mm/yyyy"} if _has_day(cells) else {}
    )
    assert refusal(shipped, path).startswith(f"budget.xlsx:Sheet1!{said}")


def _has_day(cells: list[Any]) -> bool:
    return any(isinstance(cell, date) for cell in cells)


def test_a_percentage_is_no_amount(shipped: Catalogue, tmp_path: Path) -> None:
    path = sheet(tmp_path / "budget.xlsx", [["Catégorie", "Montant HT"], ["RH", 0.5]], **{"1": "0 %"})
    assert refusal(shipped, path).startswith("budget.xlsx:Sheet1!B2 : « 50 % » n'est pas un montant")


def test_half_a_euro_is_an_amount_and_a_share_of_one_a_rate_of_vat(shipped: Catalogue, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Catégorie", "Montant HT", "TVA"], ["RH", 0.5, 0.2], ["RH", 1000, 5.5], ["RH", 1000, 20]]
    lines = read_budget(sheet(tmp_path / "budget.xlsx", rows), shipped.vocabulary, "ht")
    assert [(line.ht, line.vat) for line in lines] == [
        (Decimal("0.5"), Decimal("0.2")),
        (Decimal(1000), Decimal("0.055")),
        (Decimal(1000), Decimal("0.2")),
    ]


def test_a_computed_amount_is_rounded_to_the_cent_and_told(shipped: Catalogue, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Catégorie", "Montant HT"], ["RH", 25_000 / 3], ["RH", 0.125], ["RH", 0.1 + 0.2]]
    path = sheet(tmp_path / "budget.xlsx", rows)
    told: list[str] = []
    lines = read_budget(path, shipped.vocabulary, "ht", told.append)
    assert [line.ht for line in lines] == [Decimal("8333.33"), Decimal("0.13"), Decimal("0.30")]
    (rounded,) = told
    assert rounded == (
        f"montants arrondis au centime : {path}:Sheet1!B2, 8333,333333 lu 8\u00a0333,33\u00a0€"
        f" et {path}:Sheet1!B3, 0,125 lu 0,13\u00a0€"
    )


@pytest.mark.parametrize(("count", "end"), [(5, "lu 0,33\u00a0€"), (6, " et 1\u00a0autre"), (12, " et 7\u00a0autres")])
def test_many_rounded_amounts_are_told_in_one_line(shipped: Catalogue, tmp_path: Path, count: int, end: str) -> None:
    told: list[str] = []
    path = sheet(tmp_path / "b.xlsx", [["Catégorie", "HT"], *[["RH", 1 / 3]] * count])
    read_budget(path, shipped.vocabulary, "ht", told.append)
    assert (len(told), told[0].endswith(end)) == (1, True)


@pytest.mark.parametrize(("total", "is_right"), [(25_000, True), (24_999.99, True), (24_999.98, True), (25_000.01, False)])
def test_a_total_may_differ_by_what_was_rounded_above_it(
    shipped: Catalogue, tmp_path: Path, total: float, *, is_right: bool
) -> None:
    rows: list[list[Any]] = [["Libellé", "Catégorie", "HT"], *[["a", "RH", 25_000 / 3]] * 3, ["Total", None, total]]
    path = sheet(tmp_path / "budget.xlsx", rows)
    if is_right:
        assert len(read_budget(path, shipped.vocabulary, "ht", lambda _: None)) == 3
    else:
        assert refusal(shipped, path).startswith("budget.xlsx:Sheet1!C5 : ce total dit 25\u00a0000,01\u00a0€")


def test_what_is_no_workbook_is_refused(shipped: Catalogue, write: Write) -> None:
    assert "ce classeur ne se lit pas" in refusal(shipped, write("Catégorie;Montant\n", "budget.xlsx"))


def test_a_workbook_is_read_without_any_extra(tmp_path: Path) -> None:
    path = sheet(tmp_path / "budget.xlsx", [["Catégorie", "Montant HT"], ["RH", 1000]])
    words = ["check", "--budget", path, "--date", "2025-11-24", "--no-input"]
    script = (
        "import sys; sys.modules['python_calamine'] = sys.modules['xlsxwriter'] = None\n"
        f"from aidnum.cli.main import main\nsys.exit(main({words!r}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_yaml_budget_is_read_with_the_same_words(shipped: Catalogue, write: Write) -> None:
    text = "lignes:\n  - {libellé: Portail, catégorie: licences, montant HT: 12500, TVA: 20 %, nature: investissement}\n"
    (line,) = read_budget(write(text, "budget.yaml"), shipped.vocabulary, "ht")
    assert (line.label, line.ttc, line.where) == ("Portail", Decimal("15000.00"), line.where)
    assert line.where is not None
    assert line.where.endswith("budget.yaml:2:5")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "lignes:\n  - {catégorie: RH, montan: 3}\n",
            "budget.yaml:2:5 : clé inconnue ou en double « montan » (« montant » ?) ; attendu : libellé",
        ),
        ("lignes:\n  - {catégorie: RH, montant: 3, coût: 4}\n", "budget.yaml:2:5 : clé inconnue ou en double « coût »"),
        ("lignes:\n  - RH\n", "budget.yaml:2:5 : une ligne est un groupe de clés"),
        ("lignes: RH\n", "budget.yaml:1:1 : « lignes » attend une liste"),
        ("autre: [1]\n", "budget.yaml:1:1 : clé inconnue « autre »"),
        ("- RH\n", "budget.yaml:1:1 : un budget est une liste de lignes"),
        ("lignes:\n  - {catégorie: [RH], montant: 3}\n", "budget.yaml:2:5 : chaque clé d'une ligne attend une seule valeur"),
        ("lignes:\n  - {catégorie: RH, catégorie: AMO, montant: 3}\n", "budget.yaml:2:21 : clé en double"),
    ],
)
def test_a_spoilt_yaml_is_refused_where_it_is_spoilt(shipped: Catalogue, write: Write, text: str, said: str) -> None:
    assert refusal(shipped, write(text, "budget.yaml")).startswith(said)


def test_another_kind_of_file_or_none_is_refused(shipped: Catalogue, write: Write, tmp_path: Path) -> None:
    assert "format non reconnu" in refusal(shipped, write("x", "budget.dat"))
    assert "le fichier n'existe pas" in refusal(shipped, str(tmp_path / "absent.csv"))
    (tmp_path / "dossier.csv").mkdir()
    assert "c'est un dossier" in refusal(shipped, str(tmp_path / "dossier.csv"))


def test_the_example_of_the_guide_is_read_whole(shipped: Catalogue) -> None:
    lines = read_budget(str(ROOT / "docs/exemples/reseau-bibliotheques.csv"), shipped.vocabulary, "ht")
    assert sum(line.ht or 0 for line in lines) == Decimal(102_000)
