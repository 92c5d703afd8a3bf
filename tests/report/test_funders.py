"""Who pays, in the words of a budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.wishes import Other, Wishes
from aidnum.report.funders import called, funder
from aidnum.territory.search import find
from tests.engine.plan_samples import grant, line, planned


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Conseil départemental du Puy-de-Dôme", None),
        ("Aide du département", None),
        ("Département", "Département du Puy-de-Dôme"),
        ("Fonds numérique", "Département du Puy-de-Dôme"),
    ],
)
def test_the_payer_of_another_aid_is_not_told_twice(shipped: Catalogue, name: str, said: str | None) -> None:
    facts = {"collectivite": "commune", "departement": "63", "region": "84"}
    wishes = Wishes(others=[Other(name, Decimal(100), "departement-payeur")])
    report = planned(shipped, [], [line("logiciel", 1_000, None)], facts, wishes)
    assert funder(report.plans[0].resources[0], report.situation) == said


@pytest.mark.parametrize(
    ("payer", "more", "said"),
    [
        ("detr", {}, "État"),
        ("etat", {}, "État"),
        ("ministere-culture", {}, "État"),
        ("dotation-bibliotheques", {}, "État"),
        ("europe", {}, "Europe"),
        ("caf", {}, "CAF"),
        ("region-payeuse", {}, "Région Auvergne-Rhône-Alpes"),
        ("departement-payeur", {}, "Département du Puy-de-Dôme"),
        ("region-payeuse", {"organisations": ["region-sud"]}, "Région Sud"),
        ("prive", {}, None),
        (None, {}, None),
    ],
)
def test_a_payer_is_named_as_the_applicant_calls_it(
    shipped: Catalogue, payer: str | None, more: dict[str, Any], said: str | None
) -> None:
    pays = {"rate": "20%"} | ({"payer": payer} if payer else {})
    facts = {"collectivite": "commune", "departement": "63", "region": "84"}
    report = planned(shipped, [grant("aide", pays, shipped, **more)], [line("logiciel", 1_000, None)], facts)
    (resource,) = report.plans[0].resources
    assert funder(resource, report.situation) == said


@pytest.mark.parametrize(("payer", "said"), [("region-payeuse", "Région"), ("departement-payeur", "Département")])
def test_a_payer_whose_place_is_not_known_is_named_by_what_it_is(shipped: Catalogue, payer: str, said: str) -> None:
    scheme = grant("aide", {"rate": "20%", "payer": payer}, shipped)
    report = planned(shipped, [scheme], [line("logiciel", 1_000, None)], {"collectivite": "smo"})
    assert funder(report.plans[0].resources[0], report.situation) == said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("dep:23", "Département de la Creuse"),
        ("reg:53", "Région Bretagne"),
        ("dep:53", "Département de la Mayenne"),
        ("Pontivy", "Pontivy"),
    ],
)
def test_an_authority_that_bears_the_name_of_a_place_is_called_as_one_that_pays(
    shipped: Catalogue, query: str, said: str
) -> None:
    (authority,) = find(query).authorities
    assert called(authority, shipped.vocabulary) == said
