"""The JSON of a list: an object a project, each scheme on it, and what wasn't read."""

from __future__ import annotations

import json
from pathlib import Path

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render import as_json
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


def test_what_was_not_read_is_told_with_its_candidates(listed: BatchReport) -> None:
    (unread,) = json.loads(as_json.render(listed))["unread"]
    assert (unread["where"], unread["name"]) == ("liste.csv:4", "Saint-Denis")
    assert "Saint-Denis : 93066" in unread["candidates"]


def test_a_brief_answer_holds_what_may_still_be_asked_for(shipped: Catalogue, tmp_path: Path) -> None:
    told = json.loads(as_json.render(batch_report(shipped, tmp_path / "l.csv", brief=True)))
    assert {one["group"] for answer in told["answers"] for one in answer["assessments"]} <= {"now", "next", "ask"}
