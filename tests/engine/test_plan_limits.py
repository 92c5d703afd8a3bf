"""What a limit bears on, seen through a whole plan: whose aids, which lines, which base."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.law import Law
from aidnum.model.plan import Plan
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import Wishes
from tests.engine.plan_samples import METROPOLITAN, grant, law, line, planned

LICENCES, HOSTING = line("logiciel", 1000), line("hebergement", 1000, "running")
UNTOLD = line("materiel", 1000, None)


def made(
    shipped: Catalogue,
    schemes: Sequence[Scheme],
    lines: Sequence[CostLine],
    *laws: Law,
    wishes: Wishes | None = None,
) -> Plan:
    """The one plan of an investment, under these laws alone."""
    facts = {**METROPOLITAN, "investissement": True}
    (plan,) = planned(shipped._replace(laws=laws), schemes, lines, facts, wishes).plans
    return plan


def amounts(plan: Plan) -> dict[str, Decimal]:
    """What each aid gives."""
    return {one.name: one.amount for one in plan.resources}


def aid(shipped: Catalogue, name: str = "a", **pays: Any) -> Scheme:
    """A public aid, or what is said."""
    return grant(name, {"payer": "etat", **pays}, shipped)


@pytest.mark.parametrize("payer", ["etat", "prive", "europe", None])
@pytest.mark.parametrize("of", ["cost", "financing"])
def test_a_limit_that_names_no_payer_is_on_the_aids_of_all(shipped: Catalogue, payer: str | None, of: str) -> None:
    pays = {"rate": "90%", **({"payer": payer} if payer else {})}
    assert amounts(made(shipped, [grant("a", pays, shipped)], [LICENCES], law(share="50%", of=of))) == {"a": 500}


def test_all_aids_together_too(shipped: Catalogue) -> None:
    some = [aid(shipped, payer, rate="40%", payer=payer) for payer in ("etat", "prive")]
    assert sum(amounts(made(shipped, some, [LICENCES], law(share="50%"))).values()) == 500


def test_a_limit_that_names_one_is_not_on_the_others(shipped: Catalogue) -> None:
    public = law(aids=("public",), share="50%")
    assert amounts(made(shipped, [aid(shipped, rate="90%", payer="prive")], [LICENCES], public)) == {"a": 900}


class TestInvestment:
    """A limit on investment looks at what is paid on investment lines, and at nothing else."""

    LIMIT: dict[str, Any] = {"share": "50%", "of": "cost", "costs": "investment"}

    @pytest.mark.parametrize(("one", "given"), [(LICENCES, 500), (UNTOLD, 500), (HOSTING, 1000)])
    def test_a_line_is_investment_unless_it_is_said_to_be_running_cost(
        self, shipped: Catalogue, one: CostLine, given: int
    ) -> None:
        assert amounts(made(shipped, [aid(shipped, rate="100%")], [one], law(**self.LIMIT))) == {"a": given}

    def test_of_a_mixed_budget_the_running_costs_are_paid_whole(self, shipped: Catalogue) -> None:
        (one,) = made(shipped, [aid(shipped, rate="100%")], [LICENCES, HOSTING], law(**self.LIMIT)).resources
        assert (one.amount, one.natures.investment, one.natures.running) == (1500, 500, 1000)

    def test_an_aid_that_running_costs_can_bear_is_not_cut(self, shipped: Catalogue) -> None:
        (one,) = made(shipped, [aid(shipped, flat=1400)], [LICENCES, HOSTING], law(**self.LIMIT)).resources
        assert (one.amount, one.cut) == (1400, 0)

    def test_an_aid_for_licences_leaves_running_costs_to_another(self, shipped: Catalogue) -> None:
        some = [aid(shipped, rate="50%", costs={"nature": "investment"}), aid(shipped, "b", flat=1000)]
        plan = made(shipped, some, [LICENCES, HOSTING], law(**self.LIMIT))
        assert amounts(plan) == {"a": 500, "b": 1000}
        assert [one.natures.investment for one in plan.resources] == [500, 0]

    def test_what_is_shared_is_the_investment(self, shipped: Catalogue) -> None:
        shared = law(aids=("public",), share="80%", of="financing", costs="investment")
        some = [aid(shipped, rate="100%"), aid(shipped, "b", flat=500, payer="prive", costs={"only": ["logiciel"]})]
        plan = made(shipped, some, [LICENCES, HOSTING], shared, wishes=Wishes(granted={"b": Decimal(500)}))
        assert amounts(plan) == {"a": 1400, "b": 500}

    def test_another_limit_of_the_whole_cost_looks_at_all(self, shipped: Catalogue) -> None:
        whole = law(share="50%", of="cost")
        assert amounts(made(shipped, [aid(shipped, rate="100%")], [LICENCES, HOSTING], whole)) == {"a": 1000}


class TestBase:
    """The lines that make the base of an aid, and what is laid on them."""

    MIXED = (line("logiciel", 1000), line("logiciel", 600, "running"), line("formation", 100, "running"))

    @pytest.mark.parametrize(
        ("costs", "places", "base"),
        [
            ({}, (0, 1, 2), 1700),
            ({"nature": "investment"}, (0,), 1000),
            ({"nature": "running"}, (1, 2), 700),
            ({"only": ["logiciel"], "nature": "running"}, (1,), 600),
            ({"except": ["logiciel"]}, (2,), 100),
        ],
    )
    def test_they_are_those_of_its_categories_and_of_its_nature(
        self, shipped: Catalogue, costs: dict[str, Any], places: tuple[int, ...], base: int
    ) -> None:
        pays: dict[str, Any] = {"costs": costs} if costs else {}
        (one,) = made(shipped, [aid(shipped, rate="10%", **pays)], self.MIXED).resources
        assert (one.lines, one.base, one.amount) == (places, base, base / Decimal(10))

    @pytest.mark.parametrize("ceiling", [1700, 1699])
    def test_a_ceiling_cuts_the_base_and_no_line(self, shipped: Catalogue, ceiling: int) -> None:
        (one,) = made(shipped, [aid(shipped, rate="10%", base_ceiling=ceiling)], self.MIXED).resources
        assert (one.base, one.lines) == (ceiling, (0, 1, 2))

    def test_a_sum_is_paid_on_the_lines_that_it_retains_alone(self, shipped: Catalogue) -> None:
        hosting = {"only": ["hebergement"]}
        assert amounts(made(shipped, [aid(shipped, flat=1500, costs=hosting)], [LICENCES])) == {}
        assert amounts(made(shipped, [aid(shipped, flat=1500, costs=hosting)], [LICENCES, HOSTING])) == {"a": 1000}

    @pytest.mark.parametrize("amount", ["0.07", "900"])
    def test_a_sum_granted_that_no_line_can_bear_is_illegal_and_never_cut(self, shipped: Catalogue, amount: str) -> None:
        some = [aid(shipped, flat=1500, costs={"only": ["hebergement"]})]
        plan = made(shipped, some, [LICENCES], wishes=Wishes(granted={"a": Decimal(amount)}))
        assert amounts(plan) == {"a": Decimal(amount)}
        assert plan.illegal != ()

    def test_a_limit_of_the_base_counts_what_is_laid_on_it_alone(self, shipped: Catalogue) -> None:
        of_base = law(with_=("etat",), aids=("public",), share="60%", of="base")
        some = [
            aid(shipped, rate="60%", costs={"only": ["logiciel"]}),
            aid(shipped, "b", flat=900, payer="region-payeuse"),
            aid(shipped, "c", flat=300, payer="region-payeuse", costs={"only": ["logiciel"]}),
        ]
        assert amounts(made(shipped, some, [LICENCES, HOSTING], of_base)) == {"a": 600, "b": 900}

    def test_no_line_is_paid_twice(self, shipped: Catalogue) -> None:
        some = [aid(shipped, name, rate="70%", costs={"only": ["logiciel"]}) for name in "ab"]
        plan = made(shipped, some, [LICENCES, HOSTING])
        assert (plan.aid, plan.own_share) == (1000, 1000)

    def test_a_small_aid_finds_room_beside_larger_ones(self, shipped: Catalogue) -> None:
        of_base = law(with_=("dsil",), aids=("dsil",), share="80%", of="base")
        some = [
            aid(shipped, rate="30%", payer="europe", ceiling=8),
            aid(shipped, "b", rate="19%", payer="dsil", costs={"nature": "investment"}),
            aid(shipped, "c", flat=1000, payer="dsil"),
        ]
        shared = law(aids=("public",), share="80%", of="financing", costs="investment")
        assert amounts(made(shipped, some, [LICENCES, HOSTING], of_base, shared)) == {"a": 8, "b": 190, "c": 1000}
