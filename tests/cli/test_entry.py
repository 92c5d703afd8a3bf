"""Ctrl-C is silent from the first line of the program to its last, and leaves no file half written."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

UNTOLD = "from aidnum.cli.entry import run\nrun()\n"
TOLD = """
import os, sys
class Told:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "aidnum.cli.main":
            os.write(1, b".")
sys.meta_path.insert(0, Told)
"""
LATE = "import atexit, os, time\natexit.register(lambda: (os.write(1, b'.'), time.sleep(20)))\n"
SLOW = """
import os, sys, time
from aidnum.cli.entry import run
def slow(_):
    os.write(1, b".")
    time.sleep(20)
os.fsync = slow
run()
"""
HELD = ("check", "--catalogue", "-", "--no-input")
INTERRUPTED = (130, b"", b"")


def _started(script: str, *words: str, before: str = "") -> subprocess.Popen[bytes]:
    """A process that has said it runs the program; before that, interruptions are Python's own matter."""
    command = [sys.executable, "-c", before + script, *words]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
    assert process.stdout is not None
    assert process.stdout.read(1) == b"."
    return process


def _ended(process: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    out, err = process.communicate(timeout=20)
    return process.returncode, out, err


@pytest.mark.parametrize("delay", range(0, 160, 10))
def test_an_early_interruption_is_status_130_in_silence(delay: int) -> None:
    process = _started(UNTOLD, *HELD, before=TOLD)
    time.sleep(delay / 1000)
    process.send_signal(signal.SIGINT)
    assert _ended(process) == INTERRUPTED


def test_an_interruption_while_the_interpreter_ends_is_silent() -> None:
    process = _started(UNTOLD, "validate", "-", before=LATE)
    process.send_signal(signal.SIGINT)
    status, _, err = _ended(process)
    assert (status, b"Traceback" in err, b"KeyboardInterrupt" in err) == (130, False, False)


def test_interruptions_that_the_caller_ignores_stay_ignored() -> None:
    ignored = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    process = _started(UNTOLD, "explain", "x", before=ignored + LATE.replace("20", "0.3"))
    process.send_signal(signal.SIGINT)
    assert _ended(process)[0] == 2


CLEANING = """
from pathlib import Path
unlink = Path.unlink
def slow_unlink(path, missing_ok=False):
    os.write(1, b"!")
    time.sleep(0.3)
    unlink(path, missing_ok)
Path.unlink = slow_unlink
"""


@pytest.mark.parametrize("is_hasty", [False, True])
def test_an_interruption_while_a_file_is_written_leaves_the_old_one_and_no_other(tmp_path: Path, *, is_hasty: bool) -> None:
    old = tmp_path / "resume.md"
    old.write_text("ancien", encoding="utf-8")
    script = SLOW.replace("run()\n", f"{CLEANING}run()\n") if is_hasty else SLOW
    process = _started(script, "list", "-o", str(old), "--ecraser")
    process.send_signal(signal.SIGINT)
    if is_hasty:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"!"
        process.send_signal(signal.SIGINT)
    assert _ended(process) == INTERRUPTED
    assert old.read_text(encoding="utf-8") == "ancien"
    assert list(tmp_path.iterdir()) == [old]
