"""A list of projects: a table with one a row, as people keep it, or a folder of project files.

A row is a project file laid flat: what its columns say is read by the same readers, at its cell. What one project has wrong is
kept beside those that are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from aidnum.catalogue.diagnostics import Mark
from aidnum.catalogue.files import STDIN
from aidnum.errors import AidnumError, InFile, RowLeftOut, SeveralInFile, UnknownAuthority, UnknownValue
from aidnum.french import capital, fold, plural
from aidnum.model.reading import shorten
from aidnum.project.grid import column_letters
from aidnum.project.keys import Reading
from aidnum.project.list_columns import Columns, text_of
from aidnum.project.list_headers import columns_of, is_answer, named_in
from aidnum.project.merge import Talk, merged, read_project
from aidnum.project.placed import Placed
from aidnum.project.places import agrees, exactly_one, unmistakable
from aidnum.project.project_file import Filed, filed_in
from aidnum.project.statement import read_statement
from aidnum.territory.codes import by_code
from aidnum.territory.names import key_of
from aidnum.territory.nearest import distance
from aidnum.territory.search import MOST, bore, borne_by

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.authority import Authority
    from aidnum.model.profile import Profile
    from aidnum.project.grid import Cell, Grid
    from aidnum.project.said import Project, Said, Statement
    from aidnum.territory.search import Match

    _Row = tuple[int, tuple[Cell, ...]]

WHAT = "liste"
PROJECTS = (".yaml", ".yml", ".json")
_EACH = "Donner une collectivité par ligne, par son nom ou un code."
_SEVERAL = "Plusieurs mots dans une cellule se séparent par une virgule ou un point-virgule."
_OTHER_JOINTS = re.compile(r"[|/+&]|\bet\b")
_SLIPS = 2
_POPULATION, _FAR = "population", 2


class Listed(NamedTuple):
    """A project that was read, and where it stands: ``liste.csv:5``, or the path of its file.

    `former` is the name that it gives of a commune that bears another today; `apart` are the population that it gives and that
    of open data, where one is more than twice the other.
    """

    where: str
    project: Project
    former: str = ""
    apart: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """Who carries it; where it stands, if that isn't said."""
        return " ; ".join(known.name for known in self.project.profile.authorities) or self.where


class Unread(NamedTuple):
    """A project that couldn't be read: where it stands, what it was called there, why not."""

    where: str
    name: str
    error: AidnumError

    @property
    def sentence(self) -> str:
        """Why not, with where."""
        is_placed = isinstance(self.error, InFile | SeveralInFile | RowLeftOut)
        return self.error.message if is_placed else f"{self.where} : {self.error.message}"


class Repeated(NamedTuple):
    """A project that stands again, and where it stood `first`."""

    where: str
    name: str
    first: str


