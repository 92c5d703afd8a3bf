"""What a plan does that a limit doesn't allow, in words; that of laws that only warn makes no plan illegal."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aidnum.engine.laying import Laid, weighed
from aidnum.engine.limits import Among, Limiting, limits_of, minimum
from aidnum.engine.offer import Offer, to_euros
from aidnum.french import euros, percent
from aidnum.model.law import Law
from aidnum.model.plan import Bound, LawOn, Warned


class Kept(NamedTuple):
    """The aids of a plan with their amounts there, in cents, and how they are laid."""

    among: Among
    amounts: Sequence[int]
    laid: Laid


def warned(kept: Kept, laws: Sequence[LawOn]) -> Iterator[Warned]:
    """Each law that warns of what a plan keeps, once for each way of saying it.

    A law that is a rule warns of an aid granted for less than it asks: those who granted it may have retained less.
    """
    for law, _ in laws:
        is_rule = law.level == "rule"
        above = [] if is_rule else [beyond(limiting, kept) for limiting in limits_of(law, kept.among)]
        held = [each for each in zip(kept.among.offers, kept.amounts, strict=True) if (each[0].origin == "granted") == is_rule]
        short = [_short(law, one, amount, kept.among) for one, amount in held]
        yield from (Warned(law, words) for words in dict.fromkeys(filter(None, (*above, *short))))


def beyond(limiting: Limiting, kept: Kept) -> str | None:
    """A limit with what a plan has of the aids that it sums, when it has too much; the others may lessen what it allows."""
    cap = limiting.cap
    if weighed(cap, range(len(kept.amounts)), kept.amounts, kept.laid) <= cap.bound:
        return None
    summed, _ = _parts(limiting, kept)
    return f"{lessened(limiting, kept).words} ; ce plan en compte {euros(to_euros(summed))}"


def lessened(limiting: Limiting, kept: Kept) -> Bound:
    """A limit as it stands in a plan: what it allows in words, once those that lessen it are deducted."""
    cap, bound = limiting
    _, lessening = _parts(limiting, kept)
    if lessening <= 0:
        return bound
    allowed = euros(to_euros((cap.bound - lessening) // max(cap.weights)))
    return bound._replace(words=f"{bound.words} ; {allowed} une fois les autres aides déduites")


def _parts(limiting: Limiting, kept: Kept) -> tuple[int, int]:
    """The sum in cents of the aids that a limit sums, and what the others weigh in it."""
    cap, places = limiting.cap, range(len(kept.amounts))
    unit = max(cap.weights)
    shares = [
        (weight, cap._replace(weights=tuple(weight * (place == one) for one in places)))
        for place, weight in enumerate(cap.weights)
    ]
    parts = [(weight, weighed(own, places, kept.amounts, kept.laid)) for weight, own in shares]
    return sum(part for weight, part in parts if weight == unit) // unit, sum(part for weight, part in parts if weight != unit)


def _short(law: Law, one: Offer, amount: int, among: Among) -> str | None:
    """An aid that gives less than the law asks."""
    least = minimum(law, one, among.project)
    if law.at_least is None or amount >= least:
        return None
    given, asked = (euros(to_euros(cents)) for cents in (amount, least))
    words = f"{one.title} apporte {given}, moins que {percent(law.at_least)} de la dépense qu'elle retient : {asked}"
    return words if one.origin != "granted" else f"{words}. Vérifier sur la décision la dépense retenue"
