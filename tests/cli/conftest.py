"""The shipped catalogue is read once for all the commands run in this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest

from aidnum.catalogue import load
from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli.command import add_command
from aidnum.cli.main import main

O = TypeVar("O")  # noqa: E741 - the options class of a command
DATE = ("--date", "2021-03-01")


class Ran(NamedTuple):
    """What one command line gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def read_once(shipped: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load.load_catalogue

    def recalled(paths: Sequence[str | Path] = (), **options: Any) -> Catalogue:
        return shipped if not paths and options.get("shipped", True) else read(paths, **options)

    monkeypatch.setattr(load, "load_catalogue", recalled)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command line in this process."""

    def command(*words: str) -> Ran:
        status = main(words)
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return command


def shell(line: str, **environment: str) -> Ran:
    """Run a line of shell in which ``aidnum`` is this program, in a process of its own."""
    script = f'aidnum() {{ "{sys.executable}" -m aidnum "$@"; }}\n{line}'
    known = {name: value for name, value in os.environ.items() if name not in environment}
    done = subprocess.run(["bash", "-c", script], env={**known, **environment}, capture_output=True, check=False, timeout=30)
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def options_of(options: type[O], words: Sequence[str]) -> O:
    """The options that a command would get from its words."""
    import typer

    found: list[O] = []
    app = typer.Typer()
    app.callback()(lambda: None)
    add_command(app, "essai", options, found.append, "")
    app(args=["essai", *words], standalone_mode=False)
    return found[0]
