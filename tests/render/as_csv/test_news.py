"""The answer of ``news`` as a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

from aidnum.model.profile import read_profile
from aidnum.model.wishes import Wishes
from aidnum.project.project_list import Listed
from aidnum.project.said import Project, Statement
from aidnum.render.as_csv import render
from aidnum.render.as_csv.news import CHANGES
from aidnum.report.asked import Several
from aidnum.report.news import What, news
from tests.render.samples import DAY, FACTS, csv_rows, small_catalogue


def test_changes_are_one_row_each(tmp_path: Path) -> None:
    report = news(small_catalogue(tmp_path), date(2020, 12, 31), DAY, within=90)
    rows = csv_rows(render(report))
    assert [(row["dispositif"], row["changement"], row["le"], row["rappel"]) for row in rows] == [
        ("petites-communes", "ouvert", "01/01/2021", "non"),
        ("demarches-en-ligne", "ouvert", "25/01/2021", "non"),
        ("demarches-en-ligne", "va fermer", "28/05/2021", "non"),
        ("guichet-local", "va ouvrir", "01/04/2021", "non"),
        ("ancien-appel", "fermé", "31/12/2020", "non"),
        ("guichet-local", "changé", "01/01/2021", "non"),
    ]
    assert {row["depuis"] for row in rows} == {"31/12/2020"}


def test_each_kind_of_change_has_a_word() -> None:
    assert tuple(CHANGES) == get_args(What)


def test_a_list_has_a_column_of_how_many_and_of_whom_a_change_concerns(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    profiles = [read_profile(catalogue.vocabulary, facts) for facts in (FACTS, {"collectivite": "association"}, FACTS)]
    projects = [Listed(f"l.csv:{row}", Project(one, (), Statement(), Wishes())) for row, one in enumerate(profiles, 1)]
    report = news(catalogue, date(2021, 1, 24), DAY, Several("l.csv", projects), within=60)
    first = csv_rows(render(report))[0]
    assert first["combien de la liste"] == "2"
    assert first["qui dans la liste"] == "Éligible :\u00a02\u00a0projets (l.csv:1 et l.csv:3)".replace(":\u00a0", ": ")
    assert first["pour"].startswith("liste « l.csv »")
