"""A column is known by its header, and where that leaves a choice by what stands below it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError
from aidnum.model.vocabulary import Vocabulary
from aidnum.project.list_columns import Columns
from aidnum.project.list_headers import columns_of, is_answer, named_in
from aidnum.project.spreadsheets import grids_of


@pytest.fixture
def words(shipped: Catalogue) -> Vocabulary:
    return shipped.vocabulary


def refusal(text: str, words: Vocabulary) -> tuple[str, str | None]:
    (grid,) = grids_of(text.encode(), "l.csv")
    with pytest.raises(AidnumError) as caught:
        columns_of(grid, words, "l.csv")
    return caught.value.message, caught.value.hint


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


def _columns(text: str, words: Vocabulary) -> Columns:
    (grid,) = grids_of(text.encode(), "l.csv")
    return columns_of(grid, words, "l.csv")


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (("Commune", "communauté de communes"), ((1, "collectivite"),)),
        (("commune", ""), ((1, "collectivite"),)),
        (("demat", "zut"), ((1, "type"),)),
        ((), ((1, "type"),)),
    ],
)
def test_a_column_of_types_tells_kinds_of_authorities_where_all_its_words_do(
    values: tuple[str, ...], read: tuple[tuple[int, str], ...], words: Vocabulary
) -> None:
    lines = "".join(f"x;{value}\n" for value in values)
    assert _columns(f"Nom;Type\n{lines}", words).words == read


def test_a_column_that_tells_types_and_kinds_is_left_aside_with_a_word_of_each(words: Vocabulary) -> None:
    columns = _columns("Nom;Type\nx;demat\ny;commune\n", words)
    assert columns.words == ()
    assert columns.unclear == "colonne « Type » laissée de côté : elle dit à la fois « commune » et « demat »"


def test_a_word_of_a_type_or_a_field_is_a_column_only_where_rows_say_yes_or_no(words: Vocabulary) -> None:
    header = "Nom;bibliothèque;école;formation;données;culture\n"
    columns = _columns(f"{header}x;oui;non;1000;VRAI;\ny;non;;;FAUX;Martin\n", words)
    assert columns.words == ((1, "concerne_bibliotheque"),)
    assert columns.tags == ((2, "domaine", "ecole"), (4, "type", "donnees"))
    assert (columns.costs, columns.aside) == (((3, "formation"),), ("culture",))


def test_a_population_is_known_by_the_words_of_insee(words: Vocabulary) -> None:
    assert _columns("Nom;Population municipale\nx;1\n", words).words == ((1, "population"),)


def test_the_siren_of_a_grouping_beside_a_commune_names_nobody(words: Vocabulary) -> None:
    columns = _columns("Commune;SIREN EPCI\nPontivy;245614433\n", words)
    assert (columns.codes, columns.aside) == ((), ("SIREN EPCI",))
    assert _columns("SIREN EPCI;x\n245614433;\n", words).codes == ((0, "siren:"),)


def test_what_an_answer_says_of_schemes_is_neither_read_nor_left_aside(words: Vocabulary) -> None:
    columns = _columns("nom;code;type;dispositif;titre;verdict;montant_min;formation\nx;;commune;a;b;c;d;9\n", words)
    assert columns.is_answer
    assert (columns.words, columns.costs, columns.aside) == (((2, "collectivite"),), ((7, "formation"),), ())


def test_cells_beyond_the_headers_are_known(words: Vocabulary) -> None:
    (grid,) = grids_of(b"Nom;;x\na;b;c;d;;e\n", "l.csv")
    assert list(columns_of(grid, words, "l.csv").beyond(grid.rows[1][1])) == [1, 3, 5]


def test_a_sheet_is_known_as_a_list_by_its_header() -> None:
    named, other = (grids_of(text.encode(), "l.csv")[0] for text in ("x;y\nINSEE;z\n", "poste;montant\na;1\n"))
    assert (named_in(named), named_in(other)) == (True, False)
    assert (is_answer(named), is_answer(grids_of(b"nom;dispositif;verdict\n", "l.csv")[0])) == (False, True)


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


@pytest.mark.parametrize(
    ("values", "names", "read"),
    [
        (("Rennes", "Vitré"), 0, ()),
        (("commune", "epci"), None, ((0, "collectivite"),)),
        (("commune", "comune"), None, ((0, "collectivite"),)),
        (("Rennes", "Vitré", "Redon", "commune"), 0, ()),
        ((), None, ((0, "collectivite"),)),
    ],
)
def test_a_column_of_authorities_beside_a_code_tells_names_where_most_of_its_words_are_no_kinds(
    values: tuple[str, ...], names: int | None, read: tuple[tuple[int, str], ...], words: Vocabulary
) -> None:
    columns = _columns("Collectivité;Insee\n" + "".join(f"{value};x\n" for value in values), words)
    assert (columns.names, columns.words) == (names, read)
