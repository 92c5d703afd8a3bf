"""Nodes to models: each fault of a scheme at its place, with its nearest right word, and nothing but diagnostics."""

# ruff: noqa: E501 - a case and its sentence stand on one line

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from aidnum.catalogue.build import plain
from aidnum.catalogue.diagnostics import MAX_HINTS
from aidnum.catalogue.lint import validate
from aidnum.catalogue.load import load_catalogue
from tests.catalogue.samples import (
    FILE,
    FULL,
    SECOND,
    VOCABULARY,
    expected,
    faults,
    nodes,
    outside,
    spoilt,
    unmarked,
    validated,
)

LONG = "x" * 5001

FAULTS = {
    "racine inconnue": (spoilt("version: 1\n", "version: 1\n¤scheme: [x]\n"), "M003", "vouliez-vous dire « schemes » ?"),
    "version absente": (spoilt("version: 1\nvoc", "¤voc"), "M002", "écrire « version: 1 »"),
    "version en liste": (spoilt("version: 1", "version: ¤[1]"), "M004", "une autre forme"),
    "version plus récente": (spoilt("version: 1", "version: ¤9"), "M004", "mettre à jour aidnum"),
    "version à virgule": (spoilt("version: 1", "version: ¤1.0"), "M004", "« 1.0 »"),
    "ni schemes ni vocabulary": ("¤version: 1\n", "M002", "« schemes », « vocabulary »"),
    "schemes vide": ("version: 1\nschemes: ¤[]\n", "M001", "au moins un dispositif"),
    "schemes en groupe": ("version: 1\nschemes: ¤{id: x}\n", "M001", "au moins un dispositif"),
    "schemes en texte": ("version: 1\nschemes: ¤x\n", "M001", "au moins un dispositif"),
    "dispositif en texte": (FILE + "  - ¤texte\n", "M001", "un dispositif est attendu"),
    "dispositif en liste": (FILE + "  - ¤[a]\n", "M001", "un dispositif est attendu"),
    "clé inconnue": (spoilt('    title: "L\'aide"\n', "    title: x\n    ¤sumary: x\n"), "M003", "« summary »"),
    "clé inconnue sans voisin": (spoilt('    title: "L\'aide"\n', "    title: x\n    ¤zzz: x\n"), "M003", "attendu : id, title"),
    "nom interne": (spoilt("rate: 50%", "costs: {¤except_: [personnel]}"), "M003", "« except »"),
    "clé inconnue en profondeur": (spoilt("closes: 2021-05-28", "¤close: 2021-05-28"), "M003", "« closes »"),
    "clé inconnue d'une source": (spoilt("confidence: high", "confidence: high, ¤ulr: x"), "M003", "« url »"),
    "clé inconnue d'un exemple": (spoilt("date: 2021-03-01", "date: 2021-03-01\n        ¤cost: {}"), "M003", "« costs »"),
    "clé manquante d'une source": (spoilt(", confidence: high", "").replace("- {id: page", "- ¤{id: page"), "M002", "« confidence »"),
    "identifiant": (spoilt("id: aide\n", "id: ¤Aide été\n"), "M001", "minuscules sans accent"),
    "identifiant en liste": (spoilt("id: aide\n", "¤id: [aide]\n"), "M001", "pas une liste"),
    "titre en groupe": (spoilt("title: \"L'aide\"", "¤title: {a: b}"), "M001", "pas un groupe de clés"),
    "titre trop long": (spoilt('"L\'aide"', f"¤{LONG}"), "M001", "5000 au plus"),
    "adresse": (spoilt('"https://exemple.fr"', "¤javascript:alert(1)"), "M001", "n'est pas une adresse"),
    "mot d'une liste": (spoilt("confidence: high", "confidence: ¤hihg"), "M001", "vouliez-vous dire « high » ?"),
    "liste vide": (spoilt('- {id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}', "[]")
        .replace("sources:\n      []", "¤sources: []").replace("          source: page\n", ""), "M001", "liste vide"),
    "liste trop longue": (spoilt('    title: "L\'aide"\n', f'    title: x\n    ¤notes: [{"x, " * 501}]\n'), "M001", "501 éléments"),
    "date française": (spoilt("opens: 2021-01-25", "opens: ¤25/01/2021"), "M001", "écrire 2021-01-25"),
    "date avec heure": (spoilt("opens: 2021-01-25", 'opens: ¤"2021-01-25T12:00"'), "M001", "sans heure"),
    "30 février": (spoilt("opens: 2021-01-25", "opens: ¤2021-02-30"), "M001", "le 30 février 2021 n'existe pas"),
    "date en nombre": (spoilt("opens: 2021-01-25", "opens: ¤1798675200"), "M001", "n'est pas une date"),
    "taux": (spoilt("rate: 50%", "rate: ¤0,8"), "M001", "vouliez-vous dire 80% ?"),
    "taux sans pour cent": (spoilt("rate: 50%", "rate: ¤80"), "M001", "vouliez-vous dire 80% ?"),
    "taux trop grand": (spoilt("rate: 50%", "rate: ¤101%"), "M001", "dépasse 100 %"),
    "taux en liste": (spoilt("rate: 50%", "¤rate: [50%]"), "M001", "taux attendu"),
    "taux à l'envers": (spoilt("rate: 50%", "¤rate: {from: 80%, up_to: 20%}"), "M001", "intervalle vide"),
    "montant ambigu": (spoilt("rate: 50%", "rate: 50%\n      ceiling: ¤150.000"), "M001", "est ambigu"),
    "montant infini": (spoilt("rate: 50%", "rate: 50%\n      ceiling: ¤.inf"), "M001", "n'est pas un montant"),
    "montant négatif": (spoilt("rate: 50%", "rate: 50%\n      floor: ¤-5"), "M001", "est négatif"),
    "somme et années": (spoilt("rate: 50%", "¤flat: {amount: 5, years: [5]}"), "M001", "une seule des deux"),
    "bonus d'une clé inconnue": (spoilt("rate: 50%", "rate: 50%\n      bonuses: [{when: {mutualise: oui}, add: {¤amout: 5}}]")
        .replace("add: {", "¤add: {", 1), "", ""),
    "only et except": (spoilt("rate: 50%", "¤costs: {only: [personnel], except: [prestations]}"), "M001", "s'excluent"),
    "catégorie": (spoilt("rate: 50%", "costs: {only: ¤personel}"), "V005", "« personnel »"),
    "assiette": (spoilt("rate: 50%", "base: ¤mutualise"), "V001", "un fait qui est un nombre"),
    "par unité": (spoilt("rate: 50%", "flat: {per: ¤poste, amount: 5}"), "V001", "postes"),
    "palier qui redescend": (spoilt("rate: 50%", "¤slices: [{up_to: 50000, rate: 40%}, {up_to: 50000, rate: 20%}]"), "F002", "le palier 2"),
    "palier à zéro": (spoilt("rate: 50%", "¤slices: {up_to: 0, rate: 40%}"), "F002", "le palier 1"),
    "palier sans fin au milieu": (spoilt("rate: 50%", "¤slices: [{rate: 40%}, {rate: 20%}]"), "F002", "seul le dernier"),
    "palier sans taux": (spoilt("rate: 50%", "slices: [¤{up_to: 5}]"), "M002", "« rate »"),
    "plafond par unité": (spoilt("rate: 50%", "rate: 50%\n      ceiling: {per: ¤mutualise, amount: 5}"), "V001", "un fait qui est un nombre"),
    "plafond sans somme": (spoilt("rate: 50%", "rate: 50%\n      ¤ceiling: {per: postes}"), "M002", "« amount »"),
    "majoration sans effet": (spoilt("rate: 50%", "rate: 50%\n      bonuses: [¤{when: {mutualise: oui}}]"), "M001", "« add » ou « multiply »"),
    "majoration double": (spoilt("rate: 50%", "rate: 50%\n      bonuses: [¤{when: {mutualise: oui}, add: 5%, multiply: 110%}]"), "M001", "un seul des deux"),
    "facteur sans pour cent": (spoilt("rate: 50%", "rate: 50%\n      bonuses: [{when: {mutualise: oui}, multiply: ¤1.1}]"), "M001", "110%"),
    "coût retenu pour l'éligibilité": (spoilt("- population: {at_least: 3500}", "- ¤cout_retenu: {at_least: 3500}"), "V001", "fait inconnu"),
    "au plus l'aide d'un inconnu": (spoilt("rate: 50%", "rate: 50%\n      ¤at_most_aid_of: etats"), "R002", "dispositif ou payeur inconnu « etats »"),
    "au plus sa propre aide": (spoilt("rate: 50%", "bands: [{when: {mutualise: oui}, rate: 5%, ¤at_most_aid_of: aide}]"), "R002", "elle-même"),
    "paliers de la seconde forme": (spoilt("    funding:\n      kind: grant\n      basis: ht\n      rate: 50%", "    funding:\n      - {kind: grant, basis: ht, rate: 50%}\n"
        "      - {kind: loan, basis: ht, rate: 5%, ¤slices: [{rate: 5%}]}"), "F001", "« rate » et « slices »"),
    "formes sans aucune": (spoilt("    funding:\n      kind: grant\n      basis: ht\n      rate: 50%", "    ¤funding: []"), "M001", "liste vide"),
    "taux et paliers": (spoilt("rate: 50%", "rate: 50%\n      ¤slices: [{rate: 40%}]"), "F001", "« rate » et « slices »"),
    "points d'un forfait": (spoilt("rate: 50%", "flat: 5\n      bonuses: [{when: {mutualise: oui}, ¤add: 5%}]"), "F001", "donner une somme"),
    "facteur d'un forfait": (spoilt("rate: 50%", "flat: 5\n      bonuses: [{when: {mutualise: oui}, ¤multiply: 110%}]"), "F001", "« multiply »"),
    "somme d'un taux": (spoilt("rate: 50%", "rate: 50%\n      bonuses: [{when: {mutualise: oui}, ¤add: 500}]"), "F001", "des points de taux"),
    "période sans date": (spoilt("{opens: 2021-01-25, closes: 2021-05-28}", "¤{name: x}"), "M001", "au moins une date"),
    "période à l'envers": (spoilt("closes: 2021-05-28", "closes: 2021-01-24").replace("- {opens", "- ¤{opens"), "C001", "2021-01-24"),
    "période vue avant": (spoilt("closes: 2021-05-28", "seen_open: 2021-01-24").replace("- {opens", "- ¤{opens"), "C001", "2021-01-24"),
    "période vue après": (spoilt("closes: 2021-05-28", "closes: 2021-05-28, seen_open: 2021-05-29").replace("- {opens", "- ¤{opens"), "C001", "2021-05-29"),
    "page lue avant sa date": (spoilt("checked: 2026-11-24", "checked: 2026-11-24, ¤dated: 2026-12"), "C001", "après avoir été lue le 2026-11-24"),
    "étape à l'envers": (spoilt("    examples:", "      stages: ¤{opens: 2021-05-01, closes: 2021-04-01}\n    examples:")
        .replace("stages: ¤", "¤stages: "), "C001", "2021-04-01"),
    "périodes et état": (spoilt("calendar:", "¤calendar:\n      state: rolling"), "M001", "un seul des deux"),
    "attente vide": (spoilt("expect: {verdict: eligible, state: open}", "¤expect: {}"), "M001", "au moins un résultat"),
    "profil en liste": (spoilt("profile: {population: 5000, type: demat, collectivite: commune}", "¤profile: [a]"), "M001", "nom: valeur"),
    "sans demandeur": (spoilt("        - collectivite: [collectivites]\n", "").replace("elig", "¤elig", 1), "S001", "qui peut demander"),
    "demandeur dans un any": (spoilt("- collectivite: [collectivites]", "- any: [{collectivite: [collectivites]}]")
        .replace("    eligibility:", "    ¤eligibility:"), "S001", "directement sous « all »"),
    "source inconnue": (spoilt("source: page", "source: ¤pag"), "R001", "vouliez-vous dire « page » ?"),
    "source inconnue du financement": (spoilt("rate: 50%", "rate: 50%\n      source: ¤zzz"), "R001", "« zzz »"),
    "source en double": (FILE + SECOND.replace("sources: [{", 'sources: [{id: page, title: x, url: "https://a.fr", '
        "checked: 2026-11-24, confidence: low}, {").replace('id: page, title: "La', 'id: ¤page, title: "La'), "R003", "source en double"),
    "successeur": (FILE + "    successor: ¤Aide 2\n", "M001", "n'est pas un identifiant"),
}  # fmt: skip
del FAULTS["bonus d'une clé inconnue"]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_scheme_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    text, code, words = FAULTS[name]
    assert faults(text, tmp_path) == expected(text, code)
    assert words in validated(unmarked(text), tmp_path).diagnostics[0].message


