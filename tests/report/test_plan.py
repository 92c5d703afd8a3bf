"""Plans of real schemes: what each text gives, which law binds, what excludes what, and why others lost."""


# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadUsage, UnknownScheme
from aidnum.french import euros
from aidnum.model.budget import CostLine, costs_of, is_investment, natures_of
from aidnum.model.plan import Plan
from aidnum.model.profile import read_profile
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import Other, Wishes
from aidnum.report.plan import PlanReport, plan
from tests.engine.plan_samples import grant, line, planned, profile_of

BEFORE_2026 = date(2025, 11, 24)
OLD, NEW = date(2021, 3, 1), date(2022, 3, 1)
PLACE = {"type": "bibliotheque", "departement": "77", "region": "11", "categorie_detr": "oui"}
TOWN = {"collectivite": "commune", "population": 1800, **PLACE}
NETWORK = {"collectivite": "cc", "population": 32000, **PLACE}
SOFTWARE = [line("logiciel", 20000), line("prestations", 30000)]
NO_WISH = Wishes()
DOUBT = {"from": date(2020, 1, 1), "text": "La loi a pu changer.", "source": "page"}


def real(
    catalogue: Catalogue, facts: dict[str, Any], lines: list[CostLine], wishes: Wishes = NO_WISH, day: date = BEFORE_2026
) -> PlanReport:
    """The plan of a project among the shipped schemes."""
    nature = is_investment(lines)
    known = facts if nature is None else {**facts, "investissement": nature}
    profile = read_profile(catalogue.vocabulary, known, costs_of(lines, "ht"), "ht", natures_of(lines, "ht"))
    return plan(catalogue, profile, lines, day, wishes)


def on(day: date, catalogue: Catalogue, schemes: list[Scheme], lines: list[CostLine], wishes: Wishes = NO_WISH) -> PlanReport:
    """The plan of a town among these schemes, on a day."""
    return plan(catalogue._replace(schemes=tuple(schemes)), profile_of(lines), lines, day, wishes)


def warned(report: PlanReport) -> set[str]:
    """The laws that warn of the low plan."""
    return {one.law.id for one in report.plans[0].warnings}


def aids(of: Plan) -> dict[str, Decimal]:
    """The amounts of a plan, by scheme."""
    return {one.name: one.amount for one in of.resources}


def low(report: PlanReport) -> dict[str, Decimal]:
    return aids(report.plans[0])


def high(report: PlanReport) -> dict[str, Decimal]:
    return aids(report.plans[-1])


def because(report: PlanReport, scheme: str) -> list[str]:
    """Why a scheme is not in the plans."""
    return [one.because for one in report.rejected if scheme in one.schemes]


class TestSeveralKindsOfHelp:
    """Each grant of a scheme is an aid of its own."""

    PAYS: ClassVar[list[dict[str, Any]]] = [
        {"kind": "loan", "rate": "80%"},
        {"rate": "10%", "costs": {"only": ["logiciel"]}},
        {"flat": 3000, "costs": {"only": ["prestations"]}},
    ]

    def _plan(self, shipped: Catalogue, wishes: Wishes = NO_WISH, **more: Any) -> PlanReport:
        some = [grant("aide", [{"payer": "prive", **each} for each in self.PAYS], shipped, **more)]
        return planned(shipped, some, SOFTWARE, wishes=wishes)

    @staticmethod
    def _amounts(report: PlanReport) -> list[tuple[str, Decimal]]:
        return [(one.name, one.amount) for one in report.plans[0].resources]

    def test_both_grants_are_in_the_plan_and_the_loan_stands_apart(self, shipped: Catalogue) -> None:
        report = self._plan(shipped)
        assert self._amounts(report) == [("aide", 2000), ("aide", 3000)]
        assert [(one.scheme.id, one.amounts.kind) for one in report.apart] == [("aide", "loan")]

    def test_grants_of_one_scheme_do_not_exclude_each_other(self, shipped: Catalogue) -> None:
        assert len(self._amounts(self._plan(shipped, stacking={"one_of": ["groupe"]}))) == 2

    def test_a_sum_already_granted_stands_for_the_whole_scheme(self, shipped: Catalogue) -> None:
        report = self._plan(shipped, Wishes(granted={"aide": Decimal(4000)}))
        assert self._amounts(report) == [("aide", 4000)]
        assert report.remarks == ()

    def test_imposing_the_scheme_imposes_its_grants(self, shipped: Catalogue) -> None:
        report = self._plan(shipped, Wishes(imposed=("aide",)))
        assert (self._amounts(report), report.remarks) == ([("aide", 2000), ("aide", 3000)], ())


