"""The best legal plan at one end of the ranges: built from offers and laws, solved exactly, then explained euro by euro."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import NamedTuple

from aidnum.engine.branch import Found
from aidnum.engine.choice import Choice, best_set, choose, worth
from aidnum.engine.exclusion import Exclusions, exclusions
from aidnum.engine.laying import weighed
from aidnum.engine.limits import Among, Limiting, held, limits
from aidnum.engine.lines import merged
from aidnum.engine.offer import Offer, Outlay, to_euros
from aidnum.engine.problem import Aid, Cap, Problem, caps_on
from aidnum.engine.program import Wanted, fill
from aidnum.engine.warning import Kept, beyond, warned
from aidnum.french import euros, listed, percent, plural
from aidnum.model.plan import Bound, Case, Holding, LawOn, Plan, Rejected, Resource
from aidnum.model.profile import Natures

_TRIED_AGAIN = 4
_QUICKLY = 400
_RATE = Decimal("0.000001")


class _Posed(NamedTuple):
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


def best_plan(
    offers: Sequence[Offer], laws: Sequence[LawOn], project: Outlay, case: Case, barred: Exclusions | None = None
) -> Plan:
    """The plan that leaves least to the applicant; what is imposed, granted or expected is in it whatever the laws say.

    It then says what is illegal. `barred` are the schemes that can't be had together; where it isn't given, what those of the
    aids say. Between plans that leave as much, the fewest aids, then the first in the order given.
    """
    posed = _posed(offers, laws, project, exclusions(one.scheme for one in offers if one.scheme) if barred is None else barred)
    choice = choose(posed.problem)
    if choice is None:
        posed = _loosened(posed)
        choice = choose(posed.problem) or Choice((), ())
    bounds = _reached(posed, choice)
    kept = Kept(_kept(posed, choice), choice.amounts, choice.laid)
    return Plan(
        case=case,
        resources=tuple(_resource(posed, choice, place, bounds) for place in range(len(choice.kept))),
        own_share=to_euros(project.total - choice.total),
        bounds=tuple(bounds),
        illegal=tuple(dict.fromkeys((*posed.illegal, *_passed(posed, choice, kept)))),
        rejected=tuple(_rejected(posed, choice, bounds, case)),
        holding=tuple(_holding(posed, choice)),
        warnings=tuple(warned(kept, laws)),
        least_share=None if choice.at_most is None else to_euros(project.total - choice.at_most),
    )


def _posed(offers: Sequence[Offer], laws: Sequence[LawOn], project: Outlay, barred: Exclusions) -> _Posed:
    lines = merged(offers, project)
    among = Among(offers, lines, project)
    limiting = limits(among, laws)
    forced = tuple(index for index, one in enumerate(offers) if one.imposed or one.is_fixed)
    aids = tuple(_aid(one, on, laws, project) for one, on in zip(offers, lines.on, strict=True))
    schemes = {index: one.name for index, one in enumerate(offers) if one.scheme}
    barring = [barred.get(schemes.get(index, ""), frozenset()) for index in range(len(offers))]
    excludes = tuple(frozenset(index for index, name in schemes.items() if name in names) for names in barring)
    problem = Problem(aids, tuple(each.cap for each in limiting), excludes, forced, lines.costs)
    return _Posed(among, limiting, problem, tuple(_exclusive(offers, excludes, forced)))


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


def _too_little(posed: _Posed, index: int) -> str | None:
    """That an aid, whole, is under what a law asks it to give; None when it isn't."""
    aid = posed.problem.aids[index]
    if aid.most >= aid.due:
        return None
    return f"apporterait {euros(to_euros(aid.most))}, moins que son minimum de {euros(to_euros(aid.due))}"


