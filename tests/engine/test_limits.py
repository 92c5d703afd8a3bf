"""The limits on the aids of a plan: what a cent of each weighs in each limit, on which lines, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.limits import Among, Limiting, held, is_payer, laws_on, limits
from aidnum.engine.lines import merged
from aidnum.engine.offer import Offer, other_offer, to_euros
from aidnum.engine.problem import Cap
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Outcome
from aidnum.model.budget import CostLine
from aidnum.model.law import Law
from aidnum.model.plan import LawOn
from aidnum.model.profile import Profile
from aidnum.model.wishes import Other
from tests.engine.plan_samples import DAY, an_offer, flag_rule, law, line, outlay

SOFTWARE, STAFF = line("logiciel", 100), line("personnel", 100, "running")
COSTS = (line("logiciel", 600), line("hebergement", 400, "running"))


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


def among(catalogue: Catalogue, offers: Sequence[Offer], lines: Sequence[CostLine] = COSTS) -> Among:
    """Some aids, on lines of 600 € of investment and 400 € of running costs, or others."""
    project = outlay(catalogue, lines)
    return Among(offers, merged(offers, project), project)


def posed(catalogue: Catalogue, offers: Sequence[Offer], *laws: Law, lines: Sequence[CostLine] = COSTS) -> list[Limiting]:
    """The limits on some aids, that of the cost apart."""
    return limits(among(catalogue, offers, lines), [LawOn(each, Outcome.YES) for each in laws])[1:]


def paid_by(catalogue: Catalogue, *payers: str | None) -> list[Offer]:
    """An aid of each payer."""
    return [an_offer(catalogue, payer=payer) if payer else an_offer(catalogue) for payer in payers]


class TestLimits:
    """Each limit as an inequality over cents."""

    def test_the_cost_limits_the_sum_of_all_aids(self, shipped: Catalogue) -> None:
        (whole,) = limits(among(shipped, paid_by(shipped, "prive", "etat"), [line("logiciel", "1000.50")]), [])
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
        assert shared.cap == Cap((5, 4), 4 * 100_000 + 2)  # half a cent, five times: the share is rounded once they are

    def test_of_the_investment_what_is_laid_on_investment_lines_is_summed(self, shipped: Catalogue) -> None:
        offers = [*paid_by(shipped, "etat"), an_offer(shipped, COSTS, payer="etat")]
        invested, whole = posed(shipped, offers, law(share="80%", of="cost", costs="investment"), law(share="80%", of="cost"))
        assert invested.cap == Cap((5, 5), 4 * 60_000, lines=frozenset({0}))
        assert whole.cap == Cap((5, 5), 4 * 100_000)

    def test_where_all_is_investment_it_is_all_that_is_summed(self, shipped: Catalogue) -> None:
        (invested,) = posed(
            shipped, paid_by(shipped, "etat"), law(of="cost", costs="investment"), lines=[line("logiciel", 1000)]
        )
        assert invested.cap.lines is None

    def test_a_law_on_some_payers_holds_beside_each_of_their_aids(self, shipped: Catalogue) -> None:
        offers = paid_by(shipped, "etat", "dotation-investissement", "dotation-bibliotheques")
        beside = posed(shipped, offers, law(with_=("dotation-etat",), share="80%", of="base"))
        assert [limit.cap.with_aid for limit in beside] == [1, 2]
        assert [limit.cap.bound for limit in beside] == [4 * 10_000] * 2
        assert posed(shipped, paid_by(shipped, None), law(with_=("dotation-etat",))) == []

    def test_of_a_base_not_known_the_cost_stands(self, shipped: Catalogue) -> None:
        flat = [an_offer(shipped, rate=None, flat=10, payer="etat")._replace(base=None)]
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

    def test_of_the_base_of_an_aid_what_is_laid_on_the_lines_that_it_retains_is_summed(self, shipped: Catalogue) -> None:
        lines = [SOFTWARE, STAFF]
        kept = {"etat": ["logiciel"], "prive": ["personnel"], "caf": ["logiciel", "personnel"]}
        offers = [an_offer(shipped, lines, costs={"only": only}, payer=payer) for payer, only in kept.items()]
        of_base, of_cost = ({"share": "80%", "of": of} for of in ("base", "cost"))
        laws = law(with_=("etat",), **of_base), law(with_=("caf",), **of_base), law(with_=("etat",), **of_cost)
        seen = [limit.cap.lines for limit in posed(shipped, offers, *laws, lines=lines)]
        assert seen == [frozenset({0}), None, None]

    def test_of_the_investment_in_a_base_both_hold(self, shipped: Catalogue) -> None:
        offers = [an_offer(shipped, COSTS, payer="etat")]
        (limit,) = posed(shipped, offers, law(with_=("etat",), of="base", costs="investment"))
        assert limit.cap.lines == frozenset({0})

    def test_an_aid_that_no_catalogue_knows_is_paid_by_whom_it_is_said_to_be(self, shipped: Catalogue) -> None:
        others = [other_offer(Other("a", Decimal(5), payer), outlay(shipped, COSTS)) for payer in ("public", "detr")]
        dotations, public = posed(shipped, others, law(aids=("dotation-investissement",)), law(aids=("public",)))
        assert (dotations.cap.weights, public.cap.weights) == ((0, 2), (2, 2))

    def test_the_text_of_a_scheme_limits_what_stands_beside_it(self, shipped: Catalogue) -> None:
        stacking = {"limits": [{"aids": ["public"], "share": "70%", "of": "base"}, {"share": "90%", "of": "cost"}]}
        offers = [*paid_by(shipped, "prive"), an_offer(shipped, payer="etat", stacking=stacking)]
        one, other = posed(shipped, offers)
        assert one.cap == Cap((0, 10), 7 * 10_000, 1, lines=frozenset({0}))
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
        (limit,) = posed(
            shipped, paid_by(shipped, "etat"), law(share=share, of="cost"), lines=[line("logiciel", str(to_euros(cents)))]
        )
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
        assert stacked.scheme is not None
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
        return held(one, known, outlay(catalogue, COSTS), yields=yields)

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
        one = an_offer(shipped, rate=None, flat=10, payer="etat")._replace(base=None)
        assert self.amount(shipped, one, law(with_=("etat",), at_least="20%")) == 20_000

    def test_the_highest_of_several_stands(self, shipped: Catalogue) -> None:
        some = [law(with_=("etat",), at_least=share) for share in ("10%", "30%", "20%")]
        assert self.amount(shipped, an_offer(shipped, payer="etat"), *some) == 3000

    def test_no_law_of_its_payer_holds_it(self, shipped: Catalogue) -> None:
        one = an_offer(shipped, payer="etat")
        assert self.amount(shipped, one, law(with_=("prive",), at_least="20%"), law(with_=("etat",))) == 0
        assert self.amount(shipped, one) == 0


def test_a_payer_is_known_to_be_one_of_some_when_they_include_all_that_it_may_be(shipped: Catalogue) -> None:
    assert is_payer("dotation-etat", ("public",), shipped.vocabulary)
    assert is_payer("dotation-etat", ("dotation-investissement", "dotation-bibliotheques"), shipped.vocabulary)
    assert not is_payer("dotation-etat", ("prive", "dotation-bibliotheques"), shipped.vocabulary)
    assert not is_payer("prive", ("public",), shipped.vocabulary)
    assert not is_payer(None, ("public",), shipped.vocabulary)
