"""What comes back outside the plan: which recoveries, on which lines, and for how much at each end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.recovery import recovered
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Outcome
from aidnum.model.budget import CostLine
from aidnum.model.law import Recovery
from aidnum.model.plan import Recovered
from aidnum.model.profile import Profile
from tests.engine.plan_samples import DAY, flag_rule, recovery


def spent(category: str, ttc: int | str | None, nature: str | None = "investment") -> CostLine:
    """A line with its amount with tax."""
    return CostLine(category, category, Decimal(1), None if ttc is None else Decimal(ttc), nature=nature)


def back(catalogue: Catalogue, some: Recovery, lines: Sequence[CostLine], day: date = DAY, **facts: Any) -> list[Recovered]:
    """What comes back of these lines."""
    return recovered([some], Situation(Profile(facts=facts), catalogue.vocabulary), lines, day)


def test_a_rate_of_the_costs_with_tax_comes_back_to_the_cent(shipped: Catalogue) -> None:
    some = recovery(rate="16.404%")
    (found,) = back(shipped, some, [spent("logiciel", "1200.50"), spent("materiel", 100)])
    assert found == Recovered(
        some, Outcome.YES, Decimal("213.33"), Decimal("213.33"), ("16,404\u00a0% de 1\u00a0300,50\u00a0€ TTC",)
    )


@pytest.mark.parametrize(("facts", "outcomes"), [({"outre_mer": True}, [3]), ({}, [1]), ({"outre_mer": False}, [])])
def test_an_applicant_who_has_or_may_have_it_is_told_of_it(
    shipped: Catalogue, facts: dict[str, Any], outcomes: list[int]
) -> None:
    found = back(shipped, recovery(when=flag_rule("outre_mer")), [spent("logiciel", 100)], **facts)
    assert [one.outcome for one in found] == outcomes


@pytest.mark.parametrize(
    ("costs", "lines", "low", "high"),
    [
        ({"only": ["logiciel"]}, [spent("logiciel", 100), spent("materiel", 100)], 10, 10),
        ({"except": ["logiciel"]}, [spent("logiciel", 100), spent("materiel", 50)], 5, 5),
        ({"uncertain": ["logiciel"]}, [spent("logiciel", 100), spent("materiel", 50)], 5, 15),
        ({"uncertain": ["logiciel"]}, [spent("logiciel", 100)], 0, 10),
        ({"nature": "investment"}, [spent("logiciel", 100), spent("logiciel", 50, "running")], 10, 10),
        ({"nature": "investment"}, [spent("logiciel", 100), spent("logiciel", 50, None)], 10, 15),
        ({"nature": "running"}, [spent("logiciel", 100), spent("logiciel", 50, "running")], 5, 5),
        (None, [spent("logiciel", 100), spent("logiciel", 50, "running"), spent("logiciel", 10, None)], 16, 16),
    ],
)
def test_the_low_end_counts_what_is_sure_and_the_high_end_what_may_be(
    shipped: Catalogue, costs: dict[str, Any] | None, lines: list[CostLine], low: int, high: int
) -> None:
    some = recovery(rate="10%", **({} if costs is None else {"costs": costs}))
    assert [(one.low, one.high) for one in back(shipped, some, lines)] == [(Decimal(low), Decimal(high))]


@pytest.mark.parametrize("costs", [{"only": ["materiel"]}, {"nature": "running"}])
def test_where_no_cost_bears_it_nothing_is_said(shipped: Catalogue, costs: dict[str, Any]) -> None:
    assert back(shipped, recovery(costs=costs), [spent("logiciel", 100)]) == []


def test_a_line_whose_tax_is_not_known_leaves_the_amount_unknown(shipped: Catalogue) -> None:
    some = recovery(when=flag_rule("outre_mer"))
    (found,) = back(shipped, some, [spent("logiciel", 100), spent("materiel", None)])
    steps = ("montant non calculé : la TVA de ces coûts n'est pas donnée",)
    assert found == Recovered(some, Outcome.UNKNOWN, None, None, steps)
    (known,) = back(shipped, recovery(costs={"only": ["logiciel"]}), [spent("logiciel", 100), spent("materiel", None)])
    assert known.low is not None


@pytest.mark.parametrize(("day", "told"), [("2020-12-31", 0), ("2021-01-01", 1), ("2025-12-31", 1), ("2026-01-01", 0)])
def test_it_comes_back_on_the_days_that_it_holds(shipped: Catalogue, day: str, told: int) -> None:
    some = recovery(**{"from": "2021-01-01", "until": "2025-12-31"})
    assert len(back(shipped, some, [spent("logiciel", 100)], date.fromisoformat(day))) == told


@pytest.mark.parametrize(("day", "cautioned"), [("2025-12-31", False), ("2026-01-01", True)])
def test_from_a_day_on_the_law_may_have_changed_and_the_sum_stands(shipped: Catalogue, day: str, *, cautioned: bool) -> None:
    some = recovery(caution={"from": "2026-01-01", "text": "Prudence.", "source": "second"})
    (found,) = back(shipped, some, [spent("logiciel", 100)], date.fromisoformat(day))
    assert found.cautioned is cautioned
    assert found.high == 10
