"""``aidnum news``: from its words to its answer, and the status that a weekly job sees."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run, shell
from tests.conftest import ROOT

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


@pytest.fixture
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A list of which one name is unclear."""
    monkeypatch.chdir(tmp_path)
    Path("l.csv").write_text("Commune;Téléphone\nPontivy;02\nSaint-Denis;01\nMorbihan;02\n", encoding="utf-8")
    return "l.csv"


def test_a_list_hears_of_what_somebody_may_have_with_who_it_is(run: Run, towns: str) -> None:
    spell = ("--type", "demat", *SPRING)
    ran = run("news", "--liste", towns, *spell, "--format", "json")
    whole = json.loads(ran.out)
    assert ran.status == 0
    assert whole["list"] == {"name": "l.csv", "projects": 2}
    (unread,) = whole["unread"]
    assert (unread["where"], unread["name"], len(unread["candidates"])) == ("l.csv:3", "Saint-Denis", 4)
    each = {name: set(_changes(run, name, *spell)) for name in ("Pontivy", "Morbihan")}
    for change in whole["changes"]:
        heard = {one["name"] for one in change["authorities"]}
        assert heard == {name for name, own in each.items() if (change["scheme"], change["what"], change["on"]) in own}
    assert len(whole["changes"]) == len(each["Pontivy"] | each["Morbihan"])
    (closed,) = (one for one in whole["changes"] if one["what"] == "closed")
    (county,) = closed["authorities"]
    assert county == {
        "name": "Morbihan",
        "code": "56",
        "kind": "departement",
        "departement": "56",
        "where": "l.csv:4",
        "verdict": "eligible",
        "former_verdict": "eligible",
    }


def test_a_list_asks_an_office_by_its_name_where_all_that_are_concerned_ask_the_same(run: Run, towns: str) -> None:
    spell = ("--since", "2026-11-20", "--date", "2026-11-29", "--format", "json")
    told = []
    for names in ("Pontivy\nQuimper\n", "Pontivy\nRennes Métropole\n", "Pontivy\nLille\n"):
        Path(towns).write_text(names, encoding="utf-8")
        changes = json.loads(run("news", "--liste", towns, *spell).out)["changes"]
        told.append(next(one["offices"][0] for one in changes if one["scheme"] == "bibliotheque-numerique-de-reference"))
    assert told[:2] == ["DRAC Bretagne", "DRAC Bretagne"]
    assert told[2] != told[0]
    assert "Hauts-de-France" not in told[2]


def test_what_of_a_list_is_not_read_is_told_and_the_rest_goes_on(run: Run, towns: str) -> None:
    ran = run("news", "--liste", towns, *SPRING)
    assert ran.status == 0
    lines = ran.err.replace("\u00a0", " ").splitlines()
    assert lines[0] == "alerte : l.csv:3 : « Saint-Denis » désigne 4 collectivités"
    assert lines[-1] == "alerte : colonnes laissées de côté : « Téléphone »"
    said = ran.out.replace("\u00a0", " ")
    assert "Liste « l.csv », 2 projets" in said
    assert "Non lus, et laissés de côté : 1." in said
    assert "À confirmer : 2 projets, toute la liste" in said


def test_a_list_against_another_catalogue_tells_who_gains_and_who_loses(run: Run, towns: str, tmp_path: Path) -> None:
    before, after = _own(tmp_path, "avant.yaml", "40%"), _own(tmp_path, "apres.yaml", "40%")
    Path(after).write_text(Path(after).read_text(encoding="utf-8").replace("[commune]}]", "[departement]}]"), encoding="utf-8")
    ran = run("news", "--liste", towns, "--against", before, "--catalogue", after, "--date", "2026-11-29")
    said = ran.out.replace("\u00a0", " ")
    assert "Était éligible, est maintenant non éligible : 1 projet (Pontivy)" in said
    assert "Était non éligible, est maintenant éligible : 1 projet (Morbihan)" in said
    assert said.count("(mon-aide)") == 1


