"""A list is read row after row: what one has wrong is kept beside the others, with its place and what it may mean."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, BadUsage, RowLeftOut
from aidnum.project.merge import Talk
from aidnum.project.places import exactly_one
from aidnum.project.project_list import ProjectList, Source, open_list
from aidnum.project.said import Said
from tests.project.workbooks import LINK, packed, parts, sheet


class Reader:
    """Reads lists of the folder of the test with the shipped catalogue; warnings are kept in `told`."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.told: list[str] = []

    def open(self, content: str | bytes, name: str = "l.csv", said: Said | None = None, sheet: str | None = None) -> Source:
        path = Path(name)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.open_path(path, said, sheet)

    def open_path(self, path: Path, said: Said | None = None, sheet: str | None = None) -> Source:
        return open_list(str(path), self.catalogue, said or Said(), Talk(exactly_one, self.told.append), sheet=sheet)

    def refusal(self, content: str | bytes, name: str = "l.csv", sheet: str | None = None) -> str:
        with pytest.raises(AidnumError) as caught:
            self.open(content, name, sheet=sheet).read()
        return caught.value.message


@pytest.fixture
def reader(shipped: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.chdir(tmp_path)
    return Reader(shipped)


def _places(found: ProjectList) -> list[str]:
    return [one.where for one in found.projects]


def _names(found: ProjectList) -> list[str]:
    return [listed.project.profile.authorities[0].name for listed in found.projects]


def test_what_is_unclear_is_kept_with_its_candidates_and_the_rest_is_read(reader: Reader) -> None:
    found = reader.open("Commune\nPontivy\nSaint-Denis\nXyzzyville\nRennes\n").read()
    assert (_names(found), _places(found)) == (["Pontivy", "Rennes"], ["l.csv:2", "l.csv:5"])
    first, second = found.unread
    assert first.sentence.endswith("l.csv:3 : « Saint-Denis » désigne 4 collectivités")
    assert "  Saint-Denis : 93066" in first.error.lines
    assert (first.name, second.name) == ("Saint-Denis", "Xyzzyville")


def test_columns_say_facts_costs_and_a_title_of_each_project(reader: Reader) -> None:
    found = reader.open("nom;population;type;titre;logiciel\nPontivy;14 000;demat;Portail;12 000\nRennes;;;;\n").read()
    first, second = (listed.project for listed in found.projects)
    assert first.profile.facts == {"population": 14_000, "type": ("dematerialisation",)}
    assert (first.statement.title, first.profile.costs) == ("Portail", {"logiciel": Decimal(12_000)})
    assert not second.profile.facts
    assert second.profile.costs is None


def test_what_is_said_holds_for_all_and_wins_over_the_list(reader: Reader) -> None:
    found = reader.open("nom;type\nPontivy;donnees\nRennes;\n", said=Said(facts={"type": "demat"})).read()
    assert [listed.project.profile.facts for listed in found.projects] == [{"type": ("dematerialisation",)}] * 2


def test_all_that_is_wrong_in_a_row_is_told_at_its_cells(reader: Reader) -> None:
    (unread,) = reader.open("nom;type;population\nPontivy;zut;abc\n").read().unread
    assert [line.partition(" : ")[0] for line in unread.error.lines] == ["l.csv:2", "l.csv:2"]
    assert "valeur inconnue « zut »" in unread.error.lines[0]


def test_a_row_that_names_nobody_is_told_and_an_empty_one_passed_over(reader: Reader) -> None:
    found = reader.open("nom;type;Maire\nPontivy;demat;\n;demat;\n;;Martin\n").read()
    assert [one.sentence for one in found.unread] == ["l.csv:3 : aucun nom ni code sur cette ligne"]


def test_a_name_beside_the_code_of_another_is_unclear_with_both(reader: Reader) -> None:
    (unread,) = reader.open("insee;nom\n29259;Roscoff\n").read().unread
    assert unread.error.message == "le code est celui de Saint-Pol-de-Léon, non de « Roscoff »"
    assert unread.error.lines == ("  Saint-Pol-de-Léon : insee:29259", "  Roscoff : 29239")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("29259", "St Pol de Léon"),
        ("56178", "VILLE DE PONTIVY"),
        ("56178", "Commune de Pontivy (56)"),
        ("72181", "Mans"),
        ("245614433", "CC Pontivy Communauté"),
        ("56178", "Pontivi"),
        ("56178", "Mairie annexe de Pontivy"),
    ],
)
def test_another_way_to_say_the_name_of_a_code_contradicts_nothing(reader: Reader, code: str, name: str) -> None:
    found = reader.open(f"code;nom\n{code};{name}\n").read()
    assert ([known.project.profile.authorities[0].code for known in found.projects], reader.told) == ([code], [])


