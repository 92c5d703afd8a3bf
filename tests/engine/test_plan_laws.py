"""What holds for every plan: the laws, read here a second time and written another way, and sums that add up to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.plan import Plan, Resource
from aidnum.model.wishes import Wishes
from aidnum.report.plan import PlanReport, plan
from tests.conftest import examples
from tests.engine.plan_samples import DAY, METROPOLITAN, budgets, grants, planned, profile_of

CENT = Decimal("0.01")
DOTATIONS = {"detr", "dsil"}
PUBLIC = {"etat", *DOTATIONS, "dotation-bibliotheques", "region-payeuse", "departement-payeur", "epci-payeur", None}
SINCE = date(2021, 10, 6)
DAYS = (date(2021, 3, 1), date(2021, 10, 5), SINCE, DAY)
FACTS: tuple[dict[str, Any], ...] = (METROPOLITAN, {}, {"collectivite": "commune", "departement": "971", "outre_mer": True})
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of the catalogue, where a case fails
random_plans = settings(
    max_examples=examples(60, 2_000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
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
    day = data.draw(st.sampled_from(DAYS))
    report = plan(shipped._replace(schemes=tuple(schemes)), profile_of(lines, facts), lines, day)
    for each in every_plan(report):
        assert each.illegal == ()
        _adds_up(each, report)
        _is_compatible(each)
        _respects_texts(each, lines)
        if not facts.get("outre_mer"):
            _leaves_a_fifth(each, lines)
        _respects_dotations(each, lines, since=day >= SINCE)
        _respects_contributions(each, report.total)
        _warns(each, lines, since=day >= SINCE)
        if any(line.nature == "investment" for line in lines) or all(line.nature is None for line in lines):
            _respects_decree(each, lines)


def _adds_up(plan: Plan, report: PlanReport) -> None:
    assert plan.own_share >= 0
    assert plan.proven
    for nature, kinds in (("investment", ("investment", None)), ("running", ("running",))):
        cost = sum((line.ht or Decimal(0) for line in report.lines if line.nature in kinds), Decimal(0))
        assert 0 <= sum((getattr(one.natures, nature) for one in plan.resources), Decimal(0)) <= cost
    assert all(sum(one.natures) == one.amount for one in plan.resources)
    assert sum((one.amount for one in plan.resources), plan.own_share) == report.total
    for one in plan.resources:
        assert one.amount == one.amount.quantize(CENT)
        assert 0 < one.amount <= one.alone
        if one.base and one.rate is not None:
            assert one.rate * one.base <= one.amount


def _is_compatible(plan: Plan) -> None:
    for one, other in combinations((resource.scheme for resource in plan.resources if resource.scheme), 2):
        mine, theirs = one.stacking, other.stacking
        assert mine is None or other.id not in mine.excludes
        assert theirs is None or one.id not in theirs.excludes
        assert mine is None or theirs is None or not set(mine.one_of) & set(theirs.one_of)


def _sum(some: Iterable[Resource]) -> Decimal:
    return sum((one.amount for one in some), Decimal(0))


def _beside(one: Resource, plan: Plan, lines: list[CostLine], payers: set[str | None]) -> Decimal:
    """What these payers lay at least on the lines of an aid: what of theirs finds no place on the others."""
    mine = set(one.lines)
    found = Decimal(0)
    for other in plan.resources:
        elsewhere = sum((lines[place].ht or Decimal(0) for place in set(other.lines) - mine), Decimal(0))
        if other.payer in payers:
            found += max(Decimal(0), other.amount - elsewhere)
    return found


def _respects_texts(plan: Plan, lines: list[CostLine]) -> None:
    for one in plan.resources:
        assert one.scheme is not None
        floor = one.scheme.funding.floor
        assert floor is None or one.amount >= min(floor.amount, one.alone)
        for limit in one.scheme.stacking.limits if one.scheme.stacking else ():
            if one.base is not None:
                assert _beside(one, plan, lines, PUBLIC) <= _share(limit.share, one.base)


def _invested(lines: list[CostLine]) -> Decimal:
    return sum((each.ht or Decimal(0) for each in lines if each.nature != "running"), Decimal(0))


def _share(share: Decimal, of: Decimal) -> Decimal:
    return (share * of).quantize(CENT, ROUND_HALF_UP)


def _public_share(plan: Plan, lines: list[CostLine], most: Decimal) -> bool:
    """Whether public persons bring at most this share of what they and the applicant bring to the investment."""
    public, private = (
        sum((one.natures.investment for one in plan.resources if (one.payer in PUBLIC) is is_public), Decimal(0))
        for is_public in (True, False)
    )
    return public <= _share(most, _invested(lines) - private)


def _leaves_a_fifth(plan: Plan, lines: list[CostLine]) -> None:
    """CGCT L1111-10: of what public persons and the applicant bring to the investment, the applicant brings a fifth."""
    if any(each.nature != "running" for each in lines):
        assert _public_share(plan, lines, Decimal("0.8"))


def _base(one: Resource) -> Decimal:
    assert one.base is not None
    return one.base


def _respects_dotations(plan: Plan, lines: list[CostLine], *, since: bool) -> None:
    """R2334-27 and -39: at most 80 % of the base, of all public aid, or of dotations `since`; the DETR gives 20 % of it.

    Before, it could give less where the 80 % were met, which depends on how aids are laid: the exhaustive search looks at that.
    """
    for one in plan.resources:
        if one.payer not in DOTATIONS:
            continue
        most = _share(Decimal("0.8"), _base(one))
        counted = _beside(one, plan, lines, {*DOTATIONS, None} if since else PUBLIC)
        assert counted <= most
        assert one.payer != "detr" or one.amount >= _fifth(one) or not since


def _fifth(one: Resource) -> Decimal:
    return _share(Decimal("0.2"), _base(one))


def _respects_decree(plan: Plan, lines: list[CostLine]) -> None:
    """Décret 2018-514, article 10: public aid at most the eligible spending of each State grant."""
    for one in plan.resources:
        if one.payer == "etat":
            assert _beside(one, plan, lines, PUBLIC) <= _base(one)


def _respects_contributions(plan: Plan, total: Decimal) -> None:
    """Fonds de concours: what an EPCI gives is at most what is left to its commune."""
    if any(one.payer == "epci-payeur" for one in plan.resources):
        counted = _sum(one for one in plan.resources if one.payer in ("epci-payeur", None))
        assert counted <= _share(Decimal("0.5"), total - (plan.aid - counted))


def _warns(plan: Plan, lines: list[CostLine], *, since: bool) -> None:
    """L1111-9 and the floor of the DSIL are told when they are passed, and then alone."""
    payers = {one.payer for one in plan.resources}
    low = [one for one in plan.resources if one.payer == "dsil" and one.amount < _fifth(one)]
    expected = {
        "cgct-l1111-9": any(each.nature != "running" for each in lines) and not _public_share(plan, lines, Decimal("0.7")),
        "cgct-l1111-9-cumul": "departement-payeur" in payers and bool({"region-payeuse", None} & payers),
        "plancher-dotations": since and bool(low),
    }
    assert {warned.law.id for warned in plan.warnings} == {law for law, told in expected.items() if told}


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
    for each in report.plans:
        amounts = {one.name: one.amount for one in each.resources}
        assert all(amounts[name] == amount for name, amount in granted.items())
        assert sum(amounts.values(), each.own_share) == report.total
        if not each.illegal:
            assert each.own_share >= 0
            _is_compatible(each)
            _leaves_a_fifth(each, lines)


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
