"""``aidnum budget``: how a file is read, and an empty one that is read back once filled in."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Run
from tests.cli.terminal import sit
from tests.conftest import ROOT

BUDGET = ROOT / "docs/exemples/reseau-bibliotheques.csv"
LACKING = "Libellé;Montant HT\nBidules;500\nLicences;12000\n"
FILLED: dict[str, str | float] = {
    "A5": "Portail citoyen", "B5": "logiciels", "C5": "investissement", "D5": 1000, "E5": 0.2, "F5": 1200,
    "A6": "Hébergement", "B6": "hébergement", "C6": "fonctionnement", "D6": 100, "E6": 0.055, "F6": 105.5,
    "A7": "Remise", "B7": "logiciels", "C7": "investissement", "D7": -50, "E7": 0.2, "F7": -60,
    "D35": 1050, "F35": 1245.5, "H5": "DETR", "I5": 400, "H6": "Emprunt", "I6": 100, "I34": 550, "I35": 1050,
}  # fmt: skip


def _file(folder: Path, text: str, name: str = "b.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _filled(book: bytes, cells: dict[str, str | float]) -> bytes:
    """A workbook with the cells of its first sheet as a spreadsheet would have saved them, sums included."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as parts, ZipFile(out, "w") as copy:
        for part in parts.namelist():
            text = parts.read(part)
            copy.writestr(part, _written(text.decode(), cells) if part == "xl/worksheets/sheet1.xml" else text)
    return out.getvalue()


def _written(sheet: str, cells: dict[str, str | float]) -> str:
    for name, value in cells.items():
        told = f't="inlineStr"><is><t>{value}</t></is>' if isinstance(value, str) else f"><v>{value}</v>"
        sheet, count = re.subn(rf'<c r="{name}"( s="[0-9]+")?[^>]*?(?:/>|>.*?</c>)', rf'<c r="{name}"\1 {told}</c>', sheet)
        assert count == 1, name
    return sheet


def test_a_budget_is_shown_line_by_line(run: Run) -> None:
    ran = run("budget", str(BUDGET), "--format", "json")
    whole = json.loads(ran.out)
    assert (ran.status, ran.err, whole["unread"]) == (0, "", [])
    assert (whole["sheet"], whole["basis"], whole["total"]) == (None, "ht", "102000.00")
    assert {line["nature"] for line in whole["lines"]} == {"investment", "running"}
    assert json.loads(run("budget", str(BUDGET), "--ttc", "--format", "json").out)["total"] == "122400.00"


def test_what_can_not_be_read_is_an_answer_with_status_1(run: Run, tmp_path: Path) -> None:
    path = _file(tmp_path, LACKING)
    ran = run("budget", path)
    assert (ran.status, ran.err) == (1, "")
    assert "À REPRENDRE" in ran.out
    assert "b.csv:2" in ran.out
    out = tmp_path / "lecture.md"
    assert run("budget", path, "-o", str(out)).status == 1
    assert "b.csv:2" in out.read_text(encoding="utf-8")


def test_a_rate_of_vat_and_a_sheet_may_be_given(run: Run, tmp_path: Path) -> None:
    path = _file(tmp_path, "Libellé;Montant TTC\nLicences;1200\n")
    assert json.loads(run("budget", path, "--tva", "20", "--format", "json").out)["lines"][0]["amount"] == "1000.00"
    ran = run("budget", path, "--feuille", "Coûts")
    assert (ran.status, ran.out) == (1, "")
    assert "Coûts" in ran.err


def test_the_option_of_the_rate_is_named_wherever_it_lacks(run: Run, tmp_path: Path) -> None:
    path = _file(tmp_path, "Libellé;Montant TTC\nLicences;1200\n")
    assert "--tva 20%" in run("budget", path).out
    assert run("plan", "Ploërmel", "--budget", path).err.rstrip().endswith("Par exemple --tva 20%.")