def test_a_name_that_nobody_bears_beside_a_code_is_told(reader: Reader) -> None:
    assert _names(reader.open("insee;nom\n56178;Xyzzyville\n").read()) == ["Pontivy"]
    assert reader.told == ["l.csv:2 : le code est pris, qui est celui de Pontivy : « Xyzzyville » n'est le nom de personne"]


def test_a_postal_code_of_others_is_unclear_and_one_that_serves_nobody_tells_the_departement(reader: Reader) -> None:
    found = reader.open("Commune;CP\nPontivy;56000\nPontivy;56306\nPontivy Communauté;56000\n").read()
    assert _places(found) == ["l.csv:3", "l.csv:4"]
    (unread,) = found.unread
    assert unread.error.message == "« Pontivy » n'a pas 56000 pour code postal"
    assert unread.error.lines == ("  Pontivy : 56178", "  Vannes : insee:56260")


def test_what_a_row_says_again_of_its_authority_is_left_to_open_data(reader: Reader) -> None:
    found = reader.open("nom;population;type\nPontivy;14640;commune\nRennes;9;commune\nParis;;département\n").read()
    assert [one.project.profile.facts for one in found.projects] == [{}, {"population": 9}, {}]


def test_a_column_that_is_not_read_and_cells_without_a_header_are_told(reader: Reader) -> None:
    reader.open("nom;type;Maire\nPontivy;demat;x;extra\nRennes;commune;;;;\nBrest;;;;;zz\n")
    assert reader.told == [
        "l.csv : colonne « type » laissée de côté : elle dit à la fois « commune » et « demat »",
        "cellule sans en-tête, laissée de côté : l.csv:2, colonne D et 1\u00a0autre",
    ]


@pytest.mark.parametrize(("cell", "is_said"), [("demat|donnees", True), ("demat et donnees", True), ("zut", False)])
def test_words_set_apart_otherwise_than_in_a_cell_are_refused_with_the_way(reader: Reader, cell: str, is_said: bool) -> None:  # noqa: FBT001
    (unread,) = reader.open(f"nom;type\nPontivy;{cell}\n").read().unread
    assert isinstance(unread.error, RowLeftOut)
    assert ("se séparent par une virgule" in (unread.error.errors[0].hint or "")) is is_said


def test_the_rows_of_an_answer_are_one_project_each(reader: Reader) -> None:
    head = "nom;code;type;departement;population;dispositif;titre;verdict\n"
    rows = "Pontivy;56178;commune;56;14640;detr;DETR;x\nPontivy;56178;commune;56;14640;dsil;DSIL;y\n"
    source = reader.open(f"{head}{rows}Pontivy : Portail;56178;commune;56;14640;detr;DETR;x\n")
    found = source.read()
    assert (source.total, _places(found), found.aside, found.repeated) == (2, ["l.csv:2", "l.csv:4"], (), ())
    assert [one.project.statement.title for one in found.projects] == [None, "Portail"]
    assert reader.told == ["« l.csv » est une réponse d'aidnum : les lignes d'un même projet n'en font qu'un"]


