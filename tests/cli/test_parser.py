"""Help is French, plain, and the same wherever it is read; so is what is said of a command line used wrongly."""

from __future__ import annotations

import re

import pytest

from aidnum.cli.main import COMMANDS
from tests.cli.conftest import Run

ENGLISH = re.compile(
    r"Usage|Options:|Arguments:|Commands|Show this|message and exit|default|required|<str>|TEXT|INTEGER|BOOLEAN|\bno such\b"
    r"|\bhelp for\b",
    re.IGNORECASE,
)
HELP = [("-h",), *((name, "-h") for name in COMMANDS)]


@pytest.mark.parametrize("words", HELP)
def test_help_is_french(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Utilisation : aidnum")
    assert ENGLISH.findall(ran.out) == []
    assert "Affiche cette aide." in ran.out


@pytest.mark.parametrize("words", HELP)
def test_help_fits_80_columns(run: Run, words: tuple[str, ...]) -> None:
    assert max(map(len, run(*words).out.split("\n"))) <= 80


@pytest.mark.parametrize(
    ("command", "usage", "argument"),
    [
        ("show", "[OPTIONS] FICHE", "FICHE  L'identifiant"),
        ("facts", "[OPTIONS] [FAIT]", "[FAIT]  Un seul fait"),
        ("explain", "[OPTIONS] [CODE]", "[CODE]  Par exemple M003"),
        ("validate", "[OPTIONS] [FICHIER]…", "[FICHIER]…  Fichiers ou dossiers"),
        ("check", "[OPTIONS] [NOM]…", "--cout CATEGORIE=EUROS  Un coût"),
    ],
)
def test_brackets_stay_and_types_of_the_code_do_not_show(run: Run, command: str, usage: str, argument: str) -> None:
    out = run(command, "-h").out
    assert out.split("\n")[0] == f"Utilisation : aidnum {command} {usage}"
    assert f"  {argument}" in out


def test_the_options_of_a_command_come_before_those_of_all(run: Run) -> None:
    headings = [line for line in run("deadlines", "-h").out.split("\n") if line.endswith("\u00a0:")]
    assert headings == [
        f"{name}\u00a0:" for name in ("Arguments", "Options", "Faits", "Réponse", "Catalogue et date", "Aide", "Exemples")
    ]


@pytest.mark.parametrize(
    "environment",
    [{"TERMINAL_WIDTH": "abc"}, {"COLUMNS": "20"}, {"COLUMNS": "abc"}, {"COLUMNS": "0"}, {"COLUMNS": "-3"}, {"LINES": "x"}],
)
def test_an_odd_width_does_not_hurt(run: Run, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run("check", "-h").status == 0
    assert run("check", "--date", "2021-03-01").status == 0


@pytest.mark.parametrize("name", ["GITHUB_ACTIONS", "FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE"])
def test_help_is_never_coloured(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    plain = run("check", "-h").out
    monkeypatch.setenv(name, "1")
    assert run("check", "-h").out == plain
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--type"), "l'option --type attend une valeur"),
        (("check", "-o"), "l'option -o attend une valeur"),
        (("export", "--output"), "l'option --output attend une valeur"),
        (("check", "--no-input=3"), "l'option --no-input ne prend pas de valeur"),
        (("check", "--seul=oui"), "l'option --seul ne prend pas de valeur"),
        (("--help=3",), "l'option --help ne prend pas de valeur"),
        (("--",), "une commande est attendue"),
    ],
)
def test_an_option_with_or_without_its_value_is_told_by_what_it_takes(run: Run, words: tuple[str, ...], said: str) -> None:
    assert run(*words) == (2, "", f"erreur : {said}\nL'aide : aidnum --help\n")
