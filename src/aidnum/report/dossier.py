"""What ``dossier`` writes, before it is laid out: one plan, who votes it, on which texts, the requests and their pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.cost import keeps
from aidnum.engine.limits import is_payer
from aidnum.engine.situation import Situation
from aidnum.engine.trace import outcome_of
from aidnum.errors import NoCosts, NoPlan, NothingToFund, NotInPlan, UnknownTax, UnlawfulPlan, WhoDecides, WhoPays
from aidnum.french import fold, of
from aidnum.model.acts import Council, Mention, Piece, Stated, Visa
from aidnum.model.assessment import Flags, Labels, Outcome
from aidnum.model.authority import Authority
from aidnum.model.plan import Case, Plan, Resource
from aidnum.model.profile import Basis
from aidnum.model.vocabulary import Vocabulary
from aidnum.model.wishes import PUBLIC, Other, Wishes
from aidnum.project.said import Project
from aidnum.report.check import check
from aidnum.report.entry import Entry
from aidnum.report.plan import PlanReport, plan

S = TypeVar("S", bound=Stated)
_POOLED, _PAYS_ALONE = "mutualise", "paie_seul"
_DEPARTEMENT, _KIND, _OVERSEAS = "departement", "collectivite", "com"
Standing: TypeAlias = Literal["granted", "asked", "given"]


class Request(NamedTuple):
    """An aid to ask for: where the project stands before it, and what its request is made of, as far as it is known here."""

    resource: Resource
    entry: Entry | None
    pieces: tuple[Piece, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The pieces that its scheme names, where none is known better."""
        apply = self.resource.scheme.apply if self.resource.scheme else None
        return apply.documents if apply and not self.pieces else ()


class Member(NamedTuple):
    """A member of a pooled project beside the maître d'ouvrage, and its share in the plan; None when it pays none."""

    authority: Authority
    paid: Other | None

    @property
    def paid_as(self) -> str | None:
        """The name of its share in the plan."""
        return self.paid.name if self.paid else None


class Dossier(NamedTuple):
    """The plan laid and all that goes with it.

    Who asks, in `report`, is the maître d'ouvrage alone; `members` are those with whom the project is pooled. `council_day`
    is that of the vote. `unsure` are the ids of visas and mentions that may not be those of the applicant.
    """

    report: PlanReport
    plan: Plan
    title: str | None
    council_day: date | None
    council: Council
    visas: tuple[Visa, ...]
    mentions: tuple[Mention, ...]
    requests: tuple[Request, ...]
    members: tuple[Member, ...]
    unsure: frozenset[str] = frozenset()
    kind: Literal["dossier"] = "dossier"

    @property
    def authority(self) -> Authority | None:
        """Who asks; None where no name was given."""
        return next(iter(self.report.profile.authorities), None)

    @property
    def is_overseas(self) -> bool:
        """Whether it is a collectivité d'outre-mer, which has delays of its own."""
        known = self.report.situation[_KIND].possible
        return isinstance(known, Labels) and known.words == frozenset({_OVERSEAS})

    @property
    def departement(self) -> str | None:
        """The département where it lies, where it is one."""
        known = self.report.situation[_DEPARTEMENT].possible
        words = known.words if isinstance(known, Labels) else None
        terms = self.report.situation.vocabulary.values(_DEPARTEMENT)
        return terms[next(iter(words))].label if words and len(words) == 1 else None

    @property
    def aids(self) -> tuple[Resource, ...]:
        """What the plan has beside the own share and those of members."""
        shares = {one.paid_as for one in self.members}
        return tuple(one for one in self.plan.resources if one.scheme or one.name not in shares)

    @property
    def granted(self) -> tuple[Resource, ...]:
        """The aids of the plan already had."""
        return tuple(one for one in self.aids if one.granted)

    @property
    def given(self) -> tuple[Resource, ...]:
        """What comes from others than the public and their schemes: nobody asks for it as for an aid."""
        return tuple(one for one in self.aids if self.standing(one) == "given")

    def standing(self, resource: Resource) -> Standing:
        """Where an aid of the plan stands: had, to be asked for, or given."""
        if resource.granted:
            return "granted"
        return "given" if _is_gift(resource, self.report.situation.vocabulary) else "asked"

    def total(self, basis: Basis) -> Decimal | None:
        """What the project costs before tax, or with it; None where a line doesn't tell it."""
        amounts = [line.amount(basis) for line in self.report.lines]
        return None if None in amounts else sum((one for one in amounts if one is not None), Decimal(0))

    def mentions_of(self, document: str) -> tuple[Mention, ...]:
        """What the texts ask of one document."""
        return tuple(one for one in self.mentions if one.of == document)


