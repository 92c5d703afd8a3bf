"""The answer of ``budget``: what is to be mended stands first, and no place of the file is left untold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import BudgetReading, CostLine, Funder, Unread
from aidnum.project.funders import Meaning
from aidnum.render.budget_wording import place, places
from aidnum.report.budget import BudgetReport
from tests.render.samples import drawn, matches_snapshot, squeezed, too_wide


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_at_any_width(budget: BudgetReport, width: int) -> None:
    text = drawn(budget, width)
    assert too_wide(text, width) == []
    assert matches_snapshot(f"budget-{width}.txt", text)


def test_what_is_to_be_mended_stands_above_what_was_read(budget: BudgetReport) -> None:
    said = squeezed(drawn(budget))
    assert "3 dépenses lues, 2 points à reprendre avant de s'en servir." in said
    assert said.index("À REPRENDRE") < said.index("DÉPENSES") < said.index("RECETTES") < said.index("LAISSÉ DE CÔTÉ")


def test_what_is_said_of_several_places_is_said_once(budget: BudgetReport) -> None:
    said = squeezed(drawn(budget))
    assert "Coûts!C7 et Coûts!C8 : « env. 500 » n'est pas un montant - Écrire un nombre seul" in said
    assert "- A1 et A2 : titre" in said


def test_tax_and_resources_have_no_room_where_the_file_says_nothing_of_them(shipped: Catalogue, budget: BudgetReport) -> None:
    lines = tuple(line._replace(ttc=None) for line in budget.reading.lines)
    text = drawn(BudgetReport(BudgetReading("b.csv", None, "ht", lines), shipped.vocabulary))
    assert "TTC" not in text
    assert "RECETTES" not in text
    assert "À REPRENDRE" not in text


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (Meaning("expected", "detr"), "attendue (detr)"),
        (Meaning("granted", "detr"), "acquise (detr)"),
        (Meaning("other", payer="public"), "argent public, payeur non reconnu"),
        (Meaning("other", payer="europe"), "payeur : Europe"),
        (Meaning("other", payer="commune-payeuse"), "payeur : commune, ou votre part"),
        (Meaning("own"), "votre part"),
    ],
)
def test_how_a_funder_is_read_is_told(shipped: Catalogue, read: Meaning, told: str) -> None:
    reading = BudgetReading("b.csv", None, "ht", (), (Funder("b.csv:2", "X", Decimal(5)),))
    assert f"5,00 € {told} ligne 2 — X" in squeezed(drawn(BudgetReport(reading, shipped.vocabulary, (read,)), 120))


def test_the_rate_that_lacks_is_told_with_its_option(shipped: Catalogue) -> None:
    reading = BudgetReading("b.csv", None, "ht", (), unread=(Unread("b.csv:2", "il manque", "dire le taux", lacks_rate=True),))
    assert "Dire le taux (par exemple --tva 20%)" in squeezed(drawn(BudgetReport(reading, shipped.vocabulary)))


def test_a_budget_without_any_cost_yet_says_what_to_do(shipped: Catalogue) -> None:
    said = squeezed(drawn(BudgetReport(BudgetReading("vide.xlsx", "Budget", "ht", ()), shipped.vocabulary)))
    assert "Aucune dépense n'y est encore écrite : une ligne par poste" in said
    assert "DÉPENSES" not in said


@pytest.mark.parametrize(
    ("file", "sheet", "where", "shown"),
    [
        ("a/b.csv", None, "b.csv:12", "ligne 12"),
        ("a/b.yaml", None, "b.yaml:3:5", "ligne 3"),
        ("b.xlsx", "Coûts", "Coûts!C5", "C5"),
        ("b.xlsx", "a!b", "a!b!C5", "C5"),
    ],
)
def test_a_place_is_told_without_what_the_title_says(
    shipped: Catalogue, file: str, sheet: str | None, where: str, shown: str
) -> None:
    assert place(where, BudgetReport(BudgetReading(file, sheet, "ht", ()), shipped.vocabulary)) == shown


@pytest.mark.parametrize(
    ("wheres", "told"),
    [
        (["b.csv:4", "b.csv:4"], "ligne 4"),
        (["b.csv:4", "b.csv:5"], "ligne 4 et ligne 5"),
        (["b.csv:2", "b.csv:9", "b.csv:10", "b.csv:11", "b.csv:13"], "ligne 2, ligne 9 à ligne 11 et ligne 13"),
    ],
)
def test_a_place_is_told_once_and_those_in_a_row_by_their_ends(shipped: Catalogue, wheres: list[str], told: str) -> None:
    assert places(wheres, BudgetReport(BudgetReading("b.csv", None, "ht", ()), shipped.vocabulary)) == told


def test_hostile_text_is_shown_as_it_is(shipped: Catalogue) -> None:
    line = CostLine("[b]\x1b[31m", "logiciel", where="b.csv:2")
    assert "[b]\\u001b[31m" in drawn(BudgetReport(BudgetReading("b.csv", None, "ht", (line,)), shipped.vocabulary), colour=True)
