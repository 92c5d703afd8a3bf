"""A table file as people have it, CSV or a workbook, as grids.

A workbook is known by what it holds, since many bear the extension of another; a text is a table only where its name says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from aidnum.catalogue.files import STDIN, read_bytes
from aidnum.errors import AidnumError
from aidnum.model.reading import Unreadable, shorten
from aidnum.project.filling import BUDGET, Room
from aidnum.project.grid import EMPTY, Grid

_FORMATS = {
    "budget": "Formats : .csv, .xlsx, .ods, .yaml ou .json.",
    "liste": "Une liste est un fichier .csv, .xlsx ou .ods, ou un dossier de fichiers de projet (.yaml, .json).",
}
WORKBOOKS = (".xlsx", ".xlsm", ".ods")
TEXTS = (".csv", ".tsv", ".tab", ".txt")
_OLD = b"\xd0\xcf\x11\xe0"
_MARKS = {
    b"PK\x03\x04": ".xlsx",
    b"%PDF": ".pdf",
    b"{\\rtf": ".rtf",
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    **dict.fromkeys((b"<?xml", b"<!doc", b"<html", b"<table"), ".html"),
}
_AGAIN = "L'enregistrer de nouveau, en XLSX ou en ODS sans mot de passe, ou en CSV."
_SAVE = "L'ouvrir dans un tableur, puis l'enregistrer sous un autre format : XLSX, ODS ou CSV."
_COPY = "Copier le tableau dans un tableur, puis l'enregistrer en XLSX, ODS ou CSV."
_EXPORT = "Dans Numbers : Fichier, Exporter vers, Excel."
_DOWNLOAD = "Dans Google Sheets : Fichier, Télécharger, Microsoft Excel (.xlsx)."
_FAR = "Effacer cette cellule si elle n'est pas du tableau ; couper un tableau trop long en plusieurs fichiers."
_OTHERS = {
    **dict.fromkeys((".xls", ".xlt"), ("un classeur d'un ancien format d'Excel", _SAVE)),
    ".xlsb": ("un classeur au format binaire d'Excel", _SAVE),
    **dict.fromkeys((".fods", ".sxc", ".wks"), ("un classeur d'un format peu courant", _SAVE)),
    **dict.fromkeys((".html", ".htm"), ("une page web", _SAVE)),
    ".numbers": ("un classeur de Numbers", _EXPORT),
    ".gsheet": ("un lien vers Google Sheets", _DOWNLOAD),
    ".pdf": ("un PDF", _COPY),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages"), ("un document de texte", _COPY)),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".heic", ".tif", ".tiff"), ("une image", _COPY)),
}


def read_grids(path: str, what: str = "budget", room: Room = BUDGET) -> tuple[Grid, ...]:
    """The sheets of a workbook, hidden ones last, some of which may hold nothing; the one grid of a CSV file.

    `what` the file is said to be, in what is wrong with it; `room` is that of a CSV file: the
    sheets of a workbook have that of a budget.

    Raises:
        AidnumError: for a file that can't be read, or of which no sheet that holds something can.
    """
    if _suffix(path) not in (*WORKBOOKS, *TEXTS, *_OTHERS) and not _is_stream(path):
        raise AidnumError(f"{what} « {shorten(path)} » : format non reconnu", _FORMATS[what])
    return grids_of(read_bytes(Path(path), what, room.octets), path, what, room)


def grids_of(raw: bytes, path: str, what: str = "budget", room: Room = BUDGET) -> tuple[Grid, ...]:
    """The grids of a file that is already read, as :func:`read_grids` gives them."""
    kind = _kind(raw) or _suffix(path)
    if kind in _OTHERS:
        _refuse(path, kind, what)
    if kind in WORKBOOKS or raw.startswith(_OLD):
        return _workbook(raw, path, what)
    return (_csv(raw, path, what, room),)


def _is_stream(path: str) -> bool:
    """Whether a path bears no name since it is what another program writes: ``-``, ``/dev/stdin``, ``<(…)``."""
    return path == STDIN or path.startswith(("/dev/", "/proc/self/fd/")) or Path(path).is_fifo()


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()


def _kind(raw: bytes) -> str | None:
    """The extension that a file should bear, where its first bytes say so."""
    start = raw[:100].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for mark, kind in _MARKS.items() if start.startswith(mark.lower())), None)


def _refuse(path: str, kind: str, what: str) -> NoReturn:
    other, hint = _OTHERS[kind]
    raise AidnumError(f"{what} « {path} » : c'est {other}, qui ne se lit pas", hint)


def _csv(raw: bytes, path: str, what: str, room: Room) -> Grid:
    from aidnum.project.cells import text_cell
    from aidnum.project.csv_table import csv_lines, is_binary
    from aidnum.project.filling import Filling, SheetUnreadable

    if is_binary(raw):
        raise AidnumError(f"{what} « {path} » : ce fichier n'est ni du texte, ni un classeur", _SAVE)
    filling, known = Filling(None, most=room), {"": EMPTY}
    try:
        for number, cells in csv_lines(raw, path, room.rows):
            for column, text in enumerate(cells):
                if text not in known:
                    known[text] = text_cell(text)
                filling.put(number, column, known[text])
    except SheetUnreadable as error:
        raise AidnumError(f"{path}:{error}", _FAR) from error
    return filling.grid()


def _workbook(raw: bytes, path: str, what: str) -> tuple[Grid, ...]:
    from aidnum.project.archive import BROKEN

    try:
        grids = _sheets(raw, path, what)
    except Unreadable as error:
        raise AidnumError(f"{what} « {path} » : ce classeur ne se lit pas : {error}", _AGAIN) from error
    except BROKEN as error:
        raise AidnumError(
            f"{what} « {path} » : ce classeur ne se lit pas : il est abîmé, ou n'en est pas un", _AGAIN
        ) from error
    faults = [grid.fault for grid in grids if grid.fault]
    if faults and not any(grid.rows for grid in grids):
        raise AidnumError(f"{path}:{faults[0]}", _FAR)
    return grids


def _sheets(raw: bytes, path: str, what: str) -> tuple[Grid, ...]:
    from aidnum.project.archive import Archive
    from aidnum.project.opendocument import read_opendocument
    from aidnum.project.workbook import read_workbook

    if raw.startswith(_OLD):
        raise Unreadable("il est protégé par un mot de passe, ou d'un ancien format")
    archive = Archive(raw)
    if "index/document.iwa" in archive.parts:
        _refuse(path, ".numbers", what)
    if "word/document.xml" in archive.parts or b"opendocument.text" in raw[:100]:
        _refuse(path, ".docx", what)
    is_opendocument = "content.xml" in archive.parts or "encrypted-package" in archive.parts
    grids = read_opendocument(archive) if is_opendocument else read_workbook(archive)
    if not grids:
        raise Unreadable("il n'a aucune feuille de calcul")
    return grids
