"""What a reading of a budget comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import BudgetReading, CostLine, Funder
from aidnum.model.profile import Basis
from aidnum.report.budget import BudgetReport


@pytest.mark.parametrize(("basis", "total"), [("ht", 90), ("ttc", 108)])
def test_the_total_is_that_of_the_lines_in_the_basis_of_the_reading(shipped: Catalogue, basis: Basis, total: int) -> None:
    lines = (CostLine("a", "logiciel", Decimal(100), Decimal(120)), CostLine("b", "logiciel", Decimal(-10), Decimal(-12)))
    assert BudgetReport(BudgetReading("b.csv", None, basis, lines), shipped.vocabulary).total == total


def test_no_sum_is_told_of_lines_that_are_not_all_known_so(shipped: Catalogue) -> None:
    lines = (CostLine("a", "logiciel", Decimal(100), Decimal(120)), CostLine("b", "logiciel", Decimal(10)))
    report = BudgetReport(BudgetReading("b.csv", None, "ht", lines), shipped.vocabulary)
    assert (report.sum_in("ht"), report.sum_in("ttc"), report.total) == (Decimal(110), None, Decimal(110))


def test_the_own_share_is_a_resource(shipped: Catalogue) -> None:
    reading = BudgetReading("b.csv", None, "ht", (), (Funder("b.csv:2", "DETR", Decimal(5)),), loan=Decimal(3))
    assert BudgetReport(reading, shipped.vocabulary).resources == 8
    assert BudgetReport(reading._replace(own_funds=Decimal(2)), shipped.vocabulary).resources == 10
