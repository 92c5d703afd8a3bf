"""What to type instead of a line that is understood but not taken: it is told whole, and it runs."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.cli.line import typed
from aidnum.cli.main import COMMANDS
from tests.cli.conftest import DATE, Run

TYPE = ("--type", "donnees")


@given(st.lists(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=20), max_size=4))
def test_a_line_is_read_back_as_its_words(words: list[str]) -> None:
    assert shlex.split(typed(*words)) == ["aidnum", *words]


def test_a_real_shell_reads_a_line_back() -> None:
    words = ["L'Haÿ les Roses", "a$HOME`x`", 'q"!', "~", "*", "\\", "#", "&&", "'", "$'x"]
    printed = subprocess.run(
        ["bash", "-c", typed(*words).replace("aidnum", "printf '%s\\n'", 1)], capture_output=True, check=True
    )
    assert printed.stdout.decode().splitlines() == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Ploermel",), ["Si c'est une collectivité : aidnum check Ploermel"]),
        (("Rennes Métropole", *TYPE), ['Si c\'est une collectivité : aidnum check "Rennes Métropole" --type donnees']),
        (("Rennes", "Métropole", *TYPE), ['Si c\'est une collectivité : aidnum check "Rennes Métropole" --type donnees']),
        (("Brest", "Rennes"), ["Si c'est une collectivité : aidnum check Brest Rennes"]),
        (("chek", "Rennes"), ["Vouliez-vous dire « check » ?", "Si c'est une collectivité : aidnum check chek Rennes"]),
        (("verifer",), ["Vouliez-vous dire « verifier » ?", "Si c'est une collectivité : aidnum check verifer"]),
        (("chek", "--help"), ["Vouliez-vous dire « check » ?"]),
        (("xyzzy", "--help"), []),
        (("",), []),
    ],
)
def test_a_word_that_is_no_command_may_be_an_authority(run: Run, words: tuple[str, ...], said: list[str]) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [f"erreur : commande inconnue « {words[0]} »", *said, "L'aide : aidnum --help"]


BARE = "Un nom se donne sans option : aidnum "
FIRST = "La commande vient d'abord : aidnum "
INSTEAD = [
    (("check", "--commune", "Rennes", *TYPE), [f"{BARE}check Rennes --type donnees"]),
    (("check", *TYPE, "--ville=Rennes", "--detail"), [f"{BARE}check Rennes --type donnees --detail"]),
    (("check", "--mairie", "Saint", "Pol", "de", "Léon", *TYPE), [f'{BARE}check "Saint Pol de Léon" --type donnees']),
    (("check", "--nom", "Brest", "--commune", "Rennes"), [f"{BARE}check Brest Rennes"]),
    (("check", "-commune", "Rennes"), [f"{BARE}check Rennes"]),
    (("check", "--coût", "logiciel=1", "--epci", "Rennes Métropole"), [f'{BARE}check "Rennes Métropole" --coût logiciel=1']),
    (("plan", "--commune", "Rennes", "--cout", "logiciel=1000"), [f"{BARE}plan Rennes --cout logiciel=1000"]),
    (("territory", "--commune", "Rennes"), [f"{BARE}territory Rennes"]),
    (("partners", "--epci", "Rennes Métropole"), [f'{BARE}partners "Rennes Métropole"']),
    (("territory", "--departement", "56"), [f"{BARE}territory dep:56"]),
    (("check", "--commune", "Ploërmel", "--departement", "Morbihan"), [f'{BARE}check "Ploërmel Morbihan"']),
    (("check", "Ploërmel", "--dept=Morbihan"), [f'{BARE}check "Ploërmel Morbihan"']),
    (("check", "--commune", "Rennes", "--région", "Bretagne"), [f"{BARE}check Rennes"]),
    (
        ("check", "--departement=56", *TYPE),
        [
            "Pour le département : aidnum check dep:56 --type donnees",
            "Pour une collectivité qui s'y trouve : aidnum check --type donnees --fait departement=56",
        ],
    ),
    (
        ("check", "--Région", "Bretagne"),
        [
            "Pour la région : aidnum check reg:Bretagne",
            "Pour une collectivité qui s'y trouve : aidnum check --fait region=Bretagne",
        ],
    ),
    (("list", "--etat", "ouvert", "--commune", "Rennes"), ["Pour une collectivité : aidnum check Rennes"]),
    (("show", "detr", "--commune=Rennes"), ["Pour une collectivité : aidnum check Rennes"]),
    (("--commune", "Rennes", *TYPE), [f"{BARE}check Rennes --type donnees"]),
    ((*TYPE, "--ville", "Rennes", "--seul"), [f"{BARE}check Rennes --type donnees --seul"]),
    (("--population", "3000"), [f"{FIRST}check --population 3000"]),
    ((*DATE, "list", "--etat", "ouvert"), [f"{FIRST}list --date 2021-03-01 --etat ouvert"]),
    ((*DATE, "échéances"), [f"{FIRST}deadlines --date 2021-03-01"]),
]


@pytest.mark.parametrize(("words", "said"), INSTEAD)
def test_a_name_behind_an_option_stands_alone_and_the_rest_is_kept(run: Run, words: tuple[str, ...], said: list[str]) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[1:] == [*said, *(["L'aide : aidnum --help"] if words[0].startswith("-") else [])]


@pytest.mark.parametrize("line", [line for _, said in INSTEAD for line in said])
def test_what_is_told_to_type_runs(run: Run, line: str) -> None:
    assert run(*shlex.split(line.partition("aidnum ")[2])).status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--insee", "35238"), f"{BARE}check insee:35238"),
        (("check", "--code-postal=35000"), f"{BARE}check cp:35000"),
        (("check", "--commune", "Rennes", "--insee", "35238"), f"{BARE}check insee:35238"),
        (("check", "--commune", "Rennes", "--cp", "35000"), f'{BARE}check "Rennes 35000"'),
        (("check", "--commune"), f"{BARE}check NOM"),
        (("check", "--commune="), f"{BARE}check NOM"),
        (("--type", "dates"), f"{FIRST}check --type dates"),
    ],
)
def test_a_value_is_told_as_what_it_is(run: Run, words: tuple[str, ...], said: str) -> None:
    assert run(*words).err.splitlines()[1] == said


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        (("--coût", "logiciel=1000"), ("--cout", "logiciel=1000")),
        (("--Cout=logiciel=1000",), ("--cout=logiciel=1000",)),
        (("--Durée_mois", "12"), ("--duree-mois", "12")),
        (("--mutualisé", "--DÉTAIL"), ("--mutualise", "--detail")),
        (("--collectivité=commune",), ("--collectivite=commune",)),
    ],
)
def test_accents_case_and_underscores_do_not_count_in_an_option(
    run: Run, words: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    ran = run("check", *words, *DATE)
    assert ran.status == 0
    assert ran == run("check", *plain, *DATE)


@pytest.mark.parametrize("dash", ["–", "—"])
def test_a_dash_pasted_from_a_text_editor_is_two_hyphens(run: Run, dash: str) -> None:
    assert run("check", f"{dash}date", "2021-03-01") == run("check", *DATE)
    assert dash in run("territory", dash).out


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("check", "--coûts", "x=1"), "--cout ou --tout"),
        (("check", "--habitants", "3"), "--population"),
        (("check", "--aide"), "--help"),
        (("check", "--pop", "3"), "--population"),
        (("check", "-population", "3"), "--population"),
    ],
)
def test_an_option_near_another_names_it_then_the_help(run: Run, words: tuple[str, ...], near: str) -> None:
    said = [f"erreur : option inconnue « {words[1]} »", f"Vouliez-vous dire {near} ?", "L'aide : aidnum check --help"]
    assert run(*words).err.splitlines() == said


def test_an_option_that_the_command_lacks_is_not_proposed(run: Run) -> None:
    assert run("list", "--habitants", "3").err == "erreur : option inconnue « --habitants »\nL'aide : aidnum list --help\n"


def test_a_line_of_options_that_no_question_has_leads_to_the_help_alone(run: Run) -> None:
    assert run("--zzzz", *TYPE).err == "erreur : option inconnue « --zzzz »\nL'aide : aidnum --help\n"


def test_every_command_takes_its_options_in_any_spelling(run: Run) -> None:
    assert {run(name, "--HELP").status for name in COMMANDS} == {0}
