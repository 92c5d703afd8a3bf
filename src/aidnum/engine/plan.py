"""The best legal plan at one end of the ranges: built from offers and laws, solved exactly, then explained euro by euro."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import NamedTuple

from aidnum.engine.branch import TooLong
from aidnum.engine.choice import Choice, caps_on, choose, worth
from aidnum.engine.limits import Limiting, Offer, Outlay, held, limits, to_euros
from aidnum.engine.problem import Aid, Problem
from aidnum.engine.warning import Kept, warned
from aidnum.french import euros, listed, percent, plural
from aidnum.model.plan import Bound, Case, Holding, LawOn, Plan, Rejected, Resource
from aidnum.model.profile import Natures

_TRIED_AGAIN = 4
_PATIENCE = 60
_RATE = Decimal("0.000001")


class _Posed(NamedTuple):
    """The problem, with the offers and limits that its numbers stand for, and what is illegal in what was imposed."""

    offers: Sequence[Offer]
    limits: Sequence[Limiting]
    problem: Problem
    illegal: tuple[str, ...]


def best_plan(offers: Sequence[Offer], laws: Sequence[LawOn], project: Outlay, case: Case) -> Plan:
    """The plan that leaves least to the applicant; imposed and granted aids are in it whatever the laws say, and it says so."""
    offers = sorted(offers, key=lambda one: one.id)
    posed = _posed(offers, laws, project)
    choice = choose(posed.problem)
    if choice is None:
        posed = _loosened(posed)
        choice = choose(posed.problem) or Choice((), ())
    amounts = dict(zip(choice.kept, choice.amounts, strict=True))
    bounds = _reached(posed, amounts)
    return Plan(
        case=case,
        resources=tuple(_resource(offers[index], amounts[index], bounds) for index in choice.kept),
        own_share=to_euros(project.total - choice.total),
        bounds=tuple(limiting.bound for limiting in bounds),
        illegal=posed.illegal,
        rejected=tuple(_rejected(posed, choice, bounds, case)),
        holding=tuple(_holding(posed, choice)),
        warnings=tuple(warned([Kept(offers[index], amounts[index]) for index in choice.kept], laws, project)),
    )


def _posed(offers: Sequence[Offer], laws: Sequence[LawOn], project: Outlay) -> _Posed:
    limiting = limits(offers, laws, project)
    forced = tuple(index for index, one in enumerate(offers) if one.imposed or one.granted)
    aids = tuple(_aid(one, laws, project) for one in offers)
    excludes = tuple(frozenset(_excluded(one, offers)) for one in offers)
    problem = Problem(aids, tuple(each.cap for each in limiting), excludes, forced)
    return _Posed(offers, limiting, problem, tuple(_exclusive(offers, excludes, forced)))


def _aid(one: Offer, laws: Sequence[LawOn], project: Outlay) -> Aid:
    if one.granted:
        return Aid(one.cents, one.cents)
    least = max(1, min(one.floor, one.cents), held(one, laws, project, yields=False))
    return Aid(one.cents, least, held(one, laws, project, yields=True))


def _excluded(one: Offer, offers: Sequence[Offer]) -> list[int]:
    return [index for index, other in enumerate(offers) if other is not one and _exclude(one, other)]


def _exclude(one: Offer, other: Offer) -> bool:
    """Whether two aids can't be had together, whichever says so, or for both being of a group of which one may be kept.

    Those that one scheme gives can.
    """
    if one.id == other.id:
        return False
    mine, theirs = one.scheme.stacking, other.scheme.stacking
    if mine is not None and (other.id in mine.excludes or (theirs is not None and set(mine.one_of) & set(theirs.one_of))):
        return True
    return theirs is not None and one.id in theirs.excludes


def _exclusive(offers: Sequence[Offer], excludes: Sequence[frozenset[int]], forced: Sequence[int]) -> Iterator[str]:
    for one in forced:
        for other in sorted(excludes[one] & set(forced)):
            if one < other:
                yield f"{offers[one].id} et {offers[other].id} ne se cumulent pas"


def _too_little(posed: _Posed, index: int) -> str | None:
    """That an aid, whole, is under what a law asks it to give; None when it isn't."""
    aid = posed.problem.aids[index]
    if aid.most >= aid.due:
        return None
    return f"apporterait {euros(to_euros(aid.most))}, moins que son minimum de {euros(to_euros(aid.due))}"


def _loosened(posed: _Posed) -> _Posed:
    """The problem with the limits that imposed aids break anyway moved to where they stand, and each of them said."""
    problem = posed.problem
    least = {index: min(problem.aids[index].due, problem.aids[index].most) for index in problem.forced}
    short = [f"{posed.offers[index].id} {why}" for index in problem.forced if (why := _too_little(posed, index))]
    caps, said = [], [*posed.illegal, *short]
    for cap, bound in posed.limits:
        needed = sum(cap.weights[index] * amount for index, amount in least.items() if cap.weights[index] > 0)
        needed += sum(min(weight, 0) * aid.most for weight, aid in zip(cap.weights, problem.aids, strict=True))
        if needed > cap.bound and (cap.with_aid is None or cap.with_aid in problem.forced):
            said.append(f"{bound.words} ; les aides imposées ou acquises les dépassent ({_title(bound)})")
            cap = cap._replace(bound=needed)  # noqa: PLW2901
        caps.append(cap)
    aids = tuple(
        aid._replace(least=least.get(index, aid.least), held=0 if index in least else aid.held)
        for index, aid in enumerate(problem.aids)
    )
    loosened = problem._replace(caps=tuple(caps), aids=aids)
    return posed._replace(problem=loosened, illegal=tuple(dict.fromkeys(said)))


