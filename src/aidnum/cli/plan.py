"""``aidnum plan``."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day
from aidnum.cli.options import ANSWER, AnswerOptions, CheckOptions, WishOptions
from aidnum.cli.output import chosen_format
from aidnum.cli.talk import say_again, talk


class Options(WishOptions, AnswerOptions, CheckOptions):
    """The options of ``plan``."""

    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="terminal, markdown, html, json, csv, xlsx ou ods.", rich_help_panel=ANSWER),
    ] = None
    detail: Annotated[
        bool,
        Option("--detail", help="Aussi le calcul de chaque aide, pourquoi pas autrement, les règles.", rich_help_panel=ANSWER),
    ] = False


def run(options: Options) -> None:
    """Propose a plan."""
    chosen_format(options, "plan")  # a wrong one is told before the plan is worked out
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)
    told = talk(options, catalogue, day, needs_costs=True)
    project = told.project
    wishes = project.wishes

    from aidnum.render.document import View
    from aidnum.report.plan import plan

    report = plan(catalogue, project.profile, project.lines, day, wishes)._replace(title=project.statement.title)
    answer(report, options, View(detail=options.detail))
    say_again(told, "plan", options)
