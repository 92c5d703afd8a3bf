"""The table of a list: a row for each scheme of each project, under the columns that programs rely on."""

from __future__ import annotations

from aidnum.render.as_csv import batch
from aidnum.report.batch import BatchReport
from tests.render.samples import csv_rows


def test_each_project_has_a_row_for_each_scheme_under_the_columns_of_the_contract(listed: BatchReport) -> None:
    text = batch.answer(listed)
    assert text.startswith(
        "\ufeffnom;code;type;departement;population;dispositif;titre;verdict;groupe;etat;ouvre;ferme;montant_min;montant_max;"
        "reste_a_preciser\r\n"
    )
    rows = csv_rows(text)
    assert len(rows) == len(listed.answers) * len(listed.catalogue.schemes)
    first = rows[0]
    assert [first[name] for name in ("nom", "code", "type", "departement", "population")] == [
        "Pontivy", "56178", "commune", "56", "14640",
    ]  # fmt: skip


def test_the_rows_come_a_project_at_a_time(listed: BatchReport) -> None:
    _, *pieces = batch.pieces(listed)
    assert [piece.partition(";")[0] for piece in pieces] == [answered.name for answered in listed.answers]
    assert {piece.count("\r\n") for piece in pieces} == {len(listed.catalogue.schemes)}


def test_a_row_says_where_the_scheme_stands_in_the_words_of_the_other_tables(listed: BatchReport) -> None:
    rows = csv_rows(batch.answer(listed))
    (row,) = [row for row in rows if row["code"] == "243500139" and row["dispositif"] == "france-relance-dematerialisation"]
    assert (row["verdict"], row["groupe"], row["etat"], row["ferme"]) == (
        "éligible", "Éligible maintenant", "ouvert", "28/05/2021",
    )  # fmt: skip
    asked = [row["reste_a_preciser"] for row in rows if row["nom"] == "Bretagne" and row["verdict"] == "à confirmer"]
    assert any("type de projet" in words for words in asked)
