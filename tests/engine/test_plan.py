"""The plan made of some offers: each aid explained, limits reached and held to, what is illegal, and why others lost."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.offer import Offer, cents
from aidnum.engine.plan import best_plan
from aidnum.model.assessment import Outcome
from aidnum.model.law import Law
from aidnum.model.plan import LawOn, Plan, Resource
from tests.engine.plan_samples import an_offer, law, line, outlay

COST = "les aides ne dépassent pas le coût"


def rated(catalogue: Catalogue, name: str, rate: int, **pays: Any) -> Offer:
    """An aid at a rate in percent of 1 000 € of software."""
    return an_offer(catalogue, [line("logiciel", 1000)], name=name, rate=f"{rate}%", **pays)


def flat(catalogue: Catalogue, name: str, amount: int | str, **pays: Any) -> Offer:
    """An aid of a sum."""
    return an_offer(catalogue, [line("logiciel", 1000)], name=name, rate=None, flat=amount, **pays)


def granted(offer: Offer, amount: int | None = None) -> Offer:
    """An aid as if it were already granted, for what it gives or another sum in cents."""
    shares = dict.fromkeys(offer.shares, Fraction(1))
    return offer._replace(origin="granted", rate=None, shares=shares, cents=offer.cents if amount is None else amount)


def made(catalogue: Catalogue, offers: list[Offer], *laws: Law) -> Plan:
    """The best plan for a project of 1 000 €."""
    project = outlay(catalogue, [line("logiciel", 1000)])
    return best_plan(offers, [LawOn(each, Outcome.YES) for each in laws], project, "high")


def amounts(plan: Plan) -> dict[str, int]:
    """What each aid gives, in cents."""
    return {one.name: cents(one.amount) for one in plan.resources}


def plain(sentence: str) -> str:
    """With plain spaces."""
    return sentence.replace("\u00a0", " ")


def steps(resource: Resource) -> list[str]:
    """The last steps of an aid: what the plan made of it."""
    return [plain(step) for step in resource.steps[len(resource.worked_out) :]]


class TestResources:
    """Each aid of the plan, and how it came to that."""

    def test_an_aid_kept_whole(self, shipped: Catalogue) -> None:
        offer = rated(shipped, "a", 60)
        plan = made(shipped, [offer])
        (one,) = plan.resources
        sums = tuple(map(Decimal, ("600", "600", "1000", "0.6")))
        assert (one.amount, one.alone, one.base, one.rate) == sums
        assert offer.assessment is not None
        assert one.steps == (*offer.assessment.amounts.steps, "compté dans ce plan : 600\u00a0€")
        assert (one.assessment, one.granted, one.imposed, one.lines) == (offer.assessment, False, False, (0,))
        assert (plan.case, plan.own_share, plan.bounds, plan.illegal, plan.rejected) == ("high", 400, (), (), ())

    def test_the_order_is_that_in_which_they_are_given(self, shipped: Catalogue) -> None:
        assert list(amounts(made(shipped, [flat(shipped, name, 10) for name in "cab"]))) == ["c", "a", "b"]

    def test_an_aid_that_is_cut_says_by_how_much_to_what_rate_and_by_which_limits(self, shipped: Catalogue) -> None:
        (one,) = made(shipped, [rated(shipped, "a", 60)], law(), law()).resources
        assert (one.amount, one.alone, one.cut, one.rate) == (500, 600, 100, Decimal("0.5"))
        assert steps(one) == ["compté dans ce plan : 600 €", "écrêtée de 600 € à 500 €, soit 50 % de l'assiette : Une loi"]

    def test_each_limit_reached_is_named_once_the_scheme_s_own_text_and_the_cost_too(self, shipped: Catalogue) -> None:
        stacking = {"limits": [{"share": "100%", "of": "cost"}]}
        offers = [rated(shipped, "a", 60, stacking=stacking), flat(shipped, "b", 700)]
        cut = made(shipped, offers, law(share="100%")).resources[1]
        assert (steps(cut)[-1:], cut.rate) == ([f"écrêtée de 700 € à 400 € : {COST} ; Une loi ; règle de a"], None)

    def test_a_rate_is_rounded_down_to_a_millionth(self, shipped: Catalogue) -> None:
        lines = [line("logiciel", "3.01")]
        (one,) = made(shipped, [an_offer(shipped, lines, name="a", rate="66.6667%")]).resources
        assert (one.amount, one.rate) == (Decimal("2.01"), Decimal("0.667774"))

    def test_an_aid_already_granted_is_kept_as_it_is(self, shipped: Catalogue) -> None:
        given = granted(rated(shipped, "a", 60), 12_345)
        (one,) = made(shipped, [given, rated(shipped, "b", 100)]).resources[:1]
        assert (one.amount, one.base, one.rate, one.origin, one.lines) == (Decimal("123.45"), 1000, None, "granted", (0,))
        assert one.steps == ("déjà accordée : 123,45\u00a0€",)

    def test_an_aid_imposed_is_kept_though_others_give_more(self, shipped: Catalogue) -> None:
        small = flat(shipped, "a", 10, stacking={"excludes": ["b"]})
        assert amounts(made(shipped, [small, rated(shipped, "b", 80)])) == {"b": 80_000}
        plan = made(shipped, [small._replace(imposed=True), rated(shipped, "b", 80)])
        assert (amounts(plan), plan.resources[0].imposed) == ({"a": 1_000}, True)


class TestFloors:
    """What an aid is not cut under."""

    def test_an_aid_is_not_kept_under_its_floor(self, shipped: Catalogue) -> None:
        given = granted(flat(shipped, "a", 800))
        for floor, kept in ((200, {"a": 80_000, "b": 20_000}), (201, {"a": 80_000})):
            assert amounts(made(shipped, [given, rated(shipped, "b", 60, floor=floor)])) == kept

    def test_a_floor_is_no_more_than_the_aid_itself(self, shipped: Catalogue) -> None:
        low = rated(shipped, "a", 60, floor=500)._replace(cents=40_000)
        assert amounts(made(shipped, [low])) == {"a": 40_000}

    @pytest.mark.parametrize("floor", [None, "0.01", "0"])
    def test_an_aid_may_be_cut_to_a_cent(self, shipped: Catalogue, floor: str | None) -> None:
        given = granted(flat(shipped, "a", "999.99"))
        assert amounts(made(shipped, [given, flat(shipped, "b", 10, floor=floor)])) == {"a": 99_999, "b": 1}


class TestExclusions:
    """Aids that can't be had together."""

    @pytest.mark.parametrize(
        ("mine", "theirs"),
        [
            ({"excludes": ["b"]}, None),
            (None, {"excludes": ["a"]}),
            ({"excludes": ["b"]}, {"excludes": ["x"]}),
            ({"excludes": ["x"]}, {"excludes": ["a"]}),
            ({"one_of": ["x", "voeu"]}, {"one_of": ["voeu", "y"]}),
        ],
    )
    def test_they_are_not_both_kept_whichever_says_so(
        self, shipped: Catalogue, mine: dict[str, Any] | None, theirs: dict[str, Any] | None
    ) -> None:
        one = flat(shipped, "a", 20, **({"stacking": mine} if mine else {}))
        other = flat(shipped, "b", 10, **({"stacking": theirs} if theirs else {}))
        assert list(amounts(made(shipped, [one, other]))) == ["a"]
        assert made(shipped, [each._replace(imposed=True) for each in (one, other)]).illegal == ("a et b ne se cumulent pas",)

    @pytest.mark.parametrize(
        ("mine", "theirs"), [(None, None), ({"excludes": ["x"]}, {"excludes": ["y"]}), ({"one_of": ["x"]}, {"one_of": ["y"]})]
    )
    def test_others_are(self, shipped: Catalogue, mine: dict[str, Any] | None, theirs: dict[str, Any] | None) -> None:
        one = flat(shipped, "a", 20, **({"stacking": mine} if mine else {}))
        other = flat(shipped, "b", 10, **({"stacking": theirs} if theirs else {}))
        assert list(amounts(made(shipped, [one, other]))) == ["a", "b"]


