"""What Python programs may rely on: a few names, imported when first used, with their types."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

import aidnum
from aidnum import AidnumError, Outcome, Profile, Verdict, check, load_catalogue, read_profile


def test_a_catalogue_a_profile_and_a_day_give_a_report() -> None:
    catalogue = load_catalogue()
    costs = {"personnel": Decimal(40_000), "prestations": Decimal(60_000)}
    profile = Profile(facts={"population": 520_000, "type": ("dematerialisation",)}, costs=costs)
    report = check(catalogue, profile, date(2021, 3, 1))
    entry = next(entry for entry in report.entries if entry.scheme.id == "france-relance-dematerialisation")
    assert entry.assessment.verdict is Verdict.ELIGIBLE
    assert (entry.window.state, entry.window.days_left) == ("open", 88)
    assert entry.assessment.amounts.amount_max == 30_000


def test_a_profile_is_read_as_people_write_it() -> None:
    vocabulary = load_catalogue().vocabulary
    assert read_profile(vocabulary, {"habitants": "520 000", "type": "demat"}) == Profile(
        facts={"population": 520_000, "type": ("dematerialisation",)}
    )
    with pytest.raises(AidnumError, match="population"):
        read_profile(vocabulary, {"population": "520.000"})


def test_every_name_promised_is_there() -> None:
    assert all(getattr(aidnum, name) is not None for name in aidnum.__all__)
    assert list(aidnum.__all__) == sorted(aidnum.__all__)
    assert [outcome.name for outcome in Outcome] == ["NO", "UNKNOWN", "CONDITION", "YES"]


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'aidnum' has no attribute 'absent'"):
        aidnum.absent  # noqa: B018


def test_types_ship_with_the_package() -> None:
    assert files("aidnum").joinpath("py.typed").is_file()


def _modules_after(code: str) -> set[str]:
    told = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_costs_nothing() -> None:
    loaded = _modules_after("import aidnum")
    assert (
        loaded & {"pydantic", "pydantic_core", "rich", "typer", "yaml", "aidnum.catalogue", "aidnum.model", "aidnum.engine"}
        == set()
    )


def test_answering_needs_no_terminal() -> None:
    loaded = _modules_after("from aidnum import Profile, check, load_catalogue")
    assert "msgspec" in loaded
    assert loaded & {"rich", "typer", "aidnum.cli", "aidnum.render"} == set()
