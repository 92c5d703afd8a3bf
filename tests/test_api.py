"""What Python programs may rely on: a few names, imported when first used, with their types."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

import aidnum
from aidnum import (
    AidnumError,
    Catalogue,
    Expected,
    Other,
    Outcome,
    Profile,
    Said,
    Verdict,
    Wishes,
    check,
    deadlines,
    load_catalogue,
    plan,
    read_profile,
    read_project,
    territory,
)
from aidnum.report.listing import list_schemes
from tests.conftest import ROOT


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


def test_a_name_and_a_budget_give_an_answer_and_a_plan(shipped: Catalogue) -> None:
    budget = ROOT / "docs/exemples/reseau-bibliotheques.csv"
    said = Said(names="CC du Pays de Nemours", facts={"type": "bibliothèque"}, budget=budget)
    project = read_project(shipped, said)
    day = date(2025, 11, 24)
    assert [known.code for known in project.profile.authorities] == ["200023240"]
    assert check(shipped, project.profile, day).profile is project.profile
    proposed = plan(shipped, project.profile, project.lines, day, Wishes(imposed=["dsil"]))
    hopes = Wishes(expected={"dsil": Expected(rate=Decimal("0.9"))}, others=[Other("Région", Decimal(5000), "région")])
    with pytest.raises(AidnumError, match="DSIL ne peut pas être attendue"):
        plan(shipped, project.profile, project.lines, day, hopes)
    assert proposed.total == 102_000
    assert "dsil" in {resource.name for resource in proposed.plans[0].resources}


def test_deadlines_and_an_authority_are_answered_too(shipped: Catalogue) -> None:
    rows = deadlines(shipped, date(2021, 3, 1)).deadlines
    assert "france-relance-dematerialisation" in {row.scheme.id for row in rows}
    found = territory("Rennes Métropole").authority
    assert found is not None
    assert found.code == "243500139"


@pytest.mark.parametrize(
    "code",
    [
        "from aidnum import territory; print(territory('Rennes').authority.code)",
        "import aidnum, aidnum.territory.search; print(aidnum.territory('Rennes').authority.code)",
        "import aidnum; aidnum.territory; import aidnum.territory.search as s; print(s.find('Rennes').authorities[0].code)",
    ],
)
def test_territory_answers_whichever_of_its_modules_was_imported_before(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "35238\n"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Profile(facts={"population": "520 000"}), "population : un entier"),
        (Profile(facts={"habitants": 520_000}), "fait inconnu « habitants »"),
        (Profile(facts={"type": ("demat",)}), "type : valeur inconnue « demat »"),
        (Profile(costs={"RH": Decimal(3)}), "catégorie de coût inconnue « RH »"),
    ],
)
def test_a_profile_made_wrong_is_refused_alike_by_all_who_answer(shipped: Catalogue, wrong: Profile, said: str) -> None:
    day = date(2021, 3, 1)
    line = read_project(shipped, Said(costs={"RH": 3})).lines
    answers: list[Callable[[], object]] = [
        lambda: check(shipped, wrong, day),
        lambda: deadlines(shipped, day, wrong),
        lambda: plan(shipped, wrong, line, day),
        lambda: list_schemes(shipped, day, wrong),
    ]
    for answer in answers:
        with pytest.raises(AidnumError) as caught:
            answer()
        assert caught.value.message.startswith(said)


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
