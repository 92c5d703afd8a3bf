"""Values as people type them: read when they are clear, refused in one French sentence when they are not."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import DATE, Run, shell

NO_BREAK, NARROW_NO_BREAK, THIN = "\u00a0", "\u202f", "\u2009"


def _profile(run: Run, *words: str) -> object:
    ran = run("check", *words, *DATE, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out)["profile"]


@pytest.mark.parametrize(
    "text",
    [
        "520000",
        "520 000",
        " 520000 ",
        f"520{NO_BREAK}000",
        f"520{NARROW_NO_BREAK}000",
        f"520{THIN}000",
    ],
)
def test_a_number_takes_any_space_between_thousands(run: Run, text: str) -> None:
    assert _profile(run, "--population", text) == {"population": 520000}


@pytest.mark.parametrize("text", ["10 000 habitants", "10000 hab.", "10 000 habitants".replace(" ", NO_BREAK)])
def test_a_number_may_have_its_unit(run: Run, text: str) -> None:
    assert _profile(run, "--population", text, "--duree-mois", "18 mois") == {"population": 10_000, "duree_mois": 18}


def test_a_number_of_an_option_may_have_its_unit(run: Run) -> None:
    assert run("deadlines", *DATE, "--within", "88 jours") == run("deadlines", *DATE, "--within", "88")
    words = ("partners", "Rennes Métropole", "--format", "json", "--seuil")
    assert run(*words, "500 000 habitants") == run(*words, "500000")


@pytest.mark.parametrize("text", ["01/03/2021", "1/3/2021", "1er mars 2021", "01-03-2021"])
def test_a_date_is_read_as_people_write_it(run: Run, text: str) -> None:
    assert run("check", "--date", text) == run("check", *DATE)


@pytest.mark.parametrize("text", ["520.000", "520,000"])
def test_a_point_or_comma_between_thousands_is_refused_with_the_right_form(run: Run, text: str) -> None:
    ran = run("check", "--population", text)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"erreur : population : « {text} » est ambigu ; pour un nombre entier, écrire 520000\n"


@pytest.mark.parametrize(
    "text", ["520,5", "5.2e5", "0x10", "nan", "inf", "٥٢", "", " ", "520000.0", "+520000", "520_000", "5 20000"]
)
def test_what_is_no_whole_number_is_refused(run: Run, text: str) -> None:
    ran = run("check", "--population", text)
    assert (ran.status, ran.out) == (2, "")
    assert "n'est pas un nombre entier ; écrire par exemple 520000 ou 520 000" in ran.err


@pytest.mark.parametrize("words", [("--population", "-5"), ("--population=-5",), ("--fait", "population=-5")])
def test_a_negative_number_is_a_value_and_no_option(run: Run, words: tuple[str, ...]) -> None:
    ran = run("check", *words)
    assert (ran.status, ran.err) == (2, "erreur : population : « -5 » est négatif ; un nombre de zéro ou plus est attendu\n")


@pytest.mark.parametrize("text", ["99999999999", "9" * 13, "9" * 5000])
def test_a_number_out_of_all_proportion_is_refused(run: Run, text: str) -> None:
    ran = run("check", "--population", text)
    assert ran.status == 2
    assert len(ran.err) < 200


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--population", "1", "--population", "2"), "--population est donné deux fois"),
        (("--population=1", "--population=1"), "--population est donné deux fois"),
        (("--collectivite", "commune", "--collectivite", "cc"), "--collectivite est donné deux fois"),
        (("--mutualise", "--seul"), "--mutualise et --seul se contredisent ou se répètent"),
        (("--date", "2021-03-01", "--date", "2021-03-02"), "--date est donné deux fois"),
        (("-o", "a.md", "--output", "b.md"), "-o ou --output est donné deux fois"),
        (("--detail", "--detail"), "--detail est donné deux fois"),
    ],
)
def test_a_single_valued_option_given_twice_is_refused(run: Run, words: tuple[str, ...], fault: str) -> None:
    assert run("check", *words) == (2, "", f"erreur : {fault}\nGarder une seule valeur.\n")


def test_a_fact_given_by_its_option_and_by_name_is_refused(run: Run) -> None:
    ran = run("check", "--population", "5", "--fait", "habitants=6")
    assert (ran.status, ran.err) == (2, "erreur : le fait « population » est donné deux fois\nGarder une seule valeur.\n")


def test_repeatable_options_add_up(run: Run) -> None:
    once = _profile(run, "--type", "donnees,archivage", "--fait", "outre_mer=oui", "--fait", "pme=non")
    twice = _profile(run, "--type", "donnees", "--type", "archivage", "--fait", "outre_mer=true", "--fait", "pme=Non")
    assert once == twice == {"type": ["donnees", "archivage"], "outre_mer": True, "pme": False}


@pytest.mark.parametrize(
    "words",
    [
        ("--domaine", "bibliotheque"),
        ("--domaine", "Médiathèques"),
        ("--type", "bibliotheque"),
        ("--type", "lecture publique"),
        ("--fait", "domaine=biblio"),
        ("--fait", "concerne_bibliotheque=oui"),
        ("--domaine", "biblio", "--type", "mediatheque", "--fait", "concerne_bibliotheque=oui"),
    ],
)
def test_a_field_is_given_by_its_option_as_a_type_or_by_its_other_name(run: Run, words: tuple[str, ...]) -> None:
    assert _profile(run, *words) == {"domaine": ["bibliotheque"]}


def test_a_no_beside_the_field_is_a_wrong_use(run: Run) -> None:
    ran = run("check", "--type", "bibliotheque", "--fait", "concerne_bibliotheque=non")
    assert (ran.status, ran.out) == (2, "")
    assert "« concerne_bibliotheque » est non" in ran.err


@pytest.mark.parametrize("text", ["Dematerialisation", "dématérialisation", "DEMAT", "téléservice", "  demat "])
def test_case_accents_and_aliases_are_accepted(run: Run, text: str) -> None:
    assert _profile(run, "--type", text) == {"type": ["dematerialisation"]}


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (("chek",), "commande inconnue « chek »", "Vouliez-vous dire « check » ?"),
        (("xyz",), "commande inconnue « xyz »", "L'aide : aidnum --help"),
        (("check", "--populaton", "5"), "option inconnue « --populaton »", "Vouliez-vous dire --population ?"),
        (("check", "-z"), "option inconnue « -z »", "L'aide : aidnum check --help"),
        (
            ("check", "--type", "bibliotheqe"),
            "type : valeur inconnue « bibliotheqe »",
            "Le plus proche : bibliotheque. Les valeurs possibles : aidnum facts type.",
        ),
        (
            ("check", "--fait", "populatoin=3"),
            "fait inconnu « populatoin »",
            "Les plus proches : population, population_dgf, population_projet.",
        ),
        (("check", "--cout", "persnnel=3"), "catégorie de coût inconnue « persnnel »", "Le plus proche : personnel."),
        (("check", "--fait", "pme=peut-être"), "pme : « peut-être » n'est ni oui ni non", ""),
        (("check", "--fait", "pme"), "--fait attend FAIT=VALEUR, trouvé « pme »", ""),
        (("check", "--cout", "=3"), "--cout attend CATEGORIE=EUROS, trouvé « =3 »", ""),
        (("list", "un", "deux"), "argument inattendu : un et deux", "L'aide : aidnum list --help"),
        (("check", "--population"), "l'option --population attend une valeur", "L'aide : aidnum"),
        (("check", "--detail=oui"), "l'option --detail ne prend pas de valeur", "L'aide : aidnum"),
        (("check", "--date", "03/04/26"), "--date : « 03/04/26 » est ambigu ; écrire l'année en quatre chiffres", ""),
        (("check", "--date", "2026-02-30"), "--date : le 30 février 2026 n'existe pas", ""),
        (("check", "--date", "1798675200"), "--date : « 1798675200 » n'est pas une date", ""),
        (("deadlines", "--date", "9999-12-31"), "--date : donner un jour entre 1900 et 2200", ""),
        (("deadlines", "--within", "1.5"), "--within : « 1.5 » n'est pas un nombre entier", ""),
        (("deadlines", "--within", "99999"), "--within : « 99999 » dépasse cent ans", ""),
        (("list", "--etat", "ouvret"), "--etat : état inconnu « ouvret »", "Le plus proche : ouvert."),
        (("check", "--format", "xml"), "--format : « xml » inconnu", "Formats : terminal, markdown, html, json ou csv."),
        (("validate", "--format", "xml"), "--format : « xml » inconnu", "Formats : long, court, json ou github."),
        (("explain", "M0003"), "code inconnu « M0003 »", "Les plus proches : M003"),
        (
            ("facts", "populatoin"),
            "fait inconnu « populatoin »",
            "Les plus proches : population, population_dgf, population_projet.",
        ),
    ],
)
def test_a_mistake_is_one_french_sentence_and_a_hint(run: Run, words: tuple[str, ...], error: str, hint: str) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"erreur : {error}")
    assert hint in ran.err


@pytest.mark.parametrize(
    ("text", "name"), [("JSON", "json"), ("md", "markdown"), (".MD", "markdown"), ("htm", "html"), ("txt", "terminal")]
)
def test_a_format_may_be_called_by_its_extension_in_any_case(run: Run, text: str, name: str) -> None:
    assert run("list", *DATE, "--format", text) == run("list", *DATE, "--format", name)


def test_a_workbook_may_be_called_by_its_usual_name(run: Run) -> None:
    words = ("plan", "--cout", "logiciel=1000", *DATE, "--format")
    assert run(*words, "excel") == run(*words, "xlsx")
    assert "ce format ne s'affiche pas" in run(*words, "excel").err


def test_a_format_of_validate_ignores_case(run: Run) -> None:
    assert run("validate", "--format", "JSON") == run("validate", "--format", "json")


@pytest.mark.parametrize("words", [("check", "{}"), ("check", "--type", "{}"), ("check", "--{}"), ("show", "{}"), ("{}",)])
def test_hidden_characters_are_shown_as_escapes(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*(word.format("a\x1b[31mb\udce9\u202e") for word in words))
    assert ran.status in (1, 2)
    assert "a\\u001b[31mb\\udce9\\u202e" in ran.err
    assert ran.err.isprintable() or ran.err.replace("\n", "").isprintable()


def test_bytes_that_are_no_text_are_refused_without_a_traceback() -> None:
    ran = shell("aidnum check --type $'caf\\xe9\\x1b[31m'")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("erreur : type : valeur inconnue « caf\\udce9\\u001b[31m »\n")
