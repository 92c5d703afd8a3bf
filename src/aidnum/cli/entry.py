"""Where the program starts: Ctrl-C is silent before anything else is imported."""

from __future__ import annotations

import os
import sys

# The module ``signal`` is itself a few milliseconds of imports; this half of it is there before the program begins.
from _signal import SIGINT, default_int_handler, getsignal, signal  # type: ignore[import-not-found]

_INTERRUPTED = 130


def run() -> None:
    """The entry point of the console script.

    From its first line on Ctrl-C ends the process in silence; a caller that has it ignored (``nohup``) is obeyed.
    """
    try:
        if getsignal(SIGINT) is default_int_handler:
            signal(SIGINT, _leave)
        import gc

        gc.disable()  # one answer, then the end: nothing is worth collecting
        if request := os.environ.get("AIDNUM_COMPLETE"):
            from aidnum.cli.completing import complete

            complete(request)
            return
        from aidnum.cli.main import main

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        os._exit(_INTERRUPTED)


def _leave(_number: int, _frame: object) -> None:
    os._exit(_INTERRUPTED)
