"""What ``plan`` answers: the costs, the best legal plan at each end of the ranges, why others lost, what stands outside."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.finding import scheme_named
from aidnum.engine.assess import assess
from aidnum.engine.cost import COST, COST_FACT
from aidnum.engine.limits import Offer, Outlay, cents, is_payer, laws_on, offer
from aidnum.engine.phrases import Phrases
from aidnum.engine.plan import best_plan
from aidnum.engine.recovery import recovered
from aidnum.engine.situation import Situation
from aidnum.errors import BadUsage, NoCosts
from aidnum.french import euros, listed, long_date
from aidnum.model.assessment import Assessment, Verdict
from aidnum.model.budget import CostLine, costs_of, natures_of
from aidnum.model.plan import Case, LawOn, Plan, Recovered, Rejected
from aidnum.model.profile import Basis, Profile
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import NO_WISH, Wishes, refuse_contradiction
from aidnum.report.check import OVER
from aidnum.report.profile import data_words, profile_words

_CASES: tuple[Case, Case] = ("low", "high")


class Remark(NamedTuple):
    """What must be said of an aid imposed or granted: it is no grant, has no price, doesn't fit the profile, or is over."""

    kind: Literal["no-grant", "unpriced", "unfit", "over"]
    assessment: Assessment


class PlanReport(NamedTuple):
    """The answer of ``plan``.

    `plans` holds the low and the high plan, one when they are the same; `with_unsure` those that the schemes to be confirmed
    would make, empty when they would change nothing.
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
    recovered: tuple[Recovered, ...]
    remarks: tuple[Remark, ...]
    kind: Literal["plan"] = "plan"


class _Asked(NamedTuple):
    """What is asked for, and every scheme assessed but those left out, which bring in no line and no law."""

    assessments: Sequence[Assessment]
    imposed: frozenset[str]
    granted: Mapping[str, Decimal]
    situation: Situation
    lines: Sequence[CostLine]
    left_out: Sequence[str]

    def is_wanted(self, assessment: Assessment) -> bool:
        """Whether the applicant imposes this scheme, or already has its aid."""
        return assessment.scheme.id in self.imposed or assessment.scheme.id in self.granted


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
        BadUsage: when an aid granted exceeds them, or is left out all the same.
        UnknownScheme: for a scheme that is wished or left out and isn't in the catalogue, with the nearest.
    """
    basis = profile.costs_basis
    total = sum((line.amount(basis) or Decimal(0) for line in lines), Decimal(0))
    if not total:
        raise NoCosts
    refuse_contradiction(wishes)
    for name, amount in wishes.granted.items():
        if amount > total:
            raise BadUsage(f"{name} : {euros(amount)} accordés, plus que le coût du projet ({euros(total)})")
    asked = _asked(catalogue, profile, lines, day, wishes)
    laws = laws_on(catalogue.laws, asked.situation, day)
    investment = sum((line.amount(basis) or Decimal(0) for line in lines if line.nature != "running"), Decimal(0))
    words = Phrases(catalogue.vocabulary, {COST: COST_FACT})
    project = Outlay(cents(total), cents(investment), catalogue.vocabulary)
    sure = [one for one in asked.assessments if _enters(one, asked, Verdict.ELIGIBLE)]
    unsure = [one for one in asked.assessments if one not in sure and _enters(one, asked, Verdict.TO_CONFIRM)]
    plans = _plans(sure, asked, laws, project)
    wider = _plans([*sure, *unsure], asked, laws, project) if unsure else ()
    return PlanReport(
        day=day,
        catalogue=catalogue,
        profile=profile,
        profile_words=(*profile_words(profile, asked.situation, words), *data_words(profile, asked.situation, words)),
        basis=basis,
        lines=tuple(lines),
        total=total,
        laws=tuple(_told(laws, (*plans, *wider), [*sure, *unsure], catalogue)),
        plans=plans,
        with_unsure=() if [each.resources for each in wider] == [each.resources for each in plans] else wider,
        rejected=(*_merged(plans), *_left_out(asked)),
        apart=tuple(one for one in asked.assessments if _is_apart(one)),
        unsure=tuple(unsure),
        recovered=tuple(recovered(catalogue.recoveries, asked.situation, lines, day)),
        remarks=tuple(_remarks(asked)),
    )


def _asked(
    catalogue: Catalogue,
    profile: Profile,
    lines: Sequence[CostLine],
    day: date,
    wishes: Wishes,
) -> _Asked:
    situation = Situation(profile, catalogue.vocabulary)
    other = _other_basis(profile, lines)
    elsewhere = situation if other is None else Situation(other, catalogue.vocabulary)
    wanted = frozenset(scheme_named(catalogue, word).id for word in wishes.imposed)
    sums = {scheme_named(catalogue, word).id: amount for word, amount in wishes.granted.items()}
    left_out = tuple(scheme_named(catalogue, word).id for word in wishes.left_out)
    assessments = [
        assess(part, situation if part.funding.basis in ("unknown", profile.costs_basis) else elsewhere, day)
        for scheme in catalogue.schemes
        for part in _parts(scheme, wanted, sums)
    ]
    kept = [one for one in assessments if one.scheme.id not in left_out]
    return _Asked(kept, wanted - set(sums), sums, situation, lines, left_out)


