"""A person at a terminal: a pseudo-terminal whose keys are pressed one prompt after the other."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import NamedTuple

_PROMPT = b"> "
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_PATIENCE = 20
_PAUSE = 0.05  # a key pressed while a prompt is being drawn may be lost, as by a person


class Sitting(NamedTuple):
    """How it ended, what stood on the screen, what went to standard output, whether the terminal shows what is typed next."""

    status: int
    screen: str
    out: str
    echoes: bool


def sit(words: list[str], keys: list[str], folder: Path, **environment: str) -> Sitting:
    """Run a command on a terminal, each of the `keys` pressed at a prompt; standard output is a file apart."""
    ours, theirs = pty.openpty()
    out = folder / "stdout"
    known = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "HOME": str(folder), **environment}
    with out.open("wb") as stdout:
        command = [sys.executable, "-m", "aidnum", *words]
        running = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=stdout,
            stderr=theirs,
            env=known,
            cwd=folder,
            start_new_session=True,
            preexec_fn=_take,  # noqa: PLW1509 - its one thread is this one
        )
    os.close(theirs)
    waiting, seen = list(keys), b""
    while chunk := _read(ours):
        seen += chunk
        if waiting and seen.endswith(_PROMPT):
            time.sleep(_PAUSE)
            os.write(ours, waiting.pop(0).encode())
    echoes = bool(termios.tcgetattr(ours)[3] & termios.ECHO)
    os.close(ours)
    status = running.wait(_PATIENCE)
    screen = _ESCAPES.sub("", seen.decode().replace("\u00a0", " ").replace("\r", ""))
    return Sitting(status, screen, out.read_text(), echoes)


def _take() -> None:
    """Make the terminal that of the process, so that its keys interrupt it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(terminal: int) -> bytes:
    """What comes next; nothing once the command has ended, or says no more."""
    ready, _, _ = select.select([terminal], [], [], _PATIENCE)
    try:
        return os.read(terminal, 65_536) if ready else b""
    except OSError:  # the other end is closed
        return b""
