"""Each code is produced by a file of its own, at an exact place, and explained to whoever mends it."""

# ruff: noqa: E501 - a case and its sentence stand on one line

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aidnum.catalogue.codes import CODES, Code
from tests.catalogue.samples import FILE, LAW, SECOND, expected, faults, spoilt

CASES = {
    "Y001": spoilt('"L\'aide"', "Aide¤: volet 1"),
    "Y002": "version: 1\n¤\tschemes: x\n",
    "Y003": spoilt("id: aide\n", 'id: aide\n    summary: {¤\u00a0a: "x"}\n').replace("summary: {", "x-libre: {"),
    "Y004": spoilt("rate: 50%", "rate: 50%\n      ¤rate: 75%"),
    "Y005": spoilt("rate: 50%", "rate: ¤*taux"),
    "Y006": spoilt("rate: 50%", "rate: ¤!!str 50%"),
    "Y007": spoilt("rate: 50%", "¤<<: {rate: 50%}"),
    "Y008": "version: " + "[" * 31 + "¤[" + "]" * 32,
    "Y009": "",
    "Y010": "version: 1\n¤---\nversion: 1\n",
    "Y011": "¤# à faire\n",
    "Y012": spoilt("rate: 50%", "? ¤[a, b]\n      : 1"),
    "Y013": spoilt("title: \"L'aide\"", 'title: x\n    x-note: [¤""]'),
    "Y014": "¤- id: x\n",
    "Y015": spoilt('"L\'aide"', "A¤\u202eide"),
    "M001": spoilt("opens: 2021-01-25", "opens: ¤25/01/2021"),
    "M002": spoilt('id: page, title: "La page"', "id: page").replace("- {id: page", "- ¤{id: page"),
    "M003": spoilt("{at_least: 3500}", "{¤min: 3500}"),
    "M004": spoilt("version: 1", "version: ¤9"),
    "V001": spoilt("- population: {", "- ¤populatoin: {"),
    "V002": spoilt("[dematerialisation]", "[¤dematerialization]"),
    "V003": spoilt("{at_least: 3500}", "¤3500"),
    "V004": spoilt("{at_least: 3500}", "¤{at_least: 5000, at_most: 3500}"),
    "V005": spoilt("rate: 50%", "costs: {except: [¤salaire]}"),
    "V006": spoilt("dematerialisation: [demat]", "dematerialisation: [demat]\n    ¤inconnu: [x]"),
    "V007": spoilt("rate: 50%", "rate: 50%\n      payer: ¤etats"),
    "S001": spoilt("        - collectivite: [collectivites]\n", "").replace("eligibility:", "¤eligibility:"),
    "R001": spoilt("source: page", "source: ¤pgae"),
    "R002": FILE + "    ¤successor: aide-2\n",
    "R003": FILE + SECOND.replace("id: deuxieme", "id: ¤aide"),
    "C001": spoilt("{opens: 2021-01-25, closes: 2021-05-28}", "¤{opens: 2021-05-28, closes: 2021-01-25}").replace("2021-03-01", "2021-03-02"),
    "C002": spoilt("closes: 2021-05-28}\n", "closes: 2021-05-28}\n        - ¤{opens: 2021-05-28, closes: 2021-06-30}\n"),
    "C003": FILE + LAW.replace("limit:", "wordings: [{until: 2021-10-06}, ¤{from: 2021-10-06}]\n    limit:"),
    "F001": spoilt("      rate: 50%\n", "      rate: 50%\n      ¤slices: [{rate: 40%}]\n"),
    "F002": spoilt("      rate: 50%\n", "      ¤slices: [{rate: 40%}, {up_to: 500, rate: 20%}]\n"),
    "E001": spoilt("{verdict: eligible,", "{¤verdict: ineligible,"),
    "E002": spoilt("profile: {population: 5000", "¤profile: {populaton: 5000"),
    "L001": spoilt('"L\'aide"', "Appel ¤#2 numérique"),
    "L002": spoilt('"L\'aide"', "¤“Aide”"),
    "L003": spoilt("- population: {at_least: 3500}", "- population: {at_least: 3500}\n        - population: {below: 10}")
    .replace("eligibility:", "¤eligibility:").replace("verdict: eligible, ", ""),
    "L005": spoilt("- type: [dematerialisation]", "- ¤type: [mediatheque, dematerialisation]"),
    "L006": spoilt("- type: [dematerialisation]", "- ¤type: [dematerialisation, donnees]"),
    "L007": spoilt("rate: 50%", "¤bands: [{when: {population: {below: 9000}}, rate: 5%}, {when: {population: {above: 9000}}, rate: 9%}]"),
    "L004": spoilt("    eligibility:", '    territoire: {epci: ["243500139", ¤"243500130"]}\n    eligibility:').replace("verdict: eligible, ", ""),
}  # fmt: skip


def test_every_code_has_its_case() -> None:
    assert set(CASES) == set(CODES)


@pytest.mark.parametrize("code", [code for code in CASES if code != "Y009"])
def test_the_case_of_a_code_gives_that_code_alone_at_its_place(code: str, tmp_path: Path) -> None:
    assert faults(CASES[code], tmp_path) == expected(CASES[code], code)


def test_a_file_that_is_not_utf8_says_where_its_first_wrong_byte_stands(tmp_path: Path) -> None:
    assert faults("version: 1\n# été é".encode() + b"\xe9t\xe9\n", tmp_path) == [("Y009", 2, 8)]
    assert faults(b"\xef\xbb\xbf# \xe9\n", tmp_path) == [("Y009", 1, 3)]


@pytest.mark.parametrize(("code", "known"), CODES.items())
def test_a_code_is_well_formed_and_explained_with_a_wrong_and_a_right_example(code: str, known: Code) -> None:
    assert re.fullmatch("[YMVSRCFEL][0-9]{3}", code)
    assert known.title.strip()
    assert known.meaning.endswith((".", "»"))
    assert known.wrong.strip()
    assert known.right.strip()
    assert known.wrong != known.right
