"""What import-linter can't see of the layers: only those who speak to a person name an option or a command."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from aidnum.cli.main import COMMANDS
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "aidnum"
LAYERS = ("report", "project", "territory", "engine", "model")
TYPED = re.compile(rf"(?<![\w-])--[a-z]|\baidnum (?:{'|'.join(COMMANDS)})\b")
MODULES = [path for layer in LAYERS for path in sorted((SOURCE / layer).rglob("*.py"))]


def _texts(path: Path) -> list[str]:
    """The strings of a module, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone)
    return [node.value for node in constants if isinstance(node.value, str)]


@pytest.mark.parametrize("path", [*MODULES, SOURCE / "errors.py"], ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_option_nor_command_is_named_below_those_who_answer(path: Path) -> None:
    assert [text for text in _texts(path) if TYPED.search(text)] == []


def test_the_options_and_commands_of_the_command_line_are_seen() -> None:
    assert any(TYPED.search(text) for text in _texts(SOURCE / "cli" / "spoken.py"))
    assert any(TYPED.search(text) for text in _texts(SOURCE / "render" / "asking.py"))
