"""``aidnum plan``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import pairs, read_catalogue, read_day, read_project
from aidnum.cli.options import ANSWER, AnswerOptions, CheckOptions
from aidnum.cli.output import chosen_format
from aidnum.errors import BadUsage
from aidnum.model.reading import Unreadable, read_money, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence


class Options(AnswerOptions, CheckOptions):
    """The options of ``plan``."""

    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="terminal, markdown, html, json, csv ou xlsx.", rich_help_panel=ANSWER),
    ] = None
    retenir: Annotated[
        list[str] | None, Option("--retenir", metavar="FICHE", help="Impose cette aide dans le plan. Répétable.")
    ] = None
    acquis: Annotated[
        list[str] | None, Option("--acquis", metavar="FICHE=EUROS", help="Une aide déjà accordée. Répétable.")
    ] = None


def run(options: Options) -> None:
    """Propose a plan."""
    chosen_format(options, "plan")  # a wrong one is told before the plan is worked out
    day = read_day(options.date)
    granted = _granted(options.acquis)
    catalogue = read_catalogue(options, day)
    project = read_project(options, catalogue)

    from aidnum.report.plan import Wishes, plan

    answer(plan(catalogue, project.profile, project.lines, day, Wishes(options.retenir or (), granted)), options)


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
