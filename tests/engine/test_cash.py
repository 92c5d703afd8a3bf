"""The money of a plan in time: the parts of each aid by the rule of its payer, and what is to be paid ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.models import read
from aidnum.engine.cash import Dues, cash, payments_on, spent
from aidnum.engine.recovery import recovered
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Outcome
from aidnum.model.budget import CostLine
from aidnum.model.cash import Cash
from aidnum.model.law import Payment
from aidnum.model.plan import Plan, Resource
from aidnum.model.profile import Natures, Profile
from aidnum.model.wishes import Other
from tests.engine.plan_samples import flag_rule, recovery
from tests.engine.samples import SOURCE

DAY = date(2026, 11, 29)
_STATED = {"id": "versement", "title": "Un versement", "text": "Le versement.", "sources": [SOURCE], "with": ["etat"]}


def payment(**said: Any) -> Payment:
    """A rule on the State that pays 30 % at the start and 80 % before the end, or what is said of it."""
    shares = {} if {"advance", "instalments"} & set(said) else {"advance": "30%", "instalments": "80%"}
    return read(Payment, {**_STATED, **shares, **{key.rstrip("_"): value for key, value in said.items()}})


def aid(amount: int | str | Decimal, payer: str = "etat", name: str = "aide") -> Resource:
    """An aid of a payer, laid on investment."""
    given_sum = Decimal(amount)
    return Resource(
        origin="other",
        assessment=None,
        other=Other(name, given_sum, payer),
        amount=given_sum,
        alone=given_sum,
        base=None,
        rate=None,
        natures=Natures(given_sum, Decimal(0)),
        imposed=False,
        worked_out=(),
    )


def cash_of(
    catalogue: Catalogue, rules: Sequence[Payment], *aids: Resource, cost: int | Decimal = 10_000, **facts: Any
) -> Cash:
    """The money in time of a plan that these aids make, under these rules."""
    situation = Situation(Profile(facts=facts), catalogue.vocabulary)
    plan = Plan("low", aids, Decimal(cost) - sum((one.amount for one in aids), Decimal(0)), (), (), ())
    return cash(plan, Dues(Decimal(cost), "ttc", payments_on(rules, situation, DAY), (), catalogue.vocabulary))


def parts(found: Cash, name: str = "aide") -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """The ends of each part of an aid."""
    return {step.step: (step.amount_min, step.amount_max) for step in found.steps if step.name == name}


def same(**sums: str) -> dict[str, tuple[Decimal, Decimal]]:
    """Parts whose sums are exact."""
    return {step: (Decimal(amount), Decimal(amount)) for step, amount in sums.items()}


def test_an_exact_rule_gives_the_advance_the_instalments_and_the_balance_to_the_cent(shipped: Catalogue) -> None:
    found = cash_of(shipped, [payment()], aid("4100.10"))
    assert parts(found) == same(advance="1230.03", instalments="2050.05", balance="820.02")
    assert [step.step for step in found.steps] == ["advance", "spending", "instalments", "balance"]
    assert (found.ahead, found.ahead_without_usual) == (Decimal("6719.92"), Decimal("6719.92"))


def test_what_a_text_allows_at_the_most_may_be_nothing_and_is_not_counted_ahead(shipped: Catalogue) -> None:
    found = cash_of(shipped, [payment(advance={"up_to": "30%"}, instalments={"up_to": "80%"})], aid(1000))
    assert parts(found) == {
        "advance": (Decimal(0), Decimal(300)),
        "instalments": (Decimal(0), Decimal(500)),
        "balance": (Decimal(200), Decimal(1000)),
    }
    assert found.ahead == 10_000


def test_what_is_only_usual_is_counted_and_told_apart(shipped: Catalogue) -> None:
    rules = [payment(usual=True), payment(id="exact", with_=["region-payeuse"])]
    found = cash_of(shipped, rules, aid(1000), aid(500, "region-payeuse", "autre"))
    assert (found.ahead, found.ahead_without_usual) == (Decimal(8800), Decimal(9600))


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"advance": "30%"}, same(advance="300", balance="700")),
        ({"instalments": "80%"}, same(instalments="800", balance="200")),
        ({"advance": "100%"}, same(advance="1000")),
    ],
)
def test_a_part_that_is_nothing_is_no_step(shipped: Catalogue, shares: dict[str, str], expected: dict[str, Any]) -> None:
    assert parts(cash_of(shipped, [payment(**shares)], aid(1000))) == expected


@pytest.mark.parametrize("payer", ["departement-payeur", "public", "europe"])
def test_an_aid_whose_payer_has_no_known_rule_comes_at_the_end(shipped: Catalogue, payer: str) -> None:
    found = cash_of(shipped, [payment()], aid(1000, payer))
    assert parts(found) == same(balance="1000")
    assert [step.payment for step in found.steps] == [None, None]
    assert found.ahead == 10_000


def test_a_rule_on_a_family_of_payers_holds_for_its_members(shipped: Catalogue) -> None:
    assert "advance" in parts(cash_of(shipped, [payment()], aid(1000, "ministere-culture")))


def test_the_last_rule_that_surely_applies_wins_else_the_first_that_may(shipped: Catalogue) -> None:
    first, second = payment(id="un", advance="10%"), payment(id="deux", advance="20%", when=flag_rule("outre_mer"))
    third = payment(id="trois", advance="40%", when=flag_rule("outre_mer"))

    def kept(rules: Sequence[Payment], **facts: bool) -> list[str]:
        found = cash_of(shipped, rules, aid(1000), **facts)
        return [step.payment.id for step in found.steps if step.payment and step.step == "advance"]

    assert kept([first, second], outre_mer=True) == ["deux"]
    assert kept([first, second], outre_mer=False) == ["un"]
    assert kept([first, second]) == ["un"]
    assert kept([second, third]) == ["deux"]
    assert kept([second, third], outre_mer=True) == ["trois"]
    assert kept([second, third], outre_mer=False) == []


def test_a_rule_pays_on_the_days_that_it_holds(shipped: Catalogue) -> None:
    situation = Situation(Profile(), shipped.vocabulary)
    rule = payment(from_="2021-01-01", until="2025-12-31")
    days = ["2020-12-31", "2021-01-01", "2025-12-31", "2026-01-01"]
    assert [len(payments_on([rule], situation, date.fromisoformat(day))) for day in days] == [0, 1, 1, 0]
    assert payments_on([payment()], situation, DAY) == [(payment(), Outcome.YES)]


def test_what_is_spent_is_told_with_tax_only_where_every_line_tells_it() -> None:
    taxed, bare = CostLine("a", "logiciel", Decimal(100), Decimal(120)), CostLine("b", "logiciel", Decimal(10))
    assert spent([taxed], "ht") == (Decimal(120), "ttc")
    assert spent([taxed, bare], "ht") == (Decimal(110), "ht")


def test_what_comes_back_comes_last_with_its_years_and_lessens_nothing_ahead(shipped: Catalogue) -> None:
    some = recovery(short="Un fonds", delays=[{"years": 2}])
    lines = [CostLine("a", "logiciel", Decimal(100), Decimal(120), nature="investment")]
    back = recovered([some], Situation(Profile(), shipped.vocabulary), lines, DAY)
    found = cash(Plan("low", (), Decimal(100), (), (), ()), Dues(*spent(lines, "ht"), (), back, shipped.vocabulary))
    last = found.steps[-1]
    assert (last.step, last.short, last.years) == ("recovery", "Un fonds", (2, 2))
    assert last.amount_min == last.amount_max == 12
    assert found.ahead == 120


_SHARES = st.integers(0, 100)


@st.composite
def _rules(draw: st.DrawFn) -> Payment:
    """A rule with any exact or open shares, its instalments no less than its advance."""
    low, high, least, most = (draw(_SHARES) for _ in range(4))
    low, high, least, most = min(low, high), max(low, high), min(least, most), max(least, most)
    least, most = max(low, least), max(high, most)
    shares: dict[str, Any] = {
        "advance": {"from": f"{low}%", "up_to": f"{high}%"},
        "instalments": {"from": f"{least}%", "up_to": f"{most}%"},
    }
    for absent in draw(st.sampled_from([(), ("advance",), ("instalments",)])):
        del shares[absent]
    return payment(**shares, usual=draw(st.booleans()))


def _ends(found: Cash, name: str, step: str) -> tuple[Decimal, Decimal]:
    """The ends of one part of an aid, nothing where it is no step."""
    low, high = parts(found, name).get(step, (Decimal(0), Decimal(0)))
    assert low is not None
    assert high is not None
    return low, high


@given(rule=_rules(), sums=st.lists(st.integers(1, 10**9), min_size=1, max_size=4), left=st.integers(0, 10**9))
def test_the_parts_of_an_aid_make_it_whole_and_no_more_is_paid_ahead_than_is_spent(
    shipped: Catalogue, rule: Payment, sums: list[int], left: int
) -> None:
    aids = [aid(Decimal(one) / 100, name=f"aide {place}") for place, one in enumerate(sums)]
    cost = sum((one.amount for one in aids), Decimal(left) / 100)
    found = cash_of(shipped, [rule], *aids, cost=cost)
    for one in aids:
        advance, instalments, balance = (_ends(found, one.name, step) for step in ("advance", "instalments", "balance"))
        late, soon = one.amount - advance[0] - balance[1], one.amount - advance[1] - balance[0]
        assert (min(late, soon), max(late, soon)) == instalments
        assert min(*advance, *instalments, *balance) >= 0
    early = sum(one.amount - _ends(found, one.name, "balance")[1] for one in aids)
    assert found.ahead == cost - early
    assert 0 <= found.ahead <= found.ahead_without_usual <= cost
