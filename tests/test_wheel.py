"""The wheel is whole: its catalogue answers outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT


def test_the_wheel_answers_outside_the_repository(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    command = [sys.executable, "-m", "aidnum", "check", "--population", "520000", "--type", "demat", "--date", "2021-03-01"]
    answer = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    where = [sys.executable, "-c", "import aidnum; print(aidnum.__file__)"]
    used = subprocess.run(where, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert used.stdout.startswith(str(tmp_path))
    assert "88 jours restants" in answer.stdout.replace("\u00a0", " ")
