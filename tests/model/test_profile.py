"""Profiles read against a vocabulary: words as people write them, and refusals that name the nearest right thing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadProfile, UnknownFact, UnknownValue
from aidnum.model.profile import Profile, over, read_profile, verified
from tests.engine.samples import VOCABULARY


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


def test_a_decimal_fact_takes_decimals_and_a_whole_one_does_not() -> None:
    for raw, value in (
        ("12,5", "12.5"),
        ("12", "12"),
        (12, "12"),
        (Decimal("2.50"), "2.5"),
        ("1 200,75 kilomètres", "1200.75"),
    ):
        assert read_profile(VOCABULARY, {"length": raw}).facts == {"length": Decimal(value)}
    for facts, said in (
        ({"length": "1,250"}, "length : « 1,250 » est ambigu"),
        ({"length": 2.5}, "length : « 2.5 » n'est pas un nombre"),
        ({"n": "2,5"}, "n : « 2,5 » n'est pas un nombre entier"),
    ):
        with pytest.raises(BadProfile, match=said):
            read_profile(VOCABULARY, facts)


def test_a_decimal_made_by_hand_is_taken_for_a_decimal_fact_alone() -> None:
    made = Profile(facts={"length": Decimal("2.5")})
    assert verified(made, VOCABULARY) == made
    for facts in (
        {"n": Decimal(2)},
        {"length": Decimal("NaN")},
        {"length": Decimal(-1)},
        {"length": "2"},
        {"length": Decimal("2.555")},
    ):
        with pytest.raises(BadProfile):
            verified(Profile(facts=facts), VOCABULARY)


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


def test_a_word_near_no_value_lists_them_all_where_they_are_few(shipped: Catalogue) -> None:
    with pytest.raises(UnknownValue) as caught:
        _read(shipped, {"type": "zzzz"})
    accepted = shipped.vocabulary.accepted("type")
    assert caught.value.lines == tuple(f"  {name}  {term.label}" for name, term in accepted.items())
    with pytest.raises(UnknownValue) as caught:
        _read(shipped, {"departement": "zzzz"})
    assert caught.value.lines == ()


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


MADE: dict[str, Any] = {
    "population": 3_200,
    "mutualise": False,
    "collectivite": "epci",
    "departement": "2A",
    "epci": "243500139",
    "type": ("donnees", "archivage"),
    "domaine": ("bibliotheque",),
}


def test_a_profile_made_by_hand_passes_when_it_is_what_is_read(shipped: Catalogue) -> None:
    profile = Profile(facts=MADE, costs={"personnel": Decimal("1.50"), "logiciel": Decimal(0)}, costs_basis="ttc")
    verified(profile, shipped.vocabulary)
    assert _read(shipped, MADE).facts == MADE
    verified(Profile(), shipped.vocabulary)


@pytest.mark.parametrize(
    ("facts", "message", "hint"),
    [
        (
            {"population": "520 000"},
            "population : un entier (int) de zéro ou plus est attendu, trouvé '520 000' (str)",
            "read_",
        ),
        ({"population": True}, "population : un entier (int) de zéro ou plus est attendu, trouvé True (bool)", "read_profile"),
        ({"population": 3.5}, "population : un entier (int) de zéro ou plus est attendu, trouvé 3.5 (float)", "read_profile"),
        ({"population": -1}, "population : un entier (int) de zéro ou plus est attendu, trouvé -1 (int)", "read_profile"),
        ({"population": 100_000_001}, "population : « 100000001 » dépasse le maximum de 100000000", None),
        ({"mutualise": "oui"}, "mutualise : un booléen (bool) est attendu, trouvé 'oui' (str)", "read_profile"),
        ({"mutualise": 1}, "mutualise : un booléen (bool) est attendu, trouvé 1 (int)", "read_profile"),
        ({"collectivite": ("commune",)}, "collectivite : un mot du vocabulaire (str) est attendu, trouvé", "read_profile"),
        ({"collectivite": None}, "collectivite : un mot du vocabulaire (str) est attendu, trouvé None (NoneType)", "read_"),
        ({"type": "donnees"}, "type : un tuple de mots du vocabulaire (tuple[str, ...]) est attendu, trouvé", "read_profile"),
        ({"type": ["donnees"]}, "trouvé ['donnees'] (list)", "read_profile"),
        ({"type": ()}, "trouvé () (tuple)", "read_profile"),
        ({"type": ("donnees", 3)}, "trouvé ('donnees', 3) (tuple)", "read_profile"),
        ({"epci": "Rennes"}, "epci : valeur inconnue « Rennes »", "Un code Insee ou SIREN est attendu."),
        ({"epci": "243 500 139"}, "epci : valeur inconnue « 243 500 139 »", "Un code Insee ou SIREN est attendu."),
        (
            {"population": 9, "population_projet": 3, "mutualise": True},
            "population_projet (3) est inférieur à population (9)",
            "Corriger",
        ),
    ],
)
def test_a_value_that_reading_would_not_have_made_is_refused(
    shipped: Catalogue, facts: dict[str, Any], message: str, hint: str | None
) -> None:
    with pytest.raises(BadProfile) as caught:
        verified(Profile(facts=facts), shipped.vocabulary)
    assert message in caught.value.message
    assert (caught.value.hint or "").startswith(hint) if hint else caught.value.hint is None


def test_a_word_that_is_known_by_another_name_is_refused_with_its_own(shipped: Catalogue) -> None:
    with pytest.raises(UnknownFact, match="fait inconnu « habitants »") as fact:
        verified(Profile(facts={"habitants": 3}), shipped.vocabulary)
    assert "population" in (fact.value.hint or "")
    with pytest.raises(UnknownValue, match="type : valeur inconnue « demat »") as value:
        verified(Profile(facts={"type": ("donnees", "demat")}), shipped.vocabulary)
    assert (value.value.fact, "dematerialisation" in (value.value.hint or "")) == ("type", True)


NAMED = "concerne_bibliotheque"
FIELDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a field's word as a type": ({"type": "Médiathèque"}, {"domaine": ("bibliotheque",)}),
    "beside a type": ({"type": ["biblio", "demat"]}, {"domaine": ("bibliotheque",), "type": ("dematerialisation",)}),
    "a word of both": ({"type": "SIGB"}, {"type": ("logiciel",), "domaine": ("bibliotheque",)}),
    "fields add up": ({"type": "école", "domaine": ["musée", "école"]}, {"domaine": ("ecole", "culture")}),
    "its other name": ({NAMED: "oui"}, {"domaine": ("bibliotheque",)}),
    "its other name beside a field": ({"domaine": "école", NAMED: True}, {"domaine": ("ecole", "bibliotheque")}),
    "its denial": ({NAMED: "non", "type": "demat"}, {NAMED: False, "type": ("dematerialisation",)}),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS)
def test_a_word_stands_under_the_fact_whose_value_it_names(shipped: Catalogue, case: str) -> None:
    given, known = FIELDS[case]
    assert _read(shipped, given).facts == known


def test_a_no_beside_the_field_is_refused(shipped: Catalogue) -> None:
    for facts in ({"type": "biblio"}, {"domaine": ["école", "biblio"]}):
        with pytest.raises(BadProfile, match="« concerne_bibliotheque » est non, et domaine contient « bibliotheque »"):
            _read(shipped, {**facts, "concerne_bibliotheque": "non"})
    assert _read(shipped, {"domaine": "école", "concerne_bibliotheque": "non"}).facts["domaine"] == ("ecole",)


def test_a_profile_made_by_hand_with_the_ids_of_before_is_what_reading_makes_of_it(shipped: Catalogue) -> None:
    by_hand = Profile(facts={"type": ("donnees", "bibliotheque"), "concerne_bibliotheque": True})
    assert verified(by_hand, shipped.vocabulary) == _read(shipped, {"type": ["donnees", "bibliotheque"]})


def test_a_word_near_a_field_is_proposed_for_a_type(shipped: Catalogue) -> None:
    with pytest.raises(UnknownValue) as caught:
        _read(shipped, {"type": "bibliotheqe"})
    assert "bibliotheque" in (caught.value.hint or "")


OVER: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "another fact stays": ({"type": ("donnees",)}, {"domaine": ("ecole",)}, {"type": ("donnees",), "domaine": ("ecole",)}),
    "a field said hides a no": ({"domaine": ("bibliotheque",)}, {NAMED: False}, {"domaine": ("bibliotheque",)}),
    "a no takes its field away": (
        {NAMED: False}, {"domaine": ("ecole", "bibliotheque")}, {"domaine": ("ecole",), NAMED: False},
    ),
    "a no alone": ({NAMED: False}, {"domaine": ("bibliotheque",)}, {NAMED: False}),
}  # fmt: skip


@pytest.mark.parametrize("case", OVER)
def test_what_is_said_wins_over_a_file_under_another_name_too(shipped: Catalogue, case: str) -> None:
    said, filed, known = OVER[case]
    assert over(shipped.vocabulary, said, filed) == known


@pytest.mark.parametrize(
    ("costs", "message"),
    [
        ({"RH": Decimal(3)}, "catégorie de coût inconnue « RH »"),
        ({"personnel": 3}, "coût « personnel » : un Decimal en euros, de zéro ou plus est attendu, trouvé 3 (int)"),
        ({"personnel": "3"}, "trouvé '3' (str)"),
        ({"personnel": 3.0}, "trouvé 3.0 (float)"),
        ({"personnel": Decimal("NaN")}, "trouvé Decimal('NaN') (Decimal)"),
        ({"personnel": Decimal("Infinity")}, "trouvé Decimal('Infinity') (Decimal)"),
        ({"personnel": Decimal(-1)}, "trouvé Decimal('-1') (Decimal)"),
    ],
)
def test_a_cost_that_reading_would_not_have_made_is_refused(shipped: Catalogue, costs: dict[str, Any], message: str) -> None:
    with pytest.raises(BadProfile) as caught:
        verified(Profile(costs=costs), shipped.vocabulary)
    assert message in caught.value.message


def test_costs_are_before_tax_or_with_it(shipped: Catalogue) -> None:
    basis: Any = "HT"
    with pytest.raises(BadProfile, match="costs_basis : « ht » ou « ttc » est attendu, trouvé 'HT'"):
        verified(Profile(costs_basis=basis), shipped.vocabulary)


SENSELESS = (10**5_000, -(10**5_000), float("nan"), float("inf"), 1e308, Decimal("NaN"), Decimal("1e400"))


@pytest.mark.parametrize("where", ["population", "densite", "type", "mutualise", "personnel"])
def test_a_number_out_of_this_world_is_refused_wherever_it_stands(shipped: Catalogue, where: str) -> None:
    for value in SENSELESS:
        facts, costs = ({}, {where: value}) if where == "personnel" else ({where: value}, None)
        with pytest.raises(BadProfile):
            _read(shipped, facts, costs)
        by_hand: dict[str, Any] = {"facts": facts, "costs": costs}
        with pytest.raises(BadProfile):
            verified(Profile(**by_hand), shipped.vocabulary)
