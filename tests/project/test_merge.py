"""Who wins: what is said, then open data on who is named, then the file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, AloneTogether, BadUsage, CostsTwice, UnknownAuthority
from aidnum.model.budget import CostLine
from aidnum.model.profile import Profile
from aidnum.project.merge import read_project
from aidnum.project.said import Project, Said
from tests.conftest import ROOT
from tests.project.conftest import Read

BUDGET = ROOT / "docs/exemples/reseau-bibliotheques.csv"


def _file(folder: Path, text: str) -> Path:
    path = folder / "profil.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_said_is_nothing_known(read: Read) -> None:
    assert read() == Project(Profile(), ())


def test_facts_and_costs_are_written_as_people_write_them(read: Read) -> None:
    project = read(facts={"habitants": "520 000", "type": "demat"}, costs={"RH": "40 000,50 €", "licences": 3}, basis="ttc")
    assert project.profile == Profile(
        facts={"population": 520_000, "type": ("dematerialisation",)},
        costs={"personnel": Decimal("40000.50"), "logiciel": Decimal(3)},
        costs_basis="ttc",
    )
    assert project.lines == (
        CostLine("personnel", "personnel", ttc=Decimal("40000.50")),
        CostLine("logiciels (licences)", "logiciel", ttc=Decimal(3)),
    )


def test_what_is_said_wins_over_the_file_under_any_of_its_names(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "population: 3000\npme: oui\n")
    facts = read(file=path, facts={"habitants": 4000, "pme": "non"}).profile.facts
    assert facts == {"population": 4000, "pme": False}
    assert read(file=path).profile.facts == {"population": 3000, "pme": True}


def test_a_field_is_one_fact_whatever_it_is_said_by(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "type: [médiathèque, demat]\nconcerne_bibliotheque: oui\n")
    assert read(file=path).profile.facts == {"domaine": ("bibliotheque",), "type": ("dematerialisation",)}
    other = read(file=path, facts={"type": ["école", "données"]}).profile.facts
    assert other == {"domaine": ("ecole",), "type": ("donnees",)}
    denied = read(file=path, facts={"concerne_bibliotheque": "non"}).profile.facts
    assert denied == {"concerne_bibliotheque": False, "type": ("dematerialisation",)}


def test_a_name_wins_over_the_file_and_what_is_said_over_the_name(read: Read, tmp_path: Path, told: list[str]) -> None:
    path = _file(tmp_path, 'departement: "01"\npopulation: 12\ntype: donnees\n')
    profile = read(names="35238", file=path).profile
    assert profile.facts == {"type": ("donnees",)}
    assert (profile.found["departement"].value, profile.found["population"].value) == ("35", 235045)
    assert read(names="35238", file=path, facts={"population": 9}).profile.facts == {"population": 9, "type": ("donnees",)}
    assert told == []


def test_a_project_named_by_several_wins_over_a_file_that_says_it_alone(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "mutualise: non\n")
    profile = read(names=["35238", "35047"], file=path).profile
    assert (profile.facts, profile.found["mutualise"].value) == ({}, True)
    with pytest.raises(AloneTogether, match="se contredisent"):
        read(names=["35238", "35047"], facts={"mutualise": "non"})


def test_a_budget_gives_lines_costs_and_whether_they_are_investment(read: Read, told: list[str]) -> None:
    project = read(names=["Rennes Métropole"], facts={"type": "bibliotheque"}, budget=BUDGET)
    assert sum(line.ht or 0 for line in project.lines) == sum((project.profile.costs or {}).values()) == 102_000
    assert project.profile.facts["investissement"] is True
    assert project.profile.natures["logiciel"].investment > 0
    assert [authority.key for authority in project.profile.authorities] == ["243500139"]
    assert told == []


def test_a_budget_that_contradicts_a_fact_is_refused(read: Read) -> None:
    assert read(facts={"investissement": "oui"}, budget=BUDGET).profile.facts["investissement"] is True
    with pytest.raises(BadUsage, match="le budget contient des lignes d'investissement, et le fait"):
        read(facts={"investissement": "non"}, budget=BUDGET)


def test_costs_given_twice_are_refused(read: Read) -> None:
    with pytest.raises(CostsTwice, match="un à un et par un budget"):
        read(costs={"RH": 3}, budget=BUDGET)


def test_a_fact_given_under_two_names_is_refused(read: Read) -> None:
    with pytest.raises(BadUsage, match="« population » est donné deux fois"):
        read(facts={"population": 3, "habitants": 3})


def test_a_departement_given_tells_its_region_and_another_is_refused(read: Read) -> None:
    assert read(facts={"departement": "51"}).profile.found["region"].value == "44"
    with pytest.raises(BadUsage, match="« region » : 53"):
        read(facts={"departement": "35", "region": "84"})


def test_who_chooses_is_asked_for_an_unclear_name_alone(shipped: Catalogue, read: Read) -> None:
    asked = []
    said = Said(names=("Rennes", "st denis"))
    project = read_project(shipped, said, lambda match: asked.append(match.query) or match.authorities[1])  # type: ignore[func-returns-value]
    assert [authority.key for authority in project.profile.authorities] == ["35238", "93066"]
    assert asked == ["st denis"]
    with pytest.raises(UnknownAuthority, match="« st denis » désigne 4 collectivités") as caught:
        read(names=said.names)
    assert "  Saint-Denis : 93066" in caught.value.lines


def test_alerts_are_python_warnings_unless_somebody_takes_them(shipped: Catalogue) -> None:
    with pytest.warns(UserWarning, match="departement de Rennes : 35 ; la valeur donnée, 22, est prise à la place"):
        read_project(shipped, Said(names=("Rennes",), facts={"departement": "22"}))


def test_a_file_that_is_absent_is_told(read: Read) -> None:
    for said in ({"file": "/absent.yaml"}, {"budget": "/absent.csv"}):
        with pytest.raises(AidnumError, match="le fichier n'existe pas"):
            read(**said)