class TestAtMostTheAidOf:
    """An aid that gives no more than another: nothing where that one is absent."""

    @staticmethod
    def _report(shipped: Catalogue, *others: Any, wishes: Wishes = NO_WISH, **pays: Any) -> PlanReport:
        match = {"rate": "60%", "payer": "departement-payeur", "at_most_aid_of": "commune-payeuse", **pays}
        return planned(shipped, [grant("match", match, shipped), *others], [line("logiciel", 10000, None)], wishes=wishes)

    def test_it_follows_the_other_and_takes_what_the_law_leaves(self, shipped: Catalogue) -> None:
        town = grant("ville", {"flat": 2000, "payer": "commune-payeuse"}, shipped)
        assert low(self._report(shipped, town)) == {"match": 2000, "ville": 2000}

    def test_several_aids_of_the_payer_add_up(self, shipped: Catalogue) -> None:
        towns = [grant(f"ville-{some}", {"flat": some, "payer": "commune-payeuse"}, shipped) for some in (1000, 500)]
        assert low(self._report(shipped, *towns)) == {"match": 1500, "ville-1000": 1000, "ville-500": 500}

    def test_where_the_other_is_absent_it_is_nothing_and_it_is_said(self, shipped: Catalogue) -> None:
        report = self._report(shipped)
        assert low(report) == {}
        (why,) = because(report, "match")
        assert why.endswith("passer une limite : match n'apporte pas plus que les aides (commune)")

    def test_a_scheme_may_be_named_too(self, shipped: Catalogue) -> None:
        other = grant("autre", {"flat": 700, "payer": "caf"}, shipped)
        assert low(self._report(shipped, other, at_most_aid_of="autre")) == {"autre": 700, "match": 700}

    def test_the_plan_takes_the_aid_that_opens_it_before_one_that_excludes_it(self, shipped: Catalogue) -> None:
        town = grant("ville", {"flat": 2000, "payer": "commune-payeuse"}, shipped)
        rival = grant("rivale", {"flat": 3000, "payer": "prive"}, shipped, stacking={"excludes": ["ville"]})
        assert low(self._report(shipped, town, rival)) == {"match": 2000, "ville": 2000}

    def test_a_floor_above_what_the_other_gives_keeps_it_out(self, shipped: Catalogue) -> None:
        town = grant("ville", {"flat": 2000, "payer": "commune-payeuse"}, shipped)
        assert low(self._report(shipped, town, floor=2001)) == {"ville": 2000}
        assert low(self._report(shipped, town, floor=2000)) == {"match": 2000, "ville": 2000}

    def test_granted_beyond_it_the_plan_is_illegal_and_the_sum_stays(self, shipped: Catalogue) -> None:
        town = grant("ville", {"flat": 2000, "payer": "commune-payeuse"}, shipped)
        for granted, is_legal in ((2000, True), (2001, False)):
            report = self._report(shipped, town, wishes=Wishes(granted={"match": Decimal(granted)}))
            assert low(report) == {"match": granted, "ville": 2000}
            assert [
                said.startswith("match n'apporte pas plus que les aides (commune)") for said in report.plans[0].illegal
            ] == ([] if is_legal else [True])

    def test_the_limit_is_told_where_it_is_reached(self, shipped: Catalogue) -> None:
        town = grant("ville", {"flat": 2000, "payer": "commune-payeuse"}, shipped)
        assert [bound.words for bound in self._report(shipped, town).plans[0].bounds] == [
            "match n'apporte pas plus que les aides (commune)"
        ]


