"""How far long work has come shows on a terminal after a second, and leaves nothing behind."""

from __future__ import annotations

import sys
import time
from contextlib import suppress

import pytest

from aidnum.cli import progress


class _Screen:
    """A standard error that keeps what is written."""

    def __init__(self, *, terminal: bool) -> None:
        self.terminal = terminal
        self.text = ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        """Nothing waits."""


def _shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, pace: float) -> str:
    """What is written while ten pieces of work are done at a pace."""
    screen = _Screen(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    clock = iter(pace * step for step in range(100))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with progress.progress("lecture", 10) as step:
        for _ in range(10):
            step()
    return screen.text


def test_long_work_says_how_far_it_has_come_then_clears_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _shown(monkeypatch, terminal=True, pace=0.3)
    assert "\r\x1b[Klecture : 4 sur 10" in shown
    assert "lecture : 3 sur 10" not in shown
    assert shown.endswith("\r\x1b[K")


def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _shown(monkeypatch, terminal=True, pace=0.01)


def test_a_pipe_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _shown(monkeypatch, terminal=False, pace=10)


def test_work_that_fails_clears_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen(terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with suppress(KeyboardInterrupt), progress.progress("examen", 3) as step:
        step()
        assert "examen : 1 sur 3" in screen.text
        raise KeyboardInterrupt
    assert screen.text.endswith("\r\x1b[K")
