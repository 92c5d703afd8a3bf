"""What is wished of a plan, against what the catalogue and the project allow."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadUsage, NoLongerOpen, NothingGranted, NotToExpect, RateOfUnknownCosts, UnknownScheme
from aidnum.model.budget import CostLine
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.render.asking import remark_texts
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import grant, line, planned

COSTS = [line("logiciel", 1000), line("prestations", 1000)]
EXHAUSTED: dict[str, Any] = {"calendar": {"state": "exhausted"}}
CLOSED: dict[str, Any] = {"calendar": {"windows": [{"closes": date(2021, 5, 28)}]}}


def asked(catalogue: Catalogue, *schemes: Scheme, lines: list[CostLine] = COSTS, **wishes: Any) -> PlanReport:
    """The plan of 2 000 € of costs with these wishes."""
    return planned(catalogue, schemes, lines, wishes=Wishes(**wishes))


def plain(error: BaseException | str) -> str:
    """With plain spaces."""
    return str(error).replace("\u00a0", " ")


def half(catalogue: Catalogue, name: str = "aide", **more: Any) -> Scheme:
    """An aid of half the costs."""
    return grant(name, {"rate": "50%"}, catalogue, **more)


class TestSums:
    """Aids whose sum is told."""

    @pytest.mark.parametrize(
        ("wishes", "said"),
        [
            ({"granted": {"aide": Decimal("2000.01")}}, "aide : 2 000,01 € accordés"),
            ({"expected": {"aide": Expected(Decimal("2000.01"))}}, "aide : 2 000,01 € attendus"),
            ({"others": [Other("Région", Decimal("2000.01"))]}, "Région : 2 000,01 € d'une autre aide"),
        ],
    )
    def test_one_beyond_the_cost_is_refused_with_both_sums(self, shipped: Catalogue, wishes: dict[str, Any], said: str) -> None:
        whole = grant("aide", {"flat": 5000}, shipped)
        with pytest.raises(BadUsage) as refused:
            asked(shipped, whole, **wishes)
        assert plain(refused.value) == f"{said}, plus que le coût du projet (2 000 €)"

    def test_one_that_is_the_whole_cost_is_not(self, shipped: Catalogue) -> None:
        assert asked(shipped, half(shipped), granted={"aide": Decimal(2000)}).plans[0].own_share == 0

    @pytest.mark.parametrize("amount", ["0", "-1"])
    def test_nothing_is_no_aid(self, shipped: Catalogue, amount: str) -> None:
        told = Decimal(amount)
        for wishes in ({"granted": {"aide": told}}, {"expected": {"aide": Expected(told)}}):
            with pytest.raises(NothingGranted):
                asked(shipped, half(shipped), **wishes)
        with pytest.raises(NothingGranted):
            asked(shipped, half(shipped), expected={"aide": Expected(rate=told)})
        with pytest.raises(BadUsage, match=r"^Amis : une aide de 0 € n'est pas une aide"):
            asked(shipped, half(shipped), others=[Other("Amis", told)])

    def test_each_scheme_that_is_wished_is_in_the_catalogue(self, shipped: Catalogue) -> None:
        for wishes in (
            {"imposed": ["aidez"]},
            {"left_out": ["aidez"]},
            {"granted": {"aidez": Decimal(1)}},
            {"expected": {"aidez": Expected(Decimal(1))}},
        ):
            with pytest.raises(UnknownScheme):
                asked(shipped, half(shipped), **wishes)

    def test_what_contradicts_is_found_under_any_spelling(self, shipped: Catalogue) -> None:
        with pytest.raises(BadUsage, match=r"^aide est écarté"):
            asked(shipped, half(shipped), imposed=["AIDE"], left_out=["aide"])

    def test_another_aid_has_a_known_payer_and_a_name_of_its_own(self, shipped: Catalogue) -> None:
        with pytest.raises(BadUsage, match=r"^payeur inconnu « regoin »"):
            asked(shipped, half(shipped), others=[Other("Région", Decimal(5), "regoin")])
        with pytest.raises(BadUsage, match=r"^l'aide « REGION » est donnée deux fois"):
            asked(shipped, half(shipped), others=[Other("Région", Decimal(5), "région"), Other("REGION", Decimal(6))])


class TestNames:
    """A refusal names a scheme as people do."""

    @pytest.mark.parametrize(
        "wishes",
        [
            {"imposed": ["AIDE"], "left_out": ["aide"]},
            {"granted": {"aide": Decimal(9000)}},
            {"expected": {"aide": Expected(rate=Decimal("0.6"))}},
            {"expected": {"aide": Expected(Decimal(1500))}},
        ],
    )
    def test_a_scheme_is_told_by_its_short_name(self, shipped: Catalogue, wishes: dict[str, Any]) -> None:
        with pytest.raises(BadUsage, match=r"^Notre aide "):
            asked(shipped, half(shipped, short="Notre aide"), **wishes)


class TestOver:
    """Aids that can't be asked for any more."""

    @pytest.mark.parametrize(
        ("calendar", "why"),
        [(EXHAUSTED, "fermé : enveloppe épuisée"), (CLOSED, "fermé depuis le 28 mai 2021")],
    )
    def test_one_imposed_is_refused_unless_it_is_granted_or_expected(
        self, shipped: Catalogue, calendar: dict[str, Any], why: str
    ) -> None:
        over = half(shipped, **calendar)
        with pytest.raises(NoLongerOpen) as refused:
            asked(shipped, over, imposed=["aide"])
        assert plain(refused.value) == f"aide ne peut plus être demandée : {why}"
        for wishes in ({"granted": {"aide": Decimal(500)}}, {"expected": {"aide": Expected(Decimal(500))}}):
            asked(shipped, over, imposed=["aide"], **wishes)
            asked(shipped, over, **wishes)

    def test_one_that_is_not_wished_is_only_told(self, shipped: Catalogue) -> None:
        assert asked(shipped, half(shipped, **EXHAUSTED)).plans[0].resources == ()


