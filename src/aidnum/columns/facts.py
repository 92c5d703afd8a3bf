"""What is known of each fact in every row: a column of ids of its distinct values, or the ends of a number.

A fact is worked out once for each distinct set of the columns that it rests on, by the engine's own situation, and a leaf is
decided once for each distinct value, by the engine's own function. The numbers of data are whole and many: a leaf compares
their ends instead.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from math import ceil, floor
from typing import Any, NamedTuple, TypeAlias

import narwhals as nw

from aidnum.columns.table import ROW, Table
from aidnum.columns.tree import Column, number
from aidnum.engine.situation import Situation, behind
from aidnum.engine.trace import leaf_outcome
from aidnum.model.assessment import Known, Numbers, Outcome
from aidnum.model.rule import Bounds, Leaf

_WAITS, _ENDLESS = -1, 2**62
_TOP = _ENDLESS - 1  # no bound is compared with more: no number of people comes near


class _Rows(NamedTuple):
    """The column that numbers the distinct sets of columns that a fact rests on, and the situation of each."""

    column: str
    situations: Mapping[int, Situation]


class _Words(NamedTuple):
    """A fact by the ids of its distinct values."""

    column: str
    values: tuple[Known, ...]


class _Ends(NamedTuple):
    """A number by its ends; a commitment that isn't given `waits` below zero."""

    low: str
    high: str
    waits: bool


_Fact: TypeAlias = Known | _Words | _Ends


class Facts:
    """The columns of the facts of a table, each made when a leaf first tests it.

    `applicant` is what every row says, the engine's situation of no row: what data say of a row comes beside it.
    """

    def __init__(self, table: Table, applicant: Situation) -> None:
        self.applicant = applicant
        self._table = table
        self._made: dict[str, nw.Series[Any]] = {}
        self._rows: dict[tuple[str, ...], _Rows] = {}
        self._facts: dict[tuple[str, str | None], _Fact] = {}

    @property
    def frame(self) -> nw.DataFrame[Any]:
        """The table with the columns made so far."""
        return self._table.frame.with_columns(**self._made)

    def situation(self, row: int) -> Situation:
        """All that is known in one row, as the engine takes it."""
        return self.applicant.beside(self._found(tuple(self._table.found), row))

    def decided(self, leaf: Leaf) -> Column:
        """The outcome of a leaf in each row."""
        fact = self._fact(leaf)
        if isinstance(fact, Known):
            return leaf_outcome(leaf, fact)
        if isinstance(fact, _Ends):
            return _compared(leaf, fact)
        return _coded(nw.col(fact.column), {at: leaf_outcome(leaf, known) for at, known in enumerate(fact.values)})

    def decided_by(self, fact: str, decide: Callable[[Situation], Outcome]) -> Column:
        """An outcome that rests on one fact, decided once for each of the situations that it is known in."""
        rows = self._situations(fact)
        if rows is None:
            return decide(self.applicant)
        return _coded(nw.col(rows.column), {row: decide(known) for row, known in rows.situations.items()})

    def nature(self, leaf: Leaf) -> nw.Expr | None:
        """What two rows share that a leaf leaves unknown for one reason; None where all do."""
        fact = self._fact(leaf)
        if isinstance(fact, _Words):
            return nw.col(fact.column)
        if isinstance(fact, Known):
            return None
        is_softened = isinstance(leaf.test, Bounds) and leaf.test.about is not None
        return self.places(leaf.fact) if is_softened else self._asked(leaf.fact)

    def places(self, fact: str) -> nw.Expr | None:
        """What two rows share in which a fact is known alike; None where all do."""
        rows = self._situations(fact)
        return None if rows is None else nw.col(rows.column)

    def _fact(self, leaf: Leaf) -> _Fact:
        notion = leaf.test.notion if isinstance(leaf.test, Bounds) else None
        key = leaf.fact, notion
        if key not in self._facts:
            self._facts[key] = self._made_of(leaf.fact, notion)
        return self._facts[key]

    def _made_of(self, name: str, notion: str | None) -> _Fact:
        rows = self._situations(name)
        if rows is None:
            return self.applicant[name]
        known = {row: situation[name] for row, situation in rows.situations.items()}
        if self.applicant.vocabulary.facts[name].kind == "number":
            ends = {row: _ends(each, notion) for row, each in known.items()}
            if len(set(ends.values())) > 1 and all(type(end) is int for both in ends.values() for end in both):
                return self._as_ends(f"{name} {notion or ''}", rows.column, ends)
        return self._as_words(name, rows.column, known)

    def _as_words(self, name: str, column: str, known: Mapping[int, Known]) -> Known | _Words:
        keys = {row: _whole(each) for row, each in known.items()}
        values = {key: known[row] for row, key in reversed(keys.items())}
        if len(values) == 1:
            return next(iter(values.values()))
        made = f"{name} value"
        self._add(made, column, keys)
        return _Words(made, tuple(values[key] for key in dict.fromkeys(keys.values())))

    def _as_ends(self, name: str, column: str, ends: Mapping[int, tuple[Any, Any]]) -> _Ends:
        made = _Ends(f"{name} low", f"{name} high", waits=(_WAITS, _WAITS) in ends.values())
        for end, at in ((made.low, 0), (made.high, 1)):
            self._made[end] = self._replaced(column, {row: both[at] for row, both in ends.items()}, nw.Int64)
        return made

    def _asked(self, name: str) -> nw.Expr | None:
        """Who is to be asked for a number, by an id."""
        rows = self._situations(name)
        if rows is None:
            return None
        made = f"{name} asked"
        if made not in self._made:
            known = ((row, situation[name]) for row, situation in rows.situations.items())
            self._add(made, rows.column, {row: (each.given, each.ask, _pairs(each.asks)) for row, each in known})
        return nw.col(made)

    def _add(self, name: str, column: str, values: Mapping[int, Hashable]) -> None:
        """A column of ids: of each distinct value, its place among those met."""
        ids: dict[Hashable, int] = {}
        self._made[name] = self._replaced(
            column, {row: ids.setdefault(value, len(ids)) for row, value in values.items()}, nw.Int32
        )

    def _replaced(self, column: str, by: Mapping[int, int], dtype: type[nw.Int64 | nw.Int32]) -> nw.Series[Any]:
        return self._made[column].replace_strict(list(by), list(by.values()), return_dtype=dtype)

    def _situations(self, name: str) -> _Rows | None:
        """What is known in each distinct set of the columns that a fact rests on; None where it rests on none."""
        found = self._table.found
        facts = tuple(sorted(behind(self.applicant.vocabulary, name) & found.keys()))
        if not facts:
            return None
        if facts not in self._rows:
            columns = tuple(dict.fromkeys(column for fact in facts for column in found[fact].columns))
            self._rows[facts] = self._numbered(facts, columns)
        return self._rows[facts]

    def _numbered(self, facts: tuple[str, ...], columns: tuple[str, ...]) -> _Rows:
        name = f"row of {', '.join(columns)}"
        if name not in self._made:
            self._made[name] = self._table.frame.select(nw.col(ROW).min().over(*columns).cast(nw.Int64).alias(name))[name]
        rows: list[int] = self._made[name].unique().sort().to_list()
        return _Rows(name, {row: self.applicant.beside(self._found(facts, row)) for row in rows})

    def _found(self, facts: tuple[str, ...], row: int) -> dict[str, Any]:
        read = ((fact, self._table.found[fact].read(row)) for fact in facts)
        return {fact: found for fact, found in read if found is not None}


