"""The one table of formats, and what they say: any of the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from aidnum.report.batch import BatchReport
    from aidnum.report.budget import BudgetReport
    from aidnum.report.check import CheckReport
    from aidnum.report.deadlines import DeadlinesReport
    from aidnum.report.listing import FactsReport, ListReport, ShowReport
    from aidnum.report.news import NewsReport
    from aidnum.report.partners import PartnersReport
    from aidnum.report.plan import PlanReport
    from aidnum.report.reach import ReachReport
    from aidnum.report.territory import TerritoryReport

    Report: TypeAlias = (
        BatchReport
        | BudgetReport
        | CheckReport
        | DeadlinesReport
        | FactsReport
        | ListReport
        | NewsReport
        | PartnersReport
        | PlanReport
        | ReachReport
        | ShowReport
        | TerritoryReport
    )

ForPeople: TypeAlias = Literal["terminal", "docx", "odt", "markdown", "html"]
Name: TypeAlias = Literal[ForPeople, "json", "csv", "ics", "xlsx", "ods", "parquet"]
Command: TypeAlias = Literal[
    "batch",
    "budget",
    "check",
    "deadlines",
    "dossier",
    "export",
    "facts",
    "list",
    "news",
    "partners",
    "plan",
    "reach",
    "show",
    "territory",
]
_PRINTING: tuple[Command, ...] = (
    "batch",
    "budget",
    "check",
    "deadlines",
    "facts",
    "list",
    "news",
    "partners",
    "plan",
    "reach",
    "show",
    "territory",
)
_EVERY: tuple[Command, ...] = (*_PRINTING, "export")
_EVERY_PAGE: tuple[Command, ...] = (*_EVERY, "dossier")


class Format(Struct, frozen=True):
    """A format. `content` is text in the words of the terminal, text in UTF-8 whatever the terminal speaks, or bytes."""

    name: Name
    extension: str
    for_people: bool
    content: Literal["text", "utf-8", "bytes"]
    commands: tuple[Command, ...]


FORMATS = (
    Format("terminal", ".txt", for_people=True, content="text", commands=_PRINTING),
    Format("docx", ".docx", for_people=True, content="bytes", commands=("dossier",)),
    Format("odt", ".odt", for_people=True, content="bytes", commands=("dossier",)),
    Format("markdown", ".md", for_people=True, content="text", commands=_EVERY_PAGE),
    Format("html", ".html", for_people=True, content="utf-8", commands=_EVERY_PAGE),
    Format("json", ".json", for_people=False, content="utf-8", commands=_EVERY),
    Format("csv", ".csv", for_people=False, content="utf-8", commands=_EVERY),
    Format("ics", ".ics", for_people=False, content="utf-8", commands=("export", "deadlines", "batch")),
    Format("xlsx", ".xlsx", for_people=False, content="bytes", commands=("plan", "batch")),
    Format("ods", ".ods", for_people=False, content="bytes", commands=("plan", "batch")),
    Format("parquet", ".parquet", for_people=False, content="bytes", commands=("reach",)),
)


def served(command: Command) -> tuple[Format, ...]:
    """The formats in which a command answers, the usual one first."""
    return tuple(known for known in FORMATS if command in known.commands)
