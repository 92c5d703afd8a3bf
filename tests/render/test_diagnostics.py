"""A fault is underlined whole under its line, in the colour of its gravity where there are colours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aidnum.catalogue.diagnostics import Diagnostic
from aidnum.catalogue.lint import Validation
from aidnum.render.diagnostics import MOST_SHOWN, render
from tests.catalogue.samples import spoilt, validated


def _shown(line: str, column: int, end: int, severity: str = "erreur", *, colour: bool = False) -> list[str]:
    found = Diagnostic("a.yaml", 1, column, severity, "M001", "message", end)
    return render(Validation((found,), {"a.yaml": line}, 0, 0), "long", colour=colour).split("\n")[:-1]


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "under"),
    [
        ("kind: don", 7, 10, "kind: don", "      ^~~"),
        ("- kind", 1, 2, "- kind", "^"),
        ("a: b", 5, 6, "a: b", "    ^"),
        ("\tkind: don", 8, 11, " kind: don", "       ^~~"),
        ("a: \tdon\t!", 5, 10, "a:  don !", "    ^~~~~"),
        ("日本: 支援 # x", 5, 7, "日本: 支援 # x", "      ^~~~"),
        ("e\u0301te\u0301: don", 8, 11, "e\u0301te\u0301: don", "     ^~~"),
        ("a\u202eb: c", 2, 3, "a\\u202eb: c", " ^~~~~~"),
    ],
)
def test_a_fault_is_underlined_whole_in_columns_of_the_terminal(
    line: str, column: int, end: int, shown: str, under: str
) -> None:
    _, code, underline = _shown(line, column, end)
    assert code == f"    1 | {shown}"
    assert underline == f"        {under}"


@pytest.mark.parametrize(("severity", "sgr"), [("erreur", "1;31"), ("alerte", "1;33")])
def test_with_colours_the_underline_and_the_name_of_the_fault_have_that_of_its_gravity(severity: str, sgr: str) -> None:
    head, code, underline = _shown("kind: don", 7, 10, severity, colour=True)
    assert head == f"a.yaml:1:7: \x1b[{sgr}m{severity}[M001]\x1b[0m message"
    assert code == "    1 | kind: don"
    assert underline == f"              \x1b[{sgr}m^~~\x1b[0m"
    assert "\x1b" not in "".join(_shown("kind: don", 7, 10, severity))


def test_of_a_long_line_what_stands_near_the_fault_is_shown() -> None:
    long = "x" * 1000
    _, code, underline = _shown(f"{long}don{long}", 1001, 1004)
    assert len(code) == len("    1 | ") + 2 * MOST_SHOWN + 2
    assert underline == " " * (len("    1 | ") + MOST_SHOWN + 1) + "^~~"
    _, code, underline = _shown(long, 1, 1001)
    assert (len(code), underline.strip()) == (len("    1 | ") + MOST_SHOWN + 1, "^" + "~" * (MOST_SHOWN - 1))


def test_the_end_of_a_fault_is_in_json(tmp_path: Path) -> None:
    validation = validated(spoilt("kind: grant", "kind: subvention"), tmp_path)
    (found,) = json.loads(render(validation, "json"))["diagnostics"]
    assert (found["column"], found["end_column"]) == (13, 13 + len("subvention"))
    assert render(validation, "court").count("\n") == 1
