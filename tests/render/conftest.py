"""Reports of the small catalogue, of the shipped one and of one meant to hurt, and plans of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import BudgetReading, CostLine, Funder, SetAside, Unread, costs_of, natures_of
from aidnum.model.profile import read_profile
from aidnum.model.rule import AllOf
from aidnum.model.wishes import Wishes
from aidnum.project.budget.reader import read_budget
from aidnum.project.funders import Meaning
from aidnum.report.batch import BatchReport
from aidnum.report.budget import BudgetReport
from aidnum.report.plan import PlanReport, plan
from tests.conftest import ROOT
from tests.engine.plan_samples import DAY, flag_rule, grant, line, planned
from tests.render.samples import HOSTILE_TEXTS, hostile_catalogue, small_catalogue
from tests.report.batches import batch_report

LONG = "acquisition, installation et paramétrage du logiciel du réseau, reprise des catalogues et formation des agents"

FACTS = {
    "collectivite": "cc",
    "population": 32000,
    "type": "bibliotheque",
    "departement": "77",
    "region": "11",
    "investissement": True,
    "categorie_detr": True,
}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return hostile_catalogue(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def network(shipped: Catalogue) -> PlanReport:
    """The library network of the user guide."""
    reading = read_budget(str(ROOT / "docs/exemples/reseau-bibliotheques.csv"), shipped.vocabulary, "ht")
    lines = [each._replace(where=f"budget.csv:{place}") for place, each in enumerate(reading.lines, start=2)]
    profile = read_profile(shipped.vocabulary, FACTS, costs_of(lines, "ht"), "ht", natures_of(lines, "ht"))
    return plan(shipped, profile, lines, DAY)


@pytest.fixture(scope="session")
def budget(shipped: Catalogue) -> BudgetReport:
    """A budget of which all that a reading may hold was read, left, or not read."""
    rate = Decimal("0.2")
    lines = (
        CostLine("Portail et relation aux usagers", "logiciel", Decimal(38000), Decimal(45600), rate, "investment", "Coûts!C5"),
        CostLine("Hébergement", "hebergement", Decimal("5500.5"), Decimal("6600.6"), rate, "running", "Coûts!C9"),
        CostLine("Remise", "logiciel", Decimal(-1000), Decimal(-1200), rate, None, "Coûts!C10"),
    )
    reading = BudgetReading(
        file="dossier/Budget 2026.xlsx",
        sheet="Coûts",
        basis="ht",
        lines=lines,
        funders=(Funder("Coûts!F5", "DETR 40 %", Decimal(15000)), Funder("Coûts!F6", "Région", Decimal(5000))),
        set_aside=(SetAside("Coûts!A1", "titre"), SetAside("Coûts!A2", "titre"), SetAside("Coûts!C12", "total vérifié")),
        unread=(
            Unread("Coûts!C7", "« env. 500 » n'est pas un montant", "écrire un nombre seul"),
            Unread("Coûts!C8", "« env. 500 » n'est pas un montant", "écrire un nombre seul"),
            Unread("Coûts!A11", "« Divers » : aucun mot ne dit la catégorie", "remplir la colonne Catégorie", "Divers"),
        ),
        notes=("nature d'après le compte 2051", "montants arrondis au centime : Coûts!C9"),
        own_funds=Decimal(20000),
        loan=Decimal("2500.5"),
    )
    return BudgetReport(reading, shipped.vocabulary, (Meaning("expected", "detr"), Meaning("other", payer="region-payeuse")))


@pytest.fixture(scope="session")
def listed(shipped: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    """A list of three projects, and a name that is unclear."""
    return batch_report(shipped, tmp_path_factory.mktemp("list") / "l.csv")


@pytest.fixture(scope="session")
def cut(shipped: Catalogue) -> PlanReport:
    """Aids that laws cut, one granted, one private, one imposed against another."""
    schemes = [
        grant("acquise", {"rate": "30%", "payer": "etat"}, shipped),
        grant("fondation", {"rate": "10%", "payer": "prive"}, shipped),
        grant("region", {"rate": "66.6%", "payer": "region-payeuse"}, shipped),
        grant("rivale", {"rate": "5%", "payer": "region-payeuse"}, shipped, stacking={"excludes": ["acquise"]}),
    ]
    lines = [line("logiciel", "1000.01"), line("personnel", "333.33", "running")]
    return planned(shipped, schemes, lines, wishes=Wishes(("rivale",), {"acquise": Decimal("300.00")}))


@pytest.fixture(scope="session")
def hostile_plan(shipped: Catalogue) -> PlanReport:
    """Labels and titles meant to hurt."""
    texts = [text.strip() for text in HOSTILE_TEXTS]
    schemes = [grant(f"aide-{index}", {"flat": 10, "payer": "prive"}, shipped, title=text) for index, text in enumerate(texts)]
    lines = [CostLine(text, "logiciel", Decimal(100), nature="investment") for text in texts]
    return planned(shipped, schemes, lines)


@pytest.fixture(scope="session")
def crowded(shipped: Catalogue) -> PlanReport:
    """25 costs with tax, of both natures, with long labels; a dozen aids, some capped, some flat, one of each payer."""
    lines = [
        CostLine(f"Poste {rank} {LONG * (rank % 5 == 0)}", "logiciel", ht, ht * Decimal("1.2"), Decimal("0.2"), nature)
        for rank in range(1, 26)
        for ht, nature in [(Decimal(1_000 + 37 * rank), "running" if rank % 4 == 3 else "investment")]
    ]
    payers = [name for name, term in shipped.vocabulary.payers.items() if not term.members]
    schemes = [
        grant(f"aide-{rank}", pays, shipped, title=f"Aide {rank} {LONG * (rank % 4 == 0)}".strip())
        for rank, payer in enumerate(payers)
        for pays in [{"payer": payer, **({"flat": 300} if rank % 5 == 4 else {"rate": f"{2 + rank % 3}%", "ceiling": 900})}]
    ]
    return planned(shipped, schemes, lines)


@pytest.fixture(scope="session")
def unlawful(shipped: Catalogue) -> PlanReport:
    """Two aids already granted that leave less than a fifth of the investment to the applicant."""
    schemes = [
        grant(f"aide-{name}", {"rate": "50%", "payer": f"{name}-payeuse"}, shipped, title="Aide")
        for name in ("region", "commune")
    ]
    lines = [line("logiciel", "10000.55"), line("hebergement", 1500, "running")]
    return planned(shipped, schemes, lines, wishes=Wishes((), {"aide-region": Decimal(6000), "aide-commune": Decimal(3000)}))


@pytest.fixture(scope="session")
def unsure(shipped: Catalogue) -> PlanReport:
    """One aid that is sure, and one that waits for an answer."""
    asked = AllOf(parts=(grant("x", {"rate": "1%"}, shipped).eligibility, flag_rule("structure_mutualisation")))
    schemes = [
        grant("aide-sure", {"rate": {"from": "10%", "up_to": "30%"}, "payer": "etat"}, shipped, title="Une aide"),
        grant("aide-suspendue", {"rate": "20%", "payer": "region-payeuse"}, shipped, title="Une autre", eligibility=asked),
    ]
    return planned(shipped, schemes, [line("logiciel", 40_000), line("materiel", 2_000, None)])
