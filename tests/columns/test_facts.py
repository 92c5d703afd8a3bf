"""A fact is worked out once for each distinct set of the columns that it rests on, and holds no null."""

from __future__ import annotations

from collections import Counter

import narwhals as nw
import pytest

from aidnum.columns.facts import Facts
from aidnum.columns.table import FoundIn
from aidnum.engine.trace import leaf_outcome
from aidnum.model.assessment import Outcome
from aidnum.model.rule import Leaf
from tests.columns.tables import Applicant, alone, saying, table_of
from tests.engine.samples import rule

ROWS = [
    Applicant("town", "nord", "7", "9"),
    Applicant("town", "sud", "7", "9", "oui"),
    Applicant("county", "nord,sud", "7", months="2"),
    Applicant("club", "", "", "", "non", months="5"),
    Applicant("town", "nord", "7", "9"),
]


def _leaf(fact: str, test: object) -> Leaf:
    found = rule({fact: test})
    assert isinstance(found, Leaf)
    return found


@pytest.mark.parametrize(
    "leaf",
    [
        *(
            _leaf("kind", ["town"]),
            _leaf("kind", ["local"]),
            _leaf("place", ["nord"]),
            _leaf("wide", True),
            _leaf("joint", True),
        ),
        *(_leaf("population", {"at_least": 8}), _leaf("population", {"below": 8, "about": "10%"})),
        *(_leaf("population", {"above": 7, "notion": each}) for each in ("municipale", "totale", "dgf", "autre", "majoree")),
        *(_leaf("covered", {"at_most": 9}), _leaf("n", {"above": 3}), _leaf("months", {"above": 3})),
    ],
    ids=lambda leaf: leaf.fact,
)
@pytest.mark.parametrize("said", [{}, {"joint": True}, {"n": 5, "months": 2}, {"grants": 9}, {"population": 8}], ids=str)
def test_a_leaf_is_decided_in_each_row_as_it_is_alone(leaf: Leaf, said: dict[str, int | bool]) -> None:
    facts = Facts(table_of(ROWS), saying(said))
    column = facts.decided(leaf)
    expected = [leaf_outcome(leaf, alone(row, facts.applicant.profile)[leaf.fact]) for row in ROWS]
    if isinstance(column, Outcome):
        assert expected == [column] * len(ROWS)
    else:
        assert facts.frame.select(found=column)["found"].to_list() == expected


def test_a_row_is_read_once_for_all_that_are_alike() -> None:
    read: Counter[int] = Counter()
    table = table_of(ROWS)

    def counted(row: int) -> object:
        read[row] += 1
        return table.found["kind"].read(row)

    facts = Facts(table._replace(found={**table.found, "kind": FoundIn(("kind",), counted)}), saying({}))  # type: ignore[arg-type]
    for test in (["town"], ["county"], ["local"]):
        facts.decided(_leaf("kind", test))
    assert read == {0: 1, 2: 1, 3: 1}


def test_what_no_row_tells_makes_no_column() -> None:
    facts = Facts(table_of(ROWS), saying({"kind": "town"}))
    assert facts.decided(_leaf("kind", ["town"])) is Outcome.YES
    assert facts.decided(_leaf("b", True)) is Outcome.UNKNOWN
    assert facts.decided(_leaf("p", True)) is Outcome.UNKNOWN


def test_no_column_holds_a_null() -> None:
    facts = Facts(table_of(ROWS), saying({}))
    for leaf in (_leaf("kind", ["town"]), _leaf("population", {"below": 8}), _leaf("wide", True)):
        facts.decided(leaf)
        facts.nature(leaf)
    nulls = facts.frame.select(nw.all().null_count()).row(0)
    assert set(nulls) == {0}
