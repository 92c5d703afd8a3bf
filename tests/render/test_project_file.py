"""What is written of a project is what is read again."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aidnum.model.budget import CostLine
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.project.project_file import read_project_file
from aidnum.project.said import Said, Statement
from aidnum.project.schema import project_schema
from aidnum.project.statement import read_statement
from aidnum.render.project_file import project_text
from tests.conftest import examples
from tests.project.strategies import CATALOGUE, NAMES, said

SCHEMA = Draft202012Validator(project_schema(CATALOGUE))


def _silent(sentence: str) -> None:
    raise AssertionError(sentence)


def _again(statement: Statement, folder: Path, *, as_json: bool = False) -> Statement:
    path = folder / ("p.json" if as_json else "p.yaml")
    path.write_text(project_text(statement, folder, as_json=as_json), encoding="utf-8")
    return read_project_file(str(path), CATALOGUE, _silent).statement


@settings(max_examples=examples(60))
@given(told=said(), names=st.lists(NAMES, max_size=2, unique=True), as_json=st.booleans())
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, *, told: Said, names: list[str], as_json: bool
) -> None:
    statement = read_statement(CATALOGUE, told._replace(names=names))
    folder = tmp_path_factory.getbasetemp()
    assert _again(statement, folder, as_json=as_json) == statement
    text = (folder / ("p.json" if as_json else "p.yaml")).read_text(encoding="utf-8")
    document = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - every scalar is text, as it is read
    assert [error.message for error in SCHEMA.iter_errors(document)] == []


LINES = (
    CostLine('Portail : "neuf" #1', "logiciel", ht=Decimal(1000), nature="investment"),
    CostLine("AMO", "etudes", ht=Decimal("10.50"), ttc=Decimal("12.60"), vat=Decimal("0.2")),
    CostLine("Hébergement", "hebergement", ht=Decimal(5), ttc=Decimal(6), nature="running"),
)


@pytest.mark.parametrize("as_json", [False, True])
def test_cost_lines_keep_all_that_they_say(tmp_path: Path, *, as_json: bool) -> None:
    costs = _again(Statement(costs=LINES), tmp_path, as_json=as_json).costs
    assert isinstance(costs, tuple)
    assert tuple(line._replace(where=None) for line in costs) == LINES


@pytest.mark.parametrize(
    ("budget", "told"),
    [("b.csv", "../b.csv"), ("sous/b.csv", "b.csv"), ("../b.csv", "../../b.csv"), ("/a/b.csv", "/a/b.csv")],
)
def test_the_path_of_a_budget_is_told_from_the_folder_of_the_file(budget: str, told: str) -> None:
    assert project_text(Statement(budget=budget), Path("sous")).endswith(f'budget: "{told}"\n')


def test_a_budget_is_found_from_a_folder_that_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loin/sous").mkdir(parents=True)
    (tmp_path / "lien").symlink_to("loin/sous")
    (tmp_path / "vrai.csv").write_text("vu", encoding="utf-8")
    (tmp_path / "b.csv").symlink_to("vrai.csv")
    monkeypatch.chdir(tmp_path)
    for budget, folder in (("b.csv", "lien"), ("lien/../../b.csv", "."), ("b.csv", ".")):
        found = _again(Statement(budget=budget), Path(folder)).budget
        assert found is not None
        assert (Path(found).name, Path(found).read_text(encoding="utf-8")) == ("b.csv", "vu")


def test_it_reads_as_a_person_would_write_it() -> None:
    statement = Statement(
        names=("Vannes",),
        facts={"pme": False, "population": 3200, "departement": "01", "type": ("donnees", "identite")},
        costs={"personnel": Decimal("3000.5"), "logiciel": Decimal(12000)},
        basis="ttc",
        title="L'été : réseau #2",
        wishes=Wishes(
            imposed=("detr",),
            granted={"dsil": Decimal(5)},
            expected={"dgd-bibliotheques": Expected(rate=Decimal("0.4"))},
            others=(Other("Amis", Decimal(3)), Other("Fondation", Decimal(4), "prive")),
            loan=Decimal(0),
        ),
        council=date(2026, 12, 1),
    )
    assert (
        project_text(statement, Path()).split("\n", 1)[1]
        == """\
titre: "L'été : réseau #2"
territoire: "Vannes"
population: 3200
type:
  - donnees
  - identite
faits:
  pme: non
  departement: '01'
couts:
  personnel: 3000.50
  logiciel: 12000
ttc: oui
retenir: detr
acquis:
  dsil: 5
attendu:
  dgd-bibliotheques: 40%
autre:
  - nom: "Amis"
    montant: 3
  - nom: "Fondation"
    montant: 4
    payeur: prive
emprunt: 0
conseil: '2026-12-01'
"""
    )
    assert json.loads(project_text(statement, Path(), as_json=True))["couts"] == {"personnel": "3000.50", "logiciel": "12000"}
