"""The problem of a plan, made of aids, laws and costs, with what each of its numbers stands for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aidnum.engine.exclusion import Exclusions
from aidnum.engine.limits import Among, Limiting, held, limits
from aidnum.engine.lines import merged
from aidnum.engine.offer import Offer, Outlay, to_euros
from aidnum.engine.problem import Aid, Problem
from aidnum.french import euros
from aidnum.model.plan import Bound, LawOn


class Posed(NamedTuple):
    """The problem, with the aids and limits that its numbers stand for, and what is illegal in what was imposed.

    The `passed` are limits of which the problem allows more, that it may be solved at all.
    """

    among: Among
    limits: Sequence[Limiting]
    problem: Problem
    illegal: tuple[str, ...]
    passed: tuple[Limiting, ...] = ()

    @property
    def offers(self) -> Sequence[Offer]:
        """The aids, in the order of the problem."""
        return self.among.offers


def pose(offers: Sequence[Offer], laws: Sequence[LawOn], project: Outlay, barred: Exclusions) -> Posed:
    """The problem of these aids; `barred` are the schemes that can't be had together."""
    lines = merged(offers, project)
    among = Among(offers, lines, project)
    limiting = limits(among, laws)
    forced = tuple(index for index, one in enumerate(offers) if one.imposed or one.is_fixed)
    aids = tuple(_aid(one, on, laws, project) for one, on in zip(offers, lines.on, strict=True))
    schemes = {index: one.name for index, one in enumerate(offers) if one.scheme}
    barring = [barred.get(schemes.get(index, ""), frozenset()) for index in range(len(offers))]
    excludes = tuple(frozenset(index for index, name in schemes.items() if name in names) for names in barring)
    problem = Problem(aids, tuple(each.cap for each in limiting), excludes, forced, lines.costs)
    return Posed(among, limiting, problem, tuple(_exclusive(offers, excludes, forced)))


def _aid(one: Offer, on: tuple[int, ...], laws: Sequence[LawOn], project: Outlay) -> Aid:
    """An aid as a problem tells it: no more than its lines may hold; one whose sum is known is that sum.

    What was decided elsewhere is held to no least: those who decided know what they retained.
    """
    if one.origin in ("granted", "other"):
        return Aid(one.cents, one.cents, on=on)
    most, floor = (one.cents, one.cents) if one.is_fixed else (min(one.cents, sum(on)), max(1, min(one.floor, one.cents)))
    return Aid(most, max(floor, held(one, laws, project, yields=False)), held(one, laws, project, yields=True), on)


def _exclusive(offers: Sequence[Offer], excludes: Sequence[frozenset[int]], forced: Sequence[int]) -> Iterator[str]:
    for one in forced:
        for other in sorted(excludes[one] & set(forced)):
            if one < other:
                yield f"{offers[one].title} et {offers[other].title} ne se cumulent pas"


def too_little(posed: Posed, index: int) -> str | None:
    """That an aid, whole, is under what a law asks it to give; None when it isn't."""
    aid = posed.problem.aids[index]
    if aid.most >= aid.due:
        return None
    return f"apporterait {euros(to_euros(aid.most))}, moins que son minimum de {euros(to_euros(aid.due))}"


def titles(bounds: Sequence[Bound]) -> str:
    """What limits are called, each once."""
    return " ; ".join(dict.fromkeys(map(title, bounds)))


def title(bound: Bound) -> str:
    """What a limit is called within a sentence."""
    if bound.law is not None:
        return bound.law.short or bound.law.title
    if bound.scheme is None:
        return "les aides ne dépassent pas le coût"
    return f"règle de {bound.scheme.name}" if bound.limit or bound.source else bound.words
