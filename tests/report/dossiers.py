"""Projects whose documents are written, as people tell them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.plan import Case
from aidnum.project.merge import read_project
from aidnum.project.said import Said
from aidnum.report.dossier import Dossier, dossier
from tests.conftest import ROOT

DAY = date(2026, 11, 29)
INVESTED = {"type": "dematerialisation", "investissement": True}
LIBRARY = {"type": "bibliotheque", "investissement": True, "categorie_detr": True}

COMMUNE: dict[str, Any] = {
    "names": ("Saint-Pol-de-Léon",),
    "facts": INVESTED,
    "costs": {"logiciel": 30_000, "formation": 2_000, "travaux": 5_000},
    "vat": "20%",
    "title": "Portail des démarches",
    "council": "2026-12-15",
    "granted": {"dsil": 8_000},
    "others": [("FNADT", 3_000, "etat")],
    "loan": 5_000,
}
EPCI: dict[str, Any] = {
    "names": ("CC Pays de l'Ourcq",),
    "facts": LIBRARY,
    "budget": str(ROOT / "docs/exemples/reseau-bibliotheques.csv"),
    "title": "Réseau des médiathèques",
}
DEPARTEMENT: dict[str, Any] = {
    "names": ("dep:29",),
    "facts": {"type": "bibliotheque", "investissement": True},
    "costs": {"logiciel": 30_000, "formation": 2_000},
    "others": [("Aide au numérique", 5_000, "region"), ("FEDER", Decimal("5000.50"), "europe")],
}
POOLED: dict[str, Any] = {"names": ("Saint-Pol-de-Léon", "Roscoff"), "facts": INVESTED, "costs": {"logiciel": 30_000}}


def written(catalogue: Catalogue, case: Case = "low", **said: Any) -> Dossier:
    """The documents of what is said."""
    return dossier(catalogue, read_project(catalogue, Said(**said)), DAY, case)
