"""The problem that what is imposed, granted or expected can't lawfully solve, loosened as little as lets it be solved."""

from collections.abc import Sequence
from fractions import Fraction

from aidnum.engine.limits import Limiting
from aidnum.engine.offer import to_euros
from aidnum.engine.posed import Posed, too_little
from aidnum.engine.problem import Cap, Problem
from aidnum.engine.program import Wanted, fill
from aidnum.french import euros


def loosened(posed: Posed) -> Posed:
    """The problem with what the imposed aids break anyway moved to where they stand, and each of it said.

    The lines give way first, then each limit in its order, to the least that those aids can be laid for.
    """
    problem, forced = posed.problem, posed.problem.forced
    short = [f"{posed.offers[index].title} {why}" for index in forced if (why := too_little(posed, index))]
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


def _wider_lines(posed: Posed, problem: Problem) -> tuple[Problem, list[str]]:
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
