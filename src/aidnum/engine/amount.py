"""How much: kept categories, then the ceiling on the base, the rate and its bonuses, the ceiling on the aid, and cents.

All sums are Decimal euros. Rounding to the cent, half up, happens once at the end: the arrêté of 22 March 1972 allows it, and a
sum rounded earlier would drift. A value is None where the catalogue or the profile doesn't allow to compute it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from aidnum.engine.cost import EVERY_COST, counting, keeps, kept_costs, reaching, with_cost
from aidnum.engine.situation import Situation
from aidnum.engine.sums import NOTHING_KNOWN, Span, slices_words, sum_of, sum_words, to_cents, unit_of, units
from aidnum.engine.trace import outcome_of
from aidnum.french import counted, euros, percent, plain
from aidnum.model.assessment import Amounts, Outcome
from aidnum.model.funding import Bonus, Costs, Flat, Funding, Slice, Sum, Terms
from aidnum.model.profile import Profile

_ZERO = Decimal(0)
_ONE = Decimal(1)
_NOTHING = Span(_ZERO, _ZERO)
_WHOLE = Span(_ONE, _ONE)
_IN_KIND = frozenset({"engineering", "service"})
_TERMS = Terms.__struct_fields__
_PAYING = frozenset({"rate", "slices", "flat"})
UNFIT = "aucune tranche de ce financement ne correspond au profil"
_UNSURE = "le bas de la fourchette est de 0 € tant qu'aucune tranche n'est certaine"


class KeptTerms(NamedTuple):
    """The terms that may apply, each whole; `sure` when one of them does, whatever is yet to be known."""

    terms: tuple[Terms, ...]
    sure: bool


class Reckoned(NamedTuple):
    """What one band, or the funding itself, gives; `marginal` is the highest rate at which it pays any line."""

    terms: Terms
    rate: Span
    marginal: Span
    base: Span
    amount: Span
    steps: tuple[str, ...]
    obstacle: str | None = None

    def amounts(self, kind: str) -> Amounts:
        """The same, to the cent."""
        base, amount = self.base.map(to_cents), self.amount.map(to_cents)
        return Amounts(
            kind,
            rate_min=self.rate.low,
            rate_max=self.rate.high,
            base_min=base.low,
            base_max=base.high,
            amount_min=amount.low,
            amount_max=amount.high,
            steps=self.steps,
            obstacle=self.obstacle,
        )


def amounts(funding: Funding, kept: KeptTerms, situation: Situation) -> Amounts:
    """The rate, base and amount of a funding; where several bands may apply, the range that covers them all.

    While none of them is sure to apply the range starts at zero.
    """
    found = _amounts(funding, kept, situation)
    doubts = [f"chiffre probable{f' : {terms.note}' if terms.note else ''}" for terms in kept.terms if terms.probable]
    return found._replace(steps=(*found.steps, *dict.fromkeys(doubts)), probable=True) if doubts else found


def _amounts(funding: Funding, kept: KeptTerms, situation: Situation) -> Amounts:
    if funding.kind in _IN_KIND and not any(_pays(terms) for terms in kept.terms):
        return Amounts(funding.kind)
    if not kept.terms:
        return Amounts(funding.kind, steps=(UNFIT,))
    if situation.profile.costs is None and kept.sure and len(kept.terms) == 1 and _is_a_rate_alone(kept.terms[0]):
        rate = kept.terms[0].rate
        return Amounts(funding.kind) if rate is None else Amounts(kind=funding.kind, rate_min=rate.low, rate_max=rate.high)
    case = _hull(reckoned(funding, kept, situation))
    return (case if kept.sure else _lowered(case)).amounts(funding.kind)


def reckoned(funding: Funding, kept: KeptTerms, situation: Situation) -> list[Reckoned]:
    """What each of the terms that may apply gives."""
    return [_Reckoning(funding, terms, situation).case() for terms in kept.terms]


def _pays(terms: Terms) -> bool:
    return terms.bears_on_costs or terms.flat is not None


def _is_a_rate_alone(terms: Terms) -> bool:
    """Whether there is nothing to work out without costs: a rate, no base of its own, nothing that bears on the aid."""
    beside = (terms.flat, terms.base, terms.ceiling, terms.floor, terms.minimum_cost, terms.at_most_aid_of)
    return all(one is None for one in beside) and not terms.bonuses and not terms.slices


def kept_terms(funding: Funding, situation: Situation, *, alone: bool = True) -> KeptTerms:
    """The terms that may apply: the funding's own, or those of its bands, each completed by the funding.

    Bands whose rule is *no* are dropped, and the first *yes* is the last considered. A band that gives a rate, slices or a flat
    sum gives all that it pays, and its costs stand instead of the funding's base. The minimum cost of a funding that stands
    `alone` in its scheme decides the verdict and not the amount.
    """
    whole = replace(funding, minimum_cost=None) if alone and funding.minimum_cost is not None else funding
    if not funding.bands:
        return KeptTerms((whole,), sure=True)
    known = with_cost(funding, situation)
    kept: list[Terms] = []
    for band in funding.bands:
        outcome = outcome_of(band.when, known)
        if outcome is Outcome.NO:
            continue
        kept.append(_completed(band, whole))
        if outcome is Outcome.YES:
            return KeptTerms(tuple(kept), sure=True)
    return KeptTerms(tuple(kept), sure=False)


def _completed(band: Terms, whole: Funding) -> Funding:
    """The terms of a band with what the funding says beside."""
    own = {key: value for key in _TERMS if (value := getattr(band, key)) not in (None, ())}
    instead: set[str] = set() if _PAYING.isdisjoint(own) else {*_PAYING}
    if "costs" in own:
        instead.add("base")
    absent = {key: () if key == "slices" else None for key in instead}
    return replace(whole, **{**absent, **own})


def _hull(cases: Sequence[Reckoned]) -> Reckoned:
    """What covers every case."""
    if len(cases) == 1:
        return cases[0]
    return Reckoned(
        cases[0].terms,
        _widest([case.rate for case in cases]),
        NOTHING_KNOWN,
        _widest([case.base for case in cases]),
        _widest([case.amount for case in cases]),
        tuple(dict.fromkeys(step for case in cases for step in case.steps)),
        next((case.obstacle for case in cases if case.obstacle), None),
    )


def _lowered(case: Reckoned) -> Reckoned:
    """A case that may come to nothing."""
    steps = case.steps if case.amount.low is None else (*case.steps, _UNSURE)
    return case._replace(rate=_from_zero(case.rate), amount=_from_zero(case.amount), steps=steps)


def _from_zero(span: Span) -> Span:
    return span if span.low is None else Span(_ZERO, span.high)


def _widest(spans: Sequence[Span]) -> Span:
    """From the lowest low end to the highest high end; an end that isn't known in one of them isn't known at all."""
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    return Span(min(lows) if len(lows) == len(spans) else None, max(highs) if len(highs) == len(spans) else None)


class _Boost(NamedTuple):
    """What bonuses make of a rate: points are added, then factors multiply, never beyond the whole cost."""

    points: Decimal = _ZERO
    factor: Decimal = _ONE

    def of(self, rate: Decimal) -> Decimal:
        return min((rate + self.points) * self.factor, _ONE)

    def with_(self, bonus: Bonus) -> "_Boost":
        if bonus.multiply is not None:
            return self._replace(factor=self.factor * bonus.multiply)
        return self._replace(points=self.points + bonus.add) if isinstance(bonus.add, Decimal) else self


class _Reckoning:
    """One computation, with the steps a person can follow."""

    def __init__(self, funding: Funding, terms: Terms, situation: Situation) -> None:
        self.funding = funding
        self.terms = terms
        self.situation = situation
        self.profile = situation.profile
        self.vocabulary = situation.vocabulary
        known = with_cost(funding, situation) if terms.bonuses else situation
        judged = ((bonus, outcome_of(bonus.when, known)) for bonus in terms.bonuses)
        self.bonuses = [(bonus, outcome) for bonus, outcome in judged if outcome is not Outcome.NO]
        self.steps: list[str] = []
        self.obstacle: str | None = None

    def case(self) -> Reckoned:
        flat = self.terms.flat
        if flat is not None and not self.terms.bears_on_costs:
            return self._case(NOTHING_KNOWN, _WHOLE, NOTHING_KNOWN, self._flat(flat))
        base = self._base()
        low, high = self._boosts()
        rate = self._rate(low, high)
        share = self._by_slices(base, low, high) if self.terms.slices else self._share(base, rate)
        if flat is not None:
            return self._case(rate, _WHOLE, base, self._beside(share, self._flat(flat)))
        rates = [one.rate for one in self.terms.slices]
        return self._case(rate, Span(low.of(max(rates)), high.of(max(rates))) if rates else rate, base, share)

    def _case(self, rate: Span, marginal: Span, base: Span, amount: Span) -> Reckoned:
        if self.terms.at_most_aid_of is not None:
            self.steps.append(f"bornée par une autre aide ({self._other(self.terms.at_most_aid_of)}) : à voir dans un plan")
        paid = self._above_minimum(self._above_floor(self._below_ceiling(amount)))
        return Reckoned(self.terms, rate, marginal, base, paid, tuple(self.steps), self.obstacle)

    def _other(self, name: str) -> str:
        payer = self.vocabulary.payers.get(name)
        return name if payer is None else payer.label

    def _base(self) -> Span:
        terms = self.terms
        base = kept_costs(self.funding, terms, self.situation) if terms.base is None else self._stated(terms.base)
        self._say_costs(base)
        if terms.base_ceiling is None or base.low is None or base.high is None:
            return base
        ceiling = self._sum(terms.base_ceiling)
        if ceiling.low is None or base.high > ceiling.low:
            self.steps.append(f"assiette plafonnée à {self._said(terms.base_ceiling, ceiling)}")
        return _lesser(base, ceiling)

    def _stated(self, fact: str) -> Span:
        """A base that is a fact of its own, where it is known exactly."""
        number = units(fact, self.situation)
        return number if number.is_exact else NOTHING_KNOWN

    def _say_costs(self, base: Span) -> None:
        if self.profile.costs is None or self.terms.base is not None or not self.terms.bears_on_costs:
            return
        profile = self.profile.counted(self.funding.basis)
        if profile is None or base.low is None or base.high is None:
            given, wanted = ("TTC", "hors taxes") if self.profile.costs_basis == "ttc" else ("hors taxes", "TTC")
            self.obstacle = f"coûts donnés {given} ; l'aide se calcule {wanted} : montant non calculé"
            self.steps.append(self.obstacle)
            return
        for category in profile.costs or ():
            self._say_cost(category, profile, self.terms.costs or EVERY_COST)
        self.steps.append(f"assiette : {_between(base, euros)}")
        if self.funding.basis == "unknown":
            self.steps.append("hors taxes ou TTC : les sources ne le disent pas ; calculé sur les montants donnés")

    def _say_cost(self, category: str, profile: Profile, rules: Costs) -> None:
        label = self.vocabulary.cost_categories[category].label
        amount = (profile.costs or {})[category]
        counted = counting(rules, category, profile)
        kept = keeps(rules, category)
        if counted != amount and kept is not False:
            nature = "fonctionnement" if rules.nature == "investment" else "investissement"
            self.steps.append(f"{label} : {euros(amount - counted)} en {nature}, exclu")
            if not counted:
                return
            amount = counted
        words = {True: "retenu", False: "exclu", None: "à faire confirmer"}
        self.steps.append(f"{label} : {euros(amount)}, {words[kept]}")

    def _boosts(self) -> tuple[_Boost, _Boost]:
        """What the bonuses make of the low and the high end: one that isn't sure bears on the end that it widens."""
        low = high = _Boost()
        for bonus, outcome in self.bonuses:
            said = _bonus_said(bonus)
            if said is None:
                continue
            sure, lessens = outcome is Outcome.YES, bonus.multiply is not None and bonus.multiply < 1
            low = low.with_(bonus) if sure or lessens else low
            high = high.with_(bonus) if sure or not lessens else high
            self.steps.append(_said(*said, outcome))
        return low, high

    def _rate(self, low: _Boost, high: _Boost) -> Span:
        rate = self.terms.rate
        if rate is None or rate.low is None or rate.high is None:
            return NOTHING_KNOWN
        return Span(low.of(rate.low), high.of(rate.high))

    def _share(self, base: Span, rate: Span) -> Span:
        if base.low is None or base.high is None or rate.low is None or rate.high is None:
            return NOTHING_KNOWN
        share = Span(base.low * rate.low, base.high * rate.high)
        self.steps.append(f"{_between(rate, percent)} de {_between(base, euros)} = {_between(share, euros)}")
        return share

    def _by_slices(self, base: Span, low: _Boost, high: _Boost) -> Span:
        if base.low is None or base.high is None:
            self.steps.append(f"paliers : {slices_words(self.terms.slices)}")
            return NOTHING_KNOWN
        least, most = _portions(base.low, self.terms.slices, low), _portions(base.high, self.terms.slices, high)
        share = Span(_total(least), _total(most))
        parts = " + ".join(f"{percent(rate)} de {euros(width)}" for width, rate in most)
        shown = parts if least == most and parts else f"par paliers sur {_between(base, euros)}"
        self.steps.append(f"{shown} = {_between(share, euros)}")
        return share

    def _beside(self, share: Span, flat: Span) -> Span:
        """What depends on the costs and the flat sum, together."""
        both = Span(_plus(share.low, flat.low), _plus(share.high, flat.high))
        if both.low is not None:
            self.steps.append(f"{_between(share, euros)} + {_between(flat, euros)} = {_between(both, euros)}")
        return both

    def _flat(self, flat: Flat) -> Span:
        span = self._flat_sum(flat, "forfait")
        for bonus, outcome in self.bonuses:
            if isinstance(bonus.add, Flat):
                more = self._flat_sum(bonus.add, "majoration", outcome)
                low = _plus(span.low, more.low) if outcome is Outcome.YES else span.low
                span = Span(low, _plus(span.high, more.high))
        return span

    def _flat_sum(self, flat: Flat, word: str, outcome: Outcome = Outcome.YES) -> Span:
        each = sum(flat.sums, _ZERO)
        shown = " + ".join(euros(amount) for amount in flat.sums)
        over = f" sur {len(flat.sums)} ans" if len(flat.sums) > 1 else ""
        if flat.per is None:
            self.steps.append(_said(word, f"{shown}{over}", outcome))
            return Span(each, each)
        self.steps.append(_said(word, f"{shown}{over}, par {unit_of(flat.per, self.vocabulary)}", outcome))
        number = units(flat.per, self.situation)
        if number.low is None:
            return NOTHING_KNOWN
        total = number.map(lambda count: each * count)
        unit = self.vocabulary.facts[flat.per].unit or self.vocabulary.label(flat.per)
        self.steps.append(f"{counted(number.low, unit)} × {euros(each)} = {_between(total, euros)}")
        return total

    def _sum(self, limit: Sum) -> Span:
        return sum_of(limit, self.situation)

    def _said(self, limit: Sum, span: Span) -> str:
        """A limit in words: what it comes to where that is known, with what it is by unit."""
        stated = sum_words(limit, self.vocabulary)
        return stated if limit.per is None or not span.is_exact else f"{_between(span, euros)} ({stated})"

    def _above_minimum(self, amount: Span) -> Span:
        minimum = self.terms.minimum_cost
        if minimum is None:
            return amount
        outcome = reaching(minimum, self.funding, self.terms, self.situation).outcome
        if outcome is Outcome.YES:
            return amount
        said = self._said(minimum, self._sum(minimum))
        self.steps.append(f"rien n'est versé pour moins de {said} de dépenses retenues")
        return _NOTHING if outcome is Outcome.NO else _from_zero(amount)

    def _below_ceiling(self, amount: Span) -> Span:
        if self.terms.ceiling is None:
            return amount
        ceiling = self._sum(self.terms.ceiling)
        said = f"aide plafonnée à {self._said(self.terms.ceiling, ceiling)}"
        if amount.high is None or ceiling.low is None:
            self.steps.append(said)
        elif amount.high > ceiling.low:
            self.steps.append(f"{said} au lieu de {euros(amount.high)}")
        return _lesser(amount, ceiling)

    def _above_floor(self, amount: Span) -> Span:
        if self.terms.floor is None:
            return amount
        floor = self._sum(self.terms.floor)
        if amount.low is None or floor.high is None or to_cents(amount.low) < floor.high:
            self.steps.append(f"une aide de moins de {self._said(self.terms.floor, floor)} n'est pas versée")
        return Span(_paid_from(amount.low, floor.high), _paid_from(amount.high, floor.low))


