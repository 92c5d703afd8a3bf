"""A plan as a table."""

from __future__ import annotations

from decimal import Decimal

from aidnum.render import as_csv
from aidnum.report.plan import PlanReport
from tests.render.samples import csv_rows, matches_snapshot


def test_the_whole_plan_is_the_stored_one(cut: PlanReport) -> None:
    assert matches_snapshot("plan-cut.csv", as_csv.render(cut))


def _euros(text: str) -> Decimal:
    return Decimal(text.replace("\u00a0", "").replace("€", "").replace(",", ".") or "0")


def test_the_table_opens_in_a_french_spreadsheet(hostile_plan: PlanReport, network: PlanReport) -> None:
    text = as_csv.render(hostile_plan)
    rows = csv_rows(text)
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@\t"]
    rows = csv_rows(as_csv.render(network))
    low = [row for row in rows if row["plan"] == "Plan bas"]
    sums = {side: sum(_euros(row["montant (€)"]) for row in low if row["sens"] == side) for side in ("dépense", "recette")}
    assert sums == {"dépense": 102_000, "recette": 102_000}


def test_the_plans_that_hang_on_confirmations_are_whole_and_named(network: PlanReport) -> None:
    rows = csv_rows(as_csv.render(network))
    named = [row for row in rows if row["plan"].endswith(", si les aides à confirmer le sont")]
    sums = {side: sum(_euros(row["montant (€)"]) for row in named if row["sens"] == side) for side in ("dépense", "recette")}
    assert sums == {"dépense": 102_000, "recette": 102_000}
    assert "à confirmer" in [row["état"] for row in named]


def test_what_is_over_says_since_when(network: PlanReport) -> None:
    rows = [row for row in csv_rows(as_csv.render(network)) if row["sens"] == "fermée"]
    assert [row["dispositif"] for row in rows] == [one.scheme.id for one in network.over]
    assert all(row["remarque"].startswith("fermé") for row in rows)
