"""What names somebody is taken with what tells homonyms apart; what else a row says is the keys of a project."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.vocabulary import Vocabulary
from aidnum.project.list_headers import columns_of
from aidnum.project.spreadsheets import grids_of


@pytest.fixture
def words(shipped: Catalogue) -> Vocabulary:
    return shipped.vocabulary


def who(text: str, words: Vocabulary) -> list[tuple[str, ...]]:
    """What names the authorities of each row under the header."""
    (grid,) = grids_of(text.encode(), "l.csv")
    columns = columns_of(grid, words, "l.csv")
    return [columns.who(cells) for number, cells in grid.rows if number > columns.head]


@pytest.mark.parametrize(
    "header",
    ["Nom", "COMMUNES", "Nom de la commune", "Libellé de la collectivité", "Collectivité", "territoire", "Adhérents", "Ville"],
)
def test_a_header_that_names_somebody_is_no_name(header: str, words: Vocabulary) -> None:
    assert who(f"{header}\nPontivy\n", words) == [("Pontivy",)]


def test_one_column_without_a_header_is_a_list_of_names(words: Vocabulary) -> None:
    assert who("Pontivy\n\n29259\n", words) == [("Pontivy",), ("29259",)]


def test_a_title_above_the_header_is_passed_over(words: Vocabulary) -> None:
    assert who("Communes membres au 1er janvier;\n;\nCommune;Maire\nPontivy;X\n", words) == [("Pontivy",)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("insee\n1004\n", "insee:01004"),
        ("insee\n1004.0\n", "insee:01004"),
        ("Commune;Code\nAin;1\n", "dep:01"),
        ("Commune\n1\n", "1"),
        ("Code Insee;Nom\n56178;Pontivy\n", "insee:56178"),
        ("Code Insee;Nom\n;Pontivy\n", "Pontivy"),
        ("N° SIREN\n243500139\n", "siren:243500139"),
        ("code\n59650\n", "insee:59650"),
        ("code\n243500139\n", "siren:243500139"),
        ("nom;code\nHaute-Marne;52\n", "dep:52"),
        ("nom;code\nMayenne;53\n", "dep:53"),
        ("Code postal\n56300\n", "cp:56300"),
        ("Commune\n1004\n", "01004"),
    ],
)
def test_a_code_says_what_it_is_and_gets_its_zero_back(text: str, named: str, words: Vocabulary) -> None:
    assert who(text, words) == [(named,)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Commune;Département\nSaint-Denis;93\n", "Saint-Denis, 93"),
        ("Commune;Département\nSaint-Denis;Seine-Saint-Denis\n", "Saint-Denis, Seine-Saint-Denis"),
        ("Commune;CP\nSaint-Denis;93200\n", "Saint-Denis, 93200"),
        ("Commune;CP\nPontivy;56920\n", "Pontivy, 56"),
        ("Commune;Dept\nBourg-en-Bresse;1\n", "Bourg-en-Bresse, 01"),
        ("Commune\nSaint-Denis\n", "Saint-Denis"),
        ("Département\nCreuse\n", "dep:Creuse"),
        ("Région\nBretagne\n", "reg:Bretagne"),
        ("EPCI;Département\nRennes Métropole;35\n", "Rennes Métropole, 35"),
        ("Commune;EPCI\nPontivy;Pontivy Communauté\n", "Pontivy"),
    ],
)
def test_a_place_beside_a_name_tells_homonyms_apart(text: str, named: str, words: Vocabulary) -> None:
    assert who(text, words) == [(named,)]


def test_several_names_in_a_cell_carry_a_project_together(words: Vocabulary) -> None:
    assert who('nom\n"Pontivy; Ploërmel 56"\n', words) == [("Pontivy", "Ploërmel 56")]


def test_a_row_is_the_keys_of_a_project(words: Vocabulary) -> None:
    text = 'Nom;type;mutualise;sans;logiciel\nx;"demat, open data";VRAI;"dsil;detr";12000\n'
    (grid,) = grids_of(text.encode(), "l.csv")
    columns = columns_of(grid, words, "l.csv")
    assert columns.fields(2, grid.rows[1][1], words) == {
        "type": ["demat", "open data"], "mutualise": "oui", "sans": ["dsil", "detr"], "couts": {"logiciel": "12000"},
    }  # fmt: skip


def test_a_word_to_which_a_row_says_yes_is_added_to_those_of_its_fact(words: Vocabulary) -> None:
    text = "Nom;domaine;école;données\nx;culture;oui;non\ny;;OUI;VRAI\nz;;;\n"
    (grid,) = grids_of(text.encode(), "l.csv")
    columns = columns_of(grid, words, "l.csv")
    assert [columns.fields(number, cells, words) for number, cells in grid.rows[1:]] == [
        {"domaine": ["culture", "ecole"]}, {"domaine": ["ecole"], "type": ["donnees"]}, {},
    ]  # fmt: skip


def test_an_answer_gives_back_the_title_that_it_wrote_after_the_name(words: Vocabulary) -> None:
    text = "nom;code;titre;dispositif;verdict\nPontivy : Portail : suite;;DETR;detr;non\n"
    (grid,) = grids_of(text.encode(), "l.csv")
    columns = columns_of(grid, words, "l.csv")
    cells = grid.rows[1][1]
    assert (columns.name(cells), columns.fields(2, cells, words)) == ("Pontivy", {"titre": "Portail : suite"})