def _reached(posed: _Posed, amounts: dict[int, int]) -> list[Limiting]:
    """The limits that the plan reaches, to a cent or so by amount: those of which not one more cent could be had."""
    if not amounts:
        return []
    on = caps_on(posed.problem, tuple(amounts))
    found = []
    for limiting, cap in zip(posed.limits, posed.problem.caps, strict=True):
        left = cap.bound - sum(cap.weights[index] * amount for index, amount in amounts.items())
        weights = [cap.weights[index] for index in amounts if cap.weights[index]]
        if cap in on and weights and left < max(weights):
            found.append(limiting)
    return found


def _holding(posed: _Posed, choice: Choice) -> Iterator[Holding]:
    """The limits that hold for what is kept; an aid that weighs less than those summed lessens what is shared."""
    on = set(caps_on(posed.problem, choice.kept))
    for limiting, cap in zip(posed.limits, posed.problem.caps, strict=True):
        if cap not in on or not cap.is_plain:
            continue
        weights = [cap.weights[index] for index in choice.kept]
        unit = 1 if limiting.bound.limit is None else Fraction(limiting.bound.limit.share).denominator
        summed = tuple(place for place, weight in enumerate(weights) if weight == unit)
        yield Holding(limiting.bound, summed, tuple(place for place, weight in enumerate(weights) if weight not in (0, unit)))


def _resource(one: Offer, amount: int, bounds: Sequence[Limiting]) -> Resource:
    given, alone = to_euros(amount), to_euros(one.cents)
    base = None if one.base is None or one.granted else to_euros(one.base)
    rate = None if not base else (given / base).quantize(_RATE, ROUND_DOWN).normalize()
    trimmed = None
    if given < alone:
        why = _titles([limiting.bound for limiting in bounds])
        shown = "" if rate is None else f", soit {percent(rate)} de l'assiette"
        trimmed = f"écrêtée de {euros(alone)} à {euros(given)}{shown} : {why}"
    return Resource(
        origin="granted" if one.granted else "scheme",
        assessment=one.assessment,
        other=None,
        amount=given,
        alone=alone,
        base=base,
        rate=rate,
        natures=Natures(given, Decimal(0)),
        imposed=one.imposed,
        worked_out=(f"déjà accordée : {euros(given)}",) if one.granted else one.assessment.amounts.steps,
        counted=None if one.granted else f"compté dans ce plan : {euros(alone)}",
        trimmed=trimmed,
        lines=() if one.granted else one.lines,
    )


def _titles(bounds: Sequence[Bound]) -> str:
    return " ; ".join(dict.fromkeys(map(_title, bounds)))


def _title(bound: Bound) -> str:
    if bound.law is not None:
        return bound.law.short or bound.law.title
    return "les aides ne dépassent pas le coût" if bound.scheme is None else f"règle de {bound.scheme.id}"


def _rejected(posed: _Posed, choice: Choice, bounds: Sequence[Limiting], case: Case) -> list[Rejected]:
    """Why each of the other aids is not in the plan; those that are excluded are tried again in its place, a few at most."""
    others = [index for index in range(len(posed.offers)) if index not in choice.kept]
    found, tried = [], 0
    for index in others:
        barring = [kept for kept in choice.kept if kept in posed.problem.excludes[index]]
        if barring:
            tried += 1
            found.append(_instead(posed, choice, index, barring, try_it=tried <= _TRIED_AGAIN)._replace(case=case))
        else:
            found.append(Rejected((posed.offers[index].id,), _adds_nothing(posed, choice, index, bounds), case))
    return found


def _instead(posed: _Posed, choice: Choice, index: int, barring: Sequence[int], *, try_it: bool) -> Rejected:
    name, kept = posed.offers[index].id, listed([posed.offers[other].id for other in barring])
    why = f"{name} ne se cumule pas avec {kept}"
    free = not set(barring) & set(posed.problem.forced)
    other = _with(posed, index) if try_it and free else None
    if other is None:
        return Rejected((name,), f"{why}, dans le plan")
    schemes = tuple(posed.offers[one].id for one in other.kept)
    return Rejected(schemes, f"{why} ; {_compared(choice, other)}")


def _with(posed: _Posed, index: int) -> Choice | None:
    """The best choice that keeps an aid; None when there is none, or when it isn't found quickly: it only explains."""
    try:
        return choose(posed.problem._replace(forced=(*posed.problem.forced, index)), _PATIENCE)
    except TooLong:
        return None


def _compared(choice: Choice, other: Choice) -> str:
    less = choice.total - other.total
    if less > 0:
        return f"le meilleur plan avec elle laisse {euros(to_euros(less))} de plus à votre charge"
    if len(other.kept) > len(choice.kept):
        count = plural(len(other.kept), "dispositif", "dispositifs")
        return f"le meilleur plan avec elle apporte autant, mais demande {count} au lieu de {len(choice.kept)}"
    return "le meilleur plan avec elle apporte autant ; à égalité, l'ordre des fiches décide"


def _adds_nothing(posed: _Posed, choice: Choice, index: int, bounds: Sequence[Limiting]) -> str:
    if why := _too_little(posed, index):
        return why
    kept = tuple(sorted((*choice.kept, index)))
    value = worth(posed.problem, kept)
    own = [limiting.bound for limiting in posed.limits if limiting.cap.with_aid == index]
    reached = [each.bound for each in bounds]
    if value is None or value < choice.total:
        why = _titles(own or reached)
        return "l'ajouter ferait baisser le total des aides, ou passer une limite" + (f" : {why}" if why else "")
    return f"n'ajouterait rien, le plafond est déjà atteint : {_titles(reached)}"
