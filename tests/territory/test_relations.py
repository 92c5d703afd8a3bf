"""Who belongs to whom."""

from __future__ import annotations

import pytest

from aidnum.model.authority import Authority
from aidnum.territory.relations import belongs_to, communes_of, departement_fact, members_of, people
from aidnum.territory.tables import by_key


def _known(key: str) -> Authority:
    authority = by_key(key)
    assert authority is not None
    return authority


@pytest.mark.parametrize(
    ("key", "above"),
    [
        ("35238", ["243500139", "dep:35", "reg:53"]),
        ("93066", ["200057867", "200054781", "dep:93", "reg:11"]),
        ("69123", ["200046977", "reg:84"]),
        ("69264", ["200040590", "dep:69", "reg:84"]),
        ("67008", ["246701064", "dep:67A", "reg:44"]),
        ("2A004", ["242010056", "reg:94"]),
        ("97209", ["249720061", "reg:02"]),
        ("29155", ["dep:29", "reg:53"]),
        ("98735", ["com:987"]),
        ("75056", ["200054781", "reg:11"]),
        ("243500139", ["dep:35", "reg:53"]),
        ("243500741", []),
        ("dep:35", ["reg:53"]),
        ("reg:53", []),
        ("reg:94", []),
    ],
)
def test_what_an_authority_lies_wholly_in(key: str, above: list[str]) -> None:
    assert [known.key for known in belongs_to(_known(key))] == above


@pytest.mark.parametrize(
    ("key", "count", "first"),
    [
        ("243500139", 43, "35238"),
        ("200046977", 58, "69123"),
        ("200057867", 8, "93066"),
        ("dep:23", 10, "200066744"),
        ("reg:53", 4, "dep:22"),
        ("reg:94", 19, "242010056"),
        ("35238", 0, None),
        ("75056", 0, None),
        ("com:987", 48, "98715"),
    ],
)
def test_who_belongs_to_an_authority(key: str, count: int, first: str | None) -> None:
    members = members_of(_known(key))
    assert (len(members), members[0].key if members else None) == (count, first)


def test_the_rhone_ends_where_the_metropole_of_lyon_begins() -> None:
    rhone, lyon = _known("dep:69"), _known("200046977")
    shared = {commune.key for commune in communes_of(rhone)} & {commune.key for commune in communes_of(lyon)}
    assert shared == set()
    assert (departement_fact(rhone), departement_fact(lyon), departement_fact(_known("69123"))) == (
        ("69D",),
        ("69M",),
        ("69M",),
    )


def test_the_population_of_communes_is_their_sum() -> None:
    whole = _known("243500139")
    assert people(communes_of(whole)) == (whole.municipale, whole.totale)
    assert people([]) == (None, None)