def test_the_terms_of_a_funding_alone_may_test_the_cost_retained(tmp_path: Path) -> None:
    bands = (
        "bands: [{when: {cout_retenu: {below: 9000}}, rate: 50%}]\n      bonuses: {when: {cout_retenu: {above: 5}}, add: 5%}"
    )
    assert faults(spoilt("rate: 50%", bands), tmp_path) == []
    assert faults(spoilt("rate: 50%", "rate: 50%\n      flat: 500"), tmp_path) == []


def test_every_fault_of_a_file_is_told_not_the_first(tmp_path: Path) -> None:
    text = spoilt('id: aide\n    title: "L\'aide"', "id: ¤Aide\n    ¤titel: x").replace("  - id", "  - ¤id")
    text = text.replace("[dematerialisation]\n", "[¤demt]\n").replace("rate: 50%", "rate: ¤50\n      ¤taux: 3")
    text = text.replace("closes: 2021-05-28", "closes: ¤x").replace("confidence: high", "confidence: ¤x")
    found = faults(text, tmp_path)
    assert sorted(place for _, *place in found) == sorted([line, column] for _, line, column in expected(text, "M001"))
    assert [code for code, _, _ in found] == ["M002", "M001", "M003", "M001", "V002", "M001", "M003", "M001"]


