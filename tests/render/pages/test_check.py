"""The answer of ``check``: what a clerk reads first stands first, and everything is said in words."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.render.document import View
from aidnum.report.check import check
from tests.render.samples import DAY, WHOLE, answer, drawn, matches_snapshot, squeezed


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_answer_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-{width}.txt", drawn(answer(small), width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_answer_without_facts_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-empty-{width}.txt", drawn(answer(small, {}), width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_whole_answer_is_the_stored_one(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"check-whole-{width}.txt", drawn(answer(small, {}), width, WHOLE))


def test_groups_stand_in_the_order_of_hope_and_are_counted_above(small: Catalogue) -> None:
    text = drawn(answer(small))
    headings = ["\nÉLIGIBLE (2)", "\nÀ CONFIRMER (1)", "\nFERMÉ (1)", "\nNON ÉLIGIBLE (1)", "\nPOUR PRÉCISER LA RÉPONSE"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    counts = "Résultat 2 éligibles, tous ouverts ; 1 à confirmer ; 1 fermé ; 1 non éligible"
    assert counts in squeezed(text)


def test_the_date_and_the_profile_stand_above(small: Catalogue) -> None:
    lines = [" ".join(line.split()) for line in drawn(answer(small), 120).split("\n")]
    assert lines[0] == "Simulation au 1er mars 2021, 5 dispositifs examinés"
    assert lines[1].startswith("Profil population : 520 000 habitants ; type de projet : dématérialisation ; coûts HT :")
    assert squeezed(drawn(answer(small, {}))).count("Profil aucun fait donné") == 1


def test_few_schemes_show_every_criterion_with_its_source(small: Catalogue) -> None:
    said = squeezed(drawn(answer(small)))
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
    text = drawn(check(shipped, profile, DAY))
    assert "Critères" not in text
    assert "\u00a0?" not in text[: text.index("POUR PRÉCISER LA RÉPONSE")]


def test_the_not_eligible_are_folded_unless_asked(small: Catalogue) -> None:
    folded, whole = drawn(answer(small)), squeezed(drawn(answer(small), view=View(unfold=True)))
    assert "Aide aux petites communes" not in folded
    assert "Pour les voir, chacun avec sa raison : ajouter --tout" in squeezed(folded)
    assert "Aide aux petites communes (petites-communes) Quand ouvert jusqu'au 31 décembre 2021" in whole
    assert "Pourquoi Type de projet : dématérialisation (demandé : bibliothèque)" in whole


def test_a_closed_scheme_says_its_verdict_since_when_and_what_follows(small: Catalogue) -> None:
    said = squeezed(drawn(answer(small)))
    assert (
        "- Ancien appel : éligible, mais fermé depuis le 31 décembre 2020 ; suite : demarches-en-ligne (ancien-appel)" in said
    )


def test_a_caution_is_shown(small: Catalogue) -> None:
    assert "Prudence La loi a pu changer." in squeezed(drawn(answer(small)))


def test_each_missing_fact_comes_with_its_option(small: Catalogue) -> None:
    text = drawn(answer(small, {}))
    end = text[text.index("POUR PRÉCISER LA RÉPONSE") :]
    assert "\n    --type TYPE\n" in end
    assert "\n    --fait accord=oui|non\n" in end
    assert "\n    --cout CATEGORIE=EUROS\n" in end


def test_nothing_is_asked_when_nothing_is_missing(small: Catalogue) -> None:
    report = answer(small)
    report.missing = ()
    assert "POUR PRÉCISER" not in drawn(report)


def test_what_to_do_next_is_said_when_nothing_is_open(small: Catalogue) -> None:
    from datetime import date

    schemes = tuple(scheme for scheme in small.schemes if scheme.id != "accompagnement")
    report = check(small._replace(schemes=schemes), read_profile(small.vocabulary, {}), date(2021, 2, 1))
    report.next_steps = ("Rien n'est ouvert.", "Prochaine période : demain.")
    said = squeezed(drawn(report))
    assert "Rien n'est ouvert. Prochaine période : demain. " in said


def test_when_nothing_fits_it_is_said_with_the_option_that_tells_why(small: Catalogue) -> None:
    text = squeezed(drawn(answer(small, {"collectivite": "association"})))
    assert "Aucun dispositif ne convient à ce profil ; --tout donne la raison de chacun." in text


def test_the_caveat_and_where_to_ask_stand_last(small: Catalogue) -> None:
    said = squeezed(drawn(answer(small)))
    assert "Ceci est une simulation, non une décision" in said
    assert said.endswith("ou, à défaut, la préfecture. La fiche entière, avec la démarche : aidnum show FICHE")
