"""``aidnum export``."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_check, read_day, read_view
from aidnum.cli.options import ANSWER, AnswerOptions, CheckOptions, DetailOptions
from aidnum.cli.output import chosen_format
from aidnum.errors import BadUsage


class Options(DetailOptions, AnswerOptions, CheckOptions):
    """The options of ``export``."""

    format: Annotated[
        str | None, Option("--format", metavar="FORMAT", help="markdown, html, json, csv ou ics.", rich_help_panel=ANSWER)
    ] = None


def run(options: Options) -> None:
    """Write the answer to a file whose extension names the format."""
    if options.output is None:
        raise BadUsage("indiquer le fichier à écrire avec -o", "Par exemple : -o resume.md")
    chosen_format(options, "export")
    view = read_view(options)
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)
    profile = read_check(options, catalogue)

    from aidnum.report.check import check

    report = check(catalogue, profile, day, brief=options.bref)
    answer(report, options, view, command="export")
