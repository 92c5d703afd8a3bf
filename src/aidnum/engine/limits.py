"""Laws and the limits of schemes as inequalities over aids in cents. Where something isn't known, the strict reading is taken.

A limit on investment sums what is laid on investment lines, one on a base what is laid on the lines that its aid retains. An
aid without payer counts as public money, and one of a family of payers as each of them; a law that may or may not apply is kept
to. What comes with an aid of some payers comes with one that is known to be theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aidnum.engine.lines import Lines
from aidnum.engine.offer import Offer, Outlay, to_euros
from aidnum.engine.problem import Cap
from aidnum.engine.trace import outcome_of
from aidnum.french import euros, percent
from aidnum.model.assessment import Known, Outcome
from aidnum.model.law import Law
from aidnum.model.limit import Limit
from aidnum.model.plan import Bound, LawOn
from aidnum.model.scheme import Scheme, Source, source_named
from aidnum.model.vocabulary import Vocabulary

_OF = {
    "cost": "du coût",
    "financing": "de ce qu'apportent le porteur et ces payeurs",
    "base": "de la dépense retenue par {scheme}",
}


class Limiting(NamedTuple):
    """A cap with what it stands for."""

    cap: Cap
    bound: Bound


def laws_on(laws: Sequence[Law], known: Mapping[str, Known], day: date) -> list[LawOn]:
    """The laws that apply or may apply to an applicant, as they are worded on a day."""
    worded = [version for law in laws if (version := law.on(day)) is not None]
    judged = [LawOn(law, Outcome.YES if law.when is None else outcome_of(law.when, known)) for law in worded]
    return [judged_one for judged_one in judged if judged_one.outcome is not Outcome.NO]


class Among(NamedTuple):
    """The aids of a plan, the lines that they may be laid on, and what is to be paid."""

    offers: Sequence[Offer]
    lines: Lines
    project: Outlay


def limits(among: Among, laws: Sequence[LawOn]) -> list[Limiting]:
    """Every limit on these aids: the cost itself, the laws, and what the schemes' own texts say."""
    offers, _, project = among
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
            found += limits_of(law, among)
    for index, one in enumerate(offers):
        for limit in one.scheme.stacking.limits if one.scheme and one.scheme.stacking else ():
            found.append(_limiting(limit, _weights(limit, among), among, index, None))
    found += [_bounded(index, one.at_most_aid_of, among) for index, one in enumerate(offers) if one.at_most_aid_of]
    return found


def _bounded(index: int, name: str, among: Among) -> Limiting:
    """That an aid gives no more than those of a scheme or a payer, all together; nothing where there is none."""
    offers, _, project = among
    one, payer = offers[index], project.vocabulary.payers.get(name)
    theirs = [
        place
        for place, other in enumerate(offers)
        if other.name != one.name
        and (other.name == name or (payer is not None and is_payer(other.payer, (name,), project.vocabulary)))
    ]
    weights = tuple(1 if place == index else -int(place in theirs) for place in range(len(offers)))
    most = to_euros(sum(offers[place].cents for place in theirs))
    of_whom = " ou ".join(offers[place].title for place in theirs[:1]) or name
    words = f"{one.title} n'apporte pas plus que {of_whom if payer is None else f'les aides ({payer.label})'}"
    source = one.scheme.source(one.scheme.funding.source) if one.scheme else None
    bound = Bound(law=None, scheme=one.scheme, limit=None, allowed=most, of=most, source=source, words=words)
    return Limiting(Cap(weights, 0, index), bound)


def limits_of(law: Law, among: Among) -> Iterator[Limiting]:
    """The limits that a law sets: one on every plan, or one beside each aid of its payers."""
    if law.limit is None:
        return
    weights = _weights(law.limit, among)
    if not law.with_:
        yield _limiting(law.limit, weights, among, None, law)
    for index, one in enumerate(among.offers):
        if is_payer(one.payer, law.with_, among.project.vocabulary):
            yield _limiting(law.limit, weights, among, index, law)


def _whole(total: int) -> str:
    return f"Les aides ne dépassent pas le coût du projet, {euros(to_euros(total))}"


