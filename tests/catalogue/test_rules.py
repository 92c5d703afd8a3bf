"""Nodes to rules: what the vocabulary allows is built, the rest is told with the nearest right word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.catalogue.build import build_vocabulary
from aidnum.catalogue.diagnostics import Faults
from aidnum.catalogue.models import MAX_ITEMS
from aidnum.catalogue.nodes import Node
from aidnum.catalogue.rules import RuleBuilder
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule
from aidnum.model.scheme import Area
from tests.catalogue.samples import VOCABULARY, as_faults, expected, faults, nodes, spoilt, unmarked


def _built(text: str) -> tuple[Rule | None, Faults]:
    faults = Faults("catalogue.yaml")
    vocabulary = build_vocabulary(nodes(f"version: 1\n{VOCABULARY}"), faults)
    assert vocabulary is not None
    node: Node = nodes(unmarked(text))["rule"]
    return RuleBuilder(vocabulary, faults).rule(node), faults


def _area(text: str) -> tuple[Area | None, Faults]:
    faults = Faults("catalogue.yaml")
    vocabulary = build_vocabulary(nodes(f"version: 1\n{VOCABULARY}"), faults)
    assert vocabulary is not None
    return RuleBuilder(vocabulary, faults).area(nodes(unmarked(text))["territoire"]), faults


def test_a_territory_is_a_rule_on_where_the_applicant_lies() -> None:
    area, faults = _area('territoire: {departements: [67A], epci: "243 500 139", source: page}')
    assert faults.found == []
    assert area is not None
    alsace = OneOf(values=("67A",), members=frozenset({"67", "68"}))
    rennes = OneOf(values=("243500139",), members=frozenset({"243500139"}))
    first, second = (Leaf(fact=fact, test=test, source="page") for fact, test in (("departement", alsace), ("epci", rennes)))
    assert area.rule == AnyOf(parts=(first, second))
    assert (area.departements, area.epci) == (("67A",), ("243500139",))
    alone, _ = _area("territoire: {departements: [67]}")
    assert alone is not None
    assert alone.rule == Leaf(fact="departement", test=OneOf(values=("67",), members=frozenset({"67"})))


AREA_FAULTS = {
    "mot": ("territoire: ¤Alsace", "V003", "departements, regions, epci, communes"),
    "vide": ("territoire: ¤{source: page}", "V003", "departements, regions, epci, communes"),
    "clé": ("territoire: {departements: [67], ¤departement: [67]}", "M003", "vouliez-vous dire « departements » ?"),
    "valeur": ("territoire: {departements: [¤99]}", "V002", "valeur inconnue « 99 »"),
    "code": ("territoire: {epci: [¤2435]}", "V002", "valeur inconnue « 2435 »"),
    "fait absent": ("territoire: {¤regions: [53]}", "V001", "demande le fait « region »"),
}


@pytest.mark.parametrize("name", AREA_FAULTS)
def test_a_territory_that_cannot_be_built_says_why_and_where(name: str) -> None:
    text, code, words = AREA_FAULTS[name]
    _, faults = _area(text)
    assert as_faults(faults.found) == expected(text, code)
    assert words in faults.found[0].message


def test_a_bound_may_name_a_notion() -> None:
    bounds = Bounds(at_most=2_000, notion="dgf")
    assert _rule("{population: {at_most: 2000, notion: dgf}}") == Leaf(fact="population", test=bounds)
    assert _rule("{population_projet: {at_most: 2000, notion: dgf}}") == Leaf(fact="population_projet", test=bounds)


def _rule(text: str) -> Rule | None:
    rule, faults = _built(f"rule: {text}")
    assert faults.found == []
    return rule


def test_a_family_means_all_its_members() -> None:
    members = frozenset({"commune", "departement"})
    assert _rule("{collectivite: [collectivites]}") == Leaf(
        fact="collectivite", test=OneOf(values=("collectivites",), members=members)
    )


@pytest.mark.parametrize("word", ["dematerialisation", "Dématérialisation", "demat", '" DEMAT "', "[demat]"])
def test_a_value_is_found_by_id_label_and_alias_in_any_case(word: str) -> None:
    only = frozenset({"dematerialisation"})
    assert _rule(f"{{type: {word}}}") == Leaf(fact="type", test=OneOf(values=("dematerialisation",), members=only))


def test_bounds_hold_together_and_read_numbers_as_people_write_them() -> None:
    bounds = Bounds(at_least=500_000, below=900_000, about=Decimal("0.1"))
    assert _rule("{population: {at_least: 500 000, below: 900000, about: 10 %}}") == Leaf(fact="population", test=bounds)


@pytest.mark.parametrize(("word", "value"), [("oui", True), ("non", False), ("true", True), ("False", False)])
def test_a_flag_is_oui_or_non(word: str, value: bool) -> None:  # noqa: FBT001
    assert _rule(f"{{mutualise: {word}}}") == Leaf(fact="mutualise", test=Is(value=value))


def test_the_bounds_of_a_decimal_fact_take_decimals() -> None:
    rule, found = _built("rule: {debit: {above: 2.4, below: '2,5'}}")
    assert rule == Leaf(fact="debit", test=Bounds(above=Decimal("2.4"), below=Decimal("2.5")))
    assert not found.found


def test_a_leaf_keeps_its_source_and_its_note() -> None:
    leaf = _rule('{mutualise: oui, source: page, note: "500\u00a0000 habitants  environ"}')
    assert isinstance(leaf, Leaf)
    assert (leaf.source, leaf.note) == ("page", "500\u00a0000 habitants  environ")


def test_not_is_pushed_to_the_leaves() -> None:
    rule = _rule("{not: {all: [{mutualise: oui}, {any: [{population: {below: 10}}, {not: {mutualise: non}}]}]}}")
    assert isinstance(rule, AnyOf)
    first, second = rule.parts
    assert isinstance(first, Leaf)
    assert first.negated
    assert isinstance(second, AllOf)
    assert [leaf.negated for leaf in second.parts if isinstance(leaf, Leaf)] == [True, False]


FAULTS = {
    "texte": ("rule: ¤mot", "V003", "une règle est attendue"),
    "liste": ("rule: ¤[{mutualise: oui}]", "V003", "une règle est attendue"),
    "groupe vide": ("rule: ¤{}", "V003", "trouvé : aucun"),
    "source seule": ("rule: ¤{source: page}", "V003", "trouvé : aucun"),
    "deux faits": ("rule: {mutualise: oui, ¤type: [demat]}", "V003", "« mutualise » et « type »"),
    "groupe et fait": ("rule: {all: [{mutualise: oui}], ¤type: [demat]}", "V003", "« all » doit être seule"),
    "deux groupes": ("rule: {¤any: [{mutualise: oui}], all: [{mutualise: oui}]}", "V003", "« all » doit être seule"),
    "groupe et source": ("rule: {all: [{mutualise: oui}], ¤source: page}", "V003", "« source »"),
    "groupe sans liste": ("rule: {any: ¤{mutualise: oui}}", "V003", "une liste d'au moins une règle"),
    "groupe d'une liste vide": ("rule: {all: ¤[]}", "V003", "une liste d'au moins une règle"),
    "groupe de mots": ("rule: {all: [¤mot]}", "V003", "une règle est attendue"),
    "not d'une liste": ("rule: {not: ¤[{mutualise: oui}]}", "V003", "une règle est attendue"),
    "fait proche": ("rule: {¤populatoin: {at_least: 5}}", "V001", "vouliez-vous dire « population » ?"),
    "groupe mal écrit": ("rule: {¤alll: [{mutualise: oui}]}", "V001", "vouliez-vous dire « all » ?"),
    "fait sans voisin": ("rule: {¤zzzzz: oui}", "V001", "la liste : aidnum facts"),
    "fait à cacher": ('rule: {¤"z\\tz": oui}', "V001", "« z\\u0009z »"),
    "valeur proche": ("rule: {type: [¤donées, demat]}", "V002", "vouliez-vous dire « donnees » ?"),
    "valeur sans voisin": ("rule: {type: ¤zzzz}", "V002", "aidnum facts type"),
    "deux valeurs": ("rule: {type: [¤zzzz, ¤yyyy]}", "V002", "valeur inconnue « zzzz »"),
    "valeurs vides": ("rule: {type: ¤[]}", "V003", "liste d'une valeur au moins"),
    "valeurs en groupe": ("rule: {type: ¤{demat: oui}}", "V003", "liste d'une valeur au moins"),
    "valeur en liste": ("rule: {type: [¤[demat]]}", "V003", "attend des mots"),
    "trop de valeurs": (f"rule: {{type: ¤[{', '.join(['demat'] * (MAX_ITEMS + 1))}]}}", "V003", "500 au plus"),
    "trop de règles": (f"rule: {{all: ¤[{', '.join(['{mutualise: oui}'] * (MAX_ITEMS + 1))}]}}", "V003", "501 règles"),
    "drapeau": ("rule: {mutualise: ¤on}", "V003", "ni oui ni non"),
    "drapeau en liste": ("rule: {mutualise: ¤[oui]}", "V003", "attend oui ou non"),
    "nombre sans borne": ("rule: {population: ¤3500}", "V003", "{at_least: 3500}"),
    "bornes vides": ("rule: {population: ¤{}}", "V003", "au moins une borne"),
    "about seul": ("rule: {population: ¤{about: 10%}}", "V003", "au moins une borne"),
    "borne min": ("rule: {population: {¤min: 5}}", "M003", "vouliez-vous dire « at_least » ?"),
    "borne max": ("rule: {population: {¤max: 5}}", "M003", "vouliez-vous dire « at_most » ?"),
    "borne mal écrite": ("rule: {population: {¤at_last: 5}}", "M003", "vouliez-vous dire « at_least » ?"),
    "borne sans voisin": ("rule: {population: {¤zzz: 5}}", "M003", "attendu : at_least, above"),
    "borne en liste": ("rule: {population: {below: ¤[5]}}", "V003", "attend un nombre"),
    "borne négative": ("rule: {population: {below: ¤-5}}", "M001", "est négatif"),
    "borne ambiguë": ("rule: {population: {below: ¤150.000}}", "M001", "écrire 150000"),
    "borne d'un million de chiffres": (f"rule: {{population: {{below: ¤{'9' * 5000}}}}}", "M001", "est trop grand"),
    "chiffres d'ailleurs": ("rule: {population: {below: ¤٣٥٠٠}}", "M001", "n'est pas un nombre entier"),
    "about sans pour cent": ("rule: {population: {below: 5, about: ¤0.1}}", "M001", "vouliez-vous dire 10% ?"),
    "notion proche": ("rule: {population: {below: 5, notion: ¤total}}", "V002", "vouliez-vous dire « totale » ?"),
    "notion d'un autre": ("rule: {postes: {below: 5, notion: ¤totale}}", "V002", "notion inconnue « totale » pour « postes »"),
    "notion en liste": ("rule: {population: {below: 5, notion: ¤[totale]}}", "V003", "attend un mot"),
    "notion seule": ("rule: {population: ¤{notion: totale}}", "V003", "au moins une borne"),
    "deux bornes fausses": ("rule: {population: {below: ¤x, above: ¤y}}", "M001", "« x »"),
    "intervalle vide": ("rule: {population: ¤{at_least: 5, at_most: 4}}", "V004", "intervalle vide"),
    "intervalle ouvert vide": ("rule: {population: ¤{above: 4, below: 5}}", "V004", "intervalle vide"),
    "décimales d'un entier": ("rule: {postes: {below: ¤2.5}}", "M001", "n'est pas un nombre entier"),
    "virgule entre accolades": ("rule: {debit: {below: 2,¤5: x}}", "M003", "écrire un nombre décimal avec un point"),
    "trois décimales": ("rule: {debit: {below: ¤2.525}}", "M001", "est ambigu"),
    "intervalle décimal vide": ("rule: {debit: ¤{above: 2.49, below: 2.5}}", "V004", "intervalle vide"),
    "sous zéro": ("rule: {population: ¤{below: 0}}", "V004", "intervalle vide"),
    "source en liste": ("rule: {mutualise: oui, source: ¤[page]}", "V003", "attend un texte"),
    "note trop longue": (f"rule: {{mutualise: oui, note: ¤{'x' * 5001}}}", "M001", "texte trop long : 5001"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_rule_that_cannot_be_built_says_why_and_where(name: str) -> None:
    text, code, words = FAULTS[name]
    rule, faults = _built(text)
    assert as_faults(faults.found) == expected(text, code)
    assert words in faults.found[0].message
    assert rule is None or code in ("V003", "M001")


def test_a_single_number_is_no_empty_interval() -> None:
    assert _rule("{population: {above: 4, below: 6}}") == Leaf(fact="population", test=Bounds(above=4, below=6))


def test_every_fault_of_one_rule_is_told(tmp_path: Path) -> None:
    text = spoilt(
        "- type: [dematerialisation]", "- ¤tipe: [x]\n        - type: [¤x, demat, ¤y]\n        - any: [{mutualise: ¤peut-être}]"
    )
    assert faults(text, tmp_path) == expected(text, "V001", "V002", "V002", "V003")


SPLIT = {
    "un mot de domaine": ("{¤type: médiathèque}", "{domaine: [bibliotheque]}"),
    "les deux": ("{¤type: [donnees, musee, mediatheque]}", "{any: [{domaine: [musee, bibliotheque]}, {type: [donnees]}]}"),
    "un mot des deux": ("{¤type: [fonds]}", "{any: [{domaine: [bibliotheque]}, {type: [donnees]}]}"),
    "l'autre nom": ("{¤concerne_musee: oui}", "{domaine: [musee]}"),
    "l'autre nom nié": ("{¤concerne_musee: non}", "{not: {domaine: [musee]}}"),
    "sous un not": ("{not: {¤type: [donnees, musee]}}", "{not: {any: [{domaine: [musee]}, {type: [donnees]}]}}"),
    "l'autre nom sous un not": ("{not: {¤concerne_musee: non}}", "{domaine: [musee]}"),
}


@pytest.mark.parametrize("name", SPLIT)
def test_words_of_a_field_under_a_type_are_tested_as_a_field_and_it_is_said(name: str) -> None:
    text, form = SPLIT[name]
    rule, faults = _built(f"rule: {text}")
    assert rule == _rule(form)
    assert as_faults(faults.found) == expected(f"rule: {text}", "L005")
    assert not faults.errors()


def test_both_criteria_of_a_leaf_read_in_two_keep_its_source_and_note() -> None:
    rule = _built("rule: {type: [musee, donnees], source: page, note: Une note}")[0]
    assert isinstance(rule, AnyOf)
    leaves = [part for part in rule.parts if isinstance(part, Leaf)]
    assert [(leaf.fact, leaf.source, leaf.note) for leaf in leaves] == [
        ("domaine", "page", "Une note"),
        ("type", "page", "Une note"),
    ]


def test_the_form_that_is_read_is_told_as_it_should_be_written() -> None:
    _, faults = _built("rule: {type: [mediatheque, demat]}")
    assert "« any: [{domaine: [bibliotheque]}, {type: [dematerialisation]}] »" in faults.found[0].message
    _, faults = _built("rule: {concerne_musee: non}")
    assert "« not: {domaine: [musee]} »" in faults.found[0].message


@pytest.mark.parametrize("text", ["{¤type: [donnees, dematerialisation]}", "{¤domaine: [musee, bibliotheque, ecole]}"])
def test_a_leaf_that_names_every_word_distinguishes_nothing(text: str) -> None:
    assert as_faults(_built(f"rule: {text}")[1].found) == expected(f"rule: {text}", "L006")


def test_a_fault_in_a_leaf_of_two_facts_is_told_as_in_any() -> None:
    text = "rule: {type: [musee, ¤zzzz]}"
    rule, faults = _built(text)
    assert rule is None
    assert as_faults(faults.found) == expected(text, "V002")
