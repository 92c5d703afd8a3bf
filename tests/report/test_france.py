"""The table of every authority says of each what it says of one."""

from __future__ import annotations

import pytest

from aidnum.report.france import France
from aidnum.territory.facts import READINGS, facts_of
from aidnum.territory.tables import by_key, table
from tests.conftest import FULL


@pytest.fixture(scope="module")
def france() -> France:
    return France()


def test_every_line_is_a_row_in_the_same_order(france: France) -> None:
    keys = [line.partition(b"\t")[0].decode() for line in table("authorities")[1:].splitlines()]
    assert france.table.frame["key"].to_list() == keys
    assert [france.authority(row).key for row in range(0, len(keys), 997)] == keys[::997]


def test_a_fact_is_found_in_a_row_as_it_is_for_the_authority_alone(france: France) -> None:
    found = france.table.found
    for row in range(0, len(france.table.frame), 1 if FULL else 137):
        told = {name: each for name, where in found.items() if (each := where.read(row)) is not None}
        assert told == facts_of([france.authority(row)])


@pytest.mark.parametrize("fact", READINGS)
def test_the_columns_of_a_fact_decide_it(fact: str, france: France) -> None:
    where, known = france.table.found[fact], dict[tuple[object, ...], object]()
    columns = france.table.frame.select(where.columns).rows()
    for row in range(0, len(columns), 1 if FULL else 7):
        possible = (found := where.read(row)) and (found.possible, found.notions)
        assert known.setdefault(columns[row], possible) == possible


def test_a_grouping_has_the_population_of_its_largest_commune(france: France) -> None:
    rows = france.table.frame["key"].to_list()
    rennes, alone = by_key("35238"), rows.index("35238")
    found = france.table.found["population_commune_centre"]
    told = found.read(rows.index("243500139"))
    assert rennes is not None
    assert told is not None
    assert told.notions["municipale"].low == rennes.municipale
    assert found.read(alone) is None
