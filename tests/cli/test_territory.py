"""``territory`` and ``partners``: the shapes of the contract, the exit statuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pymarkdown.api import PyMarkdownApi

from tests.cli.conftest import Run


def _json(run: Run, *words: str) -> tuple[int, dict[str, Any]]:
    ran = run(*words, "--format", "json")
    assert ran.err == ""
    return ran.status, json.loads(ran.out)


def test_one_authority_is_exact(run: Run) -> None:
    status, answer = _json(run, "territory", "rennes metropole")
    assert status == 0
    assert (answer["schema_version"], answer["query"], answer["match"]) == ("1", "rennes metropole", "exact")
    expected = {
        "kind": "metropole", "kinds": ["metropole"], "name": "Rennes Métropole", "code": "243500139", "siren": "243500139",
        "departement": "35", "region": "53", "epci": "243500139",
        "population": {"municipale": 480178, "totale": 489404, "year": 2023, "totale_estimated": True},
    }  # fmt: skip
    (authority,) = answer["authorities"]
    assert {key: authority[key] for key in expected} == expected
    assert list(authority)[: len(expected)] == list(expected)
    assert (len(answer["members"]), [each["code"] for each in answer["belongs_to"]]) == (43, ["35", "53"])


@pytest.mark.parametrize(
    ("query", "postal"),
    [("35238", ["35000", "35200", "35700"]), ("com:978", ["97150"]), ("dep:35", []), ("243500139", [])],
)
def test_the_postal_codes_of_a_commune_are_listed(run: Run, query: str, postal: list[str]) -> None:
    assert _json(run, "territory", query)[1]["authorities"][0]["postal"] == postal


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("59650", "ambiguous"),
        ("35042 CEDEX", "none"),
        ("st denis", "ambiguous"),
        ("Rennes Metropoel", "suggestions"),
        ("zzzzzz", "none"),
        ("SIVU x", "none"),
    ],
)
def test_anything_else_exits_with_1_and_writes_its_answer_to_stdout(run: Run, query: str, match: str) -> None:
    status, answer = _json(run, "territory", query)
    assert (status, answer["match"]) == (1, match)
    assert bool(answer["authorities"]) == (match != "none")
    for form in ("terminal", "markdown", "csv"):
        ran = run("territory", query, "--format", form)
        assert (ran.status, ran.err, bool(ran.out)) == (1, "", True)


def test_the_codes_of_every_sort_of_authority(run: Run) -> None:
    codes = {
        query: _json(run, "territory", query)[1]["authorities"][0] for query in ("35238", "dep:35", "reg:53", "67A", "75056")
    }
    assert {query: known["code"] for query, known in codes.items()} == {
        "35238": "35238", "dep:35": "35", "reg:53": "53", "67A": "67A", "75056": "75056"
    }  # fmt: skip
    assert codes["75056"]["kinds"] == ["commune", "departement"]


def test_partners_as_json(run: Run) -> None:
    status, answer = _json(run, "partners", "Rennes Métropole", "--seuil", "500 000")
    assert (status, answer["threshold"], answer["enough_alone"]) == (0, 500000, False)
    assert [(way["way"], way["population"]["municipale"]) for way in answer["ways"]] == [
        ("departement", 1120666), ("voisins", 506787), ("region", 3449370)
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), [((), "indiquer la collectivité"), (("x", "--seuil", "500.000"), "est ambigu")])
def test_partners_wrongly_asked(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("partners", *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_territory_without_a_name(run: Run) -> None:
    assert run("territory").status == 2


def test_who_reaches_the_threshold_alone_is_told(run: Run) -> None:
    assert "suffit" in run("partners", "Paris").out


@pytest.mark.parametrize(
    "words", [("territory", "Rennes Métropole"), ("territory", "st denis"), ("partners", "Rennes Métropole")]
)
def test_markdown_passes_the_linter(run: Run, words: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("md") / "page.md"
    path.write_text(run(*words, "--format", "markdown").out, encoding="utf-8")
    assert PyMarkdownApi().scan_path(str(path)).scan_failures == []


def test_csv_has_a_row_an_authority(run: Run) -> None:
    rows = run("territory", "243500139", "--format", "csv").out.split("\r\n")
    assert rows[1] == "243500139;collectivité;243500139;243500139;Rennes Métropole;métropole;35;53;480178;489404;2023"
    assert len([row for row in rows if row]) == 1 + 1 + 2 + 43