def _loosened(posed: _Posed) -> _Posed:
    """The problem with what the imposed aids break anyway moved to where they stand, and each of it said.

    The lines give way first, then each limit in its order, to the least that those aids can be laid for.
    """
    problem, forced = posed.problem, posed.problem.forced
    short = [f"{posed.offers[index].title} {why}" for index in forced if (why := _too_little(posed, index))]
    aids = list(problem.aids)
    for index in forced:
        aids[index] = aids[index]._replace(least=min(aids[index].due, aids[index].most), held=0)
    said = [*posed.illegal, *short]
    problem, lines_said = _wider_lines(posed, problem._replace(aids=tuple(aids)))
    said += lines_said
    held_to: list[Limiting] = []
    above: list[Limiting] = []
    for limiting in posed.limits:
        cap, bound = limiting
        if cap.with_aid is None or cap.with_aid in forced:
            needed = _needed(problem, [each.cap for each in held_to], limiting)
            if needed > cap.bound:
                above.append(limiting)
                cap = cap._replace(bound=needed)
            held_to.append(Limiting(cap, bound))
    moved = {id(each.bound): each.cap for each in held_to}
    caps = tuple(moved.get(id(bound), cap) for cap, bound in posed.limits)
    return posed._replace(problem=problem._replace(caps=caps), illegal=tuple(said), passed=tuple(above))


def _passed(posed: _Posed, choice: Choice, kept: Kept) -> Iterator[str]:
    """The limits that the plan passes for what was imposed, each with what it counts."""
    for cap, bound in posed.passed:
        own = cap._replace(weights=tuple(cap.weights[index] for index in choice.kept))
        if words := beyond(Limiting(own, bound), kept):
            yield f"{words} ({_title(bound)})"


def _wider_lines(posed: _Posed, problem: Problem) -> tuple[Problem, list[str]]:
    """The problem with lines that hold what is imposed: those that each aid retains, else any, else beyond their cost."""
    said, aids, lines = [], list(problem.aids), problem.lines
    owed = [aids[index].least for index in problem.forced]
    for index, least in zip(problem.forced, owed, strict=True):
        most = sum(aids[index].on)
        if least > most:
            aids[index] = aids[index]._replace(on=lines)
            if most < sum(lines):
                one, retained = posed.offers[index], euros(to_euros(most))
                said.append(f"{one.title} : {euros(to_euros(least))}, plus que les dépenses qu'elle retient ({retained})")
    wider = problem._replace(aids=tuple(aids))
    if fill(wider, problem.forced, (), Wanted(owed)) is not None:
        return wider, said
    lacking = sum(owed) - sum(lines)
    if lacking <= 0:
        said.append("Les aides imposées, acquises ou attendues paient des dépenses au-delà de leur coût")
    first, *others = lines or (0,)
    room = (first + max(0, lacking), *others)
    for index in problem.forced:
        aids[index] = aids[index]._replace(on=room)
    return wider._replace(aids=tuple(aids), lines=room), said


