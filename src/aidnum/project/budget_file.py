"""The cost lines of a budget file: YAML, CSV as a French spreadsheet writes it, or XLSX.

Every line is read or refused with its place. Only empty lines are passed over, and lines of total: those whose label begins
with « total » or « sous-total » and which have no category, once their amount is checked against the lines above.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aidnum.errors import AidnumError, BadProfile
from aidnum.french import euros, fold, listed, nearest, plural
from aidnum.model.budget import CostLine, cost_line
from aidnum.model.profile import Basis
from aidnum.model.reading import Unreadable, read_money, shorten
from aidnum.project.cells import AMOUNTS, as_text, rounding, spelled

if TYPE_CHECKING:
    from aidnum.model.vocabulary import Vocabulary

COLUMNS = {
    "label": ("libellé", "poste", "intitulé", "désignation", "objet", "label"),
    "category": ("catégorie", "dépense", "type de dépense", "catégorie de dépense", "category"),
    "ht": ("montant ht", "ht", "coût ht", "prix ht", "montant hors taxes", "hors taxes", "amount ht"),
    "ttc": ("montant ttc", "ttc", "coût ttc", "prix ttc", "montant toutes taxes comprises", "amount ttc"),
    "amount": ("montant", "coût", "prix", "amount"),
    "vat": ("tva", "taux de tva", "taux tva", "vat", "vat rate"),
    "nature": (
        "nature",
        "section",
        "investissement ou fonctionnement",
        "investissement/fonctionnement",
        "investment or running",
    ),
}
COLUMN_NAMES = {fold(alias): column for column, aliases in COLUMNS.items() for alias in aliases}
_ROOTS = ("lignes", "lines", "couts", "costs", "depenses", "budget")
MAX_LINES = 1_000
Warn = Callable[[str], None]
_HALF_CENT = Decimal("0.005")
_MOST_TOLD = 5


Place = Callable[[int, int], str]


class Row(NamedTuple):
    """The text of the cells of one line, by column, and its place; in a workbook the place of each cell too.

    `rounded` tells the cells whose amount isn't whole cents.
    """

    where: str
    cells: dict[str, str]
    places: Mapping[str, str] = {}
    rounded: tuple[str, ...] = ()


def read_budget(path: str, vocabulary: Vocabulary, basis: Basis, warn: Warn = warnings.warn) -> list[CostLine]:
    """The cost lines of a file; `warn` is told which columns are not read, and what was rounded.

    Raises:
        AidnumError: for a file that can't be read, or the first line that can't, with its place.
    """
    lines: list[CostLine] = []
    rounded: list[str] = []
    totals = _Totals(basis)
    for row in _rows(path, warn):
        rounded += row.rounded
        with _Placed(row.where, row.places):
            if _is_total(row):
                totals.check(row)
                continue
            if len(lines) == MAX_LINES:
                raise Unreadable(f"budget trop long : {MAX_LINES} lignes au plus")
            lines.append(cost_line(vocabulary, row.cells, basis, row.where))
            totals.add(lines[-1], len(row.rounded))
    if not lines:
        raise AidnumError(f"{path} : aucune ligne de coût", "Une ligne a au moins une catégorie et un montant.")
    _tell_rounded(rounded, warn)
    return lines


def _tell_rounded(rounded: Sequence[str], warn: Warn) -> None:
    if rounded:
        others = [plural(len(rounded) - _MOST_TOLD, "autre", "autres")] if len(rounded) > _MOST_TOLD else []
        warn(f"montants arrondis au centime : {listed([*rounded[:_MOST_TOLD], *others])}")


class _Placed:
    """Puts the place of a line, or of the cell at fault, before what is said of it."""

    def __init__(self, where: str, places: Mapping[str, str] = {}) -> None:
        self.where = where
        self.places = places

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, BadProfile | Unreadable):
            where = self.places.get(error.column or "", self.where)
            said, hint = (error.message, error.hint) if isinstance(error, BadProfile) else (str(error), None)
            raise AidnumError(f"{where} : {said}", hint) from error


def _is_total(row: Row) -> bool:
    label = fold(row.cells.get("label", ""))
    return "category" not in row.cells and label.startswith(("total", "sous total"))


class _Totals:
    """What the lines of total should say, within half a cent for each amount that was rounded."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.lines: list[tuple[CostLine, int]] = []
        self.since = 0

    def add(self, line: CostLine, rounded: int) -> None:
        self.lines.append((line, rounded))

    def check(self, row: Row) -> None:
        is_part = fold(row.cells["label"]).startswith("sous")
        lines = self.lines[self.since if is_part else 0 :]
        for column in AMOUNTS:
            self._check(row, column, lines)
        self.since = len(self.lines)

    def _check(self, row: Row, column: str, lines: list[tuple[CostLine, int]]) -> None:
        if column not in row.cells:
            return
        basis: Basis = self.basis if column == "amount" else "ttc" if column == "ttc" else "ht"
        amounts = [line.amount(basis) for line, _ in lines]
        said, found = read_money(row.cells[column]), sum((amount for amount in amounts if amount is not None), Decimal(0))
        rounded = sum(count for _, count in lines)
        if None not in amounts and abs(said - found) > rounded * _HALF_CENT:
            raise Unreadable(f"ce total dit {euros(said)}, les lignes au-dessus font {euros(found)}")


