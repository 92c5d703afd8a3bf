"""``aidnum deadlines``."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day, read_days, read_facts
from aidnum.cli.options import ANSWER, AnswerOptions, CatalogueOptions, ProfileOptions
from aidnum.errors import BadUsage


class Options(AnswerOptions, CatalogueOptions, ProfileOptions):
    """The options of ``deadlines``."""

    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="terminal, markdown, html, json, csv ou ics.", rich_help_panel=ANSWER),
    ] = None
    within: Annotated[str | None, Option("--within", metavar="JOURS", help="Celles qui se ferment d'ici tant de jours.")] = None
    all: Annotated[bool, Option("--all", help="Toutes, passées et à venir.")] = False


def run(options: Options) -> None:
    """Show the application windows."""
    if options.all and options.within is not None:
        raise BadUsage("--all et --within se contredisent", "Garder l'un des deux.")
    within = None if options.within is None else read_days(options.within, "--within")
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)

    from aidnum.report.deadlines import deadlines

    profile = read_facts(options, catalogue)
    asked = profile if profile.facts or profile.found else None
    answer(deadlines(catalogue, day, asked, within=within, everything=options.all), options)
