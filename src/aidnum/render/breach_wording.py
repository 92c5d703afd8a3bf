"""What is illegal in a plan, in words that a council hears, and what to lower."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from aidnum.engine.sums import to_cents
from aidnum.french import euros, listed, percent
from aidnum.model.plan import Holding, Plan, Resource
from aidnum.model.wishes import PUBLIC
from aidnum.render.plan_wording import aid_name, plan_name
from aidnum.report.plan import PlanReport

_OPTIONS = {"scheme": "--retenir", "granted": "--acquis", "expected": "--attendu", "other": "--autre"}
_ONE = Decimal(1)


class Breach(NamedTuple):
    """A limit that a plan passes: the most that the aids it sums may come to, and what they do come to."""

    holding: Holding
    most: Decimal
    counted: Decimal


def breaches(plan: Plan) -> list[Breach]:
    """The limits that a plan passes, those of the same sums apart."""
    judged = (Breach(each, *_sums(each)) for each in plan.holding)
    return [each for each in judged if each.counted > each.most]


def _sums(holding: Holding) -> tuple[Decimal, Decimal]:
    share = holding.bound.limit.share if holding.bound.limit else _ONE
    lessening = sum((holding.seen[place] for place in holding.lessening), Decimal(0))
    return to_cents(share * (holding.bound.of - lessening)), sum((holding.seen[place] for place in holding.summed), Decimal(0))


def illegal_texts(report: PlanReport) -> Iterator[str]:
    """What is illegal in what was asked for, each sentence once, then what to lower."""
    told: dict[str, list[str]] = {}
    for plan in report.plans:
        for sentence in plain_texts(plan):
            told.setdefault(sentence, []).append(plan_name(plan, report.plans))
    for sentence, names in told.items():
        which = "Plan" if len(names) == len(report.plans) else names[0]
        yield f"{which} illégal : {sentence}."
    yield from dict.fromkeys(way for plan in report.plans for way in _ways_out(plan))


def plain_texts(plan: Plan) -> Sequence[str]:
    """What is illegal in a plan: limits of the same sums are told once, what is no limit of sums as it stands."""
    found = breaches(plan)
    told = {(each.holding.bound.words, each.most, each.counted) for each in found}
    if not found or any(one.scheme and one.scheme.funding.at_most_aid_of for one in plan.resources):
        return plan.illegal
    alike: dict[tuple[Decimal, Decimal], list[Breach]] = {}
    for each in found:
        alike.setdefault((each.most, each.counted), []).append(each)
    return [*plan.illegal[: -len(told)], *(_text(group, plan) for group in alike.values())]


def _text(group: Sequence[Breach], plan: Plan) -> str:
    first = group[0]
    laws = dict.fromkeys(
        each.holding.bound.law.short or each.holding.bound.law.title for each in group if each.holding.bound.law
    )
    said = f"{_who(first, plan)} {_what(first)} : {euros(max(first.most, Decimal(0)))} au plus, et ce plan en compte"
    return f"{said} {euros(first.counted)}" + (f" ({' ; '.join(laws)})" if laws else "")


def _who(breach: Breach, plan: Plan) -> str:
    limit = breach.holding.bound.limit
    if limit is None or not limit.aids:
        return "les aides dépasseraient"
    if limit.aids == (PUBLIC,):
        return "les aides publiques dépasseraient"
    names = [aid_name(plan.resources[place]) for place in breach.holding.summed]
    return f"{names[0]} dépasserait" if len(names) == 1 else f"{listed(names)}, ensemble, dépasseraient"


def _what(breach: Breach) -> str:
    bound = breach.holding.bound
    if bound.limit is None:
        return "le coût du projet"
    whole = {"cost": "du coût du projet", "financing": "de ce que paient le porteur et elles", "base": ""}[bound.limit.of]
    if bound.limit.of == "base":
        whole = f"de la dépense que {bound.scheme.name if bound.scheme else 'la fiche'} retient"
    elif bound.limit.costs == "investment":
        whole = "de l'investissement"
    less = ", autres aides déduites" if any(breach.holding.seen[place] for place in breach.holding.lessening) else ""
    return f"{percent(bound.limit.share)} {whole}{less}"


def _ways_out(plan: Plan) -> Iterator[str]:
    """By how much to lower what, for the limit that is passed by most to hold."""
    found = breaches(plan)
    if not found:
        return
    worst = max(found, key=lambda each: each.counted - each.most)
    wished = [one for one in (plan.resources[place] for place in worst.holding.summed) if one.imposed or one.origin != "scheme"]
    if wished:
        names = listed([f"{aid_name(one)} ({_option(one)})" for one in wished], "ou")
        yield f"Pour y tenir, {euros(worst.counted - worst.most)} de moins : baisser ou retirer {names}."


def _option(one: Resource) -> str:
    return f'{_OPTIONS[one.origin]} "{one.name}"' if one.origin == "other" else f"{_OPTIONS[one.origin]} {one.name}"