def _rows(path: str, warn: Warn) -> Iterator[Row]:
    if Path(path).suffix.lower() in (".yaml", ".yml", ".json"):
        return _yaml_rows(path)

    from aidnum.project.spreadsheets import read_grids

    grids = read_grids(path)
    grid = next((grid for grid in grids if grid.rows), grids[0])
    lines = [(number, [as_text(cell) for cell in cells]) for number, cells in grid.rows]
    return _table_rows(lines, lambda number, column: f"{path}:{grid.where(number, column)}", warn)


def _table_rows(lines: Iterable[tuple[int, list[str]]], place: Place, warn: Warn) -> Iterator[Row]:
    """The lines below the header, by column."""
    columns: list[str | None] | None = None
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            with _Placed(place(number, 0)):
                columns = _header(cells, warn)
            continue
        yield _row(columns, cells, partial(place, number))


def _row(columns: list[str | None], cells: list[str], place: Callable[[int], str]) -> Row:
    """A line by column; its place is that of its amount, else of its first cell that isn't empty."""
    filled = [rank for rank, cell in enumerate(cells) if cell.strip()]
    if filled[-1] >= len(columns):
        with _Placed(place(filled[-1])):
            raise Unreadable(f"plus de cellules que de colonnes : {len(cells)} pour {len(columns)}")
    named = {column: rank for rank in filled if (column := columns[rank]) is not None}
    places = {column: place(rank) for column, rank in named.items()}
    texts, rounded = {}, []
    for column, rank in named.items():
        with _Placed(places[column]):
            texts[column] = spelled(column, cells[rank])
        told = rounding(column, cells[rank])
        rounded += [f"{places[column]}, {told}"] if told else []
    where = next((places[column] for column in AMOUNTS if column in places), place(filled[0]))
    return Row(where, texts, places, tuple(rounded))


def _header(cells: list[str], warn: Warn) -> list[str | None]:
    """The column each cell of the header names; None for one that aidnum doesn't read, which is told."""
    columns = [COLUMN_NAMES.get(fold(cell)) for cell in cells]
    named = [column for column in columns if column]
    twice = {column for column in named if named.count(column) > 1}
    if twice:
        raise Unreadable(f"deux colonnes disent la même chose : {listed([f'« {COLUMNS[name][0]} »' for name in twice])}")
    if "category" not in named or not {"ht", "ttc", "amount"} & set(named):
        raise Unreadable(_wanted_header(cells))
    unread = [shorten(cell) for cell, column in zip(cells, columns, strict=True) if column is None and cell.strip()]
    if unread:
        warn(f"colonnes du budget non lues : {listed(unread)}")
    return columns


def _wanted_header(cells: list[str]) -> str:
    near = nearest(" ".join(cells[:1]), COLUMN_NAMES, 1) if len(cells) == 1 else []
    hint = f" (« {near[0]} » ?)" if near else ""
    return f"la première ligne nomme les colonnes, dont « catégorie » et « montant HT » ou « montant TTC »{hint}"


def _yaml_rows(path: str) -> Iterator[Row]:
    from aidnum.catalogue.nodes import Fields, Items, Scalar
    from aidnum.project.placed import Placed, read_root

    shape = BadProfile("un budget est une liste de lignes", "Par exemple : lignes: [{catégorie: licences, montant HT: 12000}]")
    root = read_root(Placed(path), "budget", shape)
    key = next((key for key in root if fold(key) in _ROOTS), None)
    for other in root:
        if other != key:
            mark = root.key_mark(other)
            raise AidnumError(
                f"{path}:{mark.line}:{mark.column} : clé inconnue « {shorten(other)} »", f"Attendu : {', '.join(_ROOTS)}."
            )
    lines = root.get(key) if key else None
    if not isinstance(lines, Items):
        raise AidnumError(f"{path}:1:1 : « lignes » attend une liste de lignes de coût")
    for line in lines:
        where = f"{path}:{line.mark.line}:{line.mark.column}"
        if not isinstance(line, Fields):
            raise AidnumError(
                f"{where} : une ligne est un groupe de clés", "Par exemple : {catégorie: licences, montant HT: 12000}"
            )
        with _Placed(where):
            yield Row(where, _named({str(name): value for name, value in line.items() if isinstance(value, Scalar)}, len(line)))


def _named(cells: Mapping[str, str], count: int) -> dict[str, str]:
    if len(cells) < count:
        raise Unreadable("chaque clé d'une ligne attend une seule valeur")
    named: dict[str, str] = {}
    for name, value in cells.items():
        column = COLUMN_NAMES.get(fold(name))
        if column is None or column in named:
            near = nearest(name, COLUMN_NAMES, 1)
            hint = f" (« {near[0]} » ?)" if near else ""
            known = ", ".join(names[0] for names in COLUMNS.values())
            raise Unreadable(f"clé inconnue ou en double « {shorten(name)} »{hint} ; attendu : {known}")
        named[column] = str(value)
    return named
