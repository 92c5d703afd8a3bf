"""A number may be huge, or none at all, wherever one is read: it is refused in one sentence, never a fault of aidnum."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import DATE, Run

SENSELESS = (
    *(
        "1e400",
        "-1e400",
        "1e9",
        "NaN",
        "nan",
        "inf",
        "-inf",
        "Infinity",
        ".inf",
        ".nan",
        "0x10",
        "1_000",
        "٣",
        "½",
        "²",
        "-0",
        "-1",
    ),
    *("9" * 13, "9" * 16, "9" * 5_000, "1." + "0" * 5_000, "1 000 000 000 000 000", "0,001", "1,5e3", "10" + "0" * 400 + ",5"),
)
LARGE = ("999999999999", "999 999 999 999")
QUESTION = ("--type", "donnees", "--collectivite", "commune", "--no-input", *DATE)
ROUNDED = ("0,001",)  # a budget may hold what a spreadsheet worked out: it is rounded to the cent, and that is said
OPTIONS = {
    "--population": ("check", "--population={}", *QUESTION),
    "--duree-mois": ("check", "--duree-mois={}", *QUESTION),
    "--fait": ("check", "--fait=postes={}", *QUESTION),
    "--fait population": ("check", "--fait=population={}", *QUESTION),
    "--cout": ("check", "--cout=prestations={}", *QUESTION),
    "--cout of a plan": ("plan", "--cout=prestations={}", *QUESTION),
    "--acquis": ("plan", "--cout=prestations=1000", "--acquis=france-relance-donnees={}", *QUESTION),
    "--within of news": ("news", "--since=7j", "--within={}", *DATE),
    "--within": ("deadlines", "--within={}", *DATE),
    "--seuil": ("partners", "--seuil={}", "rennes metropole"),
    "--date": ("check", "--date={}", *QUESTION[:-2]),
    "a name": ("territory", "{}"),
}
FILES = {
    "budget.yaml": ("--budget", "lignes: [{{catégorie: RH, montant: {}}}]\n"),
    "tva.yaml": ("--budget", "lignes: [{{catégorie: RH, montant: 10, tva: {}}}]\n"),
    "budget.json": ("--budget", '{{"lignes": [{{"catégorie": "RH", "montant": {}}}]}}'),
    "budget.csv": ("--budget", "Catégorie;Montant HT\nRH;{}\n"),
    "tva.csv": ("--budget", "Catégorie;Montant HT;TVA\nRH;10;{}\n"),
    "total.csv": ("--budget", "Libellé;Catégorie;Montant HT\na;RH;10\nTotal;;{}\n"),
    "profil.yaml": ("--profil", "population: {}\n"),
    "profil.json": ("--profil", '{{"population": {}}}'),
}


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_refuses_what_is_no_number_of_this_world(run: Run, option: str) -> None:
    for value in SENSELESS:
        ran = run(*(word.format(value) for word in OPTIONS[option]))
        assert ran.status in (1, 2), value
        assert ran.err.startswith("erreur : ") or option == "a name", value
        assert len(ran.err) < 1_000


@pytest.mark.parametrize("name", FILES)
def test_a_file_refuses_what_is_no_number_of_this_world(run: Run, tmp_path: Path, name: str) -> None:
    option, text = FILES[name]
    path = tmp_path / name
    for value in (each for each in SENSELESS if path.suffix != ".csv" or each not in ROUNDED):
        path.write_text(text.format(value), encoding="utf-8")
        ran = run("check", option, str(path), "--no-input", *DATE)
        assert (ran.status, ran.out) == (1, ""), value
        assert ran.err.startswith(f"erreur : {path}"), value
        assert f"{path}:" in ran.err, value
        assert len(ran.err) < 1_000


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_reads_or_refuses_the_largest_number(run: Run, option: str) -> None:
    for value in LARGE:
        ran = run(*(word.format(value) for word in OPTIONS[option]))
        assert ran.status in (0, 1, 2), value


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_or_refuses_the_largest_number(run: Run, tmp_path: Path, name: str) -> None:
    option, text = FILES[name]
    path = tmp_path / name
    for value in LARGE:
        path.write_text(text.format(value), encoding="utf-8")
        for command in ("check", "plan"):
            assert run(command, option, str(path), "--no-input", "--type", "donnees", *DATE).status in (0, 1, 2), value
