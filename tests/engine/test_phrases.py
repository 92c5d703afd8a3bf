"""Rules, values, conditions and advice in French."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from aidnum.catalogue.models import read
from aidnum.engine.changes import Change
from aidnum.engine.cost import COST, COST_FACT
from aidnum.engine.phrases import Phrases
from aidnum.engine.trace import trace
from aidnum.model.assessment import Known, Numbers
from aidnum.model.rule import Leaf
from aidnum.model.vocabulary import Fact, Vocabulary
from tests.engine.samples import VOCABULARY, assessed, found_kinds, found_population, funding, rule, scheme, situation

WORDS = Phrases(VOCABULARY, {COST: COST_FACT})


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _leaf(spec: Mapping[str, Any]) -> Leaf:
    built = rule(spec)
    assert isinstance(built, Leaf)
    return built


@pytest.mark.parametrize(
    ("spec", "wanted"),
    [
        ({"a": True}, "oui"),
        ({"a": False}, "non"),
        ({"not": {"a": True}}, "non"),
        ({"kind": ["town"]}, "commune"),
        ({"kind": ["town", "county", "union"]}, "commune, département ou groupement"),
        ({"not": {"kind": ["town"]}}, "autre que commune"),
        ({"not": {"kind": ["club"]}}, "autre qu'association"),
        ({"not": {"kind": ["town", "county"]}}, "autre que commune ou département"),
        ({"population": {"at_least": 3_500}}, "au moins 3 500 habitants"),
        ({"population": {"above": 3_500}}, "plus de 3 500 habitants"),
        ({"population": {"at_most": 3_500}}, "au plus 3 500 habitants"),
        ({"population": {"below": 3_500}}, "moins de 3 500 habitants"),
        ({"population": {"at_least": 5, "below": 10}}, "au moins 5 habitants et moins de 10 habitants"),
        ({"not": {"population": {"at_least": 5, "below": 10}}}, "moins de 5 habitants ou au moins 10 habitants"),
        ({"not": {"population": {"above": 5}}}, "au plus 5 habitants"),
        ({"not": {"population": {"at_most": 5}}}, "plus de 5 habitants"),
        ({"covered": {"at_least": 500_000, "about": "10%"}}, "au moins 500 000 habitants, à 10 % près"),
        ({"posts": {"at_most": 1}}, "au plus 1 poste"),
        ({"months": {"at_most": 1}}, "au plus 1 mois"),
        ({"n": {"at_least": 2}}, "au moins 2"),
    ],
)
def test_what_a_test_asks(spec: Mapping[str, Any], wanted: str) -> None:
    assert _plain(WORDS.wanted(_leaf(spec))) == wanted


def test_a_long_list_of_choices_is_cut_short() -> None:
    values = {f"v{number}": {"label": f"v{number}"} for number in range(9)}
    vocabulary = read(Vocabulary, {"facts": {"place": {"kind": "choice", "question": "Où ?", "values": values}}})
    words = Phrases(vocabulary, {})
    leaf = _leaf({"place": ["nord"]})
    seven, nine = (replace(leaf, test=replace(leaf.test, values=tuple(values)[:count])) for count in (7, 9))
    assert words.wanted(seven) == "v0, v1, v2, v3, v4, v5 ou 1 autre"
    assert words.wanted(nine) == "v0, v1, v2, v3, v4, v5 ou 3 autres"


@pytest.mark.parametrize(
    ("facts", "fact", "value"),
    [
        ({"a": True}, "a", "oui"),
        ({"a": False}, "a", "non"),
        ({}, "a", "sans réponse"),
        ({}, "domain", "sans réponse"),
        ({"library": False}, "domain", "autre que bibliothèque"),
        ({"population": 3_200}, "population", "3 200 habitants"),
        ({"population": 1}, "population", "1 habitant"),
        ({}, "population", "sans réponse"),
        ({"population": 9}, "covered", "9 habitants"),
        ({"joint": True}, "covered", "sans réponse"),
        ({"kind": "town"}, "kind", "commune"),
        ({"kind": "union"}, "kind", "groupement"),
        ({}, "kind", "collectivité, par défaut"),
        ({"type": ("data", "online")}, "type", "données et démarches en ligne"),
        ({}, "months", "sans réponse"),
    ],
)
def test_what_is_known(facts: dict[str, Any], fact: str, value: str) -> None:
    assert _plain(WORDS.value(fact, situation(**facts)[fact])) == value


def test_kinds_found_together_are_listed() -> None:
    assert WORDS.value("kind", found_kinds("county", "town")["kind"]) == "département et commune"


@pytest.mark.parametrize(
    ("spec", "facts", "reason"),
    [
        (
            {"population": {"at_most": 3_500}},
            {"population": 3_501},
            "population : 3 501 habitants (demandé : au plus 3 500 habitants)",
        ),
        ({"p": True}, {"p": True}, "accord pris : oui"),
        ({"p": True}, {"p": False}, "accord pris : non (demandé : oui)"),
        ({"kind": ["town"]}, {}, "porteur : collectivité, par défaut (demandé : commune)"),
        ({"a": True}, {"a": True}, "a : oui"),
        (
            {"covered": {"at_least": 100, "about": "10%"}},
            {"covered": 95},
            "covered : 95 habitants (demandé : au moins 100 habitants, à 10 % près), tout près du seuil : à faire confirmer",
        ),
        (
            {"covered": {"at_least": 100, "about": "10%"}},
            {},
            "covered : sans réponse (demandé : au moins 100 habitants, à 10 % près)",
        ),
    ],
)
def test_a_reason_tells_what_is_known_beside_what_is_asked(spec: Mapping[str, Any], facts: dict[str, Any], reason: str) -> None:
    (criterion,) = trace(rule(spec), situation(**facts)).criteria
    assert _plain(WORDS.reason(criterion)) == reason
    assert reason.startswith(_plain(WORDS.known(criterion)))
    assert "demandé" not in WORDS.known(criterion)


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ({"months": {"at_most": 18}}, "à condition que le projet dure au plus 18 mois"),
        ({"not": {"months": {"at_most": 18}}}, "à condition que le projet dure plus de 18 mois"),
        ({"joint": True}, "à condition que le projet est commun"),
        ({"joint": False}, "à condition de répondre à ceci : projet commun : non"),
        ({"not": {"joint": True}}, "à condition de répondre à ceci : projet commun : non"),
        ({"not": {"joint": False}}, "à condition que le projet est commun"),
        ({"posts": {"at_least": 2}}, "à condition de répondre à ceci : postes : au moins 2 postes"),
    ],
)
def test_a_commitment_is_told_as_a_condition(spec: Mapping[str, Any], text: str) -> None:
    assert _plain(WORDS.condition(_leaf(spec))) == text


@pytest.mark.parametrize("clause", ["une aide suit", "elle suit", "Étude", "œuvre", "île"])
def test_que_loses_its_vowel_before_another(clause: str) -> None:
    fact = read(Fact, {"kind": "flag", "question": "x", "condition": clause})
    assert Phrases(VOCABULARY, {"a": fact}).condition(_leaf({"a": True})) == f"à condition qu'{clause}"


def test_a_minimum_cost_is_told_as_a_condition_and_as_advice() -> None:
    held = scheme({"kind": ["local"]}, pays=funding(rate="50%", minimum_cost="4000.50"))
    criterion = assessed(held, situation()).criteria[-1]
    assert _plain(WORDS.condition(criterion.leaf)) == "à condition que les dépenses retenues soient d'au moins 4 000,50 €"
    assert _plain(WORDS.advice([Change(COST, 4_001, 1_001)])) == "avec 1 001 € de dépenses retenues de plus"
    short = assessed(held, situation({"service": 3_000})).criteria[-1]
    assert _plain(WORDS.reason(short)) == "dépenses retenues : 3 000 € (demandé : au moins 4 000,50 €)"


def test_a_set_of_changes_is_one_proposal() -> None:
    changes = [
        Change("covered", 500_000, 12_000),
        Change("joint", value=True),
        Change("months", 18, -6),
        Change("p", value=False),
    ]
    assert _plain(WORDS.advice(changes)) == (
        "avec 12 000 habitants de plus, en s'alliant, avec « durée » : 18 mois et avec « accord pris » : non"
    )


def test_a_rule_is_told_line_by_line() -> None:
    lines = WORDS.tree(rule({"all": [{"kind": ["local"]}, {"any": [{"a": True}, {"posts": {"above": 1}}]}]}))
    assert [(depth, _plain(text), leaf is None) for depth, text, leaf in lines] == [
        (0, "toutes ces conditions :", True),
        (1, "porteur : collectivité", False),
        (1, "au moins une de ces conditions :", True),
        (2, "a : oui", False),
        (2, "postes : plus de 1 poste", False),
    ]


def test_a_fact_is_asked_for_and_named() -> None:
    assert WORDS.question("population") == "Combien ?"
    assert (WORDS.label("kind"), WORDS.label("a"), WORDS.label(COST)) == ("porteur", "a", "dépenses retenues")


def _population(municipale: int, totale: int, **test: Any) -> str:
    known = found_population(municipale, totale)
    leaf = _leaf({"population": {"at_least": 1, **test}}) if test else None
    return _plain(WORDS.value("population", known["population"], leaf.test if leaf else None))


def test_a_figure_known_under_several_notions_is_told_under_each() -> None:
    assert _population(100, 120) == "100 habitants (municipale) ou 120 habitants (totale)"
    assert _population(100, 100) == "100 habitants"


def test_a_figure_is_told_in_the_notion_that_a_test_means() -> None:
    assert _population(100, 120, notion="totale") == "120 habitants"
    assert _population(100, 120, notion="dgf") == "au moins 120 habitants"
    leaf = _leaf({"population": {"at_least": 5, "notion": "totale"}})
    assert _plain(WORDS.requirement(leaf)) == "population totale : au moins 5 habitants"


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ({"at_most": 2_000}, "120 habitants à 1 200 habitants (demandé : au plus 2 000 habitants) ; au plus 10 fois la totale"),
        ({"at_most": 1_000}, "au moins 120 habitants (demandé : au plus 1 000 habitants)"),
        ({"at_most": 100}, "au moins 120 habitants (demandé : au plus 100 habitants)"),
        ({"at_least": 120}, "au moins 120 habitants"),
        ({"above": 1_200}, "120 habitants à 1 200 habitants (demandé : plus de 1 200 habitants) ; au plus 10 fois la totale"),
    ],
)
def test_what_bounds_a_figure_is_told_where_it_decides(test: dict[str, int], said: str) -> None:
    (criterion,) = trace(_leaf({"population": {**test, "notion": "majoree"}}), found_population(100, 120)).criteria
    assert _plain(WORDS.reason(criterion)) == f"population majorée : {said}"


def test_a_figure_given_in_a_notion_is_that_figure() -> None:
    leaf = _leaf({"population": {"at_most": 2_000, "notion": "majoree"}})
    (criterion,) = trace(leaf, situation(population=150)).criteria
    assert _plain(WORDS.reason(criterion)) == "population majorée : 150 habitants (demandé : au plus 2 000 habitants)"


def test_a_number_between_two_ends_is_told_by_both() -> None:
    known = Known(Numbers(5, 8), given=True, commitment=False, ask="population")
    assert _plain(WORDS.value("population", known)) == "5 habitants à 8 habitants"
