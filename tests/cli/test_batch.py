"""A list in, one table out: what is unclear is told on stderr, and the rest is answered."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from icalendar import Calendar

from aidnum.cli import project_list
from tests.cli.conftest import DATE, Run
from tests.project.workbooks import LINK, packed, parts, sheet

LIST = "Commune;Téléphone\nPontivy;02\nSaint-Denis;01\nPloërmel;02\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A list of which one name is unclear."""
    monkeypatch.chdir(tmp_path)
    Path("l.csv").write_text(LIST, encoding="utf-8")
    return "l.csv"


def test_unclear_names_are_told_with_their_candidates_and_the_rest_is_answered(run: Run, path: str) -> None:
    ran = run("batch", path, "--type", "demat", *DATE)
    assert ran.status == 0
    lines = ran.err.replace("\u00a0", " ").splitlines()
    assert lines[0] == "alerte : l.csv:3 : « Saint-Denis » désigne 4 collectivités"
    assert lines[2] == "  Saint-Denis — commune, Seine-Saint-Denis (93), 149 077 habitants — 93066"
    assert lines[-1] == "alerte : colonnes laissées de côté : « Téléphone »"
    assert "Pontivy" in ran.out
    assert "Saint-Denis" not in ran.out


def test_of_many_columns_left_aside_the_first_are_named(run: Run, path: str) -> None:
    Path(path).write_text(f"Commune;{';'.join(f'x{place}' for place in range(9))}\nPontivy\n", encoding="utf-8")
    told = run("batch", path, *DATE).err.replace("\u00a0", " ")
    assert told == "alerte : colonnes laissées de côté : « x0 », « x1 », « x2 », « x3 », « x4 », « x5 » et 3 autres\n"


def test_strict_stops_at_what_is_unclear(run: Run, path: str) -> None:
    ran = run("batch", path, "--strict")
    assert (ran.status, ran.out) == (1, "")
    assert "désigne 4 collectivités" in ran.err
    assert ran.err.replace("\u00a0", " ").splitlines()[-1] == "erreur : 1 ligne non lue sur 3"


def test_a_list_of_which_nothing_is_read_is_an_error(run: Run, path: str) -> None:
    Path(path).write_text("Xyzzyville\n", encoding="utf-8")
    ran = run("batch", path)
    assert (ran.status, ran.out) == (1, "")
    assert "aucune collectivité ne s'appelle « Xyzzyville »" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "indiquer la liste à lire"),
        (("l.csv", "--type", "zut"), "valeur inconnue « zut »"),
        (("l.csv", "--format", "pdf"), "Formats : terminal, markdown, html, json, csv, ics, xlsx ou ods."),
        (("l.csv", "--format", "xlsx"), "ce format ne s'affiche pas"),
        (("l.csv", "--budget", "b.csv", "--cout", "logiciel=1"), "donnent tous deux les coûts"),
    ],
)
def test_a_wrong_command_line_is_2(run: Run, path: str, words: tuple[str, ...], said: str) -> None:
    assert path == "l.csv"
    ran = run("batch", *words)
    assert ran.status == 2
    assert said in ran.err


def test_a_list_that_is_not_there_is_1(run: Run) -> None:
    assert run("batch", "absente.csv").status == 1


def test_the_list_is_never_replaced_by_its_answer(run: Run, path: str) -> None:
    ran = run("batch", path, "-o", path, "--ecraser")
    assert (ran.status, Path(path).read_text(encoding="utf-8")) == (1, LIST)
    assert "est lu par cette commande" in ran.err


@pytest.mark.parametrize("extension", ["csv", "json", "ics", "md", "html", "xlsx", "ods"])
def test_each_format_is_that_of_the_file(run: Run, path: str, extension: str) -> None:
    if extension == "xlsx":
        pytest.importorskip("xlsxwriter")
    ran = run("batch", path, "--type", "demat", *DATE, "-o", f"aides.{extension}")
    assert ran.status == 0
    assert Path(f"aides.{extension}").stat().st_size > 1_000


@pytest.mark.parametrize("name", ["csv", "json"])
def test_what_is_written_piece_by_piece_is_the_same_on_the_screen_and_in_a_file(run: Run, path: str, name: str) -> None:
    shown = run("batch", path, "--type", "demat", *DATE, "--format", name).out
    assert run("batch", path, "--type", "demat", *DATE, "-o", f"aides.{name}").status == 0
    assert Path(f"aides.{name}").read_bytes().decode() == shown


def test_costs_of_the_options_give_amounts_to_all(run: Run, path: str) -> None:
    ran = run("batch", path, "--type", "demat", "--cout", "prestations=10000", "--format", "json", "--bref", *DATE)
    assert [
        sum(one["amount_max"] is not None for one in answer["assessments"]) > 0 for answer in json.loads(ran.out)["answers"]
    ] == [True, True]


