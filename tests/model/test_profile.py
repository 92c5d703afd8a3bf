"""Profiles read against a vocabulary: words as people write them, and refusals that name the nearest right thing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadProfile
from aidnum.model.profile import Profile, read_profile


def _read(shipped: Catalogue, facts: dict[str, Any], costs: dict[str, Any] | None = None) -> Profile:
    return read_profile(shipped.vocabulary, facts, costs)


@pytest.mark.parametrize(
    "word", ["dematerialisation", "Dématérialisation", " DEMAT ", "téléservice", "dématérialisation des démarches"]
)
def test_a_type_is_found_by_id_label_or_alias_in_any_case(shipped: Catalogue, word: str) -> None:
    assert _read(shipped, {"type": word}).facts == {"type": ("dematerialisation",)}


def test_values_take_their_own_types(shipped: Catalogue) -> None:
    facts = {"population": "520 000", "collectivite": "EPCI", "type": ["demat", "open data", "demat"], "mutualise": "oui"}
    assert _read(shipped, facts).facts == {
        "population": 520_000,
        "collectivite": "epci",
        "type": ("dematerialisation", "donnees"),
        "mutualise": True,
    }


def test_a_profile_read_twice_is_the_same(shipped: Catalogue) -> None:
    once = _read(shipped, {"population": 3_200, "type": "donnees", "mutualise": False}, {"RH": "1 000,50"})
    assert read_profile(shipped.vocabulary, once.facts, once.costs, once.costs_basis) == once


@pytest.mark.parametrize(
    ("facts", "message", "hint"),
    [
        ({"populaton": 5}, "fait inconnu « populaton »", "population"),
        ({"type": "dematerialization"}, "type : valeur inconnue « dematerialization »", "dematerialisation"),
        ({"collectivite": "comune"}, "collectivite : valeur inconnue « comune »", "commune"),
        ({"population": "520.000"}, "population : « 520.000 » est ambigu", None),
        ({"population": True}, "population : « True » n'est pas un nombre entier", None),
        ({"population": 1.5}, "population : « 1.5 » n'est pas un nombre entier", None),
        ({"population": 100_000_001}, "dépasse le maximum", None),
        ({"mutualise": "peut-être"}, "mutualise : « peut-être » n'est ni oui ni non", None),
        ({"mutualise": 1}, "mutualise : « 1 » n'est ni oui ni non", None),
        ({"collectivite": ["commune", "epci"]}, "collectivite : une seule valeur est possible, trouvé 2", None),
        ({"type": []}, "type : un mot est attendu", None),
        ({"type": {"a": 1}}, "type : un mot est attendu", None),
        ({"type": "\x1b[31m"}, "type : valeur inconnue « \\u001b[31m »", None),
        ({"type": ""}, "type : valeur inconnue", None),
    ],
)
def test_a_bad_fact_is_refused_with_what_is_right(
    shipped: Catalogue, facts: dict[str, Any], message: str, hint: str | None
) -> None:
    with pytest.raises(BadProfile) as caught:
        _read(shipped, facts)
    assert message in caught.value.message
    assert caught.value.exit_status == 2
    assert hint is None or hint in (caught.value.hint or "")


def test_a_fact_under_two_names_is_refused(shipped: Catalogue) -> None:
    with pytest.raises(BadProfile, match="donné deux fois"):
        _read(shipped, {"population": 1, "Population": 2})


def test_a_population_of_the_project_can_not_differ_when_the_project_is_alone(shipped: Catalogue) -> None:
    alone = {"population": 1_000, "population_projet": 600_000, "mutualise": False}
    with pytest.raises(BadProfile, match=r"population_projet \(600000\) diffère de population \(1000\)"):
        _read(shipped, alone)
    assert _read(shipped, {**alone, "mutualise": True}).facts["population_projet"] == 600_000


def test_costs_are_found_by_alias_and_added_up(shipped: Catalogue) -> None:
    costs = {"RH": "40 000", "salaires": "1,50", "prestations": Decimal(60_000)}
    assert _read(shipped, {}, costs).costs == {"personnel": Decimal("40001.50"), "prestations": Decimal(60_000)}


@pytest.mark.parametrize(
    ("costs", "message"),
    [
        ({"salaire": "x"}, "coût « personnel » : « x » n'est pas un montant"),
        ({"prestation": "-1"}, "coût « prestations » : « -1 » est négatif"),
        ({"bateaux": "1"}, "catégorie de coût inconnue « bateaux »"),
        ({"prestations": "60.000"}, "écrire 60000"),
    ],
)
def test_a_bad_cost_is_refused(shipped: Catalogue, costs: dict[str, str], message: str) -> None:
    with pytest.raises(BadProfile) as caught:
        _read(shipped, {}, costs)
    assert message in caught.value.message or message in (caught.value.hint or "") or "inconnue" in caught.value.message


def test_an_unknown_category_lists_the_known_ones(shipped: Catalogue) -> None:
    with pytest.raises(BadProfile) as caught:
        _read(shipped, {}, {"bateaux": "1"})
    assert all(category in (caught.value.hint or "") for category in shipped.vocabulary.cost_categories)
