"""How much: kept categories, then the ceiling on the base, the rate and its bonuses, the ceiling on the aid, and cents.

All sums are Decimal euros. Rounding to the cent, half up, happens once at the end: the arrêté of 22 March 1972 allows it, and a
sum rounded earlier would drift. A value is None where the catalogue or the profile doesn't allow to compute it.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from msgspec.structs import replace

from aidnum.engine.situation import Situation
from aidnum.engine.trace import outcome_of
from aidnum.french import counted, euros, percent, singular
from aidnum.model.assessment import Amounts, Known, Numbers, Outcome
from aidnum.model.funding import Bonus, Costs, Flat, Funding, Terms
from aidnum.model.profile import Profile

_CENT = Decimal("0.01")
_ZERO = Decimal(0)
_ONE = Decimal(1)
_IN_KIND = frozenset({"engineering", "service"})
_EVERY_COST = Costs()
_TERMS = Terms.__struct_fields__
_REPLACED = {"rate": "flat", "costs": "base"}


class _Span(NamedTuple):
    """A low and a high end, each None when not known."""

    low: Decimal | None
    high: Decimal | None

    def map(self, change: Callable[[Decimal], Decimal]) -> "_Span":
        return _Span(None if self.low is None else change(self.low), None if self.high is None else change(self.high))


_NOTHING_KNOWN = _Span(None, None)


class _Case(NamedTuple):
    """What one band, or the funding itself, gives."""

    rate: _Span
    base: _Span
    amount: _Span
    steps: tuple[str, ...]
    obstacle: str | None = None

    def amounts(self, kind: str) -> Amounts:
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


def amounts(funding: Funding, kept: Sequence[Terms], situation: Situation) -> Amounts:
    """The rate, base and amount of a funding; where several bands may apply, the range that covers them all."""
    if funding.kind in _IN_KIND and all(terms.rate is None and terms.flat is None for terms in kept):
        return Amounts(funding.kind)
    if not kept:
        return Amounts(funding.kind, steps=("aucune tranche de ce financement ne correspond au profil",))
    if situation.profile.costs is None and len(kept) == 1 and _is_a_rate_alone(kept[0]):
        rate = kept[0].rate
        return Amounts(funding.kind) if rate is None else Amounts(kind=funding.kind, rate_min=rate.low, rate_max=rate.high)
    return _hull([_Reckoning(funding, terms, situation).case() for terms in kept]).amounts(funding.kind)


def _is_a_rate_alone(terms: Terms) -> bool:
    """Whether there is nothing to work out without costs: no flat sum, no base of its own, nothing that bears on the rate."""
    return terms.flat is None and terms.base is None and terms.ceiling is None and terms.floor is None and not terms.bonuses


def kept_terms(funding: Funding, known: Mapping[str, Known]) -> list[Terms]:
    """The terms that may apply: the funding's own, or those of its bands, each completed by the funding.

    Bands whose rule is *no* are dropped, and the first *yes* is the last considered. A band's rate stands instead of the
    funding's flat sum, and its costs instead of the funding's base.
    """
    if not funding.bands:
        return [funding]
    kept: list[Terms] = []
    for band in funding.bands:
        outcome = outcome_of(band.when, known)
        if outcome is Outcome.NO:
            continue
        own = {key: value for key in _TERMS if (value := getattr(band, key)) not in (None, ())}
        instead = {other: None for key, other in _REPLACED.items() if key in own}
        kept.append(replace(funding, **{**instead, **own}))
        if outcome is Outcome.YES:
            break
    return kept


def to_cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def _hull(cases: Sequence[_Case]) -> _Case:
    """What covers every case."""
    if len(cases) == 1:
        return cases[0]
    return _Case(
        _widest([case.rate for case in cases]),
        _widest([case.base for case in cases]),
        _widest([case.amount for case in cases]),
        tuple(dict.fromkeys(step for case in cases for step in case.steps)),
        next((case.obstacle for case in cases if case.obstacle), None),
    )


def _widest(spans: Sequence[_Span]) -> _Span:
    """From the lowest low end to the highest high end; an end that isn't known in one of them isn't known at all."""
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    return _Span(min(lows) if len(lows) == len(spans) else None, max(highs) if len(highs) == len(spans) else None)


def eligible_base(funding: Funding, terms: Terms, situation: Situation) -> _Span:
    """The costs kept, before any ceiling: without and with the uncertain categories.

    Not known without costs, or when they include tax and the scheme counts before tax, or the reverse.
    """
    if terms.base is not None:
        possible = situation[terms.base].possible
        if isinstance(possible, Numbers) and possible.low == possible.high:
            return _Span(Decimal(possible.low), Decimal(possible.low))
        return _NOTHING_KNOWN
    profile = situation.profile
    if profile.costs is None or not _same_basis(funding, profile):
        return _NOTHING_KNOWN
    costs = terms.costs or _EVERY_COST
    sure = sum((counting(costs, name, profile) for name in profile.costs if keeps(costs, name) is True), _ZERO)
    perhaps = sum((counting(costs, name, profile) for name in profile.costs if keeps(costs, name) is None), _ZERO)
    return _Span(sure, sure + perhaps)


def counting(costs: Costs, category: str, profile: Profile) -> Decimal:
    """The costs of a category less those known to be of the nature that doesn't count."""
    amount = (profile.costs or {})[category]
    natures = profile.natures.get(category)
    if natures is None or costs.nature is None:
        return amount
    return amount - (natures.running if costs.nature == "investment" else natures.investment)


