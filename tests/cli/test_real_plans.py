"""Plans that councils voted: each is one command, and its answer has their figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Run


class Voted(NamedTuple):
    """A plan as it is typed and as it was voted: who pays what on investment and running costs, what is left, what to ask."""

    words: tuple[str, ...]
    paid: Mapping[str, tuple[str, str]]
    own_share: str
    to_check: tuple[str, ...]
    budget: str = ""


# Pons (Charente-Maritime), nine cameras: the FIPD notified, 60 % asked of the préfecture, no DSIL. Figures of « Pons : neuf
# caméras pour une vidéosurveillance », lloyd-davis-consultant.com, 6 February 2026; what is left isn't told there.
CAMERAS = Voted(
    words=(
        *("Pons", "--type", "équipement", "--domaine", "vidéoprotection", "--date", "2026-02-06"),
        *("--cout", "caméras=108 714,71", "--acquis", "fipd-videoprotection=14100", "--attendu", "detr=60%", "--sans", "dsil"),
    ),
    paid={"fipd-videoprotection": ("14100.00", "0.00"), "detr": ("65228.83", "0.00")},
    own_share="29385.88",
    to_check=("cgct-l1111-9",),
)
# The same, as a treasurer has it in a spreadsheet: who pays stands beside what is paid.
SHEET = CAMERAS._replace(
    words=(
        *("Pons", "--type", "équipement", "--domaine", "vidéoprotection", "--date", "2026-02-06"),
        *("--budget", "pons.csv", "--sans", "dsil"),
    ),
    budget="""\
PLAN DE FINANCEMENT PRÉVISIONNEL;;;
DÉPENSES;;RECETTES;
Nature;Montant HT;Financeur;Montant
Caméras et enregistreurs;98 714,71;État – FIPD (notifié);14 100,00
Raccordement électrique;10 000,00;État – DETR (60 %);65 228,83
;;Autofinancement;29 385,88
TOTAL;108 714,71;TOTAL;108 714,71
""",
)
# Estrébœuf (Somme), thirteen cameras: 40 % from the Département, 20 % from the fédération départementale, a Région hoped for,
# and « plus de 17 000 € » left. Figures of the report on cameras in the news of TF1, February 2022, taken without tax.
VILLAGE = Voted(
    words=(
        *(
            "Estreboeuf",
            "--type",
            "équipement",
            "--domaine",
            "vidéoprotection",
            "--cout",
            "caméras=87947",
            "--date",
            "2022-02-15",
        ),
        *("--autre", "Département de la Somme=35178,80:département", "--autre", "Région=17589,40:région"),
        *("--autre", "Fédération départementale=17589,40:fédération"),
    ),
    paid={
        "Département de la Somme": ("35178.80", "0.00"),
        "Région": ("17589.40", "0.00"),
        "Fédération départementale": ("17589.40", "0.00"),
    },
    own_share="17589.40",
    to_check=("cgct-l1111-9", "cgct-l1111-9-cumul"),
)
# Pons again, water against fire: the council asks for both sums and pays the last fifth. Figures of the same page.
SIXTY_AND_TWENTY = Voted(
    words=(
        *("Pons", "--type", "équipement", "--domaine", "pompiers", "--cout", "travaux=221575", "--date", "2026-02-06"),
        *("--attendu", "detr=60%", "--autre", "Conseil départemental=44315:departement"),
    ),
    paid={"detr": ("132945.00", "0.00"), "Conseil départemental": ("44315.00", "0.00")},
    own_share="44315.00",
    to_check=("cgct-l1111-9",),
)
# No page found: round figures. A préfecture that retains less than the estimate may decide a DETR of 19 % of the cost.
NINETEEN = Voted(
    words=(
        *("--collectivite", "commune", "--population", "1 200", "--fait", "departement=17", "--type", "équipement"),
        *("--domaine", "école", "--budget", "ecole.csv", "--date", "2026-02-06", "--sans", "dsil"),
    ),
    budget="""\
Dépenses;Montant HT;Recettes;Montant
Postes et écrans de l'école;50 000,00;DETR décidée (19 %);9 500,00
;;Commune;40 500,00
Total;50 000,00;Total;50 000,00
""",
    paid={"detr": ("9500.00", "0.00")},
    own_share="40500.00",
    to_check=("plancher-detr",),
)
# No page found: round figures, in the layout of a council. What others bring lies on any line, in proportion to all of them.
NETWORK = Voted(
    words=(
        *("--collectivite", "cc", "--population", "32 000", "--fait", "departement=77", "--type", "logiciel"),
        *("--domaine", "médiathèque", "--budget", "reseau.csv", "--date", "2026-02-06", "--sans", "dsil"),
    ),
    budget="""\
Dépenses;Section;Montant HT;Recettes;Montant
Logiciel de gestion du réseau (SIGB), licence;Investissement;28 000,00;DGD bibliothèques (DRAC);45 000,00
Portail, intégration;Investissement;22 000,00;Région Île-de-France;10 000,00
Platines RFID et postes publics;Investissement;40 000,00;Fonds de concours des communes;15 000,00
Hébergement, première année;Fonctionnement;10 000,00;Part de la communauté;30 000,00
Total HT;;100 000,00;Total;100 000,00
""",
    paid={
        "dgd-bibliotheques": ("45000.00", "0.00"),
        "Région Île-de-France": ("9000.00", "1000.00"),
        "Fonds de concours des communes": ("13500.00", "1500.00"),
    },
    own_share="30000.00",
    to_check=("cgct-l1111-9",),
)
VOTED = {"cameras": CAMERAS, "sheet": SHEET, "village": VILLAGE, "60-20": SIXTY_AND_TWENTY, "19": NINETEEN, "network": NETWORK}


@pytest.fixture(params=VOTED.values(), ids=list(VOTED))
def voted(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Voted:
    """A plan, in a folder that holds its budget."""
    plan: Voted = request.param
    monkeypatch.chdir(tmp_path)
    for name in plan.words:
        if name.endswith(".csv"):
            Path(name).write_text(plan.budget, encoding="utf-8")
    return plan


def test_one_command_gives_the_plan_that_was_voted(run: Run, voted: Voted) -> None:
    ran = run("plan", *voted.words, "--no-input", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    (plan,) = json.loads(ran.out)["plans"]
    natures = {one["name"]: one["natures"] for one in plan["resources"]}
    assert {name: (each["investment"], each["running"]) for name, each in natures.items()} == voted.paid
    assert plan["own_share"] == voted.own_share
    assert (plan["illegal"], plan["proven"]) == ([], True)
    assert tuple(one["law"] for one in plan["warnings"]) == voted.to_check


def test_it_is_one_screen_and_one_page(run: Run, voted: Voted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen = run("plan", *voted.words, "--no-input").out.splitlines()
    page = run("plan", *voted.words, "--no-input", "--format", "markdown").out.splitlines()
    assert max(map(len, screen)) <= 80
    assert len(screen) <= 40
    assert len(page) <= 60
