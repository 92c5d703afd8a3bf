"""What every test starts from: no colour asked for, no cache of the machine, a fixed width."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from hypothesis import Phase, settings

import aidnum
from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue

ROOT = Path(__file__).parent.parent

for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "PY_COLORS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERMINAL_WIDTH"):
    os.environ.pop(name, None)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the modules are compiled once for all the programs that tests run
os.environ["COLUMNS"] = "80"
os.environ["AIDNUM_CACHE"] = "0"

# No law says how long a case takes: machines are noisy.
settings.register_profile("default", deadline=None, max_examples=30)
settings.load_profile("default")

# For ``make mutants``: the same cases every time, and the first that fails is enough.
settings.register_profile("mutants", deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate))

FULL = os.environ.get("AIDNUM_TESTS") == "full"

# Ten thousand cases are the same every time: what passes once passes again, and what fails can be seen again.
settings.register_profile("full", deadline=None, derandomize=True, database=None)
if FULL:
    settings.load_profile("full")
    # Cases are also drawn from the constants of the modules read so far: all of them, whatever each worker runs first.
    for module in pkgutil.walk_packages(aidnum.__path__, "aidnum."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def examples(few: int, many: int = 10_000) -> int:
    """How many random cases a law is tried on: a few, or many when AIDNUM_TESTS is ``full`` (``make test-all``)."""
    return many if FULL else few


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The catalogue that comes with aidnum."""
    return load_catalogue()


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session of Spark on this machine, where the extra and Java are."""
    sql = pytest.importorskip("pyspark.sql", reason="l'extra « spark » n'est pas installé : pip install 'aidnum[spark]'")
    if which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark demande Java, qui n'est pas installé")
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()
