"""Where an answer goes: standard output, or a file written beside its place and renamed into it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from aidnum.catalogue.opened import was_read
from aidnum.cli.interruption import undone_when_interrupted
from aidnum.errors import BadUsage, OutputRefused
from aidnum.french import listed, visible
from aidnum.model.reading import shorten
from aidnum.render.formats import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from aidnum.cli.options import AnswerOptions
    from aidnum.render.formats import Command, Format

STDOUT = "-"
PREFIX = ".aidnum-"
_STRAY_SECONDS = 3600
_ALSO_CALLED = {"excel": "xlsx", "htm": "html", "ical": "ics", "libreoffice": "odt", "texte": "terminal", "word": "docx"}
_REASONS = {
    errno.EACCES: "l'écriture n'y est pas permise",
    errno.EPERM: "l'écriture n'y est pas permise",
    errno.EROFS: "ce disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place accordée sur le disque est épuisée",
    errno.ENAMETOOLONG: "le nom est trop long",
}


def chosen_format(options: AnswerOptions, command: Command) -> Format:
    """The format asked for by option or by the file's extension.

    Raises:
        BadUsage: for an unknown format or extension, when the two disagree, or for bytes without a file.
    """
    return chosen_among(options, served(command))


def chosen_among(options: AnswerOptions, formats: Sequence[Format]) -> Format:
    """The format asked for, of some; the first where none is.

    Raises:
        BadUsage: for another one, when option and extension disagree, or for bytes without a file.
    """
    by_name = None if options.format is None else named_format(options.format, formats)
    if options.output in (None, STDOUT):
        shown = by_name or formats[0]
        if shown.content == "bytes":
            hint = f"Par exemple : -o reponse{shown.extension}"
            raise BadUsage("ce format ne s'affiche pas : indiquer le fichier à écrire avec -o", hint)
        return shown
    suffix = Path(options.output).suffix.lower()
    by_suffix = next((known for known in formats if known.extension == suffix), None)
    if by_name and by_suffix and by_name != by_suffix:
        raise BadUsage(f"-o {options.output} et --format {by_name.name} se contredisent", "Garder l'un des deux.")
    chosen = by_name or by_suffix
    if chosen is None:
        wrong = f"extension « {shorten(suffix)} » inconnue" if suffix else f"« {shorten(options.output)} » n'a pas d'extension"
        raise BadUsage(f"-o : {wrong}", f"Extensions : {listed([known.extension for known in formats], 'ou')}.")
    return chosen


def named_format(name: str, formats: Sequence[Format]) -> Format:
    """The format that a name, an extension or another usual word means: ``markdown``, ``md``, ``.MD``; ``excel``.

    Raises:
        BadUsage: for another one.
    """
    wanted = name.strip().lower()
    bare = wanted.removeprefix(".")
    for known in formats:
        if _ALSO_CALLED.get(bare, bare) in (known.name, known.extension.removeprefix(".")):
            return known
    raise BadUsage(f"--format : « {shorten(wanted)} » inconnu", f"Formats : {listed([known.name for known in formats], 'ou')}.")


def deliver(content: str | bytes | Iterator[str], options: AnswerOptions, *, as_utf8: bool = False) -> None:
    """Give the answer, whole or piece by piece: on standard output, or in the file named by ``-o``, always UTF-8 there.

    Raises:
        ValueError: for bytes without a file, which `chosen_among` refuses first.
        OutputRefused: when it can't be written there.
    """
    if options.output is None or options.output == STDOUT:
        if isinstance(content, bytes):
            raise ValueError("bytes go to a file")
        write_stdout(content, as_utf8=as_utf8)
        return
    path = Path(options.output)
    write_file(path, content if isinstance(content, bytes) else map(encoded, _pieces(content)), replace=options.ecraser)
    say(f"écrit : {path}")


def say(sentence: str) -> None:
    """One line on standard error, free of control characters; lost in silence when nobody can read it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(visible(sentence), file=sys.stderr, flush=True)


def warn(sentence: str) -> None:
    """One line on stderr, for what doesn't stop the command."""
    say(f"alerte : {sentence}")