def test_all_the_missing_keys_of_one_group_are_told(tmp_path: Path) -> None:
    text = f"version: 1\n{VOCABULARY}schemes:\n  - ¤id: aide\n"
    found = validated(unmarked(text), tmp_path).diagnostics
    wanted = ("calendar", "eligibility", "examples", "funding", "sources", "title")
    assert [(d.code, d.line, d.column) for d in found] == expected(text, "M002") * len(wanted)
    assert [d.message for d in found] == [f"clé obligatoire manquante « {key} » (dispositif « aide »)" for key in wanted]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sources:\n      - {id", "sources:\n        {id"),
        ("[dematerialisation]", "dematerialisation"),
        ("rate: 50%", "rate: 50 %"),
    ],
)
def test_one_value_may_stand_for_a_list_of_one(old: str, new: str, tmp_path: Path) -> None:
    assert faults(spoilt(old, new), tmp_path) == []


def test_free_keys_are_allowed_in_every_group_of_keys(tmp_path: Path) -> None:
    text = (
        FULL.replace("{when:", "{x-a: b, when:").replace("{id:", "{x-a: [b], id:").replace("title:", "x-b: {c: d}\n    title:")
    )
    text = spoilt(
        "schemes:\n", "x-c: d\nschemes:\n", FULL.replace("{when:", "{x-a: b, when:").replace("{id:", "{x-a: [b], id:")
    )
    assert faults(text, tmp_path) == []