class TestExpected:
    """Aids that are counted on."""

    @pytest.mark.parametrize(
        ("pays", "told", "why"),
        [
            ({"rate": "50%"}, Expected(rate=Decimal("0.501")), "50,1 %, et son taux va jusqu'à 50 %"),
            ({"rate": "50%"}, Expected(Decimal("1000.01")), "1 000,01 €, et ce projet en aurait au plus 1 000 €"),
            (
                {"rate": "50%", "costs": {"only": ["logiciel"]}},
                Expected(Decimal(501)),
                "501 €, et ce projet en aurait au plus 500 €",
            ),
            ({"rate": {"up_to": "40%"}}, Expected(rate=Decimal("0.41")), "41 %, et son taux va jusqu'à 40 %"),
            (
                {"rate": "50%", "ceiling": 300},
                Expected(rate=Decimal("0.2")),
                "20 % de 2 000 €, 400 €, et ce projet en aurait au plus 300 €",
            ),
            ({"flat": 300}, Expected(Decimal(301)), "301 €, et ce projet en aurait au plus 300 €"),
            (
                [{"flat": 300}, {"kind": "loan", "flat": 5000}],
                Expected(Decimal(301)),
                "301 €, et ce projet en aurait au plus 300 €",
            ),
            ([{"flat": 300}, {"flat": 100}], Expected(Decimal(401)), "401 €, et ce projet en aurait au plus 400 €"),
        ],
    )
    def test_more_than_the_scheme_gives_is_refused_with_why(
        self, shipped: Catalogue, pays: Any, told: Expected, why: str
    ) -> None:
        with pytest.raises(NotToExpect) as refused:
            asked(shipped, grant("aide", pays, shipped), expected={"aide": told})
        assert plain(refused.value) == f"aide ne peut pas être attendue : {why}"

    @pytest.mark.parametrize(
        ("pays", "told"),
        [
            ({"rate": "50%"}, Expected(rate=Decimal("0.5"))),
            ({"rate": "50%"}, Expected(Decimal(1000))),
            ({"rate": {"up_to": "40%"}}, Expected(rate=Decimal("0.4"))),
            ({"rate": "unknown"}, Expected(rate=Decimal("0.9"))),
            ({"rate": "unknown"}, Expected(Decimal(1999))),
            ({"rate": "50%", "ceiling": 300}, Expected(rate=Decimal("0.15"))),
            ({"rate": "10%", "flat": 300}, Expected(rate=Decimal("0.25"))),
            ({"slices": [{"up_to": 500, "rate": "80%"}, {"rate": "10%"}]}, Expected(rate=Decimal("0.27"))),
            ([{"flat": 300}, {"flat": 100}], Expected(Decimal(400))),
        ],
    )
    def test_up_to_that_it_is_not_nor_where_the_most_is_not_known(self, shipped: Catalogue, pays: Any, told: Expected) -> None:
        asked(shipped, grant("aide", pays, shipped), expected={"aide": told})

    def test_a_rate_of_costs_with_tax_where_none_is_told_is_refused_and_a_sum_is_not(self, shipped: Catalogue) -> None:
        taxed = grant("aide", {"rate": "50%", "basis": "ttc"}, shipped)
        with pytest.raises(RateOfUnknownCosts) as refused:
            asked(shipped, taxed, expected={"aide": Expected(rate=Decimal("0.5"))})
        assert "coûts donnés hors taxes ; l'aide se calcule TTC" in plain(refused.value)
        asked(shipped, taxed, expected={"aide": Expected(Decimal(10))})
        both = [each._replace(ttc=Decimal(1200)) for each in COSTS]
        asked(shipped, taxed, lines=both, expected={"aide": Expected(rate=Decimal("0.5"))})

    def test_a_rate_is_compared_once_rounded(self, shipped: Catalogue) -> None:
        third = grant("aide", {"rate": "33.33%"}, shipped)
        asked(shipped, third, lines=[line("logiciel", "100.01")], expected={"aide": Expected(rate=Decimal("0.3333"))})

    def test_one_that_the_project_can_not_have_is_refused_with_the_reason(self, shipped: Catalogue) -> None:
        big = grant("aide", {"rate": "50%", "minimum_cost": 5000}, shipped)
        with pytest.raises(NotToExpect) as refused:
            asked(shipped, big, expected={"aide": Expected(Decimal(10))})
        assert plain(refused.value).startswith("aide ne peut pas être attendue : ")
        assert "2 000 €" in plain(refused.value)
        assert "5 000 €" in plain(refused.value)
        asked(shipped, big, granted={"aide": Decimal(10)})