def _lesser(span: Span, limit: Span) -> Span:
    """A sum that doesn't exceed a limit; not known where one of the two isn't."""
    if limit.low is None or limit.high is None:
        return NOTHING_KNOWN
    low = None if span.low is None else min(span.low, limit.low)
    return Span(low, None if span.high is None else min(span.high, limit.high))


def _paid_from(amount: Decimal | None, floor: Decimal | None) -> Decimal | None:
    """An aid that is paid from a floor on, once rounded as it would be paid."""
    if amount is None or floor is None:
        return None
    return amount if to_cents(amount) >= floor else _ZERO


def _portions(base: Decimal, slices: Sequence[Slice], boost: _Boost) -> list[tuple[Decimal, Decimal]]:
    """The part of a base in each slice that it reaches, with its rate."""
    found, start = [], _ZERO
    for one in slices:
        end = base if one.up_to is None else min(base, one.up_to)
        if end > start:
            found.append((end - start, boost.of(one.rate)))
            start = end
    return found


def _total(portions: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    return sum((width * rate for width, rate in portions), _ZERO)


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _between(span: Span, write: Callable[[Decimal], str]) -> str:
    if span.low is None or span.high is None:
        return "non connu"
    return write(span.low) if span.low == span.high else f"{write(span.low)} à {write(span.high)}"


def _bonus_said(bonus: Bonus) -> tuple[str, str] | None:
    """What a bonus does to the rate, in words; None when it adds to a flat sum."""
    if bonus.multiply is not None:
        return "majoration" if bonus.multiply > 1 else "minoration", f"taux multiplié par {plain(bonus.multiply)}"
    return ("majoration", f"{percent(bonus.add)} de taux") if isinstance(bonus.add, Decimal) else None


def _said(word: str, what: str, outcome: Outcome) -> str:
    return f"{word} : {what}" if outcome is Outcome.YES else f"{word} possible : {what}"
