"""A compiled catalogue: the models of a set of files, kept among the user's caches so that the YAML is not read again.

It is trusted only when it is whole, belongs to this user, was made by this very code, and the files have the same bytes as
then; otherwise it is ignored and made again. Without a place to keep it, aidnum works the same, a little slower.
``AIDNUM_CACHE`` names another folder, or ``0`` for none.

Unpickling runs what the file says, like importing a ``.pyc``: hence the owner and mode that are asked of it.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import adler32, crc32

from aidnum.catalogue.files import MAX_BYTES, STDIN
from aidnum.version import __version__

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_CODE = ("model", "catalogue")


def signature(files: Sequence[Path]) -> bytes | None:
    """What a compiled catalogue depends on: the bytes of the files, the code that reads them, the versions.

    None when it can't be told (standard input, a file that can't be read): then nothing is recalled nor kept.
    """
    try:
        contents = [path.read_bytes() if _is_small_file(path) else None for path in files]
    except (OSError, ValueError):
        return None
    if None in contents:
        return None
    parts: list[object] = [__version__, sys.version, *_code()]
    parts += [
        (str(path), len(raw), crc32(raw), adler32(raw)) for path, raw in zip(files, contents, strict=True) if raw is not None
    ]
    return repr(parts).encode()


def _is_small_file(path: Path) -> bool:
    return str(path) != STDIN and path.is_file() and path.stat().st_size <= MAX_BYTES


def _code() -> list[tuple[str, int, int]]:
    package = Path(__file__).parent.parent
    entries = [entry for name in _CODE for entry in os.scandir(package / name) if entry.name.endswith(".py")]
    return sorted((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in entries)


def recall(files: Sequence[Path], wanted: bytes | None) -> object | None:
    """What was kept for these files under this signature, or None."""
    place = _place(files)
    if wanted is None or place is None:
        return None
    try:
        if not (place.is_file() and _is_ours(place)):
            return None
        head, _, body = place.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(wanted, body):
        return None
    try:
        value: object = pickle.loads(body)  # noqa: S301 - whole, ours, and made by this code
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is made again
        return None
    return value


def keep(files: Sequence[Path], signed: bytes | None, value: object) -> None:
    """Keep a value for these files; when that can't be done nothing is lost, and nothing is said."""
    place = _place(files)
    if signed is None or place is None:
        return
    import tempfile

    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_head(signed, body) + b"\n" + body)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        return


def _head(signed: bytes, body: bytes) -> bytes:
    return f"aidnum {crc32(signed):08x}{adler32(signed):08x} {len(body)} {crc32(body):08x}{adler32(body):08x}".encode()


def _place(files: Sequence[Path]) -> Path | None:
    folder = _folder()
    names = "\n".join(str(path.absolute()) for path in files).encode("utf-8", "surrogateescape")
    return None if folder is None else folder / f"catalogue-{crc32(names):08x}{adler32(names):08x}"


def _folder() -> Path | None:
    chosen = os.environ.get("AIDNUM_CACHE")
    if chosen:
        return None if chosen == "0" else Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "aidnum"
    except RuntimeError:
        return None


def _is_ours(place: Path) -> bool:
    """Whether only this user can have written the file."""
    if not hasattr(os, "getuid"):
        return True
    return all(
        status.st_uid == os.getuid() and not status.st_mode & _OTHERS_WRITE for status in (place.stat(), place.parent.stat())
    )
