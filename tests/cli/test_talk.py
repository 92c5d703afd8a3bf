"""What was answered is said again: by the command line that needs no question, or from a file."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal", allow_module_level=True)

from tests.cli.terminal import sit

DAY = ["--date", "2026-11-24"]
TOWN = ["Saint-Denis\n", "2\n", "equipement\n", "oui\n", "fin\n"]
AGAIN = "Pour retrouver cette réponse : aidnum "


def test_the_command_line_told_gives_the_same_answer_without_a_question(run: Run, tmp_path: Path) -> None:
    asked = sit(["check", *DAY, "--format", "json"], [*TOWN, "\n"], tmp_path)
    line = next(line for line in asked.screen.splitlines() if line.startswith(AGAIN))
    words = shlex.split(line.removeprefix(AGAIN))
    assert words[-4:] == [*DAY, "--format", "json"]
    assert run(*words, "--no-input").out == asked.out


def test_the_project_is_kept_in_a_new_file_that_gives_the_same_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pris.yaml").write_text("gardé")
    keys = [*TOWN, "pris\n", "projet.docx\n", "absent/projet.yaml\n", "oui\n"]
    asked = sit(["check", *DAY, "--format", "json"], keys, tmp_path)
    said = " ".join(asked.screen.split())
    assert (tmp_path / "pris.yaml").read_text() == "gardé"
    for wrong in ("« pris.yaml » existe déjà", "finit par .yaml ou .json", "le dossier « absent » n'existe pas"):
        assert wrong in said.replace("Le dossier", "le dossier")
    assert "aidnum check --projet projet.yaml" in said
    assert "--ecraser" not in said
    assert run("check", "--projet", str(tmp_path / "projet.yaml"), *DAY, "--format", "json").out == asked.out


@pytest.mark.parametrize(("choice", "key"), [("1", "insee:97411"), ("2", "93066")])
def test_the_file_of_a_project_names_the_town_that_was_chosen(tmp_path: Path, choice: str, key: str) -> None:
    asked = sit(["projet", "Saint-Denis", "--type", "demat", "-o", "p.yaml"], [f"{choice}\n"], tmp_path)
    assert asked.status == 0
    assert f'territoire: "{key}"\n' in (tmp_path / "p.yaml").read_text(encoding="utf-8")


def test_a_town_that_was_chosen_is_kept_with_the_replies(tmp_path: Path) -> None:
    sit(["check", "Saint-Denis", *DAY], ["2\n", "equipement\n", "fin\n", "oui\n"], tmp_path)
    assert 'territoire: "93066"\n' in (tmp_path / "projet.yaml").read_text(encoding="utf-8")


def test_a_sum_is_no_name_of_a_file_and_nothing_is_left_to_go_back_to(tmp_path: Path) -> None:
    asked = sit(["check", *DAY], [*TOWN, "12000\n", "12 000,50\n", "<\n", "p\n"], tmp_path)
    said = " ".join(asked.screen.split())
    assert "« 12000 » n'est pas un nom de fichier" in said
    assert "« 12 000,50 » n'est pas un nom de fichier" in said
    assert "il n'y a pas de question à laquelle revenir" in said
    assert [path.name for path in tmp_path.glob("*.yaml")] == ["p.yaml"]


def test_plan_asks_for_the_costs_that_it_needs(tmp_path: Path) -> None:
    words = ["plan", "Saint-Pol-de-Léon", "--type", "equipement", *DAY]
    ran = sit(words, ["logiciel 12000\n", "\n", "non\n"], tmp_path)
    assert ran.status == 0
    assert "12\u00a0000,00\u00a0€" in ran.out
    assert "--type equipement --cout logiciel=12000 --date 2026-11-24" in ran.screen


def test_nothing_is_told_again_when_nothing_was_answered(tmp_path: Path) -> None:
    ran = sit(["check", "Brest", *DAY, "--format", "json"], ["fin\n"], tmp_path)
    assert ran.status == 0
    assert AGAIN not in ran.screen
