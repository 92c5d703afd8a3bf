"""What changed between two days, and between two catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.window import windows_on
from aidnum.model.assessment import Verdict
from aidnum.model.profile import Profile
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import Wishes
from aidnum.project.project_list import Listed
from aidnum.project.said import Project, Statement
from aidnum.report.amendments import UNTOLD
from aidnum.report.asked import Several
from aidnum.report.news import NewsReport, news, news_against
from tests.engine.samples import SOURCE, VOCABULARY, funding, scheme

OPENS, CLOSES = date(2021, 1, 25), date(2021, 5, 28)
ONE = timedelta(days=1)
TOWN, COUNTY = Profile(facts={"kind": "town"}), Profile(facts={"kind": "county"})


def _of(calendar: dict[str, Any], name: str = "aide", **more: Any) -> Scheme:
    return scheme({"kind": ["town"]}, id=name, calendar=calendar, **more)


def _catalogue(*schemes: Scheme) -> Catalogue:
    return Catalogue(schemes, VOCABULARY, ("x.yaml",))


def _window(**dates: date) -> Catalogue:
    return _catalogue(_of({"windows": [dates]}))


CALL = _window(opens=OPENS, closes=CLOSES)


def _told(report: NewsReport) -> Sequence[tuple[str, date | None]]:
    return [(change.what, change.on) for change in report.changes]


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (OPENS - 2 * ONE, OPENS - ONE, []),
        (OPENS - ONE, OPENS, [("opened", OPENS)]),
        (OPENS, OPENS + ONE, []),
        (CLOSES - ONE, CLOSES, []),
        (CLOSES, CLOSES + ONE, [("closed", CLOSES)]),
        (CLOSES + ONE, CLOSES + 2 * ONE, []),
        (OPENS - ONE, CLOSES + ONE, [("closed", CLOSES)]),
    ],
)
def test_a_window_opened_on_its_first_day_and_is_closed_after_its_last(
    since: date, until: date, told: list[tuple[str, date]]
) -> None:
    coming = {"opens", "closes"}
    assert [one for one in _told(news(CALL, since, until, within=0)) if one[0] not in coming] == told


@pytest.mark.parametrize(
    ("within", "told"),
    [
        (9, []),
        (10, [("closes", CLOSES, True)]),
        (16, [("closes", CLOSES, True)]),
        (17, [("closes", CLOSES, False)]),
    ],
)
def test_what_closes_within_so_many_days_is_new_where_the_first_day_was_too_early(
    within: int, told: list[tuple[str, date, bool]]
) -> None:
    report = news(CALL, date(2021, 5, 11), date(2021, 5, 18), within=within)
    assert [(change.what, change.on, change.is_new) for change in report.changes] == told
    assert report.is_none == (within not in (10, 16))


def test_what_opens_within_so_many_days_is_told_with_its_closing_day_when_that_is_near_too() -> None:
    assert _told(news(CALL, date(2021, 1, 1), date(2021, 1, 2), within=23)) == [("opens", OPENS)]
    assert _told(news(CALL, date(2021, 1, 1), date(2021, 1, 2), within=146)) == [("closes", CLOSES), ("opens", OPENS)]
    assert _told(news(CALL, date(2021, 1, 1), date(2021, 1, 2), within=22)) == []


def test_a_window_without_closing_day_is_closed_on_the_day_it_was_first_seen_so() -> None:
    seen = _window(opens=OPENS, seen_closed=CLOSES)
    assert _told(news(seen, CLOSES - ONE, CLOSES)) == [("closed", CLOSES)]


def test_what_is_permanent_opened_on_its_first_day() -> None:
    lasting = _catalogue(_of({"state": "rolling", "since": OPENS}))
    assert _told(news(lasting, OPENS - ONE, OPENS)) == [("opened", OPENS)]
    assert _told(news(lasting, OPENS - 2 * ONE, OPENS - ONE)) == [("opens", OPENS)]


def test_a_sheet_tells_when_it_was_checked_and_what_it_bears_of_those_days() -> None:
    pages = [
        {**SOURCE, "id": "old", "checked": date(2021, 3, 2), "dated": "2019"},
        {**SOURCE, "id": "new", "checked": date(2021, 3, 5), "dated": "2021-03-03"},
        {**SOURCE, "id": "later", "checked": date(2021, 4, 1), "dated": "unknown"},
    ]
    caution = {"from": date(2021, 3, 4), "text": "La loi a pu changer.", "source": "new"}
    known = _catalogue(_of({"state": "rolling", "seen_open": date(2021, 3, 6)}, sources=pages, caution=caution))
    (change,) = news(known, date(2021, 3, 1), date(2021, 3, 6)).changes
    days = {"checked": 5, "dated": 3, "calendar": 6, "caution": 4}
    assert change.days == tuple((field, date(2021, 3, day)) for field, day in days.items())
    assert (change.what, change.on, change.fields) == ("changed", date(2021, 3, 6), tuple(days))
    assert news(known, date(2021, 3, 6), date(2021, 3, 31)).changes == ()


def test_a_sheet_that_was_only_read_again_is_told_and_is_no_news() -> None:
    pages = [{**SOURCE, "checked": date(2021, 3, 2)}]
    dated = [{**SOURCE, "checked": date(2021, 3, 2), "dated": "2021-03-01"}]
    reread = _of({"state": "rolling"}, "relue", sources=pages)
    days = date(2021, 2, 28), date(2021, 3, 2)
    report = news(_catalogue(reread), *days)
    assert ([(one.fields, one.is_reread) for one in report.changes], report.is_none) == ([(("checked",), True)], True)
    report = news(_catalogue(reread, _of({"state": "rolling"}, "zut", sources=dated)), *days)
    assert ([(one.scheme.id, one.is_reread) for one in report.changes], report.is_none) == (
        [("zut", False), ("relue", True)],
        False,
    )


def test_a_verdict_that_time_alone_changes_is_told() -> None:
    page = {**SOURCE, "checked": date(2020, 3, 1)}
    unseen = _catalogue(_of({"state": "unknown", "seen_open": date(2020, 3, 1)}, sources=[page]))
    (change,) = news(unseen, date(2021, 3, 1), date(2021, 3, 2), TOWN).changes
    assert (change.what, change.fields, change.on) == ("changed", ("verdict",), None)
    assert (change.former, change.verdict) == (Verdict.ELIGIBLE, Verdict.TO_CONFIRM)
    assert news(unseen, date(2021, 3, 1), date(2021, 3, 2)).changes == ()


def test_what_a_profile_is_never_eligible_for_is_left_out_and_counted() -> None:
    assert [change.verdict for change in news(CALL, OPENS - ONE, OPENS, TOWN).changes] == [Verdict.ELIGIBLE]
    refused = news(CALL, OPENS - ONE, OPENS, COUNTY)
    assert (refused.changes, refused.left_out, refused.is_none) == ((), 1, True)
    assert [change.verdict for change in news(CALL, OPENS - ONE, OPENS).changes] == [None]


def _several(*profiles: Profile) -> Several:
    projects = [Listed(f"l.csv:{row}", Project(profile, (), Statement(), Wishes())) for row, profile in enumerate(profiles, 1)]
    return Several("l.csv", projects)


def test_a_change_names_those_of_a_list_that_it_concerns_and_the_best_of_their_verdicts() -> None:
    report = news(CALL, OPENS - ONE, OPENS, _several(COUNTY, TOWN, Profile()))
    (change,) = report.changes
    assert [(one.project.name, one.former, one.verdict) for one in change.concerned] == [
        ("l.csv:2", Verdict.ELIGIBLE, Verdict.ELIGIBLE),
        ("l.csv:3", Verdict.TO_CONFIRM, Verdict.TO_CONFIRM),
    ]
    assert (change.verdict, change.former, change.turned) == (Verdict.ELIGIBLE, Verdict.ELIGIBLE, None)
    assert report.words == ("liste « l.csv », 3\u00a0projets",)


def test_what_concerns_nobody_of_a_list_is_left_out_and_counted() -> None:
    report = news(CALL, OPENS - ONE, OPENS, _several(COUNTY, COUNTY))
    assert (report.changes, report.left_out, report.is_none) == ((), 1, True)


def test_a_list_says_what_is_given_alike_of_all() -> None:
    asked = Profile(facts={"kind": "town", "posts": 3})
    report = news(CALL, OPENS - ONE, OPENS, _several(asked, Profile(facts={"kind": "county", "posts": 3})))
    who, more = report.words
    assert who == "liste « l.csv », 2\u00a0projets"
    assert more.endswith(": 3\u00a0postes")


def test_a_verdict_that_turns_concerns_those_for_whom_it_does() -> None:
    page = {**SOURCE, "checked": date(2020, 3, 1)}
    unseen = _catalogue(_of({"state": "unknown", "seen_open": date(2020, 3, 1)}, sources=[page]))
    (change,) = news(unseen, date(2021, 3, 1), date(2021, 3, 2), _several(TOWN, Profile(), COUNTY)).changes
    assert change.fields == ("verdict",)
    assert list(change.by_verdicts) == [(Verdict.ELIGIBLE, Verdict.TO_CONFIRM)]
    assert [one.project.where for one in change.concerned] == ["l.csv:1"]


@given(st.lists(st.sampled_from([TOWN, COUNTY, Profile()]), min_size=1, max_size=4), st.integers(-3, 3))
def test_a_list_hears_what_each_of_it_would_hear_alone(profiles: list[Profile], days: int) -> None:
    spell = (OPENS - ONE, OPENS + days * ONE) if days >= 0 else (CLOSES + days * ONE, CLOSES + ONE)
    together = news(CALL, *spell, _several(*profiles)).changes
    heard = {(change.what, int(one.project.where[6:]) - 1) for change in together for one in change.concerned}
    alone = [news(CALL, *spell, profile).changes for profile in profiles]
    assert heard == {(change.what, place) for place, changes in enumerate(alone) for change in changes}


def test_each_project_of_a_list_is_counted_on_each_day() -> None:
    steps: list[None] = []
    news(CALL, OPENS - ONE, OPENS, _several(TOWN, COUNTY)._replace(step=lambda: steps.append(None)))
    assert len(steps) == 4


DAYS = st.dates(date(2021, 1, 1), date(2021, 3, 1))
WINDOWS = st.builds(
    lambda opens, days, closes: {"opens": opens, **({"closes": opens + timedelta(days)} if closes else {})},
    DAYS,
    st.integers(0, 40),
    st.booleans(),
) | st.builds(lambda day: {"seen_closed": day}, DAYS)
CALENDARS = st.builds(lambda windows: {"windows": windows}, st.lists(WINDOWS, min_size=1, max_size=3)) | st.builds(
    lambda day: {"state": "rolling", "since": day}, DAYS
)
SPELL = st.lists(DAYS, min_size=2, max_size=2).map(sorted)


def _came(report: NewsReport, what: str) -> list[date]:
    return sorted(change.on for change in report.changes if change.what == what and change.on)


@given(CALENDARS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_two_spells_that_follow_each_other_tell_what_one_spell_does(calendar: dict[str, Any], days: list[date]) -> None:
    first, middle, last = days
    known = _catalogue(_of(calendar))
    whole = news(known, first, last)
    parts = (news(known, first, middle), news(known, middle, last))
    assert _came(whole, "closed") == sorted(day for part in parts for day in _came(part, "closed"))
    opened, still = Counter(day for part in parts for day in _came(part, "opened")), Counter(_came(whole, "opened"))
    assert still <= opened
    assert (opened - still).total() <= len(_came(whole, "closed"))


@given(CALENDARS, SPELL)
def test_what_is_told_of_windows_is_how_their_states_differ(calendar: dict[str, Any], days: list[date]) -> None:
    known = _catalogue(_of(calendar))
    states = [[window.state for window in windows_on(known.schemes[0].calendar, day)] for day in days]
    differing = sorted(
        "closed" if after == "closed" else "opened"
        for before, after in zip(*states, strict=True)
        if before != after and (after == "closed" or before == "upcoming")
    )
    assert sorted(what for what, _ in _told(news(known, days[0], days[1])) if what in ("opened", "closed")) == differing


@given(WINDOWS, st.lists(DAYS, min_size=2, max_size=6).map(sorted), st.integers(0, 40))
def test_what_is_to_come_is_new_once_in_a_row_of_spells(window: dict[str, Any], days: list[date], within: int) -> None:
    known = _window(**window)
    told = [
        change.what
        for since, until in pairwise(days)
        for change in news(known, since, until, within=within).changes
        if change.is_new and change.what in ("opens", "closes")
    ]
    assert len(told) == len(set(told))


GIVEN = _of({"state": "rolling"}, "gardee")
DEARER = replace(GIVEN, fundings=(funding(rate="60%"),), notes=("Plus chère.",))


def _against(present: list[Scheme], other: list[Scheme], profile: Profile | None = None) -> NewsReport:
    return news_against(_catalogue(*present), _catalogue(*other), OPENS, profile, name="x.yaml")


def test_two_catalogues_that_say_the_same_bring_no_news() -> None:
    report = _against([GIVEN], [GIVEN])
    assert (report.changes, report.is_none, report.since, report.against) == ((), True, None, "x.yaml")


def test_a_scheme_that_one_catalogue_alone_holds_is_added_or_removed() -> None:
    other = _of({"state": "rolling"}, "autre")
    assert [(one.what, one.scheme.id) for one in _against([GIVEN, other], [GIVEN]).changes] == [("added", "autre")]
    assert [(one.what, one.scheme.id) for one in _against([GIVEN], [other]).changes] == [
        ("added", "gardee"),
        ("removed", "autre"),
    ]


def test_a_scheme_told_otherwise_names_its_changed_keys_as_a_file_does() -> None:
    (change,) = _against([DEARER], [GIVEN]).changes
    assert (change.what, change.fields) == ("changed", ("notes", "funding"))
    assert change.shown is not None
    assert [shown.scheme for shown in change.shown] == [GIVEN, DEARER]


def test_a_scheme_whose_sources_were_only_read_again_is_told_so_and_is_no_news() -> None:
    source = GIVEN.sources[0]
    reread = replace(GIVEN, sources=(replace(source, checked=source.checked + ONE),))
    report = _against([reread], [GIVEN])
    assert ([change.fields for change in report.changes], report.is_none) == ([("checked",)], True)
    moved = replace(reread, sources=(replace(reread.sources[0], title="Une autre page"),))
    report = _against([moved], [GIVEN])
    assert ([change.fields for change in report.changes], report.is_none) == ([("sources",)], False)
    dearer = replace(reread, notes=("Plus chère.",))
    report = _against([dearer], [GIVEN])
    assert ([change.fields for change in report.changes], report.is_none) == ([("checked", "notes")], False)


def test_examples_are_for_tests_and_change_nothing() -> None:
    other = replace(GIVEN, examples=(replace(GIVEN.examples[0], title="un autre exemple"),))
    assert other != GIVEN
    assert _against([other], [GIVEN]).changes == ()
    assert set(Scheme.__struct_encode_fields__) >= UNTOLD


def test_both_verdicts_stand_beside_a_change() -> None:
    for_counties = replace(GIVEN, eligibility=scheme({"kind": ["county"]}).eligibility)
    (lost,) = _against([for_counties], [GIVEN], TOWN).changes
    assert (lost.former, lost.verdict) == (Verdict.ELIGIBLE, Verdict.INELIGIBLE)
    (removed,) = _against([for_counties], [replace(GIVEN, id="autre")], TOWN).changes
    assert (removed.what, removed.former, removed.verdict) == ("removed", Verdict.ELIGIBLE, None)


def test_a_catalogue_without_the_words_of_a_profile_gives_no_verdict() -> None:
    words = replace(VOCABULARY, facts={name: fact for name, fact in VOCABULARY.facts.items() if name != "posts"})
    other = Catalogue((GIVEN,), words, ("x.yaml",))
    asked = Profile(facts={"kind": "town", "posts": 3})
    (change,) = news_against(_catalogue(DEARER), other, OPENS, asked, name="x").changes
    assert (change.former, change.verdict) == (None, Verdict.ELIGIBLE)
