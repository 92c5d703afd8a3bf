"""What rules may ask of the authorities named."""

from __future__ import annotations

from aidnum.model.assessment import Flags, Labels, Numbers
from aidnum.model.profile import Found
from aidnum.territory.facts import facts_of
from aidnum.territory.search import find


def _facts(*names: str) -> dict[str, Found]:
    return facts_of([find(name).authorities[0] for name in names])


def _places(facts: dict[str, Found]) -> dict[str, frozenset[str] | None]:
    labels = {name: facts[name].possible for name in ("departement", "region", "epci", "commune")}
    return {name: possible.words for name, possible in labels.items() if isinstance(possible, Labels)}


def test_a_grouping_is_told_with_its_two_populations() -> None:
    facts = _facts("Rennes Métropole")
    assert facts["collectivite"].possible == Labels(frozenset({"metropole"}), together=True)
    assert facts["population"].possible == Numbers(480_178, 489_404)
    assert facts["population"].notions == {"municipale": Numbers(480_178, 480_178), "totale": Numbers(489_404, 489_404)}
    assert facts["population"].origin == "Insee 2023, population totale estimée"
    assert _places(facts) == {
        "departement": frozenset({"35"}), "region": frozenset({"53"}), "epci": frozenset({"243500139"}), "commune": frozenset()
    }  # fmt: skip
    assert facts["outre_mer"].possible == Flags(frozenset({False}))
    assert "mutualise" not in facts


def test_an_authority_of_two_kinds_is_both() -> None:
    assert _facts("Paris")["collectivite"].possible == Labels(frozenset({"commune", "departement"}), together=True)
    assert _facts("Guyane")["collectivite"].possible == Labels(frozenset({"departement", "region"}), together=True)
    assert _facts("Guyane")["outre_mer"].value is True


def test_who_straddles_lies_in_one_or_the_other() -> None:
    redon = _facts("243500741")
    assert redon["departement"].possible == Labels(frozenset({"35", "44", "56"}), together=False)
    assert redon["region"].possible == Labels(frozenset({"53", "52"}), together=False)
    assert _places(_facts("67A"))["departement"] == frozenset({"67", "68"})


def test_a_region_lies_in_no_departement_and_a_collectivity_in_no_region() -> None:
    assert _places(_facts("région Bretagne")) == {
        "departement": frozenset(), "region": frozenset({"53"}), "epci": frozenset(), "commune": frozenset()
    }  # fmt: skip
    assert _places(_facts("Papeete"))["region"] == frozenset()
    assert _places(_facts("Papeete"))["departement"] == frozenset()


def test_the_powers_of_a_departement_are_told_where_the_data_tell() -> None:
    told = {
        name: _facts(name).get("exerce_competences_departement")
        for name in ("dep:35", "Grand Lyon", "région Bretagne", "Rennes")
    }
    assert {name: found and found.value for name, found in told.items()} == {
        "dep:35": True, "Grand Lyon": True, "région Bretagne": False, "Rennes": None
    }  # fmt: skip


def test_several_make_one_project_in_which_each_commune_counts_once() -> None:
    facts = _facts("Rennes", "Rennes Métropole", "35047")
    alone = _facts("Rennes Métropole")
    assert facts["population"] == _facts("Rennes")["population"]
    assert facts["population_projet"].possible == alone["population"].possible
    assert (facts["mutualise"].value, facts["collectivite"].value) == (True, "commune")
    apart = _facts("Rennes Métropole", "CC Montfort Communauté")
    assert apart["population_projet"].notions["municipale"] == Numbers(506_787, 506_787)


def test_a_commune_whose_total_population_is_not_published_has_its_municipal_one() -> None:
    facts = _facts("Ouessant")
    assert facts["population"].possible == Numbers(860, 860)
    assert facts["population"].notions["totale"] == Numbers(860, None)


def test_whether_a_region_lies_overseas_is_known() -> None:
    assert [_facts(f"reg:{code}")["outre_mer"].value for code in ("01", "04", "53")] == [True, True, False]
