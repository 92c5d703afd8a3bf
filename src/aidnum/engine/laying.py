"""How amounts in whole cents are laid on the lines: in proportion where that is legal, as a town would, else as they can be.

A laying gives, for each aid kept, its cents by line. It is legal when no aid lays more on a line than it may, no line is paid
beyond its cost, and every limit holds.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from operator import mul
from typing import NamedTuple

from aidnum.engine.problem import Aid, Cap, Problem
from aidnum.engine.program import Wanted, fill

Laid = tuple[tuple[int, ...], ...]


class Sharing(NamedTuple):
    """Aids kept together, their amounts in cents, the limits that then hold, and those of them that must be reached."""

    problem: Problem
    kept: Sequence[int]
    amounts: Sequence[int]
    caps: Sequence[Cap]
    reached: Sequence[Cap] = ()

    @property
    def aids(self) -> list[Aid]:
        """The aids kept."""
        return [self.problem.aids[index] for index in self.kept]


def lay(sharing: Sharing) -> Laid | None:
    """A legal laying of these amounts; None where there is none in whole cents, or none is found."""
    found = at_once(sharing)
    if found is not None:
        return found
    exact = _exact(sharing, sharing.caps)
    return None if exact is None else _completed(sharing, _down(exact))


def lay_or_cut(sharing: Sharing) -> Laid:
    """A laying of these amounts, less the cents that find no line: those of an aid that may have less are cut.

    What may not be cut is laid whole all the same: the exact laying keeps every limit, which its cents then miss by a few.
    """
    found = at_once(sharing)
    if found is not None:
        return found
    exact = _exact(sharing, sharing.caps) or _exact(sharing, ())
    if exact is None:
        raise ValueError("these amounts can't be laid on the lines")
    down = _down(exact)
    found = _completed(sharing, down)
    if found is not None:
        return found
    laid = zip(sharing.aids, sharing.amounts, down, strict=True)
    less = sharing._replace(amounts=[max(sum(on), min(aid.least, most)) if aid.on else most for aid, most, on in laid])
    return _completed(less, down) or _rounded(less, exact)


def _exact(sharing: Sharing, caps: Sequence[Cap]) -> Sequence[dict[int, Fraction]] | None:
    """A laying of these amounts under some limits, in parts of cents."""
    problem, kept, amounts, *_ = sharing
    fixed = tuple(aid._replace(most=amount) for aid, amount in zip(sharing.aids, amounts, strict=True))
    own, reached = (
        [cap._replace(weights=tuple(cap.weights[index] for index in kept)) for cap in some] for some in (caps, sharing.reached)
    )
    program, places = problem._replace(aids=fixed), range(len(kept))
    filled = fill(program, places, own, Wanted(amounts, reached, apart=True)) or fill(
        program, places, own, Wanted(amounts, apart=True)
    )
    laid = None if filled is None else filled.laid
    return None if laid is None else [{line: on.get(line, Fraction(0)) for line in range(len(problem.lines))} for on in laid]


def _down(exact: Sequence[dict[int, Fraction]]) -> list[list[int]]:
    return [[int(part) for part in on.values()] for on in exact]


def _rounded(sharing: Sharing, exact: Sequence[dict[int, Fraction]]) -> Laid:
    """A laying near an exact one: no more than a cent above it anywhere.

    Amounts and lines alone make a transport of whole cents, whose extreme points are whole.
    """
    aids = list(sharing.problem.aids)
    for index, on in zip(sharing.kept, exact, strict=True):
        if aids[index].on:
            aids[index] = aids[index]._replace(on=tuple(-(-part.numerator // part.denominator) for part in on.values()))
    near = _exact(sharing._replace(problem=sharing.problem._replace(aids=tuple(aids))), ())
    return tuple(map(tuple, _down(exact if near is None else near)))


def at_once(sharing: Sharing) -> Laid | None:
    """A legal laying, where a simple one is: in proportion, or on the lines that fewest limits look at first."""
    for make in (_in_proportion, _freest_first):
        laid = tuple(make(sharing))
        if _is_legal(sharing, laid) and _reaches(sharing, laid):
            return laid
    return None


def weighed(cap: Cap, kept: Sequence[int], amounts: Sequence[int], laid: Laid) -> int:
    """What a limit sums of a laying; an aid laid nowhere in particular counts whole."""
    lines = cap.lines
    weights = [cap.weights[index] for index in kept]
    if lines is None:
        return sum(map(mul, weights, amounts))
    seen = (sum(on[line] for line in lines) if on else amount for amount, on in zip(amounts, laid, strict=True))
    return sum(map(mul, weights, seen))


def _reaches(sharing: Sharing, laid: Laid) -> bool:
    """Whether not one cent more finds room under the limits to be reached."""
    caps = ((cap, weighed(cap, sharing.kept, sharing.amounts, laid)) for cap in sharing.reached)
    return all(cap.bound - summed < max(cap.weights) for cap, summed in caps)


def _is_legal(sharing: Sharing, laid: Laid) -> bool:
    problem, kept, amounts, caps, _ = sharing
    for aid, amount, on in zip(sharing.aids, amounts, laid, strict=True):
        if aid.on and (sum(on) != amount or any(map(int.__lt__, aid.on, on))):
            return False
    if any(sum(on[line] for on in laid if on) > cost for line, cost in enumerate(problem.lines)):
        return False
    return all(weighed(cap, kept, amounts, laid) <= cap.bound for cap in caps)


def _in_proportion(sharing: Sharing) -> Iterator[tuple[int, ...]]:
    """Each aid on its lines in proportion to what it may lay there; the largest remainders have the cents left."""
    for aid, amount in zip(sharing.aids, sharing.amounts, strict=True):
        most = sum(aid.on) or 1
        parts = [divmod(amount * on, most) for on in aid.on]
        left = amount - sum(cents for cents, _ in parts)
        raised = set(sorted(range(len(parts)), key=[(-rest, line) for line, (_, rest) in enumerate(parts)].__getitem__)[:left])
        yield tuple(cents + (line in raised) for line, (cents, _) in enumerate(parts))


def _freest_first(sharing: Sharing) -> list[tuple[int, ...]]:
    """Aids that may go to fewest lines first, each on the lines that fewest limits look at."""
    room, aids = list(sharing.problem.lines), sharing.aids
    looked_at = [sum(cap.lines is not None and line in cap.lines for cap in sharing.caps) for line in range(len(room))]
    laid: list[tuple[int, ...]] = [()] * len(aids)
    for place in sorted(range(len(aids)), key=lambda place: len(aids[place].lines)):
        left, on = sharing.amounts[place], [0] * len(aids[place].on)
        for line in sorted(range(len(on)), key=looked_at.__getitem__):
            on[line] = min(left, aids[place].on[line], room[line])
            left -= on[line]
            room[line] -= on[line]
        laid[place] = tuple(on)
    return laid


def _completed(sharing: Sharing, down: Sequence[Sequence[int]]) -> Laid | None:
    """A laying rounded down, with each cent that lacks laid where it may be; None where one finds no line."""
    laid = [list(on) for on in down]
    for place, amount in enumerate(sharing.amounts):
        for _ in range(amount - sum(laid[place]) if sharing.aids[place].on else 0):
            if not any(_adds(sharing, laid, place, line) for line in sharing.aids[place].lines):
                return None
    return tuple(map(tuple, laid))


def _adds(sharing: Sharing, down: list[list[int]], place: int, line: int) -> bool:
    """Lay one cent more of an aid on a line, unless that isn't legal."""
    down[place][line] += 1
    amounts = [sum(on) if on else amount for amount, on in zip(sharing.amounts, down, strict=True)]
    if _is_legal(sharing._replace(amounts=amounts), tuple(map(tuple, down))):
        return True
    down[place][line] -= 1
    return False
