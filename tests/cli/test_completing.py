"""What may follow a line, whatever stands before it; a fault is silence."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from aidnum.cli.candidates import _FILES, _KNOWN
from aidnum.cli.completing import following, metavars
from aidnum.cli.main import COMMANDS
from aidnum.territory.search import find

FREE = {
    "N",
    "EUROS",
    "FEUILLE",
    "EUROS[:PAYEUR",
    "TAUX",
    "AIDE",
    "TITRE",
    "AAAA-MM-JJ",
    "JOURS",
    "ADRESSE",
}  # what is only typed


def _values(*words: str) -> list[str]:
    found = following(list(words))
    assert found is not None
    return [candidate.value for candidate in found]


def _answer(request: str, **environment: str) -> tuple[int, bytes, bytes]:
    known = {**os.environ, **environment, "AIDNUM_COMPLETE": request}
    done = subprocess.run([sys.executable, "-m", "aidnum"], env=known, capture_output=True, check=False, timeout=30)
    return done.returncode, done.stdout, done.stderr


def test_every_value_that_a_command_takes_is_completed_or_free() -> None:
    sides = {side for name in COMMANDS for each in metavars(name) for side in each.strip("[]…").split("=")}
    assert sides - FREE - set(_FILES) - set(_KNOWN) == {"NOM", "VALEUR"}


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (("ch",), ["check"]),
        (("--v",), ["--version"]),
        (("help", "ch"), ["check"]),
        (("schema", "p"), ["projet"]),
        (("projet", "--format", ""), ["yaml", "json"]),
        (("--debug", "sho"), ["show"]),
        (("check", "--outp"), ["--output"]),
        (("check", "--ecraser", "--ecr"), []),
        (("check", "--type", "demat", "--typ"), ["--type"]),
        (("check", "--mutualise", "--seu"), []),
        (("check", "--", "--typ"), []),
        (("check", "--type=demat"), ["--type=dematerialisation"]),
        (("check", "--type", "Démat"), ["dematerialisation"]),
        (("check", "--collectivite", "region"), ["region"]),
        (("check", "--fait", "concerne_b"), ["concerne_bibliotheque="]),
        (("check", "--fait", "concerne_bibliotheque="), ["concerne_bibliotheque=oui", "concerne_bibliotheque=non"]),
        (("check", "--fait", "inconnu="), []),
        (("check", "--cout", "logiciel=1"), []),
        (("check", "--population", ""), []),
        (("export", "--format", ""), ["markdown", "html", "json", "csv", "ics"]),
        (("validate", "--format", ""), ["long", "court", "json", "github"]),
        (("list", "--etat", "ouv"), ["ouvert"]),
        (("explain", "m003"), ["M003"]),
        (("dossier", "--cas", ""), ["bas", "haut"]),
        (("dossier", "--format", ""), ["docx", "odt", "markdown", "html"]),
        (("show", "dsil", "x"), []),
        (("inconnue", "x"), []),
        (("show", "dsi"), ["dsil"]),
        (("completion", ""), ["bash", "zsh", "fish", "powershell"]),
        (("check", "Ploermel", "saint-pol-de"), ["Saint-Pol-de-Léon"]),
        (("check", "saint-denis 9"), []),
    ],
)
def test_what_may_follow(words: tuple[str, ...], values: list[str]) -> None:
    assert _values(*words) == values


def test_without_anything_typed_the_options_come_where_no_value_can() -> None:
    assert {"--type", "--help"} <= set(_values("check", ""))


@pytest.mark.parametrize(
    "words",
    [("check", "--budget", "x"), ("check", "--budget=x"), ("check", "-o", ""), ("dossier", "-o", ""), ("validate", "x")],
)
def test_files_are_left_to_the_shell(words: tuple[str, ...]) -> None:
    assert following(list(words)) is None


@pytest.mark.parametrize("beginning", ["saint-denis", "creuse", "rennes", "castill", "commune:creuse", "dep:creuse"])
def test_each_name_proposed_means_one_authority(beginning: str) -> None:
    names = _values("check", beginning)
    assert names
    assert [name for name in names if find(name).kind != "exact"] == []


@pytest.mark.parametrize("beginning", ["x:rennes", "dep:", "zzz", "-", "\ud800", "cp:rennes"])
def test_what_no_name_begins_with_proposes_none(beginning: str) -> None:
    assert _values("check", "--territoire", beginning) == []


def test_a_town_is_found_without_its_article() -> None:
    assert set(_values("check", "havr")) == {"Le Havre", "Havrincourt"}


def test_many_names_end_with_the_word_that_there_are_more() -> None:
    assert _values("check", "sa")[-1] == "sa…"


def test_fish_is_given_words_that_begin_as_typed_and_what_they_are() -> None:
    assert _answer("fish\naidnum\ncheck\nsaint-pol-de-leo\n")[:2] == (0, b"values\nsaint-pol-de-leon\tcommune 29\n")


@pytest.mark.parametrize(
    "request_",
    ["fish", "fish\n", "bash\n", "\n", "x\ny\nz\n", "fish\naidnum\ncheck\n--catalogue\n/nowhere\n--type\nx\n", "bash\n\n'\n"],
)
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_a_request_that_makes_no_sense_is_answered_in_silence(request_: str, locale: str) -> None:
    status, _, err = _answer(request_, LC_ALL=locale)
    assert (status, err) == (0, b"")


def test_accents_are_right_in_a_locale_without_them() -> None:
    assert "Saint-Pol-de-Léon".encode() in _answer("zsh\naidnum\ncheck\nsaint-pol-de-lé\n", LC_ALL="C", PYTHONUTF8="0")[1]


def test_an_ordinary_run_imports_nothing_of_it() -> None:
    told = "import sys, aidnum.cli.main as m; m.main(['check']); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stderr.split()
    assert {"aidnum.cli.completing", "aidnum.cli.candidates", "aidnum.cli.bash_line"}.isdisjoint(loaded)


def test_options_follow_a_french_word_for_a_command() -> None:
    assert following(["vérifier", "--ty"]) == following(["check", "--ty"]) != []
