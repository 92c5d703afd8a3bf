"""Plans that councils voted: each is one command, and its answer has their figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tests.cli.conftest import Run
from tests.conftest import ROOT


class Voted(NamedTuple):
    """A plan as it is typed and as it was voted: who pays what on investment and running costs, what is left, what to ask."""

    words: tuple[str, ...]
    paid: Mapping[str, tuple[str, str]]
    own_share: str
    to_check: tuple[str, ...] = ()


# Pons (Charente-Maritime), nine cameras: the FIPD notified, 60 % asked of the préfecture, no DSIL. Figures of « Pons : neuf
# caméras pour une vidéosurveillance », lloyd-davis-consultant.com, 6 February 2026; what is left isn't told there.
CAMERAS = Voted(
    words=(
        *("Pons", "--domaine", "vidéoprotection", "--cout", "caméras=108 714,71", "--date", "2026-02-06"),
        *("--acquis", "fipd-videoprotection=14100", "--attendu", "detr=60%", "--sans", "dsil"),
    ),
    paid={"fipd-videoprotection": ("14100.00", "0.00"), "detr": ("65228.83", "0.00")},
    own_share="29385.88",
    to_check=("cgct-l1111-9",),
)
# Estrébœuf (Somme), thirteen cameras: 40 % from the Département, 20 % from the fédération départementale, a Région hoped for,
# and « plus de 17 000 € » left. Figures of the report on cameras in the news of TF1, February 2022, taken without tax.
VILLAGE = Voted(
    words=(
        *("Estreboeuf", "--domaine", "vidéoprotection", "--cout", "caméras=87947", "--date", "2022-02-15"),
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
        *("Pons", "--domaine", "pompiers", "--cout", "travaux=221575", "--date", "2026-02-06"),
        *("--attendu", "detr=60%", "--autre", "Conseil départemental=44315:departement"),
    ),
    paid={"detr": ("132945.00", "0.00"), "Conseil départemental": ("44315.00", "0.00")},
    own_share="44315.00",
    to_check=("cgct-l1111-9",),
)
# No page found: round figures. A préfecture that retains less than the estimate may decide a DETR of 19 % of the cost.
NINETEEN = Voted(
    words=(
        *("--collectivite", "commune", "--population", "1 200", "--fait", "departement=17", "--domaine", "école"),
        *("--cout", "matériel=50000", "--date", "2026-02-06", "--acquis", "detr=9500", "--sans", "dsil"),
    ),
    paid={"detr": ("9500.00", "0.00")},
    own_share="40500.00",
    to_check=("plancher-detr",),
)
# No page found: round figures, on the budget of the guide. What others bring lies on any line, in proportion to all of them.
NETWORK = Voted(
    words=(
        *("--collectivite", "cc", "--population", "32 000", "--fait", "departement=77", "--domaine", "médiathèque"),
        *("--budget", str(ROOT / "docs/exemples/reseau-bibliotheques.csv"), "--date", "2026-02-06", "--sans", "dsil"),
        *("--attendu", "dgd-bibliotheques=40%", "--autre", "Région=15000:region"),
        *("--autre", "Fonds de concours des communes=20000:commune"),
    ),
    paid={
        "dgd-bibliotheques": ("38600.00", "0.00"),
        "Région": ("14191.18", "808.82"),
        "Fonds de concours des communes": ("18921.57", "1078.43"),
    },
    own_share="28400.00",
    to_check=("cgct-l1111-9",),
)
VOTED = {"cameras": CAMERAS, "village": VILLAGE, "60-20": SIXTY_AND_TWENTY, "19": NINETEEN, "network": NETWORK}


@pytest.mark.parametrize("voted", VOTED.values(), ids=VOTED)
def test_one_command_gives_the_plan_that_was_voted(run: Run, voted: Voted) -> None:
    ran = run("plan", *voted.words, "--no-input", "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    (plan,) = json.loads(ran.out)["plans"]
    natures = {one["scheme"] or one["name"]: one["natures"] for one in plan["resources"]}
    assert {name: (each["investment"], each["running"]) for name, each in natures.items()} == voted.paid
    assert plan["own_share"] == voted.own_share
    assert (plan["illegal"], plan["proven"]) == ([], True)
    assert tuple(one["law"] for one in plan["warnings"]) == voted.to_check
