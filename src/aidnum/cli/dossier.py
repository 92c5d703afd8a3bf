"""``aidnum dossier``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from aidnum.cli.documents import FILES, README, files
from aidnum.cli.folder import refuse_folder, write_folder
from aidnum.cli.inputs import read_catalogue, read_day
from aidnum.cli.options import ANSWER, CheckOptions, ProjectOptions
from aidnum.cli.output import STDOUT, named_format, say, warn
from aidnum.cli.talk import KEPT, say_again, talk
from aidnum.errors import BadUsage
from aidnum.french import fold, long_date
from aidnum.model.reading import shorten
from aidnum.render.formats import served

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aidnum.model.plan import Case
    from aidnum.report.form import FilledForm

CASES: dict[str, Case] = {"bas": "low", "haut": "high"}
_EXAMPLE = "Par exemple : -o dossier"
_ADDRESS = "Celle que donne la préfecture, comme https://demarche.numerique.gouv.fr/commencer/…"
_MOST_YEARS = 10


class Options(ProjectOptions, CheckOptions):
    """The options of ``dossier``; a line that gives the answer again names the folder too."""

    kept = (*KEPT, "cas", "cloture", "formulaire", "output")

    cas: Annotated[
        str | None,
        Option("--cas", metavar="CAS", help="bas ou haut : le plan que les documents écrivent ; bas par défaut."),
    ] = None
    cloture: Annotated[
        str | None,
        Option("--cloture", metavar="AAAA-MM-JJ", help="Le dernier jour de dépôt, quand la fiche ne le dit pas."),
    ] = None
    formulaire: Annotated[
        str | None,
        Option("--formulaire", metavar="ADRESSE", help="L'adresse du formulaire, pour un lien qui le remplit."),
    ] = None
    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="Des documents : docx, odt, markdown ou html.", rich_help_panel=ANSWER),
    ] = None
    output: Annotated[
        str | None,
        Option("-o", "--output", metavar="DOSSIER", help="Le dossier à créer.", rich_help_panel=ANSWER),
    ] = None
    ecraser: Annotated[
        bool, Option("--ecraser", help="Remplace le dossier s'il ne contient rien d'autre.", rich_help_panel=ANSWER)
    ] = False


def run(options: Options) -> None:
    """Write the documents that follow the answer in a new folder."""
    formats = served("dossier")
    chosen = formats[0] if options.format is None else named_format(options.format, formats)
    case, address, folder = _case(options.cas), _address(options.formulaire), _folder(options.output)

    refuse_folder(folder, FILES, replace=options.ecraser)  # before anything is asked
    day = read_day(options.date)
    closing = None if options.cloture is None else _to_come("--cloture", read_day(options.cloture, "--cloture"), day)
    catalogue = read_catalogue(options, day)
    told = talk(options, catalogue, day, needs_costs=True)
    project = told.project
    if project.statement.council is not None:
        _to_come("le conseil", project.statement.council, day)

    from aidnum.render.dates_wording import problem_texts
    from aidnum.report.dates import dates
    from aidnum.report.dossier import dossier
    from aidnum.report.form import filled_forms

    documents = dossier(catalogue, project, day, case)
    forms = filled_forms(documents.plan, documents.report, documents.title)
    if address is not None:
        _refuse_full(address, forms)
    days = dates(documents, closing)
    write_folder(folder, files(documents, days, forms, chosen, address), FILES, replace=options.ecraser)
    for problem in problem_texts(days):
        warn(problem.removesuffix("."))
    say(f"écrit : {folder} ; commencer par {folder / README}")
    say_again(told, "dossier", options)


def _folder(output: str | None) -> Path:
    """The folder to write.

    Raises:
        BadUsage: where none is named.
    """
    if output is None or not output.strip() or output == STDOUT:
        raise BadUsage("indiquer le dossier à créer avec -o", _EXAMPLE)
    return Path(output)


def _case(word: str | None) -> Case:
    if word is None:
        return "low"
    if fold(word) not in CASES:
        raise BadUsage(f"--cas : « {shorten(word)} » inconnu", "Attendu : bas ou haut.")
    return CASES[fold(word)]


def _address(word: str | None) -> str | None:
    """The address of the form, which is never fetched.

    Raises:
        BadUsage: for what is no https address.
    """
    if word is None:
        return None
    from aidnum.render.prefill import bare

    address = bare(word)
    if address is None:
        raise BadUsage(f"--formulaire : « {shorten(word)} » n'est pas une adresse https complète", _ADDRESS)
    if "?" in word or "#" in word:
        warn("--formulaire : ce qui suit « ? » ou « # » dans l'adresse est laissé de côté")
    return address


def _refuse_full(address: str, forms: Sequence[FilledForm]) -> None:
    """Tell an address of no use.

    Raises:
        BadUsage: for one so long that no box has room after it.
    """
    from aidnum.render.prefill import prefilled

    if not forms:
        warn("--formulaire est sans effet : aucune aide de ce plan ne se demande par un formulaire connu")
    for filled in forms:
        made = prefilled(filled, address)
        if made.left_out and made.url == address:
            raise BadUsage("--formulaire : l'adresse est si longue qu'aucune case n'y tient", _ADDRESS)


def _to_come(what: str, given: date, day: date) -> date:
    """A day that is not over, and near enough to be no slip of a key.

    Raises:
        BadUsage: for one before the day of the answer, or years later.
    """
    if given < day:
        hint = f"Donner un jour à venir ; la réponse est celle du {long_date(day)}."
        raise BadUsage(f"{what} : le {long_date(given)} est passé", hint)
    if given.year - day.year > _MOST_YEARS:
        hint = f"Un jour dans les {_MOST_YEARS} ans est attendu ; la réponse est celle du {long_date(day)}."
        raise BadUsage(f"{what} : le {long_date(given)} est trop loin", hint)
    return given
