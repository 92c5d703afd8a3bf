"""The JSON of a list: an object a project, each scheme on it, and what wasn't read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, InFile, SeveralInFile
from aidnum.project.project_list import Unread
from aidnum.render import as_json
from aidnum.render.as_json.batch import unread_line
from aidnum.report.batch import BatchReport
from tests.report.batches import batch_report


def test_each_project_is_an_object_with_its_authority_and_every_scheme(listed: BatchReport) -> None:
    text = as_json.render(listed)
    told = json.loads(text)
    assert text.count("\n") == 1
    assert list(told) == ["schema_version", "date", "answers", "unread", "caveat"]
    first = told["answers"][0]
    assert list(first) == ["authority", "name", "where", "profile", "assessments"]
    assert (first["authority"]["code"], first["where"]) == ("56178", "liste.csv:2")
    assert len(first["assessments"]) == len(listed.catalogue.schemes)
    assert list(first["assessments"][0]) == [
        "scheme", "verdict", "group", "state", "opens", "closes", "amount_min", "amount_max", "ask",
    ]  # fmt: skip


def test_the_answers_come_a_project_at_a_time(listed: BatchReport) -> None:
    before, *pieces, after = as_json.pieces(listed)
    assert [json.loads(piece.removeprefix(","))["name"] for piece in pieces] == [one.name for one in listed.answers]
    assert json.loads(before + after)["answers"] == []


def test_a_list_of_nobody_and_a_fact_called_as_a_key_are_json(listed: BatchReport) -> None:
    profile = replace(listed.answers[0].profile, facts={"assessments": ("x",), "answers": ("y",)})
    odd = BatchReport(listed.catalogue, listed.day, [listed.answers[0]._replace(profile=profile)])
    (told,) = json.loads(as_json.render(odd))["answers"]
    assert (told["profile"]["assessments"], len(told["assessments"])) == (["x"], len(listed.catalogue.schemes))
    assert json.loads(as_json.render(BatchReport(listed.catalogue, listed.day, [])))["answers"] == []


def test_what_was_not_read_is_told_with_its_candidates(listed: BatchReport) -> None:
    (unread,) = json.loads(as_json.render(listed))["unread"]
    assert (unread["where"], unread["name"]) == ("liste.csv:4", "Saint-Denis")
    assert "Saint-Denis : 93066" in unread["candidates"]
    assert {"code": "93066", "name": "Saint-Denis", "kind": "commune", "departement": "93"} in unread["matches"]
    assert (len(unread["matches"]), unread["details"]) == (len(unread["candidates"]), [])


def test_what_is_wrong_in_a_row_is_no_candidate() -> None:
    wrong = [InFile(f"l.csv:2:{column}", AidnumError("illisible")) for column in (1, 2)]
    told = unread_line(Unread("l.csv:2", "Pontivy", SeveralInFile("l.csv:2", wrong)))
    assert (told["candidates"], told["matches"]) == ([], [])
    assert told["details"] == ["l.csv:2:1 : illisible", "l.csv:2:2 : illisible"]


def test_a_brief_answer_holds_what_may_still_be_asked_for(shipped: Catalogue, tmp_path: Path) -> None:
    told = json.loads(as_json.render(batch_report(shipped, tmp_path / "l.csv", brief=True)))
    assert {one["group"] for answer in told["answers"] for one in answer["assessments"]} <= {"now", "next", "ask"}
