"""The answer of ``list``."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.report.listing import list_schemes
from tests.render.samples import DAY, drawn, matches_snapshot


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_list_is_the_stored_one(small: Catalogue, width: int) -> None:
    report = list_schemes(small, DAY, read_profile(small.vocabulary, {}))
    assert matches_snapshot(f"list-{width}.txt", drawn(report, width))


def test_states_are_words(small: Catalogue) -> None:
    text = drawn(list_schemes(small, DAY, read_profile(small.vocabulary, {})))
    for word in ("ouvert  ", "à venir  ", "fermé  ", "permanent  "):
        assert f"\n{word}" in text


def test_an_empty_list_says_what_to_do(small: Catalogue) -> None:
    text = drawn(list_schemes(small, DAY, read_profile(small.vocabulary, {}), "exhausted"))
    assert text.replace("\u00a0", " ").startswith("0 dispositif sur 5, états au 1er mars 2021\nAucun dispositif ne correspond")
