"""``reach``: the shapes of the contract, the exit statuses, drafts, files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest

from tests.cli.conftest import Run

DATE = ("--date", "2026-11-29")
CSV = ["code", "nom", "type", "departement", "population", "verdict", "reste_a_preciser"]
DRAFT = """
version: 1
schemes:
  - id: mon-aide
    title: "Mon aide"
    sources: [{id: page, title: "Projet", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [commune]}, {population: {below: THRESHOLD}}]}
    funding: {kind: grant, basis: ht, rate: 50%}
    calendar: {state: rolling, since: 2026-01-01}
    examples: [{title: x, profile: {collectivite: commune, population: 5}, date: 2026-11-29, expect: {verdict: eligible}}]
"""


def _json(run: Run, *words: str) -> dict[str, Any]:
    ran = run("reach", *words, *DATE, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def test_counts_as_json(run: Run) -> None:
    answer = _json(run, "dsil", "--type", "demat")
    assert (answer["schema_version"], answer["date"], answer["scheme"]) == ("1", "2026-11-29", "dsil")
    assert list(answer["counts"]) == ["eligible", "to_confirm", "ineligible"]
    assert sum(answer["counts"].values()) == 36_340
    for told in (answer["by_kind"], answer["by_departement"]):
        assert {key: sum(each[key] for each in told.values()) for key in answer["counts"]} == answer["counts"]
    assert next(iter(answer["by_kind"])) == "commune"
    assert list(answer["by_departement"])[:2] == ["01", "02"]
    assert list(answer["by_departement"])[-1] == "aucun"
    assert {"fact", "question", "authorities", "known_apart", "notions"} == set(answer["missing"][0])


def test_a_threshold_is_tried_before_it_is_published(run: Run, tmp_path: Path) -> None:
    reached = []
    for threshold in ("500", "10000"):
        (tmp_path / f"{threshold}.yaml").write_text(DRAFT.replace("THRESHOLD", threshold), encoding="utf-8")
        counts = _json(run, "mon-aide", "--catalogue", str(tmp_path / f"{threshold}.yaml"))["counts"]
        reached.append(counts["eligible"])
        assert counts["eligible"] + counts["ineligible"] + counts["to_confirm"] == 36_340
    assert 15_000 < reached[0] < reached[1] < 34_957


def test_another_threshold_of_a_published_aid_has_another_id_or_stands_alone(run: Run, tmp_path: Path) -> None:
    draft = DRAFT.replace("THRESHOLD", "500")
    for name in ("dsil", "dsil-essai"):
        (tmp_path / f"{name}.yaml").write_text(draft.replace("mon-aide", name), encoding="utf-8")
    same = ("dsil", "--catalogue", str(tmp_path / "dsil.yaml"))
    ran = run("reach", *same)
    assert (ran.status, ran.out) == (1, "")
    assert "identifiant en double « dsil »" in ran.err.replace("\u00a0", " ")
    alone = _json(run, *same, "--no-shipped")
    beside = _json(run, "dsil-essai", "--catalogue", str(tmp_path / "dsil-essai.yaml"))
    assert alone["counts"] == beside["counts"] != _json(run, "dsil")["counts"]


def test_examples_that_a_draft_contradicts_are_told_and_those_of_other_schemes_are_not(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "brouillon.yaml"
    draft.write_text(DRAFT.replace("THRESHOLD", "3"), encoding="utf-8")
    ran = run("reach", "mon-aide", "--catalogue", str(draft), *DATE)
    assert ran.status == 0
    assert "alerte : mon-aide, 1 exemple en échec : exemple « x » : verdict attendu eligible, obtenu" in ran.err.replace(
        "\u00a0", " "
    )
    assert run("reach", "dsil", "--catalogue", str(draft), *DATE).err == ""


def test_the_list_is_a_file_a_line_an_authority(run: Run, tmp_path: Path) -> None:
    words = ("reach", "detr", "--collectivite", "epci", "--fait", "departement=35", *DATE)
    ran = run(*words, "-o", str(tmp_path / "liste.csv"))
    assert (ran.status, ran.out) == (0, "")
    with (tmp_path / "liste.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file, delimiter=";")]
    assert list(rows[0]) == CSV
    (rennes,) = [row for row in rows if row["code"] == "243500139"]
    assert (rennes["nom"], rennes["type"], rennes["departement"], rennes["population"], rennes["verdict"]) == (
        *("Rennes Métropole", "métropole", "35", "480178", "non éligible"),
    )
    assert run(*words, "-o", str(tmp_path / "liste.parquet")).status == 0
    table = nw.read_parquet(str(tmp_path / "liste.parquet"), backend="polars")
    assert [[("" if cell is None else str(cell)) for cell in row] for row in table.rows()] == [[*row.values()] for row in rows]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "indiquer le dispositif"),
        (("relance",), 1, "désigne"),
        (("zzz",), 1, "aucun dispositif"),
        (("mon-aide",), 1, "  mon-aide-cyber  MonAideCyber"),
        (("dsil", "--collectivite", "association"), 2, "aucune collectivité de France"),
        (("dsil", "--format", "ods"), 2, "Formats : terminal, markdown, html, json, csv ou parquet."),
        (("dsil", "--format", "parquet"), 2, "indiquer le fichier"),
        (("dsil", "--type", "zzz"), 2, "type"),
        (("dsil", "--projet", "absent.yaml"), 1, "absent.yaml"),
        (("dsil", "--carte", "carte.png"), 2, "--carte attend un fichier .svg, trouvé « carte.png »"),
        (("dsil", "--carte", ""), 2, "--carte attend un fichier .svg"),
        (("dsil", "--carte", "-"), 2, "--carte attend un fichier .svg"),
        (("dsil", "--carte", "absent/carte.svg"), 1, "le dossier « absent » n'existe pas"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(run: Run, words: tuple[str, ...], status: int, said: str) -> None:
    ran = run("reach", *words)
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err


def test_the_picture_is_written_beside_the_answer(run: Run, tmp_path: Path) -> None:
    picture, table = tmp_path / "carte.SVG", tmp_path / "liste.csv"
    words = ("reach", "dsil", "--collectivite", "departement", *DATE)
    ran = run(*words, "--carte", str(picture))
    assert (ran.status, ran.err, ran.out) == (0, f"écrit : {picture}\n", run(*words).out)
    first = picture.read_bytes()
    assert first.startswith(b"<svg ")
    again = run(*words, "--type", "demat", "--carte", str(picture), "-o", str(table))
    assert (again.status, again.out, picture.read_bytes()) == (1, "", first)
    assert "--ecraser" in again.err
    assert not table.exists()
    assert run(*words, "--type", "demat", "--carte", str(picture), "-o", str(table), "--ecraser").status == 0
    assert picture.read_bytes() != first
    assert table.exists()


def test_no_picture_is_written_where_the_answer_can_not_be(run: Run, tmp_path: Path) -> None:
    table, picture = tmp_path / "liste.csv", tmp_path / "carte.svg"
    table.write_text("gardé", encoding="utf-8")
    assert run("reach", "dsil", "--carte", str(picture), "-o", str(table)).status == 1
    assert not picture.exists()


def test_no_picture_is_written_where_the_answer_needs_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("reach", "dsil", "--format", "parquet", "--carte", str(tmp_path / "carte.svg"))
    assert (ran.status, ran.out) == (2, "")
    assert "-o reponse.parquet" in ran.err
    assert [*tmp_path.iterdir()] == []


def test_the_picture_and_the_answer_are_two_files(run: Run, tmp_path: Path) -> None:
    same = str(tmp_path / "carte.svg")
    ran = run("reach", "dsil", "--format", "csv", "--carte", same, "-o", same, *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert "-o et --carte nomment le même fichier" in ran.err


def test_a_project_file_says_what_is_done_and_for_how_much_but_not_by_whom(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "projet.yaml"
    path.write_text("territoire: Rennes\ntype: demat\ncouts: {logiciel: 10000}\n", encoding="utf-8")
    assert _json(run, "dsil", "--projet", str(path))["counts"] == _json(run, "dsil", "--type", "demat")["counts"]


def test_nobody_else_pays_for_columns() -> None:
    told = (
        "import sys, aidnum, aidnum.cli.main as m; m.main(['check', 'Rennes', '--type', 'demat']); "
        "print({'polars', 'narwhals', 'aidnum.columns', 'aidnum.report.reach'} & sys.modules.keys(), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "set()\n")
