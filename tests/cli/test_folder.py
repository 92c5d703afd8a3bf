"""A folder is written whole or not at all, and never over what was not to be lost."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidnum.catalogue.opened import inputs_noted, note
from aidnum.cli import folder
from aidnum.cli.folder import refuse_folder, write_folder
from aidnum.errors import OutputRefused

KNOWN = frozenset({"a.md", "b.md", "a.docx"})
FILES = {"a.md": b"un", "b.md": b"deux"}
is_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def _held(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.iterdir()}


def _write(path: Path, *, replace: bool = False) -> None:
    write_folder(path, FILES, KNOWN, replace=replace)


def test_all_the_files_are_there_and_nothing_else(tmp_path: Path) -> None:
    _write(tmp_path / "dossier")
    assert _held(tmp_path / "dossier") == FILES
    assert [one.name for one in tmp_path.iterdir()] == ["dossier"]


@pytest.mark.parametrize(
    ("umask", "of_folder", "of_file"), [(0o022, 0o755, 0o644), (0o077, 0o700, 0o600), (0o002, 0o775, 0o664)]
)
def test_modes_are_those_that_the_umask_gives(tmp_path: Path, umask: int, of_folder: int, of_file: int) -> None:
    before = os.umask(umask)
    try:
        _write(tmp_path / "dossier")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "dossier").stat().st_mode) == of_folder
    assert stat.S_IMODE((tmp_path / "dossier" / "a.md").stat().st_mode) == of_file


def test_a_folder_that_exists_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "dossier"
    path.mkdir()
    (path / "a.md").write_bytes(b"ancien")
    with pytest.raises(OutputRefused) as refused:
        _write(path)
    assert refused.value.message == f"le dossier « {path} » existe déjà ; il est gardé tel quel"
    assert refused.value.hint == "Pour le remplacer : --ecraser."
    assert _held(path) == {"a.md": b"ancien"}


def test_a_folder_that_is_replaced_holds_nothing_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "dossier"
    path.mkdir(0o750)
    path.chmod(0o750)
    (path / "a.docx").write_bytes(b"ancien")
    _write(path, replace=True)
    assert _held(path) == FILES
    assert stat.S_IMODE(path.stat().st_mode) == 0o750
    assert [one.name for one in tmp_path.iterdir()] == ["dossier"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["notes.txt"], "1\u00a0fichier qui n'est pas d'un dossier (« notes.txt »)"),
        ([".cache", "notes.txt"], "2\u00a0fichiers qui ne sont pas d'un dossier (« .cache » et « notes.txt »)"),
        (["1", "2", "3", "4", "5"], "5\u00a0fichiers qui ne sont pas d'un dossier (« 1 », « 2 », « 3 » et 2 de plus)"),
    ],
)
def test_a_folder_that_holds_anything_else_is_never_replaced(tmp_path: Path, names: list[str], told: str) -> None:
    path = tmp_path / "dossier"
    path.mkdir()
    for name in (*names, "a.md"):
        (path / name).write_bytes(b"ancien")
    with pytest.raises(OutputRefused) as refused:
        _write(path, replace=True)
    assert refused.value.message == f"« {path} » contient {told} ; il est gardé tel quel"
    assert set(_held(path)) == {*names, "a.md"}


def test_a_folder_inside_or_a_link_is_something_else_though_it_bears_a_known_name(tmp_path: Path) -> None:
    path = tmp_path / "dossier"
    (path / "a.md").mkdir(parents=True)
    with pytest.raises(OutputRefused, match=r"« a\.md »"):
        _write(path, replace=True)
    (path / "a.md").rmdir()
    (tmp_path / "ailleurs").write_bytes(b"un")
    (path / "a.md").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(OutputRefused, match=r"« a\.md »"):
        _write(path, replace=True)


def test_a_file_that_the_command_reads_is_never_lost(tmp_path: Path) -> None:
    path = tmp_path / "dossier"
    path.mkdir()
    (path / "a.md").write_bytes(b"lu")
    with inputs_noted(lambda _: None):
        note(path / "a.md")
        with pytest.raises(OutputRefused, match="est lu par cette commande"):
            _write(path, replace=True)


@pytest.mark.parametrize("replace", [True, False])
def test_what_is_no_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, replace: bool) -> None:
    (tmp_path / "fichier").write_bytes(b"un")
    (tmp_path / "lien").symlink_to(tmp_path)
    (tmp_path / "casse").symlink_to(tmp_path / "rien")
    monkeypatch.chdir(tmp_path)
    for name, told in {
        "fichier": "« fichier » est un fichier, non un dossier",
        "lien": "« lien » est un lien symbolique ; il est laissé tel quel",
        "casse": "« casse » est un lien symbolique ; il est laissé tel quel",
        "absent/dossier": "le dossier « absent » n'existe pas",
        "fichier/dossier": "le dossier « fichier » n'existe pas",
        ".": "« . » est le dossier où l'on est",
        "/": "« / » est le dossier où l'on est",
    }.items():
        with pytest.raises(OutputRefused) as refused:
            refuse_folder(Path(name), KNOWN, replace=replace)
        assert refused.value.message == told
    assert {one.name for one in tmp_path.iterdir()} == {"fichier", "lien", "casse"}


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="le nom est trop long"):
        _write(tmp_path / ("x" * 300))


@is_root
def test_a_place_where_nobody_may_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputRefused, match="l'écriture n'y est pas permise"):
            _write(tmp_path / "dossier")
    finally:
        tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


FAILING = ("mkdir", "_write", "chmod", "rename")


def _fail_at(monkeypatch: pytest.MonkeyPatch, what: str, call: int, error: BaseException) -> None:
    """The n-th call of a step of the writing fails."""
    owner: Any = folder if what == "_write" else Path
    real, calls = getattr(owner, what), iter(range(1000))

    def failing(*given: Any, **named: Any) -> Any:
        if next(calls) == call:
            raise error
        return real(*given, **named)

    monkeypatch.setattr(owner, what, failing)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(FAILING),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from([OSError(errno.ENOSPC, ""), KeyboardInterrupt()]),
)
def test_whatever_fails_the_folder_is_what_it_was_or_what_it_should_be(
    tmp_path_factory: pytest.TempPathFactory,
    what: str,
    call: int,
    is_there: bool,  # noqa: FBT001 - drawn by name
    error: BaseException,
) -> None:
    place = tmp_path_factory.mktemp("lieu")
    path = place / "dossier"
    if is_there:
        path.mkdir()
        (path / "a.md").write_bytes(b"ancien")
    before = _held(path) if is_there else None
    with pytest.MonkeyPatch.context() as patched:
        _fail_at(patched, what, call, error)
        failed = False
        try:
            _write(path, replace=True)
        except (OutputRefused, KeyboardInterrupt) as stopped:
            failed, told = True, str(stopped)
    if failed and isinstance(error, OSError):
        assert told == f"le dossier « {path} » n'a pas pu être écrit : le disque est plein"
    after = _held(path) if path.exists() else None
    assert after == (before if failed else FILES)
    assert [one.name for one in place.iterdir()] == (["dossier"] if after is not None else [])
