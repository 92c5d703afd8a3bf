"""Why each of the other aids is not in a plan: what the best plan with it would leave, or what stands in its way."""

from collections.abc import Sequence

from aidnum.engine.branch import Found
from aidnum.engine.choice import Choice, best_set, worth
from aidnum.engine.laying import weighed
from aidnum.engine.offer import to_euros
from aidnum.engine.posed import Posed, titles, too_little
from aidnum.french import euros, listed, plural
from aidnum.model.plan import Bound, Case, Rejected

_TRIED_AGAIN = 4
_QUICKLY = 400


def rejected(posed: Posed, choice: Choice, bounds: Sequence[Bound], case: Case) -> list[Rejected]:
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


def _instead(posed: Posed, choice: Choice, index: int, barring: Sequence[int], *, try_it: bool) -> Rejected:
    one, kept = posed.offers[index], listed([posed.offers[other].title for other in barring])
    why = f"{one.title} ne se cumule pas avec {kept}"
    free = not set(barring) & set(posed.problem.forced)
    near = (*(other for other in choice.kept if other not in barring), index)
    other = _with(posed, index, choice, near) if try_it and free else None
    if other is None:
        return Rejected((one.name,), f"{why}, dans le plan")
    schemes = tuple(posed.offers[each].name for each in other.kept)
    return Rejected(schemes, f"{why} ; {_compared(choice, other)}")


def _with(posed: Posed, index: int, choice: Choice, near: Sequence[int]) -> Found | None:
    """The best set that keeps an aid; None when there is none, or when it isn't found quickly: it only explains.

    One that is better shows that the choice wasn't proven; it then explains nothing.
    """
    problem = posed.problem._replace(forced=(*posed.problem.forced, index))
    found = best_set(problem, _QUICKLY, near, choice.total if choice.at_most is None else choice.at_most)
    return found if found and found.at_most is None and found.total <= choice.total else None


def _compared(choice: Choice, other: Found) -> str:
    less = choice.total - other.total
    if less > 0:
        return f"le meilleur plan avec elle laisse {euros(to_euros(less))} de plus à votre charge"
    if len(other.kept) > len(choice.kept):
        count = plural(len(other.kept), "dispositif", "dispositifs")
        return f"le meilleur plan avec elle apporte autant, mais demande {count} au lieu de {len(choice.kept)}"
    return "le meilleur plan avec elle apporte autant ; à égalité, l'ordre des fiches décide"


def _blocking(posed: Posed, choice: Choice, index: int) -> list[Bound]:
    """The limits that come with an aid under which not one cent of it finds room beside what is chosen."""
    laid = choice.kept, choice.amounts, choice.laid
    own = [limiting for limiting in posed.limits if limiting.cap.with_aid == index]
    return [bound for cap, bound in own if weighed(cap, *laid) + cap.weights[index] > cap.bound]


def _is_harmless(posed: Posed, choice: Choice, index: int) -> bool:
    """Whether what is chosen could be had as well with an aid beside, and a cent of it at least."""
    value = worth(posed.problem._replace(forced=(*posed.problem.forced, index)), tuple(sorted((*choice.kept, index))))
    return value is not None and value >= choice.total


def _adds_nothing(posed: Posed, choice: Choice, index: int, bounds: Sequence[Bound]) -> str:
    aid = posed.problem.aids[index]
    if why := too_little(posed, index):
        return why
    if not aid.most:
        return "aucune dépense du projet n'est de celles qu'elle retient"
    blocking = _blocking(posed, choice, index)
    if (blocking or aid.due > 1) and not _is_harmless(posed, choice, index):
        why = titles(blocking or [each.bound for each in posed.limits if each.cap.with_aid == index] or bounds)
        return "l'ajouter ferait baisser le total des aides, ou passer une limite" + (f" : {why}" if why else "")
    if not bounds:
        return "n'ajouterait rien : les dépenses qu'elle retient sont déjà payées"
    return f"n'ajouterait rien, le plafond est déjà atteint : {titles(bounds)}"