def test_a_list_that_hears_of_nothing_new_stays_quiet(run: Run, towns: str) -> None:
    Path(towns).write_text("Pontivy\n", encoding="utf-8")
    assert run("news", "--liste", towns, "--since", "2021-05-10", "--date", "2021-05-11", "--quiet-if-none") == (0, "", "")


@pytest.mark.parametrize(("text", "status"), [("", 1), ("Commune\n", 1), ("Xyzzyville\n", 1), (None, 1)])
def test_a_list_that_names_nobody_is_an_error(run: Run, towns: str, text: str | None, status: int) -> None:
    Path(towns).unlink() if text is None else Path(towns).write_text(text, encoding="utf-8")
    ran = run("news", "--liste", towns, *SPRING, "--no-input", "--quiet-if-none")
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.splitlines()[-1].startswith(("erreur : ", "Donner une"))


def test_a_list_is_never_replaced_by_its_news(run: Run, towns: str) -> None:
    ran = run("news", "--liste", towns, *SPRING, "-o", towns, "--ecraser")
    assert ran.status == 1
    assert Path(towns).read_text(encoding="utf-8").startswith("Commune;")


@pytest.mark.parametrize("other", [("Pontivy",), ("--territoire", "Pontivy"), ("--projet", "p.yaml")])
def test_a_list_and_somebody_else_are_refused(run: Run, towns: str, other: tuple[str, ...]) -> None:
    ran = run("news", *other, "--liste", towns, *SPRING)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("erreur : --liste dit déjà qui demande")


def test_the_weekly_letter_of_the_guide_is_sent_where_something_changed(tmp_path: Path) -> None:
    guide = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
    script = guide.split("```bash\n#!/bin/bash\n# lettre.sh")[1].split("```")[0]
    folder, programs = tmp_path / "mes aides", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    (folder / "lettre.sh").write_text(f"#!/bin/bash\n# {script}", encoding="utf-8")
    (folder / "communes.csv").write_text("Pontivy\nSaint-Denis\n", encoding="utf-8")
    own = f'exec "{sys.executable}" -m aidnum "$@"'
    for name, text in {"mail": f'cat >"{tmp_path}/sent"', "date": "echo $DAY", "aidnum": own}.items():
        (programs / name).write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    sent, last = tmp_path / "sent", folder / "dernier-envoi"

    def send(day: str, since: str | None = None) -> Ran:
        if since:
            last.write_text(f"{since}\n", encoding="utf-8")
        return shell(f'PATH="{programs}:$PATH" DAY={day} bash "{folder}/lettre.sh"')

    assert send("2021-05-29", "2021-05-20") == (0, "", "")
    assert sent.read_text(encoding="utf-8").startswith("# Aides numériques\u00a0: ce qui a changé\n")
    assert "Saint-Denis" in (folder / "journal.txt").read_text(encoding="utf-8")
    assert last.read_text(encoding="utf-8") == "2021-05-29\n"
    sent.unlink()
    assert send("2021-05-11", "2021-05-10").status == 0
    assert not sent.exists()
    (folder / "communes.csv").unlink()
    ran = send("2021-05-29", "2021-05-20")
    assert (ran.status, ran.out) == (1, "")
    assert "communes.csv" in ran.err
    assert last.read_text(encoding="utf-8") == "2021-05-20\n"


@pytest.mark.parametrize("command", [("news", *SPRING, "--liste"), ("batch",)])
def test_an_empty_path_is_no_list(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*command, " ")
    assert (ran.status, ran.err.splitlines()[0]) == (2, "erreur : le chemin de la liste est vide")


def test_a_wrong_format_is_told_before_the_list_is_read(run: Run, towns: str) -> None:
    ran = run("news", "--liste", towns, *SPRING, "--format", "zut")
    assert ran.status == 2
    assert "Saint-Denis" not in ran.err


def test_a_sheet_without_a_list_is_said_to_be_vain(run: Run) -> None:
    assert "--feuille est sans effet : aucune liste n'est donnée" in run("news", "--feuille", "Feuil1", *SPRING).err


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
