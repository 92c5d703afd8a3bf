"""The money of a plan in time, as a small table and in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.cash import Cash, CashStep
from aidnum.model.plan import Plan
from aidnum.model.wishes import Wishes
from aidnum.render import cash_wording as say
from aidnum.render import document as doc
from aidnum.render.pages.cash import blocks, table
from tests.engine.plan_samples import grant, planned
from tests.engine.test_cash import aid, cash_of, payment

DAY = date(2026, 11, 29)


def _plan(found: Cash, loan: int = 0) -> Plan:
    return Plan("low", (), Decimal(9000), (), (), (), cash=found, loan=Decimal(loan))


def _texts(some: Sequence[doc.Block]) -> list[str]:
    """The words of paragraphs and items."""
    told: list[str] = []
    for block in some:
        told += [block.text] if isinstance(block, doc.Paragraph) else []
        told += [item.text for item in block.items] if isinstance(block, doc.Items) else []
    return told


def _recovery(years: tuple[int, int] | None, amount: Decimal | None = None) -> CashStep:
    return CashStep("recovery", amount, amount, name="fonds", title="Un fonds (F)", short="F", years=years)


def test_each_aid_has_a_row_and_each_time_a_column(shipped: Catalogue) -> None:
    found = cash_of(shipped, [payment(advance="30%", instalments={"from": "50%", "up_to": "80%"})], aid(1000))
    found = found._replace(steps=(*found.steps, _recovery((2, 2), Decimal(12))))
    made = table(found, DAY)
    assert made.headers == ("Début", "Pendant", "Fin", "Ensuite", "Trésorerie")
    assert set(made.rows) == {
        ("", "10\u00a0000\u00a0€", "", "", "Dépenses à payer"),
        ("300\u00a0€", "de 200 à 500\u00a0€", "de 200 à 500\u00a0€", "", "aide"),
        ("", "", "", "12\u00a0€", "F, en 2028"),
    }


def test_what_is_to_be_paid_ahead_says_what_it_rests_on(shipped: Catalogue) -> None:
    exact = cash_of(shipped, [payment()], aid(1000))
    assert say.ahead_text(exact) == "À avancer avant les soldes : 9\u00a0200\u00a0€ TTC au plus."
    usual = cash_of(shipped, [payment(usual=True)], aid(1000))
    assert say.ahead_text(usual) == (
        "À avancer avant les soldes : 9\u00a0200\u00a0€ TTC aux taux d'usage ; 10\u00a0000\u00a0€ si les arrêtés "
        "n'accordent ni avance ni acompte."
    )
    assert list(say.cautions(exact, DAY)) == []
    assert list(say.cautions(exact._replace(basis="ht"), DAY)) == [say.UNTAXED]
    dated = exact._replace(steps=(_recovery((1, 1)),))
    assert list(say.cautions(dated, DAY)) == ["Ce qui revient ensuite est daté pour des dépenses payées en 2026."]
    assert list(say.cautions(dated, None)) == []


def test_aids_of_the_same_rule_are_told_together_and_one_without_rule_is_told_so(shipped: Catalogue) -> None:
    rule = payment(usual=True, short="Article 1")
    found = cash_of(shipped, [rule], aid(10, name="A"), aid(10, name="B"), aid(10, "europe", "C"))
    assert list(say.rule_texts(found)) == [f"A et B : Article 1, {say.USUAL}.", f"C : {say.NO_RULE}."]


@pytest.mark.parametrize(
    ("years", "when", "head", "undated"),
    [
        ((0, 0), "en 2026, l'année de la dépense", "F, en 2026", "l'année de la dépense"),
        ((1, 1), "en 2027, un an après la dépense", "F, en 2027", "un an après la dépense"),
        ((2, 2), "en 2028, deux ans après la dépense", "F, en 2028", "deux ans après la dépense"),
        ((3, 3), "en 2029, 3 ans après la dépense", "F, en 2029", "3 ans après la dépense"),
        (
            (0, 2),
            "de 2026 à 2028, selon le régime du porteur",
            "F, de 2026 à 2028",
            "0 à 2 ans après la dépense, selon le régime du porteur",
        ),
        (None, "plus tard, année non connue", "F", "plus tard, année non connue"),
    ],
)
def test_when_a_sum_comes_back_is_said_by_its_year_where_that_of_the_spending_is_known(
    years: tuple[int, int] | None, when: str, head: str, undated: str
) -> None:
    step = _recovery(years)
    assert say.when_text(step, None) == undated
    assert say.head_text(step, None) == ("F" if years is None else f"F, {undated}")
    assert (say.when_text(step, DAY), say.head_text(step, DAY), say.amount_text(step)) == (when, head, "non calculé")


def test_the_loan_and_the_own_funds_make_the_own_share(shipped: Catalogue) -> None:
    found = cash_of(shipped, [], aid(1000))
    assert say.means(_plan(found)) == ()
    assert say.means(_plan(found, loan=5000)) == (("dont emprunt", Decimal(5000)), ("dont fonds propres", Decimal(4000)))


def test_the_block_of_a_plan_holds_its_table_its_sum_and_its_rules(shipped: Catalogue) -> None:
    lines = [CostLine("a", "logiciel", Decimal(1000), Decimal(1200), nature="investment")]
    report = planned(shipped, [grant("aide", {"rate": "20%", "payer": "detr"}, shipped)], lines, wishes=Wishes())
    (plan,) = report.plans
    some = tuple(blocks(plan, report.day))
    assert isinstance(some[0], doc.Table)
    said = _texts(some)
    assert said[0].startswith("À avancer avant les soldes : 1\u00a0040\u00a0€ TTC")
    assert said[-1] == f"aide : R.2334-30, {say.USUAL}."
    assert tuple(blocks(plan._replace(cash=None), report.day)) == ()
    assert tuple(blocks(_plan(cash_of(shipped, [])), report.day)) == ()