def write_stdout(text: str | Iterator[str], *, as_utf8: bool = False) -> None:
    """Write a text, or its pieces, and flush, so that a full disk or a closed stream is seen before the command ends.

    What a program reads is UTF-8 whatever the terminal speaks (`as_utf8`).

    Raises:
        OutputRefused: when standard output is closed or takes no more. A reader that stops early (``| head``) is no fault.
    """
    if sys.stdout is None:
        raise OutputRefused("la sortie standard est fermée : la réponse n'a pas pu être écrite")
    try:
        if as_utf8 and not _speaks_utf8(sys.stdout):
            sys.stdout.buffer.writelines(map(encoded, _pieces(text)))
        else:
            sys.stdout.writelines(_pieces(text))
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    except OSError as error:
        _forget_stdout()
        raise OutputRefused(f"la réponse n'a pas pu être écrite : {reason(error)}") from error


def _pieces(text: str | Iterator[str]) -> Iterator[str]:
    return iter((text,)) if isinstance(text, str) else text


def _speaks_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


def encoded(text: str) -> bytes:
    """UTF-8; half a character, as a name that isn't text may hold, is written as its escape."""
    return text.encode("utf-8", "backslashreplace")


def _forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere instead of failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(path: Path, content: bytes | Iterator[bytes], *, replace: bool) -> None:
    """Write a file whole or not at all, from bytes or from pieces that are never held together.

    An existing file is kept unless `replace`, one that the command has read always; a symbolic link is never followed nor
    replaced. The file takes the mode of the one it replaces, else the mode that the umask gives.

    Raises:
        OutputRefused: with what was kept.
    """
    refuse_file(path, replace=replace)
    try:
        _sweep(path.parent)
        _write_beside(path, content)
    except OSError as error:
        raise _unwritten(path, error) from error


def refuse_file(path: Path, *, replace: bool) -> None:
    """Refuse a place where no file may be written.

    Raises:
        OutputRefused: with what was kept.
    """
    try:
        _refuse(path, replace=replace)
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> OutputRefused:
    return OutputRefused(f"« {path} » n'a pas pu être écrit : {reason(error)}", "Rien n'a été changé.")


def _refuse(path: Path, *, replace: bool) -> None:
    if path.is_symlink():
        raise OutputRefused(
            f"« {path} » est un lien symbolique ; il est laissé tel quel", "Donner le chemin du fichier lui-même."
        )
    if path.is_dir():
        raise OutputRefused(f"« {path} » est un dossier", "Donner un nom de fichier.")
    if not path.parent.is_dir():
        raise OutputRefused(f"le dossier « {path.parent} » n'existe pas", "Le créer, ou donner un autre chemin.")
    if path.exists() and not path.is_file():
        raise OutputRefused(f"« {path} » n'est pas un fichier ordinaire ; il est laissé tel quel", "Donner un autre chemin.")
    if was_read(path):
        raise OutputRefused(f"« {path} » est lu par cette commande ; il est laissé tel quel", "Donner un autre nom de fichier.")
    if path.exists() and not replace:
        raise OutputRefused(f"« {path} » existe déjà ; il est gardé tel quel", "Pour le remplacer : --ecraser.")


def _write_beside(path: Path, content: bytes | Iterator[bytes]) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~umask()
    beside = path.with_name(f"{PREFIX}{os.urandom(8).hex()}.tmp")
    with undone_when_interrupted():
        try:
            with open(beside, "xb", opener=private) as file:
                file.writelines((content,) if isinstance(content, bytes) else content)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(mode)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def private(path: str, flags: int) -> int:
    """Open a file that nobody else may read before it has its own mode."""
    return os.open(path, flags, 0o600)


def umask() -> int:
    """The umask of the process, left as it is."""
    current = os.umask(0)
    os.umask(current)
    return current


def _sweep(folder: Path) -> None:
    """Remove what a killed run left an hour ago or more."""
    import time

    for stray in folder.glob(f"{PREFIX}*.tmp"):
        with contextlib.suppress(OSError):  # another run's, or another user's
            if time.time() - stray.stat().st_mtime > _STRAY_SECONDS:
                stray.unlink()


def reason(error: OSError) -> str:
    """Why something can't be written, in French."""
    return _REASONS.get(error.errno or 0) or f"erreur {error.errno} du système"