def test_hints_stop_after_a_thousand_so_that_a_file_made_to_be_slow_is_not(tmp_path: Path) -> None:
    keys = "".join(f"    sumary{number}: x\n" for number in range(MAX_HINTS + 5))
    messages = [found.message for found in validated(FILE + keys, tmp_path).diagnostics]
    assert sum("vouliez-vous dire" in message for message in messages) == MAX_HINTS
    assert len(messages) == MAX_HINTS + 5


def _paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _paths(value, (*path, key))


def _with(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(document)
    node = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return changed


DOCUMENT: Any = plain(nodes(FULL))


@pytest.mark.parametrize("value", ["mot", ["mot"], {"mot": "mot"}], ids=["texte", "liste", "groupe"])
def test_any_value_replaced_by_another_form_gives_only_diagnostics_that_lie_in_the_file(value: Any, tmp_path: Path) -> None:
    for path in _paths(DOCUMENT):
        if path:
            text = yaml.dump(_with(DOCUMENT, path, value), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
            validation = validated(text, tmp_path)
            assert outside(validation) == [], path
            assert all("\n" not in found.message and "Input" not in found.message for found in validation.diagnostics), path


@pytest.mark.parametrize("key", ["id", "title", "sources", "eligibility", "funding", "calendar", "examples"])
def test_a_required_key_left_out_is_named(key: str, tmp_path: Path) -> None:
    document = copy.deepcopy(DOCUMENT)
    del document["schemes"][1][key]
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    found = [d for d in validated(text, tmp_path).diagnostics if d.code == "M002"]
    assert [key in found[0].message, len(found)] == [True, 1]
    line = text.split("\n")[found[0].line - 1]
    assert line[: found[0].column - 1] == "- "


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"67": {label: Bas-Rhin}', '"67": {label: Bas-Rhin, gives: {¤regoin: "44"}}'),
        ('"67": {label: Bas-Rhin}', '"67": {label: Bas-Rhin, gives: {¤collectivite: ville}}'),
        ('"67": {label: Bas-Rhin}', '"67": {label: Bas-Rhin, gives: {¤mutualise: peut-être}}'),
        ('"67": {label: Bas-Rhin}', '"67": {label: Bas-Rhin, gives: {¤population: "3"}}'),
        ('"67": {label: Bas-Rhin}', '"67": {label: Bas-Rhin, gives: {¤departement: "68"}}'),
        ("commune: {label: commune}", "commune: {label: commune, ¤gives: {mutualise: non}}"),
    ],
)
def test_what_a_value_gives_is_a_value_of_another_fact(tmp_path: Path, old: str, new: str) -> None:
    text = spoilt(old, new)
    assert [fault for fault in faults(text, tmp_path) if fault[0] == "V006"] == expected(text, "V006")


