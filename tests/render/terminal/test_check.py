"""The answer of ``check``: what a clerk reads first stands first, and everything is said in words."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.render.asking import option_for
from aidnum.render.terminal import render
from aidnum.render.terminal.page import Screen
from aidnum.report.check import check
from tests.render.samples import DAY, answer
from tests.render.terminal.conftest import matches_snapshot

WHOLE = Screen(80, detail=True, unfold=True)


def _said(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_answer_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-{width}.txt", render(answer(small), Screen(width)))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_answer_without_facts_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-empty-{width}.txt", render(answer(small, {}), Screen(width)))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_whole_answer_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-whole-{width}.txt", render(answer(small, {}), WHOLE._replace(width=width)))


def test_groups_stand_in_the_order_of_hope_and_are_counted_above(small: Catalogue) -> None:
    text = render(answer(small), Screen())
    headings = ["\nÉLIGIBLE (2)", "\nÀ CONFIRMER (1)", "\nFERMÉ (1)", "\nNON ÉLIGIBLE (1)", "\nPOUR PRÉCISER LA RÉPONSE"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    counts = "Résultat 2 éligibles, tous ouverts ; 1 à confirmer ; 1 fermé ; 1 non éligible"
    assert counts in _said(text)


def test_the_date_and_the_profile_stand_above(small: Catalogue) -> None:
    lines = [" ".join(line.split()) for line in render(answer(small), Screen(120)).split("\n")]
    assert lines[0] == "Simulation au 1er mars 2021, 5 dispositifs examinés"
    assert lines[1].startswith("Profil population : 520 000 habitants ; type de projet : dématérialisation ; coûts HT :")
    assert _said(render(answer(small, {}), Screen())).count("Profil aucun fait donné") == 1


def test_few_schemes_show_every_criterion_with_its_source(small: Catalogue) -> None:
    said = _said(render(answer(small), Screen()))
    for words in (
        "oui Type de projet : dématérialisation [article]",
        "oui Au moins une de ces conditions : à préciser · Porteur du projet : collectivité, par défaut (demandé",
        "oui · Population du projet : 520 000 habitants (demandé : au moins 500 000 habitants",
        "à condition Durée du projet : sans réponse (demandé : au plus 18 mois)",
        "à préciser Accord du financeur : sans réponse (demandé : oui)",
        "- [article] Les aides en 2021 (vérifié le 24 novembre 2026, confiance élevée) https://exemple.fr/article",
        "Démarche - Déposer : Le portail des démarches - Contact : aides@exemple.gouv.fr",
        "Calcul - ",
    ):
        assert words in said


def test_many_schemes_are_told_in_short(shipped: Catalogue) -> None:
    profile = read_profile(shipped.vocabulary, {})
    text = render(check(shipped, profile, DAY), Screen())
    assert "Critères" not in text
    assert "\u00a0?" not in text[: text.index("POUR PRÉCISER LA RÉPONSE")]


def test_the_not_eligible_are_folded_unless_asked(small: Catalogue) -> None:
    folded, whole = render(answer(small), Screen()), _said(render(answer(small), Screen(unfold=True)))
    assert "Aide aux petites communes" not in folded
    assert "Pour les voir, chacun avec sa raison : ajouter --tout" in _said(folded)
    assert "Aide aux petites communes (petites-communes) Quand ouvert jusqu'au 31 décembre 2021" in whole
    assert "Pourquoi Type de projet : dématérialisation (demandé : bibliothèque)" in whole


def test_a_closed_scheme_says_its_verdict_since_when_and_what_follows(small: Catalogue) -> None:
    said = _said(render(answer(small), Screen()))
    assert (
        "- Ancien appel : éligible, mais fermé depuis le 31 décembre 2020 ; suite : demarches-en-ligne (ancien-appel)" in said
    )


def test_a_caution_is_shown(small: Catalogue) -> None:
    assert "Prudence La loi a pu changer." in _said(render(answer(small), Screen()))


def test_each_missing_fact_comes_with_its_option(small: Catalogue) -> None:
    text = render(answer(small, {}), Screen())
    end = text[text.index("POUR PRÉCISER LA RÉPONSE") :]
    assert "\n    --type TYPE\n" in end
    assert "\n    --fait accord=oui|non\n" in end
    assert "\n    --cout CATEGORIE=EUROS\n" in end


def test_nothing_is_asked_when_nothing_is_missing(small: Catalogue) -> None:
    report = answer(small)
    report.missing = ()
    assert "POUR PRÉCISER" not in render(report, Screen())


def test_what_to_do_next_is_said_when_nothing_is_open(small: Catalogue) -> None:
    from datetime import date

    schemes = tuple(scheme for scheme in small.schemes if scheme.id != "accompagnement")
    report = check(small._replace(schemes=schemes), read_profile(small.vocabulary, {}), date(2021, 2, 1))
    report.next_steps = ("Rien n'est ouvert.", "Prochaine période : demain.")
    said = _said(render(report, Screen()))
    assert "Rien n'est ouvert. Prochaine période : demain. " in said


def test_the_caveat_and_where_to_ask_stand_last(small: Catalogue) -> None:
    said = _said(render(answer(small), Screen()))
    assert "Ceci est une simulation, non une décision" in said
    assert said.endswith("ou, à défaut, la préfecture. La fiche entière, avec la démarche : aidnum show FICHE")


@pytest.mark.parametrize(
    ("fact", "option"),
    [
        ("population", "--population N"),
        ("collectivite", "--collectivite TYPE"),
        ("mutualise", "--mutualise ou --seul"),
        ("accord", "--fait accord=oui|non"),
        ("postes", "--fait postes=N"),
    ],
)
def test_an_option_shows_the_values_it_takes(small: Catalogue, fact: str, option: str) -> None:
    assert option_for(fact, small.vocabulary) == option


def test_an_option_with_many_values_does_not_list_them(shipped: Catalogue) -> None:
    assert option_for("departement", shipped.vocabulary) == "--fait departement=VALEUR"
