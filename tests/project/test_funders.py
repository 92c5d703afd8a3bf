"""Whom a budget counts on: schemes by their id, title or acronym, and others by the words of payers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import BudgetReading, CostLine, Funder
from aidnum.model.wishes import Expected, Other
from aidnum.project.funders import UNKNOWN, Carrier, Meaning, meanings, scheme_of, wishes_of


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


COMMUNE, CC = Carrier({"commune"}), Carrier({"cc"})
PONS, OUST = Carrier({"commune"}, ["Pons"]), Carrier({"cc"}, ["De l'Oust à Brocéliande Communauté"])


@pytest.mark.parametrize(
    ("carrier", "funder", "is_own"),
    [
        (COMMUNE, "Commune", True),
        (COMMUNE, "Mairie", True),
        (COMMUNE, "Ville de Pons (40 %)", True),
        (COMMUNE, "Participation de la commune", True),
        (COMMUNE, "Communauté de communes", False),
        (CC, "Commune de Pons", False),
        (CC, "Communauté de communes", True),
        (CC, "Fonds de concours de la communauté", False),
        (Carrier({"cc", "ca"}), "Agglo", True),
        (Carrier({"departement"}), "Conseil départemental", True),
        (Carrier({"departement"}), "Région", False),
        (Carrier({"commune", "cc"}), "Commune", False),
        (UNKNOWN, "Commune", False),
        (PONS, "Commune de Pons", True),
        (PONS, "Ville de Pons", True),
        (PONS, "Pons", True),
        (PONS, "Part de Pons (20 %)", True),
        (PONS, "Commune de Saintes", False),
        (PONS, "Pons agglomération", False),
        (PONS, "Fondation de Pons", False),
        (PONS, "DETR Pons", False),
        (OUST, "Communauté de communes de l'Oust", True),
        (OUST, "De l'Oust à Brocéliande Communauté", True),
        (OUST, "Communauté de communes de Pons", False),
        (OUST, "Commune de Brocéliande", False),
        (Carrier({"commune"}, ["Pons", "Saintes"]), "Commune de Saintes", True),
    ],
)
def test_a_funder_of_the_kind_or_of_the_name_of_the_applicant_is_its_own_share(
    shipped: Catalogue, carrier: Carrier, funder: str, *, is_own: bool
) -> None:
    funders = (Funder("b.csv:2", funder, Decimal(40)), Funder("b.csv:3", "FEDER", Decimal(60)))
    reading = BudgetReading("b.csv", None, "ht", (CostLine("a", "materiel", Decimal(999)),), funders, own_funds=Decimal(3))
    (meaning, _), wishes = meanings(reading, shipped, carrier), wishes_of(reading, shipped, carrier)
    assert (meaning.origin == "own") is is_own
    assert [other.name for other in wishes.others] == ([funder, "FEDER"] if meaning.origin == "other" else ["FEDER"])


def test_of_two_of_its_kind_the_applicant_without_a_name_is_the_one_without_one(shipped: Catalogue) -> None:
    funders = tuple(Funder("b.csv:2", name, Decimal(50)) for name in ("Commune", "Commune de Saintes", "Commune de Pons"))
    reading = BudgetReading("b.csv", None, "ht", (), funders)
    assert [one.origin for one in meanings(reading, shipped, COMMUNE)] == ["own", "other", "other"]
    named = reading._replace(funders=funders[1:])
    assert [one.origin for one in meanings(named, shipped, COMMUNE)] == ["other", "other"]


def test_how_each_funder_is_read_is_told(shipped: Catalogue) -> None:
    funders = tuple(Funder("b.csv:2", name, Decimal(5)) for name in ("DETR", "FIPD (notifié)", "CD56", "Région", "Ville"))
    assert meanings(BudgetReading("b.csv", None, "ht", (), funders), shipped, COMMUNE) == (
        Meaning("expected", "detr"),
        Meaning("granted", "fipd-videoprotection"),
        Meaning("other", payer="public"),
        Meaning("other", payer="region-payeuse"),
        Meaning("own"),
    )


def test_a_name_that_is_too_long_is_cut(shipped: Catalogue) -> None:
    (other,) = wishes_of(BudgetReading("b", None, "ht", (), (Funder("b:1", "x" * 300, Decimal(1)),)), shipped).others
    assert len(other.name) == 120
