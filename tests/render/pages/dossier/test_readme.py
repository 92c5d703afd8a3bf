"""What to do with the documents, in order."""

from __future__ import annotations

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render.document import Table
from aidnum.render.markdown import render
from aidnum.render.pages.dossier import readme
from aidnum.report.dossier import Dossier
from tests.render.samples import matches_snapshot
from tests.report.dossiers import INVESTED, written


def text_of(dossier: Dossier) -> str:
    return " ".join(render(readme.page(dossier)).replace("\u00a0", " ").replace("\\", "").split())


def test_the_readme(epci: Dossier) -> None:
    assert matches_snapshot("dossier-readme-epci.md", render(readme.page(epci)))


def test_each_mention_stands_with_its_text_and_how_far_it_was_checked(epci: Dossier) -> None:
    (table,) = (block for block in readme.page(epci) if isinstance(block, Table))
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
