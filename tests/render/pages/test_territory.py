"""The answer of ``territory``: one authority whole, or those that a name may mean."""

from __future__ import annotations

import pytest

from aidnum.report.territory import territory
from tests.render.samples import WHOLE, drawn, matches_snapshot


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", ["rennes-metropole", "st-denis"])
def test_the_page_is_the_stored_one(name: str, width: int) -> None:
    assert matches_snapshot(f"territory-{name}-{width}.txt", drawn(territory(name.replace("-", " ")), width))


def test_members_are_folded_unless_asked() -> None:
    report = territory("rennes metropole")
    assert "et 23 autres : ajouter --tout" in drawn(report).replace("\u00a0", " ")
    whole = drawn(report, view=WHOLE)
    assert all(member.name in whole for member in report.members)


def test_a_long_list_is_folded_and_says_how_many_more() -> None:
    report = territory("cp:51300")
    assert len(report.match.authorities) == 46
    assert "et 26 autres : ajouter --tout" in drawn(report).replace("\u00a0", " ")
    whole = drawn(report, view=WHOLE)
    assert all(known.name in whole for known in report.match.authorities)


def test_names_that_begin_so_are_counted() -> None:
    assert "15 autres noms commencent ainsi : en écrire plus." in drawn(territory("Fontenay")).replace("\u00a0", " ")
