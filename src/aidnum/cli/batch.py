"""``aidnum batch``."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, NoReturn

from typer import Argument, Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day, read_said
from aidnum.cli.options import ANSWER, AnswerOptions, CatalogueOptions, CostOptions, FactOptions
from aidnum.cli.output import chosen_format, say, warn
from aidnum.cli.progress import progress
from aidnum.errors import AidnumError, BadUsage, UnknownAuthority
from aidnum.french import listed, plural

if TYPE_CHECKING:
    from aidnum.project.project_list import ProjectList
    from aidnum.territory.search import Match

CANDIDATES = 8


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
        Option("--format", metavar="FORMAT", help="terminal, markdown, html, json, csv, ics ou xlsx.", rich_help_panel=ANSWER),
    ] = None


def run(options: Options) -> None:
    """Answer for each project of a list; what can't be read in it is told at once, and the rest goes on."""
    if options.fichier is None:
        raise BadUsage("indiquer la liste à lire", "Par exemple : aidnum batch communes.csv")
    chosen_format(options, "batch")  # a wrong one is told before anything is read
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)

    from aidnum.project.merge import Talk
    from aidnum.project.project_list import open_list
    from aidnum.render.document import View
    from aidnum.report.batch import BatchReport, batch

    said = read_said(options, catalogue)._replace(sheet=None)
    source = open_list(options.fichier, catalogue, said, Talk(_refuse, warn), sheet=options.feuille)
    with progress("lecture", source.total) as step:
        found = source.read(step)
    _tell(found)
    if not found.projects or (options.strict and found.unread):
        raise AidnumError(_unread_words(found))
    with progress("examen", len(found.projects)) as step:
        answers = batch(catalogue, found.projects, day, brief=options.bref, step=step)
    report = BatchReport(catalogue, day, answers, found.unread, brief=options.bref)
    answer(report, options, View(unfold=options.tout))


def _refuse(match: Match) -> NoReturn:
    """Nobody is asked what one name of many means: those it may mean are told."""
    from aidnum.report.territory import candidates
    from aidnum.territory.search import heading

    raise UnknownAuthority(heading(match), [f"  {line}" for line in islice(candidates(match), CANDIDATES)])


def _tell(found: ProjectList) -> None:
    for unread in found.unread:
        warn(unread.sentence)
        for line in (*unread.error.lines, *filter(None, (unread.error.hint,))):
            say(line)
    if found.repeated:
        more = f" et {plural(len(found.repeated) - 1, 'autre', 'autres')}" if len(found.repeated) > 1 else ""
        warn(f"déjà dans la liste, laissé de côté : {found.repeated[0]}{more}")
    if found.aside:
        warn(f"colonnes laissées de côté : {listed([f'« {header} »' for header in found.aside])}")


def _unread_words(found: ProjectList) -> str:
    total = len(found.projects) + len(found.unread)
    return f"{plural(len(found.unread), 'ligne non lue', 'lignes non lues')} sur {total}"
