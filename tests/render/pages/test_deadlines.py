"""The answer of ``deadlines``."""

from __future__ import annotations

from datetime import date

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.report.deadlines import deadlines
from tests.render.samples import DAY, FACTS, drawn, matches_snapshot


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_open_windows_are_the_stored_ones(small: Catalogue, width: int) -> None:
    assert matches_snapshot(f"deadlines-{width}.txt", drawn(deadlines(small, DAY), width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_all_windows_with_verdicts_are_the_stored_ones(small: Catalogue, width: int) -> None:
    report = deadlines(small, DAY, read_profile(small.vocabulary, FACTS), everything=True)
    assert matches_snapshot(f"deadlines-whole-{width}.txt", drawn(report, width))


def test_each_row_says_its_closing_day_and_what_is_left(small: Catalogue) -> None:
    rows = drawn(deadlines(small, DAY)).split("\n")
    assert [row for row in rows if row.startswith("28/05/2021  88 j   ")]
    assert [row for row in rows if row.startswith("31/12/2021  305 j  ")]


def test_states_and_verdicts_are_words(small: Catalogue) -> None:
    text = drawn(deadlines(small, DAY, read_profile(small.vocabulary, FACTS), everything=True))
    for word in ("fermé", "à venir", "éligible", "à confirmer", "non éligible", "ouvert en permanence"):
        assert word in text


@pytest.mark.parametrize(
    ("options", "title", "empty"),
    [
        ({}, "Périodes de dépôt ouvertes le 1er janvier 2019", "Aucune n'a de date de clôture."),
        ({"within": 30}, "Périodes de dépôt qui se ferment dans les 30 jours après le", "Aucune ne se ferme dans ce délai."),
    ],
)
def test_no_window_is_said_and_where_to_see_the_others(
    small: Catalogue, options: dict[str, int], title: str, empty: str
) -> None:
    said = " ".join(drawn(deadlines(small, date(2019, 1, 1), **options)).split())  # type: ignore[arg-type]
    assert said.startswith(title)
    assert empty in said
    assert "Toutes les périodes, passées et à venir : aidnum deadlines --all" in said


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2200, 12, 31)])
def test_a_day_far_from_every_window_can_be_drawn(small: Catalogue, day: date) -> None:
    assert drawn(deadlines(small, day, everything=True))
