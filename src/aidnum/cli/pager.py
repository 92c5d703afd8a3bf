"""An answer longer than the screen goes through the reader's pager, on a terminal alone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping

_USUAL = "less -FRX -P'Espace = suite, q = quitter'"
_NONE = frozenset({"", "cat"})
_NOT_STARTED = (126, 127)  # how a shell says that a command can't be run


def paged(text: str) -> bool:
    """Show a text through the pager; False when it is to be printed: a short text, no terminal, no pager that starts."""
    if sys.stdout is None or not sys.stdout.isatty() or sys.stdin is None or not sys.stdin.isatty():
        return False
    if text.count("\n") < shutil.get_terminal_size((80, 24)).lines:
        return False
    words = command(os.environ)
    return bool(words) and _run(words, text)


def command(environment: Mapping[str, str]) -> list[str]:
    """The words of the pager: ``AIDNUM_PAGER``, else ``PAGER``, else ``less`` where it exists; empty for none."""
    import shlex

    wanted = environment.get("AIDNUM_PAGER", environment.get("PAGER") or (_USUAL if shutil.which("less") else ""))
    try:
        words = shlex.split(wanted)
    except ValueError:
        return []
    return [] if wanted.strip() in _NONE or shutil.which(words[0]) is None else words


def _run(words: list[str], text: str) -> bool:
    """Whether the pager showed the text; Ctrl-C is the pager's while it runs."""
    import signal
    import subprocess

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        told = {"LESS": "FRX", **os.environ}
        with subprocess.Popen(words, stdin=subprocess.PIPE, env=told) as process:  # noqa: S603 - the reader's own choice
            process.communicate(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode not in _NOT_STARTED
