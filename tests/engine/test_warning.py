"""Laws that only warn: what is said against a plan, which stays legal and whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.offer import Offer
from aidnum.engine.plan import best_plan
from aidnum.model.assessment import Outcome
from aidnum.model.law import Law
from aidnum.model.plan import LawOn, Plan
from tests.engine.plan_samples import an_offer, law, line, outlay


def warning(**said: Any) -> Law:
    """A law that only warns."""
    return law(level="warning", ask="À demander à la préfecture.", **said)


def aid(catalogue: Catalogue, name: str, euros: int, **more: Any) -> Offer:
    """A flat aid to a project of 1 000 €."""
    return an_offer(catalogue, [line("logiciel", 1000)], name=name, rate=None, flat=euros, **more)


def made(catalogue: Catalogue, offers: Sequence[Offer], *laws: Law) -> Plan:
    """The best plan for 1 000 €."""
    return best_plan(
        list(offers), [LawOn(each, Outcome.YES) for each in laws], outlay(catalogue, [line("logiciel", 1000)]), "high"
    )


def words(plan: Plan) -> list[str]:
    """What is said against a plan, with ordinary spaces."""
    return [one.words.replace("\u00a0", " ") for one in plan.warnings]


@pytest.mark.parametrize(("euros", "told"), [(700, []), (701, [701])])
def test_a_limit_passed_is_told_with_what_the_plan_has_and_cuts_nothing(
    shipped: Catalogue, euros: int, told: list[int]
) -> None:
    some = warning(aids=("public",), share="70%", of="financing")
    plan = made(shipped, [aid(shipped, "a", euros, payer="etat")], some)
    assert plan.aid == euros
    assert (plan.illegal, plan.bounds) == ((), ())
    shared = "Les aides (personne publique) ne dépassent pas 70 % de ce qu'apportent le porteur et ces payeurs, 1 000 € : 700 €"
    assert words(plan) == [f"{shared} ; ce plan en compte {each} €" for each in told]
    assert [one.law for one in plan.warnings] == [some] * len(told)


def test_private_money_lessens_what_is_shared_and_is_not_counted_in_it(shipped: Catalogue) -> None:
    some = warning(aids=("public",), share="70%", of="financing")
    offers = [aid(shipped, "a", 400, payer="etat"), aid(shipped, "b", 500, payer="prive")]
    assert [each.split(" ; ")[1:] for each in words(made(shipped, offers, some))] == [
        ["350 € une fois les autres aides déduites", "ce plan en compte 400 €"]
    ]


def test_two_payers_that_may_not_both_pay_are_told_once_together_and_never_alone(shipped: Catalogue) -> None:
    some = warning(aids=("region-payeuse",), with_=("departement-payeur",), share="0%")
    region, departement = aid(shipped, "r", 100, payer="region-payeuse"), aid(shipped, "d", 200, payer="departement-payeur")
    assert words(made(shipped, [region], some)) == words(made(shipped, [departement], some)) == []
    assert words(made(shipped, [region, departement], some)) == [
        "Les aides (région) ne s'ajoutent pas à d ; ce plan en compte 100 €"
    ]


@pytest.mark.parametrize(
    ("payer", "euros", "granted", "told"),
    [
        ("etat", 199, False, ["a apporte 199 €, moins que 20 % de la dépense qu'elle retient : 200 €"]),
        ("etat", 200, False, []),
        ("etat", 199, True, []),
        ("prive", 199, False, []),
    ],
)
def test_an_aid_under_its_minimum_is_told_unless_it_is_already_granted(
    shipped: Catalogue, payer: str, euros: int, told: list[str], *, granted: bool
) -> None:
    some = warning(with_=("etat",), share=None, of=None, at_least="20%")
    plan = made(shipped, [aid(shipped, "a", euros, payer=payer)._replace(origin="granted" if granted else "scheme")], some)
    assert plan.aid == euros
    assert words(plan) == told


def test_a_law_that_is_a_rule_warns_of_nothing(shipped: Catalogue) -> None:
    assert made(shipped, [aid(shipped, "a", 900, payer="etat")], law()).warnings == ()