def _parts(scheme: Scheme, wanted: Collection[str], sums: Mapping[str, Decimal]) -> Sequence[Scheme]:
    """The aids that a scheme gives, each an aid of its own: of one imposed its grants, of one granted the first alone."""
    if scheme.id in sums:
        return scheme.parts[:1]
    grants = [part for part in scheme.parts if part.funding.kind == "grant"]
    return grants if grants and scheme.id in wanted else scheme.parts


def _other_basis(profile: Profile, lines: Sequence[CostLine]) -> Profile | None:
    """The same project counted the other way round, with tax or without, when every line says both."""
    other: Basis = "ttc" if profile.costs_basis == "ht" else "ht"
    if any(line.amount(other) is None for line in lines):
        return None
    return replace(profile, costs=costs_of(lines, other), costs_basis=other, natures=natures_of(lines, other))


def _enters(one: Assessment, asked: _Asked, verdict: Verdict) -> bool:
    """Whether a scheme may enter a plan of this degree: a grant, not over; what is imposed or granted always does."""
    if one.scheme.funding.kind != "grant":
        return False
    if asked.is_wanted(one):
        return verdict is Verdict.ELIGIBLE
    return one.verdict is verdict and one.window.state not in OVER


def _told(
    laws: Sequence[LawOn], plans: Sequence[Plan], entering: Sequence[Assessment], catalogue: Catalogue
) -> Iterator[LawOn]:
    """The laws that have to do with these plans: those on the aids that may enter them, and those that warn of one."""
    warning = {warned.law.id for each in plans for warned in each.warnings}
    for on in laws:
        payers = on.law.with_
        concerned = not payers or any(is_payer(one.scheme, payers, catalogue.vocabulary) for one in entering)
        if concerned if on.law.level == "rule" else on.law.id in warning:
            yield on


def _plans(entering: Sequence[Assessment], asked: _Asked, laws: Sequence[LawOn], project: Outlay) -> tuple[Plan, ...]:
    plans = [best_plan(list(_offers(entering, asked, case)), laws, project, case) for case in _CASES]
    same = [[(resource.name, resource.amount) for resource in each.resources] for each in plans]
    limits = [(each.bounds, each.warnings) for each in plans]
    return (plans[0],) if same[0] == same[1] and limits[0] == limits[1] else tuple(plans)


def _offers(entering: Sequence[Assessment], asked: _Asked, case: Case) -> list[Offer]:
    offers = []
    for one in entering:
        amount = asked.granted.get(one.scheme.id)
        made = offer(one, case, asked.situation, asked.lines)
        if amount is not None:
            base = made.base if made else None
            offers.append(
                Offer(
                    assessment=one,
                    cents=cents(amount),
                    base=base,
                    bears_on_investment=made.bears_on_investment if made else True,
                    at_most_aid_of=made.at_most_aid_of if made else None,
                    granted=True,
                    payable=made.payable if made else frozenset(),
                )
            )
        elif made is not None:
            offers.append(made._replace(imposed=one.scheme.id in asked.imposed))
    return offers


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
    """The grants not even tried: left out, or fit for the profile and over, or of an amount that can't be computed."""
    found = [Rejected((name,), "écarté à votre demande") for name in asked.left_out]
    for one in asked.assessments:
        if one.scheme.funding.kind != "grant" or asked.is_wanted(one) or one.verdict is Verdict.INELIGIBLE:
            continue
        if one.window.state in OVER:
            found.append(Rejected((one.scheme.id,), _over(one)))
        elif not one.amounts.amount_max:
            found.append(Rejected((one.scheme.id,), _obstacle(one), unpriced=True))
        elif not one.amounts.amount_min and one.verdict is Verdict.ELIGIBLE:
            found.append(
                Rejected(
                    (one.scheme.id,),
                    "le bas de sa fourchette est nul ou non connu : elle ne compte que dans le plan haut",
                    "low",
                )
            )
    return found


def _over(one: Assessment) -> str:
    if one.window.state == "exhausted":
        return "fermé : enveloppe épuisée"
    return f"fermé depuis le {long_date(one.window.closes)}" if one.window.closes else "fermé"


def _obstacle(one: Assessment) -> str:
    return f"montant non calculable : {one.amounts.obstacle or 'taux ou montant que les sources ne donnent pas'}"


def _is_apart(one: Assessment) -> bool:
    """Whether a scheme lends, advances or helps in kind, fits the profile and is not over: never added to grants."""
    return one.scheme.funding.kind != "grant" and one.verdict is Verdict.ELIGIBLE and one.window.state not in OVER


def _remarks(asked: _Asked) -> Iterator[Remark]:
    for one in asked.assessments:
        if not asked.is_wanted(one):
            continue
        is_imposed = one.scheme.id in asked.imposed
        if one.scheme.funding.kind != "grant":
            yield Remark("no-grant", one)
        elif is_imposed and not one.amounts.amount_max:
            yield Remark("unpriced", one)
        if is_imposed and one.verdict is not Verdict.ELIGIBLE:
            yield Remark("unfit", one)
        if is_imposed and one.window.state in OVER:
            yield Remark("over", one)


def titles(names: Sequence[str], catalogue: Catalogue) -> str:
    """Schemes by their titles."""
    known = {scheme.id: scheme.title for scheme in catalogue.schemes}
    return listed([f"« {known.get(name, name)} »" for name in names])
