"""Schemes, laws, wishes and cost lines read a second time, for the search of :mod:`tests.engine.plan_oracle`.

What a scheme gives is worked out here from its terms, without the engine: a rate or slices of the lines that it retains, or a
flat sum, between a floor and ceilings. Bands, bonuses and sums per unit aren't read, nor whom a law applies to: those given do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil
from typing import NamedTuple, cast

from aidnum.model.budget import CostLine
from aidnum.model.funding import Costs, Funding
from aidnum.model.law import Law
from aidnum.model.limit import Limit
from aidnum.model.plan import Case
from aidnum.model.scheme import Scheme, Stacking
from aidnum.model.vocabulary import Vocabulary
from aidnum.model.wishes import NO_WISH, Wishes
from tests.engine.plan_oracle import Aid, Line, Problem, Rule, rounded


class Asked(NamedTuple):
    """What a plan is asked of: grants, the laws that apply on a day, costs before tax and wishes."""

    schemes: Sequence[Scheme]
    laws: Sequence[Law]
    lines: Sequence[CostLine]
    vocabulary: Vocabulary
    day: date
    wishes: Wishes = NO_WISH


class Read(NamedTuple):
    """The problem of a plan, with the name of each aid."""

    names: tuple[str, ...]
    problem: Problem


def read(asked: Asked, case: Case) -> Read:
    """The problem of a plan at one end of the ranges; schemes that give nothing there are left out."""
    offered = [(one, aid) for one in asked.schemes if (aid := _aid(one, asked, case)) is not None]
    schemes = [scheme for scheme, _ in offered]
    names = (*(scheme.id for scheme in schemes), *(other.name for other in asked.wishes.others))
    aids = [*(aid for _, aid in offered), *_others(asked)]
    for place, scheme in enumerate(schemes):
        if scheme.funding.at_most_aid_of is not None:
            within = _named(scheme.funding.at_most_aid_of, names, aids, asked.vocabulary)
            aids[place] = aids[place]._replace(within=within - {place})
    pairs = combinations(range(len(schemes)), 2)
    lines, merged = _merged(asked, aids)
    problem = Problem(
        lines,
        merged,
        (*_rules(asked), *_own_rules(schemes, asked.vocabulary)),
        frozenset(frozenset(pair) for pair in pairs if _apart(*(schemes[place] for place in pair))),
    )
    return Read(names, problem)


def _merged(asked: Asked, aids: Sequence[Aid]) -> tuple[tuple[Line, ...], tuple[Aid, ...]]:
    """Lines that all aids look at alike are one, and what may be laid there is rounded once to the cent above."""
    sums: dict[tuple[bool, tuple[Fraction, ...]], int] = {}
    for place, line in enumerate(asked.lines):
        alike = line.nature != "running", tuple(Fraction(aid.lays[place]) for aid in aids)
        sums[alike] = sums.get(alike, 0) + _cents(line.ht)
    lays = [tuple(ceil(rates[place] * cost) for (_, rates), cost in sums.items()) for place in range(len(aids))]
    lines = tuple(Line(cost, invests) for (invests, _), cost in sums.items())
    return lines, tuple(aid._replace(lays=own) for aid, own in zip(aids, lays, strict=True))


def _others(asked: Asked) -> Iterator[Aid]:
    """Aids that no catalogue knows lie on any line."""
    total = sum(_cents(line.ht) for line in asked.lines)
    for other in asked.wishes.others:
        payers = asked.vocabulary.payer_members(other.payer)
        yield Aid(_cents(other.amount), (1,) * len(asked.lines), payers, total, must=True, whole=True, decided=True)


def _named(name: str, names: Sequence[str], aids: Sequence[Aid], vocabulary: Vocabulary) -> frozenset[int]:
    """The aids that one bears the name of, or that a payer is known to give."""
    family = vocabulary.payer_members(name)
    known = enumerate(zip(names, aids, strict=True))
    return frozenset(place for place, (own, aid) in known if own == name or (aid.payers is not None and aid.payers <= family))


def _cents(amount: Decimal | None) -> int:
    return int((amount or Decimal(0)) * 100)


def _aid(scheme: Scheme, asked: Asked, case: Case) -> Aid | None:
    funding = scheme.funding
    retained = [_cents(line.ht) * _retains(funding.costs or Costs(), line, case) for line in asked.lines]
    payers = None if funding.payer is None else asked.vocabulary.payer_members(funding.payer)
    fixed = _fixed(scheme.id, sum(retained), asked.wishes)
    if fixed is not None:
        aid = Aid(fixed[0], _laid(fixed[1], retained), payers, sum(retained), must=True, whole=True)
        return aid._replace(decided=scheme.id in asked.wishes.granted)
    base = sum(retained) if funding.base_ceiling is None else min(sum(retained), _cents(funding.base_ceiling.amount))
    most, rate = _most(funding, case, base)
    floor = _cents(funding.floor.amount) if funding.floor else 0
    if not most or most < floor:
        return None
    return Aid(most, _laid(rate, retained), payers, base, max(1, floor), must=scheme.id in asked.wishes.imposed)


def _fixed(name: str, base: int, wishes: Wishes) -> tuple[int, Fraction] | None:
    """The sum of an aid granted or expected, and the most of a line that it pays."""
    expected = wishes.expected.get(name)
    if expected is not None and expected.rate is not None:
        return rounded(Fraction(expected.rate) * base), Fraction(expected.rate)
    amount = wishes.granted.get(name) if expected is None else expected.amount
    return None if amount is None else (_cents(amount), Fraction(1))


def _laid(rate: Fraction, costs: Iterable[int]) -> tuple[int, ...]:
    """The most laid on each line, as a share of its cost: what it comes to in cents is worked out once lines are one."""
    return cast("tuple[int, ...]", tuple(rate if cost else Fraction(0) for cost in costs))


def _retains(costs: Costs, line: CostLine, case: Case) -> bool:
    if costs.nature is not None and (line.nature or "investment") != costs.nature:
        return False
    if line.category in costs.uncertain:
        return case == "high"
    return line.category in costs.only if costs.only else line.category not in costs.except_


def _most(funding: Funding, case: Case, base: int) -> tuple[int, Fraction]:
    """The amount, and the highest rate that a line may bear."""
    amount, rate = Fraction(0), Fraction(0)
    if funding.rate is not None:
        rate = Fraction((funding.rate.low if case == "low" else funding.rate.high) or 0)
        amount += rate * base
    reached = 0
    for each in funding.slices:
        top = base if each.up_to is None else min(base, _cents(each.up_to))
        amount += Fraction(each.rate) * max(0, top - reached)
        reached, rate = max(reached, top), max(rate, Fraction(each.rate))
    if funding.flat is not None:
        amount, rate = amount + _cents(funding.flat.amount), Fraction(1)
    if funding.ceiling is not None:
        amount = min(amount, Fraction(_cents(funding.ceiling.amount)))
    return rounded(amount), rate


def _apart(one: Scheme, other: Scheme) -> bool:
    mine, theirs = one.stacking or Stacking(), other.stacking or Stacking()
    if one.id == other.id:
        return False
    return other.id in mine.excludes or one.id in theirs.excludes or bool(set(mine.one_of) & set(theirs.one_of))


def _opened(words: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset().union(*map(vocabulary.payer_members, words))


def _rules(asked: Asked) -> Iterator[Rule]:
    for law in asked.laws:
        worded = law.on(asked.day)
        if worded is None or worded.level != "rule":
            continue
        limited = Rule() if worded.limit is None else _limited(worded.limit, asked.vocabulary)
        least = None if worded.at_least is None else Fraction(worded.at_least)
        yield limited._replace(beside=_opened(worded.with_, asked.vocabulary), at_least=least, yields=worded.at_least_yields)


def _own_rules(schemes: Sequence[Scheme], vocabulary: Vocabulary) -> Iterator[Rule]:
    for place, scheme in enumerate(schemes):
        for limit in scheme.stacking.limits if scheme.stacking else ():
            yield _limited(limit, vocabulary)._replace(own=place)


def _limited(limit: Limit, vocabulary: Vocabulary) -> Rule:
    return Rule(Fraction(limit.share), limit.of, _opened(limit.aids, vocabulary), invested=limit.costs == "investment")
