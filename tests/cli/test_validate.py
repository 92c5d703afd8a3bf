"""``validate --perimes`` lists sources to read again: the place, the address, the reason, in the four formats."""

# ruff: noqa: E501 - what is expected stands on one line

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aidnum.render.diagnostics import FORMATS
from tests.cli.conftest import Run

FILE = """\
version: 1
schemes:
  - id: aide
    title: "Une aide"
    sources:
      - {id: p, title: "La page", url: "https://exemple.fr/p", dated: 2021-01, checked: 2026-11-01, confidence: high}
      - {id: q, title: "L'autre", url: "https://exemple.fr/q", dated: 2020, checked: 2025-01-01, confidence: low}
    eligibility: {all: [{collectivite: [collectivites]}]}
    funding: {kind: grant, basis: ht, rate: 50%}
    calendar:
      source: p
      windows: [{opens: 2021-02-01, closes: 2021-03-01, also: [{opens: 2021-02-02, source: q}]}]
    examples: [{title: t, profile: {}, date: 2021-02-02, expect: {verdict: eligible}}]
"""
BEFORE = "page de janvier 2021, avant l'ouverture du 1er\xa0février\xa02021 qu'elle appuie"
BOTH = "lue le 1er\xa0janvier\xa02025, il y a plus de douze mois et page de 2020, avant l'ouverture du 2\xa0février\xa02021 qu'elle appuie"


@pytest.fixture
def path(tmp_path: Path) -> str:
    written = tmp_path / "a.yaml"
    written.write_text(FILE, encoding="utf-8")
    return str(written)


def _said(run: Run, path: str, name: str) -> str:
    ran = run("validate", "--perimes", path, "--date", "2026-11-29", "--format", name)
    assert (ran.status, ran.err) == (0, "2\xa0sources à relire, pour 1\xa0fiche de 1\xa0fichier\n")
    return ran.out


def test_the_long_form_stands_under_the_file_and_the_scheme(run: Run, path: str) -> None:
    assert _said(run, path, "long") == (
        f"{path} : aide (Une aide)\n"
        f"  {path}:6:71: La page\n    {BEFORE}\n    https://exemple.fr/p\n"
        f"  {path}:7:86: L'autre\n    {BOTH}\n    https://exemple.fr/q\n"
    )


def test_the_short_form_is_a_line_a_source(run: Run, path: str) -> None:
    assert _said(run, path, "court") == (
        f"{path}:6:71: aide : {BEFORE} : https://exemple.fr/p\n{path}:7:86: aide : {BOTH} : https://exemple.fr/q\n"
    )


def test_for_github_each_is_a_notice(run: Run, path: str) -> None:
    first, second = _said(run, path, "github").splitlines()
    assert (
        first == f"::notice file={path},line=6,col=71,title=source à relire::aide : La page : {BEFORE} : https://exemple.fr/p"
    )
    assert BOTH in second


def test_json_holds_dates_and_reasons_as_data(run: Run, path: str) -> None:
    document = json.loads(_said(run, path, "json"))
    first, second = document["sources"]
    assert first == {
        "path": path, "line": 6, "column": 71, "end_column": 78, "id": "aide", "source": "p", "title": "La page",
        "url": "https://exemple.fr/p", "checked": "2026-11-01", "dated": "2021-01", "opens": "2021-02-01", "why": ["before_window"],
    }  # fmt: skip
    assert (second["why"], second["opens"]) == (["old", "before_window"], "2021-02-02")
    assert (document["schema_version"], document["left_out"]) == ("1", 0)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_read_again_is_said_apart(run: Run, path: str, name: str) -> None:
    ran = run("validate", "--perimes", path, "--date", "2021-01-31", "--format", name)
    assert (ran.status, ran.err) == (0, "aucune source à relire\n")
    assert ran.out == "" or json.loads(ran.out)["sources"] == []


def test_it_is_a_list_not_a_check(run: Run, path: str) -> None:
    Path(path).write_text(FILE + "  - {id: x}\n", encoding="utf-8")
    ran = run("validate", "--perimes", path, "--date", "2021-01-31")
    assert ran.status == 0
    assert ran.err.startswith("alerte : 1\xa0fiche illisible laissée de côté : aidnum validate")


def test_a_day_counts_for_the_list_alone(run: Run, path: str) -> None:
    ran = run("validate", path, "--date", "2026-11-29")
    assert (ran.status, ran.err.splitlines()[0]) == (2, "erreur : --date ne compte qu'avec --perimes")