class TestIllegal:
    """What is imposed or granted against the rules is kept, and said."""

    def test_it_breaks_a_limit(self, shipped: Catalogue) -> None:
        offers = [granted(flat(shipped, "a", 400)), granted(flat(shipped, "b", 300))]
        plan = made(shipped, [*offers, flat(shipped, "c", 10)], law())
        assert amounts(plan) == {"a": 40_000, "b": 30_000}
        assert list(map(plain, plan.illegal)) == [
            "Les aides ne dépassent pas 50 % du coût, 1 000 € : 500 € ; ce plan en compte 700 € (Une loi)"
        ]

    def test_what_other_aids_take_of_the_limit_is_said(self, shipped: Catalogue) -> None:
        shared = law(aids=("epci-payeur",), share="50%", of="financing")
        pairs = (("a", 300, "epci-payeur"), ("b", 500, "etat"))
        plan = made(shipped, [granted(flat(shipped, name, sum_, payer=payer)) for name, sum_, payer in pairs], shared)
        (sentence,) = map(plain, plan.illegal)
        assert sentence.endswith("500 € ; 250 € une fois les autres aides déduites ; ce plan en compte 300 € (Une loi)")

    def test_a_limit_exactly_reached_is_not_broken(self, shipped: Catalogue) -> None:
        public, private = (
            flat(shipped, name, sum_, payer=payer) for name, sum_, payer in (("a", 500, "etat"), ("b", 501, "prive"))
        )
        some = law(aids=("public",))
        assert made(shipped, [granted(public)], some).illegal == ()
        (sentence,) = made(shipped, [granted(each) for each in (public, private)], some).illegal
        assert COST in sentence

    def test_a_limit_of_an_aid_that_is_not_imposed_is_not(self, shipped: Catalogue) -> None:
        given = granted(flat(shipped, "a", 1100))
        strict = flat(shipped, "b", 10, stacking={"limits": [{"share": "10%", "of": "cost"}]})
        assert [COST in sentence for sentence in made(shipped, [given, strict]).illegal] == [True]
        assert len(made(shipped, [given, strict._replace(imposed=True)]).illegal) == 2

    def test_an_imposed_aid_gives_less_than_its_minimum(self, shipped: Catalogue) -> None:
        held = law(with_=("etat",), share="80%", of="base", at_least="20%")
        plan = made(shipped, [rated(shipped, "a", 10, payer="etat")._replace(imposed=True)], held)
        assert amounts(plan) == {"a": 10_000}
        assert [plain(sentence) for sentence in plan.illegal] == ["a apporterait 100 €, moins que son minimum de 200 €"]
        legal = made(shipped, [rated(shipped, "a", 20, payer="etat")._replace(imposed=True)], held)
        assert legal.illegal == ()

    def test_nor_is_it_illegal_under_it_where_its_own_limit_is_reached(self, shipped: Catalogue) -> None:
        held = law(with_=("etat",), share="80%", of="base", at_least="20%")
        offers = [
            rated(shipped, "a", 20, payer="etat")._replace(imposed=True),
            granted(flat(shipped, "b", 700)),
        ]
        plan = made(shipped, offers, held)
        assert (amounts(plan), plan.illegal) == ({"a": 10_000, "b": 70_000}, ())

    def test_one_that_is_whole_under_it_may_be_imposed_where_its_own_limit_is_reached(self, shipped: Catalogue) -> None:
        held = law(with_=("etat",), share="80%", of="base", at_least="20%")
        offers = [
            rated(shipped, "a", 10, payer="etat")._replace(imposed=True),
            granted(flat(shipped, "b", 700)),
        ]
        assert made(shipped, offers, held).illegal == ()

    def test_a_minimum_that_does_not_yield_is_never_gone_under(self, shipped: Catalogue) -> None:
        firm = law(with_=("etat",), share="80%", of="base", at_least="20%", at_least_yields="non")
        dotation, beside = rated(shipped, "a", 30, payer="etat"), granted(flat(shipped, "b", 700))
        assert amounts(made(shipped, [dotation, beside], firm)) == {"b": 70_000}
        (sentence,) = made(shipped, [dotation._replace(imposed=True), beside], firm).illegal
        assert plain(sentence).startswith("Les aides ne dépassent pas 80 % de la dépense retenue par a, 1 000 € : 800 €")

    def test_beside_it_an_imposed_aid_keeps_to_its_own_minimum(self, shipped: Catalogue) -> None:
        held = law(with_=("etat",), aids=("public",), share="100%", at_least="20%")
        sums = (("a", 300, "prive"), ("b", 400, "etat"), ("c", 50, "etat"))
        imposed = [flat(shipped, name, amount, payer=payer)._replace(imposed=True) for name, amount, payer in sums]
        plan = made(shipped, [*imposed, granted(flat(shipped, "d", 500, payer="prive"))], held)
        assert amounts(plan) == {"a": 25_000, "b": 20_000, "c": 5_000, "d": 50_000}

    def test_and_so_does_one_that_is_not(self, shipped: Catalogue) -> None:
        held = law(with_=("etat",), aids=("public",), share="100%", at_least="20%")
        offers = [flat(shipped, "a", 50, payer="etat")._replace(imposed=True), flat(shipped, "b", 400, payer="etat")]
        plan = made(shipped, [*offers, granted(flat(shipped, "c", 900, payer="prive"))], held)
        assert amounts(plan) == {"a": 5_000, "c": 90_000}

    def test_beside_it_the_others_take_what_room_is_left(self, shipped: Catalogue) -> None:
        held = law(with_=("etat",), share="80%", of="base", at_least="20%")
        under = rated(shipped, "a", 10, payer="etat")._replace(imposed=True)
        assert amounts(made(shipped, [under, rated(shipped, "b", 100)], held)) == {"a": 10_000, "b": 70_000}

    def test_imposed_aids_are_cut_last_and_no_further_than_needed(self, shipped: Catalogue) -> None:
        offers = [rated(shipped, "a", 40)._replace(imposed=True), rated(shipped, "b", 60)]
        assert amounts(made(shipped, offers, law())) == {"a": 40_000, "b": 10_000}


