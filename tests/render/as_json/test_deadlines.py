"""The answer of ``deadlines`` as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from aidnum.model.profile import read_profile
from aidnum.render.as_json import render
from aidnum.report.deadlines import deadlines
from tests.render.samples import DAY, small_catalogue


def test_deadlines_hold_each_window_and_the_verdict(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    profile = read_profile(catalogue.vocabulary, {"population": "520000"})
    whole = json.loads(render(deadlines(catalogue, DAY, profile, within=365)))
    assert (whole["date"], whole["within"], whole["all"]) == ("2021-03-01", 365, False)
    first = whole["deadlines"][0]
    assert (first["scheme"], first["verdict"], first["window"]["closes"]) == ("demarches-en-ligne", "to_confirm", "2021-05-28")


def test_deadlines_without_facts_have_no_verdict(tmp_path: Path) -> None:
    whole = json.loads(render(deadlines(small_catalogue(tmp_path), DAY)))
    assert {row["verdict"] for row in whole["deadlines"]} == {None}
