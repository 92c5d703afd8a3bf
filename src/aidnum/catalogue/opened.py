"""What a command reads: it is never written over, and a person who is to type it is told so.

A command line is one context, begun in ``cli.main``. Outside of one nothing is noted: whoever uses aidnum from Python writes
files in their own way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

Say = Callable[[str], None]


class _Opened:
    """The files read so far, standard input by its number, and what tells a person."""

    def __init__(self, say: Say) -> None:
        self.files: list[Path | int] = []
        self.say = say


_opened: ContextVar[_Opened | None] = ContextVar("opened", default=None)


@contextmanager
def inputs_noted(say: Say) -> Iterator[None]:
    """In this context what is read is noted, and `say` tells what is waited for."""
    token = _opened.set(_Opened(say))
    try:
        yield
    finally:
        _opened.reset(token)


def note(file: Path | int) -> None:
    """A file is about to be read."""
    opened = _opened.get()
    if opened is not None:
        opened.files.append(file)


def tell(sentence: str) -> None:
    """Tell the person at the keyboard, if there is one, what is waited for."""
    opened = _opened.get()
    if opened is not None:
        opened.say(sentence)


def was_read(path: Path) -> bool:
    """Whether a path leads to a file that was read, by whatever name."""
    opened = _opened.get()
    return opened is not None and any(_same(path, file) for file in opened.files)


def _same(path: Path, file: Path | int) -> bool:
    try:
        return os.path.samefile(path, file)  # noqa: PTH121 - a number is no Path
    except (OSError, ValueError):
        return False
