"""``aidnum news``: from its words to its answer, and the status that a weekly job sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TOWN = ("Saint-Pol-de-Léon", "--type", "demat")
SPRING = ("--since", "2021-05-20", "--date", "2021-05-29")
OWN = """version: 1
schemes:
  - id: mon-aide
    title: "Mon aide"
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [commune]}]}
    funding: {kind: grant, basis: ht, rate: RATE}
    calendar: {state: rolling}
    examples: [{title: x, profile: {collectivite: commune}, date: 2026-11-24, expect: {state: rolling}}]
"""


def _changes(run: Run, *words: str) -> list[tuple[str, str, str | None]]:
    ran = run("news", *words, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    return [(one["scheme"], one["what"], one["on"]) for one in json.loads(ran.out)["changes"]]


def _own(folder: Path, name: str, rate: str) -> str:
    path = folder / name
    path.write_text(OWN.replace("RATE", rate), encoding="utf-8")
    return str(path)


def test_the_founding_calls_are_told_closed_on_the_day_after(run: Run) -> None:
    assert ("france-relance-dematerialisation", "closed", "2021-05-28") in _changes(run, *SPRING)
    on_the_day = _changes(run, "--since", "2021-05-20", "--date", "2021-05-28")
    assert ("france-relance-dematerialisation", "closes", "2021-05-28") in on_the_day
    assert ("france-relance-dematerialisation", "closed", "2021-05-28") not in on_the_day


def test_a_profile_hears_of_what_it_may_have_alone(run: Run) -> None:
    everyone, town = _changes(run, *SPRING), _changes(run, *TOWN, *SPRING)
    assert set(town) < set(everyone)
    whole = json.loads(run("news", *TOWN, *SPRING, "--format", "json").out)
    assert whole["left_out"] == len(everyone) - len(town)
    assert {one["verdict"] for one in whole["changes"]} <= {"eligible", "to_confirm"}


def test_a_project_file_is_a_profile_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "projet.yaml"
    path.write_text('territoire: "Saint-Pol-de-Léon"\ntype: demat\ncouts: {logiciel: 12000}\n', encoding="utf-8")
    assert _changes(run, "--projet", str(path), *SPRING) == _changes(run, *TOWN, *SPRING)


def test_a_number_of_days_is_a_first_day_too(run: Run) -> None:
    for words in ("9j", "9 jours", "9J"):
        assert run("news", "--since", words, "--date", "2021-05-29") == run("news", *SPRING)


def test_what_is_to_come_is_told_a_month_ahead_unless_said(run: Run) -> None:
    spell = ("--since", "2021-04-27", "--date", "2021-04-28")
    assert _changes(run, *spell) == _changes(run, *spell, "--within", "30")
    assert ("france-relance-dematerialisation", "closes", "2021-05-28") in _changes(run, *spell)
    assert ("france-relance-dematerialisation", "closes", "2021-05-28") not in _changes(run, *spell, "--within", "29")


def test_a_quiet_job_writes_nothing_where_nothing_changed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mail.md"
    reminders = ("news", "--since", "2021-05-10", "--date", "2021-05-11")
    assert "rappel" in run(*reminders).out
    assert run(*reminders, "--quiet-if-none", "-o", str(path)) == (0, "", "")
    assert not path.exists()
    assert run("news", *SPRING, "--quiet-if-none", "-o", str(path)) == (0, "", f"écrit : {path}\n")
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_a_quiet_job_is_not_disturbed_by_a_sheet_that_was_only_read_again(run: Run, tmp_path: Path) -> None:
    own = ("--catalogue", _own(tmp_path, "a.yaml", "40%"), "--no-shipped", "--since", "2026-11-20", "--date", "2026-11-29")
    assert run("news", *own, "--quiet-if-none") == (0, "", "")
    said = run("news", *own).out.replace("\u00a0", " ")
    assert "Rien n'a changé." in said
    assert "1 fiche relue, sans autre changement connu ; --detail les nomme." in said


def test_the_shipped_catalogue_against_itself_brings_nothing(run: Run) -> None:
    from aidnum.catalogue.files import shipped_files

    folder = str(shipped_files()[0].parent)
    assert run("news", "--against", folder, "--quiet-if-none", "--date", "2026-11-29") == (0, "", "")


def test_a_file_against_its_former_state_tells_what_changed_there_alone(run: Run, tmp_path: Path) -> None:
    before, after = _own(tmp_path, "avant.yaml", "40%"), _own(tmp_path, "apres.yaml", "50%")
    for shipped in ((), ("--no-shipped",)):
        ran = run("news", "--against", before, "--catalogue", after, *shipped, "--date", "2026-11-29")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.count("(mon-aide)") == 1
        assert "Combien, taux\u00a0: 40\u00a0% → 50\u00a0%" in ran.out
        assert ran.out.count("→") == 1


def test_what_is_wrong_in_the_other_catalogue_is_told(run: Run, tmp_path: Path) -> None:
    before, after = _own(tmp_path, "avant.yaml", "40%"), _own(tmp_path, "apres.yaml", "50%")
    Path(before).write_text(Path(before).read_text(encoding="utf-8") + "  - {id: autre}\n", encoding="utf-8")
    ran = run("news", "--against", before, "--catalogue", after, "--no-shipped", "--date", "2026-11-29")
    assert ran.status == 0
    assert ran.err.startswith(f"alerte : 1\u00a0dispositif laissé de côté : {before}:")


@pytest.mark.parametrize(
    ("words", "status", "fault"),
    [
        ((), 2, "il manque le point de départ"),
        (("--since", "7j", "--against", "x"), 2, "--since et --against se contredisent"),
        (("--since", "2021-06-01", "--date", "2021-05-31"), 2, "--since : le 1er juin 2021 vient après le 31 mai 2021"),
        (("--since", "hier"), 2, "--since : « hier » n'est pas une date"),
        (("--since", "-3j"), 2, "--since : "),
        (("--since", "1.5j"), 2, "--since : « 1.5 » n'est pas un nombre entier"),
        (("--since", "99999j"), 2, "--since : « 99999 » dépasse cent ans"),
        (("--since", "7j", "--within", "-1"), 2, "--within : "),
        (("--against", ""), 2, "le chemin d'un catalogue est vide"),
        (("--against", "absent.yaml"), 1, "catalogue « absent.yaml » illisible : le fichier n'existe pas"),
    ],
)
def test_a_spell_that_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], status: int, fault: str) -> None:
    ran = run("news", *words)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.replace("\u00a0", " ").startswith(f"erreur : {fault}")


def test_days_ahead_without_a_first_day_are_said_to_be_vain(run: Run, tmp_path: Path) -> None:
    path = _own(tmp_path, "a.yaml", "40%")
    ran = run("news", "--against", path, "--catalogue", path, "--within", "3", "--date", "2026-11-29")
    assert (ran.status, ran.err) == (0, "alerte : --within est sans effet : il va avec --since\n")
    assert "Rien n'a changé." in ran.out
