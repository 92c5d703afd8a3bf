"""Lists of projects, answered with the shipped catalogue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aidnum.catalogue.catalogue import Catalogue
from aidnum.project.merge import Talk
from aidnum.project.places import exactly_one
from aidnum.project.project_list import open_list
from aidnum.project.said import Said
from aidnum.report.batch import BatchReport, batch

DAY = date(2021, 3, 1)
LIST = (
    "nom;population;type;titre\nPontivy;;demat;\nRennes Métropole;520 000;demat;Portail\nSaint-Denis;;;\nRégion Bretagne;;;\n"
)


def batch_report(catalogue: Catalogue, path: Path, text: str = LIST, day: date = DAY, *, brief: bool = False) -> BatchReport:
    """The answer to a list, written at a path."""
    path.write_text(text, encoding="utf-8")
    found = open_list(str(path), catalogue, Said(), Talk(exactly_one, lambda _: None)).read()
    placed = [one._replace(where=one.where.replace(str(path), "liste.csv")) for one in found.projects]
    unread = [one._replace(where=one.where.replace(str(path), "liste.csv")) for one in found.unread]
    return BatchReport(catalogue, day, batch(catalogue, placed, day, brief=brief), unread, brief=brief)
