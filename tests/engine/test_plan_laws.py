"""What holds for every plan: the laws, read here a second time and written another way, and sums that add up to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.plan import Plan, Resource
from aidnum.model.wishes import Wishes
from aidnum.report.plan import PlanReport
from tests.conftest import examples
from tests.engine.plan_samples import METROPOLITAN, budgets, grants, planned

CENT = Decimal("0.01")
PUBLIC = {"etat", "dotation-investissement", "dotation-bibliotheques", "departement-payeur", None}
FACTS: tuple[dict[str, Any], ...] = (METROPOLITAN, {}, {"collectivite": "commune", "departement": "971", "outre_mer": True})
random_plans = settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def every_plan(report: PlanReport) -> Iterator[Plan]:
    """The plans of an answer, those with schemes to be confirmed included."""
    yield from report.plans
    yield from report.with_unsure


@random_plans
@given(st.data())
def test_no_plan_breaks_a_rule(shipped: Catalogue, data: st.DataObject) -> None:
    schemes = data.draw(grants(shipped))
    lines = data.draw(budgets())
    facts = data.draw(st.sampled_from(FACTS))
    report = planned(shipped, schemes, lines, facts)
    for plan in every_plan(report):
        assert plan.illegal == ()
        _adds_up(plan, report)
        _is_compatible(plan)
        _respects_texts(plan)
        if not facts.get("outre_mer"):
            _leaves_a_fifth(plan, lines)
        _respects_dotations(plan, lines)
        if any(line.nature == "investment" for line in lines) or all(line.nature is None for line in lines):
            _respects_decree(plan, lines)


def _adds_up(plan: Plan, report: PlanReport) -> None:
    assert plan.own_share >= 0
    assert sum((one.amount for one in plan.resources), plan.own_share) == report.total
    for one in plan.resources:
        assert one.amount == one.amount.quantize(CENT)
        assert 0 < one.amount <= one.alone
        if one.base:
            assert one.rate is not None
            assert one.rate * one.base <= one.amount


def _is_compatible(plan: Plan) -> None:
    for one, other in combinations((resource.scheme for resource in plan.resources), 2):
        mine, theirs = one.stacking, other.stacking
        assert mine is None or other.id not in mine.excludes
        assert theirs is None or one.id not in theirs.excludes
        assert mine is None or theirs is None or not set(mine.one_of) & set(theirs.one_of)


def _public(plan: Plan) -> Decimal:
    return sum((one.amount for one in plan.resources if one.scheme.funding.payer in PUBLIC), Decimal(0))


def _respects_texts(plan: Plan) -> None:
    for one in plan.resources:
        floor = one.scheme.funding.floor
        assert floor is None or one.amount >= min(floor.amount, one.alone)
        for limit in one.scheme.stacking.limits if one.scheme.stacking else ():
            if one.base is not None:
                assert _public(plan) <= limit.share * one.base


def _may_invest(one: Resource, lines: list[CostLine]) -> bool:
    """Whether some investment, or cost of no known nature, may be in what the aid pays."""
    costs = one.scheme.funding.costs
    for each in lines:
        kept = costs is None or (
            (not costs.only or each.category in costs.only or each.category in costs.uncertain)
            and each.category not in costs.except_
            and not (costs.nature == "running" and each.nature == "investment")
        )
        if kept and each.nature != "running":
            return True
    return False


def _invested(lines: list[CostLine]) -> Decimal:
    return sum((each.ht or Decimal(0) for each in lines if each.nature != "running"), Decimal(0))


def _leaves_a_fifth(plan: Plan, lines: list[CostLine]) -> None:
    """CGCT L1111-10: of what public persons and the applicant bring to the investment, the applicant brings a fifth."""
    if all(each.nature == "running" for each in lines):
        return
    bearing = [one for one in plan.resources if _may_invest(one, lines)]
    public = sum((one.amount for one in bearing if one.scheme.funding.payer in PUBLIC), Decimal(0))
    own = _invested(lines) - sum((one.amount for one in bearing), Decimal(0))
    assert 5 * own >= own + public


def _respects_dotations(plan: Plan, lines: list[CostLine]) -> None:
    """R2334-27: public aid at most 80 % of the base, the dotation at least 20 % of it unless that bound is met."""
    for one in plan.resources:
        if one.scheme.funding.payer != "dotation-investissement":
            continue
        base = one.base if one.base is not None else sum((each.ht or Decimal(0) for each in lines), Decimal(0))
        most = base * Decimal("0.8")
        assert _public(plan) <= most
        full = _public(plan) > most - CENT * (len(plan.resources) + 1)
        assert one.amount >= base * Decimal("0.2") or full


def _respects_decree(plan: Plan, lines: list[CostLine]) -> None:
    """Décret 2018-514, article 10: public aid at most the eligible spending of each State grant."""
    for one in plan.resources:
        if one.scheme.funding.payer == "etat":
            base = one.base if one.base is not None else sum((each.ht or Decimal(0) for each in lines), Decimal(0))
            assert _public(plan) <= base


@random_plans
@given(st.data())
def test_what_is_imposed_is_in_the_plan_which_says_what_is_illegal(shipped: Catalogue, data: st.DataObject) -> None:
    schemes = data.draw(grants(shipped, most=6))
    lines = data.draw(budgets())
    ids = [scheme.id for scheme in schemes]
    imposed = data.draw(st.sets(st.sampled_from(ids), max_size=2)) if ids else set()
    total = int(sum((line.ht or Decimal(0) for line in lines), Decimal(0)))
    sums = st.integers(1, max(total, 1)).map(Decimal)
    granted = {each: data.draw(sums) for each in sorted(imposed) if total and data.draw(st.booleans())}
    report = planned(shipped, schemes, lines, None, Wishes(tuple(sorted(imposed)), granted))
    for plan in report.plans:
        amounts = {one.scheme.id: one.amount for one in plan.resources}
        assert all(amounts[each] == amount for each, amount in granted.items())
        assert sum(amounts.values(), plan.own_share) == report.total
        if not plan.illegal:
            assert plan.own_share >= 0
            _is_compatible(plan)
            _leaves_a_fifth(plan, lines)


@random_plans
@given(st.data())
def test_more_schemes_never_leave_more_to_pay(shipped: Catalogue, data: st.DataObject) -> None:
    schemes = data.draw(grants(shipped))
    lines = data.draw(budgets())
    if not schemes:
        return
    fewer, more = planned(shipped, schemes[:-1], lines), planned(shipped, schemes, lines)
    shares = [[_of_case(each, case) for case in ("low", "high")] for each in (fewer, more)]
    for before, after in zip(*shares, strict=True):
        if any(schemes[-1].id in (one.stacking.excludes if one.stacking else ()) for one in schemes):
            continue
        assert after.own_share <= before.own_share + CENT * len(schemes)


def _of_case(report: PlanReport, case: str) -> Plan:
    return next((plan for plan in report.plans if plan.case == case), report.plans[0])


def test_without_any_scheme_all_is_left_to_the_applicant(shipped: Catalogue) -> None:
    report = planned(shipped, [], [CostLine("x", "materiel", Decimal("10.01"))])
    assert [plan.own_share for plan in report.plans] == [Decimal("10.01")]
