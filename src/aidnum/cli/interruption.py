"""What Ctrl-C does.

Raised inside an import, a callback or the end of the interpreter, an interruption prints a traceback, or is lost. Nothing is to
be undone there, so the process leaves at once; while a file is written it is raised, and the file removed.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130


def leave_when_interrupted() -> None:
    """From now on Ctrl-C ends the process in silence; a caller that has it ignored (``nohup``) is obeyed."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


@contextmanager
def undone_when_interrupted() -> Iterator[None]:
    """Here Ctrl-C is raised, once: a second one doesn't stop what undoes the first."""
    if signal.getsignal(signal.SIGINT) is not _leave:
        yield
        return
    signal.signal(signal.SIGINT, _raise_once)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _leave)


def _leave(_number: int, _frame: object) -> None:
    os._exit(INTERRUPTED)


def _raise_once(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
