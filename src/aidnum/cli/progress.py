"""How far long work has come: a line on stderr that goes away, on a terminal alone, and only where work lasts."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from aidnum.french import number

PATIENCE = 1.0
_PAUSE = 0.1
_CLEAR = "\r\x1b[K"


@contextlib.contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Give what to call after each of so many pieces of work."""
    line = _Line(what, total)
    try:
        yield line.step if sys.stderr is not None and sys.stderr.isatty() else _nothing
    finally:
        line.clear()


def _nothing() -> None:
    """Nobody looks."""


class _Line:
    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._next = time.monotonic() + PATIENCE
        self._is_shown = False

    def step(self) -> None:
        """One piece more is done."""
        self._done += 1
        now = time.monotonic()
        if now >= self._next:
            self._next, self._is_shown = now + _PAUSE, True
            self._write(f"{_CLEAR}{self._what} : {number(self._done)} sur {number(self._total)}")

    def clear(self) -> None:
        """Take the line away, if it was ever there."""
        if self._is_shown:
            self._write(_CLEAR)

    @staticmethod
    def _write(text: str) -> None:
        with contextlib.suppress(OSError, UnicodeEncodeError):
            sys.stderr.write(text)
            sys.stderr.flush()
