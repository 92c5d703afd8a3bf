"""A list of projects that a command is given: what can't be read in it is told at once, and the rest goes on."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NoReturn

from aidnum.cli.output import say, warn
from aidnum.cli.progress import progress
from aidnum.cli.spoken import spoken, spoken_lines
from aidnum.errors import AidnumError, BadUsage, RowLeftOut, UnknownAuthority
from aidnum.french import listed, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.project.project_list import ProjectList
    from aidnum.project.said import Said
    from aidnum.territory.search import Match

CANDIDATES, SEARCHED, ASIDE = 8, 500, 6

_LATER = "  Les noms proches ne sont cherchés que pour les premiers noms inconnus : corriger ceux-là, puis relancer."


def read_list(path: str, catalogue: Catalogue, said: Said, *, sheet: str | None, strict: bool = False) -> ProjectList:
    """The projects of a list, for each of which what is `said` holds; a `strict` reading stops at what can't be read.

    Raises:
        BadUsage: for an empty path, or something said that can't be read.
        AidnumError: for a list that can't be read, or of which no project can.
    """
    if not path.strip():
        raise BadUsage("le chemin de la liste est vide", "Donner un fichier, ou un dossier de fichiers de projet.")

    from aidnum.project.merge import Talk
    from aidnum.project.project_list import open_list

    source = open_list(path, catalogue, said, Talk(_refusing(), warn), sheet=sheet)
    with progress("lecture", source.total) as step:
        found = source.read(step)
    _tell(found)
    if not found.projects or (strict and found.unread):
        raise AidnumError(_unread_words(found))
    return found


def _refusing() -> Callable[[Match], NoReturn]:
    """Nobody is asked what one name of many means: those it may mean are told, for as many names as anybody mends at once."""
    from aidnum.report.territory import candidates
    from aidnum.territory.search import heading, unborne

    unknown: list[str] = []

    def refuse(match: Match) -> NoReturn:
        if not match.is_searched:
            unknown.append(match.query)
            if len(unknown) > SEARCHED:
                raise UnknownAuthority(unborne(match), [_LATER] if len(unknown) == SEARCHED + 1 else [])
        raise UnknownAuthority(heading(match), [f"  {line}" for line in islice(candidates(match), CANDIDATES)])

    return refuse


def _tell(found: ProjectList) -> None:
    known: set[str | tuple[str, ...]] = set()
    for unread in found.unread:
        warn(unread.sentence)
        for line in _below(unread.error, known):
            say(line)
    if found.repeated:
        more = f" et {plural(len(found.repeated) - 1, 'autre', 'autres')}" if len(found.repeated) > 1 else ""
        warn(f"déjà dans la liste, laissé de côté : {found.repeated[0]}{more}")
    if found.aside:
        headers = [f"« {header} »" for header in found.aside[:ASIDE]]
        left = len(found.aside) - ASIDE
        warn(f"colonnes laissées de côté : {listed([*headers, plural(left, 'autre', 'autres')] if left > 0 else headers)}")


def _below(error: AidnumError, known: set[str | tuple[str, ...]]) -> Iterator[str]:
    """What stands below a sentence on what isn't read; a way to mend and the values of a fact are told until `known`."""
    if not isinstance(error, RowLeftOut):
        yield from (*spoken_lines(error), *filter(None, (error.hint,)))
        return
    for fault in error.errors:
        sentence, hint = spoken(fault)
        yield f"  {sentence}{f'. {hint}' if hint and hint not in known else ''}"
        yield from (f"  {line}" for line in fault.lines if fault.lines not in known)
        known |= {hint or "", fault.lines}


def _unread_words(found: ProjectList) -> str:
    total = len(found.projects) + len(found.unread)
    return f"{plural(len(found.unread), 'ligne non lue', 'lignes non lues')} sur {total}"