class TestFundingTexts:
    """What schemes write, each on a real text."""

    def test_a_rate(self, shipped: Catalogue) -> None:
        facts = {"collectivite": "departement", "population": 260000, "type": "donnees"}
        wishes = Wishes(("france-relance-donnees",))
        report = real(shipped, facts, [line("prestations", 60000, None)], wishes, day=date(2021, 3, 1))
        assert low(report)["france-relance-donnees"] == 30000

    def test_only_some_categories_count(self, shipped: Catalogue) -> None:
        facts = {"collectivite": "departement", "population": 260000, "type": "donnees"}
        lines = [line("personnel", 40000, None), line("materiel", 20000, None), line("prestations", 60000, None)]
        report = real(shipped, facts, lines, Wishes(("france-relance-donnees",)), day=date(2021, 3, 1))
        (resource,) = (one for one in report.plans[0].resources if one.name == "france-relance-donnees")
        assert (resource.amount, resource.base, resource.lines) == (30000, 60000, (2,))

    def test_an_uncertain_category_counts_in_the_high_plan_alone(self, shipped: Catalogue) -> None:
        facts = {"collectivite": "departement", "population": 260000, "type": "dematerialisation"}
        lines = [line("prestations", 60000, None), line("hebergement", 10000, None)]
        report = real(shipped, facts, lines, Wishes(("france-relance-dematerialisation",)), day=date(2021, 3, 1))
        found = [each(report)["france-relance-dematerialisation"] for each in (low, high)]
        assert (found, report.plans[1].own_share) == ([30000, 35000], 30000)

    def test_an_aid_and_what_came_after_it_are_not_both_had(self, shipped: Catalogue) -> None:
        first, second = (f"france-relance-donnees{call}" for call in ("", "-2e-appel"))
        facts = {"collectivite": "departement", "population": 260000, "type": "donnees"}
        lines = [line("prestations", 60000, None)]
        report = real(shipped, facts, lines, Wishes(granted={first: Decimal(1000)}), day=date(2021, 11, 1))
        assert (first in low(report), second in low(report)) == (True, False)
        assert [one.because for one in report.rejected if one.schemes == (second,)] == [
            "Données, 2e appel ne se cumule pas avec France Relance données, dans le plan"
        ]
        between = [grant("a", {"flat": 10}, shipped, successor="b"), grant("c", {"flat": 5}, shipped)]
        chain = [*between, grant("b", {"flat": 50}, shipped, calendar={"state": "exhausted"}, successor="c")]
        assert low(planned(shipped, chain, lines)) == {"a": 10}
        assert low(planned(shipped, chain, lines, wishes=Wishes(left_out=("b",)))) == {"a": 10}

    def test_a_range_and_its_two_ends(self, shipped: Catalogue) -> None:
        report = real(shipped, TOWN, SOFTWARE, Wishes(("dgd-bibliotheques",)))
        assert (low(report)["dgd-bibliotheques"], high(report)["dgd-bibliotheques"]) == (15000, 25000)

    def test_up_to_counts_for_nothing_in_the_low_plan(self, shipped: Catalogue) -> None:
        report = real(shipped, TOWN, SOFTWARE, Wishes(("contrat-territoire-lecture",)))
        assert "contrat-territoire-lecture" not in low(report)
        assert high(report)["contrat-territoire-lecture"] == 25000

    def test_bands_by_population_with_bonuses(self, shipped: Catalogue) -> None:
        place = {"departement": "84", "region": "93"}
        facts = {**TOWN, **place, "population": 4999, "surface_normative": True, "personnel_qualifie": True}
        imposed = Wishes(("vaucluse-informatisation-bibliotheques",))
        lines = [line("logiciel", 10000, None), line("formation", 5000, None)]
        assert low(real(shipped, facts, lines, imposed))["vaucluse-informatisation-bibliotheques"] == 5500
        larger = {**facts, "population": 5000}
        assert low(real(shipped, larger, lines, imposed))["vaucluse-informatisation-bibliotheques"] == 4500

    def test_degressive_years_per_post_with_a_bonus(self, shipped: Catalogue) -> None:
        facts = {"collectivite": "commune", "type": "inclusion", "postes": 2, "poste_a_renouveler": True, "qpv_ou_zrr": True}
        imposed = Wishes(("conseiller-numerique-renouvellement",))
        report = real(shipped, facts, [line("personnel", 150000, "running")], imposed, day=date(2024, 3, 1))
        assert low(report)["conseiller-numerique-renouvellement"] == 100000

    def test_a_flat_sum_never_above_the_cost(self, shipped: Catalogue) -> None:
        facts = {"collectivite": "commune", "population": 900, "type": "identite", "franceconnect_et_api": True}
        imposed = Wishes(("france-relance-franceconnect-api",))
        report = real(shipped, facts, [line("prestations", 3000, "running")], imposed, day=date(2021, 6, 1))
        assert low(report) == {"france-relance-franceconnect-api": Decimal(3000)}
        assert report.plans[0].cut == 2000
        assert report.plans[0].own_share == 0

    def test_a_dotation_counts_investment_alone(self, shipped: Catalogue) -> None:
        report = real(shipped, TOWN, [*SOFTWARE, line("hebergement", 9000, "running")], Wishes(("dsil",)))
        assert {one.name: one.base for one in report.plans[1].resources}["dsil"] == 50000

    def test_help_in_kind_is_never_euros(self, shipped: Catalogue) -> None:
        report = real(
            shipped, {"collectivite": "commune", "population": 1800, "type": "cybersecurite"}, SOFTWARE, day=date(2026, 11, 28)
        )
        assert "mon-aide-cyber" in {one.scheme.id for one in report.apart}
        assert "mon-aide-cyber" not in {**low(report), **high(report)}

    @pytest.mark.parametrize("kind", ["loan", "advance"])
    def test_loans_and_advances_are_never_added_to_grants(self, shipped: Catalogue, kind: str) -> None:
        lent = grant("pret", {"kind": kind, "rate": "50%"}, shipped)
        report = planned(shipped, [lent, grant("aide", {"rate": "10%"}, shipped)], [line("logiciel", 1000)])
        assert low(report) == {"aide": Decimal(100)}
        assert [one.scheme.id for one in report.apart] == ["pret"]
        for wish in (Wishes(("pret",)), Wishes((), {"pret": Decimal(500)})):
            wished = planned(shipped, [lent], [line("logiciel", 1000)], wishes=wish)
            assert low(wished) == {}
            assert [remark.kind for remark in wished.remarks] == ["no-grant"]

    def test_the_ceiling_on_the_base_is_not_the_ceiling_on_the_aid(self, shipped: Catalogue) -> None:
        lines = [line("logiciel", 100000)]
        base = planned(shipped, [grant("aide", {"rate": "50%", "base_ceiling": 60000}, shipped)], lines)
        aid = planned(shipped, [grant("aide", {"rate": "50%", "ceiling": 60000}, shipped)], lines)
        assert (low(base), low(aid)) == ({"aide": Decimal(30000)}, {"aide": Decimal(50000)})

    def test_a_minimum_cost_is_a_condition_of_the_aid(self, shipped: Catalogue) -> None:
        some = [grant("aide", {"rate": "50%", "minimum_cost": 4000, "payer": "prive"}, shipped)]
        assert low(planned(shipped, some, [line("logiciel", 4000)])) == {"aide": Decimal(2000)}
        assert low(planned(shipped, some, [line("logiciel", "3999.99")])) == {}

    def test_an_aid_under_its_floor_is_not_paid_even_cut(self, shipped: Catalogue) -> None:
        whole = grant("a-etat", {"rate": "75%", "payer": "etat"}, shipped)
        floored = grant("b-region", {"rate": "20%", "payer": "region-payeuse", "floor": 1000}, shipped)
        report = planned(shipped, [whole, floored], [line("logiciel", 10000)], wishes=Wishes((), {"a-etat": Decimal(7500)}))
        assert low(report) == {"a-etat": Decimal(7500)}

    def test_a_scheme_with_tax_is_worked_out_on_amounts_with_tax(self, shipped: Catalogue) -> None:
        known = CostLine("x", "logiciel", Decimal(1000), Decimal(1200), nature="running")
        assert low(planned(shipped, [grant("aide", {"rate": "50%", "basis": "ttc"}, shipped)], [known])) == {
            "aide": Decimal(600)
        }
        unknown = known._replace(ttc=None)
        report = planned(shipped, [grant("aide", {"rate": "50%", "basis": "ttc"}, shipped)], [unknown])
        assert "montant non calculé" in because(report, "aide")[0]

    def test_the_aids_whose_amount_waits_for_the_rate_of_vat_are_told_apart(self, shipped: Catalogue) -> None:
        unknown = CostLine("x", "logiciel", Decimal(1000), nature="running")
        taxed = {"rate": "50%", "basis": "ttc"}
        schemes = [
            grant("attend", taxed, shipped),
            grant("chiffree", {"rate": "50%"}, shipped),
            grant("pret", {**taxed, "kind": "loan"}, shipped),
            grant("sans-taux", {"rate": "unknown", "basis": "ttc"}, shipped),
        ]
        report = planned(shipped, schemes, [unknown], wishes=Wishes(("attend",)))
        assert [one.scheme.id for one in report.untaxed] == ["attend"]
        assert report.remarks == ()
        known = unknown._replace(ttc=Decimal(1200))
        assert planned(shipped, schemes, [known]).untaxed == ()


