"""Which files a catalogue is made of, and their bytes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aidnum.catalogue.opened import note, tell
from aidnum.catalogue.pipes import Held, read_pipe
from aidnum.errors import BadUsage, CatalogueUnreadable

MAX_BYTES = 5_000_000
STDIN = "-"
FIRST = "schemes.yaml"
_PACKAGED = Path(__file__).parent.parent / "data"
_CHECKOUT = Path(__file__).parents[3] / "data"
_TEMPLATE = Path(__file__).with_name("modele.yaml")


class File(NamedTuple):
    """A file with its bytes: those that are signed are those that are read."""

    path: Path
    raw: bytes


def shipped_files() -> list[Path]:
    """The catalogue that comes with aidnum: inside the installed package, or ``data/`` in a checkout.

    Raises:
        CatalogueUnreadable: when the installation is incomplete.
    """
    for folder in (_PACKAGED, _CHECKOUT):
        files = yaml_files(folder)
        if files:
            return files
    raise CatalogueUnreadable("le catalogue livré avec aidnum est introuvable", "Réinstaller aidnum.")


def scheme_template() -> str:
    """A catalogue file with one scheme to fill in, every key of which is told in a comment."""
    return _TEMPLATE.read_text(encoding="utf-8")


def given_files(paths: Sequence[str | Path]) -> list[Path]:
    """The files that paths name, a folder standing for its ``.yaml`` and ``.yml`` files by name.

    Raises:
        CatalogueUnreadable: for a folder that can't be read, or that holds no such file.
        BadUsage: for an empty path.
    """
    files: list[Path] = []
    if any(not str(path).strip() for path in paths):
        raise BadUsage("le chemin d'un catalogue est vide", "Donner un fichier ou un dossier.")
    for path in map(Path, paths):
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a path that can't be reached
            try:
                found = yaml_files(path)
            except OSError as error:
                raise CatalogueUnreadable(f"dossier « {path} » illisible : {_reason(error)}") from error
            if not found:
                raise CatalogueUnreadable(f"aucun fichier .yaml dans le dossier « {path} »")
            files += found
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def together(first: Sequence[Path], then: Sequence[Path]) -> list[Path]:
    """Both lists of files; one that stands in both is read once, in its first place, under the name given last."""
    return list({**_by_real_path(first), **_by_real_path(then)}.values())


def _by_real_path(paths: Sequence[Path]) -> dict[str, Path]:
    return {os.path.realpath(path): path for path in paths}


def yaml_files(folder: Path) -> list[Path]:
    """The catalogue files of a folder, ``schemes.yaml`` first, then by name; none when it is no folder."""
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.suffix.lower() in {".yaml", ".yml"})
    shown = (path for path in found if not path.name.startswith("."))
    return sorted(shown, key=lambda path: (path.name != FIRST, path))


def read_bytes(path: Path, what: str = "catalogue", most: int = MAX_BYTES) -> bytes:
    """The bytes of one file, standard input for ``-``; never more than `most`.

    Raises:
        CatalogueUnreadable: when the file is absent, unreadable, too large, or is no file.
    """
    try:
        raw = _read_stdin(what, most) if str(path) == STDIN else _read_file(path, what, most)
    except (OSError, ValueError) as error:
        raise CatalogueUnreadable(f"{what} « {path} » illisible : {_reason(error)}") from error
    if len(raw) > most:
        raise CatalogueUnreadable(f"{what} « {path} » trop grand : {most // 1_000_000} Mo au plus")
    return raw


def _read_stdin(what: str, most: int) -> bytes:
    if sys.stdin is None:
        raise CatalogueUnreadable(f"{what} « {STDIN} » illisible : l'entrée standard est fermée")
    number = sys.stdin.fileno()
    note(number)
    if _is_pipe(number):
        return read_pipe(number, most + 1)
    if sys.stdin.isatty():
        tell(f"le texte du {what} est attendu au clavier ; le finir par Ctrl-D sur une ligne vide")
    return sys.stdin.buffer.read(most + 1)


def _is_pipe(number: int) -> bool:
    mode = os.fstat(number).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _read_file(path: Path, what: str, most: int) -> bytes:
    with open(path, "rb", opener=_without_waiting) as file:
        note(path)
        if _is_pipe(file.fileno()):
            return read_pipe(file.fileno(), most + 1)
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise CatalogueUnreadable(f"{what} « {path} » illisible : ce n'est pas un fichier")
        return file.read(most + 1)


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe even when nobody writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def wide_encoding(raw: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` for a text that doesn't say so: every second byte is mostly null, and no other is."""
    start = raw[:4_000]
    for encoding, nulls, others in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if nulls.count(0) * 2 > len(nulls) and not others.count(0):
            return encoding
    return None


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "le fichier n'existe pas"
    if isinstance(error, PermissionError):
        return "la lecture n'est pas permise"
    if isinstance(error, Held):
        return str(error)
    if isinstance(error, IsADirectoryError):
        return "c'est un dossier"
    return f"erreur {error.errno} du système" if isinstance(error, OSError) else "erreur de lecture"
