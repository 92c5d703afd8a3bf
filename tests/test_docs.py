"""What the docs say runs, and what is generated is current."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from textwrap import indent

import pytest
from pymarkdown.api import PyMarkdownApi

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.codes import CODES
from aidnum.catalogue.lint import validate
from aidnum.catalogue.schema import catalogue_schema
from aidnum.cli.main import COMMANDS
from aidnum.project.merge import read_project
from aidnum.project.said import Said
from aidnum.project.schema import project_schema
from tests.conftest import ROOT

DOSSIER = ROOT / "docs/exemples/dossier"
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "README.fr.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]


def _blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", _blocks(ROOT / "README.md", "python"))
def test_the_python_of_the_readme_runs(block: str) -> None:
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own example


COLUMNS = _blocks(ROOT / "docs/colonnes.md", "python")
ON_SPARK = [block for block in COLUMNS if "pyspark" in block]


def _run_columns(blocks: list[str]) -> None:
    exec(compile("\n".join(blocks), "colonnes.md", "exec"), {})  # noqa: S102 - our own examples


def test_the_python_of_the_page_on_columns_runs() -> None:
    _run_columns([block for block in COLUMNS if block not in ON_SPARK])


@pytest.mark.usefixtures("spark")
def test_the_python_of_the_page_on_columns_runs_on_spark_too() -> None:
    assert ON_SPARK
    _run_columns(COLUMNS)


def test_the_whole_scheme_of_the_format_page_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(_blocks(ROOT / "docs/format.md", "yaml")[0], encoding="utf-8")
    found = validate([path])
    assert (found.diagnostics, found.schemes, found.examples) == ((), 1, 2)


@pytest.mark.parametrize("block", [block for block in _blocks(ROOT / "docs/format.md", "yaml") if block.startswith("# ")])
def test_the_fundings_of_the_format_page_are_valid(tmp_path: Path, block: str) -> None:
    whole = _blocks(ROOT / "docs/format.md", "yaml")[0]
    words = "vocabulary: {facts: {communes: {kind: number, unit: communes, question: Combien ?}}}\n"
    terms = whole[whole.index("      costs:") : whole.index("      source: page\n    calendar:")]
    examples = whole[whole.index("    examples:") :]
    expected = "    examples: [{title: x, profile: {}, date: 2026-04-01, expect: {state: open}}]\n"
    path = tmp_path / "example.yaml"
    text = whole.replace(terms, indent(block, " " * 6)).replace(examples, expected)
    path.write_text(text.replace("version: 1\n", f"version: 1\n{words}"), encoding="utf-8")
    assert validate([path]).diagnostics == ()


def test_the_dossier_of_the_guide_is_what_its_two_commands_write() -> None:
    stored = {path.name: path.read_text(encoding="utf-8") for path in DOSSIER.iterdir()}
    assert stored == runpy.run_path(str(ROOT / "docs/dossier.py"))["made"]()


def test_the_schema_beside_the_catalogue_is_current(shipped: Catalogue) -> None:
    stored = json.loads((ROOT / "data/catalogue.schema.json").read_text(encoding="utf-8"))
    assert stored == catalogue_schema(shipped.vocabulary)


def test_the_schema_of_a_project_is_current(shipped: Catalogue) -> None:
    stored = json.loads((ROOT / "data/projet.schema.json").read_text(encoding="utf-8"))
    assert stored == project_schema(shipped)


@pytest.mark.parametrize("block", _blocks(ROOT / "docs/projet.md", "yaml"))
def test_the_projects_of_their_page_are_read(shipped: Catalogue, tmp_path: Path, block: str) -> None:
    path = tmp_path / "projet.yaml"
    path.write_text(block, encoding="utf-8")
    assert read_project(shipped, Said(file=path)).profile.costs


def test_every_catalogue_file_names_its_schema() -> None:
    for path in (ROOT / "data").glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=catalogue.schema.json\n")


def test_every_code_and_every_command_has_its_heading() -> None:
    diagnostics = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
    commands = (ROOT / "docs/commandes.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f"\n## {code} : " not in diagnostics] == []
    assert [name for name in COMMANDS if f"\n## {name}\n" not in commands] == []


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_documents_keep_the_default_rules_of_markdownlint() -> None:
    api = PyMarkdownApi().configuration_file_path(str(ROOT / "docs/pymarkdown.json"))
    for document in DOCUMENTS:
        found = api.scan_path(str(document)).scan_failures
        lifted = DOSSIER in document.parents  # there a comment lifts the rule on long lines, which this reader doesn't know
        assert [one for one in found if not (lifted and one.rule_id == "MD013")] == []
