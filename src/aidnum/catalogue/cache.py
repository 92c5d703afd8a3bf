"""Where the compiled forms of a user's own large catalogues are kept, so that their YAML is not read at every start.

Nothing kept can run, and an entry is used only when this user alone can have written it. ``AIDNUM_CACHE`` names another
folder, or ``0`` for none; a relative path is ignored, as it would lead wherever the command happens to be run.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.compiled import Stamp, compiled, recalled

MOST_ENTRIES = 8
MOST_BYTES = 100_000_000
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_PREFIX = "catalogue-"


def recall(files: Sequence[Path], wanted: Stamp) -> Catalogue | None:
    """What was kept for these files and is still what they say, or None."""
    place = place_of(files)
    if place is None:
        return None
    try:
        number = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    if _is_ours(os.fstat(number)):
        return recalled(number, wanted.__eq__)
    os.close(number)
    return None


def keep(files: Sequence[Path], stamp: Stamp, catalogue: Catalogue) -> None:
    """Keep the compiled form of these files; when that can't be done nothing is lost, and nothing is said."""
    place = place_of(files)
    if place is None:
        return
    content = compiled(catalogue, stamp)
    if len(content) > MOST_BYTES:
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(place, len(content))
        _write(place, content)


def _write(place: Path, content: bytes) -> None:
    import tempfile

    number, name = tempfile.mkstemp(prefix=_PREFIX, suffix=".tmp", dir=place.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _make_room(place: Path, needed: int) -> None:
    """Remove the entries used least lately, and what a killed run left, until one more fits."""
    others = [path for path in place.parent.glob(f"{_PREFIX}*") if path != place]
    newest = sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)
    held = needed
    for rank, path in enumerate(newest, start=1):
        held += path.stat().st_size
        if rank >= MOST_ENTRIES or held > MOST_BYTES:
            path.unlink(missing_ok=True)


def place_of(files: Sequence[Path]) -> Path | None:
    """Where the compiled form of some files is kept; None when there is no such place."""
    folder = _folder()
    names = "\n".join(os.path.realpath(path) for path in files).encode("utf-8", "surrogateescape")
    return None if folder is None else folder / f"{_PREFIX}{crc32(names):08x}{crc32(names[::-1]):08x}.json"


def _folder() -> Path | None:
    chosen = os.environ.get("AIDNUM_CACHE")
    if chosen:
        return _absolute(chosen, "")
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    home = os.environ.get("HOME") or os.environ.get("USERPROFILE")
    return _absolute(base, "aidnum") if base else _absolute(home, ".cache/aidnum") if home else None


def _absolute(base: str, below: str) -> Path | None:
    path = Path(base)
    return path / below if path.is_absolute() else None


def _is_ours(status: os.stat_result) -> bool:
    """Whether a file is one that only this user can have written."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & _OTHERS_WRITE)