class TestBounds:
    """The limits reached, and all those kept to."""

    def test_a_limit_is_reached_when_not_one_cent_more_could_be_had(self, shipped: Catalogue) -> None:
        assert [bound.id for bound in made(shipped, [flat(shipped, "a", 500)], law()).bounds] == ["loi"]
        assert made(shipped, [flat(shipped, "a", "499.99")], law()).bounds == ()

    def test_one_that_holds_beside_an_aid_left_out_is_not(self, shipped: Catalogue) -> None:
        strict = flat(shipped, "b", 10, stacking={"limits": [{"share": "50%", "of": "cost"}]})
        plan = made(shipped, [flat(shipped, "a", 500), strict])
        assert (list(amounts(plan)), plan.bounds) == (["a"], ())
        assert [held.bound.id for held in plan.holding] == ["cout-du-projet"]
        own = flat(shipped, "c", 500, stacking={"limits": [{"share": "90%", "of": "cost"}]})
        assert [held.bound.id for held in made(shipped, [strict, own]).holding] == ["cout-du-projet", "c"]

    def test_nor_one_that_weighs_no_aid_kept(self, shipped: Catalogue) -> None:
        nothing = law(aids=("prive",), share="0%")
        assert made(shipped, [flat(shipped, "a", 500, payer="etat")], nothing).bounds == ()

    def test_each_limit_kept_to_tells_what_it_sums_and_what_lessens_it(self, shipped: Catalogue) -> None:
        offers = [flat(shipped, name, 10, payer=payer) for name, payer in (("a", "prive"), ("b", "etat"), ("c", "prive"))]
        some = (law(aids=("public",), share="80%", of="financing"), law(aids=("prive",), share="80%"))
        plan = made(shipped, offers, *some)
        assert [(held.bound.id, held.summed, held.lessening) for held in plan.holding] == [
            ("cout-du-projet", (0, 1, 2), ()),
            ("loi", (1,), (0, 2)),
            ("loi", (0, 2), ()),
        ]

    def test_without_any_aid_nothing_is_reached(self, shipped: Catalogue) -> None:
        plan = made(shipped, [], law(share="0%"))
        assert (plan.resources, plan.bounds, plan.own_share) == ((), (), 1000)


