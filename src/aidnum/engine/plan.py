"""The best legal plan at one end of the ranges: built from offers and laws, solved exactly, then explained euro by euro."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from aidnum.engine.choice import Choice, choose
from aidnum.engine.exclusion import Exclusions, exclusions
from aidnum.engine.laying import weighed
from aidnum.engine.limits import Among, Limiting
from aidnum.engine.loosened import loosened
from aidnum.engine.offer import Offer, Outlay, to_decimal, to_euros
from aidnum.engine.posed import Posed, pose, title, titles
from aidnum.engine.problem import Cap, caps_on
from aidnum.engine.rejected import rejected
from aidnum.engine.warning import Kept, beyond, lessened, warned
from aidnum.french import euros, percent
from aidnum.model.plan import Bound, Case, Holding, LawOn, Plan, Resource
from aidnum.model.profile import Natures

_RATE = Decimal("0.000001")


def best_plan(
    offers: Sequence[Offer], laws: Sequence[LawOn], project: Outlay, case: Case, barred: Exclusions | None = None
) -> Plan:
    """The plan that leaves least to the applicant; what is imposed, granted or expected is in it whatever the laws say.

    It then says what is illegal. `barred` are the schemes that can't be had together; where it isn't given, what those of the
    aids say. Between plans that leave as much, the fewest aids, then the first in the order given.
    """
    posed = pose(offers, laws, project, exclusions(one.scheme for one in offers if one.scheme) if barred is None else barred)
    choice = choose(posed.problem)
    if choice is None:
        posed = loosened(posed)
        choice = choose(posed.problem) or Choice((), ())
    kept = Kept(_kept(posed, choice), choice.amounts, choice.laid)
    bounds = _reached(posed, choice, kept)
    return Plan(
        case=case,
        resources=tuple(_resource(posed, choice, place, bounds) for place in range(len(choice.kept))),
        own_share=to_euros(project.total - choice.total),
        bounds=tuple(bounds),
        illegal=tuple(dict.fromkeys((*posed.illegal, *_passed(posed, choice, kept)))),
        rejected=tuple(rejected(posed, choice, bounds, case)),
        holding=tuple(_holding(posed, choice)),
        warnings=tuple(warned(kept, laws)),
        least_share=None if choice.at_most is None else to_euros(project.total - choice.at_most),
    )


def _passed(posed: Posed, choice: Choice, kept: Kept) -> Iterator[str]:
    """The limits that the plan passes for what was imposed, each with what it counts."""
    for cap, bound in posed.passed:
        if words := beyond(Limiting(_own(cap, choice), bound), kept):
            yield f"{words} ({title(bound)})"


def _own(cap: Cap, choice: Choice) -> Cap:
    """A limit over what is kept alone."""
    return cap._replace(weights=tuple(cap.weights[index] for index in choice.kept))


def _reached(posed: Posed, choice: Choice, kept: Kept) -> list[Bound]:
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
            shared = limiting.bound.limit is not None and limiting.bound.limit.of == "financing"
            found.append(lessened(Limiting(_own(cap, choice), limiting.bound), kept) if shared else limiting.bound)
    return found or list(_full_lines(posed, choice))


def _full_lines(posed: Posed, choice: Choice) -> Iterator[Bound]:
    """What the lines bound, where nothing else does: an aid that pays all that it may of those it retains."""
    for index, amount in zip(choice.kept, choice.amounts, strict=True):
        one = posed.offers[index]
        if amount < one.cents:
            retained = to_euros(sum(posed.problem.lines[line] for line in posed.problem.aids[index].lines))
            part = "" if one.rate is None else f"{percent(to_decimal(one.rate))} de chacune des "
            what = f"{part or 'les '}dépenses qu'elle retient, {euros(retained)}"
            words = f"{one.title} ne paie que {what}, et aucune n'est payée deux fois"
            yield Bound(None, one.scheme, None, retained, retained, None, words)


def _holding(posed: Posed, choice: Choice) -> Iterator[Holding]:
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


def _kept(posed: Posed, choice: Choice) -> Among:
    """The aids kept, with their lines."""
    on = tuple(posed.among.lines.on[index] for index in choice.kept)
    return Among([posed.offers[index] for index in choice.kept], posed.among.lines._replace(on=on), posed.among.project)


def _resource(posed: Posed, choice: Choice, place: int, bounds: Sequence[Bound]) -> Resource:
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
        of = f", {percent(to_decimal(one.rate))} de {euros(to_euros(one.base or 0))}" if one.rate else ""
        return (f"attendue : {euros(alone)}{of}",)
    if one.assessment is None:
        return (f"aide que le catalogue ne décrit pas : {euros(alone)}",)
    return one.assessment.amounts.steps


def _trimmed(given: Decimal, alone: Decimal, rate: Decimal | None, bounds: Sequence[Bound]) -> str:
    shown = "" if rate is None else f", soit {percent(rate)} de l'assiette"
    return f"écrêtée de {euros(alone)} à {euros(given)}{shown} : {titles(bounds)}"
