"""Each aid is paid whole in parts that follow its amount, and what is to be paid ahead with them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.plan import Plan
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import grant, line, planned
from tests.render.workbook.books import Book
from tests.render.workbook.test_plan_sheet import SHEET, book_of

CASH = "Trésorerie"
AHEAD, UNUSUAL = "À avancer avant les soldes", "À avancer si les arrêtés n'accordent ni avance ni acompte"


def sum_of(book: Book, label: str, column: str) -> Decimal:
    found = book.worth(CASH, f"{column}{book.find(CASH, label)[1:]}")
    assert isinstance(found, Decimal)
    return found


@pytest.mark.parametrize("name", ["network", "cut", "crowded", "unlawful", "unsure"])
def test_the_sheet_says_what_the_plan_does(name: str, request: pytest.FixtureRequest) -> None:
    """The sums of every step of every plan whose aids are sure, and the most to be paid ahead, in their order."""
    report: PlanReport = request.getfixturevalue(name)
    book = book_of(report)
    row = 5
    for plan in report.plans:
        row = follows(book, plan, row + 1)
    assert book.sheets[CASH].keys().isdisjoint({f"D{row}"})


def test_where_only_aids_to_be_confirmed_pay_the_sheet_says_what_they_would(unsure: PlanReport) -> None:
    none = tuple(plan._replace(resources=(), holding=()) for plan in unsure.plans)
    follows(book_of(unsure._replace(plans=none)), unsure.with_unsure[0], 6)


def follows(book: Book, plan: Plan, row: int) -> int:
    """Checks the steps of a plan from a row on, and gives the row of the next."""
    assert plan.cash is not None
    for step in plan.cash.steps:
        if step.step == "spending":
            assert book[CASH, f"D{row}"] == step.amount_max
        elif step.amount_max is not None:
            assert {book[CASH, f"{column}{row}"] for column in "EF"} == {step.amount_min, step.amount_max}
        row += 1
    assert book[CASH, f"D{row}"] == plan.cash.ahead
    differ = plan.cash.ahead != plan.cash.ahead_without_usual
    if differ:
        assert book[CASH, f"D{row + 1}"] == plan.cash.ahead_without_usual
    return row + 2 + differ


def test_the_parts_of_an_aid_follow_its_amount_and_make_it_whole(shipped: Catalogue) -> None:
    aid = grant("aide", {"rate": "30%", "payer": "detr"}, shipped, title="Aide")
    book = book_of(planned(shipped, [aid], [line("logiciel", 10_000)]))
    parts = ("Avance\u00a0: Aide", "Acomptes\u00a0: Aide", "Solde\u00a0: Aide")
    assert sum(sum_of(book, part, "E") for part in parts) == 3_000
    assert [sum_of(book, label, "D") for label in (AHEAD, UNUSUAL)] == [7_600, 10_000]
    book.type(SHEET, "H6", "4000.01")
    for column in "EF":
        assert sum(sum_of(book, part, column) for part in parts) == Decimal("4000.01")
    assert sum_of(book, AHEAD, "D") == Decimal("6799.99")
    book.type(SHEET, "C6", 1_000)
    assert sum_of(book, AHEAD, "D") == 0


def test_what_is_paid_is_counted_with_tax_where_it_is_known(shipped: Catalogue) -> None:
    taxed = CostLine("A", "logiciel", Decimal(100), Decimal(120), Decimal("0.2"))
    book = book_of(planned(shipped, [], [taxed]))
    assert sum_of(book, "Dépenses à payer", "D") == 120
    assert "À payer, TTC" in book.texts
    plain = book_of(planned(shipped, [], [taxed._replace(ttc=None, vat=None)]))
    assert sum_of(plain, "Dépenses à payer", "D") == 100
    assert "À payer, HT" in plain.texts
    assert any("La TVA de certains coûts n'est pas donnée" in text for text in plain.texts)


def test_each_rule_of_payment_is_told_once(network: PlanReport) -> None:
    texts = book_of(network).texts
    rules = {step.payment.title for plan in network.plans if plan.cash for step in plan.cash.steps if step.payment}
    assert rules
    for title in rules:
        assert len([text for text in texts if text.startswith(f"{title}\u00a0: ")]) == 1


def test_without_the_money_in_time_there_is_no_sheet_of_it(network: PlanReport) -> None:
    plans = tuple(plan._replace(cash=None) for plan in network.plans)
    assert CASH not in book_of(network._replace(plans=plans, with_unsure=())).sheets
