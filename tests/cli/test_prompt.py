"""A line typed on a terminal: what its keys do, whatever standard output is."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aidnum.cli import prompt
from aidnum.cli.prompt import Back, Ended, Enough, answered, paragraph
from tests.cli.replies import listening

if sys.platform == "win32":
    pytest.skip("no pseudo-terminal", allow_module_level=True)

from tests.cli.terminal import sit

QUIET = ["--date", "2026-11-24", "--format", "json"]
LEFT, UP, ERASE, BEGINNING, TAB = "\x1b[D", "\x1b[A", "\x7f", "\x01", "\t"


def _profile(out: str) -> dict[str, object]:
    return dict(json.loads(out)["profile"])


def test_arrows_and_erasing_mend_what_is_typed_and_the_answer_alone_goes_out(tmp_path: Path) -> None:
    keys = [f"saint pol de leom{ERASE}n\n", f"onneees{LEFT}{LEFT}{LEFT}{ERASE}{BEGINNING}d\n", "fin\n", "\n"]
    ran = sit(["check", *QUIET], keys, tmp_path)
    assert ran.status == 0
    assert "Saint-Pol-de-Léon (Finistère, 6 941 habitants)" in ran.screen
    assert _profile(ran.out)["type"] == ["donnees"]
    assert ran.out.startswith("{")


def test_going_back_undoes_the_answer_before(tmp_path: Path) -> None:
    ran = sit(["check", *QUIET], ["Quimper\n", "<\n", "Brest\n", "donnees\n", "<\n", "formation\n", "fin\n", "\n"], tmp_path)
    assert ran.status == 0
    assert [each["name"] for each in json.loads(ran.out)["authorities"]] == ["Brest"]
    assert _profile(ran.out)["type"] == ["formation"]


def test_what_was_typed_comes_back_by_the_arrow_and_words_are_completed(tmp_path: Path) -> None:
    ran = sit(["check", "Brest", *QUIET], [f"cyber{TAB}\n", "<\n", f"{UP}{UP}\n", "fin\n", "\n"], tmp_path)
    assert _profile(ran.out)["type"] == ["cybersecurite"]
    assert list(tmp_path.glob(".*history*")) == []


def test_an_interruption_is_silent_and_gives_the_terminal_back(tmp_path: Path) -> None:
    ran = sit(["check"], ["\x03"], tmp_path)
    assert (ran.status, ran.out, ran.echoes) == (130, "", True)
    assert ran.screen.endswith("> ^C") or ran.screen.endswith("> ")


def test_the_end_of_input_ends_the_questions_with_what_is_known(tmp_path: Path) -> None:
    ran = sit(["check", *QUIET], ["Brest\n", "\x04"], tmp_path)
    assert ran.status == 0
    assert json.loads(ran.out)["authorities"][0]["name"] == "Brest"
    assert "Pour retrouver cette réponse : aidnum check Brest --date 2026-11-24 --format json" in ran.screen
    assert "Enregistrer" not in ran.screen


def test_nothing_is_asked_where_it_is_not_wanted(tmp_path: Path) -> None:
    ran = sit(["check", "--no-input", *QUIET], [], tmp_path)
    assert (ran.status, ran.screen) == (0, "")


def test_a_question_is_explained_as_often_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(listening("?", " ? ", "oui"), "Ce que cela veut dire.") == "oui"
    assert capsys.readouterr().err == "  Ce que cela veut dire.\n" * 2


@pytest.mark.parametrize("said", ["", "  ", "je ne sais pas", "Ne sais pas", "NSP", "jnsp"])
def test_not_knowing_is_an_answer(said: str) -> None:
    assert answered(listening(said), "") is None


@pytest.mark.parametrize(
    ("said", "move"), [("<", Back), (" < ", Back), ("fin", Enough), ("STOP", Enough), ("q", Enough), (None, Ended)]
)
def test_keys_move_between_questions(said: str | None, move: type[Exception]) -> None:
    with pytest.raises(move):
        answered(listening(said), "")


def test_a_paragraph_is_broken_between_words_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    paragraph("La préfecture a-t-elle confirmé que votre structure convient ?", "  ")
    lines = capsys.readouterr().err.splitlines()
    assert max(map(len, lines)) < 30
    assert lines[0] == "  La préfecture a-t-elle"
    assert lines[-1].endswith("convient\u00a0?")


def test_bytes_that_are_no_text_are_a_line_that_nothing_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> str:
        raise UnicodeDecodeError("utf-8", b"\xe9", 0, 1, "invalid")

    monkeypatch.setattr("builtins.input", broken)
    monkeypatch.setattr(prompt, "_drawn_on_stderr", _nothing)
    assert prompt.hear() == "\ufffd"


def _nothing() -> Iterator[None]:
    import contextlib

    return contextlib.nullcontext()  # type: ignore[return-value]
