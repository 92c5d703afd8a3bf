"""A budget in YAML or JSON, as the grid that it would be in a spreadsheet: its keys are the names of the columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aidnum.catalogue.nodes import Fields, Items, Scalar
from aidnum.errors import BadProfile
from aidnum.french import fold, nearest
from aidnum.model.reading import Unreadable, shorten
from aidnum.project.grid import EMPTY, Cell, Grid
from aidnum.project.placed import Placed, read_root

if TYPE_CHECKING:
    from aidnum.catalogue.diagnostics import Mark
    from aidnum.catalogue.nodes import Node

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
_HEADS = {
    "label": "libellé", "category": "catégorie", "ht": "montant HT", "ttc": "montant TTC", "amount": "montant",
    "vat": "taux de TVA", "nature": "section",
}  # fmt: skip
_RANKS = {column: rank for rank, column in enumerate(_HEADS)}
_ROOTS = ("lignes", "lines", "couts", "costs", "depenses", "budget")
_EXAMPLE = "Par exemple : {catégorie: licences, montant HT: 12000}"


class Keyed(NamedTuple):
    """The grid of a text, and where each of its values stands there."""

    grid: Grid
    name: str
    marks: dict[tuple[int, int], Mark]

    def place(self, row: int, column: int) -> str:
        """The line and column of a value: ``budget.yaml:2:5``."""
        mark = self.marks.get((row, column))
        return self.name if mark is None else f"{self.name}:{mark.line}:{mark.column}"


def read_keyed(path: str) -> Keyed:
    """The rows of a YAML or JSON budget.

    Raises:
        AidnumError: for a file that can't be read, or keys and values that no row has, all of them at once.
    """
    shape = BadProfile("un budget est une liste de lignes", "Par exemple : lignes: [{catégorie: licences, montant HT: 12000}]")
    placed = Placed(path)
    root = read_root(placed, "budget", shape)
    marks: dict[tuple[int, int], Mark] = {}
    rows = [(number, _row(line, number, marks, placed)) for number, line in enumerate(_lines(root, placed), 2)]
    placed.refuse()
    used = sorted({column for _, cells in rows for column in cells})
    head = (1, tuple(Cell(name) for rank, name in enumerate(_HEADS.values()) if rank in used))
    ranks = {column: rank for rank, column in enumerate(used)}
    placed_at = {(row, ranks[column]): mark for (row, column), mark in marks.items()}
    below = ((number, tuple(cells.get(column, EMPTY) for column in used)) for number, cells in rows)
    return Keyed(Grid(None, (head, *below)), Path(path).name, placed_at)


def _lines(root: Fields, placed: Placed) -> list[Node]:
    key = next((key for key in root if fold(key) in _ROOTS), None)
    for other in root:
        if other != key:
            placed.add(
                root.key_mark(other), BadProfile(f"clé inconnue « {shorten(other)} »", f"Attendu : {', '.join(_ROOTS)}.")
            )
    lines = root.get(key) if key else None
    if not isinstance(lines, Items):
        placed.add(root.mark, BadProfile("« lignes » attend une liste de lignes de coût"))
        return []
    return list(lines)


def _row(line: Node, number: int, marks: dict[tuple[int, int], Mark], placed: Placed) -> dict[int, Cell]:
    if not isinstance(line, Fields):
        placed.add(line.mark, BadProfile("une ligne est un groupe de clés", _EXAMPLE))
        return {}
    cells: dict[int, Cell] = {}
    for name, value in line.items():
        mark = line.key_mark(name)
        with placed.at(mark):
            rank = _RANKS[_column(str(name))]
            if not isinstance(value, Scalar):
                raise Unreadable("chaque clé d'une ligne attend une seule valeur")
            if rank in cells:
                raise Unreadable(f"« {shorten(str(name))} » : cette colonne a déjà une valeur")
            cells[rank], marks[number, rank] = Cell(str(value)), line.mark
    return cells


def _column(name: str) -> str:
    column = COLUMN_NAMES.get(fold(name))
    if column is None:
        near = nearest(name, COLUMN_NAMES, 1)
        hint = f" (« {near[0]} » ?)" if near else ""
        raise Unreadable(
            f"clé inconnue « {shorten(name)} »{hint} ; attendu : {', '.join(names[0] for names in COLUMNS.values())}"
        )
    return column
