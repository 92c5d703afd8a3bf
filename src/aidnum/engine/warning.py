"""Laws that only warn: what a plan does that they would not allow. They cut no aid and make no plan illegal."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aidnum.engine.limits import Limiting, Offer, Outlay, limits_of, minimum, to_euros
from aidnum.french import euros, percent
from aidnum.model.law import Law
from aidnum.model.plan import LawOn, Warned


class Kept(NamedTuple):
    """An aid of a plan with its amount there, in cents."""

    offer: Offer
    amount: int


def warned(kept: Sequence[Kept], laws: Sequence[LawOn], project: Outlay) -> Iterator[Warned]:
    """Each law that warns of what a plan keeps, once for each way of saying it."""
    offers = [one.offer for one in kept]
    for law, _ in laws:
        if law.level == "warning":
            passed = (_passed(limiting, kept) for limiting in limits_of(law, offers, project))
            short = (_short(law, one, project) for one in kept)
            yield from (Warned(law, words) for words in dict.fromkeys(filter(None, (*passed, *short))))


def _passed(limiting: Limiting, kept: Sequence[Kept]) -> str | None:
    """A limit with what the plan has of the aids that it sums, when it has too much; the others may lessen what it allows."""
    cap, words = limiting.cap, limiting.bound.words
    weighed = [(weight, one.amount) for weight, one in zip(cap.weights, kept, strict=True)]
    if sum(weight * amount for weight, amount in weighed) <= cap.bound:
        return None
    unit = max(cap.weights)
    summed = sum(amount for weight, amount in weighed if weight == unit)
    lessening = sum(weight * amount for weight, amount in weighed if weight != unit)
    if lessening:
        words = f"{words} ; {euros(to_euros((cap.bound - lessening) // unit))} une fois les autres aides déduites"
    return f"{words} ; ce plan en compte {euros(to_euros(summed))}"


def _short(law: Law, one: Kept, project: Outlay) -> str | None:
    """An aid that gives less than the law asks; one already granted was so by those who know."""
    least = minimum(law, one.offer, project)
    if law.at_least is None or one.offer.granted or one.amount >= least:
        return None
    given, asked = (euros(to_euros(amount)) for amount in (one.amount, least))
    return f"{one.offer.id} apporte {given}, moins que {percent(law.at_least)} de la dépense qu'elle retient : {asked}"
