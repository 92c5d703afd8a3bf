"""Laws and the limits of schemes as inequalities over aids in cents. Where something isn't known, the strict reading is taken.

An aid without payer counts as public money, and one of a family of payers as each of them; an aid whose costs aren't told apart
counts as bearing on investment, and on the base of any other; a law that may or may not apply is kept to. What comes with an
aid of some payers comes with one that is known to be theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aidnum.engine.amount import kept_terms
from aidnum.engine.cost import keeps
from aidnum.engine.problem import Cap
from aidnum.engine.situation import Situation
from aidnum.engine.sums import sum_of
from aidnum.engine.trace import outcome_of
from aidnum.french import euros, percent
from aidnum.model.assessment import Assessment, Known, Outcome
from aidnum.model.budget import CostLine
from aidnum.model.funding import Costs, Terms
from aidnum.model.law import Law
from aidnum.model.limit import Limit
from aidnum.model.plan import Bound, Case, LawOn
from aidnum.model.scheme import Scheme, Source, source_named
from aidnum.model.vocabulary import Vocabulary

_OF = {
    "cost": "du coût",
    "financing": "de ce qu'apportent le porteur et ces payeurs",
    "base": "de la dépense retenue par {scheme}",
}


class Offer(NamedTuple):
    """An aid that may enter the plan, in cents: what it gives, from what base (None: not known), and on what it bears.

    `lines` are the places of the cost lines whose sum is the base; empty when the base is no such sum. `payable` are those that
    it may pay; empty where that isn't known. It isn't paid below its `floor`, nor beyond the aids that `at_most_aid_of` names.
    """

    assessment: Assessment
    cents: int
    base: int | None
    bears_on_investment: bool
    granted: bool = False
    imposed: bool = False
    lines: tuple[int, ...] = ()
    floor: int = 0
    payable: frozenset[int] = frozenset()
    at_most_aid_of: str | None = None

    @property
    def scheme(self) -> Scheme:
        """The scheme that gives it."""
        return self.assessment.scheme

    @property
    def id(self) -> str:
        """The id of the scheme."""
        return self.assessment.scheme.id


class Outlay(NamedTuple):
    """What is to be paid, in cents: all of it, and what is not said to be running cost."""

    total: int
    investment: int
    vocabulary: Vocabulary


class Limiting(NamedTuple):
    """A cap with what it stands for."""

    cap: Cap
    bound: Bound


def laws_on(laws: Sequence[Law], known: Mapping[str, Known], day: date) -> list[LawOn]:
    """The laws that apply or may apply to an applicant, as they are worded on a day."""
    worded = [version for law in laws if (version := law.on(day)) is not None]
    judged = [LawOn(law, Outcome.YES if law.when is None else outcome_of(law.when, known)) for law in worded]
    return [judged_one for judged_one in judged if judged_one.outcome is not Outcome.NO]


def offer(assessment: Assessment, case: Case, situation: Situation, lines: Sequence[CostLine]) -> Offer | None:
    """What a scheme gives at one end of its range; None where that can't be computed or is nothing."""
    amounts = assessment.amounts
    amount, base = (amounts.amount_min, amounts.base_min) if case == "low" else (amounts.amount_max, amounts.base_max)
    if not amount:
        return None
    payable = _payable(assessment.scheme, situation, lines)
    return Offer(
        assessment=assessment,
        cents=cents(amount),
        base=None if base is None else cents(base),
        bears_on_investment=not lines or any(lines[place].nature != "running" for place in payable),
        lines=_summed(assessment.scheme, case, base, situation, lines),
        payable=payable,
        floor=_floor(assessment.scheme, situation),
        at_most_aid_of=_other_aid(assessment.scheme, situation),
    )


def _other_aid(scheme: Scheme, situation: Situation) -> str | None:
    """The scheme or the payer whose aid bounds this one, under some of its terms at least."""
    names = (terms.at_most_aid_of for terms in kept_terms(scheme.funding, situation).terms)
    return next(filter(None, names), None)


def _floor(scheme: Scheme, situation: Situation) -> int:
    """The highest sum below which an aid may not be paid, in cents."""
    floors = [sum_of(terms.floor, situation).high for terms in kept_terms(scheme.funding, situation).terms if terms.floor]
    return max((cents(floor) for floor in floors if floor is not None), default=0)