class TestRemarks:
    """What must be said of the aids wished."""

    def told(self, report: PlanReport) -> list[str]:
        """The remarks as a person reads them."""
        return list(map(plain, remark_texts(report)))

    def test_the_money_of_nobody_is_public_and_says_how_to_say_otherwise(self, shipped: Catalogue) -> None:
        report = asked(
            shipped, half(shipped), others=[Other("Les Amis", Decimal(5)), Other("Région", Decimal(5), "region-payeuse")]
        )
        assert self.told(report) == ["Les Amis compte comme de l'argent public, car qui paie n'est pas dit."]

    def test_a_payer_that_no_text_settles_comes_with_its_caution(self, shipped: Catalogue) -> None:
        caution = (
            "caisse d'allocations familiales (CAF) : compte probablement comme de l'argent public : aucun texte lu ne le dit."
        )
        report = asked(shipped, half(shipped), others=[Other("Aide de la CAF", Decimal(5), "caf")])
        assert self.told(report) == [f"Aide de la CAF, {caution}"]
        paid = grant("aide", {"rate": "10%", "payer": "caf"}, shipped)
        assert self.told(asked(shipped, paid)) == [f"aide, {caution}"]
        assert self.told(asked(shipped, paid, left_out=["aide"])) == []

    @pytest.mark.parametrize("name", ["AIDE", "Aide aide", "l'aidée"])
    def test_another_aid_that_bears_the_name_of_a_scheme_is_told(self, shipped: Catalogue, name: str) -> None:
        scheme = half(shipped, short="L'aidée", title="Aide aide")
        assert self.told(asked(shipped, scheme, others=[Other(name, Decimal(5))])) == [
            f"{name} est aussi une fiche, dont le plan ne suit pas ici les règles : la donner pour acquise ou attendue."
        ]

    def test_one_that_is_expected_and_to_be_confirmed_is_told(self, shipped: Catalogue) -> None:
        unsure = half(shipped, caution={"from": date(2020, 1, 1), "text": "La loi a changé.", "source": "page"})
        (text,) = self.told(asked(shipped, unsure, expected={"aide": Expected(Decimal(5))}))
        assert text == "aide est retenue à votre demande, et son verdict est : à confirmer."
        assert self.told(asked(shipped, unsure, granted={"aide": Decimal(5)})) == []

    def test_one_that_is_expected_has_the_price_that_is_told(self, shipped: Catalogue) -> None:
        unknown = grant("aide", {"rate": "unknown"}, shipped)
        assert self.told(asked(shipped, unknown, expected={"aide": Expected(Decimal(5))})) == []
        assert len(self.told(asked(shipped, unknown, imposed=["aide"]))) == 1

    def test_one_that_is_expected_and_lends_is_told(self, shipped: Catalogue) -> None:
        lent = grant("pret", {"kind": "loan", "rate": "50%"}, shipped)
        for told in (Expected(Decimal(1999)), Expected(rate=Decimal("0.9"))):
            (text,) = self.told(asked(shipped, lent, expected={"pret": told}))
            assert text.startswith("pret n'est pas une subvention")
