"""``aidnum batch``."""

from __future__ import annotations

from os.path import realpath
from typing import Annotated

from typer import Argument, Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day, read_said
from aidnum.cli.options import ANSWER, AnswerOptions, CatalogueOptions, CostOptions, FactOptions
from aidnum.cli.output import chosen_format
from aidnum.cli.progress import progress
from aidnum.cli.project_list import read_list
from aidnum.errors import BadUsage


class Options(AnswerOptions, CatalogueOptions, CostOptions, FactOptions):
    """The options of ``batch``."""

    fichier: Annotated[
        str | None,
        Argument(
            metavar="[FICHIER]", help="La liste : CSV, XLSX, ODS, ou un dossier de fichiers de projet.", show_default=False
        ),
    ] = None
    feuille: Annotated[str | None, Option("--feuille", metavar="FEUILLE", help="La feuille du classeur où est la liste.")] = (
        None
    )
    tout: Annotated[bool, Option("--tout", help="Toutes les aides, et les noms entiers.", rich_help_panel=ANSWER)] = False
    bref: Annotated[bool, Option("--bref", help="Seulement ce qui peut encore être demandé.", rich_help_panel=ANSWER)] = False
    strict: Annotated[bool, Option("--strict", help="S'arrête si une ligne ne se lit pas.")] = False
    format: Annotated[
        str | None,
        Option(
            "--format", metavar="FORMAT", help="terminal, markdown, html, json, csv, ics, xlsx ou ods.", rich_help_panel=ANSWER
        ),
    ] = None


def run(options: Options) -> None:
    """Answer for each project of a list; what can't be read in it is told at once, and the rest goes on."""
    if options.fichier is None:
        raise BadUsage("indiquer la liste à lire", "Par exemple : aidnum batch communes.csv")
    chosen = chosen_format(options, "batch")  # a wrong one is told before anything is read
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)

    from aidnum.render.document import View
    from aidnum.report.batch import BatchReport, batch

    said = read_said(options, catalogue)._replace(sheet=None)
    found = read_list(options.fichier, catalogue, said, sheet=options.feuille, strict=options.strict)
    if chosen.name in ("xlsx", "ods") and not options.bref:
        from aidnum.render.workbook.batch_sheets import hold

        hold(len(found.projects) * len(catalogue.overview.sketches))
    with progress("examen", len(found.projects)) as step:
        answers = batch(catalogue, found.projects, day, brief=options.bref, step=step)
    place = f"{realpath(options.fichier)}#{options.feuille or ''}"
    report = BatchReport(catalogue, day, answers, found.unread, place=place, brief=options.bref)
    answer(report, options, View(unfold=options.tout))
