"""The plan to annex."""

from __future__ import annotations

from aidnum.render.document import Table
from aidnum.render.markdown import render
from aidnum.render.pages.dossier import deliberation, plan
from aidnum.report.dossier import Dossier
from tests.render.samples import matches_snapshot


def test_the_annex(commune: Dossier) -> None:
    assert matches_snapshot("dossier-plan-commune.md", render(plan.page(commune)))


def test_the_table_voted_is_the_table_annexed(commune: Dossier) -> None:
    voted, annexed = (
        next(block for block in page(commune) if isinstance(block, Table)) for page in (deliberation.page, plan.page)
    )
    assert voted == annexed


def test_members_stand_in_the_annex(pooled: Dossier) -> None:
    assert "## Autres membres du projet" in render(plan.page(pooled))
