"""The sheets of a list: projects by schemes, each project with each scheme, and what wasn't read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from aidnum.errors import AidnumError
from aidnum.french import number
from aidnum.render.as_csv import batch as table
from aidnum.render.as_csv.table import Cell as Value
from aidnum.render.as_csv.table import joined
from aidnum.render.pages.batch import EXPLAINED
from aidnum.render.wording import CAVEAT
from aidnum.render.workbook.sheet import ANSWER, FIRST_DAY, HEAD, PLAIN, TEXT, TITLE, Cell, Flow, Row, Sheet, Style
from aidnum.report.batch import Answered, BatchReport

SIGNS = {"now": "✓", "next": "→", "ask": "?"}
_LEGEND = f"{SIGNS['now']} ouvert, {SIGNS['next']} bientôt, {SIGNS['ask']} à demander. {EXPLAINED}"
_WHO = ("Collectivité", "Type", "Département", "Population retenue")
_NAME, _WIDEST, _WHO_WIDTHS, _SIGN = 30, 60, (24.0, 12.5, 11.0), 3.0
_LIST_WIDTHS = (19.0, 9.5, 12.0, 5.0, 11.0, 11.0, 36.5, 10.5, 11.0, 9.5, 10.0, 10.0, 13.5, 13.5, 19.0)
"""Narrow enough for letters of 7 points on a sheet of A4: what is long takes more lines, an id is cut where it ends."""
_ID = PLAIN._replace(wraps=False)
_COUNT, _DAY, _EUROS = (PLAIN._replace(shows=shows) for shows in ("count", "day", "euros"))
_SUMS = ("montant_min", "montant_max")
_IDS, _SHORT = ("code", "dispositif"), ("departement",)
_TURNED = HEAD._replace(turned=True, wraps=False)
_HEAD, _SEEN = 3, 20
_ROWS, _COLUMNS = 1_048_576, 16_384  # of a sheet, in Excel and in LibreOffice
_INSTEAD = "Écrire un CSV (-o aides.csv), qui n'a pas de limite, ou garder moins d'aides (--bref)."


def batch_sheets(report: BatchReport, title: str) -> Iterator[Sheet]:
    """The sheets, each with its title above and its head in its fourth row.

    Raises:
        AidnumError: for more than sheets hold.
    """
    hold(report.pairs, len(report.asking))
    yield _matrix(report, title)
    yield _list(report, title)
    if report.unread:
        yield _unread(report, title)


def hold(pairs: int, crossed: int = 0) -> None:
    """See that sheets have the rows for so many pairs, and the columns to cross projects with so many schemes.

    Raises:
        AidnumError: where they haven't.
    """
    for asked, most, what in ((pairs + _HEAD + 1, _ROWS, "lignes"), (crossed + len(_WHO), _COLUMNS, "colonnes")):
        if asked > most:
            raise AidnumError(f"un classeur a {number(most)} {what} au plus, il en faudrait {number(asked)}", _INSTEAD)


def _above(columns: int, title: str, *lines: str) -> tuple[Row, ...]:
    """The rows above the head: a title, and what is to be known, over as many columns as a screen shows."""
    span = min(columns, _SEEN)
    return ((Cell(0, title, TITLE, span),), *((Cell(0, line, PLAIN, span),) for line in lines))


def _matrix(report: BatchReport, title: str) -> Sheet:
    """A row a project, a column a scheme that somebody may ask for, those open to most first."""
    schemes = [reach.scheme for reach in report.reaches]
    head = (*_texts(_WHO, HEAD), *_texts([scheme.name for scheme in schemes], _TURNED, len(_WHO)))
    places = {scheme.id: len(_WHO) + place for place, scheme in enumerate(schemes)}
    name = max([_NAME, *(len(answered.label) for answered in report.answers)])
    widths = (float(min(name, _WIDEST)), *_WHO_WIDTHS, *[_SIGN] * len(schemes))
    above = (*_above(len(widths), title, _LEGEND, CAVEAT), head)
    flow = _flow(len(report.answers), lambda: (_crossed(one, places) for one in report.answers))
    return Sheet("Croisement", widths, above, (_HEAD, _HEAD), filtered=True, kept=1, flow=flow)


def _crossed(answered: Answered, places: dict[str, int]) -> Row:
    kind = answered.kind
    who = (answered.label, table.kind_words(kind), answered.departement, answered.population)
    signs = {places[one.scheme.id]: SIGNS[one.group] for one in answered.standings if one.is_offered}
    return (
        *(_cell(column, value) for column, value in enumerate(who)),
        *(Cell(column, signs.get(column), ANSWER) for column in places.values()),
    )


def _list(report: BatchReport, title: str) -> Sheet:
    """The rows of the CSV table; cells that are alike are one."""
    columns = (*table.WHO, *table.WHERE)
    head = tuple(Cell(place, name, _TURNED if name in _SHORT else HEAD) for place, name in enumerate(columns))
    above = (*_above(len(columns), title, EXPLAINED, CAVEAT), head)
    flow = _flow(report.pairs, lambda: _pairs(report))
    return Sheet("Liste", _LIST_WIDTHS, above, (_HEAD, _HEAD), filtered=True, kept=1, flow=flow)


def _flow(length: int, rows: Callable[[], Iterable[Row]]) -> Flow | None:
    return Flow(length, rows) if length else None


def _pairs(report: BatchReport) -> Iterator[Row]:
    told: dict[int, Row] = {}
    alike: dict[Cell, Cell] = {}
    for answered in report.answers:
        who = tuple(_cells(0, table.who_row(answered)))
        for standing in answered.standings:
            if id(standing) not in told:
                cells = _cells(len(table.WHO), table.where_row(standing, report.catalogue.vocabulary))
                told[id(standing)] = tuple(alike.setdefault(cell, cell) for cell in cells)
            yield who + told[id(standing)]


def _cells(first: int, row: Mapping[str, Value]) -> Iterator[Cell]:
    return (_cell(place, value, name) for place, (name, value) in enumerate(row.items(), first) if value not in (None, ""))


def _unread(report: BatchReport, title: str) -> Sheet:
    """What couldn't be read, with what it may mean."""
    rows = (
        _texts((unread.where, unread.name, joined((unread.sentence, *map(str.strip, unread.error.lines)))), TEXT)
        for unread in report.unread
    )
    head = _texts(("Où", "Nom", "Pourquoi"), HEAD)
    return Sheet("Non lus", (30.0, 30.0, 90.0), (*_above(3, title, "", ""), head, *rows), (_HEAD, _HEAD))


def _texts(texts: Sequence[str], style: Style, first: int = 0) -> Row:
    return tuple(Cell(first + place, text, style) for place, text in enumerate(texts))


def _cell(column: int, value: Value, name: str = "") -> Cell:
    """A value with the look of what it is."""
    if isinstance(value, date):
        return Cell(column, Decimal((value - FIRST_DAY).days), _DAY)
    if isinstance(value, int | Decimal):
        return Cell(column, Decimal(value), _EUROS if name in _SUMS else _COUNT)
    return Cell(column, value, _ID if name in _IDS else PLAIN)
