"""One command line in, one exit status out, and every error in one sentence."""

from __future__ import annotations

import pytest

from aidnum.cli import check, main
from aidnum.cli.line import FRENCH
from aidnum.version import __version__
from tests.cli.conftest import DATE, Run, shell


def _failing(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(check, "read_day", fail)


def test_an_answer_is_status_0_whatever_it_is(run: Run) -> None:
    refused = [word for fact in ("accord_region=non", "partenaire_collectivite=non", "region=53") for word in ("--fait", fact)]
    firm = ["--collectivite", "entreprise", "--type", "formation", "--domaine", "bibliotheque"]
    ran = run("check", *firm, *refused, *DATE)
    assert (ran.status, ran.err) == (0, "")
    assert "Aucun dispositif ne convient" in ran.out


def test_what_is_given_wrong_is_status_1(run: Run) -> None:
    ran = run("show", "inconnu-au-bataillon")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("erreur : aucun dispositif ne s'appelle « inconnu-au-bataillon »\n")


def test_a_wrong_use_of_the_command_line_is_status_2(run: Run) -> None:
    assert run("check", "--population", "beaucoup").status == 2
    assert run("show").err == "erreur : indiquer le dispositif à montrer\nLa liste : aidnum list\n"


def test_a_fault_of_aidnum_is_one_sentence_and_status_3(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(ZeroDivisionError("secret"), monkeypatch)
    ran = run("check")
    assert (ran.status, ran.out) == (3, "")
    assert (
        ran.err == "erreur : aidnum a rencontré un défaut interne (ZeroDivisionError)\nLe détail technique : ajouter --debug.\n"
    )


def test_debug_shows_the_traceback_of_a_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(ZeroDivisionError("secret"), monkeypatch)
    with pytest.raises(ZeroDivisionError, match="secret"):
        run("check", "--debug")


def test_debug_changes_nothing_where_nothing_fails(run: Run) -> None:
    assert run("--debug", "list", *DATE) == run("list", *DATE)


def test_an_interruption_is_status_130_in_silence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(KeyboardInterrupt(), monkeypatch)
    assert run("check") == (130, "", "")


@pytest.mark.parametrize("words", [(), ("help",), ("-h",), ("--help",), ("help", "help"), ("aide",)])
def test_help_is_on_standard_output_with_status_0(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Utilisation : aidnum COMMANDE")
    assert all(f"  {name}" in ran.out for name in main.COMMANDS)


def test_help_of_a_command_can_be_asked_for_in_two_ways(run: Run) -> None:
    assert run("help", "check") == run("check", "-h")


@pytest.mark.parametrize(("command", "word"), [(command, word) for command, words in FRENCH.items() for word in words])
def test_a_french_word_leads_to_its_command(run: Run, command: str, word: str) -> None:
    for spelling in (word, word.upper(), word.replace("e", "é")):
        assert run(spelling, "-h") == run(command, "-h")
        if command != "help":
            assert run("aide", spelling) == run("help", command)


def test_a_french_word_runs_its_command(run: Run) -> None:
    assert run("vérifier", "Rennes", *DATE) == run("check", "Rennes", *DATE)
    assert run("Fiche", "detr", *DATE) == run("show", "detr", *DATE)


def test_each_command_that_is_no_french_word_has_one_that_is_no_other_command() -> None:
    words = [word for every in FRENCH.values() for word in every]
    assert FRENCH.keys() - {"help"} == main.COMMANDS.keys() - {"budget", "completion", "projet", "schema"}  # French words
    assert len(words) == len(set(words))
    assert main.COMMANDS.keys().isdisjoint(words)


def test_french_words_are_told_once_and_are_no_commands(run: Run) -> None:
    out = " ".join(run("-h").out.split())
    assert all(out.count(f"{words[0]} ({command})") == 1 for command, words in FRENCH.items())
    assert "\n  verifier" not in run("-h").out
    assert run("SCHÉMA") == run("schema")


def test_help_of_an_unknown_command_suggests_the_nearest(run: Run) -> None:
    assert run("help", "chek") == (
        2,
        "",
        "erreur : commande inconnue « chek »\nVouliez-vous dire « check » ?\nL'aide : aidnum --help\n",
    )


@pytest.mark.parametrize("words", [("--version",), ("check", "--version"), ("-V",), ("list", "-V")])
def test_version_is_told_everywhere(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words) == (0, f"aidnum {__version__}\n", "")


def test_validate_leaves_with_status_1_when_it_finds_an_error(run: Run, tmp_path: object) -> None:
    path = f"{tmp_path}/a.yaml"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("version: 1\nschemes: [{id: x}]\n")
    assert run("validate", path).status == 1


def test_the_module_runs_as_a_program_without_standard_error() -> None:
    """Diagnostics never fall back on standard output, which carries the answer alone."""
    ran = shell("aidnum check --population x 2>&-; echo $?")
    assert ran.out == "2\n"


def test_nothing_breaks_when_standard_error_is_full() -> None:
    assert shell("aidnum check --population x 2>/dev/full; echo $?").out == "2\n"
