"""``aidnum projet``, and ``--projet`` wherever facts are taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import DATE, Run
from tests.conftest import ROOT

BUDGET = ROOT / "docs/exemples/reseau-bibliotheques.csv"
SAID = ("Vannes", "--type", "demat", "--population", "5 000", "--fait", "pme=non", "--cout", "licences=12 000", "--ttc")
WISHED = ("--retenir", "DETR", "--sans", "dsil", "--acquis", "dgd-bibliotheques=500")
OTHERS = ("--attendu", "contrat-territoire-lecture=40%", "--autre", "Fondation = Été=300:prive", "--emprunt", "2000")
MORE = (*OTHERS, "--titre", "Réseau : #2", "--conseil", "2026-12-01")


def _answer(run: Run, *words: str) -> tuple[str, str]:
    ran = run(*words, "--format", "json")
    assert ran.status == 0
    return ran.out, ran.err


@pytest.mark.parametrize("name", ["p.yaml", "p.yml", "p.json"])
def test_what_is_written_once_is_said_to_every_command(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ran = run("projet", *SAID, *WISHED, *MORE, "-o", str(path))
    assert (ran.status, ran.out, ran.err) == (0, "", f"écrit : {path}\n")
    for option in ("--projet", "--profil"):
        assert _answer(run, "check", option, str(path), *DATE) == _answer(run, "check", *SAID, *DATE)
    assert _answer(run, "deadlines", "--projet", str(path), *DATE) == _answer(run, "deadlines", *SAID[:-3], *DATE)
    plans, _ = _answer(run, "plan", "--projet", str(path), *DATE)
    untitled, _ = _answer(run, "plan", *SAID, *WISHED, *OTHERS, *DATE)  # the title of a project is that of its file
    assert json.loads(plans) == {**json.loads(untitled), "title": "Réseau : #2"}
    again = run("projet", "--projet", str(path), "--format", "json")
    assert again.out == run("projet", *SAID, *WISHED, *MORE, "--format", "json").out


def test_a_budget_is_found_from_the_folder_of_the_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.csv").write_bytes(BUDGET.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run("projet", "--type", "demat", "--budget", "b.csv", "-o", "a/p.yaml").status == 0
    assert 'budget: "../b.csv"\n' in Path("a/p.yaml").read_text(encoding="utf-8")
    monkeypatch.chdir("/")
    ran = run("check", "--projet", str(tmp_path / "a/p.yaml"), *DATE, "--format", "json")
    assert json.loads(ran.out)["profile"]["costs"]["logiciel"] == "38000.00"


def test_options_win_over_the_file_of_a_project(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("territoire: Rennes\npopulation: 9\ncouts: {RH: 5}\nttc: oui\npme: oui\n", encoding="utf-8")
    words = ("Vannes", "--cout", "RH=7", "--fait", "pme=non")
    assert _answer(run, "check", "--projet", str(path), *words, *DATE) == _answer(run, "check", *words, *DATE)


def test_a_file_is_never_lost(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    assert run("projet", "Vannes", "-o", str(path)).status == 0
    kept = path.read_bytes()
    again = run("projet", "Rennes", "-o", str(path))
    assert (again.status, "existe déjà" in again.err) == (1, True)
    read = run("projet", "--projet", str(path), "Rennes", "-o", str(path), "--ecraser")
    assert (read.status, "est lu par cette commande" in read.err) == (1, True)
    assert path.read_bytes() == kept
    assert run("projet", "Rennes", "-o", str(path), "--ecraser").status == 0
    assert 'territoire: "Rennes"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "rien n'est dit du projet"),
        (("Vannes", "-o", "p.txt"), 2, "extension « .txt » inconnue"),
        (("Vannes", "-o", "p"), 2, "« p » n'a pas d'extension"),
        (("Vannes", "--format", "csv"), 2, "--format : « csv » inconnu"),
        (("Vannes", "-o", "p.json", "--format", "yaml"), 2, "se contredisent"),
        (("--projet", "a.yaml", "--profil", "b.yaml"), 2, "--projet ou --profil est donné deux fois"),
        (("--projet", " "), 2, "--projet : le chemin est vide"),
        (("st denis",), 1, "désigne 4 collectivités"),
        (("--retenir", "dter"), 1, "aucun dispositif ne s'appelle « dter »"),
        (("--retenir", "detr", "--sans", "detr"), 2, "detr est écarté, et pourtant retenu"),
        (("--acquis", "detr=0"), 2, "Avec --sans FICHE."),
        (("--attendu", "detr"), 2, "--attendu attend FICHE=EUROS ou FICHE=40%, trouvé « detr »"),
        (("--attendu", "detr=1", "--attendu", "detr=2"), 2, "« detr » est donnée deux fois"),
        (("--autre", "Amis"), 2, "--autre attend NOM=EUROS ou NOM=EUROS:PAYEUR, trouvé « Amis »"),
        (("--autre", "=5"), 2, "--autre attend"),
        (("--autre", "Amis=5:"), 2, "--autre attend"),
        (("--autre", "Amis=5:moi"), 2, "payeur inconnu « moi »\nPayeurs connus : public, etat,"),
        (("--autre", "Amis=5:regoin"), 2, "payeur inconnu « regoin »\nLe plus proche : région."),
        (("--autre", "Amis=0"), 2, "autre Amis : une aide de 0 € n'est pas une aide"),
        (("--autre", "Amis=5", "--autre", "amis=6"), 2, "l'aide « amis » est donnée deux fois"),
        (("--emprunt", "cher"), 2, "emprunt : « cher » n'est pas un montant"),
        (("--conseil", "demain"), 2, "conseil : « demain » n'est pas une date"),
        (("--titre", ""), 2, "titre : valeur vide"),
    ],
)
def test_what_can_not_be_written_is_said(run: Run, words: tuple[str, ...], status: int, said: str) -> None:
    ran = run("projet", *words)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith("erreur : ")
    assert said in ran.err


def test_tax_alone_says_nothing_of_a_project(run: Run) -> None:
    ran = run("projet", "--ttc")
    assert (ran.status, ran.out) == (2, "")
    assert "rien n'est dit du projet" in ran.err


def test_all_the_faults_of_a_project_are_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("titer: x\npopulation: 520.000\n", encoding="utf-8")
    ran = run("check", "--projet", str(path))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"erreur : {path} : 2 défauts\n"
        f"{path}:1:1 : clé inconnue « titer ». Le plus proche : titre. La liste : aidnum facts.\n"
        f"{path}:2:13 : population : « 520.000 » est ambigu ; pour un nombre entier, écrire 520000\n"
    )


def test_its_schema_is_for_editors(run: Run) -> None:
    schema = json.loads(run("schema", "projet").out)
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == "Projet aidnum"
    wrong = run("schema", "projt")
    assert (wrong.status, wrong.out) == (2, "")
    assert "Un projet : aidnum schema projet" in wrong.err or "Pour un projet" in wrong.err
