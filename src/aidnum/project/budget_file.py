"""The cost lines of a budget file: YAML, CSV as a French spreadsheet writes it, or XLSX.

Every line is read or refused with its place. Only empty lines are passed over, and lines of total: those whose label begins
with « total » or « sous-total » and which have no category, once their amount is checked against the lines above.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aidnum.errors import AidnumError, BadProfile
from aidnum.french import euros, fold, listed, nearest
from aidnum.model.budget import CostLine, cost_line
from aidnum.model.profile import Basis
from aidnum.model.reading import Unreadable, read_money, shorten

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
_NAMES = {fold(alias): column for column, aliases in COLUMNS.items() for alias in aliases}
_ROOTS = ("lignes", "lines", "couts", "costs", "depenses", "budget")
MAX_LINES = 1_000
Warn = Callable[[str], None]
FORMATS = "Formats : .csv, .xlsx, .yaml ou .json."
EXTRA = "Installer l'extra « xlsx » : pip install 'aidnum[xlsx]', ou enregistrer le fichier en CSV."


class Row(NamedTuple):
    """The text of the cells of one line, by column, and its place."""

    where: str
    cells: dict[str, str]


def read_budget(path: str, vocabulary: Vocabulary, basis: Basis, warn: Warn = warnings.warn) -> list[CostLine]:
    """The cost lines of a file; `warn` is told which columns are not read.

    Raises:
        AidnumError: for a file that can't be read, or the first line that can't, with its place.
    """
    rows = _rows(path, warn)
    lines: list[CostLine] = []
    totals = _Totals(basis)
    for row in rows:
        with _Placed(row.where):
            if _is_total(row):
                totals.check(row)
                continue
            if len(lines) == MAX_LINES:
                raise Unreadable(f"budget trop long : {MAX_LINES} lignes au plus")
            lines.append(cost_line(vocabulary, row.cells, basis, row.where))
            totals.add(lines[-1])
    if not lines:
        raise AidnumError(f"{path} : aucune ligne de coût", "Une ligne a au moins une catégorie et un montant.")
    return lines


class _Placed:
    """Puts the place of a line before what is said of it."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, BadProfile):
            raise AidnumError(f"{self.where} : {error.message}", error.hint) from error
        if isinstance(error, Unreadable):
            raise AidnumError(f"{self.where} : {error}") from error


def _is_total(row: Row) -> bool:
    label = fold(row.cells.get("label", ""))
    return "category" not in row.cells and label.startswith(("total", "sous total"))


class _Totals:
    """What the lines of total should say."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.lines: list[CostLine] = []
        self.since = 0

    def add(self, line: CostLine) -> None:
        self.lines.append(line)

    def check(self, row: Row) -> None:
        partial = fold(row.cells["label"]).startswith("sous")
        lines = self.lines[self.since if partial else 0 :]
        for column in ("ht", "ttc", "amount"):
            self._check(row, column, lines)
        self.since = len(self.lines)

    def _check(self, row: Row, column: str, lines: list[CostLine]) -> None:
        if column not in row.cells:
            return
        basis: Basis = self.basis if column == "amount" else "ttc" if column == "ttc" else "ht"
        amounts = [line.amount(basis) for line in lines]
        said, found = read_money(row.cells[column]), sum((amount for amount in amounts if amount is not None), Decimal(0))
        if None not in amounts and said != found:
            raise Unreadable(f"ce total dit {euros(said)}, les lignes au-dessus font {euros(found)}")


def _rows(path: str, warn: Warn) -> Iterator[Row]:
    suffix = Path(path).suffix.lower()
    if suffix in (".yaml", ".yml", ".json"):
        return _yaml_rows(path)
    if suffix == ".csv":
        return _table_rows(path, _csv_lines(path), warn)
    if suffix == ".xlsx":
        return _table_rows(path, _sheet_lines(path), warn)
    raise AidnumError(f"budget « {shorten(path)} » : format non reconnu", FORMATS)


def _table_rows(path: str, lines: Iterable[tuple[int, list[str]]], warn: Warn) -> Iterator[Row]:
    """The lines below the header, by column."""
    columns: list[str | None] | None = None
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            with _Placed(f"{path}:{number}"):
                columns = _header(cells, warn)
            continue
        with _Placed(f"{path}:{number}"):
            yield Row(f"{path}:{number}", _by_column(columns, cells))


def _by_column(columns: list[str | None], cells: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise Unreadable(f"plus de cellules que de colonnes : {len(cells)} pour {len(columns)}")
    named = zip(columns, cells, strict=False)
    return {column: cell.strip() for column, cell in named if column is not None and cell.strip()}


def _header(cells: list[str], warn: Warn) -> list[str | None]:
    """The column each cell of the header names; None for one that aidnum doesn't read, which is told."""
    columns = [_NAMES.get(fold(cell)) for cell in cells]
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
    near = nearest(" ".join(cells[:1]), _NAMES, 1) if len(cells) == 1 else []
    hint = f" (« {near[0]} » ?)" if near else ""
    return f"la première ligne nomme les colonnes, dont « catégorie » et « montant HT » ou « montant TTC »{hint}"


def _csv_lines(path: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(_bytes(path)).removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):
        text, first, skipped = rest, rest.partition("\n")[0], 1
    delimiter = next((mark for mark in (";", "\t", ",") if mark in first), ";")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = skipped
    try:
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num + skipped
    except csv.Error as error:
        raise AidnumError(f"{path}:{before + 1} : cette ligne n'est pas du CSV lisible") from error


def _decoded(raw: bytes) -> str:
    """The text of a CSV file: UTF-16 or UTF-8 when it says or is so, else what a French spreadsheet writes."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _bytes(path: str) -> bytes:
    from aidnum.catalogue.files import read_bytes

    return read_bytes(Path(path), "budget")


def _sheet_lines(path: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first sheet that has any."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise AidnumError(f"budget « {path} » : lire un classeur demande un module qui n'est pas installé", EXTRA) from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_bytes(path)))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        sheet = next((sheet for sheet in sheets if sheet.height), None)
        lines = [] if sheet is None else sheet.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise AidnumError(
            f"budget « {path} » : ce classeur ne se lit pas", "L'enregistrer de nouveau, en XLSX ou en CSV."
        ) from error
    return ((number, [_cell_text(cell) for cell in cells]) for number, cells in enumerate(lines, start=1))


def _cell_text(cell: object) -> str:
    """A cell as text; a number as people write it, at most six decimals so that binary dust doesn't show."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return str(cell)
    exact = round(Decimal(str(cell)), 6).normalize()
    if 0 < exact < 1:
        return f"{(exact * 100).normalize():f} %"  # a cell in percent; an amount below one euro is refused as such
    return f"{exact:f}"


def _yaml_rows(path: str) -> Iterator[Row]:
    from aidnum.catalogue.nodes import Fields, Items, Scalar
    from aidnum.project.profile_file import read_root

    shape, example = "un budget est une liste de lignes", "Par exemple : lignes: [{catégorie: licences, montant HT: 12000}]"
    root = read_root(path, "budget", shape, example)
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
        column = _NAMES.get(fold(name))
        if column is None or column in named:
            near = nearest(name, _NAMES, 1)
            hint = (
                f" — vouliez-vous dire « {near[0]} » ?" if near else f" ; attendu : {', '.join(a[0] for a in COLUMNS.values())}"
            )
            raise Unreadable(f"clé inconnue ou en double « {shorten(name)} »{hint}")
        named[column] = str(value)
    return named
