"""What a command has read is known until it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from aidnum.catalogue.files import read_bytes, shipped_files
from aidnum.catalogue.load import load_catalogue
from aidnum.catalogue.opened import inputs_noted, note, tell, was_read
from tests.catalogue.samples import FILE, unmarked


def test_what_is_read_is_known_by_its_path_until_the_command_ends(tmp_path: Path) -> None:
    path, other = tmp_path / "a.csv", tmp_path / "b.csv"
    path.touch()
    other.touch()
    with inputs_noted(print):
        read_bytes(path)
        assert (was_read(path), was_read(other), was_read(tmp_path / "absent")) == (True, False, False)
    assert not was_read(path)


def test_a_file_that_is_gone_is_no_input(tmp_path: Path) -> None:
    with inputs_noted(print):
        note(tmp_path / "absent")
        assert not was_read(tmp_path / "absent")


def test_the_files_of_the_shipped_catalogue_are_inputs() -> None:
    with inputs_noted(print):
        load_catalogue()
        assert all(was_read(path) for path in shipped_files())


def test_a_catalogue_that_is_recalled_is_an_input_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIDNUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("aidnum.catalogue.load.LARGE", 0)
    path = tmp_path / "a.yaml"
    path.write_text(unmarked(FILE), encoding="utf-8")
    load_catalogue([path], shipped=False)
    with inputs_noted(print):
        load_catalogue([path], shipped=False)
        assert was_read(path)


def test_a_person_is_told_inside_a_command_alone() -> None:
    said: list[str] = []
    tell("rien")
    with inputs_noted(said.append):
        tell("attendu")
    assert said == ["attendu"]
