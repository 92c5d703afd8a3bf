"""The money of a plan in time: a small table of it, and what is to be paid ahead."""

from collections.abc import Iterator, Sequence
from datetime import date

from aidnum.model.cash import Cash, CashStep, Step
from aidnum.model.plan import Plan
from aidnum.render import cash_wording as say
from aidnum.render import document as doc

_COLUMNS: tuple[tuple[Step, ...], ...] = (("advance",), ("spending", "instalments"), ("balance",), ("recovery",))
_HEADERS = ("Début", "Pendant", "Fin", "Ensuite", "Trésorerie")


def blocks(plan: Plan, day: date | None) -> Iterator[doc.Block]:
    """The steps of a plan, the most that it makes the applicant pay ahead, and what that rests on.

    `day` is of the year of the spending, where that is known. Where nothing comes in, there is nothing to tell.
    """
    if plan.cash is None or len(plan.cash.steps) == 1:
        return
    yield table(plan.cash, day)
    yield doc.Paragraph(say.ahead_text(plan.cash), "strong")
    yield doc.Items(tuple(map(doc.Item, (*say.cautions(plan.cash, day), *say.rule_texts(plan.cash)))))


def table(cash: Cash, day: date | None) -> doc.Table:
    """A row for what is spent, each aid, and each sum that comes back; a column for each time."""
    rows: dict[str | None, list[CashStep]] = {None: []}
    for step in cash.steps:
        rows.setdefault(step.name, []).append(step)
    return doc.Table(
        caption="Trésorerie",
        headers=_HEADERS,
        rows=tuple((*(_cell(steps, times) for times in _COLUMNS), say.head_text(steps[0], day)) for steps in rows.values()),
    )


def _cell(steps: Sequence[CashStep], times: tuple[Step, ...]) -> str:
    return " ".join(say.amount_text(step) for step in steps if step.step in times)
