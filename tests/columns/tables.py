"""Small tables of applicants over the small vocabulary, and what data say of each of their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw
from hypothesis import strategies as st

from aidnum.columns.table import ROW, FoundIn, Table
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Flags, Labels, Numbers, Possible
from aidnum.model.profile import Found, Profile
from tests.engine.samples import VOCABULARY

KINDS = ("town", "county", "small-union", "club", "town,county")
PLACES = ("", "nord", "sud", "nord,sud")
YES_OR_NO = ("", "oui", "non")


class Applicant(NamedTuple):
    """What a row says, as text; nothing is known where it is empty."""

    kind: str = ""
    place: str = ""
    municipale: str = ""
    totale: str = ""
    joint: str = ""
    a: str = ""
    months: str = ""


def _labels(text: str, *, together: bool) -> Found | None:
    words = tuple(text.split(","))
    return Found(words, Labels(frozenset(words), together), "table") if text else None


def _population(row: Applicant) -> Found | None:
    if not row.municipale:
        return None
    low = int(row.municipale)
    if not row.totale:
        return Found(low, Numbers(low, low), "table", {"municipale": Numbers(low, low), "totale": Numbers(low, None)})
    high = int(row.totale)
    possible = Numbers(min(low, high), max(low, high))
    return Found(high, possible, "table", {"municipale": Numbers(low, low), "totale": Numbers(high, high)})


def _flag(text: str) -> Found | None:
    possible: Possible = Flags(frozenset({text == "oui"}))
    return Found(text == "oui", possible, "table") if text else None


def _number(text: str) -> Found | None:
    return Found(int(text), Numbers(int(text), int(text)), "table") if text else None


READ: Mapping[str, tuple[tuple[str, ...], Callable[[Applicant], Found | None]]] = {
    "kind": (("kind",), lambda row: _labels(row.kind, together=True)),
    "place": (("place",), lambda row: _labels(row.place, together=False)),
    "population": (("municipale", "totale"), _population),
    "joint": (("joint",), lambda row: _flag(row.joint)),
    "a": (("a",), lambda row: _flag(row.a)),
    "months": (("months",), lambda row: _number(row.months)),
}


def table_of(rows: Sequence[Applicant]) -> Table:
    """The applicants as a table."""
    columns: dict[str, Any] = {name: [getattr(row, name) for row in rows] for name in Applicant._fields}
    frame = nw.from_dict(columns, backend="polars").with_row_index(ROW)

    def found_in(columns: tuple[str, ...], read: Callable[[Applicant], Found | None]) -> FoundIn:
        return FoundIn(columns, lambda number: read(rows[number]))

    return Table(frame, {name: found_in(*each) for name, each in READ.items()})


def alone(row: Applicant, said: Profile) -> Situation:
    """What is known of one applicant who says the same."""
    read = {name: reader(row) for name, (_, reader) in READ.items()}
    found = {name: each for name, each in read.items() if each is not None}
    return Situation(Profile(facts=said.facts, costs=said.costs, found=found), VOCABULARY)


def saying(facts: Mapping[str, Any], costs: Any = None) -> Situation:
    """What every applicant says."""
    return Situation(Profile(facts=facts, costs=costs), VOCABULARY)


_COUNTS = st.integers(0, 15).map(str)
APPLICANTS = st.builds(
    Applicant,
    kind=st.sampled_from(KINDS),
    place=st.sampled_from(PLACES),
    municipale=_COUNTS | st.just(""),
    totale=_COUNTS | st.just(""),
    joint=st.sampled_from(YES_OR_NO),
    a=st.sampled_from(YES_OR_NO),
    months=_COUNTS | st.just(""),
)
