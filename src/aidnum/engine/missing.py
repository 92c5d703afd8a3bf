"""Which absent facts could change a verdict, and which could change the amount alone.

Each node has a range of outcomes it could still take. A leaf matters when, with every other leaf at the value that lets most
through, its own two ends give two verdicts: on the way down that is a clamp between a floor (the best of the other parts of an
*any*) and a cap (the worst of the other parts of an *all*).
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from aidnum.engine.amount import KeptTerms
from aidnum.engine.cost import COST, with_cost
from aidnum.engine.situation import Situation
from aidnum.engine.trace import leaf_outcome, outcome_of, trace
from aidnum.model.assessment import Criterion, Known, Numbers, Outcome, Traced
from aidnum.model.funding import Flat, Funding, Terms
from aidnum.model.rule import AllOf, Rule

_NO, _UNKNOWN, _CONDITION, _YES = Outcome
_Ranks = tuple[int, int, int, int]
_RANKS: _Ranks = (0, 1, 2, 2)
_CAPPED: _Ranks = (0, 1, 1, 1)


class _Reach(NamedTuple):
    """A node with the lowest and highest outcome it may still take; a leaf has the fact to ask for, a group its parts."""

    low: Outcome
    high: Outcome
    ask: str = ""
    is_all: bool = False
    parts: tuple["_Reach", ...] = ()


_SETTLED = tuple(_Reach(outcome, outcome) for outcome in Outcome)


def missing_facts(traced: Traced, *, cautioned: bool) -> tuple[str, ...]:
    """The facts to ask for, in rule order: those whose value could change this verdict, and no others.

    An unknown that comes from "about" on an exact value is a reason, not a missing fact.
    """
    found: list[str] = []
    _deciding(_reach(traced), _NO, _YES, _CAPPED if cautioned else _RANKS, found)
    return tuple(dict.fromkeys(found))


def doubted(traced: Traced) -> tuple[str, ...]:
    """The facts supposed whose value, were it given, could lift a refusal; none when the rule would be *no* anyway."""
    supposed = {criterion.leaf.fact for criterion in traced.criteria if criterion.known.supposed}
    asked = missing_facts(_unsupposed(traced), cautioned=False) if supposed and traced.outcome is _NO else ()
    return tuple(fact for fact in asked if fact in supposed)


def _unsupposed(traced: Traced) -> Traced:
    """The trace with the leaves it would have if nothing were supposed: what is missing is read from them alone."""
    criterion = traced.criterion
    if criterion is None:
        return traced._replace(parts=tuple(map(_unsupposed, traced.parts)))
    return traced._replace(criterion=criterion._replace(outcome=_UNKNOWN)) if criterion.known.supposed else traced


def notions_apart(criteria: Iterable[Criterion], fact: str) -> tuple[str, ...]:
    """The ways of counting, each known exactly, between which a test that asks for a fact is undecided; most often none."""
    asking = (one for one in criteria if one.outcome is _UNKNOWN and one.known.asked(one.leaf.test) == fact)
    found = (one.known.exact for one in asking if one.known.under(one.leaf.test) is one.known.possible)
    return next((tuple(exact) for exact in found if len(set(exact.values())) > 1), ())


def missing_for_amount(funding: Funding, kept: KeptTerms, situation: Situation) -> tuple[str, ...]:
    """The facts to ask for that bear on the amount: the rules of bands and bonuses still unknown, the numbers it counts by."""
    known = with_cost(funding, situation)
    asked = [fact for rule in _rules(funding, kept, known) for fact in missing_facts(trace(rule, known), cautioned=False)]
    numbers = (known[name] for terms in kept.terms for name in _numbers(terms))
    unknown = (number.ask for number in numbers if number.ask and not _is_exact(number))
    return tuple(dict.fromkeys((*asked, *unknown)))


def _rules(funding: Funding, kept: KeptTerms, known: Mapping[str, Known]) -> Iterator[Rule]:
    """The rules that choose the terms, up to the first that holds, and those of the bonuses of the terms kept."""
    for band in funding.bands:
        yield band.when
        if outcome_of(band.when, known) is _YES:
            break
    yield from (bonus.when for terms in kept.terms for bonus in terms.bonuses)


def _numbers(terms: Terms) -> Iterator[str]:
    """The facts whose number bears on the sum: the base, the costs where too few pay nothing, what sums are said by."""
    if terms.base and (terms.bears_on_costs or terms.flat is None):
        yield terms.base
    if terms.minimum_cost is not None:
        yield COST
    flats = (terms.flat, *(bonus.add for bonus in terms.bonuses))
    yield from (flat.per for flat in flats if isinstance(flat, Flat) and flat.per)
    yield from (limit.per for limit in terms.limits if limit.per)


def _is_exact(number: Known) -> bool:
    return isinstance(number.possible, Numbers) and number.possible.low == number.possible.high


def _reach(traced: Traced) -> _Reach:
    criterion = traced.criterion
    if criterion is not None:
        if criterion.outcome is not _UNKNOWN or _is_settled(criterion):
            return _SETTLED[criterion.outcome]
        return _Reach(_NO, _YES, criterion.known.asked(criterion.leaf.test))
    parts = tuple([_reach(part) for part in traced.parts])
    is_all = isinstance(traced.rule, AllOf)
    pick = min if is_all else max
    low, high = pick([part.low for part in parts]), pick([part.high for part in parts])
    return _SETTLED[low] if low is high else _Reach(low, high, "", is_all, parts)


def _is_settled(criterion: Criterion) -> bool:
    """Whether no fact can tell more: a number softened by "about" wherever it is known, or costs of an uncertain category."""
    possible = criterion.known.under(criterion.leaf.test)
    if not criterion.known.ask:
        return True
    if not isinstance(possible, Numbers) or possible.high is None:
        return False
    return all(_is_close(criterion, end) for end in (possible.low, possible.high))


def _is_close(criterion: Criterion, end: int | Decimal) -> bool:
    """Whether one end of what is known lies where "about" makes a refusal unknown: no other notion would tell more."""
    exact = criterion.known._replace(possible=Numbers(end, end), notions=None)
    return leaf_outcome(criterion.leaf, exact) is _UNKNOWN


def _deciding(reach: _Reach, floor: Outcome, cap: Outcome, ranks: _Ranks, found: list[str]) -> None:
    if ranks[max(floor, min(cap, reach.low))] == ranks[max(floor, min(cap, reach.high))]:
        return
    if reach.ask:
        found.append(reach.ask)
    for index, part in enumerate(reach.parts):
        if part.low is part.high:
            continue
        others = reach.parts[:index] + reach.parts[index + 1 :]
        if reach.is_all:
            worst = min([other.high for other in others], default=_YES)
            _deciding(part, floor, max(floor, min(cap, worst)), ranks, found)
        else:
            best = max([other.low for other in others], default=_NO)
            _deciding(part, max(floor, min(cap, best)), cap, ranks, found)
