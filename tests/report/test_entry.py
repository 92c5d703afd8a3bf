"""An entry knows where its scheme stands at once; its words are worked out when they are read, and said once."""

from __future__ import annotations

from datetime import date

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Assessment, Verdict
from aidnum.model.profile import Profile
from aidnum.model.scheme import Scheme
from aidnum.report.check import check

DAY = date(2021, 3, 1)
PROFILE = Profile(facts={"population": 520_000, "type": ("dematerialisation",)})


@pytest.fixture
def assessed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The schemes assessed whole since the test began."""
    seen: list[str] = []

    def watched(scheme: Scheme, situation: Situation, day: date) -> Assessment:
        seen.append(scheme.id)
        return assess(scheme, situation, day)

    monkeypatch.setattr("aidnum.report.entry.assess", watched)
    return seen


def test_where_every_scheme_stands_is_known_without_assessing_any(shipped: Catalogue, assessed: list[str]) -> None:
    report = check(shipped, PROFILE, DAY)
    assert [one.verdict for one in report.group("ineligible")] == [Verdict.INELIGIBLE] * len(report.group("ineligible"))
    assert [one.window.state for one in report.group("now")][:1] == ["open"]
    assert assessed == []


def test_a_scheme_is_assessed_once_when_its_words_are_read(shipped: Catalogue, assessed: list[str]) -> None:
    first = check(shipped, PROFILE, DAY).entries[0]
    assert (first.why, first.criteria, first.missing, first.commitments) == (first.why, first.criteria, (), first.commitments)
    assert assessed == ["france-relance-dematerialisation"]


def test_what_is_read_agrees_with_what_was_known_at_once(shipped: Catalogue) -> None:
    for one in check(shipped, PROFILE, DAY).entries:
        assert (one.assessment.verdict, one.assessment.window) == (one.verdict, one.window)


def test_no_advice_is_sought_where_none_can_help(shipped: Catalogue, assessed: list[str]) -> None:
    report = check(shipped, Profile(facts={"collectivite": "entreprise", "type": ("infrastructure",)}), DAY)
    refused = [one for one in report.entries if one.verdict is Verdict.INELIGIBLE and not one.advice]
    assert len(set(assessed)) < len(refused)