def test_a_fact_said_that_cannot_be_read_stops_before_the_list(reader: Reader) -> None:
    with pytest.raises(BadUsage, match="valeur inconnue"):
        reader.open("nom\nPontivy\n", said=Said(facts={"type": "zut"}))


def test_each_project_read_is_a_step(reader: Reader) -> None:
    steps: list[None] = []
    source = reader.open("nom\nPontivy\nXyzzyville\n")
    source.read(lambda: steps.append(None))
    assert source.total == len(steps) == 2


def test_a_project_that_stands_again_is_kept_once(reader: Reader) -> None:
    found = reader.open("insee;nom;type\n56178;;demat\n;Pontivy;\n;pontivy;demat\n;Pontivy;\n").read()
    assert _places(found) == ["l.csv:2", "l.csv:3"]
    assert found.repeated == (("l.csv:4", "Pontivy", "l.csv:2"), ("l.csv:5", "Pontivy", "l.csv:3"))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "l.csv", "liste « l.csv » : rien n'y est écrit"),
        ("\n;;\n", "l.csv", "liste « l.csv » : rien n'y est écrit"),
        ("nom;type\n", "l.csv", "liste « l.csv » : aucune ligne à lire"),
        ("Commune;Ville\na;b\n", "l.csv", "liste « l.csv » : 2 colonnes nomment les collectivités : « Commune » et « Ville »"),
        ("nom\n" + "Pontivy\n" * 100_000, "l.csv", "l.csv:50001 : ligne trop loin : 50\u00a0000 lignes au plus"),
        ("nom\n" + "x" * 20_000_000, "l.csv", "liste « l.csv » trop grand : 20 Mo au plus"),
        (bytes(range(256)) * 4, "l.csv", "liste « l.csv » : ce fichier n'est ni du texte, ni un classeur"),
        (b"%PDF-1.7\n", "l.csv", "liste « l.csv » : c'est un PDF, qui ne se lit pas"),
        (b"PK\x03\x04 abime", "l.xlsx", "liste « l.xlsx » : ce classeur ne se lit pas : il est abîmé, ou n'en est pas un"),
        ("nom\n", "l.dat", "liste « l.dat » : format non reconnu"),
    ],
)
def test_a_bad_list_is_refused_in_one_sentence(reader: Reader, content: str | bytes, name: str, said: str) -> None:
    assert reader.refusal(content, name) == said


def test_a_workbook_is_read_at_its_cells_on_the_sheet_that_names_somebody(reader: Reader) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>Nom</v></c></row><row r="2"><c r="A2" t="str"><v>Xyzzyville</v></c></row>'
    (unread,) = reader.open(packed(parts(rows)), "l.xlsx").read().unread
    assert unread.where.endswith("l.xlsx:Feuil1!A2")
    assert reader.refusal(packed(parts(rows)), "l.xlsx", "Zut") == "liste « l.xlsx » : aucune feuille « Zut »"
    assert reader.open(packed(parts(rows)), "l.xlsx", sheet="feuil1").total == 1


def test_a_folder_is_a_list_of_its_project_files(reader: Reader) -> None:
    Path("d").mkdir()
    Path("d/a.yaml").write_text("territoire: Pontivy\ntype: demat\n")
    Path("d/b.json").write_text('{"territoire": "Xyzzyville"}')
    Path("d/c.yml").write_text("population: 3000\n")
    Path("d/notes.txt").write_text("rien")
    found = reader.open_path(Path("d")).read()
    assert _places(found) == ["d/a.yaml", "d/c.yml"]
    assert [one.name for one in found.unread] == ["b"]
    assert found.unread[0].sentence.startswith("d/b.json:1:16 : aucune collectivité ne s'appelle")
    assert reader.open_path(Path("d/a.yaml")).total == 1


def test_a_folder_without_a_project_file_is_refused(reader: Reader) -> None:
    Path("d").mkdir()
    with pytest.raises(AidnumError, match="ne contient aucun fichier de projet"):
        reader.open_path(Path("d"))


def _row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="str"><v>{text}</v></c>'


