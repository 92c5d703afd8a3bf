"""The lock of what the tests need: whole, by hash, and of no one machine."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

LOCK = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9.-]+)==([^ ]+)", LOCK, re.MULTILINE))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECLARED = [Requirement(text) for text in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])]


@pytest.mark.parametrize("wanted", DECLARED, ids=str)
def test_what_is_declared_is_locked_at_a_version_that_it_allows(wanted: Requirement) -> None:
    assert wanted.specifier.contains(LOCKED[wanted.name.lower()]), "make lock"


def test_every_line_has_its_hashes() -> None:
    for entry in re.split(r"\n(?=[a-z])", LOCK)[1:]:
        assert "--hash=sha256:" in entry, entry


def test_no_registry_and_no_folder_is_named() -> None:
    assert re.search(r"https?:|--(?:extra-)?index-url|--find-links|file:| /", LOCK) is None
