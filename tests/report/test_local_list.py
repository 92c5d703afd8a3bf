"""What the list of the applicant's own place names: its project's lines first, of the year nearest to the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Labels
from aidnum.model.profile import Found, Profile, read_profile
from aidnum.model.scheme import Scheme
from aidnum.report.check import check
from aidnum.report.local_list import OwnList, own_list
from tests.engine.samples import DAY, VOCABULARY, scheme, situation

LOCAL = {"kind": ["local"]}
LINES = [
    {"text": "wifi", "types": ["online"]},
    "voirie",
    {"text": "écoles", "fields": ["school"]},
    {"text": "livres et musées", "types": ["books"], "fields": ["museum"]},
]


def _lists(*years: int) -> Scheme:
    places = {"nord": {"says": "digital", "lines": LINES}, "sud": {"says": "unpublished"}}
    return scheme(LOCAL, lists=[{"year": year, "by": "place", "source": "page", "places": places} for year in years])


def _own(one: Scheme, day: date = DAY, **facts: Any) -> OwnList | None:
    return own_list(one, situation(**facts), day)


@pytest.mark.parametrize(
    ("facts", "fitting"),
    [
        ({}, []),
        ({"type": ("online",)}, ["wifi"]),
        ({"type": ("data",)}, []),
        ({"domain": ("school",)}, ["écoles"]),
        ({"type": ("online", "books"), "domain": ("museum",)}, ["wifi", "livres et musées"]),
    ],
)
def test_the_lines_of_the_project_come_first_and_none_is_lost(facts: dict[str, Any], fitting: list[str]) -> None:
    own = _own(_lists(2021), place="nord", **facts)
    assert own is not None
    assert [line.text for line in own.fitting] == fitting
    assert sorted(line.text for line in (*own.fitting, *own.others)) == ["livres et musées", "voirie", "wifi", "écoles"]


def test_where_the_place_is_not_known_or_not_one_there_is_no_list() -> None:
    both = Found(("nord", "sud"), Labels(frozenset({"nord", "sud"}), together=False), "ici")
    assert _own(_lists(2021)) is None
    assert own_list(_lists(2021), Situation(Profile(found={"place": both}), VOCABULARY), DAY) is None
    assert _own(scheme(LOCAL), place="nord") is None


def test_a_list_says_what_it_is_and_where_it_was_read() -> None:
    own = _own(_lists(2021), place="sud")
    assert own is not None
    assert (own.list.says, own.source and own.source.id, own.of) == ("unpublished", "page", "Sud")


def test_what_is_assumed_of_an_applicant_gives_it_no_list() -> None:
    of_all = {"year": 2021, "by": "kind", "source": "page", "places": {"local": {"says": "unpublished"}}}
    assert _own(scheme(LOCAL, lists=[of_all])) is None
    assert _own(scheme(LOCAL, lists=[of_all]), kind="town") is not None


@example(years={2020, 2021, 2022}, year=2021)
@given(years=st.sets(st.integers(2000, 2040), min_size=1, max_size=5), year=st.integers(2000, 2040))
def test_the_list_is_that_of_the_year_else_the_last_before_else_the_first(years: set[int], year: int) -> None:
    own = _own(_lists(*years), date(year, 6, 1), place="sud")
    assert own is not None
    assert own.asked_year == year
    assert own.year == max((one for one in years if one <= year), default=min(years))


@pytest.mark.parametrize(("departement", "code"), [("29", "29"), ("69M", "69"), ("69", "69"), ("67A", None), ("75", None)])
def test_the_list_of_a_family_is_that_of_each_of_its_members(shipped: Catalogue, departement: str, code: str | None) -> None:
    detr = shipped.scheme("detr")
    assert detr is not None
    known = Situation(read_profile(shipped.vocabulary, {"departement": departement}), shipped.vocabulary)
    own = own_list(detr, known, date(2026, 12, 1))
    assert (own and own.code) == code


def test_a_list_names_its_place_within_a_sentence_and_what_to_beware_of(shipped: Catalogue) -> None:
    detr = shipped.scheme("detr")
    assert detr is not None
    known = Situation(read_profile(shipped.vocabulary, {"departement": "29"}), shipped.vocabulary)
    own = own_list(detr, known, date(2026, 12, 1))
    assert own is not None
    assert (own.of, own.caution) == ("du Finistère", detr.lists[0].caution)
    assert own.caution


def test_what_a_list_names_turns_no_verdict(shipped: Catalogue) -> None:
    facts = {"collectivite": "commune", "population": 800, "type": "dematerialisation"}
    for code in shipped.vocabulary.values("departement"):
        report = check(shipped, read_profile(shipped.vocabulary, {**facts, "departement": code}), date(2026, 12, 1))
        (detr,) = (entry for entry in report.entries if entry.scheme.id == "detr")
        assert (detr.verdict, detr.group) == ("to_confirm", "ask")
