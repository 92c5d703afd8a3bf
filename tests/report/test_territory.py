"""What ``territory`` answers: one authority whole, or how to name one."""

from __future__ import annotations

import pytest

from aidnum.model.authority import Authority
from aidnum.render import asking
from aidnum.report import territory as report
from aidnum.report.territory import territory
from aidnum.territory import search


def _one(query: str) -> Authority:
    authority = territory(query).authority
    assert authority is not None
    return authority


def test_one_authority_comes_with_what_it_belongs_to_and_its_members() -> None:
    rennes = territory("Rennes Métropole")
    assert rennes.authority is rennes.match.authorities[0]
    assert [known.name for known in rennes.above] == ["Ille-et-Vilaine", "Bretagne"]
    assert "Bruz" in {member.name for member in rennes.members}


def test_a_name_of_several_is_no_authority() -> None:
    several = territory("Saint-Denis")
    assert (several.authority, several.above, several.members) == (None, (), ())


@pytest.mark.parametrize(
    ("query", "heading", "what_next"),
    [
        ("la creuse", "« la creuse » désigne 2 collectivités", [asking.TELL_APART]),
        ("Rennes metropoel", "aucune collectivité ne s'appelle exactement « Rennes metropoel »", [asking.TELL_APART]),
        ("zzzzzz", "aucune collectivité ne s'appelle « zzzzzz »", [asking.NOTHING_NEAR, asking.OUTSIDE, asking.OUTSIDE_HINT]),
        (" 35999 ", "aucune collectivité n'a le code «  35999  »", [asking.NO_CODE, asking.OUTSIDE, asking.OUTSIDE_HINT]),
        ("59650", "« 59650 » désigne 2 collectivités", [asking.SHARED_CODE]),
        (
            "Clermont",
            "« Clermont » désigne 4 collectivités, et d'autres commencent ainsi",
            ["13\u00a0autres noms commencent ainsi : en écrire plus.", asking.TELL_APART],
        ),
        ("SIVU x", "aucune collectivité ne s'appelle « SIVU x »", [asking.OUTSIDE, asking.OUTSIDE_HINT]),
    ],
)
def test_a_name_that_means_no_single_one_says_what_to_type(query: str, heading: str, what_next: list[str]) -> None:
    match = territory(query).match
    assert search.heading(match) == heading
    assert asking.what_next(match) == what_next


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("35238", "Rennes — commune, Ille-et-Vilaine (35), 230 890 habitants — 35238"),
        ("dep:35", "Ille-et-Vilaine — département, 1 120 666 habitants — 35"),
        ("reg:53", "Bretagne — région, 3 449 370 habitants — reg:53"),
        ("75056", "Paris — commune et département, 2 103 778 habitants — 75056"),
        ("dep:2A", "Corse — département et région, 355 486 habitants — reg:94"),
        ("insee:59650", "Wattrelos — commune, Nord (59), 40 847 habitants — insee:59650"),
    ],
)
def test_an_authority_is_told_on_one_line_that_ends_with_what_to_type(query: str, text: str) -> None:
    (line,) = report.candidates(search.Match(query, ("suggestions", [_one(query)], 0, 0)))
    assert line.replace("\u00a0", " ") == text


def test_what_ends_the_line_of_a_candidate_names_it_alone() -> None:
    for query in ("59650", "75001", "53", "Fontenay", "Saint-Denis", "La Rochelle", "Marne"):
        match = search.find(query)
        for known, line in zip(match.authorities, report.candidates(match), strict=True):
            assert _one(line.rpartition(" — ")[2]) == known


@pytest.mark.parametrize(
    ("query", "former"), [("75001", ["Alfortville"]), ("59650", []), ("cp:51300", []), ("Saint-Denis", []), ("Breil", [])]
)
def test_who_a_code_led_to_once_is_told_apart(query: str, former: list[str]) -> None:
    lines = report.candidates(search.find(query))
    assert [line.partition(" (")[0] for line in lines if "(ancien code)" in line] == former


