"""Read what an applicant says against the shipped catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.project.merge import read_project
from aidnum.project.said import Project, Said

Read = Callable[..., Project]


@pytest.fixture
def told() -> list[str]:
    """The warnings."""
    return []


@pytest.fixture
def read(shipped: Catalogue, told: list[str]) -> Read:
    """Read what is said, warnings kept in `told`."""

    def project(**said: Any) -> Project:
        return read_project(shipped, Said(**said), warn=told.append)

    return project
