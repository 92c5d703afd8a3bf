"""What ``plan`` answers: the costs, the best legal plan at each end of the ranges, why others lost, what stands outside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.cash import Dues, cash, payments_on, spent
from aidnum.engine.cost import COST, COST_FACT, waits_for_vat
from aidnum.engine.exclusion import Exclusions, exclusions
from aidnum.engine.limits import is_payer, laws_on
from aidnum.engine.offer import Offer, Outlay, expected, granted, offer, other_offer
from aidnum.engine.phrases import Phrases
from aidnum.engine.plan import best_plan
from aidnum.engine.recovery import recovered
from aidnum.engine.situation import Situation
from aidnum.errors import NoCosts
from aidnum.french import listed
from aidnum.model.assessment import Assessment, Flags, Verdict
from aidnum.model.budget import CostLine, both_ways
from aidnum.model.plan import Case, LawOn, Plan, Recovered, Rejected
from aidnum.model.profile import Basis, Profile
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary
from aidnum.model.wishes import NO_WISH, Wishes, refuse_large_loan
from aidnum.report.check import OVER
from aidnum.report.profile import data_words, heading_words, profile_words
from aidnum.report.wished import Remark, known_wishes, low_words, nothing_words, refuse_unobtainable, remarks

_CASES: tuple[Case, Case] = ("low", "high")


class PlanReport(NamedTuple):
    """The answer of ``plan``.

    `plans` holds the low and the high plan, one when they are the same; `with_unsure` those that the schemes to be confirmed
    would make, empty when they would lower the own share in neither; `untaxed` are the grants whose amount waits for the rate
    of VAT, `over` those that fit and are closed or exhausted; `title` is what the project is called, where that is told.
    It is `undated` where the money is spent later, on a day that isn't known.
    """

    day: date
    catalogue: Catalogue
    profile: Profile
    profile_words: tuple[str, ...]
    basis: Basis
    lines: tuple[CostLine, ...]
    total: Decimal
    laws: tuple[LawOn, ...]
    plans: tuple[Plan, ...]
    with_unsure: tuple[Plan, ...]
    rejected: tuple[Rejected, ...]
    apart: tuple[Assessment, ...]
    unsure: tuple[Assessment, ...]
    untaxed: tuple[Assessment, ...]
    over: tuple[Assessment, ...]
    situation: Situation
    recovered: tuple[Recovered, ...]
    remarks: tuple[Remark, ...]
    title: str | None = None
    undated: bool = False
    kind: Literal["plan"] = "plan"

    @property
    def spent_on(self) -> date | None:
        """A day of the year in which the money is taken to be spent."""
        return None if self.undated else self.day

    def is_investment(self, line: CostLine) -> bool:
        """Whether a line counts as investment: one of no told nature does, unless the project is running costs."""
        if line.nature is not None:
            return line.nature == "investment"
        return self.situation["investissement"].possible != Flags(frozenset({False}))

    @property
    def presumed(self) -> list[CostLine]:
        """The lines counted as investment for want of being told their nature, of a kind that usually is running costs."""
        if self.situation["investissement"].possible != Flags(frozenset({True, False})):
            return []
        categories = self.catalogue.vocabulary.cost_categories
        return [line for line in self.lines if line.nature is None and categories[line.category].usually_running]

    @property
    def heading_words(self) -> tuple[str, str, tuple[str, ...]]:
        """Who asks, for what, and what else was given, the costs apart."""
        words = Phrases(self.catalogue.vocabulary, {COST: COST_FACT})
        return heading_words(replace(self.profile, costs=None), self.situation, words)


class _Asked(NamedTuple):
    """What is asked for, and every scheme assessed but those left out, which bring in no line and no law."""

    assessments: Sequence[Assessment]
    wishes: Wishes
    situation: Situation
    elsewhere: Situation
    project: Outlay
    barred: Exclusions

    def is_wanted(self, assessment: Assessment) -> bool:
        """Whether the applicant imposes this scheme, already has its aid or counts on it."""
        name = assessment.scheme.id
        return name in self.wishes.imposed or name in self.wishes.granted or name in self.wishes.expected

    def counting(self, scheme: Scheme) -> Situation:
        """The project with the costs counted as a scheme counts them, where they are known so."""
        return self.situation if scheme.funding.basis in ("unknown", self.project.basis) else self.elsewhere


def plan(
    catalogue: Catalogue,
    profile: Profile,
    lines: Sequence[CostLine],
    day: date,
    wishes: Wishes = NO_WISH,
) -> PlanReport:
    """The best legal plan for a profile whose costs are these lines.

    Raises:
        NoCosts: without any cost, or when the costs come to nothing.
        BadUsage: for wishes that contradict one another, or that no plan may count on.
        UnknownScheme: for a scheme that is wished or left out and isn't in the catalogue, with the nearest.
    """
    basis = profile.costs_basis
    total = sum((line.amount(basis) or Decimal(0) for line in lines), Decimal(0))
    if not total:
        raise NoCosts
    wishes = known_wishes(catalogue, wishes, total)
    asked = _asked(catalogue, profile, lines, day, wishes)
    words = Phrases(catalogue.vocabulary, {COST: COST_FACT})
    refuse_unobtainable(wishes, asked.assessments, words)
    laws = laws_on(catalogue.laws, asked.situation, day)
    sure = [one for one in asked.assessments if _enters(one, asked, Verdict.ELIGIBLE)]
    unsure = [one for one in asked.assessments if one not in sure and _enters(one, asked, Verdict.TO_CONFIRM)]
    plans = _plans(sure, asked, laws)
    both = [*sure, *unsure]  # in this order, that of two aids which leave as much the sure one is kept
    wider = _lowered(_plans(both, asked, laws), plans) if unsure else ()
    refuse_large_loan(wishes.loan, max(each.own_share for each in plans))
    dues = _dues(catalogue, asked, basis, day)
    plans, wider = (tuple(_in_time(each, dues, wishes.loan) for each in some) for some in (plans, wider))
    told = remarks(wishes, asked.assessments, (*plans, *wider), catalogue)
    untaxed = tuple(_untaxed(asked))
    return PlanReport(
        day=day,
        catalogue=catalogue,
        profile=profile,
        profile_words=(*profile_words(profile, asked.situation, words), *data_words(profile, asked.situation, words)),
        basis=basis,
        lines=tuple(lines),
        total=total,
        laws=tuple(_told(laws, (*plans, *wider), _payers(both, wishes), catalogue.vocabulary)),
        plans=plans,
        with_unsure=wider,
        rejected=(*_merged(plans), *_left_out(asked)),
        apart=tuple(one for one in asked.assessments if _is_apart(one)),
        unsure=tuple(unsure),
        untaxed=untaxed,
        over=tuple(one for one in asked.assessments if _is_left(one, asked) and one.window.state in OVER),
        situation=asked.situation,
        recovered=tuple(dues.recovered),
        remarks=tuple(one for one in told if one.kind != "unpriced" or one.assessment not in untaxed),
    )


def _dues(catalogue: Catalogue, asked: _Asked, basis: Basis, day: date) -> Dues:
    """What of the money in time is the same in every plan."""
    back = recovered(catalogue.recoveries, asked.situation, asked.project.lines, day)
    payments = payments_on(catalogue.payments, asked.situation, day)
    return Dues(*spent(asked.project.lines, basis), payments, back, catalogue.vocabulary)


def _in_time(each: Plan, dues: Dues, loan: Decimal | None) -> Plan:
    """A plan with its money in time; it borrows no more than it needs."""
    return each._replace(cash=cash(each, dues), loan=max(Decimal(0), min(loan or Decimal(0), each.own_share)))


def _asked(
    catalogue: Catalogue,
    profile: Profile,
    lines: Sequence[CostLine],
    day: date,
    wishes: Wishes,
) -> _Asked:
    profile = both_ways(profile, lines)
    situation = Situation(profile, catalogue.vocabulary)
    other = profile.counted("ttc" if profile.costs_basis == "ht" else "ht")
    running = situation["investissement"].possible == Flags(frozenset({False}))
    kept = [scheme for scheme in catalogue.schemes if scheme.id not in wishes.left_out]
    asked = _Asked(
        assessments=(),
        wishes=wishes,
        situation=situation,
        elsewhere=situation if other is None else Situation(other, catalogue.vocabulary),
        project=Outlay(tuple(lines), profile.costs_basis, catalogue.vocabulary, running),
        barred=exclusions(kept, catalogue.schemes),
    )
    parts = (part for scheme in kept for part in _parts(scheme, wishes))
    return asked._replace(assessments=[assess(part, asked.counting(part), day) for part in parts])


def _parts(scheme: Scheme, wishes: Wishes) -> Sequence[Scheme]:
    """The aids that a scheme gives, each an aid of its own: of one imposed or expected its grants, of one granted the first."""
    if scheme.id in wishes.granted:
        return scheme.parts[:1]
    grants = [part for part in scheme.parts if part.funding.kind == "grant"]
    return grants if grants and (scheme.id in wishes.imposed or scheme.id in wishes.expected) else scheme.parts


def _enters(one: Assessment, asked: _Asked, verdict: Verdict) -> bool:
    """Whether a scheme may enter a plan of this degree: a grant, not over; what is imposed or granted always does."""
    if one.scheme.funding.kind != "grant":
        return False
    if asked.is_wanted(one):
        return verdict is Verdict.ELIGIBLE
    return one.verdict is verdict and one.window.state not in OVER


def _payers(entering: Sequence[Assessment], wishes: Wishes) -> set[str | None]:
    """Who pays the aids that may enter a plan."""
    return {one.scheme.funding.payer for one in entering} | {other.payer for other in wishes.others}


def _told(laws: Sequence[LawOn], plans: Sequence[Plan], payers: set[str | None], vocabulary: Vocabulary) -> Iterator[LawOn]:
    """The laws that have to do with these plans: those on the payers of what may enter them, and those that warn of one."""
    warning = {warned.law.id for each in plans for warned in each.warnings}
    for on in laws:
        concerned = not on.law.with_ or any(is_payer(payer, on.law.with_, vocabulary) for payer in payers)
        if concerned if on.law.level == "rule" else on.law.id in warning:
            yield on


def _plans(entering: Sequence[Assessment], asked: _Asked, laws: Sequence[LawOn]) -> tuple[Plan, ...]:
    offers = [list(_offers(entering, asked, case)) for case in _CASES]
    cases = _CASES if offers[0] != offers[1] else _CASES[:1]
    plans = [best_plan(some, laws, asked.project, case, asked.barred) for case, some in zip(cases, offers, strict=False)]
    if len(plans) == 1:
        return tuple(plans)
    same = [[(resource.name, resource.amount) for resource in each.resources] for each in plans]
    limits = [(each.bounds, [warned.law.id for warned in each.warnings]) for each in plans]
    return (plans[0],) if same[0] == same[1] and limits[0] == limits[1] else tuple(plans)


def _lowered(wider: Sequence[Plan], plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """What the aids to be confirmed make of each plan where they leave less, else that plan; nothing if in neither."""
    pairs = [(wider[end], plans[end]) for end in (0, -1)]
    low, high = (other if other.own_share < sure.own_share else sure for other, sure in pairs)
    if low is plans[0] and high is plans[-1]:
        return ()
    return (low,) if low is high else (low._replace(case="low"), high._replace(case="high"))


def _offers(entering: Sequence[Assessment], asked: _Asked, case: Case) -> Iterator[Offer]:
    """The aids of schemes in the order of the catalogue, then those of others."""
    wishes, project = asked.wishes, asked.project
    hoped: set[str] = set()
    for one in entering:
        name, situation = one.scheme.id, asked.counting(one.scheme)
        if name in wishes.granted:
            yield granted(one, wishes.granted[name], situation, project)
        elif name in wishes.expected:
            if name not in hoped:  # of several grants, what is expected is one sum
                hoped.add(name)
                yield expected(one, wishes.expected[name], situation, project)
        else:
            made = offer(one, case, situation, project)
            if made is not None:
                yield made._replace(imposed=name in wishes.imposed)
    yield from (other_offer(other, project) for other in wishes.others)


def _merged(plans: Sequence[Plan]) -> list[Rejected]:
    """What both plans reject for the same reason is said once."""
    every = [rejected for each in plans for rejected in each.rejected]
    plain = [rejected._replace(case=None) for rejected in every]
    return list(
        dict.fromkeys(
            one if plain.count(one) > 1 or len(plans) == 1 else rejected for one, rejected in zip(plain, every, strict=True)
        )
    )


def _left_out(asked: _Asked) -> list[Rejected]:
    """The grants not even tried: left out, or of an amount that can't be computed."""
    found = [Rejected((name,), "écarté à votre demande") for name in asked.wishes.left_out]
    for one in asked.assessments:
        if not _is_left(one, asked) or one.window.state in OVER:
            continue
        amounts = one.amounts
        if amounts.amount_max is None:
            found.append(Rejected((one.scheme.id,), _obstacle(one), unpriced=not _waits_for_vat(one, asked)))
        elif not amounts.amount_max:
            found.append(Rejected((one.scheme.id,), nothing_words(amounts)))
        elif not amounts.amount_min and one.verdict is Verdict.ELIGIBLE:
            found.append(Rejected((one.scheme.id,), f"{low_words(amounts)}, et elle ne compte que dans le plan haut", "low"))
    return found


