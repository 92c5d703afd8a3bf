"""A user's own large catalogue is kept compiled: used only while nothing changed, by its owner alone, within bounds."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from aidnum.catalogue import assemble, cache
from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.files import File
from aidnum.catalogue.load import load_catalogue
from tests.catalogue.samples import FILE, unmarked

GOOD = unmarked(FILE)

pytestmark = pytest.mark.usefixtures("every_catalogue_is_large")


@pytest.fixture
def every_catalogue_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aidnum.catalogue.load.LARGE", 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AIDNUM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The user's files that were read from YAML since the test began."""
    seen: list[object] = []
    honest = assemble.read_catalogue

    def watched(files: list[File], base: Catalogue | None = None, *, is_whole: bool = True) -> Catalogue:
        seen.extend(files if base else ())
        return honest(files, base, is_whole=is_whole)

    monkeypatch.setattr(assemble, "read_catalogue", watched)
    return seen


def _load(own: Path) -> Catalogue:
    return load_catalogue([own], shipped=False)


def _kept(folder: Path) -> Path:
    (only,) = folder.iterdir()
    return only


def _is_read_again(own: Path, reads: list[object]) -> bool:
    reads.clear()
    _load(own)
    return bool(reads)


def test_what_is_kept_is_what_was_read(folder: Path, own: Path, reads: list[object]) -> None:
    first = _load(own)
    assert _kept(folder).stat().st_mode & 0o077 == 0
    assert not _is_read_again(own, reads)
    assert _load(own) == first
    assert load_catalogue([own]) != first


def test_a_changed_file_is_read_again(folder: Path, own: Path, reads: list[object]) -> None:
    _load(own)
    before = own.stat()
    own.write_text(own.read_text(encoding="utf-8").replace("title: ", "title: X", 1), encoding="utf-8")
    os.utime(own, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _is_read_again(own, reads)
    assert not _is_read_again(own, reads)
    assert _kept(folder)


@pytest.mark.usefixtures("folder")
def test_what_was_wrong_is_told_again(own: Path, reads: list[object]) -> None:
    own.write_text(f"{GOOD}\n  - id: faux\n    title: x\n", encoding="utf-8")
    first = _load(own)
    assert first.left_out == 1
    assert not _is_read_again(own, reads)
    assert (_load(own).left_out, _load(own).diagnostics) == (1, first.diagnostics)


def test_one_that_others_may_write_is_not_read(folder: Path, own: Path, reads: list[object]) -> None:
    _load(own)
    _kept(folder).chmod(0o620)
    assert _is_read_again(own, reads)


@pytest.mark.usefixtures("folder")
def test_one_of_another_owner_is_not_read(own: Path, reads: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    _load(own)
    monkeypatch.setattr(os, "getuid", lambda: 12_345_678)
    assert _is_read_again(own, reads)


def test_a_link_is_not_followed(folder: Path, own: Path, reads: list[object], tmp_path: Path) -> None:
    _load(own)
    elsewhere = tmp_path / "elsewhere"
    _kept(folder).rename(elsewhere)
    place = cache.place_of([own])
    assert place is not None
    place.symlink_to(elsewhere)
    assert _is_read_again(own, reads)


@pytest.mark.parametrize("name", ["AIDNUM_CACHE", "XDG_CACHE_HOME", "HOME"])
def test_a_relative_place_is_ignored(
    own: Path, reads: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for other in ("AIDNUM_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, ".cache")
    monkeypatch.chdir(tmp_path)
    _load(own)
    assert _is_read_again(own, reads)
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]


@pytest.mark.parametrize("where", ["0", "/dev/null/nowhere"])
def test_without_a_place_the_files_are_read(
    own: Path, reads: list[object], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setenv("AIDNUM_CACHE", where)
    _load(own)
    assert _is_read_again(own, reads)


def test_entries_are_few_and_the_latest_stay(folder: Path, own: Path) -> None:
    _load(own)
    first = _kept(folder)
    os.utime(first, (1, 1))
    for number in range(cache.MOST_ENTRIES + 3):
        other = own.with_name(f"other-{number}.yaml")
        other.write_text(GOOD, encoding="utf-8")
        _load(other)
        os.utime(cache.place_of([other]) or other, (10**9 + number, 10**9 + number))
    assert len(list(folder.iterdir())) == cache.MOST_ENTRIES
    assert not first.exists()


def test_entries_are_bounded_in_size(folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _load(own)
    monkeypatch.setattr(cache, "MOST_BYTES", _kept(folder).stat().st_size + 100)
    other = own.with_name("other.yaml")
    other.write_text(GOOD, encoding="utf-8")
    _load(other)
    assert _kept(folder) == cache.place_of([other])
    monkeypatch.setattr(cache, "MOST_BYTES", 10)
    third = own.with_name("third.yaml")
    third.write_text(GOOD, encoding="utf-8")
    _load(third)
    assert cache.place_of([third]) not in list(folder.iterdir())


def test_what_a_killed_run_left_goes_first(folder: Path, own: Path) -> None:
    folder.mkdir()
    for number in range(cache.MOST_ENTRIES):
        stray = folder / f"catalogue-stray{number}.tmp"
        stray.write_bytes(b"x")
        os.utime(stray, (time.time() - 9_000,) * 2)
    _load(own)
    assert len(list(folder.iterdir())) <= cache.MOST_ENTRIES
    assert cache.place_of([own]) in list(folder.iterdir())


def test_a_small_catalogue_is_not_kept(folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aidnum.catalogue.load.LARGE", 10**9)
    _load(own)
    assert not folder.exists()
