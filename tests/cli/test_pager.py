"""The pager: which one is run, and that a short answer or a pipe has none."""

from __future__ import annotations

import os
import pty
import select
import shutil
import sys
from collections.abc import Mapping

import pytest

from aidnum.cli import pager
from tests.cli.conftest import shell

CHECK = [sys.executable, "-m", "aidnum", "check", "--no-input", "--date", "2021-03-01", "--tout"]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"AIDNUM_PAGER": "", "PAGER": "cat -A"}, []),
        ({"AIDNUM_PAGER": "cat"}, []),
        ({"PAGER": "cat -A"}, ["cat", "-A"]),
        ({"AIDNUM_PAGER": "cat -n", "PAGER": "cat -A"}, ["cat", "-n"]),
        ({"PAGER": "nulle-part"}, []),
        ({"PAGER": "cat 'mal ferme"}, []),
    ],
)
def test_the_reader_chooses_the_pager(environment: Mapping[str, str], words: list[str]) -> None:
    assert pager.command(environment) == words


def test_less_is_used_where_it_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert pager.command({})[:2] == ["less", "-FRX"]
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert pager.command({}) == []


def test_a_pipe_has_no_pager() -> None:
    ran = shell("aidnum check --tout --date 2021-03-01 | tail -n 1", PAGER="sed s/^/PAGE/")
    assert "PAGE" not in ran.out


def _on_a_terminal(words: list[str], **environment: str) -> str:
    """What a terminal of 24 lines shows of a command."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(words[0], words, {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **environment})  # noqa: S606
    shown = b""
    while select.select([terminal], [], [], 30)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.waitpid(child, 0)
    return shown.decode(errors="replace")


def test_a_long_answer_goes_through_the_pager_on_a_terminal() -> None:
    assert "PAGE" in _on_a_terminal(CHECK, PAGER="sed s/^/PAGE/")
    assert "PAGE" not in _on_a_terminal([*CHECK, "--no-pager"], PAGER="sed s/^/PAGE/")
    assert "PAGE" not in _on_a_terminal([*CHECK[:3], "facts", "--help"], PAGER="sed s/^/PAGE/")


def test_a_pager_that_cannot_start_loses_nothing() -> None:
    assert "simulation" in _on_a_terminal(CHECK, PAGER="sh -c 'exit 127'")
