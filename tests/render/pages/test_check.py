"""The answer of ``check``: what a clerk reads first stands first, and everything is said in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace as replaced

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.project.places import authority_named
from aidnum.render.document import View
from aidnum.report.check import check
from aidnum.territory.facts import facts_of
from tests.render.samples import COSTS, DAY, FACTS, WHOLE, answer, drawn, matches_snapshot, squeezed


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_answer_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-{width}.txt", drawn(answer(small), width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_answer_without_facts_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-empty-{width}.txt", drawn(answer(small, {}), width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_whole_answer_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-whole-{width}.txt", drawn(answer(small, {}), width, WHOLE))


def test_what_can_be_had_stands_above_what_must_be_asked_and_what_is_over_is_counted(small: Catalogue) -> None:
    text = drawn(answer(small))
    places = [
        text.index(words) for words in ("\nÉLIGIBLE MAINTENANT", "\nÀ DEMANDER", "Fermés\u00a0: 1. Non éligibles\u00a0: 1.")
    ]
    assert places == sorted(places)
    assert "Ancien appel" not in text
    assert "Aide aux petites communes" not in text


def test_who_asks_for_what_and_when_stands_above(small: Catalogue) -> None:
    first, second, *_ = drawn(answer(small), 120).replace("\u00a0", " ").split("\n")
    assert first == "520 000 habitants : dématérialisation"
    assert second.startswith("1er mars 2021, 5 dispositifs examinés ; coûts HT : ")
    assert drawn(answer(small, {})).startswith("Toutes les aides\n")


def test_no_verdict_switches_the_criteria_on(small: Catalogue) -> None:
    assert "Critères" not in drawn(answer(small))
    assert "aidnum show" not in drawn(answer(small))


@pytest.mark.parametrize("view", [View(detail=True), WHOLE])
def test_every_criterion_and_its_source_are_shown_on_demand(small: Catalogue, view: View) -> None:
    said = squeezed(drawn(answer(small), view=view))
    for words in (
        "oui Type de projet : dématérialisation [article]",
        "oui Au moins une de ces conditions : à préciser · Porteur du projet : collectivité, par défaut (demandé",
        "oui · Population du projet : 520 000 habitants (demandé : au moins 500 000 habitants",
        "à condition Durée du projet : sans réponse (demandé : au plus 18 mois)",
        "à préciser Accord du financeur : sans réponse (demandé : oui)",
        "- [article] Les aides en 2021 (vérifié le 24 novembre 2026, confiance élevée) https://exemple.fr/article",
        "Démarche - À qui s'adresser : dinum, ditp - Déposer : Le portail des démarches - Contact : aides@exemple.gouv.fr",
        "Calcul - ",
        "Prudence La loi a pu changer.",
    ):
        assert words in said


def test_what_is_over_and_what_is_refused_are_shown_with_their_reasons_only_when_all_is_told(small: Catalogue) -> None:
    detailed, whole = (squeezed(drawn(answer(small), view=view)) for view in (View(detail=True), WHOLE))
    for words in (
        "Aide aux petites communes (petites-communes) Quand ouvert jusqu'au 31 décembre 2021",
        "Pourquoi Type de projet : dématérialisation (demandé : bibliothèque)",
        "Ancien appel Fiche ancien-appel Verdict éligible Quand fermé depuis le 31 décembre 2020",
    ):
        assert words not in detailed
        assert words in whole


def test_each_question_comes_with_its_option_and_few_are_asked(small: Catalogue) -> None:
    text = drawn(answer(small, {}))
    asked = text[text.index("POUR PRÉCISER") :]
    assert "  --type TYPE\n" in asked
    assert asked.index("  --type TYPE\n") < asked.index("  --cout CATEGORIE=EUROS\n")
    assert asked.count("  - ") <= 3


def test_aids_that_wait_for_the_same_fact_share_a_line_that_says_what_opens_how_many(shipped: Catalogue) -> None:
    text = squeezed(drawn(check(shipped, read_profile(shipped.vocabulary, {}), DAY), 120))
    assert re.search(r"à préciser : type de projet \([^)]+ [0-9]+, [^)]+, …\)", text)
    assert re.search(r"et [0-9]+ autres", text)


def test_nothing_is_asked_when_nothing_is_missing(small: Catalogue) -> None:
    profile = read_profile(small.vocabulary, {**FACTS, "accord": "oui"}, COSTS)
    report = check(small, profile, DAY)
    assert report.missing == ()
    assert "POUR PRÉCISER" not in drawn(report)


def test_what_the_applicant_promises_is_said_once_for_the_aids_that_ask_it(shipped: Catalogue) -> None:
    facts = {"collectivite": "commune", "departement": "29", "region": "53", "type": "dematerialisation"}
    profile = read_profile(shipped.vocabulary, facts)
    said = squeezed(drawn(check(shipped, profile, date(2026, 11, 29)), 120))
    assert said.count("dépense d'investissement") == 1
    assert "DSIL : à condition que le projet soit une dépense d'investissement" in said


def test_what_to_do_next_is_said_when_all_is_told(small: Catalogue) -> None:
    schemes = tuple(scheme for scheme in small.schemes if scheme.id != "accompagnement")
    report = check(small._replace(schemes=schemes), read_profile(small.vocabulary, {}), date(2021, 2, 1))
    report.next_steps = ("Rien n'est ouvert.", "Prochaine période : demain.")
    assert "Rien n'est ouvert. Prochaine période : demain. " in squeezed(drawn(report, view=WHOLE))


def test_when_nothing_fits_it_is_said_with_the_option_that_tells_why(small: Catalogue) -> None:
    text = squeezed(drawn(answer(small, {"collectivite": "association"})))
    assert "Aucun dispositif ne convient à ce profil ; --tout donne la raison de chacun." in text


@pytest.mark.parametrize(("width", "most"), [(80, 40), (120, 32)])
def test_an_ordinary_town_reads_its_answer_on_one_screen(shipped: Catalogue, width: int, most: int) -> None:
    town = replace(
        read_profile(shipped.vocabulary, {"type": ["bibliotheque", "dematerialisation"]}),
        found=facts_of([authority_named("insee:29259")]),
        authorities=(authority_named("insee:29259"),),
    )
    assert drawn(check(shipped, town, date(2026, 11, 29)), width).count("\n") <= most


def test_the_last_line_says_where_the_why_is_and_what_a_simulation_is_worth(small: Catalogue) -> None:
    assert squeezed(drawn(answer(small))).endswith(
        "Le pourquoi, les sources : --detail. Ceci est une simulation, non une décision."
    )
    assert "Vérifiez les règles et les dates" in squeezed(drawn(answer(small), view=View(detail=True)))


def test_a_brief_answer_has_nothing_that_is_over_or_refused(small: Catalogue) -> None:
    report = check(small, answer(small).profile, DAY, brief=True)
    assert {entry.group for entry in report.entries} == {"now", "ask"}
    assert "--tout" not in drawn(report)


def test_on_paper_conditions_follow_and_each_source_is_numbered_once(small: Catalogue) -> None:
    text = drawn(answer(small), 120, View(paper=True))
    said = squeezed(text)
    assert said.index("À DEMANDER") < said.index("CONDITIONS") < said.index("SOURCES")
    assert text.count("https://exemple.fr/article\n") == 1
    assert "- (1) " in said
    assert "demarches-en-ligne" not in said
    assert "Fermés" not in said


def test_on_paper_two_aids_of_one_title_keep_each_their_conditions(small: Catalogue) -> None:
    first = small.schemes[0]
    twins = [replaced(first, id=f"jumelle-{n}", title="Aide", conditions=(f"Condition {n}.",)) for n in (1, 2)]
    said = squeezed(drawn(answer(small._replace(schemes=tuple(twins))), 120, View(paper=True)))
    assert "Condition 1." in said
    assert "Condition 2." in said


def test_the_rate_of_vat_is_asked_for_where_amounts_wait_for_it(small: Catalogue) -> None:
    known = answer(small).profile
    costs = {next(iter(small.vocabulary.cost_categories)): Decimal(1000)}
    asked = "- Quel est le taux de TVA de ces coûts ? (1 montant) --tva 20%"
    assert asked in squeezed(drawn(check(small, replace(known, costs=costs, costs_basis="ttc"), DAY)))
    assert "--tva" not in drawn(check(small, replace(known, costs=costs), DAY))
    assert "--tva" not in drawn(check(small, replace(known, costs=None), DAY))
