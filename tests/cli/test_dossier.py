"""``aidnum dossier``: from a name and a budget to the documents of a request, all of them or none."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from aidnum.french import NBSP, long_date
from aidnum.model.reading import read_french_date
from tests.cli.conftest import Run
from tests.render.read_back import of_docx, of_odt

DAY = ("--date", "2026-11-29", "--no-input")
BUDGET = """\
Poste;Catégorie;Montant HT;Nature
Logiciel des bibliothèques;logiciel;18000;investissement
Portail du réseau;prestations;14500,50;investissement
Postes et bornes;materiel;12300;investissement
Formation des agents;formation;3000;fonctionnement
"""
WISHES = ("--attendu", "dsil=15000,50", "--attendu", "detr=10000", "--autre", "Aide régionale=4000:region", "--emprunt", "5000")
TEXTS = ("deliberation", "plan", "note", "attestation", "pieces")
SAME = {"LISEZ-MOI.md", "plan.xlsx", "dates.md", "formulaire.md"}
ADDRESS = "https://demarche.numerique.gouv.fr/commencer/detr-dsil-56"
OFFICE = shutil.which("soffice")
_AMOUNT = re.compile(rf"(?<![\d{NBSP}])(\d[\d{NBSP}]*),(\d\d){NBSP}€")
_DATE = re.compile(rf"\b(?:1er|\d{{1,2}}){NBSP}[a-zéû]+{NBSP}\d{{4}}\b")


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, ...]:
    budget = tmp_path / "budget.csv"
    budget.write_text(BUDGET, encoding="utf-8")
    facts = ("Ploërmel Communauté", "--type", "logiciel", "--domaine", "bibliotheque", "--budget", str(budget))
    return (*facts, *WISHES, *DAY)


def _dossier(run: Run, words: tuple[str, ...], path: Path, *more: str) -> dict[str, bytes]:
    ran = run("dossier", *words, "-o", str(path), *more)
    assert (ran.status, ran.out) == (0, ""), ran.err
    return {one.name: one.read_bytes() for one in path.iterdir()}


def _plan(run: Run, words: tuple[str, ...]) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(run("plan", *words, "--format", "json").out)
    return plan


def _amounts(text: str) -> set[Decimal]:
    return {Decimal(f"{''.join(filter(str.isdigit, whole))}.{cents}") for whole, cents in _AMOUNT.findall(text)}


def _dates(text: str) -> set[str]:
    return {str(read_french_date(found)) for found in _DATE.findall(text)}


def _known(plan: Mapping[str, Any], case: int = 0) -> set[Decimal]:
    """Every sum that the documents of a plan may say: its lines, its aids, its own share, their totals."""
    laid = plan["plans"][case]
    told = [line["amount"] for line in plan["costs"]] + [one["amount"] for one in laid["resources"]]
    told += [plan["total_cost"], laid["own_share"], laid["loan"], laid["own_funds"], laid["aid"]]
    return set(map(Decimal, told))


def test_the_folder_holds_the_documents_and_nothing_else(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "dossier"
    ran = run("dossier", *words, "-o", str(path))
    assert ran == (0, "", f"écrit : {path} ; commencer par {path / 'LISEZ-MOI.md'}\n")
    assert {one.name for one in path.iterdir()} == SAME | {f"{name}.docx" for name in TEXTS}
    assert {one.name for one in tmp_path.iterdir()} == {"budget.csv", "dossier"}


@pytest.mark.parametrize(("named", "extension"), [("odt", "odt"), ("md", "md"), (".HTML", "html"), ("word", "docx")])
def test_a_format_changes_the_texts_alone(run: Run, words: tuple[str, ...], tmp_path: Path, named: str, extension: str) -> None:
    usual = _dossier(run, words, tmp_path / "docx")
    other = _dossier(run, words, tmp_path / "autre", "--format", named)
    assert set(other) == SAME | {f"{name}.{extension}" for name in TEXTS}
    assert {name: other[name] for name in SAME} == {name: usual[name] for name in SAME}


def test_the_same_words_give_the_same_bytes(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    assert _dossier(run, words, tmp_path / "un") == _dossier(run, words, tmp_path / "deux")


def test_every_amount_of_the_documents_is_one_of_the_plan(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    plan, files = _plan(run, words), _dossier(run, words, tmp_path / "dossier")
    laid = plan["plans"][0]
    voted = {Decimal(one["amount"]) for one in laid["resources"]} | {Decimal(plan["total_cost"]), Decimal(laid["own_share"])}
    for name, known in (("deliberation", _known(plan)), ("note", _known(plan)), ("plan", _told(laid) | _known(plan))):
        found = _amounts(of_docx(files[f"{name}.docx"]))
        assert voted <= found <= known, name
    assert sum(Decimal(one["amount"]) for one in laid["resources"]) + Decimal(laid["own_share"]) == Decimal(plan["total_cost"])


def _told(laid: Mapping[str, Any]) -> set[Decimal]:
    """Every sum of a plan, that of its money in time too, which the plan annexed tells."""
    return {Decimal(found) for found in re.findall(r'"(\d+\.\d\d)"', json.dumps(laid))}


def test_the_day_of_the_council_is_told_and_no_day_that_nobody_gave(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    files = _dossier(run, (*words, "--conseil", "25/01/2027"), tmp_path / "dossier")
    text = of_docx(files["deliberation.docx"])
    assert _dates(text) == {"2027-01-25"}
    assert long_date(read_french_date("2027-01-25")) in text
    for name in ("plan", "note", "attestation"):
        assert _dates(of_docx(files[f"{name}.docx"])) <= {"2027-01-25", "2026-11-29"} | _days_of(words, run), name
    assert "DTSTART;VALUE=DATE:20270125" in files["dates.ics"].decode()


def _days_of(words: tuple[str, ...], run: Run) -> set[str]:
    """The days that the answer of ``plan`` and of ``check`` tell: of sources and windows."""
    facts = tuple(word for index, word in enumerate(words) if word not in WISHES or words[index - 1] == "--type")
    return set(re.findall(r"\d{4}-\d\d-\d\d", run("check", *facts, "--format", "json").out))


def test_odt_says_what_docx_says(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    docx = _dossier(run, words, tmp_path / "docx")
    odt = _dossier(run, words, tmp_path / "odt", "--format", "odt")
    for name in TEXTS:
        assert _amounts(of_odt(odt[f"{name}.odt"])) == _amounts(of_docx(docx[f"{name}.docx"])), name


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) isn't installed: documents aren't opened in it")
def test_libreoffice_reads_the_amounts_of_the_plan(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    _dossier(run, words, tmp_path / "dossier")
    assert OFFICE
    own = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [OFFICE, "--headless", own, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "dossier" / "deliberation.docx")], check=True, capture_output=True, timeout=300)
    text = (tmp_path / "out" / "deliberation.txt").read_text(encoding="utf-8")
    files = {one.name: one.read_bytes() for one in (tmp_path / "dossier").iterdir()}
    assert _amounts(text) == _amounts(of_docx(files["deliberation.docx"])) != set()


def test_the_high_case_is_written_when_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    words = ("Ploërmel Communauté", "--type", "logiciel", "--cout", "logiciel=50000", "--retenir", "dsil", *DAY)
    plan = _plan(run, words)
    low, high = (Decimal(each["resources"][0]["amount"]) for each in plan["plans"])
    assert low < high
    for case, amount in ((), low), (("--cas", "bas"), low), (("--cas", "HAUT"), high):
        text = of_docx(_dossier(run, words, tmp_path / f"dossier{''.join(case)}", *case)["deliberation.docx"])
        (asked,) = re.findall(rf"DSIL \([^)]*\)[{NBSP} ]: ([^;€]*€)", text)
        assert _amounts(asked) == {amount}


def test_a_project_file_is_obeyed(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "projet.yaml"
    project.write_text(
        "titre: Réseau des médiathèques\nterritoire: Ploërmel Communauté\ntype: logiciel\ncouts: {logiciel: 50000}\n"
        "attendu: {dsil: 12000}\nsans: detr\nemprunt: 8000\nconseil: 2027-01-25\n",
        encoding="utf-8",
    )
    text = of_docx(_dossier(run, ("--projet", str(project), *DAY), tmp_path / "dossier")["deliberation.docx"])
    assert "« Réseau des médiathèques »" in text.replace(NBSP, " ")
    assert {Decimal(12000), Decimal(50000), Decimal(38000), Decimal(8000)} <= _amounts(text)
    assert "DETR" not in text
    assert _dates(text) == {"2027-01-25"}


def test_the_form_is_told_box_by_box_and_filled_by_a_link(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    files = _dossier(run, (*words, "--titre", "Réseau & portail"), tmp_path / "dossier", "--formulaire", f"{ADDRESS}?a=1")
    text = files["formulaire.md"].decode()
    (url,) = re.findall(rf"<({ADDRESS}[^>]*)>", text)
    assert len(url) <= 2000
    assert parse_qs(urlsplit(url).query, strict_parsing=True) == {
        "champ_Q2hhbXAtMTk3NzQ0NQ": ["EPCI à fiscalité propre"],
        "champ_Q2hhbXAtNTQyNzM3MQ": ["200066777"],
        "champ_Q2hhbXAtMjk3MTQ0NA": ["Réseau & portail"],
        "champ_Q2hhbXAtMjk0NzQzNw": ["44801"],
        "champ_Q2hhbXAtMzI3Njk1OQ[]": ["DETR", "DSIL"],
        "champ_Q2hhbXAtMjk3NzM3NQ": ["25001"],
        "champ_Q2hhbXAtNTY0ODU0OQ": ["10000"],
        "champ_Q2hhbXAtNTY0ODU1Mg": ["15001"],
        "champ_Q2hhbXAtMzI3OTcxNA[]": ["Aide du Conseil régional"],
        "champ_Q2hhbXAtNTY3ODQ4MA": ["4000"],
    }
    assert "http" not in _dossier(run, words, tmp_path / "sans")["formulaire.md"].decode().split("## Sources")[0]


def test_what_an_address_holds_after_its_path_is_left_out_and_told(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    ran = run("dossier", *words, "-o", str(tmp_path / "dossier"), "--formulaire", f"{ADDRESS}?champ_a=1")
    assert ran.status == 0
    assert "laissé de côté" in ran.err
    assert "laissé" not in run("dossier", *words, "-o", str(tmp_path / "sans"), "--formulaire", ADDRESS).err


def test_an_address_of_no_use_is_told(run: Run, tmp_path: Path) -> None:
    words = ("Ploërmel Communauté", "--type", "logiciel", "--cout", "logiciel=50000", "--sans", "detr", "--sans", "dsil")
    path = tmp_path / "dossier"
    ran = run("dossier", *words, "--autre", "Aide=1000:region", *DAY, "--formulaire", ADDRESS, "-o", str(path))
    assert ran.status == 0
    assert "--formulaire est sans effet : aucune aide de ce plan ne se demande par un formulaire connu" in ran.err
    assert not (path / "formulaire.md").exists()


def test_a_closing_date_that_the_prefecture_gives_bounds_the_dates(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    files = _dossier(run, words, tmp_path / "dossier", "--conseil", "2027-01-25", "--cloture", "29 janvier 2027")
    assert "29 janvier 2027" in " ".join(files["dates.md"].decode().split())
    assert b"20270129" in files["dates.ics"]
    assert "dates.ics" not in _dossier(run, words, tmp_path / "sans")


def test_a_council_that_comes_too_late_is_told_on_the_terminal(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "dossier"
    ran = run("dossier", *words, "-o", str(path), "--conseil", "2027-02-10", "--cloture", "2027-01-29")
    assert ran.status == 0
    told = ran.err.replace(NBSP, " ")
    assert "alerte : La séance du 10 février 2027 vient après la clôture" in told
    assert "alerte" not in run("dossier", *words, "-o", str(tmp_path / "bon"), "--conseil", "2027-01-10").err
    soon = run("dossier", *words, "-o", str(tmp_path / "tard"), "--conseil", "2026-12-01")
    assert "alerte : La convocation devait partir le" in soon.err


@pytest.mark.parametrize("name", ["documents", "délibération", "Dossiers"])
def test_the_command_has_other_names(run: Run, words: tuple[str, ...], tmp_path: Path, name: str) -> None:
    assert run(name, *words, "-o", str(tmp_path / "dossier")).status == 0


WRONG = [
    (("-o",), 2, "-o"),
    ((), 2, "indiquer le dossier à créer avec -o"),
    (("-o", "-"), 2, "indiquer le dossier à créer avec -o"),
    (("-o", " "), 2, "indiquer le dossier à créer avec -o"),
    (("-o", "d", "--format", "pdf"), 2, "--format : « pdf » inconnu"),
    (("-o", "d", "--format", "json"), 2, "Formats : docx, odt, markdown ou html."),
    (("-o", "d", "--cas", "moyen"), 2, "--cas : « moyen » inconnu"),
    (("-o", "d", "--conseil", "2026-11-28"), 2, "le conseil : le 28 novembre 2026 est passé"),
    (("-o", "d", "--conseil", "2027-02-30"), 2, "conseil : le 30 février 2027 n'existe pas"),
    (("-o", "d", "--cloture", "2026-11-28"), 2, "--cloture : le 28 novembre 2026 est passé"),
    (("-o", "d", "--cloture", "demain"), 2, "--cloture : "),
    (("-o", "d", "--conseil", "2127-01-25"), 2, "le conseil : le 25 janvier 2127 est trop loin"),
    (("-o", "d", "--cloture", "2127-01-25"), 2, "--cloture : le 25 janvier 2127 est trop loin"),
    (("-o", "d", "--formulaire", f"{ADDRESS}/{'a' * 1990}"), 2, "l'adresse est si longue qu'aucune case n'y tient"),
    (("-o", "d", "--formulaire", "http://exemple.fr"), 2, "--formulaire : « http://exemple.fr » n'est pas une adresse https"),
    (("-o", "d", "--formulaire", ""), 2, "--formulaire : "),
    (("-o", "absent/d"), 1, "le dossier « absent » n'existe pas"),
    (("-o", "budget.csv"), 1, "« budget.csv » est un fichier, non un dossier"),
    (("-o", "budget.csv", "--ecraser"), 1, "« budget.csv » est un fichier, non un dossier"),
    (("-o", "."), 1, "« . » est le dossier où l'on est"),
    (("-o", "d", "--retenir", "detrr"), 1, "aucun dispositif ne s'appelle « detrr »"),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(
    run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, wrong: tuple[tuple[str, ...], int, str]
) -> None:
    more, status, told = wrong
    here = Path(words[words.index("--budget") + 1]).parent
    monkeypatch.chdir(here)
    ran = run("dossier", *words, *more)
    assert (ran.status, ran.out) == (status, "")
    assert told in ran.err.replace(NBSP, " ")
    assert [one.name for one in here.iterdir()] == ["budget.csv"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "pas de plan à voter : aucun coût n'est donné\nDonner les coûts : --cout CATEGORIE=EUROS"),
        (("--cout", "prestations=5000", "--ttc", "--sans", "detr"), "Donner le taux de TVA : --tva 20%."),
        (("--cout", "logiciel=0"), "pas de plan à voter"),
        (("--cout", "logiciel=5000", "--sans", "detr", "--sans", "dsil"), "pas de plan à voter"),
        (("--cout", "prestations=5000", "--retenir", "feder-2021-2027-numerique"), "au plan"),
    ],
)
def test_without_a_plan_to_vote_nothing_is_written(run: Run, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    ran = run("dossier", "Ploërmel Communauté", "--type", "logiciel", *words, *DAY, "-o", str(tmp_path / "dossier"))
    assert (ran.status, ran.out) == (1, "")
    assert told in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_replaced_only_when_it_is_said_and_whole(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "dossier"
    before = _dossier(run, words, path)
    again = run("dossier", *words, "-o", str(path), "--format", "md")
    assert (again.status, again.err) == (
        1,
        f"erreur : le dossier « {path} » existe déjà ; il est gardé tel quel\nPour le remplacer : --ecraser.\n",
    )
    assert {one.name: one.read_bytes() for one in path.iterdir()} == before
    assert set(_dossier(run, words, path, "--format", "md", "--ecraser")) == SAME | {f"{name}.md" for name in TEXTS}
    (path / "notes.odt").write_bytes(b"de la main")
    assert run("dossier", *words, "-o", str(path), "--ecraser").status == 1
    assert (path / "notes.odt").read_bytes() == b"de la main"


def test_on_a_full_disk_nothing_appears(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, synced = os.fsync, iter(range(100))

    def full(number: int) -> None:
        if next(synced) == 5:
            raise OSError(errno.ENOSPC, "")
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "dossier"
    ran = run("dossier", *words, "-o", str(path))
    assert ran == (1, "", f"erreur : le dossier « {path} » n'a pas pu être écrit : le disque est plein\nRien n'a été changé.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["budget.csv"]


@pytest.mark.parametrize("module", ["docx", "xlsxwriter"])
def test_a_writer_that_is_not_installed_is_told_before_anything_is_written(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    ran = run("dossier", *words, "-o", str(tmp_path / "dossier"))
    assert ran.status == 1
    assert "aidnum[" in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["budget.csv"]


def test_without_an_aid_to_ask_for_there_is_nothing_to_attest_and_no_form(run: Run, tmp_path: Path) -> None:
    words = ("Pontivy", "--type", "logiciel", "--cout", "logiciel=50000", "--acquis", "dsil=10000", *DAY)
    names = _dossier(run, words, tmp_path / "dossier")
    assert {"attestation.docx", "formulaire.md"}.isdisjoint(names)
    assert {"deliberation.docx", "plan.docx", "LISEZ-MOI.md"} <= set(names)