class TestLaws:
    """Each law with real or made aids, on both sides of what it allows."""

    def test_the_leader_pays_a_fifth_of_public_money(self, shipped: Catalogue) -> None:
        report = planned(
            shipped, [grant("aide", {"rate": "100%", "payer": "departement-payeur"}, shipped)], [line("logiciel", 1000)]
        )
        (only,) = report.plans
        assert (only.aid, only.own_share, only.cut) == (800, 200, 200)
        assert [bound.id for bound in only.bounds] == ["cgct-l1111-10"]

    def test_private_money_stands_outside_that_fifth(self, shipped: Catalogue) -> None:
        some = [
            grant("fondation", {"rate": "50%", "payer": "prive"}, shipped),
            grant("region", {"rate": "60%", "payer": "region-payeuse"}, shipped),
        ]
        (only,) = planned(shipped, some, [line("logiciel", 1000)]).plans
        assert (aids(only), only.own_share) == ({"fondation": Decimal(500), "region": Decimal(400)}, Decimal(100))

    @pytest.mark.parametrize(
        ("facts", "share", "outcome"),
        [
            ({"collectivite": "commune", "departement": "63"}, 20, "yes"),
            ({"collectivite": "commune"}, 20, "unknown"),
            ({"collectivite": "commune", "departement": "974", "outre_mer": True}, 0, None),
            ({"collectivite": "com"}, 0, None),
            ({"collectivite": "smo", "departement": "63", "syndicat_ouvert_elargi": True}, 0, None),
            ({"collectivite": "smo", "departement": "63"}, 20, "unknown"),
            ({"collectivite": "smo", "departement": "63", "syndicat_ouvert_elargi": False}, 20, "yes"),
            ({"collectivite": "smf", "departement": "63"}, 20, "yes"),
            ({"collectivite": "departement", "departement": "63"}, 20, "yes"),
            ({"collectivite": "commune", "departement": "63", "programme_interreg": True}, 0, None),
            ({"collectivite": "commune", "departement": "63", "mutualise": True}, 20, "unknown"),
            ({"collectivite": "commune", "departement": "63", "mutualise": True, "programme_interreg": False}, 20, "yes"),
            ({}, 20, "unknown"),
        ],
    )
    def test_its_exceptions_and_the_strict_reading_when_unsure(
        self, shipped: Catalogue, facts: dict[str, Any], share: int, outcome: str | None
    ) -> None:
        some = [grant("aide", {"rate": "100%", "payer": "departement-payeur"}, shipped)]
        report = planned(shipped, some, [line("logiciel", 100)], facts)
        assert report.plans[0].own_share == share
        laws = {on.law.id: on.outcome.name.lower() for on in report.laws}
        assert laws.get("cgct-l1111-10") == outcome

    def test_running_costs_may_be_paid_whole(self, shipped: Catalogue) -> None:
        some = [grant("aide", {"rate": "100%", "payer": "etat"}, shipped)]
        assert planned(shipped, some, [line("personnel", 100, "running")]).plans[0].own_share == 0

    def test_in_a_mixed_budget_the_fifth_is_of_the_investment(self, shipped: Catalogue) -> None:
        some = [
            grant("agents", {"rate": "100%", "costs": {"only": ["personnel"]}, "payer": "etat"}, shipped),
            grant("outils", {"rate": "100%", "costs": {"nature": "investment"}, "payer": "departement-payeur"}, shipped),
        ]
        (only,) = planned(shipped, some, [line("logiciel", 1000), line("personnel", 500, "running")]).plans
        assert only.own_share >= 200
        assert aids(only)["outils"] <= 800

    def test_public_aid_beside_a_dotation_stays_under_four_fifths(self, shipped: Catalogue) -> None:
        lines = [line("prestations", 100000)]
        report = real(shipped, TOWN, lines, Wishes((), {"detr": Decimal(60000), "dsil": Decimal(10000)}))
        assert low(report) == {"detr": Decimal(60000), "dsil": Decimal(10000)}
        illegal = real(shipped, TOWN, lines, Wishes((), {"detr": Decimal(60000), "dsil": Decimal(30000)}))
        assert any("80" in sentence for sentence in illegal.plans[0].illegal)

    @pytest.mark.parametrize(("day", "aid"), [(OLD, 800), (date(2021, 10, 5), 800), (date(2021, 10, 6), 900), (NEW, 900)])
    @pytest.mark.parametrize("payer", ["detr", "dsil"])
    def test_all_public_aid_counts_in_the_four_fifths_of_a_dotation_until_october_2021_and_dotations_alone_since(
        self, shipped: Catalogue, day: date, payer: str, aid: int
    ) -> None:
        software = {"only": ["logiciel"]}
        some = [
            grant("dotation", {"rate": "60%", "payer": payer, "costs": software}, shipped),
            grant("region", {"rate": "30%", "payer": "region-payeuse", "costs": software}, shipped),
        ]
        assert on(day, shipped, some, [line("logiciel", 1000), line("materiel", 1000)]).plans[0].aid == aid

    def test_dotations_together_stay_under_four_fifths_on_any_day(self, shipped: Catalogue) -> None:
        some = [
            grant(name, {"rate": "60%", "payer": name, "costs": {"only": ["logiciel"]}}, shipped) for name in ("detr", "dsil")
        ]
        for day in (OLD, NEW):
            assert on(day, shipped, some, [line("logiciel", 1000), line("materiel", 1000)]).plans[0].aid == 800

    @pytest.mark.parametrize(("day", "kept"), [(OLD, {"dotation": 100, "region": 700}), (NEW, {"region": 700})])
    def test_the_detr_falls_under_a_fifth_to_keep_the_four_fifths_and_since_october_2021_never(
        self, shipped: Catalogue, day: date, kept: dict[str, int]
    ) -> None:
        some = [
            grant("dotation", {"rate": "20%", "payer": "detr"}, shipped),
            grant("region", {"rate": "70%", "payer": "region-payeuse"}, shipped),
        ]
        (only,) = on(day, shipped, some, [line("logiciel", 1000)], Wishes((), {"region": Decimal(700)})).plans
        assert aids(only) == kept

    @pytest.mark.parametrize("day", [date(2021, 3, 1), date(2022, 3, 1)])
    def test_the_detr_gives_a_fifth_of_its_base_on_any_day_for_a_cost_of_any_cents(self, shipped: Catalogue, day: date) -> None:
        some = [grant(name, {"rate": "20%", "payer": name}, shipped) for name in ("detr", "dsil")]
        (only,) = on(day, shipped, some, [line("logiciel", "108714.71")]).plans
        assert aids(only) == {"detr": Decimal("21742.94"), "dsil": Decimal("21742.94")}
        assert not only.warnings

    def test_no_cent_is_lost_to_a_limit_that_the_aid_reaches(self, shipped: Catalogue) -> None:
        (only,) = on(
            NEW, shipped, [grant("detr", {"rate": "80%", "payer": "detr"}, shipped)], [line("logiciel", "108714.71")]
        ).plans
        assert (only.aid, only.own_share, only.illegal, only.cut) == (Decimal("86971.77"), Decimal("21742.94"), (), 0)

    def test_the_detr_is_refused_where_it_would_give_less_and_the_dsil_is_a_question(self, shipped: Catalogue) -> None:
        some = [grant(name, {"rate": "10%", "payer": name}, shipped) for name in ("detr", "dsil")]
        report = on(NEW, shipped, some, [line("logiciel", 1000)])
        assert low(report) == {"dsil": Decimal(100)}
        assert because(report, "detr") == ["apporterait 100\u00a0€, moins que son minimum de 200\u00a0€"]
        assert warned(report) == {"plancher-dotations"}
        assert warned(on(OLD, shipped, some, [line("logiciel", 1000)])) == set()

    @pytest.mark.parametrize(("rate", "told"), [("70%", set()), ("71%", {"cgct-l1111-9"})])
    def test_a_share_of_less_than_three_tenths_is_a_question(self, shipped: Catalogue, rate: str, told: set[str]) -> None:
        some = [grant("aide", {"rate": rate, "payer": "etat"}, shipped)]
        assert warned(planned(shipped, some, [line("logiciel", 1000)])) == told
        assert warned(planned(shipped, some, [line("personnel", 1000, "running")])) == set()

    def test_region_and_departement_together_are_a_question(self, shipped: Catalogue) -> None:
        some = [grant(name, {"rate": "20%", "payer": name}, shipped) for name in ("region-payeuse", "departement-payeur")]
        report = planned(shipped, some, [line("logiciel", 1000)])
        assert (len(low(report)), warned(report)) == (2, {"cgct-l1111-9-cumul"})
        assert {on.law.id for on in report.laws} >= {"cgct-l1111-9-cumul"}
        assert warned(planned(shipped, some[:1], [line("logiciel", 1000)])) == set()

    @pytest.mark.parametrize(("other", "given"), [(0, 500), (300, 350)])
    def test_a_fonds_de_concours_is_at_most_what_is_left_to_the_town(self, shipped: Catalogue, other: int, given: int) -> None:
        some = [
            grant("fonds", {"rate": "80%", "payer": "epci-payeur"}, shipped),
            grant("fondation", {"flat": 300, "payer": "prive"}, shipped),
        ]
        wish = Wishes((), {"fondation": Decimal(other)} if other else {}, ("fondation",) if not other else ())
        (only,) = planned(shipped, some, [line("logiciel", 1000)], wishes=wish).plans
        assert (aids(only)["fonds"], only.own_share) == (given, given)

    def test_plans_whose_warnings_differ_by_a_sum_alone_are_one(self, shipped: Catalogue) -> None:
        some = [
            grant(
                "d", {"rate": {"from": "20%", "up_to": "80%"}, "payer": "dsil", "costs": {"uncertain": ["formation"]}}, shipped
            ),
            grant("e", {"flat": 790, "payer": "etat"}, shipped),
        ]
        report = planned(shipped, some, [line("logiciel", 1000), line("formation", 100)], wishes=Wishes(("e",)))
        assert [aids(each) for each in report.plans] == [{"d": 90, "e": 790}]
        assert "plancher-dotations" in warned(report)

    def test_laws_beside_aids_that_no_plan_may_hold_are_not_told(self, shipped: Catalogue) -> None:
        some = [grant("detr", {"rate": "30%", "payer": "detr"}, shipped)]
        told = [{one.law.id for one in planned(shipped, offered, [line("logiciel", 1000)]).laws} for offered in ([], some)]
        assert told == [{"cgct-l1111-10"}, {"cgct-l1111-10", "cgct-r2334-27", "plancher-detr"}]

    def test_laws_on_the_payer_of_an_aid_that_no_catalogue_knows_are_told(self, shipped: Catalogue) -> None:
        given = Other("Communes", Decimal(100), "commune-payeuse")
        told = [
            {one.law.id for one in planned(shipped, [], [line("logiciel", 1000)], wishes=Wishes(others=others)).laws}
            for others in ((), (given,))
        ]
        assert told[1] - told[0] == {"cgct-fonds-de-concours"}

    def test_state_grants_stop_at_their_eligible_spending(self, shipped: Catalogue) -> None:
        facts = {"collectivite": "commune", "departement": "971", "outre_mer": True}
        some = [
            grant("etat", {"rate": "80%", "payer": "etat", "costs": {"only": ["logiciel"]}}, shipped),
            grant("departement", {"rate": "50%", "payer": "departement-payeur", "costs": {"only": ["logiciel"]}}, shipped),
        ]
        report = planned(shipped, some, [line("logiciel", 100), line("personnel", 100)], facts)
        assert (report.plans[0].aid, [bound.id for bound in report.plans[0].bounds]) == (100, ["decret-2018-514"])

    def test_the_text_of_a_scheme_may_limit_what_stands_beside_it(self, shipped: Catalogue) -> None:
        imposed = Wishes(("contrat-territoire-lecture",), {"dgd-bibliotheques": Decimal(10000)})
        report = real(shipped, TOWN, SOFTWARE, imposed)
        assert high(report)["contrat-territoire-lecture"] == 25000

    def test_one_aid_of_a_group_is_kept(self, shipped: Catalogue) -> None:
        some = [
            grant(name, {"rate": f"{rate}%"}, shipped, stacking={"one_of": ["voeu"]}) for name, rate in (("a", 10), ("b", 30))
        ]
        report = planned(shipped, some, [line("logiciel", 100)])
        assert low(report) == {"b": Decimal(30)}
        assert "a ne se cumule pas avec b" in because(report, "a")[0]


