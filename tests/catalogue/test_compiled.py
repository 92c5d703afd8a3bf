"""A compiled catalogue says what its files say, is used only while they are the same, and runs nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aidnum.catalogue import assemble
from aidnum.catalogue.compiled import NAME, Stored
from aidnum.catalogue.files import File, shipped_files, yaml_files
from aidnum.catalogue.load import compile_shipped, load_catalogue
from tests.conftest import ROOT

SOURCES = ROOT / "src/aidnum"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped catalogue, compiled."""
    folder = tmp_path_factory.mktemp("compiled") / "data"
    folder.mkdir()
    for path in shipped_files():
        shutil.copy(path, folder)
    compile_shipped(folder)
    return folder


@pytest.fixture
def shipped(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that stands for the catalogue that comes with aidnum, and may be spoilt."""
    folder = shutil.copytree(compiled, tmp_path / "data")
    monkeypatch.setattr("aidnum.catalogue.files._PACKAGED", folder)
    return folder


def _is_stored() -> bool:
    return isinstance(load_catalogue().schemes, Stored)


@pytest.mark.usefixtures("shipped")
def test_it_equals_what_the_files_say() -> None:
    stored = load_catalogue()
    read = assemble.read_catalogue([File(path, path.read_bytes()) for path in shipped_files()])
    assert isinstance(stored.schemes, Stored)
    assert stored == read
    assert stored.overview == read.overview
    assert all(scheme.examples for scheme in stored.schemes)


@pytest.mark.usefixtures("shipped")
def test_a_scheme_is_decoded_when_it_is_asked_for_and_once() -> None:
    schemes = load_catalogue().schemes
    assert schemes[-1] is schemes[len(schemes) - 1]
    assert schemes[1:3] == (schemes[1], schemes[2])
    with pytest.raises(IndexError):
        schemes[len(schemes)]


@pytest.mark.parametrize("name", ["schemes.yaml", "laws.yaml", "vocabulary.yaml"])
def test_a_changed_file_is_read_in_its_place(shipped: Path, name: str) -> None:
    assert _is_stored()
    path = shipped / name
    text = path.read_text(encoding="utf-8")
    before = path.stat()
    path.write_text(re.sub(r'(label|title): "(.)', r'\1: "X', text, count=1), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not _is_stored()


def test_one_file_more_or_less_counts(shipped: Path) -> None:
    (shipped / "zzz.yaml").write_text('version: 1\nvocabulary: {aliases: {donnees: ["xx yy"]}}\n', encoding="utf-8")
    assert not _is_stored()


@pytest.mark.parametrize("spoil", ["truncated", "flipped", "empty", "other", "pickle"])
def test_a_spoilt_one_is_not_used(shipped: Path, spoil: str) -> None:
    expected = load_catalogue()
    expected = expected._replace(schemes=tuple(expected.schemes))
    place = shipped / NAME
    raw = place.read_bytes()
    middle = len(raw) // 2
    spoilt = {
        "truncated": raw[:middle],
        "flipped": raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :],
        "empty": b"",
        "other": b"{}\n{}\n",
        "pickle": b"\x80\x05]\x94.",
    }
    place.write_bytes(spoilt[spoil])
    assert not _is_stored()
    assert load_catalogue() == expected


@pytest.mark.usefixtures("shipped")
def test_other_code_makes_a_checkout_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aidnum.catalogue.load.code_print", lambda: "0 00000000")
    assert not _is_stored()


def test_every_line_is_json_and_the_first_says_what_it_was_made_from(shipped: Path) -> None:
    head, _, *schemes = [json.loads(line) for line in (shipped / NAME).read_text(encoding="utf-8").splitlines()]
    assert [each["name"] for each in head["stamp"]["files"]] == [path.name for path in yaml_files(shipped)]
    assert [each["id"] for each in schemes] == [scheme.id for scheme in load_catalogue().schemes]


def test_nothing_that_is_kept_can_run_code() -> None:
    """No module of aidnum unpickles."""
    found = [path for path in SOURCES.rglob("*.py") if re.search(r"\b(pickle|marshal|shelve|dill)\b", path.read_text("utf-8"))]
    assert found == []


def test_an_answer_imports_neither_pydantic_nor_yaml(shipped: Path) -> None:
    code = "from aidnum.cli.main import main; main(['check', '--type', 'bibliotheque', '--cout', 'logiciel=5', '--no-input'])"
    told = "import sys; print(sorted({'pydantic', 'yaml', 'msgspec'} & set(sys.modules)), file=sys.stderr)"
    place = f"from pathlib import Path; import aidnum.catalogue.files as f; f._PACKAGED = Path({str(shipped)!r})"
    run = subprocess.run([sys.executable, "-c", f"{place}; {code}; {told}"], capture_output=True, check=True, text=True)
    assert run.stderr.splitlines()[-1] == "['msgspec']"


def test_the_whole_answer_is_the_same(shipped: Path) -> None:
    def answer() -> bytes:
        code = f"from pathlib import Path; import aidnum.catalogue.files as f; f._PACKAGED = Path({str(shipped)!r})"
        run = "from aidnum.cli.main import main; main(['check', '--format', 'json', '--no-input', '--date', '2021-03-01'])"
        return subprocess.run([sys.executable, "-c", f"{code}; {run}"], capture_output=True, check=True).stdout

    stored = answer()
    (shipped / NAME).unlink()
    assert answer() == stored