@pytest.mark.parametrize(
    ("queries", "text"),
    [
        (["Saint-Pol-de-Léon"], "Saint-Pol-de-Léon (Finistère, 6 941 habitants)"),
        (["Rennes Métropole"], "Rennes Métropole (Ille-et-Vilaine, 480 178 habitants)"),
        (["200057867"], "Plaine Commune (établissement public territorial, Seine-Saint-Denis, 453 671 habitants)"),
        (["200054781"], "Métropole du Grand Paris (7 142 540 habitants)"),
        (["dep:35"], "Ille-et-Vilaine (département, 1 120 666 habitants)"),
        (["reg:53"], "Bretagne (région, 3 449 370 habitants)"),
        (["Paris"], "Paris (commune et département, 2 103 778 habitants)"),
        (["Corse"], "Corse (département et région, 355 486 habitants)"),
        (["com:978"], "Saint-Martin (collectivité d'outre-mer, 31 160 habitants)"),
        (["insee:98735"], "Papeete (Polynésie française, 26 654 habitants)"),
        (
            ["Rennes", "dep:35"],
            "Rennes (Ille-et-Vilaine, 230 890 habitants) et Ille-et-Vilaine (département, 1 120 666 habitants)",
        ),
    ],
)
def test_who_was_understood_is_told_with_where_and_how_many(queries: list[str], text: str) -> None:
    assert report.named(*map(_one, queries)).replace("\u00a0", " ") == text


def test_one_without_population_says_so() -> None:
    unknown = Authority("99001\tcommune\tAilleurs\t\t67\t44\t\t\t\t\t\t")
    assert report.brief(unknown, "99001") == "Ailleurs — commune, Bas-Rhin (67), population non connue — 99001"
    assert report.named(unknown) == "Ailleurs (Bas-Rhin, population non connue)"
    assert report.member_text(unknown) == "Ailleurs (99001)"
    assert report.population_rows(unknown) == []


def test_a_code_bears_its_prefix_where_a_departement_and_a_region_share_it() -> None:
    assert [report.code_text(_one(query)) for query in ("dep:53", "reg:53", "dep:35", "35238")] == [
        "dep:53",
        "reg:53",
        "35",
        "35238",
    ]


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("35238", ["Sorte", "Code", "SIREN", "Codes postaux", "Département", "Population municipale", "Population totale"]),
        ("dep:35", ["Sorte", "Code", "Population municipale", "Population totale"]),
        ("com:987", ["Sorte", "Code", "Population municipale"]),
        ("com:978", ["Sorte", "Code", "Code postal", "Population municipale"]),
        ("200057867", ["Sorte", "Code", "Département", "Population municipale", "Population totale"]),
    ],
)
def test_the_rows_of_an_authority(query: str, labels: list[str]) -> None:
    assert [label for label, _ in report.identity_rows(_one(query))] == labels


def test_a_code_that_is_another_s_too_comes_with_what_to_type() -> None:
    assert ("Code", "59650 (pour la nommer : insee:59650)") in report.identity_rows(_one("insee:59650"))
    assert ("Code", "dep:53") in report.identity_rows(_one("dep:53"))


def test_a_population_says_its_year_and_whether_it_is_estimated() -> None:
    rows = [text.replace("\u00a0", " ") for _, text in report.population_rows(_one("35238"))]
    assert rows == ["230 890 habitants (Insee, 2023)", "235 045 habitants (estimée, 2023)"]
    assert report.population_rows(_one("com:987"))[0][1].endswith("(Insee, année non précisée)")


def test_where_it_belongs_is_told_by_kind() -> None:
    assert report.belonging_rows(territory("35238").above) == [
        ("Métropole", "Rennes Métropole (243500139)"),
        ("Département", "Ille-et-Vilaine (35)"),
        ("Région", "Bretagne (reg:53)"),
    ]
