"""What may enter a plan: what an aid gives at one end of its range, of what base, and on which lines."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.offer import cents, expected, granted, offer, other_offer, to_euros
from aidnum.engine.situation import Situation
from aidnum.model.budget import CostLine, costs_of
from aidnum.model.profile import Profile
from aidnum.model.wishes import Expected, Other
from tests.engine.plan_samples import DAY, METROPOLITAN, an_offer, flag_rule, grant, line, offered, outlay, profile_of

SOFTWARE, STAFF, HOSTING = line("logiciel", 100), line("personnel", 50, "running"), line("hebergement", 100, None)


class TestOffer:
    """What an aid gives, and the lines it bears on."""

    def test_it_gives_one_end_of_its_range_in_cents(self, shipped: Catalogue) -> None:
        spread = {"rate": {"from": "20%", "up_to": "50%"}, "costs": {"uncertain": ["hebergement"]}}
        lines = [line("logiciel", "100.10"), HOSTING]
        low, high = (an_offer(shipped, lines, case, **spread) for case in ("low", "high"))
        assert (low.cents, low.base, high.cents, high.base) == (2002, 10010, 10005, 20010)
        assert (low.name, low.origin, low.imposed) == ("aide", "scheme", False)

    def test_nothing_or_an_amount_not_known_is_no_offer(self, shipped: Catalogue) -> None:
        assert offered(shipped, [SOFTWARE], rate="0%") is None
        assert offered(shipped, [SOFTWARE], rate="unknown") is None
        assert offered(shipped, [SOFTWARE], "low", rate={"up_to": "80%"}) is None

    def test_its_lines_are_those_that_make_its_base(self, shipped: Catalogue) -> None:
        assert an_offer(shipped, [STAFF, SOFTWARE, HOSTING], costs={"except": ["personnel"]}).lines == (1, 2)

    def test_a_line_of_the_other_nature_is_not_among_them(self, shipped: Catalogue) -> None:
        mixed = [SOFTWARE, line("logiciel", 70, "running"), line("logiciel", 30, None)]
        assert an_offer(shipped, mixed, costs={"nature": "investment"}).lines == (0, 2)
        assert an_offer(shipped, mixed, costs={"nature": "running"}).lines == (1, 2)

    def test_an_uncertain_line_is_among_them_in_the_high_plan_alone(self, shipped: Catalogue) -> None:
        costs = {"uncertain": ["hebergement"]}
        assert an_offer(shipped, [SOFTWARE, HOSTING], "low", costs=costs).lines == (0,)
        assert an_offer(shipped, [SOFTWARE, HOSTING], "high", costs=costs).lines == (0, 1)

    def test_a_line_without_amount_counts_for_nothing(self, shipped: Catalogue) -> None:
        with_tax = CostLine("x", "logiciel", None, Decimal(120), nature="investment")
        assert an_offer(shipped, [SOFTWARE, with_tax]).lines == (0,)

    def test_a_line_of_another_basis_is_paid_at_the_rate_of_what_it_counts(self, shipped: Catalogue) -> None:
        lines = [CostLine("x", "logiciel", Decimal(100), Decimal(120)), CostLine("y", "logiciel", Decimal(10), Decimal(10))]
        profile = Profile(facts=dict(METROPOLITAN), costs=costs_of(lines, "ttc"), costs_basis="ttc")
        known = Situation(profile, shipped.vocabulary)
        scheme = grant("aide", {"rate": "50%", "basis": "ttc"}, shipped)
        one = offer(assess(scheme, known, DAY), "high", known, outlay(shipped, lines))
        assert one is not None
        assert (one.cents, one.base, one.shares) == (6500, 13000, {0: Fraction(6, 10), 1: Fraction(1, 2)})

    def test_a_flat_sum_has_the_sum_of_its_lines_for_a_base_and_may_pay_them_whole(self, shipped: Catalogue) -> None:
        flat = an_offer(shipped, [SOFTWARE, STAFF], rate=None, flat=10, costs={"only": ["logiciel"]})
        assert (flat.base, flat.rate, flat.shares, flat.cents) == (10000, None, {0: 1}, 1000)

    def test_one_with_a_ceiling_on_its_base_keeps_its_lines(self, shipped: Catalogue) -> None:
        one = an_offer(shipped, base_ceiling=60)
        assert (one.base, one.lines, one.cents) == (6000, (0,), 3000)

    def test_slices_pay_a_line_at_the_highest_of_their_rates(self, shipped: Catalogue) -> None:
        slices = [{"up_to": 40, "rate": "40%"}, {"rate": "20%"}]
        assert an_offer(shipped, rate=None, slices=slices).shares == {0: Fraction(2, 5)}

    def test_of_several_bands_each_plan_keeps_those_that_give_least_or_most(self, shipped: Catalogue) -> None:
        bands = [
            {"when": flag_rule("mutualise"), "rate": "80%", "costs": {"only": ["logiciel"]}},
            {"when": flag_rule("investissement"), "rate": "30%"},
        ]
        profile: dict[str, Any] = {"rate": None, "bands": bands}
        assert an_offer(shipped, [SOFTWARE, line("materiel", 100)], **profile).shares == {0: Fraction(4, 5)}

    def test_it_has_a_floor_where_its_terms_set_one(self, shipped: Catalogue) -> None:
        assert (an_offer(shipped, floor=20).floor, an_offer(shipped).floor) == (2_000, 0)


class TestFixed:
    """Aids whose sum is known."""

    LINES = (SOFTWARE, STAFF, HOSTING)

    def made(self, catalogue: Catalogue, **pays: Any) -> tuple[Any, ...]:
        known = Situation(profile_of(self.LINES), catalogue.vocabulary)
        return assess(grant("aide", pays, catalogue), known, DAY), known, outlay(catalogue, self.LINES)

    def test_a_granted_sum_lies_on_any_line_that_its_scheme_may_retain(self, shipped: Catalogue) -> None:
        assessment, known, project = self.made(
            shipped, rate="10%", costs={"except": ["personnel"], "uncertain": ["hebergement"]}
        )
        one = granted(assessment, Decimal(70), known, project)
        assert (one.origin, one.cents, one.base, one.shares, one.rate) == ("granted", 7000, 20000, {0: 1, 2: 1}, None)

    def test_an_expected_rate_is_of_what_is_surely_retained(self, shipped: Catalogue) -> None:
        assessment, known, project = self.made(
            shipped, rate="10%", costs={"except": ["personnel"], "uncertain": ["hebergement"]}
        )
        one = expected(assessment, Expected(rate=Decimal("0.4")), known, project)
        assert (one.origin, one.cents, one.base, one.shares) == ("expected", 4000, 10000, {0: Fraction(2, 5)})

    def test_where_nothing_is_sure_it_is_of_what_may_be(self, shipped: Catalogue) -> None:
        assessment, known, project = self.made(
            shipped, rate="10%", costs={"only": ["hebergement"], "uncertain": ["hebergement"]}
        )
        assert expected(assessment, Expected(rate=Decimal("0.4")), known, project).cents == 4000

    def test_an_expected_sum_lies_as_a_granted_one(self, shipped: Catalogue) -> None:
        assessment, known, project = self.made(shipped, rate="10%", costs={"only": ["personnel"]})
        one = expected(assessment, Expected(amount=Decimal(30)), known, project)
        assert (one.origin, one.cents, one.base, one.shares) == ("expected", 3000, 5000, {1: 1})

    def test_an_aid_of_another_lies_on_any_line(self, shipped: Catalogue) -> None:
        one = other_offer(Other("Fondation", Decimal(5), "prive"), outlay(shipped, self.LINES))
        assert (one.origin, one.cents, one.base, one.shares) == ("other", 500, 25000, {0: 1, 1: 1, 2: 1})
        assert (one.name, one.title, one.payer, one.scheme) == ("Fondation", "Fondation", "prive", None)


def test_a_line_of_no_known_nature_is_investment_unless_all_is_running(shipped: Catalogue) -> None:
    project = outlay(shipped, [SOFTWARE, STAFF, HOSTING])
    assert (project.total, project.investment) == (25000, 20000)
    assert project._replace(running=True).investment == 10000


def test_euros_are_whole_cents_and_back() -> None:
    assert cents(Decimal("1234.56")) == 123_456
    assert (to_euros(123_456), to_euros(5)) == (Decimal("1234.56"), Decimal("0.05"))
