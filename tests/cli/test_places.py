"""A name on the command line: taken, chosen by the person, or refused with the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli import places
from aidnum.cli.options import AskOptions
from aidnum.cli.prompt import Enough
from aidnum.errors import UnknownAuthority
from aidnum.model.authority import Authority
from tests.cli.conftest import DATE, Run, shell
from tests.cli.replies import listening


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr(places, "can_ask", lambda _: True)


def _profile(run: Run, *words: str) -> dict[str, Any]:
    ran = run("check", *words, "--format", "json", *DATE)
    assert (ran.status, ran.err) == (0, "")
    return dict(json.loads(ran.out))


def test_a_name_gives_the_same_answer_as_the_facts_it_stands_for(run: Run) -> None:
    named = _profile(run, "Rennes Métropole", "--type", "donnees", "--fait", "population=480178")
    told = _profile(
        run, "--population", "480178", "--collectivite", "metropole", "--type", "donnees", "--fait", "departement=35",
        "--fait", "region=53", "--fait", "outre_mer=non", "--fait", "epci=243500139",
            "--fait", "population_commune_centre=225081",
    )  # fmt: skip
    verdicts = [{each["scheme"]: each["verdict"] for each in answer["assessments"]} for answer in (named, told)]
    assert verdicts[0] == verdicts[1]


def test_the_answer_says_who_was_named_and_where_each_fact_comes_from(run: Run) -> None:
    answer = _profile(run, "Rennes Métropole", "--type", "donnees")
    assert answer["profile"]["population"] == 489404
    assert answer["authorities"][0]["code"] == "243500139"
    assert answer["origins"]["population"] == {
        "origin": "Insee 2023, population totale estimée",
        "notions": {"municipale": 480178, "totale": 489404},
    }
    shown = run("check", "243500139", *DATE, "--type", "donnees", "--tout").out.replace("\u00a0", " ")
    assert shown.startswith("Rennes Métropole (Ille-et-Vilaine, 480 178 habitants) : ")
    assert "480 178 habitants (municipale) ou 489 404 habitants (totale)" in " ".join(shown.split())


def test_a_fact_given_wins_over_the_data(run: Run) -> None:
    answer = _profile(run, "Rennes Métropole", "--population", "510000", "--type", "donnees")
    assert answer["profile"]["population"] == 510000
    assert "population" not in answer["origins"]
    by_id = {each["scheme"]: each["verdict"] for each in answer["assessments"]}
    assert by_id["france-relance-donnees"] == "eligible"


def test_two_notions_that_disagree_leave_the_verdict_to_confirm_with_the_figures(run: Run) -> None:
    ran = run("check", "dep:50", "--type", "dematerialisation", "--collectivite", "epci", "--format", "json", *DATE)
    assert ran.err == "alerte : collectivite de Manche : departement ; la valeur donnée, epci, est prise à la place\n"
    answer = json.loads(ran.out)
    assessment = next(each for each in answer["assessments"] if each["scheme"] == "france-relance-dematerialisation")
    assert assessment["verdict"] == "to_confirm"
    texts = [criterion["text"].replace("\u00a0", " ") for criterion in assessment["criteria"]]
    assert any("497 522 habitants (municipale) ou 512 341 habitants (totale)" in text for text in texts)


def test_several_names_make_one_project(run: Run) -> None:
    answer = _profile(run, "Rennes Métropole", "CC Montfort Communauté", "--type", "donnees")
    assert [each["code"] for each in answer["authorities"]] == ["243500139", "243500550"]
    assert answer["profile"]["mutualise"] is True
    by_id = {each["scheme"]: each["verdict"] for each in answer["assessments"]}
    assert by_id["france-relance-donnees"] == "eligible"


def test_several_names_and_alone_contradict(run: Run) -> None:
    ran = run("check", "Rennes", "Bruz", "--seul", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert "--seul et plusieurs collectivités se contredisent" in ran.err


def test_a_local_scheme_covers_who_lies_inside_and_nobody_else(run: Run) -> None:
    verdicts = {}
    for name in ("84007", "epci:248400251", "dep:84", "reg:93", "13055"):
        answer = _profile(run, name, "--type", "bibliotheque", "--fait", "accord_departement=oui", "--population", "900")
        by_id = {each["scheme"]: each for each in answer["assessments"]}
        scheme = by_id["vaucluse-informatisation-bibliotheques"]
        verdicts[name] = next(criterion["outcome"] for criterion in scheme["criteria"] if criterion["fact"] == "departement")
    assert verdicts == {"84007": "yes", "epci:248400251": "unknown", "dep:84": "yes", "reg:93": "no", "13055": "no"}


@pytest.mark.parametrize("command", ["check", "export", "deadlines", "news"])
def test_an_unclear_name_stops_with_the_list_on_stderr(run: Run, command: str) -> None:
    more = {"export": ("-o", "x.md"), "news": ("--since", "7j")}.get(command, ())
    ran = run(command, "st denis", "--no-input", *more, *DATE)
    assert (ran.status, ran.out) == (1, "")
    lines = ran.err.replace("\u00a0", " ").split("\n")
    assert lines[0] == "erreur : « st denis » désigne 4 collectivités"
    assert lines[2] == "  2  Saint-Denis — commune, Seine-Saint-Denis (93), 149 077 habitants — 93066"
    assert lines[5].startswith("Donner le code à la place du nom")


@pytest.mark.parametrize("command", [("check",), ("plan",), ("news", "--since", "7j")])
def test_a_list_given_as_a_name_leads_to_the_commands_that_read_one(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*command, "Communes.CSV", "--no-input", *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert "« Communes.CSV » est un fichier, non une collectivité" in ran.err
    assert "aidnum batch Communes.CSV, ou aidnum news --liste Communes.CSV" in ran.err


def test_a_name_in_several_words_without_quotes_is_told(run: Run) -> None:
    ran = run("check", "Rennes", "Métropole", *DATE)
    assert ran.status == 1
    assert 'entre guillemets : "Rennes Métropole"' in ran.err


def test_the_words_of_a_name_that_several_bear_are_told_to_be_quoted_too(run: Run) -> None:
    ran = run("check", "La", "Rochelle", "17", "--no-input", *DATE)
    assert ran.status == 1
    assert 'entre guillemets : "La Rochelle, 17"' in ran.err


def test_a_long_list_of_candidates_says_how_many_more(run: Run) -> None:
    ran = run("check", "cp:51300", "--no-input", *DATE)
    lines = ran.err.replace("\u00a0", " ").split("\n")
    assert (ran.status, lines[0]) == (1, "erreur : « cp:51300 » désigne 46 collectivités")
    assert lines[20].startswith("  20  ")
    assert lines[21] == "  et 26 autres"


@pytest.mark.parametrize("words", [("Pontivy", "56"), ("Pontivy 56",), ("56300", "Pontivy"), ("Pontivy", "Morbihan")])
def test_a_town_and_its_departement_are_one_authority(run: Run, words: tuple[str, ...]) -> None:
    profile = _profile(run, *words)
    assert [known["code"] for known in profile["authorities"]] == ["56178"]
    assert "mutualise" not in profile["profile"]


def test_a_town_and_its_departement_by_its_kind_are_a_joint_project(run: Run) -> None:
    profile = _profile(run, "Pontivy", "dep:56")
    assert [known["code"] for known in profile["authorities"]] == ["56178", "56"]
    assert profile["profile"]["mutualise"] is True


def test_a_syndicat_is_said_to_be_outside_the_data(run: Run) -> None:
    ran = run("check", "syndicat mixte Mégalis", *DATE)
    assert ran.status == 1
    assert "ne sont pas dans les données ouvertes d'aidnum" in ran.err
    assert "--collectivite syndicat --population 45000" in ran.err


@pytest.mark.usefixtures("somebody")
def test_somebody_picks_by_number() -> None:
    options = AskOptions(no_input=False)
    assert places.asked("st denis", options, listening("2")).key == "93066"
    assert places.asked("st denis", options, listening("la rochelle", "1")).key == "17300"
    assert places.asked("st denis", options, listening("Rennes")).key == "35238"


@pytest.mark.usefixtures("somebody")
def test_somebody_may_pick_none() -> None:
    with pytest.raises(UnknownAuthority):
        places.asked("st denis", AskOptions(no_input=False), listening(""))


@pytest.mark.usefixtures("somebody")
def test_a_name_asked_may_be_typed_again_or_left(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    def named(*replies: str) -> Authority | str | None:
        return places.name_asked(shipped.vocabulary, AskOptions(no_input=False), listening(*replies))

    found = named("Zzzzzzzz", "Rennes")
    assert isinstance(found, Authority)
    assert found.key == "35238"
    assert "Aucune collectivité ne s'appelle «\u00a0Zzzzzzzz\u00a0»." in capsys.readouterr().err
    assert named("") is None
    assert [named(kind) for kind in ("commune", "Syndicat", "établissement public", "GIP")] == [
        *("commune", "syndicat", "etablissement_public", "etablissement_public"),
    ]
    assert named("syndicat mixte Mégalis", "") is None
    assert "Dire sa sorte" in capsys.readouterr().err
    with pytest.raises(Enough):
        named()


@pytest.mark.usefixtures("somebody")
def test_going_back_from_the_candidates_leads_to_the_name(shipped: Catalogue) -> None:
    found = places.name_asked(shipped.vocabulary, AskOptions(no_input=False), listening("st denis", "<", "Brest"))
    assert isinstance(found, Authority)
    assert found.name == "Brest"


def test_nothing_is_asked_without_a_terminal() -> None:
    ran = shell("aidnum check --date 2021-03-01 </dev/null | head -n 1")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "Toutes les aides\n"


def test_who_lacks_people_is_shown_the_nearest_way_and_the_command(run: Run) -> None:
    answer = _profile(run, "CC Faucigny-Glières", "--type", "donnees")
    scheme = next(each for each in answer["assessments"] if each["scheme"] == "france-relance-donnees")
    assert scheme["verdict"] == "ineligible"
    assert scheme["partners"].replace("\u00a0", " ") == (
        "avec votre département (Haute-Savoie) : 861 158 habitants. "
        "Les autres façons : aidnum partners 200000172 --seuil 500000"
    )
    shown = run("check", "CC Faucigny-Glières", "--type", "donnees", "--tout", *DATE).out
    assert "À plusieurs" in shown


@pytest.mark.parametrize("words", [("check", ""), ("check", "--territoire", " "), ("territory", ""), ("partners", " ")])
def test_an_empty_name_is_a_wrong_use(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("erreur : ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Rennes", "--territoire", "Bruz"), "nommées de deux façons"),
        (("--fait", "departement=35", "--fait", "region=84"), "département 35 va avec « region » : 53"),
        (("--fait", "departement=974", "--fait", "outre_mer=non"), "département 974 va avec « outre_mer » : oui"),
        (("--population", "6000", "--mutualise", "--fait", "population_projet=3"), "est inférieur à population"),
        (("--catalogue", ""), "le chemin d'un catalogue est vide"),
        (("--profil", " "), "--projet : le chemin est vide"),
    ],
)
def test_facts_that_contradict_one_another_are_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("check", *words, *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_spreadsheet_that_drops_a_zero_is_understood(run: Run) -> None:
    assert _profile(run, "--fait", "departement=1")["profile"]["departement"] == "01"


def test_what_programs_read_is_utf8_whatever_the_terminal_speaks() -> None:
    for environment in ({"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        ran = shell("aidnum territory 'Rennes Métropole' --format json", **environment)
        assert json.loads(ran.out)["authorities"][0]["name"] == "Rennes Métropole"


def test_a_name_that_is_no_text_is_written_as_an_escape(tmp_path: Path) -> None:
    ran = shell(f"aidnum territory $'\\xe9' -o {tmp_path}/t.json")
    assert ran.status == 1
    assert json.loads((tmp_path / "t.json").read_text())["match"] == "none"


@pytest.mark.parametrize(
    ("names", "words"), [(["Brest", "site", "internet"], "site internet"), (["29019", "médiathèque"], "médiathèque")]
)
def test_words_that_say_the_project_are_told_their_option(run: Run, names: list[str], words: str) -> None:
    ran = run("check", *names, *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert f'--type "{words}"' in ran.err


@pytest.mark.usefixtures("somebody")
def test_a_number_beyond_the_list_is_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert places.asked("st denis", AskOptions(no_input=False), listening("15", "2")).key == "93066"
    assert "Un numéro de 1 à" in capsys.readouterr().err