def _ends(known: Known, notion: str | None) -> tuple[Any, Any]:
    """The ends of a number under one notion; no end is the greatest of numbers."""
    if known.commitment and not known.given:
        return _WAITS, _WAITS
    possible = known.under(Bounds(notion=notion))
    low, high = possible if isinstance(possible, Numbers) else (None, None)
    return low, _ENDLESS if high is None else high


def _whole(known: Known) -> Hashable:
    """All that is known, as a key."""
    return known._replace(notions=_pairs(known.notions or {}), asks=_pairs(known.asks))  # type: ignore[arg-type]


def _pairs(values: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(values.items())


def _coded(ids: nw.Expr, outcomes: Mapping[int, Outcome]) -> Column:
    """The outcome of each id: the most usual one but where the id is that of another."""
    by_outcome: defaultdict[Outcome, list[int]] = defaultdict(list)
    for each, outcome in outcomes.items():
        by_outcome[outcome].append(each)
    usual, *others = sorted(by_outcome, key=lambda outcome: -len(by_outcome[outcome]))
    if not others:
        return usual
    column = number(usual)
    for outcome in others:
        column = nw.when(ids.is_in(by_outcome[outcome])).then(number(outcome)).otherwise(column)
    return column


def _compared(leaf: Leaf, ends: _Ends) -> nw.Expr:
    """The outcome of a leaf by the ends of a number, as :func:`aidnum.engine.trace.leaf_outcome` decides it."""
    low, high, test = nw.col(ends.low), nw.col(ends.high), leaf.test
    if not isinstance(test, Bounds):
        raise TypeError(f"{leaf.fact} is tested as no number")
    less = 1 - (test.about or 0)
    more = 1 + (test.about or 0)
    passes: list[nw.Expr] = []
    fails: list[nw.Expr] = []
    if test.at_least is not None:
        passes.append(low >= _near(ceil(test.at_least)))
        fails.append(high < _near(ceil(test.at_least * less)))
    if test.above is not None:
        passes.append(low > _near(floor(test.above)))
        fails.append(high <= _near(floor(test.above * less)))
    if test.at_most is not None:
        passes.append(high <= _near(floor(test.at_most)))
        fails.append(low > _near(floor(test.at_most * more)))
    if test.below is not None:
        passes.append(high < _near(ceil(test.below)))
        fails.append(low >= _near(ceil(test.below * more)))
    yes, no = (Outcome.NO, Outcome.YES) if leaf.negated else (Outcome.YES, Outcome.NO)
    failing = nw.when(nw.any_horizontal(*fails, ignore_nulls=False)).then(number(no)).otherwise(number(Outcome.UNKNOWN))
    found = nw.when(nw.all_horizontal(*passes, ignore_nulls=False)).then(number(yes)).otherwise(failing)
    if not ends.waits:
        return found
    return nw.when(low == _WAITS).then(number(Outcome.CONDITION)).otherwise(found)


def _near(bound: int) -> int:
    return min(bound, _TOP)
