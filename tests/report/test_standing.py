"""What was worked out for one project stands for another only where it would be the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.model.profile import Profile, read_profile
from aidnum.project.merge import read_project
from aidnum.project.said import Said
from aidnum.report import standing
from aidnum.report.standing import Standings
from tests.conftest import examples
from tests.report.batches import DAY

NAMES = ("Pontivy", "Rennes Métropole", "Saint-Pol-de-Léon", "dep:35", "Région Bretagne", "Paris", "dep:976")
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "population": st.sampled_from([800, 3_200, 520_000]),
        "type": st.sampled_from(["demat", "donnees", "cybersecurite"]),
        "domaine": st.sampled_from(["bibliotheque", "ecole"]),
        "mutualise": st.booleans(),
        "duree_mois": st.sampled_from([12, 30]),
    },
)
COSTS = st.none() | st.fixed_dictionaries(
    {}, optional={"logiciel": st.sampled_from([900, 40_000]), "personnel": st.just(5_000)}
)


@pytest.fixture(scope="module")
def places(shipped: Catalogue) -> list[Profile]:
    return [read_project(shipped, Said(name)).profile for name in NAMES]


@settings(max_examples=examples(25))
@given(
    asked=st.lists(st.tuples(st.sampled_from(range(len(NAMES))), FACTS, COSTS), min_size=2, max_size=8),
    day=st.sampled_from([DAY, date(2026, 11, 29)]),
)
def test_projects_are_answered_together_as_each_alone(
    shipped: Catalogue, places: list[Profile], asked: list[tuple[int, dict[str, object], dict[str, int] | None]], day: date
) -> None:
    together = Standings(shipped, day)
    for place, facts, costs in asked:
        read = read_profile(shipped.vocabulary, facts, costs)
        named = places[place]
        profile = Profile(facts=read.facts, costs=read.costs, found=named.found, authorities=named.authorities)
        assert together.of(profile) == Standings(shipped, day).of(profile)


def test_a_scheme_is_assessed_once_for_all_that_tell_it_the_same(
    shipped: Catalogue, places: list[Profile], monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed: list[str] = []

    def counted(scheme: object, *others: object) -> object:
        assessed.append(scheme.id)  # type: ignore[attr-defined]
        return assess(scheme, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(standing, "assess", counted)
    together = Standings(shipped, DAY)
    together.of(places[0])
    first = len(assessed)
    together.of(places[0])
    assert len(assessed) == first == len(shipped.schemes)
    together.of(places[2])
    assert first < len(assessed) < 2 * first


def test_costs_that_differ_are_not_taken_for_one_another(shipped: Catalogue) -> None:
    together = Standings(shipped, DAY)
    amounts = []
    for cost in (10_000, 20_000):
        _, found = together.of(
            read_profile(shipped.vocabulary, {"population": 520_000, "type": "demat"}, {"prestations": cost})
        )
        (one,) = [one for one in found if one.scheme.id == "france-relance-dematerialisation"]
        amounts.append(one.amount_max)
    assert amounts == [Decimal(5_000), Decimal(10_000)]