def _same_basis(funding: Funding, profile: Profile) -> bool:
    return funding.basis in ("unknown", profile.costs_basis)


def keeps(costs: Costs, category: str) -> bool | None:
    """Whether a cost category counts; None when the source leaves it open."""
    if category in costs.uncertain:
        return None
    return category in costs.only if costs.only else category not in costs.except_


class _Reckoning:
    """One computation, with the steps a person can follow."""

    def __init__(self, funding: Funding, terms: Terms, situation: Situation) -> None:
        self.funding = funding
        self.terms = terms
        self.situation = situation
        self.profile = situation.profile
        self.vocabulary = situation.vocabulary
        self.steps: list[str] = []
        self.obstacle: str | None = None

    def case(self) -> _Case:
        if self.terms.flat is not None:
            amount = self._flat(self.terms.flat)
            return _Case(_NOTHING_KNOWN, _NOTHING_KNOWN, self._bounded(amount), tuple(self.steps), self.obstacle)
        base = self._base()
        rate = self._rate()
        amount = self._bounded(self._share(base, rate))
        return _Case(rate, base, amount, tuple(self.steps), self.obstacle)

    def _base(self) -> _Span:
        base = eligible_base(self.funding, self.terms, self.situation)
        self._say_costs(base)
        ceiling = self.terms.base_ceiling
        if ceiling is None or base.low is None or base.high is None:
            return base
        if base.high > ceiling:
            self.steps.append(f"assiette plafonnée à {euros(ceiling)}")
        return base.map(lambda amount: min(amount, ceiling))

    def _say_costs(self, base: _Span) -> None:
        costs = self.profile.costs
        if costs is None or self.terms.base is not None or self.terms.rate is None:
            return
        if base.low is None or base.high is None:
            given, wanted = ("TTC", "hors taxes") if self.profile.costs_basis == "ttc" else ("hors taxes", "TTC")
            self.obstacle = f"coûts donnés {given} ; l'aide se calcule {wanted} : montant non calculé"
            self.steps.append(self.obstacle)
            return
        for category in costs:
            self._say_cost(category, costs[category], self.terms.costs or _EVERY_COST)
        self.steps.append(f"assiette : {_between(base, euros)}")
        if self.funding.basis == "unknown":
            self.steps.append("hors taxes ou TTC : les sources ne le disent pas ; calculé sur les montants donnés")

    def _say_cost(self, category: str, amount: Decimal, rules: Costs) -> None:
        label = self.vocabulary.cost_categories[category].label
        counted = counting(rules, category, self.profile)
        kept = keeps(rules, category)
        if counted != amount and kept is not False:
            nature = "fonctionnement" if rules.nature == "investment" else "investissement"
            self.steps.append(f"{label} : {euros(amount - counted)} en {nature}, exclu")
            if not counted:
                return
            amount = counted
        words = {True: "retenu", False: "exclu", None: "à faire confirmer"}
        self.steps.append(f"{label} : {euros(amount)}, {words[kept]}")

    def _rate(self) -> _Span:
        rate = self.terms.rate
        if rate is None:
            return _NOTHING_KNOWN
        span = _Span(rate.low, rate.high)
        for bonus, outcome in self._bonuses():
            if isinstance(bonus.add, Decimal):
                points = bonus.add
                low = span.low + points if span.low is not None and outcome is Outcome.YES else span.low
                span = _Span(low, None if span.high is None else span.high + points)
                self.steps.append(_said("majoration", f"{percent(points)} de taux", outcome))
        return span.map(lambda value: min(value, _ONE))

    def _bonuses(self) -> list[tuple[Bonus, Outcome]]:
        judged = [(bonus, outcome_of(bonus.when, self.situation)) for bonus in self.terms.bonuses]
        return [(bonus, outcome) for bonus, outcome in judged if outcome is not Outcome.NO]

    def _share(self, base: _Span, rate: _Span) -> _Span:
        if base.low is None or base.high is None:
            return _NOTHING_KNOWN
        low = None if rate.low is None else base.low * rate.low
        high = None if rate.high is None else base.high * rate.high
        if low is not None and high is not None:
            self.steps.append(f"{_between(rate, percent)} de {_between(base, euros)} = {_between(_Span(low, high), euros)}")
        return _Span(low, high)

    def _flat(self, flat: Flat) -> _Span:
        span = self._flat_sum(flat, "forfait")
        for bonus, outcome in self._bonuses():
            if isinstance(bonus.add, Flat):
                more = self._flat_sum(bonus.add, "majoration", outcome)
                low = _plus(span.low, more.low) if outcome is Outcome.YES else span.low
                span = _Span(low, _plus(span.high, more.high))
        return span

    def _flat_sum(self, flat: Flat, word: str, outcome: Outcome = Outcome.YES) -> _Span:
        each = sum(flat.sums, _ZERO)
        shown = " + ".join(euros(amount) for amount in flat.sums)
        over = f" sur {len(flat.sums)} ans" if len(flat.sums) > 1 else ""
        if flat.per is None:
            self.steps.append(_said(word, f"{shown}{over}", outcome))
            return _Span(each, each)
        unit = self.vocabulary.facts[flat.per].unit or self.vocabulary.label(flat.per)
        self.steps.append(_said(word, f"{shown}{over}, par {singular(unit)}", outcome))
        possible = self.situation[flat.per].possible
        if not isinstance(possible, Numbers) or possible.high is None:
            return _NOTHING_KNOWN
        total = _Span(each * possible.low, each * possible.high)
        self.steps.append(f"{counted(possible.low, unit)} × {euros(each)} = {_between(total, euros)}")
        return total

    def _bounded(self, amount: _Span) -> _Span:
        return self._above_floor(self._below_ceiling(amount))

    def _below_ceiling(self, amount: _Span) -> _Span:
        ceiling = self.terms.ceiling
        if ceiling is None:
            return amount
        if amount.high is None:
            self.steps.append(f"aide plafonnée à {euros(ceiling)}")
        elif amount.high > ceiling:
            self.steps.append(f"aide plafonnée à {euros(ceiling)} au lieu de {euros(amount.high)}")
        return amount.map(lambda value: min(value, ceiling))

    def _above_floor(self, amount: _Span) -> _Span:
        floor = self.terms.floor
        if floor is None:
            return amount
        if amount.low is None or to_cents(amount.low) < floor:
            self.steps.append(f"une aide de moins de {euros(floor)} n'est pas versée")
        return amount.map(lambda value: value if to_cents(value) >= floor else _ZERO)


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _between(span: _Span, write: Callable[[Decimal], str]) -> str:
    if span.low is None or span.high is None:
        return "non connu"
    return write(span.low) if span.low == span.high else f"{write(span.low)} à {write(span.high)}"


def _said(word: str, what: str, outcome: Outcome) -> str:
    return f"{word} : {what}" if outcome is Outcome.YES else f"{word} possible : {what}"
