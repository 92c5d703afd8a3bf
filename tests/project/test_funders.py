"""Whom a budget counts on: schemes by their id, title or acronym, and others by the words of payers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import BudgetReading, CostLine, Funder
from aidnum.model.wishes import Expected, Other
from aidnum.project.funders import scheme_of, wishes_of


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("DETR", "detr"),
        ("État – DETR 2026 (40 %)", "detr"),
        ("dsil", "dsil"),
        ("DGD bibliothèques", "dgd-bibliotheques"),
        ("DGD", "dgd-bibliotheques"),
        ("FIPD", "fipd-videoprotection"),
        ("Micro-Folies", "micro-folies"),
        ("FEDER", None),
        ("DETR et DSIL", None),
        ("Région", None),
        ("detresse", None),
    ],
)
def test_a_funder_names_one_scheme_or_none(shipped: Catalogue, name: str, scheme: str | None) -> None:
    assert scheme_of(name, shipped) == scheme


def test_funders_of_one_scheme_or_name_are_added_up(shipped: Catalogue) -> None:
    told = [("DETR 2025", 10), ("DETR 2026", 5), ("Région", 3), ("REGION", 4), ("Fondation X", 1)]
    funders = tuple(Funder(f"b.csv:{rank}", name, Decimal(amount)) for rank, (name, amount) in enumerate(told))
    wishes = wishes_of(BudgetReading("b.csv", None, "ht", (), funders, loan=Decimal(7)), shipped)
    assert wishes.expected == {"detr": Expected(Decimal(15))}
    assert wishes.others == (
        Other("Région", Decimal(7), "region-payeuse"),
        Other("Fondation X", Decimal(1), "prive"),
    )
    assert wishes.loan == Decimal(7)


@pytest.mark.parametrize(
    ("names", "granted"),
    [
        (["FIPD (notifié)"], True),
        (["Acquis : FIPD"], True),
        (["FIPD accordée le 3 mars", "FIPD obtenu"], True),
        (["FIPD (notifié)", "FIPD, demande de 2026"], False),
        (["FIPD (préfecture du Pas-de-Calais), notifié"], True),
        (["FIPD (non notifié)"], False),
        (["FIPD non-accordé"], False),
        (["FIPD, pas encore accordé"], False),
        (["FIPD"], False),
    ],
)
def test_what_is_said_to_be_decided_is_granted(shipped: Catalogue, names: list[str], *, granted: bool) -> None:
    funders = tuple(Funder("b.csv:2", name, Decimal(10)) for name in names)
    wishes = wishes_of(BudgetReading("b.csv", None, "ht", (), funders), shipped)
    total = Decimal(10 * len(names))
    assert wishes.granted == ({"fipd-videoprotection": total} if granted else {})
    assert wishes.expected == ({} if granted else {"fipd-videoprotection": Expected(total)})


COMMUNE, CC = frozenset({"commune"}), frozenset({"cc"})


@pytest.mark.parametrize(
    ("kinds", "resources", "left"),
    [
        (COMMUNE, [("DETR", 60), ("Commune", 40)], []),
        (COMMUNE, [("DETR", 60), ("Ville de Pons (40 %)", "39.50")], []),
        (COMMUNE, [("Communauté de communes", 60), ("Commune", 40)], ["Communauté de communes"]),
        (CC, [("Commune de Pons", 60), ("Communauté de communes", 40)], ["Commune de Pons"]),
        (frozenset({"cc", "ca"}), [("DETR", 60), ("Agglo", 40)], []),
        (frozenset({"departement"}), [("DSID", 60), ("Conseil départemental", 40)], ["DSID"]),
        (COMMUNE, [("Commune", 50), ("Commune de Saintes", 50)], ["Commune", "Commune de Saintes"]),
        (COMMUNE, [("DETR", 60), ("Commune", 39)], ["Commune"]),
        (CC, [("DETR", 60), ("Fonds de concours de la communauté", 40)], ["Fonds de concours de la communauté"]),
        (frozenset({"commune", "cc"}), [("DETR", 60), ("Commune", 40)], ["Commune"]),
        ((), [("DETR", 60), ("Commune", 40)], ["Commune"]),
    ],
)
def test_in_a_whole_table_what_the_applicant_pays_is_its_own_share(
    shipped: Catalogue, kinds: frozenset[str], resources: list[tuple[str, int | str]], left: list[str]
) -> None:
    funders = tuple(Funder("b.csv:2", name, Decimal(amount)) for name, amount in resources)
    reading = BudgetReading("b.csv", None, "ht", (CostLine("a", "materiel", Decimal(100)),), funders)
    assert [other.name for other in wishes_of(reading, shipped, kinds).others] == left


def test_a_table_with_tax_is_whole_with_its_loan_and_its_fctva(shipped: Catalogue) -> None:
    line = CostLine("a", "materiel", Decimal(100), Decimal(120))
    reading = BudgetReading("b.csv", None, "ht", (line,), (Funder("b.csv:2", "Ville", Decimal(70)),), loan=Decimal(30))
    assert [other.name for other in wishes_of(reading, shipped, COMMUNE).others] == []
    taxed = reading._replace(fctva=Decimal("19.68"))
    assert [other.name for other in wishes_of(taxed, shipped, COMMUNE).others] == []
    assert [other.name for other in wishes_of(taxed._replace(fctva=Decimal(5)), shipped, COMMUNE).others] == ["Ville"]


def test_nor_is_it_looked_for_where_the_own_share_is_told(shipped: Catalogue) -> None:
    funders = (Funder("b.csv:2", "Commune", Decimal(40)), Funder("b.csv:3", "DETR", Decimal(60)))
    reading = BudgetReading("b.csv", None, "ht", (CostLine("a", "materiel", Decimal(100)),), funders, own_funds=Decimal(0))
    assert [other.name for other in wishes_of(reading, shipped, COMMUNE).others] == ["Commune"]


def test_a_name_that_is_too_long_is_cut(shipped: Catalogue) -> None:
    (other,) = wishes_of(BudgetReading("b", None, "ht", (), (Funder("b:1", "x" * 300, Decimal(1)),)), shipped).others
    assert len(other.name) == 120
