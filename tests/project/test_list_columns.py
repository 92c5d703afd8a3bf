"""A column is known by its header; what names somebody is taken with what tells homonyms apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError
from aidnum.model.vocabulary import Vocabulary
from aidnum.project.list_columns import columns_of, named_in
from aidnum.project.spreadsheets import grids_of


@pytest.fixture
def words(shipped: Catalogue) -> Vocabulary:
    return shipped.vocabulary


def who(text: str, words: Vocabulary) -> list[tuple[str, ...]]:
    """What names the authorities of each row under the header."""
    (grid,) = grids_of(text.encode(), "l.csv")
    columns = columns_of(grid, words, "l.csv")
    return [columns.who(cells) for number, cells in grid.rows if number > columns.head]


def refusal(text: str, words: Vocabulary) -> tuple[str, str | None]:
    (grid,) = grids_of(text.encode(), "l.csv")
    with pytest.raises(AidnumError) as caught:
        columns_of(grid, words, "l.csv")
    return caught.value.message, caught.value.hint


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
        ("Code Insee;Nom\n56178;Pontivy\n", "insee:56178"),
        ("Code Insee;Nom\n;Pontivy\n", "Pontivy"),
        ("N° SIREN\n243500139\n", "siren:243500139"),
        ("code\n59650\n", "insee:59650"),
        ("code\n243500139\n", "siren:243500139"),
        ("nom;code\nHaute-Marne;52\n", "Haute-Marne"),
        ("nom;code\nPays de la Loire;52\n", "Pays de la Loire"),
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
        ("Commune;Dept\nBourg-en-Bresse;1\n", "Bourg-en-Bresse, 1"),
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


def test_two_columns_of_names_are_refused_with_both(words: Vocabulary) -> None:
    message = "liste « l.csv » : 2 colonnes nomment les collectivités : « Commune » et « Nom »"
    assert refusal("Commune;Nom\nPontivy;Martin\n", words) == (message, "N'en garder qu'une.")


def test_two_columns_that_say_one_fact_are_refused_with_both(words: Vocabulary) -> None:
    message = "liste « l.csv » : deux colonnes disent « population » : « Population » et « Habitants »"
    assert refusal("Commune;Population;Habitants\nPontivy;1;2\n", words) == (message, "N'en garder qu'une.")


def test_several_columns_of_which_none_names_anybody_are_refused_with_what_the_first_line_says(words: Vocabulary) -> None:
    message, hint = refusal("population;type\n3000;demat\n", words)
    assert message == (
        "liste « l.csv » : aucune colonne ne nomme les collectivités ; la première ligne dit « population » et « type »"
    )
    assert hint == "Nommer une colonne « nom », « insee » ou « siren »."


def test_a_column_says_a_fact_a_key_or_a_cost_by_its_word(words: Vocabulary) -> None:
    header = "Nom;Habitants;Type;Titre;Coût logiciel;Formation;Téléphone;Région"
    (grid,) = grids_of(f"{header}\nx;1;2;3;4;5;6;7\n".encode(), "l.csv")
    columns = columns_of(grid, words, "l.csv")
    assert columns.words == ((1, "population"), (2, "type"), (3, "titre"))
    assert columns.costs == ((4, "logiciel"), (5, "formation"))
    assert columns.aside == ("Téléphone", "Région")


def test_a_row_is_the_keys_of_a_project(words: Vocabulary) -> None:
    text = 'Nom;type;mutualise;sans;logiciel\nx;"demat, open data";VRAI;"dsil;detr";12000\n'
    (grid,) = grids_of(text.encode(), "l.csv")
    columns = columns_of(grid, words, "l.csv")
    assert columns.fields(2, grid.rows[1][1], words) == {
        "type": ["demat", "open data"], "mutualise": "oui", "sans": ["dsil", "detr"], "couts": {"logiciel": "12000"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (("Commune", "communauté de communes"), ()),
        (("commune", ""), ()),
        (("commune", "demat"), ((1, "type"),)),
        (("demat",), ((1, "type"),)),
        ((), ((1, "type"),)),
    ],
)
def test_a_column_of_types_that_tells_kinds_of_authorities_is_left_to_the_names(
    values: tuple[str, ...], read: tuple[tuple[int, str], ...], words: Vocabulary
) -> None:
    lines = "".join(f"x;{value}\n" for value in values)
    (grid,) = grids_of(f"Nom;Type\n{lines}".encode(), "l.csv")
    assert columns_of(grid, words, "l.csv").words == read


def test_a_sheet_is_known_as_a_list_by_its_header() -> None:
    named, other = (grids_of(text.encode(), "l.csv")[0] for text in ("x;y\nINSEE;z\n", "poste;montant\na;1\n"))
    assert (named_in(named), named_in(other)) == (True, False)


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12), min_size=2, max_size=6))
def test_any_header_gives_columns_or_one_clear_refusal(headers: list[str]) -> None:
    from aidnum.project.cells import text_cell
    from aidnum.project.filling import Filling

    filling = Filling(None)
    for column, header in enumerate(headers):
        filling.put(1, column, text_cell(header))
    grid = filling.grid()
    if not grid.rows:
        return
    try:
        columns = columns_of(grid, Vocabulary(), "l.csv")
    except AidnumError:
        return
    assert columns.first < len(headers)
