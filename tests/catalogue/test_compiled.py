"""A compiled catalogue says what its files say, and is trusted only when nothing has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aidnum.catalogue import assemble, compiled
from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue
from tests.conftest import ROOT


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("AIDNUM_CACHE", str(folder))
    return folder


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A copy of the shipped catalogue that a test may change."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for name in ("schemes.yaml", "vocabulary.yaml"):
        shutil.copy(ROOT / "data" / name, folder)
    return sorted(folder.iterdir())


def _load(files: list[Path]) -> Catalogue:
    return load_catalogue(files, shipped=False)


def _is_read_again(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> bool:
    read: list[object] = []
    honest = assemble.read_catalogue

    def watched(paths: list[Path]) -> Catalogue:
        read.append(paths)
        return honest(paths)

    monkeypatch.setattr(assemble, "read_catalogue", watched)
    _load(files)
    return bool(read)


def _kept(cache: Path) -> Path:
    (only,) = cache.iterdir()
    return only


def test_it_equals_what_the_files_say(cache: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    first = _load(files)
    assert _kept(cache).stat().st_mode & 0o077 == 0
    assert not _is_read_again(files, monkeypatch)
    assert _load(files) == first


def test_a_changed_file_is_read_again(cache: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _load(files)
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace("Dématérialiser ou améliorer", "Dématerialiser ou améliorer", 1), encoding="utf-8")
    os.utime(files[0], ns=(1, 1))
    assert _is_read_again(files, monkeypatch)
    assert _kept(cache)


@pytest.mark.parametrize("spoil", ["truncated", "flipped", "empty", "other"])
def test_a_spoilt_one_is_made_again(cache: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch, spoil: str) -> None:
    expected = _load(files)
    kept = _kept(cache)
    raw = kept.read_bytes()
    middle = len(raw) // 2
    spoilt = {
        "truncated": raw[:middle],
        "flipped": raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :],
        "empty": b"",
        "other": b"aidnum 0 0 0\n",
    }
    kept.write_bytes(spoilt[spoil])
    assert _is_read_again(files, monkeypatch)
    assert _load(files) == expected


def test_one_that_others_may_write_is_not_read(cache: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _load(files)
    _kept(cache).chmod(0o620)
    assert _is_read_again(files, monkeypatch)


def test_one_of_another_owner_is_not_read(cache: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _load(files)
    assert _kept(cache)
    monkeypatch.setattr(os, "getuid", lambda: 12_345_678)
    assert _is_read_again(files, monkeypatch)


def test_other_code_makes_it_again(cache: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _load(files)
    assert _kept(cache)
    monkeypatch.setattr(compiled, "_code", lambda: [("autre.py", 1, 1)])
    assert _is_read_again(files, monkeypatch)


@pytest.mark.parametrize("where", ["0", "/dev/null/nowhere"])
def test_without_a_place_to_keep_it_the_files_are_read(files: list[Path], monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setenv("AIDNUM_CACHE", where)
    _load(files)
    assert _is_read_again(files, monkeypatch)


def test_an_answer_from_a_compiled_catalogue_builds_no_validator(tmp_path: Path) -> None:
    """Building one costs a third of a cold start."""
    check = "from aidnum.cli.main import main; main(['check', '--type', 'bibliotheque', '--cout', 'logiciel=5', '--no-input'])"
    told = "import sys; print('pydantic.plugin._loader' in sys.modules, file=sys.stderr)"
    environment = {**os.environ, "AIDNUM_CACHE": str(tmp_path)}
    runs = [
        subprocess.run([sys.executable, "-c", f"{check}; {told}"], env=environment, capture_output=True, check=True, text=True)
        for _ in range(2)
    ]
    assert [run.stderr.split()[-1] for run in runs] == ["True", "False"]
