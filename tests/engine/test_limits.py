"""Offers and the limits on them: which lines an aid bears on, what a cent of it weighs in each limit, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.limits import Limiting, Offer, Outlay, cents, held, is_payer, laws_on, limits, to_euros
from aidnum.engine.problem import Cap
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Outcome
from aidnum.model.budget import CostLine
from aidnum.model.law import Law
from aidnum.model.plan import LawOn
from aidnum.model.profile import Profile
from tests.engine.plan_samples import DAY, an_offer, flag_rule, grant, law, line, offered

SOFTWARE, STAFF, HOSTING = (
    line(name, 100, nature) for name, nature in (("logiciel", "investment"), ("personnel", "running"), ("hebergement", None))
)


class TestLawsOn:
    """Which laws are kept to."""

    def test_a_law_without_a_rule_applies(self) -> None:
        always = law()
        assert laws_on([always], {}, DAY) == [LawOn(always, Outcome.YES)]

    @pytest.mark.parametrize(("facts", "outcome"), [({"outre_mer": True}, Outcome.YES), ({}, Outcome.UNKNOWN)])
    def test_one_that_applies_or_may_apply_is_kept(self, shipped: Catalogue, facts: dict[str, Any], outcome: Outcome) -> None:
        known = Situation(Profile(facts=facts), shipped.vocabulary)
        overseas = law(when=flag_rule("outre_mer"))
        assert laws_on([overseas], known, DAY) == [LawOn(overseas, outcome)]

    def test_one_that_does_not_apply_is_left(self, shipped: Catalogue) -> None:
        known = Situation(Profile(facts={"outre_mer": False}), shipped.vocabulary)
        assert laws_on([law(when=flag_rule("outre_mer"))], known, DAY) == []

    @pytest.mark.parametrize(("day", "shares"), [("2021-10-05", ["80%"]), ("2021-10-06", ["50%"]), ("2022-01-01", [])])
    def test_one_is_kept_as_worded_on_the_day_and_not_on_a_day_of_no_wording(self, day: str, shares: list[str]) -> None:
        eighty = {"share": "80%", "of": "cost"}
        some = law(wordings=[{"until": "2021-10-05", "limit": eighty}, {"from": "2021-10-06"}], until="2021-12-31")
        found = laws_on([some], {}, date.fromisoformat(day))
        assert [f"{on.law.limit.share:.0%}" for on in found if on.law.limit] == shares


class TestOffer:
    """What an aid gives, and the lines it bears on."""

    def test_it_gives_one_end_of_its_range_in_cents(self, shipped: Catalogue) -> None:
        spread = {"rate": {"from": "20%", "up_to": "50%"}, "costs": {"uncertain": ["hebergement"]}}
        lines = [line("logiciel", "100.10"), HOSTING]
        low, high = (an_offer(shipped, lines, case, **spread) for case in ("low", "high"))
        assert (low.cents, low.base, high.cents, high.base) == (2002, 10010, 10005, 20010)
        assert (low.id, low.scheme.id, low.granted, low.imposed) == ("aide", "aide", False, False)

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
        assert an_offer(shipped, [SOFTWARE, with_tax]).lines == (0, 1)

    def test_a_base_that_is_no_sum_of_lines_has_none(self, shipped: Catalogue) -> None:
        assert an_offer(shipped, base_ceiling=60).lines == ()
        flat = an_offer(shipped, rate=None, flat=10)
        assert (flat.base, flat.lines, flat.cents) == (None, (), 1000)

    @pytest.mark.parametrize(
        ("lines", "pays", "bears"),
        [
            ([SOFTWARE], {}, True),
            ([STAFF], {}, False),
            ([HOSTING], {}, True),
            ([STAFF, SOFTWARE], {}, True),
            ([STAFF, SOFTWARE], {"costs": {"only": ["personnel"]}}, False),
            ([STAFF, SOFTWARE], {"costs": {"only": ["personnel"], "uncertain": ["logiciel"]}}, True),
            ([STAFF, SOFTWARE], {"costs": {"nature": "running"}}, False),
            ([STAFF, HOSTING], {"costs": {"nature": "running"}}, True),
            ([STAFF, SOFTWARE], {"costs": {"nature": "investment"}}, True),
        ],
    )
    def test_it_bears_on_investment_unless_all_it_may_pay_is_said_to_be_running_cost(
        self, shipped: Catalogue, lines: list[CostLine], pays: dict[str, Any], *, bears: bool
    ) -> None:
        assert an_offer(shipped, lines, **pays).bears_on_investment is bears

    def test_it_has_a_floor_where_its_terms_set_one(self, shipped: Catalogue) -> None:
        assert (an_offer(shipped, floor=20).floor, an_offer(shipped).floor) == (2_000, 0)

    def test_without_lines_it_may_bear_on_anything(self, shipped: Catalogue) -> None:
        assert an_offer(shipped, [], rate=None, flat=10).bears_on_investment is True


def posed(
    catalogue: Catalogue, offers: Sequence[Offer], *laws: Law, total: int = 100_000, investment: int = 60_000
) -> list[Limiting]:
    """The limits on some offers, that of the cost apart."""
    project = Outlay(total, investment, catalogue.vocabulary)
    return limits(offers, [LawOn(each, Outcome.YES) for each in laws], project)[1:]


def paid_by(catalogue: Catalogue, *payers: str | None) -> list[Offer]:
    """An aid of each payer."""
    return [an_offer(catalogue, payer=payer) if payer else an_offer(catalogue) for payer in payers]


class TestLimits:
    """Each limit as an inequality over cents."""

    def test_the_cost_limits_the_sum_of_all_aids(self, shipped: Catalogue) -> None:
        project = Outlay(100_050, 0, shipped.vocabulary)
        (whole,) = limits(paid_by(shipped, "prive", "etat"), [], project)
        assert whole.cap == Cap((1, 1), 100_050)
        bound = whole.bound
        assert (bound.id, bound.allowed, bound.of, bound.source) == (
            "cout-du-projet",
            Decimal("1000.50"),
            Decimal("1000.50"),
            None,
        )
        assert bound.words == "Les aides ne dépassent pas le coût du projet, 1\u00a0000,50\u00a0€"

    def test_a_share_of_the_cost(self, shipped: Catalogue) -> None:
        (public,) = posed(shipped, paid_by(shipped, "etat", "prive", None), law(aids=("public",), share="80%", of="cost"))
        assert public.cap == Cap((5, 0, 5), 4 * 100_000)

    def test_a_limit_that_names_no_payer_is_on_all(self, shipped: Catalogue) -> None:
        (every,) = posed(shipped, paid_by(shipped, "etat", "prive", None), law(aids=(), share="80%", of="cost"))
        assert every.cap.weights == (5, 5, 5)

    def test_of_what_is_shared_the_aids_not_summed_are_taken_away(self, shipped: Catalogue) -> None:
        (shared,) = posed(shipped, paid_by(shipped, "etat", "prive"), law(aids=("public",), share="80%", of="financing"))
        assert shared.cap == Cap((5, 4), 4 * 100_000)

    def test_of_the_investment_an_aid_that_bears_on_none_weighs_nothing(self, shipped: Catalogue) -> None:
        running = an_offer(shipped, [STAFF], payer="etat")
        offers = [*paid_by(shipped, "etat"), running]
        invested, whole = posed(
            shipped,
            offers,
            law(share="80%", of="cost", costs="investment"),
            law(share="80%", of="cost"),
        )
        assert invested.cap == Cap((5, 0), 4 * 60_000)
        assert whole.cap == Cap((5, 5), 4 * 100_000)

    def test_a_law_on_some_payers_holds_beside_each_of_their_aids(self, shipped: Catalogue) -> None:
        offers = paid_by(shipped, "etat", "dotation-investissement", "dotation-bibliotheques")
        beside = posed(shipped, offers, law(with_=("dotation-etat",), share="80%", of="base"))
        assert [limit.cap.with_aid for limit in beside] == [1, 2]
        assert [limit.cap.bound for limit in beside] == [4 * 10_000] * 2
        assert posed(shipped, paid_by(shipped, None), law(with_=("dotation-etat",))) == []

    def test_of_a_base_not_known_the_cost_stands(self, shipped: Catalogue) -> None:
        flat = [an_offer(shipped, rate=None, flat=10, payer="etat")]
        beside, of_investment = posed(
            shipped,
            flat,
            law(with_=("etat",), share="80%", of="base"),
            law(with_=("etat",), share="80%", of="base", costs="investment"),
        )
        assert [beside.cap.bound, of_investment.cap.bound] == [400_000, 240_000]

    def test_beside_an_aid_a_share_of_the_cost_is_of_the_cost(self, shipped: Catalogue) -> None:
        (beside,) = posed(shipped, paid_by(shipped, "etat"), law(with_=("etat",), share="80%", of="cost"))
        assert beside.cap.bound == 400_000

    def test_reaching_it_frees_an_aid_of_its_minimum_only_where_the_law_sets_one(self, shipped: Catalogue) -> None:
        said: dict[str, Any] = {"with_": ("etat",), "at_least": "20%"}
        laws = law(**said), law(**said, at_least_yields="non"), law(with_=("etat",))
        assert [limit.cap.frees for limit in posed(shipped, paid_by(shipped, "etat"), *laws)] == [True, False, False]

    def test_a_law_that_only_warns_or_sets_a_minimum_alone_limits_nothing(self, shipped: Catalogue) -> None:
        warning = law(level="warning", ask="Demander.")
        lowest = law(with_=("etat",), at_least="20%", share=None, of=None)
        assert posed(shipped, paid_by(shipped, "etat"), warning, lowest) == []

    def test_one_of_a_family_counts_as_each_of_them_and_brings_in_no_law_of_one(self, shipped: Catalogue) -> None:
        offers = paid_by(shipped, "public", "etat")
        summed, *beside = posed(shipped, offers, law(aids=("detr",)), law(with_=("etat", "detr")))
        assert summed.cap.weights == (2, 0)
        assert [limit.cap.with_aid for limit in beside] == [1]

    def test_an_aid_that_pays_no_line_of_the_base_weighs_nothing_on_it(self, shipped: Catalogue) -> None:
        lines = [SOFTWARE, STAFF, HOSTING]
        kept = {"etat": ["logiciel"], "prive": ["personnel"], "caf": ["logiciel", "personnel"]}
        offers = [an_offer(shipped, lines, costs={"only": only}, payer=payer) for payer, only in kept.items()]
        unknown = an_offer(shipped, [], rate=None, flat=10, payer="prive")
        of_base, of_cost = ({"share": "80%", "of": of} for of in ("base", "cost"))
        laws = law(with_=("etat",), **of_base), law(with_=("etat",), **of_cost), law(**of_cost)
        weights = [limit.cap.weights for limit in posed(shipped, [*offers, unknown], *laws)]
        assert weights == [(5, 0, 5, 5), (5, 5, 5, 5), (5, 5, 5, 5)]

    def test_the_text_of_a_scheme_limits_what_stands_beside_it(self, shipped: Catalogue) -> None:
        stacking = {"limits": [{"aids": ["public"], "share": "70%", "of": "base"}, {"share": "90%", "of": "cost"}]}
        offers = [*paid_by(shipped, "prive"), an_offer(shipped, payer="etat", stacking=stacking)]
        one, other = posed(shipped, offers)
        assert one.cap == Cap((0, 10), 7 * 10_000, 1)
        assert other.cap == Cap((10, 10), 9 * 100_000, 1)
        assert one.bound.scheme is offers[1].scheme
        assert (one.bound.id, one.bound.limit, one.bound.law) == ("aide", offers[1].scheme.stacking.limits[0], None)  # type: ignore[union-attr]

    def test_an_aid_bounded_by_those_of_its_own_payer_is_not_one_of_them(self, shipped: Catalogue) -> None:
        bounded = an_offer(shipped, name="b", payer="etat", at_most_aid_of="etat")
        (limit,) = posed(shipped, [bounded, *paid_by(shipped, "etat", "prive")])
        assert limit.cap == Cap((1, -1, 0), 0, 0)
        assert limit.bound.allowed == limit.bound.of == 50

    @pytest.mark.parametrize(
        ("share", "cents", "allowed"),
        [("33.33%", 101, 34), ("33.33%", 100, 33), ("50%", 101, 51), ("80%", 10_871_471, 8_697_177)],
    )
    def test_what_it_allows_is_rounded_to_the_cent_as_the_aids_are(
        self, shipped: Catalogue, share: str, cents: int, allowed: int
    ) -> None:
        (limit,) = posed(shipped, paid_by(shipped, "etat"), law(share=share, of="cost"), total=cents)
        assert (limit.bound.of, limit.bound.allowed) == (to_euros(cents), to_euros(allowed))
        assert limit.cap.bound == allowed * limit.cap.weights[0]


class TestSource:
    """Where a limit is written."""

    def test_it_is_the_one_that_the_limit_names(self, shipped: Catalogue) -> None:
        (named,) = posed(shipped, [], law(source="second"))
        assert named.bound.source == law().sources[1]

    def test_else_the_first_of_the_law_or_of_the_scheme(self, shipped: Catalogue) -> None:
        stacked = an_offer(shipped, stacking={"limits": [{"share": "70%", "of": "base"}]})
        of_law, of_scheme = posed(shipped, [stacked], law())
        assert of_law.bound.source == law().sources[0]
        assert of_scheme.bound.source == stacked.scheme.sources[0]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"of": "cost"}, "Les aides ne dépassent pas 80 % du coût, 1 000 € : 800 €"),
        ({"of": "cost", "costs": "investment"}, "Les aides ne dépassent pas 80 % du coût, investissement seul, 600 € : 480 €"),
        (
            {"of": "financing", "costs": "investment", "aids": ("public",)},
            "Les aides (personne publique) ne dépassent pas 80 % {shared} pour l'investissement, 600 € : 480 €",
        ),
        (
            {"of": "financing", "aids": ("europe", "prive")},
            "Les aides (fonds européen ou personne privée) ne dépassent pas 80 % {shared}, 1 000 € : 800 €",
        ),
        ({"of": "base", "with_": ("etat",)}, "Les aides ne dépassent pas 80 % de la dépense retenue par aide, 100 € : 80 €"),
        (
            {"of": "cost", "aids": ("europe",), "with_": ("etat",), "share": "0%"},
            "Les aides (fonds européen) ne s'ajoutent pas à aide",
        ),
        ({"of": "cost", "aids": ("inconnu",)}, "Les aides ne dépassent pas 80 % du coût, 1 000 € : 800 €"),
    ],
)
def test_a_limit_says_who_pays_what_share_of_what(shipped: Catalogue, said: dict[str, Any], sentence: str) -> None:
    (limit,) = posed(shipped, paid_by(shipped, "etat"), law(**{"share": "80%", **said}))
    shared = "de ce qu'apportent le porteur et ces payeurs"
    assert limit.bound.words.replace("\u00a0", " ") == sentence.format(shared=shared)


class TestHeld:
    """The amount that an aid never goes under, or only where its own limit is reached."""

    def amount(self, catalogue: Catalogue, one: Offer, *laws: Law, yields: bool = True) -> int:
        known = [LawOn(each, Outcome.YES) for each in laws]
        return held(one, known, Outlay(100_000, 0, catalogue.vocabulary), yields=yields)

    @pytest.mark.parametrize(("cost", "cents"), [("100.01", 2000), ("100.02", 2000), ("100.03", 2001), ("100.13", 2003)])
    def test_it_is_a_share_of_its_own_base_to_the_nearest_cent_as_the_aid_itself(
        self, shipped: Catalogue, cost: str, cents: int
    ) -> None:
        one = an_offer(shipped, [line("logiciel", cost)], payer="etat", rate="20%")
        assert self.amount(shipped, one, law(with_=("etat",), at_least="20%")) == one.cents == cents

    def test_half_a_cent_is_rounded_up_as_the_aid_itself(self, shipped: Catalogue) -> None:
        one = an_offer(shipped, [line("logiciel", "100.10")], payer="etat", rate="25%")
        assert self.amount(shipped, one, law(with_=("etat",), at_least="25%")) == one.cents == 2503

    def test_a_minimum_that_yields_is_told_from_one_that_does_not_and_a_warning_holds_nothing(self, shipped: Catalogue) -> None:
        one = an_offer(shipped, payer="etat")
        said: dict[str, Any] = {"with_": ("etat",), "at_least": "20%"}
        yielding, firm = law(**said), law(**{**said, "at_least": "30%"}, at_least_yields="non")
        warning = law(**{**said, "at_least": "40%"}, level="warning", ask="Demander.")
        laws = (yielding, firm, warning)
        assert [self.amount(shipped, one, *laws, yields=yields) for yields in (True, False)] == [2000, 3000]

    def test_without_a_base_it_is_a_share_of_the_cost(self, shipped: Catalogue) -> None:
        one = an_offer(shipped, rate=None, flat=10, payer="etat")
        assert self.amount(shipped, one, law(with_=("etat",), at_least="20%")) == 20_000

    def test_the_highest_of_several_stands(self, shipped: Catalogue) -> None:
        some = [law(with_=("etat",), at_least=share) for share in ("10%", "30%", "20%")]
        assert self.amount(shipped, an_offer(shipped, payer="etat"), *some) == 3000

    def test_no_law_of_its_payer_holds_it(self, shipped: Catalogue) -> None:
        one = an_offer(shipped, payer="etat")
        assert self.amount(shipped, one, law(with_=("prive",), at_least="20%"), law(with_=("etat",))) == 0
        assert self.amount(shipped, one) == 0


def test_a_scheme_is_known_to_be_paid_by_some_when_they_include_all_who_may_pay_it(shipped: Catalogue) -> None:
    paid = {payer: grant("aide", {"rate": "1%", "payer": payer}, shipped) for payer in ("dotation-etat", "prive")}
    assert is_payer(paid["dotation-etat"], ("public",), shipped.vocabulary)
    assert is_payer(paid["dotation-etat"], ("dotation-investissement", "dotation-bibliotheques"), shipped.vocabulary)
    assert not is_payer(paid["dotation-etat"], ("prive", "dotation-bibliotheques"), shipped.vocabulary)
    assert not is_payer(paid["prive"], ("public",), shipped.vocabulary)
    assert not is_payer(grant("aide", {"rate": "1%"}, shipped), ("public",), shipped.vocabulary)


def test_euros_are_whole_cents_and_back() -> None:
    assert cents(Decimal("1234.56")) == 123_456
    assert (to_euros(123_456), to_euros(5)) == (Decimal("1234.56"), Decimal("0.05"))
