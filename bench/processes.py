"""Whole processes: how long they take, and the most memory they hold."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

AIDNUM = (str(Path(sys.executable).with_name("aidnum")),)


class Command(NamedTuple):
    """A command line, and what its environment changes."""

    words: tuple[str, ...]
    environment: Mapping[str, str] = {}


def _environment(command: Command) -> dict[str, str]:
    """This process's own, in which modules may be kept compiled as those of an installed package are."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, **command.environment}


def seconds(command: Command) -> float:
    """How long a command takes, from start to end."""
    start = perf_counter()
    subprocess.run(
        command.words,
        env=_environment(command),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return perf_counter() - start


def medians(commands: Sequence[Command], rounds: int) -> list[float]:
    """The median time of each command, taken in turns so that a slow moment is shared; the first turn doesn't count."""
    turns = [[seconds(command) for command in commands] for _ in range(rounds + 1)][1:]
    return [median(turn[index] for turn in turns) for index in range(len(commands))]


_MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def megabytes(command: Command) -> float:
    """The most memory a command holds, measured by a parent of its own."""
    words = (sys.executable, "-c", _MEASURE, *command.words)
    told = subprocess.run(words, env=_environment(command), capture_output=True, text=True, check=True)
    return int(told.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)
