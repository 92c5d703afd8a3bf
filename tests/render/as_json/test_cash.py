"""The money of a plan in time, for programs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.wishes import Wishes
from aidnum.render.as_json.plan import answer
from tests.engine.plan_samples import grant, planned


def _answer(catalogue: Catalogue) -> Any:
    """The answer on a dotation, an aid of a ministry and one of a région, with a loan."""
    lines = [CostLine("a", "logiciel", Decimal(1000), Decimal(1200), nature="investment")]
    schemes = [
        grant("dotation", {"rate": "20%", "payer": "detr"}, catalogue),
        grant("ministere", {"rate": "10%", "payer": "ministere-culture"}, catalogue),
        grant("region", {"rate": "5%", "payer": "region-payeuse"}, catalogue),
    ]
    return answer(planned(catalogue, schemes, lines, wishes=Wishes(loan=Decimal(100))))


def test_each_step_says_its_sums_its_rule_and_its_year(shipped: Catalogue) -> None:
    (plan,) = _answer(shipped)["plans"]
    told = [[step[key] for key in ("step", "name", "amount_min", "amount_max", "payment")] for step in plan["cash"]]
    assert told == [
        ["advance", "dotation", "60.00", "60.00", "versement-dotations"],
        ["advance", "ministere", "0.00", "30.00", "versement-etat"],
        ["spending", None, "1200.00", "1200.00", None],
        ["instalments", "dotation", "100.00", "100.00", "versement-dotations"],
        ["instalments", "ministere", "0.00", "50.00", "versement-etat"],
        ["balance", "dotation", "40.00", "40.00", "versement-dotations"],
        ["balance", "ministere", "20.00", "100.00", "versement-etat"],
        ["balance", "region", "50.00", "50.00", None],
        ["recovery", "fctva", "196.85", "196.85", None],
    ]
    first, *_, last = plan["cash"]
    assert (first["usual"], first["year_min"]) == (True, None)
    assert [last[key] for key in ("years_after_min", "years_after_max", "year_min", "year_max")] == [2, 2, 2027, 2027]
    assert [plan[key] for key in ("ahead", "ahead_without_usual", "cash_basis", "loan", "own_funds")] == [
        *("1040.00", "1200.00", "ttc", "100.00", "550.00"),
    ]


def test_the_rules_of_payment_that_are_followed_stand_once_with_their_sources(shipped: Catalogue) -> None:
    said = _answer(shipped)
    known = {rule["id"]: rule for rule in said["payments"]}
    assert list(known) == ["versement-dotations", "versement-etat"]
    assert known["versement-etat"]["advance"] == {"rate_min": "0.00", "rate_max": "0.30"}
    assert known["versement-dotations"]["usual"] is True
    assert all(rule["sources"] for rule in known.values())


def test_a_recovery_says_the_delays_that_may_be_the_applicant_s(shipped: Catalogue) -> None:
    (fund,) = _answer(shipped)["recovered"]
    assert [delay["years"] for delay in fund["delays"]] == [2]
