"""Bash gets the end of a word that its own reading of the line turns into the candidate whole."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.cli.bash_line import BashLine

# Python's reader, unlike a shell, keeps the backslash of \\$ and \\` inside double quotes.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\n`$"), min_size=1, max_size=12)


@given(word=WORDS, quote=st.sampled_from(["", "'", '"']))
def test_a_quoted_candidate_reads_as_itself(word: str, quote: str) -> None:
    line = f"aidnum check {quote}"
    ending = BashLine(line, "").ending(word)
    assert shlex.split(f"{line}{ending}{quote}") == ["aidnum", "check", word]


@given(words=st.lists(WORDS, min_size=1, max_size=4))
def test_words_are_read_as_a_posix_shell_reads_them(words: list[str]) -> None:
    assert BashLine(shlex.join(words), "").words == words


@pytest.mark.parametrize(
    ("line", "replaced", "last", "candidate", "ending"),
    [
        ("aidnum check Saint-P", "Saint-P", "Saint-P", "Saint-Pol-de-Léon", "Saint-Pol-de-Léon"),
        ("aidnum --fait type=de", "de", "type=de", "type=demat", "demat"),
        ("aidnum check dep:Fi", "Fi", "dep:Fi", "dep:Finistère", "Finistère"),
        ("aidnum check L'Ab", "Ab", "L'Ab", "L'Absie", r"''\''Absie"),
        ("aidnum check 'L'\\''Ab", "Ab", "L'Ab", "L'Absie", "Absie"),
        ('aidnum check "a$', "a$", "a$", 'a$"`\\', r"a\$\"\`\\"),
        ("aidnum check ", "", "", "Le Mans", r"Le\ Mans"),
        ("  aidnum  check '' ", "", "", "x", "x"),
    ],
)
def test_only_what_bash_replaces_is_given(line: str, replaced: str, last: str, candidate: str, ending: str) -> None:
    read = BashLine(line, replaced)
    assert (read.words[-1], read.ending(candidate)) == (last, ending)