@pytest.mark.parametrize(
    "new",
    [
        "never_below: ¤dgf}",
        "never_below: ¤municipale}",
        "never_above: {of: [totale, ¤municipale], times: 10, note: x}}",
        "never_above: {of: [¤dgf], times: 10, note: x}}",
        "never_below: totale, ¤told_by: populations}",
        "never_below: totale, ¤told_by: commune}",
    ],
)
def test_a_notion_is_bounded_by_others_of_its_fact(tmp_path: Path, new: str) -> None:
    text = spoilt("never_below: totale}", new)
    assert [fault for fault in faults(text, tmp_path) if fault[0] == "V006"] == expected(text, "V006")


def test_an_example_is_judged_with_what_its_places_give(tmp_path: Path) -> None:
    text = spoilt('"67": {label: Bas-Rhin}', '"67": {label: Bas-Rhin, gives: {epci: "243500139", mutualise: non}}')
    text = spoilt("- type: [dematerialisation]", "- type: [dematerialisation]\n        - mutualise: non", text)
    text = spoilt("{population: 5000,", '{departement: "67", population: 5000,', text)
    assert faults(text, tmp_path) == []
    text = spoilt('departement: "67", population', 'departement: "67", mutualise: oui, population', text)
    assert [code for code, *_ in faults(text, tmp_path)] == ["E002"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("redirects: domaine", "¤redirects: domain"),
        ("redirects: domaine", "¤redirects: population"),
        ("values: types, redirects: domaine", "values: types, ¤redirects: type"),
        ("means: {fact: domaine, value: musee}", "means: {¤fact: domain, value: musee}"),
        ("means: {fact: domaine, value: musee}", "means: {fact: domaine, ¤value: musees}"),
        ("means: {fact: domaine, value: musee}", "means: {¤fact: type, value: donnees}"),
        ("postes: {kind: number,", "postes: {kind: number, ¤redirects: domaine,"),
        ("postes: {kind: number,", "postes: {kind: number, ¤means: {fact: domaine, value: musee},"),
    ],
)
def test_what_takes_the_words_of_a_fact_is_a_list_of_words_that_exists(tmp_path: Path, old: str, new: str) -> None:
    text = spoilt(old, new)
    assert [fault for fault in faults(text, tmp_path) if fault[0] == "V006"] == expected(text, "V006")


SHIPPED_WORDS = """version: 1
vocabulary:
  facts:
    surface_normative: {kind: flag, question: "La bibliothèque atteint-elle la surface normative ?"}
    postes: {kind: number, unit: postes, question: "Combien de postes ?"}
  cost_categories: {cablage: {label: "Câblage"}}
"""


def test_a_fact_that_is_shipped_may_be_asked_in_other_words_which_win(tmp_path: Path) -> None:
    path = tmp_path / "mots.yaml"
    path.write_text(SHIPPED_WORDS, encoding="utf-8")
    assert validate([path]).diagnostics == ()
    assert load_catalogue([path]).vocabulary.facts["postes"].question == "Combien de postes ?"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("surface_normative", "{kind: flag", "{kind: number, unit: m²"),
        ("postes", "unit: postes, ", "unit: emplois, "),
        ("postes", "unit: postes, ", "unit: postes, decimal: yes, "),
        ("surface_normative", "{kind: flag, ", "{kind: flag, commitment: true, "),
    ],
)
def test_a_fact_that_is_shipped_keeps_what_it_means(tmp_path: Path, name: str, old: str, new: str) -> None:
    path = tmp_path / "mots.yaml"
    path.write_text(SHIPPED_WORDS.replace(old, new), encoding="utf-8")
    (found,) = validate([path]).diagnostics
    assert (found.code, found.message) == ("V006", f"« {name} » a déjà un autre sens dans un fichier lu avant")


