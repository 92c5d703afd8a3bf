"""The wheel is whole: its catalogue, compiled, answers outside the repository, and what is built from an sdist does too."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from aidnum.version import __version__
from tests.conftest import ROOT

STORED = "from aidnum import load_catalogue; print(type(load_catalogue().schemes).__name__)"


def _built(target: str, root: Path, folder: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(build, cwd=root, env=environment, check=True, capture_output=True)
    return next(path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))


@pytest.fixture(scope="module", params=["checkout", "sdist"])
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A read-only folder with the files of a wheel, as pip would lay them."""
    folder = tmp_path_factory.mktemp("wheel")
    root = ROOT
    if request.param == "sdist":
        with tarfile.open(_built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))) as archive:
            archive.extractall(folder / "unpacked", filter="data")
        root = folder / "unpacked" / f"aidnum-{__version__}"
        (root / "data/compiled.json").unlink()
    with zipfile.ZipFile(_built("wheel", root, tmp_path_factory.mktemp("built"))) as archive:
        archive.extractall(folder / "installed")  # noqa: S202 - our own wheel
    return folder / "installed"


def _ran(installed: Path, folder: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    run = subprocess.run([sys.executable, *words], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return run.stdout.replace("\u00a0", " ")


def test_the_wheel_answers_outside_the_repository(installed: Path, tmp_path: Path) -> None:
    assert _ran(installed, tmp_path, "-c", "import aidnum; print(aidnum.__file__)").startswith(str(installed))
    answer = _ran(
        installed, tmp_path, "-m", "aidnum", "check", "--population", "520000", "--type", "demat", "--date", "2021-03-01"
    )
    assert "88 jours" in answer


def test_its_first_run_uses_the_compiled_catalogue(installed: Path, tmp_path: Path) -> None:
    assert _ran(installed, tmp_path, "-c", STORED) == "Stored\n"
