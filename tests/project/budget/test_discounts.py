"""Which lines a discount lowers: the one it stands under, or all those above it in proportion."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import BudgetReading
from aidnum.model.profile import Basis
from aidnum.project.budget.discounts import shares
from aidnum.project.budget.reader import read_budget
from tests.project.budget.files import as_csv, cells_of


def _read(catalogue: Catalogue, folder: Path, text: str, basis: Basis = "ht") -> BudgetReading:
    return read_budget(as_csv(folder, cells_of(text)), catalogue.vocabulary, basis)


HEAD = "Poste;HT\n"
TWO = "Logiciel;1000\nServeur;3000\n"


@pytest.mark.parametrize(
    ("rows", "lowered"),
    [
        (f"{TWO}Remise;-40\n", {"logiciel": -10, "materiel": -30}),
        (f"{TWO}Remise;-40\nTotal;3960\n", {"logiciel": -10, "materiel": -30}),
        (f"{TWO}Total;4000\nRemise;-40\nTotal net;3960\n", {"logiciel": -10, "materiel": -30}),
        (f"{TWO}Remise;-40\nFormation;100\n", {"materiel": -40}),
        (f"{TWO}Remise globale;-40\nFormation;100\n", {"logiciel": -10, "materiel": -30}),
        (f"{TWO}Remise;-20\nRabais;-20\nTotal;3960\n", {"logiciel": -10, "materiel": -30}),
        ("Logiciel;1000\nRemise;-400\nServeur;3000\nRemise;-300\n", {"logiciel": -400, "materiel": -300}),
        ("Logiciel;1000\nRemise;-400\nServeur;3000\nRemise globale;-360\n", {"logiciel": -460, "materiel": -300}),
        ("Logiciel;1000\nSous-total;1000\nServeur;3000\nSous-total;3000\nRemise;-40\nTotal;3960\n",
         {"logiciel": -10, "materiel": -30}),
        (f"Formation;10\nSous-total;10\n{TWO}Sous-total;4000\nRemise;-40\nFormation;5\nTotal;3975\n",
         {"logiciel": -10, "materiel": -30}),
        (f"Section d'investissement;\n{TWO}Section de fonctionnement;\nFormation;100\nRemise;-10\n", {"formation": -10}),
        (
            f"Section d'investissement;\n{TWO}Section de fonctionnement;\nFormation;100\nRemise globale;-41\n",
            {"logiciel": -10, "materiel": -30, "formation": -1},
        ),
        (f"{TWO}Remise sur logiciels;-40\n", {"logiciel": -40}),
        (f"{TWO}Formation;10\nRemise sur logiciel et matériel;-40\n", {"logiciel": -10, "materiel": -30}),
        (f"{TWO}Formation;offerte\nRemise;-40\nTravaux;5\n", {"materiel": -40}),
    ],
)  # fmt: skip
def test_a_discount_lowers_what_it_is_of(shipped: Catalogue, tmp_path: Path, rows: str, lowered: dict[str, int]) -> None:
    reading = _read(shipped, tmp_path, HEAD + rows)
    assert reading.unread == ()
    found: dict[str, Decimal] = {}
    for line in reading.lines:
        if line.ht is not None and line.ht < 0:
            found[line.category] = found.get(line.category, Decimal(0)) + line.ht
    assert found == lowered


def test_what_a_discount_is_spread_over_is_told(shipped: Catalogue, tmp_path: Path) -> None:
    reading = _read(shipped, tmp_path, f"{HEAD}{TWO}Remise;-40\n")
    assert reading.notes == ("remise de b.csv:4, répartie en proportion entre b.csv:2 et b.csv:3",)


def test_a_discount_of_both_sections_lowers_both(shipped: Catalogue, tmp_path: Path) -> None:
    text = "Poste;HT;Nature\nLogiciel;1000;investissement\nMaintenance;600;fonctionnement\nRemise globale;-80;\n"
    lines = _read(shipped, tmp_path, text).lines[2:]
    assert [(line.nature, line.ht) for line in lines] == [("investment", Decimal(-50)), ("running", Decimal(-30))]
    of_one = _read(shipped, tmp_path, text.replace("-80;", "-80;fonctionnement")).lines[2:]
    assert [(line.nature, line.ht) for line in of_one] == [("running", Decimal(-80))]


def test_the_tax_of_a_discount_is_that_of_the_lines_that_it_lowers(shipped: Catalogue, tmp_path: Path) -> None:
    text = "Poste;HT;TVA\nLogiciel;1000;20 %\nLivres;1000;5,5 %\nRemise globale;-100;\n"
    lines = _read(shipped, tmp_path, text.replace("Livres", "Formation")).lines[2:]
    assert [(line.ht, line.ttc) for line in lines] == [(Decimal(-50), Decimal(-60)), (Decimal(-50), Decimal("-52.75"))]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("Logiciel;1000\nRemise;-2500\n", "« Remise » : 2 500 € de remise pour 1 000 € de dépenses"),
        ("Logiciel;10\nRemise;-6\nRabais;-5\n", "« Rabais » : 5 € de remise pour 4 € de dépenses"),
        (f"{TWO}Remise sur logiciel;-1001\n", "« Remise sur logiciel » : 1 001 € de remise pour 1 000 € de dépenses"),
        ("Logiciel;-10\nServeur;50\n", "« Logiciel » : cette remise dépasse de 10 € ce que coûte sa catégorie"),
    ],
)
def test_a_discount_of_more_than_it_lowers_is_told(shipped: Catalogue, tmp_path: Path, rows: str, why: str) -> None:
    (unread,) = _read(shipped, tmp_path, HEAD + rows).unread
    assert unread.why.replace("\u00a0", " ") == why


def test_discounts_beyond_number_are_told(shipped: Catalogue, tmp_path: Path) -> None:
    reading = _read(shipped, tmp_path, HEAD + "Logiciel;1000\n" * 100 + "Remise globale;-1\n" * 51)
    assert [(one.where, one.why) for one in reading.unread] == [("b.csv:152", "trop de remises à répartir")]


CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)


@given(whole=CENTS, weights=st.lists(CENTS, min_size=1, max_size=9).filter(any))
def test_shares_come_to_the_whole_each_within_a_cent(whole: Decimal, weights: list[Decimal]) -> None:
    found = shares(whole, weights)
    assert sum(found) == whole
    for share, weight in zip(found, weights, strict=True):
        assert abs(share - whole * weight / sum(weights)) <= Decimal("0.01")
