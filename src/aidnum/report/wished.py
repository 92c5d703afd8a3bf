"""What is wished of a plan: refused with the reason where it can't be had, and what must be said of what is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.finding import scheme_named
from aidnum.engine.phrases import Phrases, refusal
from aidnum.engine.sums import to_cents
from aidnum.engine.trace import refusals
from aidnum.engine.window import OVER
from aidnum.errors import BadUsage, NoLongerOpen, NotToExpect, RateOfUnknownCosts
from aidnum.french import euros, fold, long_date, percent
from aidnum.model.assessment import Amounts, Assessment, Verdict
from aidnum.model.funding import Funding
from aidnum.model.plan import Plan
from aidnum.model.vocabulary import Vocabulary
from aidnum.model.wishes import (
    PUBLIC,
    Expected,
    Other,
    Wishes,
    read_payer,
    refuse_contradiction,
    refuse_nothing,
    refuse_same_name,
)


class Remark(NamedTuple):
    """What must be said of an aid of the plan, by its name.

    It is no grant, has no price, brings nothing, surely or at all, or doesn't fit the profile; its payer isn't told, or no text
    settles how that payer's money counts; or it bears the name of a scheme, whose rules it doesn't bring.
    """

    kind: Literal["no-grant", "unpriced", "nothing", "absent", "unfit", "unpaid", "uncertain", "namesake"]
    name: str
    assessment: Assessment | None = None
    payer: str | None = None
    scheme: str | None = None
    why: str = ""

    @property
    def thwarts(self) -> bool:
        """Whether the plan isn't what was asked for: an aid imposed isn't in it, or can't be had."""
        if self.kind == "unfit":
            return self.assessment is not None and self.assessment.verdict is Verdict.INELIGIBLE
        return self.kind in ("no-grant", "unpriced", "nothing", "absent")


def known_wishes(catalogue: Catalogue, wishes: Wishes, total: Decimal) -> Wishes:
    """What is wished, each scheme and each payer by its id.

    Raises:
        UnknownScheme: for a scheme that isn't in the catalogue, with the nearest.
        BadUsage: for wishes that contradict one another, an unknown payer, an aid of nothing or of more than all the costs.
    """

    def named(word: str) -> str:
        return scheme_named(catalogue, word).id

    known = wishes._replace(
        imposed=tuple(map(named, wishes.imposed)),
        granted={named(word): amount for word, amount in wishes.granted.items()},
        left_out=tuple(map(named, wishes.left_out)),
        expected={named(word): told for word, told in wishes.expected.items()},
        others=tuple(_paid(other, catalogue.vocabulary) for other in wishes.others),
    )
    refuse_contradiction(known, catalogue.name)
    refuse_same_name(known.others)
    refuse_nothing(known)
    for name, how, amount in _sums(known, catalogue):
        if amount > total:
            hint = "Corriger la somme, ou donner tous les coûts du projet."
            raise BadUsage(f"{name} : {euros(amount)} {how}, plus que le coût du projet ({euros(total)})", hint)
    return known


def _paid(other: Other, vocabulary: Vocabulary) -> Other:
    return other if other.payer == PUBLIC else other._replace(payer=read_payer(vocabulary, other.payer))


def _sums(wishes: Wishes, catalogue: Catalogue) -> Iterator[tuple[str, str, Decimal]]:
    """The sums told, with whose they are and how they are to be had."""
    yield from ((catalogue.name(name), "accordés", amount) for name, amount in wishes.granted.items())
    yield from (
        (catalogue.name(name), "attendus", told.amount) for name, told in wishes.expected.items() if told.amount is not None
    )
    yield from ((other.name, "d'une autre aide", other.amount) for other in wishes.others)


def refuse_unobtainable(wishes: Wishes, assessments: Sequence[Assessment], words: Phrases) -> None:
    """Refuse what no plan may count on, the schemes of the wishes being told by their ids.

    Raises:
        NoLongerOpen: for an aid imposed that is over, and neither granted nor expected.
        NotToExpect: for one expected by a project that can't have it, or beyond what it gives at most.
        RateOfUnknownCosts: for one expected by a rate of costs that aren't known as it counts them.
    """
    for one in assessments:
        name = one.scheme.id
        if name in wishes.imposed and one.window.state in OVER and name not in {*wishes.granted, *wishes.expected}:
            raise NoLongerOpen(one.scheme.name, over_words(one))
        if name in wishes.expected and one.verdict is Verdict.INELIGIBLE:
            raise NotToExpect(one.scheme.name, _why_not(one, words))
        if name in wishes.expected and wishes.expected[name].rate is not None and one.amounts.obstacle:
            raise RateOfUnknownCosts(one.scheme.name, one.amounts.obstacle)
    for name, told in wishes.expected.items():
        parts = [one for one in assessments if one.scheme.id == name]
        if why := _beyond(parts, told):
            raise NotToExpect(parts[0].scheme.name, why)


