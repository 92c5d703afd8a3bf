"""What to type, named by those who show an answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.plan import Rejected
from aidnum.model.profile import Profile
from aidnum.model.wishes import Wishes
from aidnum.render.asking import (
    NO_CODE,
    NOTHING_NEAR,
    OUTSIDE,
    SHARED_CODE,
    TELL_APART,
    assumed_texts,
    because_text,
    option_for,
    remark_option,
    remark_texts,
    what_next,
)
from aidnum.report.plan import plan
from aidnum.report.wished import Remark
from aidnum.territory.search import find
from tests.engine.plan_samples import DAY, METROPOLITAN, grant, line, planned

COSTS = [line("logiciel", 1000)]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("syndicat mixte Mégalis", OUTSIDE),
        ("Saint-Denis", TELL_APART),
        ("Vanes", TELL_APART),
        ("99999", NO_CODE),
        ("35042 CEDEX", NO_CODE),
        ("59650", SHARED_CODE),
        ("Fonten", "50\u00a0autres noms commencent ainsi : en écrire plus."),
        ("Zzzzzzzz", NOTHING_NEAR),
    ],
)
def test_a_name_that_is_not_one_authority_is_told_what_to_type_instead(query: str, said: str) -> None:
    assert what_next(find(query))[0] == said


def test_a_body_outside_the_data_is_told_with_the_options_that_describe_it() -> None:
    assert "--collectivite syndicat --population 45000" in what_next(find("syndicat mixte Mégalis"))[1]


def test_only_an_unpriced_aid_is_asked_for_its_amount() -> None:
    assert because_text(Rejected(("detr",), "fermé")) == "fermé"
    unpriced = Rejected(("detr",), "montant non calculable : taux inconnu", unpriced=True)
    assert because_text(unpriced) == (
        "montant non calculable : taux inconnu ; s'il est connu, le donner avec --attendu detr=EUROS"
    )


def test_an_imposed_aid_without_price_or_that_lends_is_remarked(shipped: Catalogue) -> None:
    schemes = [grant("pret", {"kind": "loan", "rate": "50%"}, shipped), grant("aide", {"rate": "unknown"}, shipped)]
    report = planned(shipped, schemes, COSTS, wishes=Wishes(("aide", "pret")))
    assert remark_texts(report) == [
        "pret n'est pas une subvention : un prêt, une avance ou un accompagnement n'entre pas dans les aides.",
        "aide est imposée, mais son montant n'est pas calculable : le donner s'il est connu.",
    ]
    assert list(map(remark_option, report.remarks)) == [None, "--attendu aide=EUROS"]
    assert remark_texts(planned(shipped, schemes, COSTS, wishes=Wishes((), {"aide": Decimal(5)}))) == []


@pytest.mark.parametrize(
    ("remark", "option"),
    [
        (Remark("unpaid", "Les Amis"), '--autre "Les Amis=EUROS:prive"'),
        (Remark("namesake", "La DETR", scheme="detr"), "--attendu detr=EUROS"),
        (Remark("uncertain", "Aide de la CAF", payer="caf"), None),
    ],
)
def test_a_remark_says_what_to_type_where_something_can_be(remark: Remark, option: str | None) -> None:
    assert remark_option(remark) == option


def test_an_imposed_aid_that_does_not_fit_is_remarked(shipped: Catalogue) -> None:
    schemes = [grant("aide", {"flat": 5, "minimum_cost": 50000}, shipped)]
    assert remark_texts(planned(shipped, schemes, COSTS, wishes=Wishes(("aide",)))) == [
        "aide est retenue à votre demande, et son verdict est : non éligible."
    ]


@pytest.mark.parametrize(
    ("fact", "option"),
    [
        ("population", "--population N"),
        ("collectivite", "--collectivite TYPE"),
        ("mutualise", "--mutualise ou --seul"),
        ("accord", "--fait accord=oui|non"),
        ("postes", "--fait postes=N"),
    ],
)
def test_an_option_shows_the_values_it_takes(small: Catalogue, fact: str, option: str) -> None:
    assert option_for(fact, small.vocabulary) == option


def test_an_option_with_many_values_does_not_list_them(shipped: Catalogue) -> None:
    assert option_for("departement", shipped.vocabulary) == "--fait departement=VALEUR"


class TestHowCostsAreCounted:
    """What the plan takes for granted of its costs is told once, with how to say otherwise."""

    def test_a_plan_with_tax_says_that_the_prefecture_counts_without(self, shipped: Catalogue) -> None:
        lines = [CostLine("Logiciel", "logiciel", Decimal(1000), Decimal(1200), nature="investment")]
        profile = Profile(facts=dict(METROPOLITAN), costs={"logiciel": Decimal(1200)}, costs_basis="ttc")
        (text,) = assumed_texts(plan(shipped._replace(schemes=()), profile, lines, DAY))
        assert text.startswith("Plan compté TTC ; la préfecture compte hors taxes")
        assert "sans --ttc" in text
        assert list(assumed_texts(planned(shipped, [], COSTS))) == []

    def test_costs_of_no_nature_that_usually_are_running_costs_are_named(self, shipped: Catalogue) -> None:
        lines = [line("hebergement", 10, None), line("logiciel", 10, None), line("formation", 10, None)]
        (text,) = assumed_texts(planned(shipped, [], lines))
        assert "En investissement faute de nature donnée, d'ordinaire en fonctionnement : hébergement et formation." in text
        assert "colonne Nature" in text

    def test_a_nature_that_is_said_is_not_guessed(self, shipped: Catalogue) -> None:
        assert list(assumed_texts(planned(shipped, [], [line("hebergement", 10)]))) == []
        for said in (True, False):
            whole = planned(shipped, [], [line("hebergement", 10, None)], {**METROPOLITAN, "investissement": said})
            assert list(assumed_texts(whole)) == []