def test_a_calendar_holds_each_date_once_with_all_who_may_ask(run: Run, path: str) -> None:
    events = Calendar.from_ical(run("batch", path, "--type", "demat", *DATE, "--format", "ics").out).walk("VEVENT")
    uids = [str(event["UID"]) for event in events]
    assert events
    assert len(set(uids)) == len(uids)
    assert any("(2) : Pontivy, Ploërmel" in str(event["DESCRIPTION"]) for event in events)


def uids(run: Run, *words: str) -> set[str]:
    told = run(*words, "--type", "demat", *DATE, "--format", "ics").out
    return {str(event["UID"]) for event in Calendar.from_ical(told).walk("VEVENT")}


def test_a_town_more_anywhere_in_the_list_changes_no_event_into_another(run: Run, path: str) -> None:
    known = []
    for text in ("Pontivy\n", "Pontivy\nPloërmel 56\n", "Auray\nPontivy\nPloërmel 56\n"):
        Path(path).write_text(text, encoding="utf-8")
        known.append(uids(run, "batch", path))
    first, second, third = known
    assert first
    assert first <= second <= third


def test_the_calendars_of_two_lists_and_of_a_town_of_them_overwrite_nothing(run: Run, path: str) -> None:
    other = Path("collegue", path)
    other.parent.mkdir()
    other.write_text("Pontivy\nRennes\n", encoding="utf-8")
    known = [uids(run, "batch", path), uids(run, "batch", str(other)), uids(run, "deadlines", "Pontivy", "--all")]
    assert all(known)
    assert len(set.union(*known)) == sum(map(len, known))


def test_a_list_is_known_by_its_file_however_it_is_named(run: Run, path: str) -> None:
    assert uids(run, "batch", path) == uids(run, "batch", str(Path(path).resolve()))


@pytest.mark.parametrize("name", ["aides.csv", "aides.xlsx", "aides.ods"])
def test_an_answer_that_is_written_is_a_list_that_is_read(run: Run, path: str, name: str) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
    Path(path).write_text("code;nom\n56178;Pontivy\n93066;\n97411;\n243500139;\n75056;Paris\n53;Mayenne\n", encoding="utf-8")
    assert run("batch", path, "--type", "demat", *DATE, "-o", name).status == 0
    again, first = (
        json.loads(run("batch", one, "--type", "demat", *DATE, "--format", "json").out)["answers"] for one in (name, path)
    )
    assert len(first) == 6
    assert [{**one, "where": ""} for one in again] == [{**one, "where": ""} for one in first]


def test_the_authorities_that_reach_lists_are_a_list_that_is_read(run: Run, path: str) -> None:
    pytest.importorskip("polars")
    assert run("reach", "detr", "--type", "demat", *DATE, "-o", "france.csv").status == 0
    rows = Path("france.csv").read_text(encoding="utf-8-sig").splitlines()
    kept = [row for row in rows if row.startswith(("56178;", "75056;", "243500139;", "53;", "972;", "code;"))]
    Path(path).write_text("\n".join(kept), encoding="utf-8")
    ran = run("batch", path, "--strict", "--type", "demat", *DATE, "--format", "json")
    assert ran.err.replace("\u00a0", " ") == "alerte : colonnes laissées de côté : « verdict » et « reste_a_preciser »\n"
    answers = json.loads(ran.out)["answers"]
    assert sorted(one["authority"]["name"] for one in answers) == sorted(row.split(";")[1] for row in kept[1:])
    alone = json.loads(run("batch", _alone("56178"), "--type", "demat", *DATE, "--format", "json").out)["answers"][0]
    (pontivy,) = (one for one in answers if one["authority"]["code"] == "56178")
    assert pontivy["assessments"] == alone["assessments"]


def _alone(name: str) -> str:
    Path("seule.csv").write_text(f"{name}\n", encoding="utf-8")
    return "seule.csv"


def test_near_names_are_searched_for_the_first_unknown_ones_and_that_is_told_once(
    run: Run, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_list, "SEARCHED", 1)
    Path(path).write_text("Rennees\nPontivyy\nBrestt\nSaint-Denis\n", encoding="utf-8")
    err = run("batch", path).err
    assert "— 35238" in err
    assert "— 56178" not in err
    assert err.count("Les noms proches ne sont cherchés que") == 1
    assert "« Brestt »" in err
    assert "— 93066" in err


