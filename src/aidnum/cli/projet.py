"""``aidnum projet``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Option

from aidnum.cli.inputs import read_catalogue, read_day
from aidnum.cli.options import ANSWER, AnswerOptions, CheckOptions, ProjectOptions
from aidnum.cli.output import STDOUT, deliver
from aidnum.cli.talk import talk
from aidnum.errors import BadUsage
from aidnum.french import listed
from aidnum.model.reading import shorten
from aidnum.project.said import Statement

FORMATS = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


class Options(ProjectOptions, AnswerOptions, CheckOptions):
    """The options of ``projet``."""

    format: Annotated[str | None, Option("--format", metavar="FORMAT", help="yaml ou json.", rich_help_panel=ANSWER)] = None


def run(options: Options) -> None:
    """Write what is said, or answered, as a project file."""
    as_json = _format(options) == "json"
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)
    project = talk(options, catalogue, day).project
    if project.statement._replace(basis="ht", vat=None, sheet=None) == Statement():  # of no cost, these say nothing
        raise BadUsage("rien n'est dit du projet", "Par exemple : aidnum projet Ploërmel --type donnees -o projet.yaml")

    from aidnum.render.project_file import project_text

    folder = Path() if options.output in (None, STDOUT) else Path(options.output).parent
    deliver(project_text(project.statement, folder, as_json=as_json), options, as_utf8=True)


def _format(options: Options) -> str:
    """The format asked for by option or by the file's extension; YAML otherwise.

    Raises:
        BadUsage: for another, or when the two disagree.
    """
    named = None if options.format is None else FORMATS.get(f".{options.format.strip().lower().removeprefix('.')}")
    if options.format is not None and named is None:
        raise BadUsage(f"--format : « {shorten(options.format)} » inconnu", "Formats : yaml ou json.")
    if options.output in (None, STDOUT):
        return named or "yaml"
    suffix = Path(options.output).suffix.lower()
    found = FORMATS.get(suffix)
    if found is None:
        wrong = f"extension « {shorten(suffix)} » inconnue" if suffix else f"« {shorten(options.output)} » n'a pas d'extension"
        raise BadUsage(f"-o : {wrong}", f"Extensions : {listed(list(FORMATS), 'ou')}.")
    if named not in (None, found):
        raise BadUsage(f"-o {options.output} et --format {options.format} se contredisent", "Garder l'un des deux.")
    return found
