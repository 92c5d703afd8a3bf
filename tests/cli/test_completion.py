"""The Tab key in real shells; ``aidnum completion`` prints the script that each of them reads."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.typing import SCRIPTS, SHELLS, words_after
from tests.conftest import FULL

LINES = [
    ("aidnum chec\t --typ\tdemat\t", ["check", "--type", "dematerialisation"]),
    ("aidnum show france-relance-coc\t", ["show", "france-relance-coconstruction"]),
    ("aidnum check Saint-Pol-de\t", ["check", "Saint-Pol-de-Léon"]),
    ('aidnum check "saint-pol-de-l\t', ["check", "Saint-Pol-de-Léon"]),
    ("aidnum check 'saint-pol-de-l\t", ["check", "Saint-Pol-de-Léon"]),
    ("aidnum check l\\'abergement-c\tcl\t", ["check", "L'Abergement-Clémenciat", "cl"]),
    ("aidnum check rennes\\ m\t", ["check", "Rennes Métropole"]),
    ('aidnum check "rennes m\t', ["check", "Rennes Métropole"]),
    ("aidnum territory dep:finis\t", ["territory", "dep:Finistère"]),
    ("aidnum check --cout logic\t12000", ["check", "--cout", "logiciel=12000"]),
    ("aidnum check --cout=logic\t12000", ["check", "--cout=logiciel=12000"]),
    ("aidnum plan --acquis dsi\t30", ["plan", "--acquis", "dsil=30"]),
    ("aidnum check --budget bud\t", ["check", "--budget", "budget été.csv"]),
    ("aidnum check --budget=bud\t", ["check", "--budget=budget été.csv"]),
    ("aidnum check zzzz\t x", ["check", "zzzz", "x"]),
    ("aidnum completion fis\t", ["completion", "fish"]),
]


# Each shell reads its script with the first lines; what is read of the others is that of bash, but for the many cases.
@pytest.mark.parametrize(
    ("shell", "keys", "words"),
    [(shell, *one) for place, one in enumerate(LINES) for shell in SHELLS if FULL or shell == "bash" or place % 3 == 0],
)
def test_a_line_is_completed_in_a_real_shell(shell: str, keys: str, words: list[str], tmp_path: Path) -> None:
    (tmp_path / "budget été.csv").touch()
    assert words_after(shell, keys, tmp_path) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("aidnum check L'Abergement-Cl\t", ["check", "L'Abergement-Clémenciat"]),
        ("aidnum check L'Abergement-\tCl\t", ["check", "L'Abergement-Clémenciat"]),
        ("aidnum check 'L'\\''Abergement-Cl\t", ["check", "L'Abergement-Clémenciat"]),
        ("aidnum check saint-e\tzz", ["check", "saint-ezz"]),
    ],
)
def test_bash_keeps_what_is_typed_and_takes_an_apostrophe_for_a_letter(keys: str, words: list[str], tmp_path: Path) -> None:
    assert words_after("bash", keys, tmp_path) == words


@pytest.mark.parametrize("shell", [*SHELLS, "powershell"])
def test_the_script_printed_is_the_one_tested_and_says_how_to_install_it(run: Run, shell: str) -> None:
    ran = run("completion", shell.upper())
    script = SCRIPTS / (SHELLS[shell][1] if shell in SHELLS else "aidnum.ps1")
    assert ran == (0, script.read_text(encoding="utf-8"), "")
    assert f"aidnum completion {shell}" in ran.out


@pytest.mark.parametrize("words", [("completion",), ("completion", "cmd"), ("completion", ""), ("completion", "fishh")])
def test_an_unknown_shell_is_refused_with_those_known(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith("Ceux que l'on complète : bash, zsh, fish et powershell.\n")


def test_powershell_reads_its_script() -> None:
    if shutil.which("pwsh") is None:
        pytest.skip("pwsh is not installed here: the script is only read")
    path = SCRIPTS / "aidnum.ps1"
    told = (
        f"$found = $null; $null = [Management.Automation.Language.Parser]::ParseFile('{path}', [ref]$null, [ref]$found); $found"
    )
    done = subprocess.run(["pwsh", "-NoProfile", "-Command", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_script_of_powershell_is_plain_ascii() -> None:
    """Windows PowerShell appends to a profile in whatever encoding that has."""
    assert (SCRIPTS / "aidnum.ps1").read_bytes().isascii()
