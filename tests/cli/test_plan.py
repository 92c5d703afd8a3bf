"""``aidnum plan``: what it takes, what it refuses, and where its answer goes."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import ROOT

BUDGET = str(ROOT / "docs/exemples/reseau-bibliotheques.csv")
NETWORK = (
    "--collectivite",
    "cc",
    "--population",
    "32 000",
    "--type",
    "bibliothèque",
    "--fait",
    "departement=77",
    "--fait",
    "categorie_detr=oui",
)
DAY = ("--date", "2025-11-24")
COST = ("--cout", "licences=20000")


def test_a_plan_from_a_spreadsheet(run: Run) -> None:
    ran = run("plan", *NETWORK, *DAY, "--budget", BUDGET)
    assert (ran.status, ran.err) == (0, "")
    assert "Plan bas" in ran.out
    assert "53\u00a0750,00\u00a0€" in ran.out


def test_a_plan_from_costs_of_the_command_line(run: Run) -> None:
    whole = json.loads(run("plan", *NETWORK, *DAY, *COST, "--format", "json").out)
    assert whole["costs"] == [
        {"label": "logiciels (licences)", "category": "logiciel", "amount": "20000.00"}
        | {"ht": "20000.00", "ttc": None, "vat": None, "nature": None, "where": None}
    ]
    assert whole["total_cost"] == "20000.00"


def test_with_tax_the_plan_is_in_tax(run: Run) -> None:
    whole = json.loads(run("plan", *NETWORK, *DAY, "--budget", BUDGET, "--ttc", "--format", "json").out)
    assert (whole["basis"], whole["total_cost"]) == ("ttc", "122400.00")
    low = whole["plans"][0]
    assert {one["scheme"]: one["amount"] for one in low["resources"]} == {"dgd-bibliotheques": "28950.00", "dsil": "19300.00"}
    assert sum(Decimal(one["amount"]) for one in low["resources"]) + Decimal(low["own_share"]) == 122_400


@pytest.mark.parametrize("name", ["plan.md", "plan.json", "plan.csv", "plan.xlsx", "plan.ods", "plan.txt"])
def test_the_plan_is_written_in_the_format_of_its_name(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ran = run("plan", *NETWORK, *DAY, "--budget", BUDGET, "-o", str(path))
    assert (ran.status, ran.out, ran.err) == (0, "", f"écrit : {path}\n")
    assert path.stat().st_size > 1_000
    again = run("plan", *NETWORK, *DAY, "--budget", BUDGET, "-o", str(path))
    assert (again.status, "existe déjà" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "un plan de financement part des coûts"),
        ((*COST, "--budget", BUDGET), 2, "--cout et --budget donnent tous deux les coûts"),
        (("--cout", "licences=0"), 2, "un plan de financement part des coûts"),
        (("--budget", "absent.csv"), 1, "« absent.csv » illisible : le fichier n'existe pas"),
        ((*COST, "--retenir", "dter"), 1, "aucun dispositif ne s'appelle « dter »"),
        ((*COST, "--acquis", "detr"), 2, "--acquis attend FICHE=EUROS, trouvé « detr »"),
        ((*COST, "--acquis", "detr=12.000"), 2, "acquis detr : « 12.000 » est ambigu"),
        ((*COST, "--acquis", "detr=1", "--acquis", "detr=2"), 2, "« detr » est donnée deux fois"),
        ((*COST, "--acquis", "detr=0"), 2, "Avec --sans FICHE."),
        ((*COST, "--acquis", "detr=20000,01"), 2, "accordés, plus que le coût du projet (20\u00a0000\u00a0€)"),
        ((*COST, "--retenir", "france-relance-donnees"), 2, "Déjà accordée : --acquis FICHE=EUROS. Promise : --attendu"),
        ((*COST, "--attendu", "france-relance-donnees=9"), 2, "Déjà accordée tout de même : --acquis FICHE=EUROS."),
        ((*COST, "--attendu", "dsil"), 2, "--attendu attend FICHE=EUROS ou FICHE=40%, trouvé « dsil »"),
        ((*COST, "--attendu", "dsil=40%", "--sans", "dsil"), 2, "dsil est écarté, et pourtant retenu, acquis ou attendu"),
        ((*COST, "--attendu", "dsil=81%"), 2, "DSIL ne peut pas être attendue : 81\u00a0%, et son taux va jusqu'à 80\u00a0%"),
        ((*COST, "--ttc", "--attendu", "dsil=40%"), 2, "Donner le taux de TVA : --tva 20%."),
        ((*COST, "--autre", "Région=30000:region"), 2, "Région : 30\u00a0000\u00a0€ d'une autre aide, plus que le coût"),
        ((*COST, "--autre", "Région=5:regoin"), 2, "payeur inconnu « regoin »\nLe plus proche : région."),
        ((*COST, "--emprunt", "cher"), 2, "emprunt : « cher » n'est pas un montant"),
        ((*COST, "--emprunt", "1", "--emprunt", "2"), 2, "--emprunt est donné deux fois"),
        ((*COST, "--sans", "dter"), 1, "aucun dispositif ne s'appelle « dter »"),
        ((*COST, "--sans", "detr", "--retenir", "detr"), 2, "detr est écarté, et pourtant retenu"),
        ((*COST, "--format", "xlsx"), 2, "indiquer le fichier à écrire avec -o"),
        ((*COST, "-o", "plan.ics"), 2, "extension « .ics » inconnue"),
        (("--budget", BUDGET, "--fait", "investissement=non"), 2, "le fait « investissement » dit le contraire"),
    ],
)
def test_what_can_not_be_planned_is_said_in_one_line(run: Run, words: tuple[str, ...], status: int, said: str) -> None:
    ran = run("plan", *NETWORK, *DAY, *words)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith("erreur : ")
    assert said in ran.err


def test_what_is_imposed_and_illegal_is_an_answer(run: Run) -> None:
    ran = run("plan", *NETWORK, *DAY, "--budget", BUDGET, "--retenir", "detr", "--retenir", "dgd-bibliotheques")
    assert ran.status == 0
    assert "Plan illégal\u00a0: DGD bibliothèques et DETR ne se cumulent pas" in ran.out


def test_a_granted_aid_counts_in_every_sum(run: Run) -> None:
    words = ("--budget", BUDGET, "--acquis", "dsil=70 000", "--format", "json")
    low = json.loads(run("plan", *NETWORK, *DAY, *words).out)["plans"][0]
    amounts = {one["scheme"]: one["amount"] for one in low["resources"]}
    assert amounts == {"dgd-bibliotheques": "7200.00", "dsil": "70000.00"}
    assert low["bound_by"] == ["cgct-l1111-10"]


def test_an_aid_left_out_brings_in_no_line_and_no_law(run: Run) -> None:
    words = ("--budget", BUDGET, "--sans", "dsil", "--sans", "DETR", "--format", "json")
    whole = json.loads(run("plan", *NETWORK, *DAY, *words).out)
    assert {one["scheme"] for plan in whole["plans"] for one in plan["resources"]}.isdisjoint({"dsil", "detr"})
    assert [one["because"] for one in whole["rejected"] if one["schemes"] in (["dsil"], ["detr"])] == [
        "écarté à votre demande"
    ] * 2
    assert all("cgct-r2334-27" not in plan["bound_by"] for plan in whole["plans"])


@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_budget_serves_every_command_that_takes_costs(run: Run, command: str) -> None:
    ran = run(command, *NETWORK, *DAY, "--budget", BUDGET, "--format", "json")
    assert json.loads(ran.out)["profile"]["costs"]["logiciel"] == "38000.00"


def test_export_takes_a_budget_too(run: Run, tmp_path: Path) -> None:
    assert run("export", *NETWORK, *DAY, "--budget", BUDGET, "-o", str(tmp_path / "a.md")).status == 0


def test_the_json_needs_no_extra() -> None:
    script = (
        "import sys; sys.modules['xlsxwriter'] = sys.modules['python_calamine'] = None\n"
        f"from aidnum.cli.main import main\nsys.exit(main({['plan', *NETWORK, *DAY, *COST, '--format', 'json']!r}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["schema_version"]) == (0, "1")


def test_the_open_workbook_needs_no_extra(tmp_path: Path) -> None:
    words = ["plan", *NETWORK, *DAY, *COST, "-o", str(tmp_path / "plan.ods")]
    script = f"import sys; sys.modules['xlsxwriter'] = None\nfrom aidnum.cli.main import main\nsys.exit(main({words!r}))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert (tmp_path / "plan.ods").stat().st_size > 1_000


def test_without_the_module_the_workbook_names_the_extra(tmp_path: Path) -> None:
    words = ["plan", *NETWORK, *DAY, *COST, "-o", str(tmp_path / "plan.xlsx")]
    script = f"import sys; sys.modules['xlsxwriter'] = None\nfrom aidnum.cli.main import main\nsys.exit(main({words!r}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, "aidnum[xlsx]" in done.stderr, list(tmp_path.iterdir())) == (1, True, [])
