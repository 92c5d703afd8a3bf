"""A new workbook in which nothing runs by itself: text is text, whatever it begins with."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from aidnum.errors import AidnumError

EXTRA = "Installer l'extra « xlsx » : pip install 'aidnum[xlsx]'. Les autres formats n'en ont pas besoin."
_FONT = {"font_name": "Arial", "font_size": 10}  # in which the widths of columns are counted
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def workbook(file: io.BytesIO, title: str, day: date, *, flows: bool = False) -> Iterator[Any]:
    """A workbook to fill, written to `file` at the end; one that `flows` is filled row by row, and holds one at a time.

    Raises:
        AidnumError: when the module that writes workbooks isn't installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise AidnumError("écrire un classeur demande un module qui n'est pas installé", EXTRA) from error
    kept = {"in_memory": not flows, "constant_memory": flows}
    # a font of its own for each workbook: the library adds to what it is given
    with xlsxwriter.Workbook(file, {**_PLAIN, **kept, "default_format_properties": dict(_FONT)}) as book:
        book.set_properties({"title": title, "created": datetime.combine(day, time(12))})
        yield book