def _summed(
    scheme: Scheme, case: Case, base: Decimal | None, situation: Situation, lines: Sequence[CostLine]
) -> tuple[int, ...]:
    """The lines that make a base, when they do: not so where a ceiling bears on it, or where several bands may apply."""
    costs = kept_terms(scheme.funding, situation).terms[0].costs or Costs()
    wanted = (True,) if case == "low" else (True, None)
    places = tuple(place for place, line in enumerate(lines) if keeps(costs, line.category) in wanted and _is_of(costs, line))
    total = sum(lines[place].amount(situation.profile.costs_basis) or 0 for place in places)
    return places if total == base else ()


def _is_of(costs: Costs, line: CostLine) -> bool:
    return costs.nature is None or line.nature in (None, costs.nature)


def cents(amount: Decimal) -> int:
    """Euros as whole cents."""
    return int(amount * 100)


def to_euros(amount: int) -> Decimal:
    """Whole cents as euros."""
    return Decimal(amount).scaleb(-2)


def _payable(scheme: Scheme, situation: Situation, lines: Sequence[CostLine]) -> frozenset[int]:
    """The lines that an aid may pay for, whichever of its terms apply."""
    kept = kept_terms(scheme.funding, situation).terms
    return frozenset(place for place, line in enumerate(lines) if any(_may_pay(terms, line) for terms in kept))


def _may_pay(terms: Terms, line: CostLine) -> bool:
    costs = terms.costs or Costs()
    return keeps(costs, line.category) is not False and not (costs.nature == "running" and line.nature == "investment")


def limits(offers: Sequence[Offer], laws: Sequence[LawOn], project: Outlay) -> list[Limiting]:
    """Every limit on these aids: the cost itself, the laws, and what the schemes' own texts say."""
    whole = Bound(
        law=None,
        scheme=None,
        limit=None,
        allowed=to_euros(project.total),
        of=to_euros(project.total),
        source=None,
        words=_whole(project.total),
    )
    found = [Limiting(Cap((1,) * len(offers), project.total), whole)]
    for law, _ in laws:
        if law.level == "rule":
            found += limits_of(law, offers, project)
    for index, one in enumerate(offers):
        for limit in one.scheme.stacking.limits if one.scheme.stacking else ():
            found.append(_limiting(limit, offers, project, index, None))
    found += [_bounded(index, one.at_most_aid_of, offers, project) for index, one in enumerate(offers) if one.at_most_aid_of]
    return found


def _bounded(index: int, name: str, offers: Sequence[Offer], project: Outlay) -> Limiting:
    """That an aid gives no more than those of a scheme or a payer, all together; nothing where there is none."""
    one, payer = offers[index], project.vocabulary.payers.get(name)
    theirs = [
        place
        for place, other in enumerate(offers)
        if other.id != one.id
        and (other.id == name or (payer is not None and is_payer(other.scheme, (name,), project.vocabulary)))
    ]
    weights = tuple(1 if place == index else -int(place in theirs) for place in range(len(offers)))
    most = to_euros(sum(offers[place].cents for place in theirs))
    words = f"{one.id} n'apporte pas plus que {name if payer is None else f'les aides ({payer.label})'}"
    source = one.scheme.source(one.scheme.funding.source)
    bound = Bound(law=None, scheme=one.scheme, limit=None, allowed=most, of=most, source=source, words=words)
    return Limiting(Cap(weights, 0, index), bound)


def limits_of(law: Law, offers: Sequence[Offer], project: Outlay) -> Iterator[Limiting]:
    """The limits that a law sets: one on every plan, or one beside each aid of its payers."""
    if law.limit is None:
        return
    if not law.with_:
        yield _limiting(law.limit, offers, project, None, law)
    for index, one in enumerate(offers):
        if is_payer(one.scheme, law.with_, project.vocabulary):
            yield _limiting(law.limit, offers, project, index, law)


def _whole(total: int) -> str:
    return f"Les aides ne dépassent pas le coût du projet, {euros(to_euros(total))}"


