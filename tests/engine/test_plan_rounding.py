"""No aid is lost, nor called illegal, for a cent: what a cent more, or a line more, makes of a plan."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.plan import Plan
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import Expected, Wishes
from aidnum.report.plan import PlanReport
from tests.conftest import examples
from tests.engine.plan_cases import Case, answered, asked, cases
from tests.engine.plan_samples import CATEGORIES, grant, line, planned

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of the catalogue, where a case fails
CENT = Decimal("0.01")
random_cases = settings(
    max_examples=examples(40, 1_000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def without_steps(case: Case) -> Case:
    """The same without what steps by cost: floors, the least that a law asks, exclusions, and what follows another aid.

    An aid imposed that follows an absent one is legal as long as its rate gives less than half a cent.
    """
    grants = []
    for pays, stacking in case.grants:
        smooth = {key: said for key, said in pays.items() if key not in {"floor", "at_most_aid_of"}}
        limits = stacking.get("stacking", {}).get("limits")
        grants.append((smooth, {"stacking": {"limits": limits}} if limits else {}))
    own = case.own_law and {key: said for key, said in case.own_law.items() if not key.startswith("at_least")}
    return case._replace(grants=grants, own_law=own)


def plans(case: Case, shipped: Catalogue) -> PlanReport:
    """The plans of a case, its laws without the least that they ask."""
    of = asked(case, shipped)
    smooth = [
        replace(law, at_least=None, wordings=tuple(replace(one, at_least=None) for one in law.wordings))
        for law in of.laws
        if law.limit is not None or law.wordings
    ]
    return answered(of._replace(laws=smooth), shipped)


def both(report: PlanReport) -> tuple[Plan, Plan]:
    """The low plan and the high one."""
    return report.plans[0], report.plans[-1]


@random_cases
@given(case=cases(), data=st.data())
def test_one_cent_more_of_cost_never_leaves_more_than_one_cent_more_to_pay(
    shipped: Catalogue, case: Case, data: st.DataObject
) -> None:
    smooth = without_steps(case)
    place = data.draw(st.integers(0, len(case.lines) - 1))
    one = case.lines[place]
    more = [*case.lines[:place], one._replace(ht=(one.ht or 0) + CENT), *case.lines[place + 1 :]]
    for before, after in zip(both(plans(smooth, shipped)), both(plans(smooth._replace(lines=more), shipped)), strict=True):
        if not before.illegal:
            assert after.illegal == ()
            assert after.own_share <= before.own_share + CENT


@random_cases
@given(case=cases(), category=st.sampled_from(CATEGORIES), cents=st.integers(1, 1_000_000), data=st.data())
def test_a_line_more_never_lowers_the_aid(
    shipped: Catalogue, case: Case, category: str, cents: int, data: st.DataObject
) -> None:
    smooth = without_steps(case)
    added = CostLine(category, category, Decimal(cents) / 100, nature=data.draw(st.sampled_from(["investment", "running"])))
    wider = smooth._replace(lines=[*case.lines, added])
    for before, after in zip(both(plans(smooth, shipped)), both(plans(wider, shipped)), strict=True):
        if not before.illegal:
            assert after.illegal == ()
            assert after.aid >= before.aid


def dotation(shipped: Catalogue, payer: str, rate: int, **more: Any) -> Scheme:
    """A dotation at a rate of the investment."""
    return grant(payer, {"rate": f"{rate}%", "payer": payer, "costs": {"nature": "investment"}, **more}, shipped)


def share(rate: int, *lines: CostLine) -> Decimal:
    """A rate of some lines, to the nearest cent, half up."""
    total = sum((one.ht or Decimal(0) for one in lines), Decimal(0))
    return (total * rate / 100).quantize(CENT, ROUND_HALF_UP)


def given_by(report: PlanReport) -> dict[str, Decimal]:
    """What each aid of a plan gives, the low and the high being one."""
    (plan,) = report.plans
    assert plan.illegal == ()
    return {one.name: one.amount for one in plan.resources}


ENDINGS = [Decimal(cents) / 100 for cents in range(100)]


@pytest.mark.parametrize("rate", [20, 37, 40])
def test_two_dotations_at_one_rate_are_within_their_bounds_whatever_the_cents(shipped: Catalogue, rate: int) -> None:
    some = [dotation(shipped, payer, rate) for payer in ("detr", "dsil")]
    for ending in ENDINGS:
        cost = line("logiciel", str(108_714 + ending))
        expected = share(rate, cost)
        second = min(expected, share(80, cost) - expected)
        found = given_by(planned(shipped, some, [cost]))
        assert sorted(found.values()) == sorted([expected, second]), cost.ht
        assert set(found) == {"detr", "dsil"}


@pytest.mark.parametrize("rate", [20, 33, 50, 79, 80])
def test_an_aid_at_its_own_rate_is_within_its_own_bounds_whatever_the_cents(shipped: Catalogue, rate: int) -> None:
    for ending in ENDINGS:
        lines = [line("logiciel", str(70_000 + ending)), line("materiel", "0.33"), line("prestations", "1234.57")]
        assert given_by(planned(shipped, [dotation(shipped, "detr", rate)], lines)) == {"detr": share(rate, *lines)}


@pytest.mark.parametrize("rate", [20, 80])
def test_nor_is_it_illegal_once_granted(shipped: Catalogue, rate: int) -> None:
    for ending in ENDINGS:
        cost = line("logiciel", str(108_714 + ending))
        wishes = Wishes(granted={"detr": share(rate, cost)})
        assert given_by(planned(shipped, [dotation(shipped, "detr", rate)], [cost], wishes=wishes)) == wishes.granted


@pytest.mark.parametrize("rate", [10, 33, 50, 80])
def test_an_aid_on_a_mixed_budget_loses_no_cent_between_its_lines(shipped: Catalogue, rate: int) -> None:
    some = [grant("aide", {"rate": f"{rate}%", "payer": "region-payeuse"}, shipped)]
    for ending in ENDINGS:
        lines = [
            line("logiciel", str(500 + ending)),
            line("hebergement", "0.77", "running"),
            line("formation", "3.19", "running"),
        ]
        assert given_by(planned(shipped, some, lines)) == {"aide": share(rate, *lines)}


@given(
    cents=st.lists(st.integers(1, 9_999), min_size=1, max_size=6),
    rate=st.integers(1, 80),
    natures=st.lists(st.booleans(), min_size=6),
)
@random_cases
def test_whatever_the_lines(shipped: Catalogue, cents: Sequence[int], rate: int, natures: Sequence[bool]) -> None:
    lines = [
        line(CATEGORIES[place % 4], str(Decimal(each) / 100), "investment" if is_invested else "running")
        for place, (each, is_invested) in enumerate(zip(cents, natures, strict=False))
    ]
    expected = share(rate, *lines)
    found = given_by(planned(shipped, [grant("aide", {"rate": f"{rate}%", "payer": "region-payeuse"}, shipped)], lines))
    assert found == ({"aide": expected} if expected else {})


class TestSteps:
    """Where a term steps by cost, it does so at that very cent."""

    @staticmethod
    def _amount(shipped: Catalogue, cost: str, **pays: Any) -> Decimal | None:
        return given_by(planned(shipped, [grant("aide", {"payer": "detr", **pays}, shipped)], [line("logiciel", cost)])).get(
            "aide"
        )

    def test_a_floor_is_reached_by_the_rounded_amount(self, shipped: Catalogue) -> None:
        assert self._amount(shipped, "199.99", rate="50%", floor=100) == 100
        assert self._amount(shipped, "199.98", rate="50%", floor=100) is None

    def test_a_minimum_cost_is_reached_by_the_costs(self, shipped: Catalogue) -> None:
        assert self._amount(shipped, "4000.00", rate="50%", minimum_cost=4000) == 2000
        assert self._amount(shipped, "3999.99", rate="50%", minimum_cost=4000) is None

    def test_the_least_that_a_law_asks_is_rounded_too(self, shipped: Catalogue) -> None:
        assert self._amount(shipped, "100000.02", flat=20_000) == 20_000
        assert self._amount(shipped, "100000.03", flat=20_000) is None


def test_what_is_left_to_share_is_rounded_once_the_other_aids_are_deducted(shipped: Catalogue) -> None:
    """Fonds de concours, CGCT L5214-16 V: at most half of what is left once the other aids are deducted."""
    some = [
        grant("etat", {"flat": 1_000, "payer": "etat", "costs": {"nature": "investment"}}, shipped),
        grant("epci", {"rate": "30%", "payer": "epci-payeur", "costs": {"nature": "investment"}}, shipped),
    ]
    wishes = Wishes(expected={"epci": Expected(rate=Decimal("0.3"))})
    for cost, contribution, state in (("3.31", "0.99", "1.34"), ("3.32", "1.00", "1.33"), ("3.33", "1.00", "1.34")):
        found = given_by(planned(shipped, some, [line("logiciel", cost)], wishes=wishes))
        assert found == {"epci": Decimal(contribution), "etat": Decimal(state)}, cost