def dossier(catalogue: Catalogue, project: Project, day: date, case: Case = "low") -> Dossier:
    """The documents of a project: they lay the plan of the wishes, each range at its low end unless `case` says otherwise.

    Raises:
        NoPlan: without costs, or when no aid is in the plan.
        NotInPlan: for an aid named by the wishes to which the plan gives nothing.
        UnlawfulPlan: for wishes that no law allows together.
        WhoDecides: when it isn't known which assembly votes, or when none does.
        WhoPays: for a pooled project whose maître d'ouvrage or whose shares aren't said.
        AidnumError: for wishes that no plan may count on.
    """
    try:
        report = plan(catalogue, project.profile, project.lines, day, project.wishes)
    except NoCosts as error:
        raise NothingToFund from error
    laid = report.plans[-1 if case == "high" else 0]
    _refuse_unfit(laid, report, project.wishes)
    council = _council(catalogue.councils, report)
    members = tuple(_members(report.profile.authorities, project.wishes.others, report.situation))
    alone = replace(report.profile, authorities=report.profile.authorities[:1])
    requests = tuple(_requests(catalogue, report, laid, {one.paid_as for one in members}))
    visas = tuple(_holding(catalogue.visas, report, laid.resources))
    mentions = tuple(_holding(catalogue.mentions, report, [one.resource for one in requests]))
    return Dossier(
        report=report._replace(profile=alone, title=project.statement.title, undated=True),
        plan=laid,
        title=project.statement.title,
        council_day=project.statement.council,
        council=council,
        visas=visas,
        mentions=tuple(one for one in mentions if requests or one.of != "attestation"),
        requests=requests,
        members=members,
        unsure=frozenset(one.id for one in (*visas, *mentions) if _outcome(one, report.situation) is Outcome.UNKNOWN),
    )


def _refuse_unfit(laid: Plan, report: PlanReport, wishes: Wishes) -> None:
    """Refuse a plan that a council can't vote as it was wanted."""
    if laid.illegal:
        raise UnlawfulPlan(laid.illegal)
    paid = {one.name for one in laid.resources if one.amount}
    lost = [name for name in (*wishes.imposed, *wishes.granted, *wishes.expected) if name not in paid]
    untaxed = {one.scheme.id: one.scheme.name for one in report.untaxed}
    if untaxed and (not paid or any(name in untaxed for name in lost)):
        raise UnknownTax([name for one, name in untaxed.items() if one in lost] or list(untaxed.values()))
    if lost:
        raise NotInPlan([report.catalogue.name(name) for name in lost])
    if not paid:
        raise NoPlan("aucune aide n'est sûre à ce jour, il n'y a rien à demander")


def _council(councils: Sequence[Council], report: PlanReport) -> Council:
    """The first that surely is the applicant's."""
    told = [(one, _outcome(one, report.situation)) for one in councils if one.holds_on(report.day)]
    found = next((one for one, outcome in told if outcome is Outcome.YES), None)
    if found is None:
        unsure = any(outcome is not Outcome.NO for _, outcome in told)
        raise WhoDecides(report.situation.vocabulary.facts[_KIND].question if unsure else None)
    return found


def _outcome(one: Stated, situation: Situation) -> Outcome:
    return Outcome.YES if one.when is None else outcome_of(one.when, situation)


def _holding(group: Sequence[S], report: PlanReport, aids: Sequence[Resource]) -> Iterator[S]:
    """What holds for the applicant, for its costs, and for some of these aids."""
    vocabulary = report.situation.vocabulary
    for one in group:
        paid = not one.with_ or any(is_payer(aid.payer, one.with_, vocabulary) for aid in aids)
        costs = one.costs
        bought = costs is None or any(keeps(costs, line.category) is not False for line in report.lines)
        if paid and bought and one.holds_on(report.day) and _outcome(one, report.situation) is not Outcome.NO:
            yield one


def _requests(catalogue: Catalogue, report: PlanReport, laid: Plan, shared: Collection[str | None]) -> Iterator[Request]:
    """The aids of the plan that remain to be asked for, in its order: neither shares of members nor gifts."""
    entries = {entry.scheme.id: entry for entry in check(catalogue, report.profile, report.day).entries}
    for one in laid.resources:
        is_aid = one.scheme or not (one.name in shared or _is_gift(one, report.situation.vocabulary))
        if is_aid and not one.granted:
            pieces = [piece for piece in _holding(catalogue.pieces, report, [one]) if piece.with_]
            yield Request(one, entries.get(one.name) if one.scheme else None, tuple(pieces))


def _is_gift(resource: Resource, vocabulary: Vocabulary) -> bool:
    """Whether what pays is neither a scheme nor public."""
    return resource.scheme is None and resource.payer is not None and not is_payer(resource.payer, (PUBLIC,), vocabulary)


def _members(authorities: Sequence[Authority], others: Sequence[Other], situation: Situation) -> Iterator[Member]:
    """Those with whom a project is pooled, each with its share: that of the aid of another which bears its name."""
    leader, *members = authorities or (None,)
    if not members and not _is_yes(situation, _POOLED):
        return
    shares = {fold(other.name): other for other in others}
    told = [Member(one, shares.get(fold(one.name), shares.get(fold(f"commune {of(one.name)}")))) for one in members]
    unsaid = [one.authority.name for one in told if one.paid is None]
    if leader is None or ((unsaid or not members) and not _is_yes(situation, _PAYS_ALONE)):
        raise WhoPays(leader.name if leader else None, unsaid)
    yield from told


def _is_yes(situation: Situation, fact: str) -> bool:
    return fact in situation.vocabulary.facts and situation[fact].possible == Flags(frozenset({True}))
