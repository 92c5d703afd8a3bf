"""Try a sample of mutants of the engine and print those that no test kills: ``python scripts/mutants.py COUNT SEED``.

mutmut makes the mutants and chooses the tests of each (``[tool.mutmut]`` in ``pyproject.toml``); the same seed draws the same
sample as long as the code stays the same. One that never ends is killed too.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

MUTMUT = Path(sys.executable).with_name("mutmut")
ONE_FUNCTION = "aidnum.engine.sums.x_to_cents__mutmut_*"  # running it is how mutmut makes all the mutants
ALIVE = ("survived", "no tests", "suspicious", "skipped")


def _mutmut(*words: str, check: bool = True) -> str:
    ran = subprocess.run([MUTMUT, *words], capture_output=True, text=True, check=False)
    if check and ran.returncode:
        sys.exit(ran.stdout[-3000:] + ran.stderr[-3000:])
    return ran.stdout


def _results() -> dict[str, str]:
    lines = (line.strip().partition(": ") for line in _mutmut("results", "--all", "true").splitlines())
    return {name: outcome for name, colon, outcome in lines if colon}


def main(count: int, seed: int) -> None:
    """Draw, try, print."""
    shutil.rmtree("mutants", ignore_errors=True)
    _mutmut("run", ONE_FUNCTION)
    every = sorted(_results())
    drawn = random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - a sample, no secret
    _mutmut("run", *drawn)
    outcomes = _results()
    alive = [name for name in sorted(drawn) if outcomes[name] in ALIVE]
    for name in alive:
        print(_mutmut("show", name, check=False))
    killed = len(drawn) - len(alive)
    print(f"{killed} of {len(drawn)} mutants killed ({killed / len(drawn):.1%}), drawn from {len(every)} with seed {seed}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
