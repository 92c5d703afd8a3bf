"""The page of ``reach``, and that every format for people says what it holds."""

from __future__ import annotations

import json
from datetime import date

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli.answer import written
from aidnum.model.profile import read_profile
from aidnum.render.document import Table, View
from aidnum.render.formats import ForPeople
from aidnum.render.pages.reach import NEAR, NOWHERE, page
from aidnum.render.terminal import Screen
from aidnum.render.wording import doubt_text
from aidnum.report.reach import Counts, ReachReport, Unsure, reach

DAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def report(shipped: Catalogue) -> ReachReport:
    """The reach of a call of 2021 that nobody has seen since, as it stands in 2026."""
    return reach(shipped, "france-relance-axe-3", read_profile(shipped.vocabulary, {"type": "demat"}), DAY)


def _plain(text: str | bytes) -> str:
    return " ".join(str(text).replace("\u00a0", " ").replace("\u202f", " ").replace("&#x27;", "'").replace("\\", "").split())


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_every_format_for_people_says_the_counts_and_the_reasons(name: ForPeople, report: ReachReport) -> None:
    text = _plain(written(report, name, View(), Screen()))
    for said in (report.scheme.title, *report.said, NOWHERE, "Ille-et-Vilaine (35)", "Commune", "En tout"):
        assert said in text, said
    for unsure in report.unsure:
        assert f"{unsure.authorities:,}".replace(",", " ") in text
        assert unsure.question in text
    for doubt in report.doubts:
        assert _plain(doubt_text(doubt, report.doubtful(doubt))) in text


def test_the_last_row_of_each_table_is_the_total(report: ReachReport) -> None:
    tables = [block for block in page(report, View()) if type(block).__name__ == "Table"]
    assert len(tables) == 2
    assert len({table.rows[-1] for table in tables}) == 1  # type: ignore[union-attr]


def test_departements_without_anybody_are_one_line_that_counts_them(report: ReachReport) -> None:
    places = {"22": Counts(0, 0, 5), "35": Counts(1, 0, 3), "29": Counts(0, 0, 4), "": Counts(0, 0, 13)}
    some = report._replace(by_departement=places, counts=Counts(1, 0, 25))
    told = page(some, View())[-4]
    assert isinstance(told, Table)
    rows = [tuple(_plain(cell) for cell in row) for row in told.rows]
    assert rows == [
        ("1", "0", "3", "Ille-et-Vilaine (35)"),
        ("0", "0", "13", NOWHERE),
        ("0", "0", "9", "2 départements, où aucune collectivité ne peut l'avoir"),
        ("1", "0", "25", "En tout"),
    ]
    one = page(report._replace(by_departement={"22": Counts(0, 0, 5), "35": Counts(0, 1, 3)}), View())[-4]
    assert isinstance(one, Table)
    assert [row[-1] for row in one.rows] == ["Côtes-d'Armor (22)", "Ille-et-Vilaine (35)", "En tout"]


def test_a_threshold_told_roughly_is_told(report: ReachReport) -> None:
    assert NEAR not in written(report, "markdown", View(), Screen())
    near = report._replace(near=12)
    assert f"12 collectivités — {NEAR}" in _plain(written(near, "markdown", View(), Screen()))
    assert json.loads(written(near, "json", View(), Screen()))["near_threshold"] == 12


def test_figures_that_are_known_are_told_as_such_and_the_source_is_to_be_asked(report: ReachReport) -> None:
    asked = Unsure("population", "Combien ?", 12, 12, ("municipale", "totale"))
    some = asked._replace(apart=5)
    told = [
        _plain(written(report._replace(unsure=(each,)), "markdown", View(), Screen()))
        for each in (asked, some, asked._replace(apart=0, notions=()))
    ]
    which = "la réponse dépend de celui que compte la source, population municipale ou population totale."
    assert f"12 collectivités — Combien ? Les chiffres sont connus : {which}" in told[0]
    assert f"12 collectivités — Combien ? Les chiffres sont connus pour 5 d'entre elles : {which}" in told[1]
    assert "chiffres sont connus" not in told[2]
    (missing,) = json.loads(written(report._replace(unsure=(some,)), "json", View(), Screen()))["missing"]
    assert (missing["known_apart"], missing["notions"]) == (5, ["municipale", "totale"])


def test_the_terminal_holds_in_eighty_columns(report: ReachReport) -> None:
    assert max(map(len, str(written(report, "terminal", View(), Screen())).splitlines())) <= 80