def _is_left(one: Assessment, asked: _Asked) -> bool:
    """Whether a grant fits the profile, or may, and isn't one that the applicant wants whatever it brings."""
    return one.scheme.funding.kind == "grant" and not asked.is_wanted(one) and one.verdict is not Verdict.INELIGIBLE


def _obstacle(one: Assessment) -> str:
    return f"montant non calculable : {one.amounts.obstacle or 'taux ou montant que les sources ne donnent pas'}"


def _is_apart(one: Assessment) -> bool:
    """Whether a scheme lends, advances or helps in kind, fits the profile and is not over: never added to grants."""
    return one.scheme.funding.kind != "grant" and one.verdict is Verdict.ELIGIBLE and one.window.state not in OVER


def _untaxed(asked: _Asked) -> Iterator[Assessment]:
    """The grants, neither refused nor over, or wanted all the same, whose amount waits for the rate of VAT."""
    for one in asked.assessments:
        is_likely = one.verdict is not Verdict.INELIGIBLE and one.window.state not in OVER
        if one.scheme.funding.kind == "grant" and (is_likely or asked.is_wanted(one)) and _waits_for_vat(one, asked):
            yield one


def _waits_for_vat(one: Assessment, asked: _Asked) -> bool:
    """Whether the amount of an aid, which isn't said, bears on costs that aren't known as it counts them."""
    wishes, name = asked.wishes, one.scheme.id
    is_said = name in wishes.granted or (name in wishes.expected and wishes.expected[name].rate is None)
    return not is_said and waits_for_vat(one.scheme.funding, asked.situation.profile)


def titles(names: Sequence[str], catalogue: Catalogue) -> str:
    """Schemes by their titles."""
    known = {scheme.id: scheme.title for scheme in catalogue.schemes}
    return listed([f"« {known.get(name, name)} »" for name in names])
