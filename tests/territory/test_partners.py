"""The ways to reach a population together, in order, with true sums."""

from __future__ import annotations

from statistics import median

import pytest

from aidnum.model.authority import Authority
from aidnum.territory.partners import Way, nearest_way, ways
from aidnum.territory.relations import communes_of, groupings, neighbours_of
from aidnum.territory.search import find

ORDER = ("epci", "departement", "voisins", "voisins-hors-departement", "region")


def _ways(name: str, threshold: int = 500_000) -> list[Way]:
    return ways(find(name).authorities[0], threshold)


def test_rennes_metropole_reaches_half_a_million_with_one_neighbour() -> None:
    found = _ways("Rennes Métropole")
    assert [(way.name, [partner.name for partner in way.partners], way.municipale) for way in found] == [
        ("departement", ["Ille-et-Vilaine"], 1_120_666),
        ("voisins", ["Communauté de communes Montfort Communauté"], 506_787),
        ("region", ["Bretagne"], 3_449_370),
    ]


@pytest.mark.parametrize("name", ["Rennes", "CC Faucigny-Glières", "Creuse (23)", "23008", "93066", "Ouessant", "dep:23"])
def test_every_way_reaches_the_threshold_with_a_true_sum_and_in_order(name: str) -> None:
    authority = find(name).authorities[0]
    found = ways(authority, 500_000)
    assert [way.name for way in found] == sorted((way.name for way in found), key=ORDER.index)
    for way in found:
        communes = {commune.key: commune for each in (authority, *way.partners) for commune in communes_of(each)}
        assert way.municipale == sum(commune.municipale or 0 for commune in communes.values()) >= 500_000
    first = nearest_way(authority, 500_000)
    assert first is not None
    assert first.partners == found[0].partners


def test_neighbours_touch() -> None:
    way = next(way for way in _ways("CC Faucigny-Glières") if way.name == "voisins")
    group = {"200000172"}
    left = {partner.key for partner in way.partners}
    while left:
        touching = {key for key in left if group & set(neighbours_of(key))}
        assert touching
        group |= touching
        left -= touching


def test_who_reaches_it_alone_needs_nobody_and_who_never_does_has_no_way() -> None:
    assert _ways("Paris") == []
    assert _ways("Rennes", 100_000_000) == []


def test_most_groupings_reach_half_a_million_with_a_few_that_they_touch() -> None:
    small = [grouping for grouping in groupings() if (grouping.municipale or 0) < 500_000]
    assert len(small) == 1_242
    sizes = [_touching(grouping) for grouping in small[::60]]
    assert median(size for size in sizes if size) in (3, 4)


def _touching(grouping: Authority) -> int:
    found = [way for way in ways(grouping, 500_000) if way.name.startswith("voisins")]
    return min((len(way.partners) for way in found), default=0)
