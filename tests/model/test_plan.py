"""Sums of a plan, and the names of what bounds it."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.model.plan import Bound, Plan, Resource, shares
from aidnum.model.profile import Natures
from tests.engine.plan_samples import law
from tests.engine.samples import assessed, scheme, situation

HALF = assessed(scheme({"kind": ["local"]}), situation(kind="town"))


def _resource(amount: int, alone: int) -> Resource:
    sums = Decimal(amount), Decimal(alone)
    return Resource(
        "scheme", HALF, None, *sums, base=None, rate=None, natures=Natures(sums[0], Decimal(0)), imposed=False, worked_out=()
    )


def _plan(*resources: Resource) -> Plan:
    return Plan("low", resources, Decimal(0), bounds=(), illegal=(), rejected=())


def test_what_the_limits_take_from_an_aid_is_what_it_would_give_alone_less_what_it_gives() -> None:
    assert _resource(30, 50).cut == 20
    assert _resource(30, 50).scheme is HALF.scheme


def test_a_plan_sums_its_aids_and_what_is_cut_from_them() -> None:
    plan = _plan(_resource(30, 50), _resource(5, 6))
    assert (plan.aid, plan.cut) == (35, 21)


def test_a_plan_without_aids_sums_to_nothing() -> None:
    assert (_plan().aid, _plan().cut) == (Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("of_law", "of_scheme", "name"), [(True, True, "loi"), (False, True, "aide"), (False, False, "cout-du-projet")]
)
def test_a_bound_is_named_by_its_law_else_by_the_scheme_whose_text_limits(*, of_law: bool, of_scheme: bool, name: str) -> None:
    who = law() if of_law else None, HALF.scheme if of_scheme else None
    assert Bound(*who, limit=None, allowed=Decimal(1), of=Decimal(1), source=None, words="").id == name


@pytest.mark.parametrize("amounts", [["1", "1", "1"], ["0.01", "999.99"], ["0", "5"], ["1", "2", "3", "1"]])
def test_shares_add_up_to_one(amounts: list[str]) -> None:
    assert sum(shares([Decimal(amount) for amount in amounts])) == 1


def test_a_share_that_is_fixed_stays_as_long_as_the_others_make_up_for_it() -> None:
    amounts = list(map(Decimal, ("333.36", "222.27", "444.37")))
    assert shares(amounts)[0] == Decimal("0.3333")
    assert shares(amounts, {0: Decimal("0.3334")}) == list(map(Decimal, ("0.3334", "0.2223", "0.4443")))
    assert shares(amounts, {0: Decimal("0.5")}) == shares(amounts)
