"""A real shell in a terminal of its own, in which keys are typed; the program that it runs tells what they came to."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.conftest import ROOT

SCRIPTS = ROOT / "src" / "aidnum" / "cli" / "shells"
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "aidnum.bash"),
    "zsh": (["zsh", "-f", "-i"], "aidnum.zsh"),
    "fish": (["fish", "--no-config", "-i"], "aidnum.fish"),
}
_PATIENCE = 30
# Stands for aidnum: completes as it does, and otherwise tells the words that it was given.
_STAND_IN = f"""#!/bin/sh
[ -n "$AIDNUM_COMPLETE" ] && exec "{sys.executable}" -m aidnum
printf '<<'; printf '%s|' "$@"; printf '>>\\n'
"""


def words_after(shell: str, keys: str, folder: Path) -> list[str]:
    """The words that aidnum is given when a line is typed, a tab completing it, and run."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here: apt-get install {shell}")
    program = folder / "aidnum"
    program.write_text(_STAND_IN, encoding="utf-8")
    program.chmod(0o755)
    command, script = SHELLS[shell]
    own = {"HOME": str(folder), "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, {**os.environ, **own})  # noqa: S606 - the shell under test
    try:
        os.write(terminal, f"source '{SCRIPTS / script}'; aidnum ready\r".encode())
        _read_until(terminal, "<<ready|>>")
        os.write(terminal, f"{keys}\r".encode())
        told = _read_until(terminal, r"<<(?!ready\|)(.*?)\|?>>")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    return told.split("|")


def _read_until(terminal: int, pattern: str) -> str:
    seen, end = b"", monotonic() + _PATIENCE
    while monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 1 << 16)
            found = re.search(pattern, seen.decode(errors="replace"))
            if found:
                return found[found.re.groups]
    pytest.fail(f"no answer in {_PATIENCE} s, seen: {seen!r}")
