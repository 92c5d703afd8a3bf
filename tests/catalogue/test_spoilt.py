"""A good file spoilt anywhere gives diagnostics that lie in it, and nothing else."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidnum.catalogue.lint import validate
from tests.catalogue.samples import FULL_SCHEME, VOCABULARY

GOOD = f"version: 1\n{VOCABULARY}{FULL_SCHEME}"
LINES = GOOD.split("\n")
_TOKENS = st.sampled_from(
    ["", ":", "- ", "  ", "\t", "[", "}", "'", '"', "&a ", "*a", "!!x ", "#", "\u00a0", "null", "{", "\n"]
)


def _lie_in_it(text: str, folder: Path) -> None:
    path = folder / "gate.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    lines = text.replace("\r\n", "\n").split("\n")
    for found in validate([path]).diagnostics:
        assert 1 <= found.line <= len(lines), found
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1, found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(GOOD)), token=_TOKENS, cut=st.integers(0, 12))
def test_characters_put_in_or_taken_out(tmp_path: Path, place: int, token: str, cut: int) -> None:
    _lie_in_it(GOOD[:place] + token + GOOD[place + cut :], tmp_path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(0, len(LINES) - 1), second=st.integers(0, len(LINES) - 1), keep=st.booleans())
def test_lines_moved_doubled_or_dropped(tmp_path: Path, first: int, second: int, keep: object) -> None:
    lines = LINES.copy()
    moved = lines[first] if keep else lines.pop(first)
    lines.insert(second, moved)
    _lie_in_it("\n".join(lines), tmp_path)
