"""What must come before a project starts, for the aids of a plan."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from aidnum.engine.limits import is_payer
from aidnum.model.plan import Resource
from aidnum.model.scheme import Start
from aidnum.report.plan import PlanReport

Awaited: TypeAlias = Start | Literal["unknown"]


def awaited(resource: Resource, report: PlanReport) -> Awaited:
    """What the sheet of an aid says, else the text on who pays it."""
    apply = resource.scheme.apply if resource.scheme else None
    if apply is not None and apply.start is not None:
        return apply.start
    awaits_receipt = any(
        is_payer(resource.payer, one.with_, report.situation.vocabulary)
        for one in report.catalogue.delays
        if one.step == "first-act" and one.delay and one.delay.after == "receipt" and one.holds_on(report.day)
    )
    return "receipt" if awaits_receipt else "unknown"


def by_awaited(resources: Sequence[Resource], report: PlanReport) -> dict[Awaited, list[Resource]]:
    """Some aids by what must come before."""
    found: dict[Awaited, list[Resource]] = {}
    for one in resources:
        found.setdefault(awaited(one, report), []).append(one)
    return found