class ProjectList(NamedTuple):
    """What a list holds, in its order, each project once; `aside` are the columns that say nothing here.

    `sheets` are the one that is read, then others that seem to be lists; `totals` are where rows only sum up others.
    """

    projects: tuple[Listed, ...]
    unread: tuple[Unread, ...] = ()
    aside: tuple[str, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    sheets: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()


class Source(NamedTuple):
    """A list that is opened and of which nothing is read yet: `total` projects, one after another in `rows`."""

    total: int
    rows: Iterator[Listed | Unread]
    aside: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()

    def read(self, step: Callable[[], None] = lambda: None) -> ProjectList:
        """All of it; `step` is called after each."""
        known: dict[tuple[Authority, ...], list[Listed]] = {}
        projects: list[Listed] = []
        unread: list[Unread] = []
        repeated: list[Repeated] = []
        for row in self.rows:
            if isinstance(row, Unread):
                unread.append(row)
            elif first := _first(row, known):
                repeated.append(Repeated(row.where, row.name, first.where))
            else:
                projects.append(row)
            step()
        return ProjectList(tuple(projects), tuple(unread), self.aside, tuple(repeated), self.sheets, self.totals)


def _first(row: Listed, known: dict[tuple[Authority, ...], list[Listed]]) -> Listed | None:
    """The same project of the same authorities, if it is `known`; of those that name nobody, each is another."""
    if not (who := row.project.profile.authorities):
        return None
    carried = known.setdefault(who, [])
    first = next((other for other in carried if _same(other.project) == _same(row.project)), None)
    if first is None:
        carried.append(row)
    return first


def _same(project: Project) -> tuple[Profile, str | None]:
    return project.profile, project.statement.title


def open_list(path: str, catalogue: Catalogue, said: Said, talk: Talk, *, sheet: str | None = None) -> Source:
    """The projects of a file or a folder; what is `said` holds for each, and wins over what the list says of it.

    Raises:
        BadUsage: for something said that can't be read.
        AidnumError: for a list that can't be read, or that names nobody.
    """
    own = read_statement(catalogue, said)
    files = _files(path)
    if files:
        is_alone = files == [Path(path)]
        return Source(len(files), _of_files(files, catalogue, said, talk, is_alone=is_alone))
    from aidnum.project.filling import LIST
    from aidnum.project.spreadsheets import read_grids

    sheets = _sheets(read_grids(path, WHAT, LIST), path, sheet, talk.warn)
    grid = sheets[0]
    columns = columns_of(grid, catalogue.vocabulary, path)
    below = (row for row in grid.rows if row[0] > columns.head)
    rows = [row for row in below if any(columns.said(row[1])) or any(columns.unusable(row[1]))]
    totals = tuple(f"{path}:{grid.where(number, columns.first)}" for number, cells in rows if columns.is_total(cells))
    rows = [row for row in rows if not columns.is_total(row[1])] if totals else rows
    if not rows:
        raise AidnumError(f"{WHAT} « {path} » : aucune ligne à lire", _EACH)
    table = _Table(path, grid, columns, catalogue, own, talk)
    table.tell(rows)
    if columns.is_answer:
        rows = list({columns.said(cells): (number, cells) for number, cells in reversed(rows)}.values())[::-1]
    names = tuple(shorten(grid.name or "") for grid in sheets)
    return Source(len(rows), map(table.read, rows), columns.aside, names, totals)


def _files(path: str) -> list[Path]:
    """The project files that a path means; none where it is a table."""
    place = Path(path)
    if path == STDIN or not place.is_dir():
        return [place] if place.suffix.lower() in PROJECTS else []
    found = sorted(file for file in place.iterdir() if file.suffix.lower() in PROJECTS and file.is_file())
    if not found:
        raise AidnumError(f"le dossier « {path} » ne contient aucun fichier de projet", f"Extensions : {', '.join(PROJECTS)}.")
    return found


def _of_files(
    files: Iterable[Path], catalogue: Catalogue, said: Said, talk: Talk, *, is_alone: bool
) -> Iterator[Listed | Unread]:
    """The project of each file; what is wrong with one that stands for the whole list stops."""
    for file in files:
        try:
            yield Listed(str(file), read_project(catalogue, said._replace(file=file), *talk))
        except AidnumError as error:
            if is_alone:
                raise
            yield Unread(str(file), file.stem, error)


def _sheets(grids: tuple[Grid, ...], path: str, wanted: str | None, warn: Callable[[str], None]) -> list[Grid]:
    """The sheet that is wanted, else the first that names somebody, else any, before the others that do as well.

    One that ``batch`` wrote with codes stands for all of its workbook.
    """
    if wanted is not None:
        grids = tuple(grid for grid in grids if fold(grid.name or "") == fold(wanted)) or _refuse_sheet(grids, path, wanted)
    faults = [f"{path}:{grid.fault}" for grid in grids if grid.fault]
    filled = [grid for grid in grids if grid.rows]
    if not filled:
        raise AidnumError(faults[0] if faults else f"{WHAT} « {path} » : rien n'y est écrit", None if faults else _EACH)
    for fault in faults:
        warn(f"une feuille n'est pas lue : {fault}")
    first, *others = [grid for grid in filled if named_in(grid)] or filled
    answer = next(filter(is_answer, (first, *others)), None)
    return [first, *(grid for grid in others if len(grid.rows) > 1)] if answer is None else [answer]


def _refuse_sheet(grids: tuple[Grid, ...], path: str, wanted: str) -> NoReturn:
    names = ", ".join(shorten(grid.name) for grid in grids if grid.name is not None)
    hint = f"Feuilles : {names}." if names else "Ce fichier n'a pas de feuilles."
    raise AidnumError(f"{WHAT} « {path} » : aucune feuille « {shorten(wanted)} »", hint)


class _Cells(Placed):
    """Collects what is wrong in a row, at its cells."""

    def __init__(self, path: str, grid: Grid, cells: tuple[Cell, ...]) -> None:
        super().__init__(path)
        self._grid = grid
        self._cells = cells

    def where(self, mark: Mark) -> str:
        """A cell as people name it: ``liste.csv:5``, ``liste.xlsx:Feuil1!B5``."""
        return f"{self.path}:{self._grid.where(mark.line, mark.column - 1)}"

    def add(self, mark: Mark, error: AidnumError) -> None:
        """Add a fault; where words seem to be set apart otherwise than they are, say how."""
        if isinstance(error, UnknownValue) and _OTHER_JOINTS.search(text_of(self._cells, mark.column - 1)):
            error.hint = f"{error.hint} {_SEVERAL}" if error.hint else _SEVERAL
        super().add(mark, error)


class _Table(NamedTuple):
    """A table whose columns are known, and what its rows are read with."""

    path: str
    grid: Grid
    columns: Columns
    catalogue: Catalogue
    own: Statement
    talk: Talk

    def tell(self, rows: Sequence[_Row]) -> None:
        """Say what of the table isn't read."""
        if self.columns.is_answer:
            self.talk.warn(f"« {self.path} » est une réponse d'aidnum : les lignes d'un même projet n'en font qu'un")
        if self.columns.unclear:
            self.talk.warn(f"{self.path} : {self.columns.unclear}")
        beyond = [(number, column) for number, cells in rows for column in self.columns.beyond(cells)]
        if beyond:
            (number, column), *more = beyond
            others = f" et {plural(len(more), 'autre', 'autres')}" if more else ""
            place = f"{self.path}:{self.grid.where(number, column)}, colonne {column_letters(column)}"
            self.talk.warn(f"cellule sans en-tête, laissée de côté : {place}{others}")

    def read(self, row: _Row) -> Listed | Unread:
        """The project of a row."""
        number, cells = row
        where = f"{self.path}:{self.grid.where(number, self.columns.first)}"
        names = self.columns.who(cells)
        try:
            statement = self._statement(number, cells)._replace(names=names)
        except (InFile, SeveralInFile) as error:
            name = shorten(self.columns.name(cells) or self.columns.code(cells))
            errors = error.errors if isinstance(error, SeveralInFile) else (error,)
            return Unread(where, " ; ".join(names), RowLeftOut(where, name, errors))
        if not names:
            return Unread(where, "", AidnumError("aucun nom ni code sur cette ligne"))
        try:
            talk = self.talk._replace(
                choose=lambda match: self._choose(match, cells), warn=lambda said: self.talk.warn(f"{where} : {said}")
            )
            project = merged(self.catalogue, self.own, Filed(statement, where), talk)
            if not self.own.names:
                self._compare(cells, project.profile.authorities[0], talk)
        except AidnumError as error:
            return Unread(where, " ; ".join(names), error)
        profile = self._without_known(project.profile)
        return Listed(where, project._replace(profile=profile), self._former(cells, profile), self._apart(profile))

    def _former(self, cells: tuple[Cell, ...], profile: Profile) -> str:
        """What a row calls its authority, if that is the name of a commune that bears another today."""
        name = self.columns.name(cells)
        is_former = not self.own.names and name and any(bore(name, known) for known in profile.authorities)
        return shorten(name) if is_former else ""

    def _apart(self, profile: Profile) -> tuple[int, int] | None:
        """The population that a row gives and that of open data, where they are far from one another."""
        given, found = profile.facts.get(_POPULATION), profile.found.get(_POPULATION)
        if _POPULATION in self.own.facts or found is None or not (isinstance(given, int) and isinstance(found.value, int)):
            return None
        return (given, found.value) if max(given, found.value) > _FAR * min(given, found.value) else None

    def _choose(self, match: Match, cells: tuple[Cell, ...]) -> Authority:
        """What is picked for an unclear name; beside a place where nobody bears it, those who do elsewhere are told."""
        why = None if self.own.names or match.is_searched else self.columns.elsewhere(cells)
        if why and (bearers := borne_by(self.columns.name(cells))):
            raise _contradiction(why, bearers)
        return (self.talk.choose or exactly_one)(match)

    def _compare(self, cells: tuple[Cell, ...], found: Authority, talk: Talk) -> None:
        """Refuse a name beside the code of another, or beside a postal code where it isn't: a column that slipped shows so.

        A name that nobody bears is only told, unless it is near that of the code.
        """
        name, code = self.columns.name(cells), self.columns.code(cells)
        if code and name and found not in (bearers := borne_by(name)):
            if bearers:
                raise _contradiction(f"le code est celui de {found.name}, non de « {shorten(name)} »", [found, *bearers])
            if not _is_like(key_of(name), key_of(found.name)):
                talk.warn(f"le code est pris, qui est celui de {found.name} : « {shorten(name)} » n'est le nom de personne")
        for postal in () if code or "commune" not in found.kinds else self.columns.postal(cells):
            served = by_code(f"cp:{postal}")
            if served and found not in served:
                raise _contradiction(f"« {shorten(name)} » n'a pas {postal} pour code postal", [found, *served])

    def _without_known(self, profile: Profile) -> Profile:
        """A profile without what its row only says again of its authority: open data say it whole."""
        known = {
            name
            for name, value in profile.facts.items()
            if name in profile.found and name not in self.own.facts and agrees(value, profile.found[name])
        }
        return replace(profile, facts={name: value for name, value in profile.facts.items() if name not in known})

    def _statement(self, number: int, cells: tuple[Cell, ...]) -> Statement:
        root = self.columns.fields(number, cells, self.catalogue.vocabulary)
        placed = _Cells(self.path, self.grid, cells)
        for column, why, say in self.columns.unusable(cells):
            placed.add(Mark(number, column + 1), AidnumError(why, f"{capital(say)}."))
        reading = Reading(self.catalogue, placed, self.own.basis, self.own.vat)
        return filed_in(root, reading, is_set=self.own.basis == "ttc").statement


def _contradiction(why: str, known: Sequence[Authority]) -> UnknownAuthority:
    """What is wrong in a row whose cells name several, with what to write for each."""
    told = known[: MOST + 1]
    return UnknownAuthority(why, [f"  {one.name} : {unmistakable(one)}" for one in told], [one.key for one in told])


def _is_like(name: str, known: str) -> bool:
    """Whether a name holds another, or is a slip or two away from it."""
    return known in name or distance(name, known, _SLIPS) <= _SLIPS
