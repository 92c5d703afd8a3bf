"""The answers of ``list``, ``show`` and ``facts`` as tables."""

from __future__ import annotations

from pathlib import Path

from aidnum.model.profile import read_profile
from aidnum.render.as_csv import render
from aidnum.report.listing import facts, list_schemes, show
from tests.render.samples import (
    DAY,
    csv_rows,
    small_catalogue,
)


def test_an_empty_list_has_its_header(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    text = render(list_schemes(catalogue, DAY, read_profile(catalogue.vocabulary, {}), "exhausted"))
    assert text.startswith("\ufeffdispositif;titre;")
    assert text.count("\r\n") == 1


def test_a_scheme_is_shown_line_by_line_with_the_sources(tmp_path: Path) -> None:
    rows = csv_rows(render(show(small_catalogue(tmp_path), "demarches-en-ligne", DAY)))
    headings = list(dict.fromkeys(row["rubrique"] for row in rows))
    expected = ["titre", "résumé", "règle", "condition", "financement", "calendrier", "dépôt", "adresse", "note", "source"]
    expected[3:3] = ["règle : précision"]
    expected += ["étape", "autre date", "cumul"]
    assert headings == expected
    assert {row["vérifiée le"] for row in rows} == {"", "24/11/2026", "02/10/2026"}


def test_bands_and_bonuses_are_shown_with_their_rules(tmp_path: Path) -> None:
    rows = csv_rows(render(show(small_catalogue(tmp_path), "petites-communes", DAY)))
    said = [row["rubrique"] for row in rows if row["rubrique"].startswith(("tranche", "majoration"))]
    assert said[:2] == ["majoration si", "majoration alors"]
    assert said[2:6] == ["tranche : si", "tranche : alors", "tranche : majoration si", "tranche : majoration alors"]


def test_the_vocabulary_is_a_table(tmp_path: Path) -> None:
    rows = csv_rows(render(facts(small_catalogue(tmp_path))))
    assert {row["genre"] for row in rows} == {"fait", "type de projet", "domaine", "porteur", "dépense"}
    demat = next(row for row in rows if row["nom"] == "dematerialisation")
    assert demat["autres noms"] == "demat ; téléservice"


def test_one_fact_is_a_table_of_its_values(tmp_path: Path) -> None:
    rows = csv_rows(render(facts(small_catalogue(tmp_path), "collectivite")))
    assert [row["nom"] for row in rows] == ["collectivite", "collectivites", "commune", "departement", "association"]
