"""The plan to annex."""

from __future__ import annotations

import re

from aidnum.catalogue.catalogue import Catalogue
from aidnum.french import NBSP
from aidnum.render.document import Table
from aidnum.render.markdown import render
from aidnum.render.pages.dossier import deliberation, plan
from aidnum.report.dossier import Dossier
from tests.render.samples import matches_snapshot
from tests.report.dossiers import COMMUNE, written


def test_the_annex(commune: Dossier) -> None:
    assert matches_snapshot("dossier-plan-commune.md", render(plan.page(commune)))


def test_the_table_voted_is_the_table_annexed(commune: Dossier) -> None:
    voted, annexed = (
        next(block for block in page(commune) if isinstance(block, Table)) for page in (deliberation.page, plan.page)
    )
    assert voted == annexed


def test_members_stand_in_the_annex(pooled: Dossier) -> None:
    told = render(plan.page(pooled)).replace(NBSP, " ")
    assert "## Autres membres du projet" in told
    assert "- Roscoff : 2 000,00 €" in told
    assert "demandée" in told
    assert "2 000,00 € (demandée)" not in told


def test_what_comes_back_is_dated_from_a_spending_that_no_one_has_voted_yet(commune: Dossier) -> None:
    told = render(plan.page(commune)).replace(NBSP, " ")
    assert "FCTVA, deux ans après la dépense" in told
    assert "payées en" not in told
    assert re.findall(r"en 20\d\d", told) == []


def test_what_a_donor_pays_is_not_asked_for(shipped: Catalogue) -> None:
    given = written(shipped, **{**COMMUNE, "others": [("Rotary", 900, "prive")]})
    assert "(demandée)" not in render(plan.page(given))
