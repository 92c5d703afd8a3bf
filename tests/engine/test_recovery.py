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
    assert bool(found.cautions) is cautioned
    assert found.high == 10


def _years(catalogue: Catalogue, name: str, day: date = date(2026, 11, 29), **facts: Any) -> tuple[int, int] | None:
    """How many years after the spending a shipped recovery comes back to an applicant."""
    (some,) = (one for one in catalogue.recoveries if one.id == name)
    (found,) = back(
        catalogue, some, [spent("hebergement", 100, "running" if name == "fctva-iaas" else "investment")], day, **facts
    )
    return found.years


@pytest.mark.parametrize("name", ["fctva", "fctva-iaas"])
@pytest.mark.parametrize(
    ("kind", "facts", "years"),
    [
        ("commune", {}, (2, 2)),
        ("commune", {"est_commune_nouvelle": True}, (0, 0)),
        ("commune", {"convention_fctva": True}, (1, 1)),
        ("cc", {}, (0, 1)),
        ("ca", {}, (0, 1)),
        ("cu", {}, (2, 2)),
        ("metropole", {}, (2, 2)),
        ("departement", {}, (2, 2)),
        ("region", {"convention_fctva": True}, (1, 1)),
        ("sivom", {"est_commune_nouvelle": True}, (2, 2)),
    ],
)
def test_each_kind_of_applicant_has_the_vat_back_after_its_own_years_until_2025_and_since(
    shipped: Catalogue, name: str, kind: str, facts: dict[str, Any], years: tuple[int, int]
) -> None:
    days = (date(2025, 12, 31), date(2026, 1, 1))
    told = [_years(shipped, name, day, collectivite=kind, **facts) for day in days]
    assert told == [(after, after) for after in years]


def test_an_applicant_of_a_kind_not_given_is_told_the_range(shipped: Catalogue) -> None:
    assert _years(shipped, "fctva", date(2025, 6, 1)) == (0, 2)
    assert _years(shipped, "fctva", date(2026, 6, 1), est_commune_nouvelle=False) == (1, 2)


@pytest.mark.parametrize(("kind", "cautioned"), [("cc", True), ("ca", True), ("commune", False), ("metropole", False)])
def test_what_the_finance_act_of_2026_may_have_changed_is_told_to_communities_alone(
    shipped: Catalogue, kind: str, *, cautioned: bool
) -> None:
    (fund,) = (one for one in shipped.recoveries if one.id == "fctva")
    told = {
        day: back(shipped, fund, [spent("logiciel", 100)], day, collectivite=kind)
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    }
    assert [bool(one.cautions) for (one,) in told.values()] == [False, cautioned]
    notes = " ".join(delay.note or "" for delay in told[date(2026, 1, 1)][0].delays)
    assert ("communauté d'agglomération" in notes) is (kind == "metropole")


def test_the_first_delay_that_surely_applies_hides_those_after_it(shipped: Catalogue) -> None:
    delays = [
        {
            "when": flag_rule("outre_mer"),
            "years": 0,
            "caution": {"from": "2020-01-01", "text": "Peut-être.", "source": "second"},
        },
        {"until": "2024-12-31", "years": 1},
        {"years": 2},
        {"years": 3},
    ]
    some = recovery(delays=delays)

    def found(**facts: Any) -> tuple[Any, int]:
        (one,) = back(shipped, some, [spent("logiciel", 100)], **facts)
        return one.years, len(one.cautions)

    assert found(outre_mer=True) == ((0, 0), 1)
    assert found(outre_mer=False) == ((2, 2), 0)
    assert found() == ((0, 2), 1)
    assert back(shipped, recovery(), [spent("logiciel", 100)])[0].years is None
