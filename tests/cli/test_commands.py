"""Each command, from its words to its answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aidnum.catalogue.codes import CODES
from aidnum.cli.list import STATES
from tests.cli.conftest import DATE, Run, shell

QUESTION = ("--population", "520000", "--type", "dematerialisation", *DATE)


def _said(text: str) -> str:
    return " ".join(text.split())


def test_check_says_who_what_when_and_how_much(run: Run) -> None:
    ran = run("check", *QUESTION, "--cout", "personnel=40000", "--cout", "prestations=60000")
    said = _said(ran.out)
    assert (ran.status, ran.err) == (0, "")
    for words in (
        "520 000 habitants : dématérialisation",
        "1er mars 2021, ",
        "coûts HT : personnel 40 000 € et prestations",
        "30 000 € jusqu'au 28 mai 2021 (88 jours)",
        "à condition que les premiers résultats viennent en au plus 18 mois",
        "Ceci est une simulation, non une décision.",
    ):
        assert words in said


def test_check_shows_open_and_eligible_first_and_folds_the_not_eligible(run: Run) -> None:
    out = run("check", *QUESTION).out
    places = [out.index(words) for words in ("\nÉLIGIBLE MAINTENANT", "\nÀ DEMANDER", "Non éligibles\u00a0:")]
    assert places == sorted(places)
    assert out.index("✓ France Relance") < out.index("Ingénierie de l")
    assert "france-relance-cooperation" not in out
    assert "france-relance-cooperation" in run("check", *QUESTION, "--tout").out


def test_check_shows_every_criterion_with_its_source_on_request(run: Run) -> None:
    short, long = run("check", *QUESTION).out, run("check", *QUESTION, "--detail").out
    assert "Critères" not in short
    assert "Critères" in long
    assert "    https://" in long
    assert long.count("\n") > 2 * short.count("\n")


def test_check_ends_with_what_is_missing_and_the_option_that_supplies_it(run: Run) -> None:
    out = run("check", *DATE).out
    asked = out[out.index("POUR PRÉCISER") :]
    assert asked.index("  --type TYPE\n") < asked.index("  --collectivite TYPE\n") < asked.index("  --cout CATEGORIE=EUROS\n")
    assert asked.count("--") == 4
    assert "=oui|non\n" in run("check", *DATE, "--tout").out


def test_check_says_when_nothing_is_open(run: Run) -> None:
    facts = ("--collectivite", "departement", "--fait", "departement=35", "--type", "donnees", "--domaine", "administration")
    said = _said(run("check", *facts, "--date", "2023-03-01", "--tout").out)
    assert "Aucune aide financière n'est ouverte pour ce profil le 1er mars 2023 ; le dernier dispositif à fermer a été" in said
    assert "le 31 décembre 2022" in said


@pytest.mark.parametrize("state", STATES)
def test_list_keeps_the_schemes_in_a_state(run: Run, state: str) -> None:
    kept = json.loads(run("list", "--etat", state, *DATE, "--format", "json").out)
    everything = json.loads(run("list", *DATE, "--format", "json").out)
    assert len(kept["schemes"]) < len(everything["schemes"])


def test_list_takes_types_apart_by_commas(run: Run) -> None:
    together, apart = run("list", "--type", "demat,donnees", *DATE), run("list", "--type", "demat", "--type", "donnees", *DATE)
    assert together == apart
    assert together.status == 0


def test_a_field_given_as_a_type_or_by_its_option_lists_the_schemes_that_name_it(run: Run) -> None:
    as_type, by_option = (run("list", option, "mediatheque", "--format", "json", *DATE) for option in ("--type", "--domaine"))
    assert as_type == by_option
    ids = {one["scheme"] for one in json.loads(as_type.out)["schemes"]}
    assert {"dgd-bibliotheques", "contrat-territoire-lecture"} <= ids
    assert ids.isdisjoint({"france-relance-dematerialisation", "archivage-numerique-en-territoires"})


def test_a_library_s_question_is_refused_by_no_type_until_one_is_given(run: Run) -> None:
    def refused_by_type(*words: str) -> set[str]:
        answer = json.loads(run("check", "--population", "520000", *words, "--format", "json", *DATE).out)
        return {
            one["scheme"]
            for one in answer["assessments"]
            if any((each["fact"], each["outcome"]) == ("type", "no") for each in one["criteria"])
        }

    assert refused_by_type("--type", "bibliotheque") == set()
    assert "france-relance-dematerialisation" in refused_by_type("--type", "donnees", "--domaine", "bibliotheque")


def test_list_without_any_scheme_says_what_to_do(run: Run) -> None:
    ran = run("list", "--etat", "epuise", "--type", "bibliotheque", *DATE)
    assert ran.status == 0
    assert "Aucun dispositif ne correspond : retirer un filtre." in ran.out.replace("\u00a0", " ")


def test_show_tells_one_scheme_whole(run: Run) -> None:
    out = run("show", "detr", "--date", "2026-11-24").out
    headings = ["QUI PEUT L'AVOIR", "COMBIEN", "QUAND", "COMMENT FAIRE", "SOURCES"]
    places = [out.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)


def test_show_finds_a_scheme_by_words_of_its_title_in_quotes_or_not(run: Run) -> None:
    by_id = run("show", "detr", *DATE)
    assert by_id.status == 0
    assert by_id.err == ""
    for words in (("équipement des territoires ruraux",), ("équipement", "territoires", "ruraux")):
        ran = run("show", *words, *DATE)
        assert (ran.status, ran.out) == (0, by_id.out)
        assert ran.err.replace("\u00a0", " ") == (
            f"« {' '.join(words)} » désigne ici la fiche detr : Dotation d'équipement des territoires ruraux (DETR)\n"
        )


def test_show_lists_the_schemes_that_words_may_mean_on_standard_error(run: Run) -> None:
    ran = run("show", "dematerialisation")
    assert (ran.status, ran.out) == (1, "")
    said, hint, *lines = ran.err.splitlines()
    assert said == f"erreur : « dematerialisation » désigne {len(lines)} dispositifs"
    assert hint == "Donner l'identifiant de l'un d'eux :"
    assert "  france-relance-dematerialisation  Dématérialiser ou améliorer les démarches en ligne des usagers" in lines


def test_show_of_an_unknown_scheme_suggests_the_nearest(run: Run) -> None:
    ran = run("show", "dgd-biblioteque")
    assert (ran.status, ran.out) == (1, "")
    assert "dgd-bibliotheques" in ran.err


def test_facts_tells_the_vocabulary_or_one_fact(run: Run) -> None:
    assert "--cout" in run("facts").out
    out = run("facts", "durée").out
    assert out.startswith("duree_mois\u00a0: ")
    assert "--duree-mois N" in out


def test_deadlines_draws_the_open_windows_within_80_columns(run: Run) -> None:
    ran = run("deadlines", *DATE)
    assert ran.out.startswith("Périodes de dépôt ouvertes le 1er\u00a0mars\u00a02021\n")
    assert "28/05/2021  88 j" in ran.out
    assert max(map(len, ran.out.split("\n"))) <= 80


def test_deadlines_within_days_counts_the_last_day(run: Run) -> None:
    assert "28/05/2021" in run("deadlines", *DATE, "--within", "88").out
    assert "28/05/2021" not in run("deadlines", *DATE, "--within", "87").out
    none = run("deadlines", "--date", "1999-01-01", "--within", "0")
    assert (none.status, "Aucune ne se ferme dans ce délai." in none.out) == (0, True)


def test_deadlines_with_facts_says_the_verdicts(run: Run) -> None:
    out = run("deadlines", *QUESTION, "--all").out
    assert "Verdict" in out
    assert all(word in out for word in ("éligible", "non éligible", "à confirmer", "Ceci est une simulation"))


def test_export_and_check_give_the_same_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    run("export", *QUESTION, "-o", str(path))
    assert path.read_text(encoding="utf-8") == run("check", *QUESTION, "--format", "json").out


def test_explain_tells_one_code_or_lists_them(run: Run) -> None:
    assert run("explain").out.count("\n") == len(CODES)
    assert run("explain", "m003").out.startswith("M003 : ")


def test_schema_gives_a_scheme_to_fill_in_of_a_catalogue_alone(run: Run) -> None:
    assert run("schema", "--modele").out.startswith("# Un dispositif à remplir.")
    refused = run("schema", "projet", "--modele")
    assert (refused.status, refused.out) == (2, "")
    assert "aidnum projet" in refused.err


def test_schema_is_a_json_schema(run: Run) -> None:
    assert json.loads(run("schema").out)["type"] == "object"


def test_validate_prints_diagnostics_and_sums_up_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("version: 1\nschemes:\n  - {id: x}\n", encoding="utf-8")
    ran = run("validate", str(path), "--format", "court")
    assert ran.status == 1
    assert ran.out.startswith(f"{path}:3:")
    assert "erreur" in ran.err


def test_validate_colours_its_long_form_as_the_screen_wants(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("version: 1\nschemes:\n  - {id: x}\n", encoding="utf-8")
    plain = run("validate", str(path)).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("validate", str(path)).out
    assert "\x1b[1;31m^~~~~~~\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b" not in run("validate", str(path), "--format", "court").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("validate", str(path)).out == plain


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_that_lacks_characters_gets_escapes(encoding: str) -> None:
    ran = shell("aidnum check --date 2021-03-01 && aidnum -h && aidnum deadlines --date 2021-03-01", PYTHONIOENCODING=encoding)
    assert (ran.status, ran.err) == (0, "")
    assert "Toutes les aides\n1er" in ran.out
    assert ("✓" in shell("aidnum check --type demat --date 2021-03-01", PYTHONIOENCODING=encoding).out) == (encoding == "utf-8")


def test_the_posix_locale_is_enough() -> None:
    ran = shell("aidnum list --date 2021-03-01; aidnum check --type xyz", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert ran.status == 2
    assert "Traceback" not in ran.err
    assert "france-relance-dematerialisation" in ran.out
