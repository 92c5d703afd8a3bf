"""The reading of a budget as a table."""

from __future__ import annotations

from aidnum.render import as_csv
from aidnum.report.budget import BudgetReport
from tests.render.samples import csv_rows, matches_snapshot


def test_the_whole_reading_is_the_stored_one(budget: BudgetReport) -> None:
    assert matches_snapshot("budget.csv", as_csv.render(budget))


def test_each_thing_of_the_file_is_a_line(budget: BudgetReport) -> None:
    senses = [row["sens"] for row in csv_rows(as_csv.render(budget))]
    counts = {sense: senses.count(sense) for sense in senses}
    assert counts == {"dépense": 3, "total": 1, "recette": 4, "à reprendre": 3, "laissé de côté": 3, "lecture": 2}


def test_resources_stand_in_the_column_of_the_basis(budget: BudgetReport) -> None:
    reading = budget.reading._replace(basis="ttc")
    (first, *_) = [row for row in csv_rows(as_csv.render(budget._replace(reading=reading))) if row["sens"] == "recette"]
    assert (first["montant HT (€)"], first["montant TTC (€)"]) == ("", "15000")
