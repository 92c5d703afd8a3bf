"""The workbook of a plan, the same sheets for every kind of file, and that of a list."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from aidnum.french import long_date, plural
from aidnum.render.workbook.batch_sheets import batch_sheets
from aidnum.render.workbook.cash_sheet import cash_sheets
from aidnum.render.workbook.formula import YES, Ref
from aidnum.render.workbook.origin_sheet import origin_sheet
from aidnum.render.workbook.places import places_of
from aidnum.render.workbook.plan_sheet import plan_sheet
from aidnum.render.workbook.rule_sheet import all_held, rule_sheet
from aidnum.render.workbook.sheet import Sheet, values
from aidnum.render.workbook.words import subtitle
from aidnum.report.batch import BatchReport
from aidnum.report.plan import PlanReport


class Book(NamedTuple):
    """What a workbook holds: its title, its day, its sheets, and what each of the formulas in their cells gives."""

    title: str
    day: date
    sheets: tuple[Sheet, ...]
    given: Mapping[Ref, Decimal | str]

    @property
    def length(self) -> int:
        """How many rows its sheets have."""
        return sum(sheet.length for sheet in self.sheets)


def book_of(report: PlanReport) -> Book:
    """A sheet for each plan, then where each euro comes from, when it does, and the rules."""
    every = places_of(report)
    before = *(plan_sheet(at, report) for at in every), origin_sheet(every, report), *cash_sheets(every, report)
    sheets = *before, rule_sheet(every, report)
    given = values(sheets)
    unsaid = frozenset(at.rank for at in every if at.plan.illegal and given[all_held(at)] == YES)
    if unsaid:
        sheets = *before, rule_sheet(every, report, unsaid)
        given = values(sheets)
    return Book(" — ".join(filter(None, ("Plan de financement", report.title, subtitle(report)))), report.day, sheets, given)


def book_for(report: PlanReport | BatchReport) -> Book:
    """The workbook of a report."""
    return batch_book(report) if report.kind == "batch" else book_of(report)


def batch_book(report: BatchReport) -> Book:
    """A sheet that crosses projects and schemes, then a list of them, then what wasn't read, if anything.

    Raises:
        AidnumError: for more than sheets hold.
    """
    title = f"Aides numériques — {plural(len(report.answers), 'projet', 'projets')}, au {long_date(report.day)}"
    return Book(title, report.day, tuple(batch_sheets(report, title)), {})