def _limiting(limit: Limit, weights: tuple[int, ...], among: Among, index: int | None, law: Law | None) -> Limiting:
    offers, lines, project = among
    share = Fraction(limit.share)
    of = _sum_of(limit, offers, project, index)
    allowed = _share_of(share, of)
    frees = law is not None and law.at_least is not None and law.at_least_yields
    # Over whole cents, rounded(share × (of - others)) is at least the sum where this holds; others may be none.
    room = share.numerator * of + share.denominator // 2 if limit.of == "financing" else share.denominator * allowed
    cap = Cap(weights, room, index, frees, lines.unless_all(_seen(limit, lines, index)))
    beside = None if index is None else offers[index]
    return Limiting(
        cap,
        Bound(
            law=law,
            scheme=beside.scheme if beside else None,
            limit=limit,
            allowed=to_euros(allowed),
            of=to_euros(of),
            source=_source(limit, law, beside.scheme if beside else None),
            words=_words(limit, beside, to_euros(of), to_euros(allowed), project.vocabulary),
        ),
    )


def _seen(limit: Limit, lines: Lines, index: int | None) -> frozenset[int]:
    """The lines that a limit looks at."""
    seen = frozenset(range(len(lines.costs))) if index is None or limit.of != "base" else lines.of(index)
    return seen & lines.investment if limit.costs == "investment" else seen


def _source(limit: Limit, law: Law | None, scheme: Scheme | None) -> Source | None:
    sources = law.sources if law else scheme.sources if scheme else ()
    return source_named(sources, limit.source) or (sources[0] if sources else None)


def _words(limit: Limit, beside: Offer | None, of: Decimal, allowed: Decimal, vocabulary: Vocabulary) -> str:
    payers = " ou ".join(vocabulary.payers[word].label for word in limit.aids if word in vocabulary.payers)
    who = f"Les aides ({payers})" if payers else "Les aides"
    if not limit.share and beside:
        return f"{who} ne s'ajoutent pas à {beside.title}"
    what = _OF[limit.of].format(scheme=beside.title if beside else "l'aide")
    if limit.costs == "investment":
        what += ", investissement seul" if limit.of == "cost" else " pour l'investissement"
    return f"{who} ne dépassent pas {percent(limit.share)} {what}, {euros(of)} : {euros(allowed)}"


def _sum_of(limit: Limit, offers: Sequence[Offer], project: Outlay, index: int | None) -> int:
    cost = project.investment if limit.costs == "investment" else project.total
    base = None if index is None or limit.of != "base" else offers[index].base
    return cost if base is None else base


def _weights(limit: Limit, among: Among) -> tuple[int, ...]:
    """What a cent of each aid weighs, looked up once for each payer."""
    share, known = Fraction(limit.share), dict[tuple[str | None, bool], int]()
    found = []
    for one in among.offers:
        payer = one.payer, one.origin == "other"
        if payer not in known:
            known[payer] = _weight(limit, one, share, among.project.vocabulary)
        found.append(known[payer])
    return tuple(found)


def _weight(limit: Limit, one: Offer, share: Fraction, vocabulary: Vocabulary) -> int:
    """What a cent of an aid weighs: one when it is summed, the share when it lessens what is shared, else nothing."""
    if not limit.aids or _may_be_payer(one, limit.aids, vocabulary):
        return share.denominator
    return share.numerator if limit.of == "financing" else 0


def is_payer(payer: str | None, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a payer is known to be one of some payers, families opened."""
    return payer is not None and vocabulary.payer_members(payer) <= _opened(words, vocabulary)


def _may_be_payer(one: Offer, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether an aid may be paid by one of some payers: nothing is said of who pays, or a family that some of these belong to.

    One that no catalogue knows is paid by whom it is said to be.
    """
    if one.payer is None or one.origin == "other":
        return one.payer is None or is_payer(one.payer, words, vocabulary)
    return not vocabulary.payer_members(one.payer).isdisjoint(_opened(words, vocabulary))


def _opened(words: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset().union(*map(vocabulary.payer_members, words))


def held(one: Offer, laws: Sequence[LawOn], project: Outlay, *, yields: bool) -> int:
    """The amount below which an aid never falls or, where it `yields`, only falls to keep the limit that comes with it."""
    rules = (law for law, _ in laws if law.level == "rule" and law.at_least_yields is yields)
    return max((minimum(law, one, project) for law in rules), default=0)


def minimum(law: Law, one: Offer, project: Outlay) -> int:
    """What a law asks an aid of its payers to give; nothing of others."""
    if law.at_least is None or not is_payer(one.payer, law.with_, project.vocabulary):
        return 0
    return _share_of(Fraction(law.at_least), project.total if one.base is None else one.base)


def _share_of(share: Fraction, amount: int) -> int:
    """A share to the nearest cent, half a cent up, as the amounts that are held to it."""
    return (2 * share.numerator * amount + share.denominator) // (2 * share.denominator)
