"""A CSV says in which encoding it is, or is recognised; a quote that hides lines is told where it opens."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.errors import AidnumError
from aidnum.project.csv_table import csv_lines
from tests.conftest import examples

TEXT = "Libellé;Catégorie;HT\nÉtude du portail à l’été;AMO;1 000 €\n"
CELLS = [(1, ["Libellé", "Catégorie", "HT"]), (2, ["Étude du portail à l’été", "AMO", "1 000 €"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_encoding_is_recognised(encoding: str, end: str) -> None:
    assert list(csv_lines(TEXT.replace("\n", end).encode(encoding), "b.csv")) == CELLS


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_bytes_may_come_in_the_other_order(mark: bytes, encoding: str) -> None:
    assert list(csv_lines(mark + TEXT.encode(encoding), "b.csv")) == CELLS


def test_a_stray_null_is_no_encoding() -> None:
    assert list(csv_lines(b"a;b\0\n", "b.csv")) == [(1, ["a", "b\0"])]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(AidnumError, match=r"^b\.csv : ce fichier n'est pas du texte, ou est abîmé"):
        list(csv_lines(bytes(range(256)) * 20, "b.csv"))


@pytest.mark.parametrize(
    ("text", "line", "hidden"),
    [
        ('L;C;HT\na;RH;1\n"b;RH;2\nc;RH;3\n', 3, " ; il cache 1\u00a0ligne"),
        ('L;C;HT\n"b;RH;2\nc;RH;3\nd;RH;4\n', 2, " ; il cache 2\u00a0lignes"),
        ('L;C;HT\na;RH;1\nb;RH;"2', 3, ""),
        ('L;C;HT\na;RH;1\n"b;RH;2\nc";RH;3\n', 3, " ; il cache 1\u00a0ligne"),
        ('L;C;HT;N\n"x\ny";RH;1;"n\nb;RH;2;\nc;RH;3;"\nd;RH;4;\n', 3, " ; il cache 2\u00a0lignes"),
        ('sep=;\nL;C;HT\nb;RH;"2', 3, ""),
        ('sep=;\r\nL;C;HT\r\n"b;RH;2\r\nc;RH;3\r\n', 3, " ; il cache 1\u00a0ligne"),
        ('L,C,HT\n"b,RH,2\nc,RH,3\n', 2, " ; il cache 1\u00a0ligne"),
        ('L\tC\tHT\n"b\tRH\t2\nc\tRH\t3\n', 2, " ; il cache 1\u00a0ligne"),
        ('C;HT\n"RH;1\nAMO;2";3\n', 2, " ; il cache 1\u00a0ligne"),
        ('"L;C;HT\na;RH;1\n', 1, " ; il cache 1\u00a0ligne"),
    ],
)
def test_a_quote_that_hides_what_follows_is_told_where_it_opens(text: str, line: int, hidden: str) -> None:
    with pytest.raises(AidnumError) as caught:
        list(csv_lines(text.encode(), "b.csv"))
    assert caught.value.message == f"b.csv:{line} : un guillemet ouvert sur cette ligne n'y est pas fermé{hidden}"
    assert caught.value.hint == "Le fermer, ou doubler un guillemet qui fait partie du texte."


@pytest.mark.parametrize(
    "text",
    [
        'L;C;HT\n"a ""b"" c";RH;1\n',
        'L;C;HT\nécran 24" ; RH;1\n',
        'L;C;HT\n"deux\nlignes";RH;1\n"a";"RH";"1"',
        'L;C;HT\n"deux\nlignes ; un point-virgule";RH;"1"\n',
        'L;C;HT\n"a;b;c";RH;\n',
        'L;C;HT\n"a";RH;""',
        '"L";"C";"HT"\n"x\ny";RH;1\n\n',
        'L;C;HT\na;RH;"1"x',
        'C;HT\n"RH";1\n',
    ],
)
def test_quotes_that_are_closed_hide_nothing(text: str) -> None:
    assert len(list(csv_lines(text.encode(), "b.csv"))) >= 2


def test_a_line_knows_where_it_begins() -> None:
    numbers = [number for number, _ in csv_lines(b'sep=;\nL;C;HT\n"x\ny";RH;1\n\nb;RH;2\n', "b.csv")]
    assert numbers == [2, 3, 5, 6]


def test_an_empty_file_has_no_line() -> None:
    assert list(csv_lines(b"", "b.csv")) == []


def test_a_cell_without_end_is_refused_at_its_line() -> None:
    with pytest.raises(AidnumError, match=r"^b\.csv:2 : cette ligne n'est pas du CSV lisible$"):
        list(csv_lines(b"a;b\n" + b"x" * 200_000, "b.csv"))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Budget, année 2026\nCommune de Lion, Loiret\n\nL;C;HT\na;RH;1\n", ["a", "RH", "1"]),
        ("Budget; prévisionnel\nL,C,HT\na,RH,1\n", ["a", "RH", "1"]),
        ("Budget, année 2026\nL\tC\tHT\na\tRH\t1\n", ["a", "RH", "1"]),
        ("Budget 2026\nL|C|HT\na|RH|1\n", ["a", "RH", "1"]),
        ("L;HT\nun, deux;12,5\ntrois, quatre;1,5\n", ["trois, quatre", "1,5"]),
        ("L;HT;TTC\na;1,5;1,8\n", ["a", "1,5", "1,8"]),
        ("1,5;1,8\n2,5;3,1\n", ["2,5", "3,1"]),
        ("2051,1000\n2183,500\n", ["2183", "500"]),
        ('L,HT\n"un; deux","12,5"\n"trois; quatre","1,5"\n', ["trois; quatre", "1,5"]),
        ("sep=,\nL;x,C;x,HT;x\na;x,b;x,c;x\n", ["a;x", "b;x", "c;x"]),
        ("sep=|\na;b|c;d\n", ["a;b", "c;d"]),
        ("SEP=\t\r\na;b\tc;d\r\n", ["a;b", "c;d"]),
        ("sep=\nL;HT\na;1\n", ["a", "1"]),
        ("un titre seul\n", ["un titre seul"]),
    ],
)
def test_what_sets_cells_apart_is_what_most_lines_use(text: str, cells: list[str]) -> None:
    assert list(csv_lines(text.encode(), "b.csv"))[-1][1] == cells


def test_titles_leave_a_quote_that_hides_lines_to_be_told() -> None:
    text = 'Budget\n\nL;C;HT\na;RH;1\n"b;RH;2\nc;RH;3\nd;RH;4\n'
    with pytest.raises(
        AidnumError, match=r"^b\.csv:5 : un guillemet ouvert sur cette ligne n'y est pas fermé ; il cache 2\slignes$"
    ):
        list(csv_lines(text.encode(), "b.csv"))


def test_a_title_may_run_over_lines() -> None:
    text = '"Budget\n2026";\nL;C;HT\n"a\nb";RH;1\nc;RH;1\n'
    assert [cells[0] for _, cells in csv_lines(text.encode(), "b.csv")] == ["Budget\n2026", "L", "a\nb", "c"]


@settings(max_examples=examples(100))
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(";\t|,"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read_back(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    text = f"sep={delimiter}\r\n{file.getvalue()}"
    with suppress(AidnumError):  # a cell of several lines that could be lines of the table
        assert [cells for _, cells in csv_lines(text.encode(encoding), "b.csv")] == rows
