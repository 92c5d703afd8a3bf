"""The rules of schemes as variables of OpenFisca: a formula a scheme, over NumPy vectors of the same facts.

OpenFisca knows yes and no alone. A variable says of whom a rule holds, for certain or on a condition that is theirs to meet:
the two highest of four outcomes, which *all* and *any* keep apart from the others as they do all four.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias, assert_never

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from aidnum.columns.facts import Facts, _Ends, _Words
from aidnum.engine.trace import leaf_outcome
from aidnum.model.assessment import Known, Outcome
from aidnum.model.rule import AllOf, AnyOf, Bounds, Leaf, Rule
from aidnum.model.scheme import Scheme

Formula: TypeAlias = Callable[[Any, Any], Any]
_AUTHORITY = build_entity("authority", "authorities", "Local authority", is_person=True)
_PERIOD = "2026"
_WAITS = -1


class Vectors:
    """The schemes, written and given the facts of a table; `calculated` works all of them out."""

    def __init__(self, facts: Facts, schemes: Sequence[Scheme]) -> None:
        self._facts = facts
        self._inputs: dict[str, Any] = {}
        self._names = {scheme.id: f"eligible_{place}" for place, scheme in enumerate(schemes)}
        formulas = {self._names[scheme.id]: _whole(self._formula(scheme.rule)) for scheme in schemes}
        system = TaxBenefitSystem([_AUTHORITY])
        for name, values in self._inputs.items():
            system.add_variable(_variable(name, int if values.dtype.kind == "i" else float))
        for name, formula in formulas.items():
            system.add_variable(_variable(name, bool, formula=formula))
        self._simulation = SimulationBuilder().build_default_simulation(system, count=len(facts.frame))
        for name, values in self._inputs.items():
            self._simulation.set_input(name, _PERIOD, values)

    def calculated(self) -> dict[str, Any]:
        """Whether the rule of each scheme holds, by its id, for each row."""
        return {scheme: self._simulation.calculate(name, _PERIOD) for scheme, name in self._names.items()}

    def _formula(self, rule: Rule) -> Formula:
        match rule:
            case Leaf():
                return self._leaf(rule)
            case AllOf(parts=parts):
                return _joined(and_, [self._formula(part) for part in parts])
            case AnyOf(parts=parts):
                return _joined(or_, [self._formula(part) for part in parts])
            case _:
                assert_never(rule)

    def _leaf(self, leaf: Leaf) -> Formula:
        fact = self._facts._fact(leaf)  # noqa: SLF001 - the very columns that ours compare
        if isinstance(fact, Known):
            decided = leaf_outcome(leaf, fact) >= Outcome.CONDITION
            return lambda *_: decided
        if isinstance(fact, _Words):
            holding = [at for at, known in enumerate(fact.values) if leaf_outcome(leaf, known) >= Outcome.CONDITION]
            ids = self._input(fact.column, np.int32)
            return lambda authority, period: np.isin(authority(ids, period), holding)
        return self._compared(leaf, fact)

    def _compared(self, leaf: Leaf, ends: _Ends) -> Formula:
        low, high = self._input(ends.low, np.float32), self._input(ends.high, np.float32)
        holds = _failing if leaf.negated else _passing
        test = leaf.test
        if not isinstance(test, Bounds):
            raise TypeError(f"{leaf.fact} is tested as no number")

        def formula(authority: Any, period: Any) -> Any:
            least = authority(low, period)
            found = holds(test, least, authority(high, period))
            return found | (least == _WAITS) if ends.waits else found

        return formula

    def _input(self, column: str, dtype: Any) -> str:
        name = "".join(letter if letter.isalnum() else "_" for letter in column)
        if name not in self._inputs:
            self._inputs[name] = np.array(self._facts.frame[column].to_list(), dtype)
        return name


def _variable(name: str, value_type: type, **more: Any) -> type[Variable]:
    return type(name, (Variable,), {"value_type": value_type, "entity": _AUTHORITY, "definition_period": YEAR, **more})


def _whole(formula: Formula) -> Formula:
    """A formula that answers for each authority, even where it says the same of all."""

    def whole(authority: Any, period: Any) -> Any:
        return np.zeros(authority.count, bool) | formula(authority, period)

    return whole


def _joined(join: Callable[[Any, Any], Any], parts: Sequence[Formula]) -> Formula:
    return lambda authority, period: reduce(join, [part(authority, period) for part in parts])


def _passing(test: Bounds, low: Any, high: Any) -> Any:
    return reduce(
        and_,
        [
            *([low >= float(test.at_least)] if test.at_least is not None else []),
            *([low > float(test.above)] if test.above is not None else []),
            *([high <= float(test.at_most)] if test.at_most is not None else []),
            *([high < float(test.below)] if test.below is not None else []),
        ],
    )


def _failing(test: Bounds, low: Any, high: Any) -> Any:
    about = float(test.about or 0)
    return reduce(
        or_,
        [
            *([high < float(test.at_least) * (1 - about)] if test.at_least is not None else []),
            *([high <= float(test.above) * (1 - about)] if test.above is not None else []),
            *([low > float(test.at_most) * (1 + about)] if test.at_most is not None else []),
            *([low >= float(test.below) * (1 + about)] if test.below is not None else []),
        ],
    )