def test_a_list_that_no_workbook_holds_is_refused_before_it_is_examined(
    run: Run, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("aidnum.render.workbook.batch_sheets"), "_ROWS", 100)
    monkeypatch.setattr("aidnum.report.batch.batch", None)
    ran = run("batch", path, *DATE, "-o", "aides.xlsx")
    assert (ran.status, Path("aides.xlsx").exists()) == (1, False)
    assert "un classeur a 100 lignes au plus" in ran.err.replace("\u00a0", " ")


def test_what_stands_twice_is_answered_once_and_told(run: Run, path: str) -> None:
    Path(path).write_text("Pontivy\nRennes\nPontivy\nPontivy\n", encoding="utf-8")
    ran = run("batch", path, *DATE)
    assert ran.err.replace("\u00a0", " ") == (
        "alerte : doublons laissés de côté : Pontivy (l.csv:3, comme l.csv:1) et Pontivy (l.csv:4, comme l.csv:1)\n"
    )
    assert ran.out.startswith("2\u00a0projets\n")


def test_a_sheet_is_named(run: Run, path: str) -> None:
    assert "aucune feuille « Membres »" in run("batch", path, "--feuille", "Membres").err


def test_in_french_it_is_a_lot(run: Run, path: str) -> None:
    assert run("lot", path, "--type", "demat", *DATE).out == run("batch", path, "--type", "demat", *DATE).out


FAR = "très loin de celles de l'Insee et prises quand même"


def _told(run: Run, path: str, text: str) -> list[str]:
    Path(path).write_text(text, encoding="utf-8")
    return run("batch", path, *DATE).err.replace("\u00a0", " ").splitlines()


def test_a_row_left_out_says_each_fault_and_how_to_mend_it_once(run: Run, path: str) -> None:
    lines = _told(run, path, "nom;type;population\nPontivy;zut;abc\nRennes;zut;\nBrest;;\n")
    assert lines[0] == "alerte : l.csv:2 : ligne laissée de côté, « Pontivy »"
    assert lines[1] == "  l.csv:2 : type : valeur inconnue « zut ». Les valeurs possibles : aidnum facts type."
    assert lines[2].startswith("    dematerialisation  ")
    assert lines[-3].startswith("  l.csv:2 : population : « abc » n'est pas")
    assert lines[-2:] == [
        "alerte : l.csv:3 : ligne laissée de côté, « Rennes »",
        "  l.csv:3 : type : valeur inconnue « zut »",
    ]


def test_those_who_bear_a_name_come_first_then_those_where_the_list_is_and_the_rest_is_counted(run: Run, path: str) -> None:
    lines = _told(run, path, "nom\nSaint-Aubin\nLons-le-Saunier\n")
    names = [line.split(" — ")[0].strip() for line in lines[1:9]]
    assert (names, lines[9]) == (["Saint-Aubin"] * 8, "  et 63 autres")
    north = _told(run, path, "nom\nSaint-Aubin\nLille\n")
    assert "Nord (59)" in north[1]


def test_an_establishment_of_a_commune_is_told_with_that_commune(run: Run, path: str) -> None:
    lines = _told(run, path, "nom\nCCAS de Redon\nPontivy\n")
    assert lines[0] == "alerte : l.csv:2 : aucune collectivité ne s'appelle « CCAS de Redon »"
    assert lines[1].strip().startswith("Redon — commune, Ille-et-Vilaine (35)")
    assert "ne sont pas dans les données ouvertes" in lines[2]


def test_names_of_before_and_far_populations_are_told_in_one_line_each(run: Run, path: str) -> None:
    lines = _told(run, path, "nom;population\nAntrain;\nVannes;2\nTotal;2\n")
    assert lines == [
        "alerte : lignes de total laissées de côté : l.csv:4",
        "alerte : noms d'avant, ou d'une partie de commune : Antrain pour Val-Couesnon (l.csv:2)",
        f"alerte : populations de la liste, {FAR} : Vannes (2 au lieu de 57 732, l.csv:3)",
    ]


def test_the_sheet_that_is_read_is_told_where_another_holds_a_list(run: Run, path: str) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>Nom</v></c></row><row r="2"><c r="A2" t="str"><v>Rennes</v></c></row>'
    link = LINK.format(n=2, kind="worksheet", target="worksheets/sheet2.xml")
    content = parts(rows, sheets='<sheet name="B" sheetId="2" r:id="rId2"/>', links=link)
    book = Path(path).with_suffix(".xlsx")
    book.write_bytes(packed({**content, "xl/worksheets/sheet2.xml": sheet(rows)}))
    assert run("batch", str(book), *DATE).err == "alerte : feuille « Feuil1 » lue ; « B » a aussi une liste : --feuille\n"
    assert run("batch", str(book), "--feuille", "B", *DATE).err == ""
