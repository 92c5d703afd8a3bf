"""The rules of facts: read against the words around them, told at their place, and never in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from aidnum.catalogue.assemble import read_files
from aidnum.catalogue.files import File
from aidnum.model.rule import AnyOf, Is, Leaf, OneOf
from aidnum.model.vocabulary import Fact, Vocabulary
from tests.catalogue.samples import FILE, expected, faults, spoilt

COMMUNE = OneOf(values=("commune",), members=frozenset({"commune"}))
DATA = OneOf(values=("donnees",), members=frozenset({"donnees"}))
SUPPOSED = (
    '{kind: flag, question: "Tout ?", supposed: non, unless: {any: [{not: {collectivite: [commune]}}, {mutualise: oui}]}}'
)
SHARED = '{kind: flag, question: "Partagé ?", commitment: {type: [open data]}}'
BY_TYPE = "commitment: {type: [open data]}"
WORDS = f"vocabulary:\n  facts:\n    tout: {SUPPOSED}\n    partage: {SHARED}\n"
TEXT = FILE.replace("vocabulary:\n  facts:\n", WORDS).replace("donnees: [fonds]", "donnees: [fonds, open data]")


def _words(*texts: str) -> Vocabulary:
    files = [File(Path(f"{place}.yaml"), text.encode()) for place, text in enumerate(texts)]
    return read_files(files)[1]


def test_a_rule_of_a_fact_is_read_as_any_rule_aliases_included() -> None:
    facts = _words(TEXT).facts
    unless = AnyOf(parts=(Leaf(fact="collectivite", test=COMMUNE, negated=True), Leaf(fact="mutualise", test=Is(value=True))))
    assert (facts["tout"].supposed, facts["tout"].unless) == (False, unless)
    assert facts["partage"].commitment == Leaf(fact="type", test=DATA)
    assert facts["population_projet"].unless == "mutualise"


def test_a_rule_may_test_the_words_of_a_file_read_before() -> None:
    later = f"version: 1\nvocabulary:\n  facts:\n    partout: {SUPPOSED}\n"
    assert _words(FILE, later).facts["partout"].rules


def test_a_word_that_two_files_declare_alike_keeps_its_rule() -> None:
    files = [File(Path(name), text.encode()) for name, text in (("1.yaml", TEXT), ("2.yaml", TEXT.partition("schemes:")[0]))]
    read, words = read_files(files)
    assert [diagnostic.code for file in read for diagnostic in file.faults.found] == []
    assert words.facts == _words(TEXT).facts


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("collectivite: [commune]}}, {m", "¤colectivite: [commune]}}, {m", "V001"),
        ("not: {collectivite: [commune]}}, {m", "not: {collectivite: [¤comune]}}, {m", "V002"),
        (BY_TYPE, "commitment: {type: [open data], ¤domaine: [musee]}", "V003"),
        (BY_TYPE, "commitment: ¤[type]", "V003"),
        (BY_TYPE, "commitment: ¤{type: [open data], source: page}", "R001"),
        (BY_TYPE, "commitment: ¤peut-être", "M001"),
        (BY_TYPE, "¤commitment: {partage: oui}", "V006"),
        (BY_TYPE, "¤commitment: {tout: oui}", "V006"),
        ('question: "Combien d\'habitants ?"\n', 'question: "?"\n      ¤commitment: {population_projet: {above: 3}}\n', "V006"),
        ("supposed: non, unless", "supposed: ¤jamais, unless", "M001"),
        (f"tout: {SUPPOSED}", '¤tout: {kind: flag, question: "Tout ?", supposed: non}', "V006"),
        ("tout: " + '{kind: flag, question: "Tout ?", supposed: non, ', '¤tout: {kind: flag, question: "Tout ?", ', "V006"),
        ('{kind: flag, question: "Tout ?", supposed', '{kind: number, question: "Tout ?", ¤supposed', "V006"),
        ('"Tout ?", supposed', '"Tout ?", ¤commitment: oui, supposed', "V006"),
    ],
)
def test_a_rule_at_fault_is_told_at_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    text = spoilt(old, new, TEXT)
    assert [fault for fault in faults(text, tmp_path) if fault[0] == code] == expected(text, code)


def test_what_a_fact_equals_is_changed_by_a_flag_and_not_by_a_rule(tmp_path: Path) -> None:
    text = spoilt("    population_projet:", "    ¤population_projet:", TEXT)
    text = spoilt("      unless: mutualise", "      unless: {mutualise: oui}", text)
    assert [fault for fault in faults(text, tmp_path) if fault[0] == "V006"] == expected(text, "V006")


def test_what_rests_on_a_fact_at_fault_is_left_out_with_it() -> None:
    text = spoilt(BY_TYPE, "commitment: {type: [inconnu]}", TEXT)
    text = text.replace(
        "{mutualise: oui}]}}\n", "{mutualise: oui}]}}\n    ensemble: {kind: flag, question: x, commitment: {mutualise: oui}}\n"
    )
    text = spoilt("mutualise: {kind: flag, commitment: true,", "mutualise: {kind: flag, commitment: {partage: oui},", text)
    assert _words(text).facts.keys().isdisjoint(("partage", "mutualise", "tout", "ensemble"))


def test_the_rule_of_a_fact_made_in_python_is_one() -> None:
    assert Fact(kind="flag", question="?", commitment=Leaf(fact="type", test=DATA)).rules == {
        "commitment": Leaf(fact="type", test=DATA)
    }
