"""What to do with the documents, in order."""

from __future__ import annotations

from datetime import date

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render.document import Page, Table
from aidnum.render.markdown import render
from aidnum.render.pages.dossier import readme
from aidnum.report.dates import dates
from aidnum.report.dossier import Dossier
from aidnum.report.form import filled_forms
from tests.render.samples import matches_snapshot
from tests.report.dossiers import COMMUNE, INVESTED, written


def page_of(dossier: Dossier, closing: date | None = None) -> Page:
    """The page beside the dates and the forms of a dossier."""
    forms = filled_forms(dossier.plan, dossier.report, dossier.title)
    return readme.page(dossier, readme.Folder(dates(dossier, closing), forms))


def text_of(dossier: Dossier, closing: date | None = None) -> str:
    return " ".join(render(page_of(dossier, closing)).replace("\u00a0", " ").replace("\\", "").split())


def test_the_readme(epci: Dossier) -> None:
    assert matches_snapshot("dossier-readme-epci.md", render(page_of(epci)))


def test_each_mention_stands_with_its_text_and_how_far_it_was_checked(epci: Dossier) -> None:
    (table,) = (block for block in page_of(epci) if isinstance(block, Table))
    assert [row[1:3] for row in table.rows] == [(one.text, one.basis) for one in epci.mentions]
    assert {row[3] for row in table.rows} <= {"élevée", "moyenne", "faible", "à vérifier"}


def test_the_request_is_that_of_the_council(commune: Dossier) -> None:
    assert "la délibération par le conseil municipal : la demande est la sienne, et non celle du maire seul" in text_of(commune)


def test_which_of_two_plans_is_laid_is_told(epci: Dossier, departement: Dossier) -> None:
    assert "Ces documents écrivent le plan bas." in text_of(epci)
    assert "Plan bas" not in text_of(departement)


def test_what_was_not_read_is_told(departement: Dossier, shipped: Catalogue) -> None:
    assert "Visa, le règlement d'intervention de la Région : texte non relu." in text_of(departement)
    facts = {**INVESTED, "collectivite": "ept"}
    generic = written(shipped, facts=facts, costs={"logiciel": 9_000}, others=[("Aide", 900, None)])
    assert "écrits ici « l'assemblée délibérante »" in text_of(generic)
    assert "écrits ici" not in text_of(departement)


ASKING = {**COMMUNE, "granted": {}, "others": (), "loan": None}


def test_a_sequence_that_can_not_be_is_told_first(shipped: Catalogue) -> None:
    late = text_of(written(shipped, **ASKING, expected={"dsil": 8_000}), date(2026, 12, 10))
    told = "La séance du 15 décembre 2026 vient après la clôture (DSIL, le 10 décembre 2026)"
    assert told in late.partition("À faire, dans l'ordre")[0]
    assert "vient après" not in text_of(written(shipped, **ASKING, expected={"dsil": 8_000}), date(2026, 12, 20))


def test_the_last_day_that_was_given_is_that_of_the_request(shipped: Catalogue) -> None:
    asking = written(shipped, **ASKING, expected={"dsil": 8_000})
    assert "État – DSIL : au plus tard le 29 janvier 2027" in text_of(asking, date(2027, 1, 29))
    assert "date à demander" in text_of(asking)
    assert "date à demander" not in text_of(asking, date(2027, 1, 29))


def test_what_whole_euros_break_is_told_before_the_vote(shipped: Catalogue) -> None:
    cents = {**ASKING, "costs": {"logiciel": "60000.55"}}
    told = text_of(written(shipped, **cents, expected={"detr": "12000.11"})).partition("Étape 2")[0]
    assert "arrondie, l'aide DETR fait 12 000 €, sous son minimum de 12 000,20 €" in told
    assert "arrondie" not in text_of(written(shipped, **ASKING, expected={"detr": 10_000}))


def test_files_that_are_not_written_are_not_named(shipped: Catalogue, departement: Dossier) -> None:
    dated = text_of(written(shipped, **ASKING, expected={"dsil": 8_000}))
    assert "dates.ics" in dated
    assert "formulaire.md" in dated
    undated = text_of(departement)
    assert "dates.ics" not in undated
    assert "formulaire.md" not in undated


def test_where_nothing_is_to_be_asked_for_no_step_says_how(shipped: Catalogue) -> None:
    text = text_of(written(shipped, **{**COMMUNE, "others": [("Rotary", 900, "prive")]}))
    assert "la délibération par le conseil municipal ; - Étape 4 : après le vote" in text
    assert "Étape 5" not in text


def test_what_may_not_be_the_applicants_is_to_be_checked(shipped: Catalogue) -> None:
    facts = {**INVESTED, "collectivite": "syndicat"}
    text = text_of(written(shipped, facts=facts, costs={"logiciel": 9_000}, others=[("Aide", 900, None)]))
    assert "article L.5711-1 : à garder s'il est celui de la collectivité et du projet." in text
    assert "L.2121-25 | à vérifier |" in text
    assert "un visa à choisir « [à garder ou à ôter] »" in text


def test_the_aids_that_wait_for_the_rate_of_tax_are_told(shipped: Catalogue) -> None:
    assert "faute du taux de TVA" in text_of(written(shipped, **{**COMMUNE, "granted": {}, "vat": None, "basis": "ttc"}))