def _formula(reference: str, text: str) -> str:
    """A formula whose value isn't stored."""
    return f'<c r="{reference}"><f>{text}</f><v></v></c>'


HEAD = _row(1, _text("A1", "Nom"), _text("B1", "Population"), _text("C1", "Téléphone"))


def test_a_row_with_a_formula_without_a_value_is_left_out_with_its_cells_and_the_way_to_mend_it(reader: Reader) -> None:
    rows = _row(2, _text("A2", "Vitré"), _formula("B2", "4000+1"))
    rows += _row(3, _formula("A3", "A2")) + _row(4, _text("A4", "Redon"), _formula("C4", "1"))
    found = reader.open(packed(parts(HEAD + rows)), "l.xlsx").read()
    assert _names(found) == ["Redon"]
    first, second = found.unread
    assert first.sentence == "l.xlsx:Feuil1!A2 : ligne laissée de côté, « Vitré »"
    assert first.error.lines == ("l.xlsx:Feuil1!B2 : cette formule n'a pas de valeur enregistrée",)
    assert second.error.lines == ("l.xlsx:Feuil1!A3 : cette formule n'a pas de valeur enregistrée",)
    assert isinstance(second.error, RowLeftOut)
    assert second.error.errors[0].hint == (
        "Ouvrir le fichier dans le tableur et l'enregistrer : les formules y gardent alors leur valeur."
    )


def test_a_cell_in_error_leaves_its_row_out(reader: Reader) -> None:
    rows = _row(2, _text("A2", "Brest"), '<c r="B2" t="e"><v>#REF!</v></c>')
    (unread,) = reader.open(packed(parts(HEAD + rows)), "l.xlsx").read().unread
    assert unread.error.lines == ("l.xlsx:Feuil1!B2 : cette cellule est en erreur (#REF!)",)


def test_a_name_beside_a_place_where_nobody_bears_it_is_unclear_with_those_elsewhere(reader: Reader) -> None:
    found = reader.open("nom;dept;cp\nRennes;22;\nRedon;Morbihan;\nRennes;;22000\nSaint-Denis;93;\nZutville;22;\n").read()
    assert _places(found) == ["l.csv:5"]
    assert [one.sentence for one in found.unread] == [
        "l.csv:2 : « Rennes » n'est pas dans le département « 22 »",
        "l.csv:3 : « Redon » n'est pas dans le département « Morbihan »",
        "l.csv:4 : « Rennes » n'a pas 22000 pour code postal",
        "l.csv:6 : aucune collectivité ne s'appelle exactement « Zutville, 22 »",
    ]
    assert found.unread[0].error.lines == ("  Rennes : 35238",)


@pytest.mark.parametrize("head", ["nom;dept", "nom;Dépt"])
def test_a_departement_that_lost_its_zero_is_mended(reader: Reader, head: str) -> None:
    assert _names(reader.open(f"{head}\nBourg-en-Bresse;1\n").read()) == ["Bourg-en-Bresse"]
    assert _names(reader.open("Département\n1\n").read()) == ["Ain"]


def _two_sheets(second: str) -> bytes:
    rows = HEAD + _row(2, _text("A2", "Redon"))
    link = LINK.format(n=2, kind="worksheet", target="worksheets/sheet2.xml")
    content = parts(rows, sheets='<sheet name="B" sheetId="2" r:id="rId2"/>', links=link)
    return packed({**content, "xl/worksheets/sheet2.xml": sheet(second)})


def test_another_sheet_that_holds_a_list_is_told(reader: Reader) -> None:
    source = reader.open(_two_sheets(HEAD + _row(2, _text("A2", "Vitré"))), "l.xlsx")
    assert (source.sheets, _names(source.read())) == (("Feuil1", "B"), ["Redon"])
    assert reader.open(_two_sheets(HEAD), "l.xlsx").read().sheets == ("Feuil1",)
    assert reader.open(_two_sheets(_row(1, _text("A1", "Notes"))), "l.xlsx").sheets == ("Feuil1",)


