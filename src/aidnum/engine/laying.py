"""How amounts in whole cents are laid on the lines: in proportion where that is legal, as a town would, else as they can be.

A laying gives, for each aid kept, its cents by line. It is legal when no aid lays more on a line than it may, no line is paid
beyond its cost, and every limit holds.
"""

from collections.abc import Iterator, Sequence
from operator import mul
from typing import NamedTuple

from aidnum.engine.problem import Aid, Cap, Problem
from aidnum.engine.program import Wanted, fill

Laid = tuple[tuple[int, ...], ...]


class Sharing(NamedTuple):
    """Aids kept together, their amounts in cents, and the limits that then hold."""

    problem: Problem
    kept: Sequence[int]
    amounts: Sequence[int]
    caps: Sequence[Cap]

    @property
    def aids(self) -> list[Aid]:
        """The aids kept."""
        return [self.problem.aids[index] for index in self.kept]


def lay(sharing: Sharing) -> Laid | None:
    """A legal laying of these amounts; None where there is none in whole cents."""
    found = at_once(sharing)
    if found is not None:
        return found
    problem, kept, amounts, caps = sharing
    fixed = tuple(aid._replace(most=amount) for aid, amount in zip(sharing.aids, amounts, strict=True))
    own = [cap._replace(weights=tuple(cap.weights[index] for index in kept)) for cap in caps]
    filled = fill(problem._replace(aids=fixed), range(len(kept)), own, Wanted(amounts, apart=True))
    if filled is None:
        return None
    return _completed(sharing, [[int(on.get(line, 0)) for line in range(len(problem.lines))] for on in filled.laid])


def at_once(sharing: Sharing) -> Laid | None:
    """A legal laying, where a simple one is: in proportion, or on the lines that fewest limits look at first."""
    for make in (_in_proportion, _freest_first):
        laid = tuple(make(sharing))
        if _is_legal(sharing, laid):
            return laid
    return None


def loosely(sharing: Sharing) -> Laid:
    """Amounts on the lines that fewest limits look at, where none of them can give up the cent that passes one."""
    return tuple(_freest_first(sharing))


def weighed(cap: Cap, kept: Sequence[int], amounts: Sequence[int], laid: Laid) -> int:
    """What a limit sums of a laying; an aid laid nowhere in particular counts whole."""
    lines = cap.lines
    weights = [cap.weights[index] for index in kept]
    if lines is None:
        return sum(map(mul, weights, amounts))
    seen = (sum(on[line] for line in lines) if on else amount for amount, on in zip(amounts, laid, strict=True))
    return sum(map(mul, weights, seen))


def _is_legal(sharing: Sharing, laid: Laid) -> bool:
    problem, kept, amounts, caps = sharing
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


def _completed(sharing: Sharing, down: list[list[int]]) -> Laid | None:
    """A laying rounded down, with each cent that lacks laid where it may be."""
    for place, amount in enumerate(sharing.amounts):
        for _ in range(amount - sum(down[place])):
            if not any(_adds(sharing, down, place, line) for line in sharing.aids[place].lines):
                return None
    return tuple(map(tuple, down))


def _adds(sharing: Sharing, down: list[list[int]], place: int, line: int) -> bool:
    """Lay one cent more of an aid on a line, unless that isn't legal."""
    down[place][line] += 1
    amounts = [sum(on) for on in down]
    if _is_legal(sharing._replace(amounts=amounts), tuple(map(tuple, down))):
        return True
    down[place][line] -= 1
    return False
