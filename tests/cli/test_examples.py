"""Each command shows two examples that work as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from aidnum.cli.examples import EXAMPLES
from aidnum.cli.main import COMMANDS
from tests.cli.conftest import shell
from tests.conftest import ROOT

_OWN = (ROOT / "docs/format.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
FILES = {
    "budget.csv": (ROOT / "docs/exemples/reseau-bibliotheques.csv").read_text(encoding="utf-8"),
    "communes.csv": "Commune;Département\nPontivy;56\nSaint-Denis;93\n",
    "projet.yaml": "territoire: Vannes\ntype: demat\ncouts: {logiciel: 12000}\nattendu: {dsil: 3000}\n",
    "avant.yaml": _OWN,
    "mes-aides.yaml": _OWN,
}


def test_every_command_has_two_examples_of_its_own() -> None:
    assert set(EXAMPLES) == {"aidnum", *COMMANDS}
    assert {name: len(set(lines)) for name, lines in EXAMPLES.items()} == dict.fromkeys(EXAMPLES, 2)
    assert [line for name in COMMANDS for line in EXAMPLES[name] if not line.startswith(f"aidnum {name}")] == []


@pytest.mark.parametrize("line", dict.fromkeys(line for lines in EXAMPLES.values() for line in lines))
def test_an_example_runs_as_it_stands(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / ".config/fish/completions").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    ran = shell(line, HOME=str(tmp_path))
    assert ran.status == 0, ran.err
