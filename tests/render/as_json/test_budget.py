"""The reading of a budget as JSON."""

from __future__ import annotations

import json

from aidnum.render import as_json
from aidnum.report.budget import BudgetReport
from tests.render.samples import matches_snapshot


def test_the_json_has_the_shape_of_the_contract(budget: BudgetReport) -> None:
    whole = json.loads(as_json.render(budget))
    shape = ["schema_version", "file", "sheet", "basis", "lines", "total", "funders", "set_aside", "unread"]
    assert list(whole)[: len(shape)] == shape
    assert set(whole["lines"][0]) == {"where", "label", "category", "nature", "amount", "ttc", "vat"}
    assert (whole["lines"][2]["amount"], whole["total"]) == ("-1000.00", "42500.50")
    assert set(whole["funders"][0]) == {"where", "name", "amount", "origin", "scheme", "payer"}
    assert set(whole["set_aside"][0]) == {"where", "why"}
    assert set(whole["unread"][0]) == {"where", "why", "say"}


def test_amounts_with_tax_have_their_own_total(budget: BudgetReport) -> None:
    reading = budget.reading._replace(basis="ttc", lines=tuple(line._replace(ht=None) for line in budget.reading.lines))
    whole = json.loads(as_json.render(budget._replace(reading=reading)))
    assert (whole["lines"][0]["amount"], whole["lines"][0]["ttc"]) == (None, "45600.00")
    assert (whole["total"], whole["total_ht"], whole["total_ttc"]) == ("51000.60", None, "51000.60")


def test_the_whole_reading_is_the_stored_one(budget: BudgetReport) -> None:
    assert matches_snapshot("budget.json", as_json.render(budget))