@pytest.mark.parametrize("rows", ["Licences;1000\nRemise;-2500\n", "Licences;10\nRemise;-10\n", "Recettes;\nDETR;10\n"])
def test_what_no_plan_could_start_from_is_told(run: Run, tmp_path: Path, rows: str) -> None:
    path = _file(tmp_path, f"Libellé;Montant HT\n{rows}")
    assert (run("budget", path).status, run("plan", "Ploërmel", "--budget", path).status) == (1, 1)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "indiquer le budget à lire"),
        (("absent.csv",), 1, "« absent.csv » illisible : le fichier n'existe pas"),
        (("budget.doc",), 1, "budget.doc"),
        ((str(BUDGET), "--tva", "0,2"), 2, "tva : « 0,2 » n'est pas un taux de TVA"),
        ((str(BUDGET), "-o", "lecture.xlsx"), 2, "extension « .xlsx » inconnue"),
        (("-o", "budget.ods"), 2, "extension « .ods » inconnue"),
        (("--format", "json"), 2, "« json » inconnu"),
        (("--format", "xlsx"), 2, "indiquer le fichier à écrire avec -o"),
    ],
)
def test_what_can_not_be_answered_is_said(run: Run, words: tuple[str, ...], status: int, said: str) -> None:
    ran = run("budget", *words)
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err.replace("\u00a0", " ")


def test_the_workbook_to_fill_in_is_read_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    assert run("budget", "-o", str(path)).err == f"écrit : {path}\n"
    path.write_bytes(_filled(path.read_bytes(), FILLED))
    ran = run("budget", str(path), "--format", "json")
    whole = json.loads(ran.out)
    assert (ran.status, whole["unread"], whole["sheet"]) == (0, [], "Budget")
    read = [(line["label"], line["category"], line["nature"], line["amount"], line["ttc"]) for line in whole["lines"]]
    assert read == [
        ("Portail citoyen", "logiciel", "investment", "1000.00", "1200.00"),
        ("Hébergement", "hebergement", "running", "100.00", "105.50"),
        ("Remise", "logiciel", "investment", "-50.00", "-60.00"),
    ]
    assert [(funder["name"], funder["amount"]) for funder in whole["funders"]] == [("DETR", "400.00")]
    assert (whole["own_funds"], whole["loan"], whole["total"]) == ("550.00", "100.00", "1050.00")


def test_the_table_to_fill_in_is_read_back(run: Run, tmp_path: Path) -> None:
    lines = run("budget", "--format", "csv").out.split("\r\n")
    lines[1] = "Portail citoyen;logiciels;investissement;1 000,00;20 %;1 200,00"
    lines[lines.index("Financeur;Montant") + 1] = "Région;300"
    ran = run("budget", _file(tmp_path, "\r\n".join(lines)), "--format", "json")
    whole = json.loads(ran.out)
    assert (ran.status, whole["unread"]) == (0, [])
    assert [(line["label"], line["amount"], line["ttc"]) for line in whole["lines"]] == [
        ("Portail citoyen", "1000.00", "1200.00")
    ]
    assert [(funder["name"], funder["amount"]) for funder in whole["funders"]] == [("Région", "300.00")]


@pytest.mark.parametrize("name", ["budget.xlsx", "budget.csv"])
def test_one_that_is_still_empty_says_what_to_do(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run("budget", "-o", str(path)).status == 0
    ran = run("budget", str(path))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"erreur : {path} : aucune ligne de coût\nUne ligne a au moins")


def test_on_a_terminal_the_category_of_a_label_is_asked(tmp_path: Path) -> None:
    path = _file(tmp_path, LACKING)
    ran = sit(["budget", path, "--format", "json"], ["matériel\n"], tmp_path)
    assert "« Bidules » (b.csv:2) : quelle catégorie de dépense ?" in " ".join(ran.screen.split())
    assert [line["category"] for line in json.loads(ran.out)["lines"]] == ["materiel", "logiciel"]
    assert ran.status == 0
    left = sit(["budget", path, "--no-input", "--format", "json"], [], tmp_path)
    assert (left.status, left.screen) == (1, "")


def test_it_is_asked_wherever_a_budget_is_given(tmp_path: Path) -> None:
    path = _file(tmp_path, LACKING)
    words = ["check", "Ploërmel", "--type", "demat", "--budget", path, "--format", "json"]
    ran = sit(words, ["matériel\n"], tmp_path)
    assert json.loads(ran.out)["profile"]["costs"] == {"materiel": "500.00", "logiciel": "12000.00"}
    left = sit([*words, "--no-input"], [], tmp_path)
    assert (left.status, left.out) == (1, "")
    assert "« Bidules »" in left.screen
