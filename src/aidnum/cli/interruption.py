"""What Ctrl-C does while something is to be undone.

Elsewhere the process leaves at once: raised inside an import, a callback or the end of the interpreter, an interruption prints
a traceback, or is lost.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130


@contextmanager
def undone_when_interrupted() -> Iterator[None]:
    """Here Ctrl-C is raised, once: a second one doesn't stop what undoes the first."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or before is signal.default_int_handler:
        yield  # ignored, or raised already
        return
    signal.signal(signal.SIGINT, _raise_once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _raise_once(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