PLACES = """    zone: {kind: choice, question: "Où ?", values: {nord: {label: Nord, of: du Nord}, sud: {label: Sud}}}
"""
OFFICES = """  organisations:
    bureau: {label: bureaux, per: zone, named: "bureau {of}", names: {sud: grand bureau}, yours: votre bureau}
  aliases:
"""
WITH_OFFICES = spoilt("  aliases:\n", OFFICES, spoilt("    postes: {", f"{PLACES}    postes: {{"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("per: zone", "¤per: zoen"),
        ("per: zone", "¤per: type"),
        ('named: "bureau {of}"', '¤named: "bureau de la zone"'),
        ('named: "bureau {of}", names: {sud: grand bureau}', '¤named: "bureau {of}"'),
        ("{sud: grand bureau}", "{sud: grand bureau, ¤est: petit bureau}"),
        ("bureau: {label: bureaux, per: zone,", "¤bureau: {label: bureaux,"),
        ('bureau: {label: bureaux, per: zone, named: "bureau {of}",', "¤bureau: {label: bureaux, per: zone,"),
    ],
)
def test_an_organisation_that_each_place_has_is_named_in_each(tmp_path: Path, old: str, new: str) -> None:
    assert faults(WITH_OFFICES, tmp_path) == []
    text = spoilt(old, new, WITH_OFFICES)
    assert faults(text, tmp_path) == expected(text, "V006")


def test_the_fact_of_a_place_that_is_no_list_is_told_another(tmp_path: Path) -> None:
    (found,) = validated(spoilt("per: zone", "per: postes", WITH_OFFICES), tmp_path).diagnostics
    assert "vouliez-vous dire « postes »" not in found.message


LISTS = """    lists:
      - year: 2026
        by: zone
        source: page
        places: {nord: {says: digital, lines: [une ligne, {text: autre, types: [donnees], fields: [musee]}]}}
    examples:
"""
WITH_LISTS = spoilt("    examples:\n", LISTS, WITH_OFFICES)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("by: zone", "by: ¤zoen", "V001"),
        ("by: zone", "by: ¤type", "V001"),
        ("{nord: {says", "{¤nordd: {says", "V002"),
        ("types: [donnees]", "types: [¤donnee]", "V002"),
        ("fields: [musee]", "fields: [¤donnees]", "V002"),
        ("says: digital", "says: ¤numerique", "M001"),
        ("source: page\n        places", "source: ¤pgae\n        places", "R001"),
    ],
)
def test_a_fault_in_the_list_of_a_place_is_told_at_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert faults(WITH_LISTS, tmp_path) == []
    text = spoilt(old, new, WITH_LISTS)
    assert faults(text, tmp_path) == expected(text, code)


def test_a_word_of_a_field_in_the_profile_of_an_example_is_told_and_read(tmp_path: Path) -> None:
    old = "profile: {population: 5000, type: demat, collectivite: commune}"
    text = spoilt(old, "profile: {population: 5000, ¤type: [demat, musee], ¤concerne_musee: oui, collectivite: commune}")
    assert faults(text, tmp_path) == expected(text, "L005")


def test_an_example_may_name_what_is_missing_by_its_other_name(tmp_path: Path) -> None:
    text = spoilt("- type: [dematerialisation]", "- domaine: [musee]").replace(
        "{verdict: eligible, state: open}", "{verdict: to_confirm, missing: [concerne_musee]}"
    )
    assert faults(text, tmp_path) == []


def test_a_file_may_add_a_field_of_its_own(tmp_path: Path) -> None:
    text = spoilt("musee: {label: musée}", "musee: {label: musée}\n    sport: {label: sport}")
    text = spoilt("- type: [dematerialisation]", "- domaine: [sport]", text).replace("type: demat, ", "domaine: sport, ")
    assert faults(text, tmp_path) == []
