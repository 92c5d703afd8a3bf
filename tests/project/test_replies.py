"""A reply is what would have been said at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadProfile, BadUsage
from aidnum.model.profile import Profile, read_profile
from aidnum.project.replies import replied, with_authority, with_costs, with_fact
from aidnum.project.said import Said
from aidnum.territory.search import find
from tests.project.conftest import Read


def test_a_fact_is_read_as_on_the_command_line(shipped: Catalogue) -> None:
    words = shipped.vocabulary
    assert with_fact(Profile(), "type", "demat, open data", words).facts == {"type": ("dematerialisation", "donnees")}
    assert with_fact(Profile(), "population", "3 200", words).facts == {"population": 3200}
    with pytest.raises(BadProfile):
        with_fact(Profile(), "mutualise", "peut-être", words)


def test_a_departement_gives_its_region_where_nobody_is_named(shipped: Catalogue) -> None:
    profile = with_fact(Profile(), "departement", "Finistère", shipped.vocabulary)
    assert profile.found["region"].value == "53"
    with pytest.raises(BadUsage, match="va avec"):
        with_fact(with_fact(Profile(), "region", "84", shipped.vocabulary), "departement", "29", shipped.vocabulary)


def test_a_region_tells_whether_it_lies_overseas(shipped: Catalogue) -> None:
    profile = with_fact(Profile(), "region", "04", shipped.vocabulary)
    assert profile.found["outre_mer"].value is True
    with pytest.raises(BadUsage, match="va avec"):
        with_fact(profile, "outre_mer", "non", shipped.vocabulary)


def test_a_reply_that_contradicts_what_is_known_is_refused(shipped: Catalogue) -> None:
    known = read_profile(shipped.vocabulary, {"population": 6000, "mutualise": True})
    with pytest.raises(BadProfile, match="inférieur"):
        with_fact(known, "population_projet", "3", shipped.vocabulary)


@pytest.mark.parametrize(
    ("said", "costs"),
    [
        ("logiciel 12000", {"logiciel": "12000"}),
        ("licences=12 000,50 €", {"logiciel": "12000.50"}),
        ("formation : 300, prestations 12,5 ; AMO 1", {"formation": "300", "prestations": "12.5", "etudes": "1"}),
    ],
)
def test_costs_are_a_word_and_a_sum_each(shipped: Catalogue, said: str, costs: dict[str, str]) -> None:
    assert with_costs(Profile(), said, shipped.vocabulary).costs == {name: Decimal(sum_) for name, sum_ in costs.items()}


def test_a_cost_given_again_takes_the_place_of_the_first(shipped: Catalogue) -> None:
    first = with_costs(Profile(), "logiciel 1, travaux 2", shipped.vocabulary)
    assert with_costs(first, "licences 5", shipped.vocabulary).costs == {"logiciel": Decimal(5), "travaux": Decimal(2)}


@pytest.mark.parametrize("said", ["12000", "logiciel", "logiciel douze", "voyage 12", "logiciel 12.000", "logiciel -5"])
def test_what_is_no_cost_is_refused(shipped: Catalogue, said: str) -> None:
    with pytest.raises(BadProfile):
        with_costs(Profile(), said, shipped.vocabulary)


def test_what_was_replied_is_what_would_have_been_said(shipped: Catalogue, read: Read, told: list[str]) -> None:
    said = Said(facts={"duree_mois": "12"}, vat="20%")
    before = read(facts={"duree_mois": "12"}, vat="20%")
    profile = with_authority(before.profile, find("Brest").authorities[0], told.append)
    profile = with_costs(with_fact(profile, "type", "demat", shipped.vocabulary), "logiciel 12000", shipped.vocabulary)
    again, project = replied(said, before, profile, shipped.vocabulary)
    assert project == read(names=["Brest"], facts={"duree_mois": "12", "type": "demat"}, costs={"logiciel": "12000"}, vat="20%")
    assert project.profile.other is not None
    assert read(**again._asdict()) == project
    assert told == []