def rejected(plan: Plan) -> list[tuple[tuple[str, ...], str]]:
    """The schemes that are not in a plan, and why."""
    assert all(one.case == "high" for one in plan.rejected)
    return [(one.schemes, plain(one.because)) for one in plan.rejected]


class TestRejected:
    """Why an aid is not in the plan."""

    def test_the_best_plan_with_it_leaves_more(self, shipped: Catalogue) -> None:
        offers = [flat(shipped, "a", "29.99", stacking={"excludes": ["b"]}), flat(shipped, "b", 30), flat(shipped, "c", 5)]
        why = "a ne se cumule pas avec b ; le meilleur plan avec elle laisse 0,01 € de plus à votre charge"
        assert rejected(made(shipped, offers)) == [(("a", "c"), why)]

    def test_the_best_plan_with_it_gives_as_much_with_more_aids(self, shipped: Catalogue) -> None:
        offers = [flat(shipped, "a", 20, stacking={"excludes": ["c"]}), flat(shipped, "b", 10, stacking={"excludes": ["c"]})]
        why = "le meilleur plan avec elle apporte autant, mais demande 2 dispositifs au lieu de 1"
        assert rejected(made(shipped, [*offers, flat(shipped, "c", 30)])) == [
            (("a", "b"), f"a ne se cumule pas avec c ; {why}"),
            (("a", "b"), f"b ne se cumule pas avec c ; {why}"),
        ]

    def test_between_equals_the_order_decides(self, shipped: Catalogue) -> None:
        offers = [flat(shipped, "a", 20), flat(shipped, "b", 20, stacking={"excludes": ["a"]})]
        why = "b ne se cumule pas avec a ; le meilleur plan avec elle apporte autant ; à égalité, l'ordre des fiches décide"
        assert rejected(made(shipped, offers)) == [(("b",), why)]

    def test_it_names_all_that_exclude_it(self, shipped: Catalogue) -> None:
        offers = [flat(shipped, "a", 1, stacking={"excludes": ["b", "c"]}), flat(shipped, "b", 20), flat(shipped, "c", 20)]
        ((_, why),) = rejected(made(shipped, offers))
        assert why.startswith("a ne se cumule pas avec b et c ; ")

    def test_what_excludes_an_imposed_aid_is_not_tried_in_its_place(self, shipped: Catalogue) -> None:
        offers = [flat(shipped, "a", 1)._replace(imposed=True), flat(shipped, "b", 20, stacking={"excludes": ["a"]})]
        assert rejected(made(shipped, offers)) == [(("b",), "b ne se cumule pas avec a, dans le plan")]

    def test_nor_is_one_whose_best_plan_is_long_to_find(self, shipped: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("aidnum.engine.rejected._QUICKLY", 0)
        offers = [flat(shipped, "a", 1, stacking={"excludes": ["b"]}), flat(shipped, "b", 20)]
        whole = [flat(shipped, name, 300, floor=300) for name in "cd"]
        plan = made(shipped, [*offers, *whole], law(share="50%"))
        assert rejected(plan)[0] == (("a",), "a ne se cumule pas avec b, dans le plan")

    def test_four_are_tried_again_in_the_place_of_what_excludes_them(self, shipped: Catalogue) -> None:
        offers = [
            flat(shipped, "a", 90),
            *(flat(shipped, name, 20, stacking={"one_of": ["x"], "excludes": ["a"]}) for name in "bcdefg"),
        ]
        tried = ["laisse" in why for _, why in rejected(made(shipped, offers))]
        assert tried == [True] * 4 + [False] * 2

    def test_it_would_add_nothing_where_a_limit_is_reached(self, shipped: Catalogue) -> None:
        plan = made(shipped, [flat(shipped, "a", 500), flat(shipped, "b", 20)], law())
        assert rejected(plan) == [(("b",), "n'ajouterait rien, le plafond est déjà atteint : Une loi")]

    def test_whole_it_would_be_under_its_minimum(self, shipped: Catalogue) -> None:
        firm = law(with_=("etat",), share=None, of=None, at_least="20%", at_least_yields="non")
        plan = made(shipped, [rated(shipped, "a", 10, payer="etat"), flat(shipped, "b", 20)], firm)
        assert rejected(plan) == [(("a",), "apporterait 100 €, moins que son minimum de 200 €")]

    def test_every_limit_reached_is_named(self, shipped: Catalogue) -> None:
        plan = made(shipped, [flat(shipped, "a", 1000), flat(shipped, "b", 20)], law(share="100%"), law(share="100%"))
        assert rejected(plan) == [(("b",), f"n'ajouterait rien, le plafond est déjà atteint : {COST} ; Une loi")]

    def test_its_own_limits_would_lower_the_sum(self, shipped: Catalogue) -> None:
        stacking = {"limits": [{"share": "50%", "of": "cost"}, {"share": "40%", "of": "cost"}]}
        plan = made(
            shipped,
            [flat(shipped, "a", 600), flat(shipped, "b", 20, payer="etat", stacking=stacking)],
            law(share="60%", with_=("etat",)),
        )
        why = "l'ajouter ferait baisser le total des aides, ou passer une limite : Une loi ; règle de b"
        assert rejected(plan) == [(("b",), why)]

    def test_a_minimum_that_finds_no_room_would_pass_a_limit(self, shipped: Catalogue) -> None:
        plan = made(
            shipped,
            [granted(flat(shipped, "a", 490)), flat(shipped, "b", 20, floor=20)],
            law(),
            law(share="51%"),
        )
        why = "l'ajouter ferait baisser le total des aides, ou passer une limite"
        assert rejected(plan) == [(("b",), why)]