def test_a_sheet_that_cannot_be_read_is_told_and_refused_where_it_is_wanted(reader: Reader) -> None:
    far = _two_sheets(HEAD + _row(20_000, _text("A20000", "Vitré")))
    fault = "l.xlsx:B!A20000 : cellule trop loin : 10\u00a0000 lignes et 200 colonnes au plus"
    assert _names(reader.open(far, "l.xlsx").read()) == ["Redon"]
    assert reader.told == [f"une feuille n'est pas lue : {fault}"]
    assert reader.refusal(far, "l.xlsx", "B") == fault


@pytest.mark.parametrize("total", ["Total", "TOTAL GÉNÉRAL", "Sous-total", "Total : 2 communes"])
def test_a_row_of_totals_is_left_aside(reader: Reader, total: str) -> None:
    source = reader.open(f"nom;population\nPontivy;9\n{total};9\n")
    assert (source.total, source.totals) == (1, ("l.csv:3",))
    assert not reader.open("nom;insee\nTotal;56178\n").totals


@pytest.mark.parametrize(
    ("name", "former"), [("Antrain", "Antrain"), ("Val-Couesnon", ""), ("Mairie d'Antrain", "Mairie d'Antrain"), ("Havre", "")]
)
def test_a_name_of_before_is_kept(reader: Reader, name: str, former: str) -> None:
    assert [one.former for one in reader.open(f"nom\n{name}\n").read().projects] == [former]


@pytest.mark.parametrize(
    ("given", "is_far"), [("2", True), ("30000", False), ("28000", True), ("115465", True), ("115000", False)]
)
def test_a_population_far_from_that_of_open_data_is_known(reader: Reader, given: str, is_far: bool) -> None:  # noqa: FBT001
    (one,) = reader.open(f"nom;population\nVannes;{given}\n").read().projects
    assert (one.apart is not None) is is_far
    assert one.project.profile.facts == {"population": int(given)}


def test_a_population_that_is_said_for_all_is_far_from_none(reader: Reader) -> None:
    (one,) = reader.open("nom\nVannes\n", said=Said(facts={"population": 2})).read().projects
    assert one.apart is None


def test_an_answer_in_json_is_told_as_no_project_however_large(reader: Reader) -> None:
    answer = '{"schema_version":"1","date":"2026-11-29","answers":[' + "{}," * 2_000_000 + "{}]}"
    assert reader.refusal(answer, "r.json") == "r.json : une réponse d'aidnum en JSON n'est pas un projet"
    Path("d").mkdir()
    Path("d/a.yaml").write_text("territoire: Pontivy\n")
    Path("d/r.json").write_text('{\n  "schema_version": "1"}')
    found = reader.open_path(Path("d")).read()
    assert [one.sentence for one in found.unread] == ["d/r.json : une réponse d'aidnum en JSON n'est pas un projet"]


def test_a_project_file_that_is_the_whole_list_is_refused_as_it_would_be_alone(reader: Reader) -> None:
    assert reader.refusal("- Rennes\n", "p.yaml") == "p.yaml:1:1 : un projet est un groupe de clés"


def test_a_list_is_read_from_a_pipe_under_its_own_name(reader: Reader) -> None:
    import os

    reading, writing = os.pipe()
    os.write(writing, b"nom\nRennes\n")
    os.close(writing)
    try:
        assert _names(reader.open_path(Path(f"/dev/fd/{reading}")).read()) == ["Rennes"]
    finally:
        os.close(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Collectivité;Type;Insee\nRennes;commune;35238\nVitré;commune;35360\n",
        "Collectivité;Population;SIREN\nRennes;;213502388\nVitré;;213503600\n",
        "Collectivité;Type\nRennes;commune\nVitré;commune\n",
    ],
)
def test_a_column_of_authorities_that_says_their_names_names_them(reader: Reader, text: str) -> None:
    assert _names(reader.open(text).read()) == ["Rennes", "Vitré"]
    assert reader.told == []
