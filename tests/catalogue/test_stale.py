"""Sources to read again: those read more than twelve months before the day, or dated before the window they support."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from aidnum.catalogue import lint
from aidnum.catalogue.stale import Rereading, stale_sources
from tests.catalogue.samples import FILE, SECOND, spoilt, written
from tests.conftest import ROOT

DAY = date(2021, 6, 1)


def _stale(text: str, folder: Path, day: date = DAY) -> Rereading:
    path = written(text, folder)
    with patch.object(lint, "shipped_files", list):
        return stale_sources([path], day)


def _whys(text: str, folder: Path, day: date = DAY) -> list[tuple[bool, date | None]]:
    return [(stale.is_old, stale.opens) for stale in _stale(text, folder, day).sources]


def _read_on(checked: str, dated: str = "") -> str:
    said = f"checked: {checked}, dated: {dated}" if dated else f"checked: {checked}"
    return spoilt("checked: 2026-11-24", said)


@pytest.mark.parametrize(("checked", "is_old"), [("2020-05-31", True), ("2020-06-01", False), ("2022-01-01", False)])
def test_a_source_is_old_from_the_day_after_a_year(checked: str, is_old: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert _whys(_read_on(checked), tmp_path) == [(True, None)] * is_old


WINDOW = "{opens: 2021-01-25, closes: 2021-05-28}"
OPENS = date(2021, 1, 25)


@pytest.mark.parametrize(
    ("dated", "is_before"),
    [
        *(("2021-01-24", True), ("2021-01-25", False), ("2020-12", True), ("2021-01", False)),
        *(("2020", True), ("2021", False), ("unknown", False), ("", False)),
    ],
)
@pytest.mark.parametrize("names_it", ["window", "calendar", "also"])
def test_a_page_surely_dated_before_the_opening_that_it_supports_is_told(
    names_it: str,
    dated: str,
    is_before: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    text = _read_on("2021-05-01", dated)
    if names_it == "calendar":
        text = spoilt("    calendar:\n", "    calendar:\n      source: page\n", text)
    elif names_it == "window":
        text = spoilt(WINDOW, WINDOW.replace("}", ", source: page}"), text)
    else:
        text = spoilt(WINDOW, WINDOW.replace("}", ", also: [{opens: 2021-01-25, source: page}]}"), text)
    assert _whys(text, tmp_path) == [(False, OPENS)] * is_before


def test_a_page_that_supports_no_window_may_be_older_than_any(tmp_path: Path) -> None:
    assert _whys(_read_on("2021-05-01", "1999"), tmp_path) == []


@pytest.mark.parametrize(
    ("dated", "day", "is_aged"),
    [
        ("2020-05-31", DAY - timedelta(4), False),
        ("2020-05-28", DAY - timedelta(4), False),
        ("2020-05-27", DAY - timedelta(4), True),
        ("2020-05", DAY - timedelta(4), False),
        ("2019", DAY - timedelta(4), True),
        ("unknown", DAY - timedelta(4), False),
        ("2019", DAY, False),
    ],
)
def test_the_page_of_an_aid_that_still_runs_is_read_again_after_a_year(
    dated: str,
    day: date,
    is_aged: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """The aid closes on 28 May 2021: after it, an old page is history."""
    found = _stale(_read_on("2021-05-01", dated), tmp_path, day).sources
    assert [stale.is_aged for stale in found] == [True] * is_aged


def test_the_page_of_an_aid_that_is_used_up_is_history(tmp_path: Path) -> None:
    used_up = spoilt(f"      windows:\n        - {WINDOW}", "      state: exhausted", _read_on("2021-05-01", "1999"))
    assert _stale(used_up, tmp_path).sources == ()


def test_a_window_still_to_open_asks_for_no_other_page(tmp_path: Path) -> None:
    text = spoilt(WINDOW, WINDOW.replace("}", ", source: page}"), _read_on("2021-01-01", "2020-12-01"))
    assert _whys(text, tmp_path, OPENS - timedelta(1)) == []
    assert _whys(text, tmp_path, OPENS) == [(False, OPENS)]


def test_the_latest_opening_counts_whatever_the_order_of_the_windows(tmp_path: Path) -> None:
    later = "- {opens: 2021-05-29, closes: 2021-05-30, source: page}"
    text = spoilt(
        f"- {WINDOW}", f"{later}\n        - {WINDOW.replace('}', ', source: page}')}", _read_on("2021-05-01", "2021-02-01")
    )
    assert _whys(text, tmp_path) == [(False, date(2021, 5, 29))]


@pytest.mark.parametrize(("checked", "key"), [("2020-01-01", "checked: "), ("2021-05-01", "dated: ")])
def test_the_place_is_that_of_the_date_at_fault_the_one_of_the_reading_first(checked: str, key: str, tmp_path: Path) -> None:
    text = _read_on(checked, "2020-01-01")
    (stale,) = _stale(text, tmp_path, DAY - timedelta(4)).sources
    line = text.split("\n")[stale.mark.line - 1]
    assert line[: stale.mark.column - 1].endswith(key)
    assert line[stale.mark.column - 1 : stale.mark.end - 1] == "2020-01-01"
    assert (stale.owner.id, stale.source.id, stale.path) == ("aide", "page", str(tmp_path / "catalogue.yaml"))


def test_one_source_without_its_list_has_its_place_too(tmp_path: Path) -> None:
    text = spoilt("sources:\n      - {id", "sources:\n        {id", _read_on("2020-01-01"))
    (stale,) = _stale(text, tmp_path).sources
    assert text.split("\n")[stale.mark.line - 1][stale.mark.column - 1 :].startswith("2020-01-01")


def test_a_scheme_that_cannot_be_read_is_counted_and_hides_no_other(tmp_path: Path) -> None:
    found = _stale(_read_on("2020-01-01") + SECOND.replace("kind: loan", "kind: don"), tmp_path)
    assert ([stale.owner.id for stale in found.sources], found.left_out) == (["aide"], 1)


def test_rules_of_law_have_sources_too_and_each_of_their_wordings() -> None:
    laws = ROOT / "data" / "laws.yaml"
    found = stale_sources([laws], date(2100, 1, 1))
    assert len(found.sources) == laws.read_text(encoding="utf-8").count("checked: ")
    assert {Path(stale.path).name for stale in found.sources} == {"laws.yaml"}


def test_a_file_in_order_gives_nothing(tmp_path: Path) -> None:
    assert _stale(FILE, tmp_path) == Rereading((), 0)
