"""``aidnum plan``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day
from aidnum.cli.options import ANSWER, AnswerOptions, CheckOptions, WishOptions
from aidnum.cli.output import chosen_format, warn
from aidnum.cli.talk import say_again, talk
from aidnum.french import listed

if TYPE_CHECKING:
    from aidnum.model.wishes import Wishes


class Options(WishOptions, AnswerOptions, CheckOptions):
    """The options of ``plan``."""

    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="terminal, markdown, html, json, csv ou xlsx.", rich_help_panel=ANSWER),
    ] = None


def run(options: Options) -> None:
    """Propose a plan."""
    chosen_format(options, "plan")  # a wrong one is told before the plan is worked out
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)
    told = talk(options, catalogue, day, needs_costs=True)
    project = told.project
    wishes = project.statement.wishes

    from aidnum.report.plan import plan

    report = plan(catalogue, project.profile, project.lines, day, wishes)
    _warn_unlaid(wishes)
    answer(report, options)
    say_again(told, "plan", options)


def _warn_unlaid(wishes: Wishes) -> None:
    """Say what is wished and no plan lays yet."""
    unlaid = {"attendu": wishes.expected, "autre": wishes.others, "emprunt": wishes.loan}
    named = [key for key, said in unlaid.items() if said]
    if named:
        warn(f"le plan ne tient pas encore compte de {listed(named)}")
