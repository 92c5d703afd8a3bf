"""The verdicts of schemes on a day, over every row of a table: expressions first, which any engine of tables may run.

A verdict is a number, in the order of ``VERDICTS``; what caps it is one more number, of which it is the least.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import narwhals as nw

from aidnum.columns.facts import Facts
from aidnum.columns.table import ROW, Table
from aidnum.columns.tree import Column, highest, lowest, number, outcome_in
from aidnum.engine.assess import doubts_on, minimum_cost
from aidnum.engine.cost import COST, with_cost
from aidnum.engine.freshness import last_seen, sightings
from aidnum.engine.situation import Situation
from aidnum.engine.trace import leaf_outcome
from aidnum.engine.window import window_on
from aidnum.model.assessment import Outcome, Verdict
from aidnum.model.funding import Funding
from aidnum.model.rule import Leaf, Rule
from aidnum.model.scheme import Scheme

VERDICTS = (Verdict.INELIGIBLE, Verdict.TO_CONFIRM, Verdict.ELIGIBLE)
_NONE = -1
_INELIGIBLE, _TO_CONFIRM, _ELIGIBLE = range(3)
Frame = TypeVar("Frame", nw.DataFrame[Any], nw.LazyFrame[Any])


class Reckoning(NamedTuple):
    """The steps from a table with the columns of its facts to the verdicts: leaves, then rules, then a verdict a scheme."""

    leaves: dict[str, nw.Expr]
    rules: dict[str, nw.Expr]
    verdicts: dict[str, nw.Expr]

    def over(self, frame: Frame) -> Frame:
        """The number of each row, and a column of verdicts for each scheme, by its id."""
        return frame.with_columns(**self.leaves).with_columns(**self.rules).select(ROW, **self.verdicts)


class Reckoner:
    """Turns schemes into expressions; a test, or a rule, that several share is worked out once."""

    def __init__(self, table: Table, applicant: Situation, day: date) -> None:
        self.facts = Facts(table, applicant)
        self.leaves: dict[str, nw.Expr] = {}
        self._rules: dict[str, nw.Expr] = {}
        self._day = day
        self._decided: dict[Leaf, Column] = {}
        self._costs: list[tuple[Column, str]] = []
        self._ruled: dict[Rule, Column] = {}

    def reckoning(self, schemes: Sequence[Scheme]) -> Reckoning:
        """The expressions of some schemes; the columns that they rest on are then in ``facts.frame``."""
        verdicts = {scheme.id: self._verdict(scheme) for scheme in schemes}
        return Reckoning(self.leaves, self._rules, verdicts)

    def alike(self) -> dict[str, nw.Expr]:
        """What two rows share of which the engine says the same: each outcome, and what is known where it is *unknown*."""
        natures = [(column, self.facts.nature(leaf)) for leaf, column in self._decided.items()]
        natures += [(column, self.facts.places(fact)) for column, fact in self._costs]
        found = {name: nw.col(name).cast(nw.Int64) for name in self.leaves}
        for column, nature in natures:
            if nature is None:
                continue
            if isinstance(column, nw.Expr):
                is_unknown = column == int(Outcome.UNKNOWN)
                found[f"nature {len(found)}"] = nw.when(is_unknown).then(nature.cast(nw.Int64)).otherwise(nw.lit(_NONE))
            elif column is Outcome.UNKNOWN:  # everywhere, and not everywhere for one reason
                found[f"nature {len(found)}"] = nature.cast(nw.Int64)
        return found

    def _verdict(self, scheme: Scheme) -> nw.Expr:
        """The verdict that :func:`aidnum.engine.assess.assess` gives.

        Bands are decided even where something else caps all verdicts: `alike` tells apart those that fit none.
        """
        outcome = lowest([self._rule(scheme.rule), self._cost(scheme)])
        fits = highest([self._fits(funding) for funding in scheme.helps])
        if outcome is Outcome.NO:
            return number(_INELIGIBLE)
        if self._is_doubted(scheme):
            return _capped(outcome, number(_TO_CONFIRM))
        if isinstance(fits, Outcome):
            return _capped(outcome, number(_TO_CONFIRM if fits is Outcome.NO else _ELIGIBLE))
        cap = nw.when(fits == int(Outcome.NO)).then(number(_TO_CONFIRM)).otherwise(number(_ELIGIBLE))
        return _capped(outcome, cap)

    def _is_doubted(self, scheme: Scheme) -> bool:
        """Whether what is known of a scheme on the day holds every verdict down."""
        window = window_on(scheme.calendar, self._day)
        seen = last_seen(scheme.calendar, sightings(scheme.calendar, scheme.sources), self._day)
        return bool(doubts_on(self._day, scheme.caution, window, seen if window.state == "unknown" else None, fits=True))

    def _cost(self, scheme: Scheme) -> Column:
        """The outcome of the leaf that a minimum cost adds; it may go by the number of one fact."""
        fundings = scheme.fundings
        minimum = fundings[0].minimum_cost
        if minimum is None:
            return Outcome.YES
        fact = minimum.per or COST
        column = self._named(self.facts.decided_by(fact, lambda situation: _outcome_of_cost(fundings, situation)))
        self._costs.append((column, fact))
        return column

    def _fits(self, funding: Funding) -> Column:
        """The best outcome of the bands of a funding: none fits where it is *no*."""
        known = with_cost(funding, self.facts.applicant)

        def decided(leaf: Leaf) -> Column:
            return leaf_outcome(leaf, known[COST]) if leaf.fact == COST else self._leaf(leaf)

        return highest([outcome_in(band.when, decided) for band in funding.bands]) if funding.bands else Outcome.YES

    def _rule(self, rule: Rule) -> Column:
        if rule not in self._ruled:
            column = outcome_in(rule, self._leaf)
            if isinstance(column, nw.Expr) and not isinstance(rule, Leaf):
                name = f"rule {len(self._rules)}"
                self._rules[name], column = column, nw.col(name)
            self._ruled[rule] = column
        return self._ruled[rule]

    def _leaf(self, leaf: Leaf) -> Column:
        test = Leaf(fact=leaf.fact, test=leaf.test, negated=leaf.negated)
        if test not in self._decided:
            self._decided[test] = self._named(self.facts.decided(test))
        return self._decided[test]

    def _named(self, column: Column) -> Column:
        """The same, by name where it is worked out in every row."""
        if isinstance(column, Outcome):
            return column
        name = f"leaf {len(self.leaves)}"
        self.leaves[name] = column
        return nw.col(name)


def verdicts(table: Table, schemes: Sequence[Scheme], applicant: Situation, day: date) -> nw.DataFrame[Any]:
    """The verdict of every scheme in every row of a table, as its place in ``VERDICTS``."""
    reckoner = Reckoner(table, applicant, day)
    reckoning = reckoner.reckoning(schemes)
    return reckoning.over(reckoner.facts.frame)


def _outcome_of_cost(fundings: Sequence[Funding], situation: Situation) -> Outcome:
    criterion = minimum_cost(fundings, situation)
    return Outcome.YES if criterion is None else criterion.outcome


def _capped(outcome: Column, cap: nw.Expr) -> nw.Expr:
    """The verdict of an outcome: a condition holds as *yes* does, and *unknown* and *no* are the first two verdicts."""
    return nw.min_horizontal(number(outcome) if isinstance(outcome, Outcome) else outcome, cap)
