"""Where everything of a plan stands in the workbook: each sheet names the cells of the others through this."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from aidnum.french import tied
from aidnum.model.budget import CostLine
from aidnum.model.plan import Plan
from aidnum.render.plan_wording import bound_text
from aidnum.render.workbook.formula import Formula, Ref, Sum, Total
from aidnum.render.workbook.words import once
from aidnum.report.plan import PlanReport

ORIGINS, CASH, RULES = "Calcul", "Trésorerie", "Règles"
TOP = 5
PART = Decimal("1e-12")  # so fine that a part of an amount is right to the cent
COST, VAT, WITH_VAT = 2, 3, 4
_SURE = {"low": "Plan bas", "high": "Plan haut", None: "Plan de financement"}
_UNSURE = {"low": "Si confirmé (bas)", "high": "Si confirmé (haut)", None: "Si confirmé"}
_FIRST_BLOCK = 4


class Places(NamedTuple):
    """The cells of one plan: on its own sheet, and in its part of the sheet of origins, which begins at the row `start`.

    Costs are typed on the sheet of the first plan, `typed`, and follow on the others; the tax stands beside them when it
    `is_taxed`: they are counted before it, and each says it.
    """

    rank: int
    name: str
    plan: Plan
    lines: Sequence[CostLine]
    typed: str
    start: int
    is_taxed: bool
    is_sure: bool
    is_alone: bool

    @property
    def first_own(self) -> int:
        """The row of what the applicant borrows, or of its own funds when it borrows nothing."""
        return TOP + len(self.plan.resources)

    @property
    def last(self) -> int:
        """The row of the totals."""
        return max(TOP + len(self.lines), self.first_own + (1 if not self.plan.loan else 2))

    @property
    def total(self) -> Ref:
        """What the project costs."""
        return Ref(self.name, self.last, COST)

    @property
    def paid(self) -> Ref:
        """What is paid for the project, with tax where each cost says it."""
        return self.total._replace(column=WITH_VAT) if self.is_taxed else self.total

    @property
    def own(self) -> Formula:
        """What is left to the applicant, borrowed or not."""
        first = Ref(self.name, self.first_own, self.received)
        return first if not self.plan.loan else Sum((first, first._replace(row=first.row + 1)))

    @property
    def received(self) -> int:
        """The column of what each funder gives: further where costs are told with tax."""
        return (6 if self.is_taxed else 4) + 3

    @property
    def end(self) -> int:
        """The row after its part of the sheet of origins."""
        return self.spent.row + 2 + len(self.told)

    @property
    def told(self) -> list[str]:
        """What is told of the plan beneath its aids: what limits take, and the limits that it reaches."""
        cut = [f"{one.title} : {one.trimmed}" for one in self.plan.resources if one.trimmed]
        reached = [f"Limite atteinte : {bound_text(bound)}" for bound in self.plan.bounds]
        return [tied(sentence) for sentence in once([*cut, *reached])]

    @property
    def spent(self) -> Ref:
        """The costs, at the end of its part of the sheet of origins; the parts of each nature stand on the same row."""
        return Ref(ORIGINS, self.start + 2 + len(self.plan.resources), 5)

    def cost(self, place: int) -> Ref:
        """A cost."""
        return Ref(self.name, TOP + place, COST)

    def amount(self, place: int) -> Ref:
        """What an aid gives."""
        return Ref(self.name, TOP + place, self.received)

    def origin(self, place: int, column: int) -> Ref:
        """A cell of an aid on the sheet of origins."""
        return Ref(ORIGINS, self.start + 1 + place, column)

    def base(self, place: int) -> Ref:
        """What an aid is worked out from."""
        return self.origin(place, 1)

    def laid(self, place: int) -> Ref:
        """What an aid pays of the costs of investment."""
        return self.origin(place, 7)

    def costs(self, places: Sequence[int]) -> Formula:
        """The sum of some costs, those that follow one another as one range."""
        runs: list[list[int]] = []
        for place in places:
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        found = [self.cost(run[0]) if len(run) == 1 else Total(self.cost(run[0]), self.cost(run[-1])) for run in runs]
        return found[0] if len(found) == 1 else Sum(tuple(found))

    @property
    def aids(self) -> Formula:
        """All that the aids give."""
        count = len(self.plan.resources)
        return Total(self.amount(0), self.amount(count - 1)) if count else Decimal(0)


def places_of(report: PlanReport) -> list[Places]:
    """The plans in the order of their sheets: the low one, the high one, then those of the aids to be confirmed."""
    found: list[Places] = []
    taxed = report.basis == "ht" and all(line.ht is not None and line.ttc is not None for line in report.lines)
    for name, plan, is_sure, is_alone in _named(report):
        start, typed = (found[-1].end + 1, found[0].name) if found else (_FIRST_BLOCK, name)
        found.append(Places(len(found), name, plan, report.lines, typed, start, taxed, is_sure, is_alone))
    return found


def _named(report: PlanReport) -> Iterator[tuple[str, Plan, bool, bool]]:
    """Each plan with the name of its sheet, whether its aids are sure, and whether it is alone of its kind; none twice."""
    sure = [plan.resources for plan in report.plans]
    for plans, is_sure, names in ((report.plans, True, _SURE), (report.with_unsure, False, _UNSURE)):
        for plan in plans:
            is_alone = len(plans) == 1
            if not is_sure and plan.resources in sure:
                continue
            yield names[None if is_alone else plan.case], plan, is_sure, is_alone
