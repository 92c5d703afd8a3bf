"""The page of a list: a line a project, then what opens for most, then what would settle more."""

from __future__ import annotations

from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli.answer import written
from aidnum.render.document import View
from aidnum.render.formats import Name
from aidnum.render.terminal import Screen
from aidnum.render.workbook import batch_book
from aidnum.report.batch import BatchReport
from tests.render.samples import BRIEF, WHOLE, drawn, matches_snapshot, squeezed, too_wide
from tests.report.batches import batch_report


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_at_any_width(listed: BatchReport, width: int) -> None:
    text = drawn(listed, width)
    assert too_wide(text, width) == []
    assert matches_snapshot(f"batch-{width}.txt", text)


def test_each_project_is_a_line_with_its_counts_and_its_next_date(listed: BatchReport) -> None:
    answered = listed.answers[1]
    counts = "  ".join(str(answered.count(group)) for group in ("now", "next", "ask")).split()
    (line,) = [line for line in drawn(listed, 80).split("\n") if line.startswith("Rennes Métropole : Portail")]
    assert line.split()[4:7] == counts
    assert line.endswith("ferme 15/03/2021")
    assert answered.next_date is not None
    told = f"ferme 15/03/2021 : {answered.next_date.scheme.name}"
    assert all(told in squeezed(drawn(listed, width, view)) for width, view in ((120, BRIEF), (80, WHOLE), (40, BRIEF)))


@pytest.mark.parametrize("size", [1, 20, 30, 40, 60, 80])
def test_a_project_keeps_to_its_line_and_takes_the_room_there_is(listed: BatchReport, size: int) -> None:
    long = [answered._replace(title="t" * size) for answered in listed.answers]
    for width in (80, 100, 120):
        lines = drawn(BatchReport(listed.catalogue, listed.day, long), width).split("\n")
        told = [line for line in lines if line.startswith(("Pontivy", "Rennes", "Bretagne")) and "/2021" in line]
        assert (len(told), too_wide("\n".join(told), width)) == (3, [])
        cut = any("…" in line for line in told)
        assert cut == (len("Rennes Métropole : ") + size > width - 47) or ": Co" in told[0]


def test_a_column_of_dates_that_is_empty_is_not_drawn(listed: BatchReport) -> None:
    undated = [answered._replace(standings=()) for answered in listed.answers]
    assert "Prochaine date" in drawn(listed)
    assert "Prochaine date" not in drawn(BatchReport(listed.catalogue, listed.day, undated))


def test_a_project_is_one_line_at_80_columns(listed: BatchReport) -> None:
    long = [answered._replace(title="Un titre " * 9) for answered in listed.answers]
    lines = drawn(BatchReport(listed.catalogue, listed.day, long), 80).split("\n")
    assert sum(line.startswith(("Pontivy", "Rennes", "Bretagne")) and "/" in line for line in lines) == 3


def test_long_names_that_begin_alike_are_cut_in_their_middle(listed: BatchReport) -> None:
    titles = ["Un portail pour les usagers, 1", "Un portail pour les usagers, 2", "Réseau"]
    long = [listed.answers[1]._replace(title=title) for title in titles]
    text = drawn(BatchReport(listed.catalogue, listed.day, long), 80)
    names = [line[:34].rstrip() for line in text.split("\n") if line.startswith("Rennes")]
    assert names == ["Rennes Métropole…r les usagers, 1", "Rennes Métropole…r les usagers, 2", "Rennes Métropole : Réseau"]
    assert "Rennes Métropole : Un portail pour les usagers, 1  " in drawn(BatchReport(listed.catalogue, listed.day, long), 120)


def test_homonyms_have_their_departement_in_each_format_for_people(shipped: Catalogue, tmp_path: Path) -> None:
    report = batch_report(shipped, tmp_path / "l.csv", "nom;code\nSaint-Denis;93066\nSaint-Denis;97411\n")
    names: tuple[Name, ...] = ("terminal", "markdown", "html")
    for name in names:
        told = written(report, name, View(), Screen(80))
        assert all(f"Saint-Denis ({code})" in str(told).replace("\\", "") for code in ("93", "974")), name
    flow = batch_book(report).sheets[0].flow
    assert flow is not None
    assert [row[0].content for row in flow.rows()] == ["Saint-Denis (93)", "Saint-Denis (974)"]


def test_the_first_schemes_are_shown_and_all_on_demand(listed: BatchReport) -> None:
    short, whole = squeezed(drawn(listed, 120)), squeezed(drawn(listed, 120, WHOLE))
    left = len(listed.reaches) - 10
    assert f"et {left} autres aides : ajouter --tout" in short
    assert "ajouter --tout" not in whole
    assert all(reach.scheme.name in whole for reach in listed.reaches)


def test_what_only_an_office_knows_is_not_asked(listed: BatchReport) -> None:
    said = squeezed(drawn(listed, 120))
    facts = listed.catalogue.vocabulary.facts
    own = [fact for fact, _ in listed.asked if fact in facts and not facts[fact].asked_of_office]
    assert [facts[fact].question in said for fact in own[:4]] == [True, True, True, False]
    assert not any(fact.question in said for fact in facts.values() if fact.asked_of_office)


def test_what_was_not_read_is_counted_and_listed_on_paper(listed: BatchReport) -> None:
    assert "Non lus, et laissés de côté : 1." in squeezed(drawn(listed, 120))
    assert "Saint-Denis : 93066" not in squeezed(drawn(listed, 120))
    paper = squeezed(drawn(listed, 120, View(paper=True)))
    assert paper.index("Non lus, et laissés de côté : 1. Leurs noms sont à la fin.") < paper.index("Pontivy")
    assert paper.index("CE QUI S'OUVRE AU PLUS GRAND NOMBRE") < paper.index("Saint-Denis : 93066")


def test_a_list_for_which_nothing_can_be_had_says_so(shipped: Catalogue, tmp_path: Path) -> None:
    report = batch_report(shipped, tmp_path / "l.csv", "nom\nPontivy\n")
    nothing = BatchReport(shipped, report.day, [report.answers[0]._replace(standings=())])
    assert "Aucun dispositif ne peut être demandé." in squeezed(drawn(nothing))