def _limiting(limit: Limit, offers: Sequence[Offer], project: Outlay, index: int | None, law: Law | None) -> Limiting:
    share = Fraction(limit.share)
    of = _sum_of(limit, offers, project, index)
    allowed = _share_of(share, of)
    beside = None if index is None or limit.of != "base" else offers[index]
    weights = tuple(_weight(limit, one, share, project.vocabulary) if _meet(one, beside) else 0 for one in offers)
    frees = law is not None and law.at_least is not None and law.at_least_yields
    cap = Cap(weights, share.denominator * allowed, index, frees=frees)
    scheme = None if index is None else offers[index].scheme
    words = _words(limit, scheme, to_euros(of), to_euros(allowed), project.vocabulary)
    return Limiting(
        cap,
        Bound(
            law=law,
            scheme=scheme,
            limit=limit,
            allowed=to_euros(allowed),
            of=to_euros(of),
            source=_source(limit, law, scheme),
            words=words,
        ),
    )


def _source(limit: Limit, law: Law | None, scheme: Scheme | None) -> Source | None:
    sources = law.sources if law else scheme.sources if scheme else ()
    return source_named(sources, limit.source) or (sources[0] if sources else None)


def _words(limit: Limit, scheme: Scheme | None, of: Decimal, allowed: Decimal, vocabulary: Vocabulary) -> str:
    payers = " ou ".join(vocabulary.payers[word].label for word in limit.aids if word in vocabulary.payers)
    who = f"Les aides ({payers})" if payers else "Les aides"
    if not limit.share and scheme:
        return f"{who} ne s'ajoutent pas à {scheme.id}"
    what = _OF[limit.of].format(scheme=scheme.id if scheme else "l'aide")
    if limit.costs == "investment":
        what += ", investissement seul" if limit.of == "cost" else " pour l'investissement"
    return f"{who} ne dépassent pas {percent(limit.share)} {what}, {euros(of)} : {euros(allowed)}"


def _sum_of(limit: Limit, offers: Sequence[Offer], project: Outlay, index: int | None) -> int:
    cost = project.investment if limit.costs == "investment" else project.total
    base = None if index is None or limit.of != "base" else offers[index].base
    return cost if base is None else base


def _meet(one: Offer, beside: Offer | None) -> bool:
    """Whether an aid may be laid on the base of another: some line may be paid by both."""
    return beside is None or not (one.payable and beside.payable) or not one.payable.isdisjoint(beside.payable)


def _weight(limit: Limit, one: Offer, share: Fraction, vocabulary: Vocabulary) -> int:
    """What a cent of an aid weighs: one when it is summed, the share when it lessens what is shared, else nothing."""
    if limit.costs == "investment" and not one.bears_on_investment:
        return 0
    if not limit.aids or _may_be_payer(one.scheme, limit.aids, vocabulary):
        return share.denominator
    return share.numerator if limit.of == "financing" else 0


def is_payer(scheme: Scheme, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a scheme is known to be paid by one of some payers, families opened."""
    payer = scheme.funding.payer
    return payer is not None and vocabulary.payer_members(payer) <= _opened(words, vocabulary)


def _may_be_payer(scheme: Scheme, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether it may be: nothing is said of who pays, or a family that some of these belong to."""
    payer = scheme.funding.payer
    return payer is None or not vocabulary.payer_members(payer).isdisjoint(_opened(words, vocabulary))


def _opened(words: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset().union(*map(vocabulary.payer_members, words))


def held(one: Offer, laws: Sequence[LawOn], project: Outlay, *, yields: bool) -> int:
    """The amount below which an aid never falls or, where it `yields`, only falls to keep the limit that comes with it."""
    rules = (law for law, _ in laws if law.level == "rule" and law.at_least_yields is yields)
    return max((minimum(law, one, project) for law in rules), default=0)


def minimum(law: Law, one: Offer, project: Outlay) -> int:
    """What a law asks an aid of its payers to give; nothing of others."""
    if law.at_least is None or not is_payer(one.scheme, law.with_, project.vocabulary):
        return 0
    return _share_of(Fraction(law.at_least), project.total if one.base is None else one.base)


def _share_of(share: Fraction, amount: int) -> int:
    """A share to the nearest cent, half a cent up, as the amounts that are held to it."""
    return (2 * share.numerator * amount + share.denominator) // (2 * share.denominator)
