"""``aidnum plan``."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

from typer import Option

from aidnum.cli.answer import FOR_PROGRAMS
from aidnum.cli.inputs import pairs, read_catalogue, read_day, read_project
from aidnum.cli.options import ANSWER, AnswerOptions, CheckOptions
from aidnum.cli.output import chosen_format, deliver, deliver_bytes
from aidnum.cli.screen import screen
from aidnum.errors import BadUsage
from aidnum.model.reading import Unreadable, read_money, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aidnum.report.plan import PlanReport

HELP = "Le meilleur plan de financement que la loi permet, et pourquoi."
PLANNED = ("terminal", "markdown", "json", "csv", "xlsx")


class Options(AnswerOptions, CheckOptions):
    """The options of ``plan``."""

    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="terminal, markdown, json, csv ou xlsx.", rich_help_panel=ANSWER),
    ] = None
    retenir: Annotated[
        list[str] | None, Option("--retenir", metavar="FICHE", help="Impose cette aide dans le plan. Répétable.")
    ] = None
    acquis: Annotated[
        list[str] | None, Option("--acquis", metavar="FICHE=EUROS", help="Une aide déjà accordée. Répétable.")
    ] = None


def run(options: Options) -> None:
    """Propose a plan."""
    name = chosen_format(options, PLANNED)
    day = read_day(options.date)
    granted = _granted(options.acquis)
    catalogue = read_catalogue(options, day)
    project = read_project(options, catalogue)

    from aidnum.report.plan import Wishes, plan

    report = plan(catalogue, project.profile, project.lines, day, Wishes(options.retenir or (), granted))
    _give(report, name, options)


def _give(report: PlanReport, name: str, options: Options) -> None:
    """The plan in the format asked for: one module of ``render.plan`` each."""
    if name == "xlsx":
        from aidnum.render.plan.xlsx import render as workbook

        deliver_bytes(workbook(report), options)
    elif name == "terminal":
        from aidnum.render.plan.terminal import render as page

        deliver(page(report, screen(to_file=options.output is not None)), options)
    else:
        module = {"markdown": "markdown", "json": "as_json", "csv": "as_csv"}[name]
        text = str(import_module(f"aidnum.render.plan.{module}").render(report))
        deliver(text, options, as_utf8=name in FOR_PROGRAMS)


def _granted(words: Sequence[str] | None) -> dict[str, Decimal]:
    granted: dict[str, Decimal] = {}
    for name, value in pairs("--acquis", words, "FICHE=EUROS"):
        if name in granted:
            raise BadUsage(f"--acquis : « {shorten(name)} » est donnée deux fois", "Additionner les deux montants.")
        try:
            granted[name] = read_money(value)
        except Unreadable as error:
            raise BadUsage(f"--acquis {shorten(name)} : {error}") from error
    return granted
