"""A list answers for each project as ``check`` does, and counts what opens for most."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue
from aidnum.model.assessment import Verdict
from aidnum.model.profile import Profile
from aidnum.project.merge import read_project
from aidnum.project.project_list import Listed
from aidnum.project.said import Said
from aidnum.report.batch import Answered, BatchReport, batch, told_apart
from aidnum.report.check import check
from tests.report.batches import DAY, batch_report


@pytest.fixture(scope="module")
def report(shipped: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    return batch_report(shipped, tmp_path_factory.mktemp("list") / "l.csv")


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("brief", [False, True])
def test_each_project_is_answered_as_check_does(shipped: Catalogue, report: BatchReport, place: int, brief: bool) -> None:  # noqa: FBT001
    answered = report.answers[place]
    alone = check(shipped, answered.profile, DAY, brief=brief)
    (again,) = batch(shipped, [Listed("x", read_project(shipped, Said())._replace(profile=answered.profile))], DAY, brief=brief)
    assert [(one.scheme.id, one.verdict, one.group, one.window) for one in again.standings] == [
        (entry.scheme.id, entry.verdict, entry.group, entry.window) for entry in alone.entries
    ]
    for standing, entry in zip(again.standings, alone.entries, strict=True):
        assert standing.ask == tuple(question.fact for question in entry.missing)
        if standing.verdict is not Verdict.INELIGIBLE:
            amounts = entry.assessment.amounts
            assert (standing.amount_min, standing.amount_max) == (amounts.amount_min, amounts.amount_max)


def test_a_project_is_called_by_who_carries_it_and_its_title(report: BatchReport) -> None:
    assert [answered.name for answered in report.answers] == ["Pontivy", "Rennes Métropole : Portail", "Bretagne"]
    assert [unread.name for unread in report.unread] == ["Saint-Denis"]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        (["Saint-Denis;93066;;", "Saint-Denis;97411;;", "Pontivy;;;"], ["Saint-Denis (93)", "Saint-Denis (974)", "Pontivy"]),
        (["Mayenne;53147;;", "Mayenne;dep:53;;"], ["Mayenne (commune)", "Mayenne (département)"]),
        (["Saint-Denis;93066;;Portail", "Saint-Denis;97411;;"], ["Saint-Denis (93) : Portail", "Saint-Denis (974)"]),
        (["Pontivy;;demat;", "Pontivy;;donnees;"], ["Pontivy : dématérialisation", "Pontivy : données"]),
        (["Pontivy;;demat;", "Pontivy;;demat;Portail"], ["Pontivy", "Pontivy : Portail"]),
        (["Pontivy;;demat;Site", "Pontivy;;donnees;Site"], ["Pontivy : Site (l.csv:2)", "Pontivy : Site (l.csv:3)"]),
        (
            ["Saint-Denis;93066;demat;", "Saint-Denis;97411;demat;", "Saint-Denis;93066;donnees;"],
            ["Saint-Denis (93) : dématérialisation", "Saint-Denis (974)", "Saint-Denis (93) : données"],
        ),
    ],
)
def test_no_two_projects_are_called_alike(shipped: Catalogue, tmp_path: Path, rows: list[str], labels: list[str]) -> None:
    report = batch_report(shipped, tmp_path / "l.csv", "\n".join(["nom;code;type;titre", *rows]))
    placed = [answered._replace(mark=answered.mark.replace("liste.csv", "l.csv")) for answered in report.answers]
    assert [answered.label for answered in placed] == labels
    assert all("(93)" not in answered.name for answered in placed)


@given(st.lists(st.tuples(st.sampled_from(["A", "B", None]), st.sampled_from(["", "a", "b"]))))
def test_however_many_are_alike_each_has_its_own_label(titles: list[tuple[str | None, str]]) -> None:
    vocabulary = load_catalogue().vocabulary
    answers = [Answered(f"{folder}/{place}", title, Profile({}), ()) for place, (title, folder) in enumerate(titles)]
    labels = [answered.label for answered in told_apart(answers, vocabulary)]
    assert len(set(labels)) == len(labels)


def test_who_carries_it_is_told_as_given_else_as_counted(report: BatchReport) -> None:
    told = [(one.kind, one.departement, one.population) for one in report.answers]
    assert told[:2] == [("commune", "56", 14_640), ("metropole", "35", 520_000)]
    assert (told[2][0], told[2][1]) == ("region", None)


def test_a_project_of_nobody_is_called_by_its_place(shipped: Catalogue) -> None:
    project = read_project(shipped, Said(facts={"population": 3_000, "collectivite": "commune"}))
    (answered,) = batch(shipped, [Listed("a.yaml", project)], DAY)
    assert (answered.name, answered.kind, answered.population, answered.authority) == ("a.yaml", "commune", 3_000, None)


def test_a_group_counts_what_may_be_asked_for_within_a_year(shipped: Catalogue, report: BatchReport) -> None:
    answered = report.answers[1]
    alone = check(shipped, answered.profile, DAY)
    for group in ("now", "next", "ask"):
        near = [entry for entry in alone.group(group) if entry not in alone.far]
        assert answered.count(group) == len(near)
    assert answered.count("closed") == 0


def test_the_next_date_is_the_first_of_what_may_be_asked_for(report: BatchReport) -> None:
    answered = report.answers[1]
    dates = [
        *(one.window.closes for one in answered.standings if one.is_offered and one.window.state == "open"),
        *(one.window.opens for one in answered.standings if one.is_offered and one.window.state == "upcoming"),
    ]
    assert answered.next_date is not None
    assert answered.next_date.day == min(filter(None, dates))
    assert Answered("x", None, answered.profile, ()).next_date is None


def test_what_opens_for_most_comes_first_and_each_project_counts_once(report: BatchReport) -> None:
    ranks = [(-reach.now, -reach.next, -reach.ask) for reach in report.reaches]
    assert ranks == sorted(ranks)
    for reach in report.reaches:
        standings = [one for answered in report.answers for one in answered.standings if one.scheme.id == reach.scheme.id]
        assert reach.now + reach.next + reach.ask == sum(one.is_offered for one in standings) > 0


def test_the_facts_asked_are_counted_by_project(report: BatchReport) -> None:
    counts = dict(report.asked)
    assert counts["type"] == 1  # the région alone says none
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_each_project_answered_is_a_step(shipped: Catalogue) -> None:
    steps: list[None] = []
    project = read_project(shipped, Said("Pontivy"))
    batch(shipped, [Listed("a", project), Listed("b", project)], DAY, step=lambda: steps.append(None))
    assert len(steps) == 2
