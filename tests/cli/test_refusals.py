"""A refused word ends with what is accepted or how to list it, whatever the kind of word; and what a hint names is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from aidnum.cli.list import STATES
from aidnum.project.budget.keyed import COLUMNS
from aidnum.render.diagnostics import FORMATS
from aidnum.render.formats import served
from tests.cli.conftest import DATE, Run

ODD = "zzzz"
DATED = ("check", "plan", "list", "show", "facts", "deadlines", "news", "export")


class Refused(NamedTuple):
    """A line with one word that is refused, and the words that the answer lists; it names a command that does when empty."""

    words: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    file: str = ""


def _formats(command: str) -> tuple[str, ...]:
    return tuple(known.name for known in served(command))  # type: ignore[arg-type]


REFUSED = {
    "command": Refused((ODD,)),
    "command near another": Refused(("chek",)),
    "command to be helped with": Refused(("help", ODD)),
    "option": Refused(("check", f"--{ODD}")),
    "option near another": Refused(("check", "--populaton", "3")),
    "option before the command": Refused((f"--{ODD}",)),
    "argument": Refused(("list", ODD)),
    "type": Refused(("check", "--type", ODD), ("dematerialisation", "infrastructure")),
    "type near another": Refused(("check", "--type", "bibliotheqe")),
    "type of a list": Refused(("list", "--type", ODD), ("dematerialisation", "infrastructure")),
    "kind of applicant": Refused(("check", "--collectivite", ODD)),
    "fact": Refused(("check", "--fait", f"{ODD}=1")),
    "fact near another": Refused(("check", "--fait", "populatoin=1")),
    "fact to be shown": Refused(("facts", ODD)),
    "fact without a value": Refused(("check", "--fait", ODD)),
    "value": Refused(("check", "--fait", f"departement={ODD}")),
    "code": Refused(("check", "--fait", f"commune={ODD}")),
    "flag": Refused(("check", "--fait", f"pme={ODD}"), ("oui", "non")),
    "category of cost": Refused(("check", "--cout", f"{ODD}=1"), ("personnel", "travaux")),
    "category near another": Refused(("plan", "--cout", "persnnel=1"), ("personnel", "travaux")),
    "scheme": Refused(("show", ODD)),
    "scheme near another": Refused(("show", "dter")),
    "scheme imposed": Refused(("plan", "--cout", "logiciel=1", "--retenir", ODD)),
    "scheme granted": Refused(("plan", "--cout", "logiciel=1", "--acquis", f"{ODD}=1")),
    **{
        f"format of {name}": Refused((name, *words, "--format", ODD), _formats(name))
        for name, words in {
            "check": (),
            "plan": ("--cout", "logiciel=1"),
            "list": (),
            "show": ("detr",),
            "facts": (),
            "deadlines": (),
            "news": ("--since", "7j"),
            "territory": ("Rennes",),
            "partners": ("Rennes",),
            "reach": ("detr",),
        }.items()
    },
    "format of validate": Refused(("validate", "--format", ODD), FORMATS),
    "extension": Refused(("export", "-o", f"a.{ODD}"), (".md", ".ics")),
    "state": Refused(("list", "--etat", ODD), tuple(STATES)),
    "code of a diagnostic": Refused(("explain", ODD)),
    "code near another": Refused(("explain", "M0003")),
    "fact of a profile": Refused(("check", "--profil", "{}/a.yaml"), file=f"{ODD}: 1"),
    "value of a profile": Refused(("check", "--profil", "{}/a.yaml"), ("dematerialisation", "infrastructure"), f"type: {ODD}"),
    "category of a budget": Refused(
        ("check", "--budget", "{}/a.yaml"), ("personnel", "travaux"), f"lignes: [{{catégorie: {ODD}, montant: 1}}]"
    ),
    "key of a budget": Refused(
        ("check", "--budget", "{}/a.yaml"), tuple(names[0] for names in COLUMNS.values()), f"lignes: [{{{ODD}: 1}}]"
    ),
    "key near another": Refused(
        ("check", "--budget", "{}/a.yaml"), tuple(names[0] for names in COLUMNS.values()), "lignes: [{catégori: RH}]"
    ),
    "root of a budget": Refused(("check", "--budget", "{}/a.yaml"), ("lignes",), f"{ODD}: 1"),
    "nature of a budget": Refused(
        ("check", "--budget", "{}/a.yaml"),
        ("investissement", "fonctionnement"),
        f"lignes: [{{catégorie: RH, montant: 1, nature: {ODD}}}]",
    ),
    "file of a budget": Refused(("check", "--budget", f"a.{ODD}"), (".csv", ".xlsx", ".ods")),
}
HINTED = {
    "no scheme": ("show",),
    "no cost": ("plan",),
    "costs twice": ("plan", "--cout", "logiciel=1", "--budget", "a.csv"),
    "no catalogue": ("list", "--no-shipped"),
    "a project alone of two": ("check", "Rennes", "Brest", "--seul"),
    "no aid": ("reach",),
    "no name": ("territory",),
    "no name for partners": ("partners",),
    "no file": ("export",),
    "no first day": ("news",),
    "a workbook on a screen": ("plan", "--cout", "logiciel=1", "--format", "xlsx"),
    "a file that is there": ("list", "-o", __file__, "--format", "json"),
    "a name of several": ("check", "st denis", "--no-input"),
    "one name in two words": ("check", "Rennes", "Métropole"),
    "a value that lacks": ("check", "--type"),
}


def _said(run: Run, refused: Refused, folder: Path) -> list[str]:
    (folder / "a.yaml").write_text(refused.file, encoding="utf-8")
    words = [word.replace("{}", str(folder)) for word in refused.words]
    ran = run(*words, *(DATE if words[0] in DATED else ()))
    assert ran.status in (1, 2)
    assert ran.out == ""
    return ran.err.splitlines()


def _commands(lines: list[str]) -> list[list[str]]:
    """The lines of command that are told, a name in the place of its placeholder."""
    told = [part for line in lines for part in re.findall(r"aidnum ([^«»]*?)(?:\.(?= |$)|$)", line)]
    return [["Rennes" if word == "NOM" else word for word in shlex.split(part)] for part in told]


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_word_ends_with_what_is_accepted_or_how_to_list_it(run: Run, tmp_path: Path, kind: str) -> None:
    refused = REFUSED[kind]
    said = _said(run, refused, tmp_path)
    if refused.accepted:
        assert all(re.search(rf"(?<![\w]){re.escape(word)}(?!\w)", " ".join(said)) for word in refused.accepted)
    else:
        assert _commands(said[1:])


@pytest.mark.parametrize("kind", [*REFUSED, *HINTED])
def test_what_a_hint_names_is_there(run: Run, tmp_path: Path, kind: str) -> None:
    refused = REFUSED.get(kind) or Refused(HINTED[kind])
    said, name = _said(run, refused, tmp_path), refused.words[0]
    for command in _commands(said[1:]):
        if command != ["check", name]:  # that a refused word is an authority is a supposition
            assert run(*command).status == 0, command
    options = {option for line in said[1:] for option in re.findall(r"(?<![\w-])--[a-z-]+", line)}
    told = run(name, "-h").out + run("-h").out
    assert [option for option in options if option not in told] == []
