"""The answer of ``news`` as JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from aidnum.model.profile import read_profile
from aidnum.render.as_json import render
from aidnum.report.news import news, news_against
from tests.render.samples import DAY, FACTS, small_catalogue


def test_a_change_is_told_as_the_contract_says(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    report = news(catalogue, date(2021, 1, 24), DAY, read_profile(catalogue.vocabulary, FACTS), within=60)
    whole = json.loads(render(report))
    assert list(whole)[1:4] == ["since", "until", "changes"]
    assert (whole["since"], whole["until"], whole["within"], whole["against"]) == ("2021-01-24", "2021-03-01", 60, None)
    first = whole["changes"][0]
    assert dict(list(first.items())[:5]) == {
        "scheme": "demarches-en-ligne",
        "what": "opened",
        "on": "2021-01-25",
        "fields": [],
        "verdict": "eligible",
    }
    assert [(one["what"], one["on"], one["new"]) for one in whole["changes"]][1:] == [("opens", "2021-04-01", True)]


def test_two_catalogues_name_the_fields_as_a_file_does(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    first, *rest = catalogue.schemes
    other = catalogue._replace(schemes=(replace(first, summary=None), *rest[1:]))
    whole = json.loads(render(news_against(catalogue, other, DAY, name="avant.yaml")))
    assert (whole["since"], whole["against"]) == (None, "avant.yaml")
    assert [(one["scheme"], one["what"], one["fields"], one["verdict"]) for one in whole["changes"]] == [
        ("guichet-local", "added", [], None),
        ("demarches-en-ligne", "changed", ["summary"], None),
    ]
    assert whole["changes"][1]["words"] == ["Fiche, ajouté : La moitié du coût, hors personnel."]
