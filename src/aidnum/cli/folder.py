"""A folder of files, written beside its place and renamed into it: all of them appear, or none does."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Mapping
from pathlib import Path

from aidnum.catalogue.opened import was_read
from aidnum.cli.interruption import undone_when_interrupted
from aidnum.cli.output import PREFIX, private, reason, umask
from aidnum.errors import OutputRefused
from aidnum.french import listed, plural

_MOST_NAMED = 3


def refuse_folder(path: Path, known: Collection[str], *, replace: bool) -> None:
    """Refuse a place where no folder may be written.

    A folder that exists is kept unless `replace`, and always when it holds anything but the `known` files.

    Raises:
        OutputRefused: with what was kept.
    """
    try:
        _refuse(path, known, replace=replace)
    except OSError as error:
        raise _unwritten(path, error) from error


def write_folder(path: Path, files: Mapping[str, bytes], known: Collection[str], *, replace: bool) -> None:
    """Write a folder that holds these files and no other, whole or not at all.

    Raises:
        OutputRefused: with what was kept.
    """
    refuse_folder(path, known, replace=replace)
    try:
        with undone_when_interrupted():
            _write_beside(path, files)
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> OutputRefused:
    return OutputRefused(f"le dossier « {path} » n'a pas pu être écrit : {reason(error)}", "Rien n'a été changé.")


def _refuse(path: Path, known: Collection[str], *, replace: bool) -> None:
    if path.is_symlink():
        raise OutputRefused(f"« {path} » est un lien symbolique ; il est laissé tel quel", "Donner le chemin du dossier.")
    if not path.name or path.resolve() == Path.cwd():
        raise OutputRefused(f"« {path} » est le dossier où l'on est", "Donner le nom d'un dossier à créer, comme dossier/.")
    if not path.parent.is_dir():
        raise OutputRefused(f"le dossier « {path.parent} » n'existe pas", "Le créer, ou donner un autre chemin.")
    if not path.exists():
        return
    if not path.is_dir():
        raise OutputRefused(f"« {path} » est un fichier, non un dossier", "Donner le nom d'un dossier à créer.")
    if not replace:
        raise OutputRefused(f"le dossier « {path} » existe déjà ; il est gardé tel quel", "Pour le remplacer : --ecraser.")
    _refuse_others(path, known)


def _refuse_others(path: Path, known: Collection[str]) -> None:
    """Refuse to replace a folder that holds what nobody said may be lost."""
    held = sorted(path.iterdir())
    others = [one.name for one in held if one.name not in known or one.is_symlink() or not one.is_file()]
    if others:
        more = [f"{len(others) - _MOST_NAMED} de plus"] if len(others) > _MOST_NAMED else []
        named = listed([f"« {name} »" for name in others[:_MOST_NAMED]] + more)
        what = plural(len(others), "fichier qui n'est pas d'un dossier", "fichiers qui ne sont pas d'un dossier")
        raise OutputRefused(f"« {path} » contient {what} ({named}) ; il est gardé tel quel", "Donner un autre nom.")
    read = next((one for one in held if was_read(one)), None)
    if read is not None:
        raise OutputRefused(f"« {read} » est lu par cette commande ; il est laissé tel quel", "Donner un autre nom de dossier.")


def _write_beside(path: Path, files: Mapping[str, bytes]) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o777 & ~umask()
    beside = _unused(path)
    try:
        beside.mkdir(0o700)
        for name, content in files.items():
            _write(beside / name, content)
        beside.chmod(mode)
        _put(beside, path)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _unused(path: Path) -> Path:
    return path.with_name(f"{PREFIX}{os.urandom(8).hex()}.tmp")


def _write(path: Path, content: bytes) -> None:
    with open(path, "xb", opener=private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o666 & ~umask())


def _put(beside: Path, path: Path) -> None:
    """Rename a folder into its place; the one that stood there is removed once the new one stands, and put back if it can't."""
    if not path.exists():
        beside.rename(path)
        return
    before = _unused(path)
    path.rename(before)
    try:
        beside.rename(path)
    except BaseException:
        before.rename(path)
        raise
    shutil.rmtree(before, ignore_errors=True)