def over_words(one: Assessment) -> str:
    """That an aid is over, and since when."""
    if one.window.state == "exhausted":
        return "fermé : enveloppe épuisée"
    return f"fermé depuis le {long_date(one.window.closes)}" if one.window.closes else "fermé"


def _why_not(one: Assessment, words: Phrases) -> str:
    groups = refusals(one.traced, lambda _: False)
    return " ; ".join(dict.fromkeys(refusal([words.reason(criterion) for criterion in group]) for group in groups))


def _beyond(parts: Sequence[Assessment], told: Expected) -> str | None:
    """That a scheme, by all that it gives together, gives less than what is expected of it; None where that isn't known."""
    grants = [one for one in parts if one.scheme.funding.kind == "grant"]
    amounts = [one.amounts for one in grants]
    wanted, said = told.amount, ""
    if told.rate is not None:
        if why := _beyond_rate(grants, told.rate):
            return why
        base = amounts[0].base_max if amounts else None
        wanted = None if base is None else to_cents(base * told.rate)
        said = "" if base is None else f"{percent(told.rate)} de {euros(base)}, "
    most = [one.amount_max for one in amounts]
    known = [amount for amount in most if amount is not None]
    if wanted is None or not most or len(known) < len(most) or wanted <= sum(known):
        return None
    return f"{said}{euros(wanted)}, et ce projet en aurait au plus {euros(sum(known, Decimal(0)))}"


def _beyond_rate(grants: Sequence[Assessment], rate: Decimal) -> str | None:
    """That a rate is above the highest; None where that isn't known, as beside a flat sum, which has none."""
    rates = [None if _has_flat(one.scheme.funding) else one.amounts.rate_max for one in grants]
    known = [each for each in rates if each is not None]
    if not rates or len(known) < len(rates) or rate <= max(known):
        return None
    return f"{percent(rate)}, et son taux va jusqu'à {percent(max(known))}"


def _has_flat(funding: Funding) -> bool:
    return any(terms.flat is not None for terms in (funding, *funding.bands))


def remarks(wishes: Wishes, assessments: Sequence[Assessment], plans: Sequence[Plan], catalogue: Catalogue) -> Iterator[Remark]:
    """What must be said of the aids wished, then of how those of the plans are counted."""
    wanted = {*wishes.imposed, *wishes.granted, *wishes.expected}
    for one in assessments:
        if one.scheme.id in wanted:
            yield from _of_scheme(one, wishes)
    if wishes.others:
        names = {fold(word): scheme.id for scheme in catalogue.schemes for word in (scheme.title, scheme.name, scheme.id)}
        for other in wishes.others:
            yield from _of_other(other, names)
    yield from _uncertain(wishes, plans, catalogue.vocabulary)


def _of_scheme(one: Assessment, wishes: Wishes) -> Iterator[Remark]:
    name = one.scheme.id
    if one.scheme.funding.kind != "grant":
        yield Remark("no-grant", name, one)
    elif name not in {*wishes.granted, *wishes.expected}:
        yield from _lacking(one)
    if name not in wishes.granted and one.verdict is not Verdict.ELIGIBLE:
        yield Remark("unfit", name, one)


def _lacking(one: Assessment) -> Iterator[Remark]:
    """That an aid imposed isn't in the plans, or in the low one, for want of an amount."""
    name, amounts = one.scheme.id, one.amounts
    if amounts.amount_max is None:
        yield Remark("unpriced", name, one)
    elif not amounts.amount_max:
        yield Remark("nothing", name, one, why=nothing_words(amounts))
    elif not amounts.amount_min:
        yield Remark("absent", name, one, why=low_words(amounts))


def nothing_words(amounts: Amounts) -> str:
    """Why an aid brings nothing at all."""
    if not amounts.base_max:
        return "aucune dépense du projet n'est de celles qu'elle retient"
    return f"elle n'apporterait rien : {amounts.steps[-1]}" if amounts.steps else "elle n'apporterait rien"


def low_words(amounts: Amounts) -> str:
    """Why an aid brings nothing at the low end of its range."""
    if amounts.base_min == 0 and amounts.base_max:
        return "il est à faire confirmer qu'elle retient les dépenses du projet"
    return "le bas de sa fourchette est nul ou non connu"


def _of_other(other: Other, names: dict[str, str]) -> Iterator[Remark]:
    if scheme := names.get(fold(other.name)):
        yield Remark("namesake", other.name, scheme=scheme)
    elif other.payer == PUBLIC:
        yield Remark("unpaid", other.name)


def _uncertain(wishes: Wishes, plans: Sequence[Plan], vocabulary: Vocabulary) -> Iterator[Remark]:
    """The aids of the plans whose payer comes with a caution, each once."""
    resources = ((resource.name, resource.payer) for plan in plans for resource in plan.resources)
    for name, payer in dict.fromkeys((*((other.name, other.payer) for other in wishes.others), *resources)):
        if payer in vocabulary.payers and vocabulary.payers[payer].caution:
            yield Remark("uncertain", name, payer=payer)
