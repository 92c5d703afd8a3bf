"""Where the program starts: Ctrl-C is silent before anything else is imported."""

from __future__ import annotations

import os
import sys


def run() -> None:
    """The entry point of the console script."""
    try:
        from aidnum.cli.interruption import leave_when_interrupted

        leave_when_interrupted()
        import gc

        gc.disable()  # one answer, then the end: nothing is worth collecting
        from aidnum.cli.main import main

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        os._exit(130)
