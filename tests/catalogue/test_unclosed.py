"""A quote or a bracket that is never closed is told where it opens, underlined to the end of its line."""

from __future__ import annotations

import pytest

from aidnum.catalogue.diagnostics import Diagnostic, Faults
from aidnum.catalogue.nodes import read_nodes
from tests.catalogue.samples import underlined


def _found(text: str) -> list[Diagnostic]:
    faults = Faults("catalogue.yaml")
    read_nodes(text, faults)
    return faults.found


UNCLOSED = {
    'a: "b': '"b',
    'a: "b\n': '"b',
    "a: 'b\nc: d\n": "'b",
    'x:\n  - title: "Aide   \n    id: y\n': '"Aide',
    'a: "b\n---\nc: d\n': '"b',
    'a: "Aide\nb: c\nd: "e"\nf: "g"\n': '"Aide',
    "a: 'Aide\nb: l'aide\n": "'Aide",
    'x:\n  - {t: "Aide, id: x}\n  - {t: "b"}\n': '"Aide, id: x}',
    "a: [b, 'c]\nd: 'e'\n": "'c]",
    'a: {b: "c, d: "e", f: g}\n': '"c, d: "e", f: g}',
    'a: ["b, "c"]\nd: e\n': '"b, "c"]',
    "a: [b": "[b",
    "a: [b\nc: d\n": "[b",
    "a: [b\nc: [d]\n": "[b",
    "x:\n  names: [a, b\n  sources:\n    - {id: x}\n": "[a, b",
    "x:\n  - {a: b\n  - {c: d}\n": "{a: b",
    "a: {b: c\n": "{b: c",
    "a: {b: [c}\n": "[c}",
    "a: {b: {c: 80%, d: e}\nf: g\n": "{b: {c: 80%, d: e}",
    "x:\n  - id: y\n    a: {b: 80%\n    c: d\n    e: [f]\n": "{b: 80%",
}


@pytest.mark.parametrize("text", UNCLOSED)
def test_what_is_never_closed_is_told_where_it_opens(text: str) -> None:
    (found,) = _found(text)
    sign = UNCLOSED[text][0]
    assert (found.code, underlined(found, text)) == ("Y001", UNCLOSED[text])
    assert f"« {sign} » ouvert" in found.message
    assert "ici et jamais fermé" in found.message


def test_a_bracket_after_a_character_that_the_parser_does_not_count_has_no_place() -> None:
    assert ["jamais fermé" in found.message for found in _found("\ufeff[")] == [False, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a: ["b" "c"]\nd: e\n', "virgule manquante"),
        ('a: [b,\n  "c" "d"]\ne: [f]\n', "virgule manquante"),
        ('a: {b: "c"\n  d: e}\n', "virgule manquante"),
        ('a: "b, "c"\nd: e\n', "ponctuation"),
        ("a: 'l'aide'\nb: c\n", "apostrophe"),
        ('a: "b\n  c"\nd: e: f\n', "deux-points"),
        ('a: "b\n  c"\nd: [e, f: g: h]\n', ""),
        ("a: [b]\n}\n", "ponctuation"),
    ],
)
def test_another_fault_is_not_taken_for_one(text: str, words: str) -> None:
    (found,) = _found(text)
    assert "jamais fermé" not in found.message
    assert words in found.message