class TestAnswer:
    """What the answer tells beside the plan."""

    def test_dgd_and_detr_are_not_both_kept_and_it_says_what_the_other_way_costs(self, shipped: Catalogue) -> None:
        report = real(shipped, NETWORK, SOFTWARE)
        assert set(low(report)) == {"dgd-bibliotheques", "dsil"}
        assert "laisse 5\u00a0000\u00a0€ de plus à votre charge" in because(report, "detr")[0]
        assert high(report) == {"detr": Decimal(40000)}

    def test_imposing_both_says_that_it_is_illegal(self, shipped: Catalogue) -> None:
        report = real(shipped, NETWORK, SOFTWARE, Wishes(("DETR", "dgd bibliothèques")))
        assert report.plans[0].illegal == ("DGD bibliothèques et DETR ne se cumulent pas",)
        assert set(low(report)) >= {"detr", "dgd-bibliotheques"}

    def test_what_is_to_confirm_stands_apart_with_what_it_would_add(self, shipped: Catalogue) -> None:
        unasked = {name: value for name, value in NETWORK.items() if name != "categorie_detr"}
        report = real(shipped, unasked, SOFTWARE, Wishes(left_out=("dgd-bibliotheques",)))
        assert "detr" in {one.scheme.id for one in report.unsure}
        assert "detr" not in low(report)
        assert report.with_unsure[0].own_share < report.plans[0].own_share

    @pytest.mark.parametrize("doubtful", [0, 1])
    def test_what_is_to_confirm_and_lowers_nothing_makes_no_plan(self, shipped: Catalogue, doubtful: int) -> None:
        schemes = [
            grant(f"aide-{place}", {"rate": "80%"}, shipped, **({"caution": DOUBT} if place == doubtful else {}))
            for place in range(2)
        ]
        assert planned(shipped, schemes, SOFTWARE).with_unsure == ()

    def test_a_sure_aid_is_not_dropped_for_one_to_confirm_that_brings_as_much(self, shipped: Catalogue) -> None:
        pays: dict[str, Any] = {"rate": "20%", "costs": {"only": ["logiciel"]}}
        doubtful = grant("a-confirmer", pays, shipped, caution=DOUBT, stacking={"excludes": ["sure"]})
        more = grant("autre", {"flat": 100}, shipped, caution=DOUBT)
        report = planned(shipped, [doubtful, grant("sure", pays, shipped), more], SOFTWARE)
        assert set(aids(report.with_unsure[0])) == {"sure", "autre"}

    def test_where_one_plan_alone_is_lowered_the_other_is_the_sure_one(self, shipped: Catalogue) -> None:
        sure = grant("sure", {"rate": {"from": "20%", "up_to": "80%"}}, shipped)
        report = planned(shipped, [grant("a-confirmer", {"flat": 12_000}, shipped, caution=DOUBT), sure], SOFTWARE)
        assert set(aids(report.with_unsure[0])) == {"sure", "a-confirmer"}
        assert report.with_unsure[1].resources == report.plans[1].resources

    def test_an_aid_of_nothing_says_that_no_cost_is_retained_and_asks_for_no_amount(self, shipped: Catalogue) -> None:
        report = planned(shipped, [grant("travaux", {"rate": "50%", "costs": {"only": ["travaux"]}}, shipped)], SOFTWARE)
        (one,) = (one for one in report.rejected if one.schemes == ("travaux",))
        assert (one.because, one.unpriced) == ("aucune dépense du projet n'est de celles qu'elle retient", False)

    def test_a_closed_scheme_is_not_proposed_and_it_is_said(self, shipped: Catalogue) -> None:
        facts = {"collectivite": "departement", "population": 260000, "type": "donnees"}
        report = real(shipped, facts, SOFTWARE, day=date(2023, 6, 1))
        assert because(report, "france-relance-donnees") == []
        assert "france-relance-donnees" in {one.scheme.id for one in report.over}

    def test_an_aid_of_unknown_amount_is_not_invented(self, shipped: Catalogue) -> None:
        facts = {**TOWN, "departement": "63", "region": "84"}
        report = real(shipped, facts, SOFTWARE)
        (lacking,) = (one for one in report.rejected if one.schemes == ("dgd-bibliotheques",))
        assert lacking.unpriced
        assert lacking.because == "montant non calculable : taux ou montant que les sources ne donnent pas"
        imposed = real(shipped, facts, SOFTWARE, Wishes(("dgd-bibliotheques",)))
        assert [remark.kind for remark in imposed.remarks] == ["unpriced"]
        granted = real(shipped, facts, SOFTWARE, Wishes((), {"dgd-bibliotheques": Decimal("12345.67")}))
        assert low(granted)["dgd-bibliotheques"] == Decimal("12345.67")

    def test_vat_comes_back_outside_the_plan(self, shipped: Catalogue) -> None:
        lines = [
            CostLine("a", "logiciel", Decimal(1000), Decimal(1200), nature="investment"),
            CostLine("b", "hebergement", Decimal(100), Decimal(120), nature="running"),
        ]
        report = real(shipped, NETWORK, lines)
        back = {one.recovery.id: (one.low, one.high) for one in report.recovered}
        assert back == {"fctva": (Decimal("196.85"), Decimal("196.85")), "fctva-iaas": (Decimal("0.00"), Decimal("6.72"))}
        assert all(sum(aids(each).values(), each.own_share) == 1100 for each in report.plans)

    @pytest.mark.parametrize(
        ("day", "told"),
        [
            (date(2020, 12, 31), {"fctva": False}),
            (date(2021, 1, 1), {"fctva": False, "fctva-iaas": False}),
            (date(2025, 12, 31), {"fctva": False, "fctva-iaas": False}),
            (date(2026, 1, 1), {"fctva": False, "fctva-iaas": True}),
        ],
    )
    def test_what_comes_back_is_that_of_the_day_with_what_the_finance_act_of_2026_may_have_changed(
        self, shipped: Catalogue, day: date, told: dict[str, bool]
    ) -> None:
        lines = [line("logiciel", 100), line("hebergement", 100, "running")]
        assert {one.recovery.id: bool(one.cautions) for one in on(day, shipped, [], lines).recovered} == told

    def test_the_money_of_each_plan_is_told_in_time_with_the_rules_of_the_day(self, shipped: Catalogue) -> None:
        lines = [CostLine("a", "logiciel", Decimal(50_000), Decimal(60_000), nature="investment")]
        report = real(shipped, TOWN, lines, Wishes(("detr",)))
        for each in report.plans:
            assert each.cash is not None
            (amount,) = (resource.amount for resource in each.resources if resource.name == "detr")
            shares = {step.step: step.amount_max for step in each.cash.steps if step.name == "detr"}
            assert shares == {"advance": amount * 3 / 10, "instalments": amount / 2, "balance": amount / 5}
            assert each.cash.basis == "ttc"
            assert each.cash.ahead <= 60_000 - amount * 4 / 5
            assert [step.years for step in each.cash.steps if step.name == "fctva"] == [(2, 2)]

    def test_a_loan_is_a_part_of_the_own_share_in_both_plans(self, shipped: Catalogue) -> None:
        low, high = real(shipped, TOWN, SOFTWARE, Wishes(("detr",), loan=Decimal(20_000))).plans
        assert low.own_share > 20_000 > high.own_share
        assert (low.loan, low.own_funds) == (20_000, low.own_share - 20_000)
        assert (high.loan, high.own_funds) == (high.own_share, 0)
        assert [each.loan for each in real(shipped, TOWN, SOFTWARE).plans] == [0, 0]

    def test_a_loan_above_the_own_share_is_refused_with_both_sums(self, shipped: Catalogue) -> None:
        (low, _) = real(shipped, TOWN, SOFTWARE, Wishes(("detr",))).plans
        real(shipped, TOWN, SOFTWARE, Wishes(("detr",), loan=low.own_share))
        more = low.own_share + 1
        said = re.escape(f"un emprunt de {euros(more)} dépasse la part du porteur, {euros(low.own_share)}")
        with pytest.raises(BadUsage, match=f"^{said}$"):
            real(shipped, TOWN, SOFTWARE, Wishes(("detr",), loan=more))

    def test_without_tax_nothing_is_computed_of_it(self, shipped: Catalogue) -> None:
        (back,) = real(shipped, NETWORK, SOFTWARE).recovered
        assert (back.low, back.high) == (None, None)

    def test_without_cost_there_is_no_plan(self, shipped: Catalogue) -> None:
        with pytest.raises(BadUsage, match="part des coûts"):
            real(shipped, NETWORK, [])

    def test_an_unknown_scheme_names_the_nearest(self, shipped: Catalogue) -> None:
        with pytest.raises(UnknownScheme) as caught:
            real(shipped, NETWORK, SOFTWARE, Wishes(("dter",)))
        assert caught.value.lines == ("  detr  Dotation d'équipement des territoires ruraux (DETR)",)

    def test_every_amount_is_followed_to_its_costs_rate_rule_and_source(self, shipped: Catalogue) -> None:
        report = real(shipped, NETWORK, SOFTWARE)
        for each in report.plans:
            for one in each.resources:
                assert one.base is not None
                assert one.rate is not None
                assert sum(report.lines[place].ht or 0 for place in one.lines) == one.base
                assert one.base * one.rate == one.amount
                assert one.sources
            assert all(bound.source is not None for bound in each.bounds if bound.law)
