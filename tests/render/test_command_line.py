"""The command line that says again what was said."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.cli import projet
from aidnum.cli.inputs import read_said
from aidnum.project.said import Said, Statement
from aidnum.project.statement import read_statement
from aidnum.render.command_line import command_line, command_words, quoted
from tests.cli.conftest import options_of
from tests.conftest import examples
from tests.project.strategies import CATALOGUE, NAMES, said


@settings(max_examples=examples(30))
@given(said(), st.lists(NAMES, max_size=2, unique=True))
def test_the_words_say_what_was_said(told: Said, names: list[str]) -> None:
    told = told._replace(names=names)
    words = command_words("projet", told)
    again = read_said(options_of(projet.Options, words), CATALOGUE)
    assert _in_any_order(read_statement(CATALOGUE, again)) == _in_any_order(read_statement(CATALOGUE, told))


def _in_any_order(said: Statement) -> Statement:
    """What is said, whichever of the words of a fact came first."""
    facts = {name: frozenset(value) if isinstance(value, tuple) else value for name, value in said.facts.items()}
    return said._replace(facts=facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Ploërmel", "Ploërmel"),
        ("dep:56", "dep:56"),
        ("--cout", "--cout"),
        ("logiciel=1000", "logiciel=1000"),
        ("Rennes Métropole", '"Rennes Métropole"'),
        ("L'Haÿ-les-Roses", '"L\'Haÿ-les-Roses"'),
        ("Saint-Denis (93)", '"Saint-Denis (93)"'),
        ("", '""'),
        ("=x", '"=x"'),
        ('a"b', "'a\"b'"),
        ("a$b", "'a$b'"),
    ],
)
def test_a_word_is_quoted_where_a_shell_needs_it(word: str, shown: str) -> None:
    assert quoted(word) == shown


@given(st.lists(NAMES | st.text(max_size=5)))
def test_a_shell_reads_the_words_as_they_are(words: list[str]) -> None:
    assert shlex.split(" ".join(map(quoted, words))) == words


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("check", ""),
        (
            "plan",
            (
                " --retenir detr --sans dsil --acquis dgd-bibliotheques=5 --attendu ctl=40%"
                ' --autre "Les Amis=3" --autre Z=4:prive --emprunt 6'
            ),
        ),
        (
            "projet",
            (
                ' --titre "L\'été" --retenir detr --sans dsil --acquis dgd-bibliotheques=5 --attendu ctl=40%'
                ' --autre "Les Amis=3" --autre Z=4:prive --emprunt 6 --conseil 2026-12-01'
            ),
        ),
    ],
)
def test_a_command_gets_the_options_that_it_takes(command: str, line: str) -> None:
    told = Said(
        names="Saint-Pol-de-Léon",
        facts={"pme": False, "type": ("donnees", "identite"), "mutualise": False, "population": "3 200"},
        file="p.yaml",
        costs={"logiciel": "12 000"},
        basis="ttc",
        title="L'été",
        imposed=["detr"],
        left_out=["dsil"],
        granted={"dgd-bibliotheques": 5},
        expected={"ctl": "40%"},
        others=[("Les Amis", 3, None), ("Z", "4", "prive")],
        loan=6,
        council="2026-12-01",
    )
    assert command_line(command, told, ("--date", "2026-11-24")) == (
        f'aidnum {command} Saint-Pol-de-Léon --type donnees --type identite --seul --population "3 200" --fait pme=non'
        f' --projet p.yaml --cout "logiciel=12 000" --ttc{line} --date 2026-11-24'
    )


def test_a_name_that_looks_like_an_option_stays_a_name() -> None:
    assert command_words("check", Said(names=["-x", "Vannes"])) == ["--territoire=-x", "--territoire=Vannes"]
