"""A list of projects that a command is given: what can't be read in it is told at once, and the rest goes on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from aidnum.cli.output import say, warn
from aidnum.cli.progress import progress
from aidnum.cli.spoken import spoken, spoken_lines
from aidnum.errors import AidnumError, BadUsage, InFile, RowLeftOut, UnknownAuthority
from aidnum.french import listed, number, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

    unclear = _Unclear()
    source = open_list(path, catalogue, said, Talk(unclear.refuse, warn), sheet=sheet)
    with progress("lecture", source.total) as step:
        found = source.read(step)
    unclear.rank(found)
    _tell(found)
    if not found.projects or (strict and found.unread):
        raise AidnumError(_unread_words(found))
    return found


class _Unclear:
    """What the names of a list may mean. Nobody is asked: it is told, for as many names as anybody mends at once."""

    def __init__(self) -> None:
        self.matches: dict[AidnumError, Match] = {}
        self.unknown = 0

    def refuse(self, match: Match) -> NoReturn:
        """Refuse a name, with those that it may mean.

        Raises:
            UnknownAuthority: in any case.
        """
        from aidnum.render.asking import OUTSIDE
        from aidnum.territory.search import heading, unborne

        self.unknown += not match.is_searched
        if not match.is_searched and self.unknown > SEARCHED:
            raise UnknownAuthority(unborne(match), [_LATER] if self.unknown == SEARCHED + 1 else [])
        error = UnknownAuthority(heading(match), *_candidates(match, frozenset()))
        if match.is_outside:
            error.hint = OUTSIDE
        self.matches[error] = match
        raise error

    def rank(self, found: ProjectList) -> None:
        """Put first those who lie in a département where half of the list does."""
        count = Counter(
            code for one in found.projects for known in one.project.profile.authorities for code in known.departements
        )
        home = frozenset(code for code, times in count.items() if 2 * times >= len(found.projects))
        for unread in found.unread if home else ():
            error = unread.error.error if isinstance(unread.error, InFile) else unread.error
            if isinstance(error, UnknownAuthority) and error in self.matches:
                lines, error.keys = _candidates(self.matches[error], home)
                error.lines = unread.error.lines = lines


def _candidates(match: Match, home: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first of those that a name may mean, those who bear it, then those at home: a line each, how many are left; keys."""
    from aidnum.report.territory import brief
    from aidnum.territory.search import borne_by

    bear = borne_by(match.query)
    ranked = sorted(match.authorities, key=lambda one: (one not in bear, home.isdisjoint(one.departements)))
    shown = (ranked or match.behind)[:CANDIDATES]
    left = len(ranked) - CANDIDATES + match.more
    lines = [f"  {brief(known, match.words(known), is_former=match.is_former(known))}" for known in shown]
    if left > 0:
        lines.append(f"  et {plural(left, 'autre', 'autres')}")
    return tuple(lines), tuple(known.key for known in shown)


def _tell(found: ProjectList) -> None:
    known: set[str | tuple[str, ...]] = set()
    for unread in found.unread:
        warn(unread.sentence)
        for line in _below(unread.error, known):
            say(line)
    _tell_some("doublons laissés de côté", [f"{one.name} ({one.where}, comme {one.first})" for one in found.repeated])
    _tell_some("lignes de total laissées de côté", found.totals)
    former = [f"{one.former} pour {one.name} ({one.where})" for one in found.projects if one.former]
    _tell_some("noms d'avant, ou d'une partie de commune", former)
    far = [
        f"{one.name} ({number(one.apart[0])} au lieu de {number(one.apart[1])}, {one.where})"
        for one in found.projects
        if one.apart is not None
    ]
    _tell_some("populations de la liste, très loin de celles de l'Insee et prises quand même", far)
    _tell_some("colonnes laissées de côté", [f"« {header} »" for header in found.aside])
    if len(found.sheets) > 1:
        first, *others = (f"« {name} »" for name in found.sheets)
        has = "a aussi une liste" if len(others) == 1 else "ont aussi une liste"
        warn(f"feuille {first} lue ; {listed(others)} {has} : --feuille")


def _tell_some(what: str, found: Sequence[str]) -> None:
    """Say what holds for some of a list: the first, and how many others."""
    if found:
        left = len(found) - ASIDE
        others = [plural(left, "autre", "autres")] if left > 0 else []
        warn(f"{what} : {listed([*found[:ASIDE], *others])}")


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
    return f"{plural(len(found.unread), 'ligne non lue', 'lignes non lues')} sur {number(total)}"