def _needed(problem: Problem, caps: Sequence[Cap], limiting: Limiting) -> int:
    """The least that a limit must allow for the imposed aids to be laid under those before it."""
    owed = [problem.aids[index].least for index in problem.forced]
    filled = fill(problem, problem.forced, caps, Wanted(owed, sparing=limiting.cap, apart=True))
    if filled is None:
        return limiting.cap.bound
    lines = limiting.cap.lines
    return sum(
        limiting.cap.weights[index] * -(-counted.numerator // counted.denominator)
        for index, amount, laid in zip(problem.forced, filled.amounts, filled.laid, strict=True)
        for counted in (amount if lines is None else sum((laid.get(line, Fraction(0)) for line in lines), Fraction(0)),)
    )


def _reached(posed: _Posed, choice: Choice) -> list[Bound]:
    """The limits that the plan reaches, to a cent or so by amount: those of which not one more cent could be had.

    The lines themselves too, where they are what leaves an aid less than it would give.
    """
    if not choice.kept:
        return []
    on = caps_on(posed.problem, choice.kept)
    found = []
    for limiting, cap in zip(posed.limits, posed.problem.caps, strict=True):
        left = cap.bound - weighed(cap, choice.kept, choice.amounts, choice.laid)
        weights = [cap.weights[index] for index in choice.kept if cap.weights[index]]
        if cap in on and weights and left < max(weights):
            found.append(limiting.bound)
    return found or list(_full_lines(posed, choice))


def _full_lines(posed: _Posed, choice: Choice) -> Iterator[Bound]:
    """What the lines bound, where nothing else does: an aid that pays all that it may of those it retains."""
    for index, amount in zip(choice.kept, choice.amounts, strict=True):
        one = posed.offers[index]
        if amount < one.cents:
            retained = to_euros(sum(posed.problem.lines[line] for line in posed.problem.aids[index].lines))
            words = f"{one.title} ne paie que les dépenses qu'elle retient, {euros(retained)}, et chacune une fois"
            yield Bound(None, one.scheme, None, retained, retained, None, words)


def _holding(posed: _Posed, choice: Choice) -> Iterator[Holding]:
    """The limits that hold for what is kept; an aid that weighs less than those summed lessens what is shared."""
    on = set(caps_on(posed.problem, choice.kept))
    for limiting, cap in zip(posed.limits, posed.problem.caps, strict=True):
        if cap not in on or not cap.is_plain:
            continue
        weights = [cap.weights[index] for index in choice.kept]
        unit = 1 if limiting.bound.limit is None else Fraction(limiting.bound.limit.share).denominator
        summed = tuple(place for place, weight in enumerate(weights) if weight == unit)
        lessening = tuple(place for place, weight in enumerate(weights) if weight not in (0, unit))
        seen = [sum(each) if cap.lines is None else sum(each[line] for line in cap.lines) for each in choice.laid]
        yield Holding(limiting.bound, summed, lessening, tuple(map(to_euros, seen)))


def _kept(posed: _Posed, choice: Choice) -> Among:
    """The aids kept, with their lines."""
    on = tuple(posed.among.lines.on[index] for index in choice.kept)
    return Among([posed.offers[index] for index in choice.kept], posed.among.lines._replace(on=on), posed.among.project)


def _resource(posed: _Posed, choice: Choice, place: int, bounds: Sequence[Bound]) -> Resource:
    one = posed.offers[choice.kept[place]]
    given, alone = to_euros(choice.amounts[place]), to_euros(one.cents)
    base = to_euros(one.base) if one.base else None
    rate = (given / base).quantize(_RATE, ROUND_DOWN).normalize() if base and one.rate is not None else None
    on = posed.among.lines.investment
    investment = to_euros(sum(laid for line, laid in enumerate(choice.laid[place]) if line in on))
    return Resource(
        origin=one.origin,
        assessment=one.assessment,
        other=one.other,
        amount=given,
        alone=alone,
        base=base,
        rate=rate,
        natures=Natures(investment, given - investment),
        imposed=one.imposed,
        worked_out=_worked_out(one, alone),
        counted=None if one.is_fixed else f"compté dans ce plan : {euros(alone)}",
        trimmed=None if given == alone else _trimmed(given, alone, rate, bounds),
        lines=one.lines,
    )


def _worked_out(one: Offer, alone: Decimal) -> tuple[str, ...]:
    if one.origin == "granted":
        return (f"déjà accordée : {euros(alone)}",)
    if one.origin == "expected":
        of = (
            f", {percent(Decimal(one.rate.numerator) / one.rate.denominator)} de {euros(to_euros(one.base or 0))}"
            if one.rate
            else ""
        )
        return (f"attendue : {euros(alone)}{of}",)
    if one.assessment is None:
        return (f"aide que le catalogue ne décrit pas : {euros(alone)}",)
    return one.assessment.amounts.steps


def _trimmed(given: Decimal, alone: Decimal, rate: Decimal | None, bounds: Sequence[Bound]) -> str:
    shown = "" if rate is None else f", soit {percent(rate)} de l'assiette"
    return f"écrêtée de {euros(alone)} à {euros(given)}{shown} : {_titles(bounds)}"


def _titles(bounds: Sequence[Bound]) -> str:
    return " ; ".join(dict.fromkeys(map(_title, bounds)))


def _title(bound: Bound) -> str:
    if bound.law is not None:
        return bound.law.short or bound.law.title
    if bound.scheme is None:
        return "les aides ne dépassent pas le coût"
    return f"règle de {bound.scheme.name}" if bound.limit or bound.source else bound.words


def _rejected(posed: _Posed, choice: Choice, bounds: Sequence[Bound], case: Case) -> list[Rejected]:
    """Why each of the other aids is not in the plan; those that are excluded are tried again in its place, a few at most."""
    others = [index for index in range(len(posed.offers)) if index not in choice.kept]
    found, tried = [], 0
    for index in others:
        barring = [kept for kept in choice.kept if kept in posed.problem.excludes[index]]
        if barring:
            tried += 1
            found.append(_instead(posed, choice, index, barring, try_it=tried <= _TRIED_AGAIN)._replace(case=case))
        else:
            found.append(Rejected((posed.offers[index].name,), _adds_nothing(posed, choice, index, bounds), case))
    return found


def _instead(posed: _Posed, choice: Choice, index: int, barring: Sequence[int], *, try_it: bool) -> Rejected:
    one, kept = posed.offers[index], listed([posed.offers[other].title for other in barring])
    why = f"{one.title} ne se cumule pas avec {kept}"
    free = not set(barring) & set(posed.problem.forced)
    other = _with(posed, index, choice) if try_it and free else None
    if other is None:
        return Rejected((one.name,), f"{why}, dans le plan")
    schemes = tuple(posed.offers[each].name for each in other.kept)
    return Rejected(schemes, f"{why} ; {_compared(choice, other)}")


def _with(posed: _Posed, index: int, choice: Choice) -> Found | None:
    """The best set that keeps an aid; None when there is none, or when it isn't found quickly: it only explains.

    One that is better shows that the choice wasn't proven; it then explains nothing.
    """
    found = best_set(posed.problem._replace(forced=(*posed.problem.forced, index)), _QUICKLY)
    return found if found and found.at_most is None and found.total <= choice.total else None


def _compared(choice: Choice, other: Found) -> str:
    less = choice.total - other.total
    if less > 0:
        return f"le meilleur plan avec elle laisse {euros(to_euros(less))} de plus à votre charge"
    if len(other.kept) > len(choice.kept):
        count = plural(len(other.kept), "dispositif", "dispositifs")
        return f"le meilleur plan avec elle apporte autant, mais demande {count} au lieu de {len(choice.kept)}"
    return "le meilleur plan avec elle apporte autant ; à égalité, l'ordre des fiches décide"


def _is_harmless(posed: _Posed, choice: Choice, index: int) -> bool:
    """Whether what is chosen could be had as well with an aid beside.

    Seen at once where it asks for a cent that finds room under its own limits, else worked out.
    """
    problem, aid = posed.problem, posed.problem.aids[index]
    own = [cap for cap in problem.caps if cap.with_aid == index]
    laid = choice.kept, choice.amounts, choice.laid
    if aid.due <= 1 and all(cap.is_plain and weighed(cap, *laid) + cap.weights[index] <= cap.bound for cap in own):
        return True
    value = worth(problem, tuple(sorted((*choice.kept, index))))
    return value is not None and value >= choice.total


def _adds_nothing(posed: _Posed, choice: Choice, index: int, bounds: Sequence[Bound]) -> str:
    if why := _too_little(posed, index):
        return why
    if not posed.problem.aids[index].most:
        return "aucune dépense du projet n'est de celles qu'elle retient"
    own = [limiting.bound for limiting in posed.limits if limiting.cap.with_aid == index]
    if not _is_harmless(posed, choice, index):
        why = _titles(own or bounds)
        return "l'ajouter ferait baisser le total des aides, ou passer une limite" + (f" : {why}" if why else "")
    if not bounds:
        return "n'ajouterait rien : les dépenses qu'elle retient sont déjà payées"
    return f"n'ajouterait rien, le plafond est déjà atteint : {_titles(bounds)}"
