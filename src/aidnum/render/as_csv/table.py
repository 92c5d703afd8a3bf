"""A table as a French spreadsheet opens it, and the cells that several answers share.

UTF-8 with a byte order mark, semicolons, CRLF, decimal comma, days as ``dd/mm/yyyy``. A cell is written by its type: only text
can be taken for a formula, so only text is guarded, with an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from aidnum.french import short_date
from aidnum.model.assessment import WindowOn
from aidnum.model.scheme import Scheme, Source
from aidnum.render.scheme_wording import apply_rows, source_text
from aidnum.render.wording import STATES, window_text

BYTE_ORDER_MARK = "\ufeff"
_RUNS_AS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001
_END = "\r\n"
_LEADS_TO_ONE = ("\t", "\r", "\n", "\0")

Cell: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = dict[str, Cell]

WINDOW = ("état", "période", "ouvre", "ferme", "jours restants", "calendrier")
APPLY = ("où déposer", "contact", "pièces à fournir", "commencer avant la décision", "adresse")
WHOM = ("à qui s'adresser", "adresse de dépôt")


def table(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A table as a French spreadsheet writes it; a column that a row lacks is empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator=_END)
    writer.writerow(header)
    writer.writerows(cells(header, row) for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def line(cells: Sequence[str], end: str = _END) -> str:
    """Cells that are text already, as a row or, with another `end`, as a part of one."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator=end).writerow(cells)
    return text.getvalue()


def cells(header: Sequence[str], row: Row) -> list[str]:
    """The cells of a row under its columns."""
    return [cell(row.get(column)) for column in header]


def cell(value: Cell) -> str:
    """One cell as text: numbers with a comma, days the French way, text that could run as a formula made harmless."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if _may_run(value) else value
        case date():
            return short_date(value)
        case int() | Decimal():
            return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _may_run(text: str) -> bool:
    return text.startswith(_LEADS_TO_ONE) or text.lstrip().startswith(_RUNS_AS_FORMULA)


def joined(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return " ; ".join(texts)


def window_cells(window: WindowOn) -> Row:
    """A window: its state, its dates, and the note on them."""
    return {
        "état": STATES[window.state], "période": window.name, "ouvre": window.opens, "ferme": window.closes,
        "jours restants": window.days_left,
        "calendrier": joined(filter(None, (window_text(window), window.note))),
    }  # fmt: skip


def apply_cells(scheme: Scheme, offices: Iterable[str]) -> Row:
    """How to apply."""
    return {**dict(apply_rows(scheme, offices)), "adresse": scheme.url}


def sources(sources: Iterable[Source]) -> str:
    """Each source with its age, its trust and its address."""
    return joined(f"{source_text(source)} {source.url}" for source in sources)
