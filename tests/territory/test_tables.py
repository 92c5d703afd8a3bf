"""The shipped tables hold what is known of France, and agree with themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

import pytest

from aidnum.model.authority import Authority
from aidnum.territory.relations import groupings, neighbours_of
from aidnum.territory.tables import by_key, departmental, is_place, line, lines_from, lines_with, table


@cache
def every() -> list[Authority]:
    return [Authority(row) for row in table("authorities")[:].decode().split("\n") if row]


@cache
def communes() -> list[Authority]:
    return [authority for authority in every() if "commune" in authority.kinds]


def test_the_counts_are_those_of_2026() -> None:
    kinds = Counter(kind for authority in every() for kind in authority.kinds)
    in_france = [commune for commune in communes() if not commune.departements[0].startswith(("975", "977", "978", "98"))]
    assert len(in_france) == 34_875
    assert (kinds["cc"], kinds["ca"]) == (987, 230)
    assert (kinds["cu"], kinds["metropole"], kinds["ept"], kinds["region"]) == (14, 21, 11, 18)
    assert len(groupings()) == 1_253
    assert sum(commune.municipale or 0 for commune in in_france) == 68_350_798


KNOWN = {
    "75056": ("Paris", 2_103_778),
    "13055": ("Marseille", 886_040),
    "69123": ("Lyon", 519_127),
    "31555": ("Toulouse", 514_819),
    "243500139": ("Rennes Métropole", 480_178),
    "243300316": ("Bordeaux Métropole", 854_334),
    "200023414": ("Métropole Rouen Normandie", 503_000),
    "200046977": ("Métropole de Lyon", 1_436_354),
    "dep:23": ("Creuse", 115_527),
    "reg:94": ("Corse", 355_486),
    "dep:67A": ("Collectivité européenne d'Alsace", 1_934_548),
    "dep:69": ("Rhône", 478_313),
    "dep:50": ("Manche", 497_522),
    "dep:66": ("Pyrénées-Orientales", 496_855),
}


@pytest.mark.parametrize("key", KNOWN)
def test_known_populations_of_2023(key: str) -> None:
    known = by_key(key)
    assert known is not None
    assert (known.name, known.municipale, known.year) == (*KNOWN[key], 2023)


def test_who_reaches_half_a_million() -> None:
    reached = [authority for authority in every() if (authority.municipale or 0) >= 500_000]
    assert sum(1 for authority in reached if authority.key == authority.epci) == 11
    assert sum(1 for authority in reached if "commune" in authority.kinds) == 4
    assert [commune.key for commune in communes() if not commune.epci and commune.region] == [
        "22016",
        "29083",
        "29155",
        "85113",
    ]


def test_departements_below_half_a_million_by_either_notion() -> None:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for commune in communes():
        if commune.region:
            sums[commune.departements[0]][0] += commune.municipale or 0
            sums[commune.departements[0]][1] += commune.totale or commune.municipale or 0
    assert len(sums) == 101
    assert [sum(1 for each in sums.values() if each[notion] < 500_000) for notion in (0, 1)] == [49, 47]


def test_names_that_several_communes_bear() -> None:
    shared = [count for count in Counter(commune.name for commune in communes()).values() if count > 1]
    assert (len(shared), sum(shared)) == (1_441, 3_673)  # 3 675 with the two collectivities that are one commune


def test_two_notions_flip_the_threshold_for_two_departements() -> None:
    flipped = [a.name for a in every() if a.key.startswith("dep:") and (a.municipale or 0) < 500_000 <= (a.totale or 0)]
    assert flipped == ["Manche", "Pyrénées-Orientales"]


def test_the_population_of_a_grouping_is_that_of_its_communes() -> None:
    sums: dict[str | None, int] = defaultdict(int)
    for commune in communes():
        sums[commune.epci] += commune.municipale or 0
    assert {grouping.key: grouping.municipale for grouping in groupings()} == {key: sums[key] for key in sums if key}


def test_what_a_line_refers_to_exists() -> None:
    codes = {authority.key for authority in every()}
    assert all(commune.epci in codes for commune in communes() if commune.epci)
    assert all(departmental(code) is not None for authority in every() for code in authority.departements)
    assert all(f"reg:{code}" in codes for authority in every() for code in authority.regions)
    named = {
        bearer.rpartition("=")[0]
        for row in table("names")[:].decode().split("\n")[1:-1]
        for bearer in row.split("\t")[1].split(" ")
    }
    assert named == codes


def test_the_total_population_is_never_below_the_municipal_one() -> None:
    assert all(authority.totale >= authority.municipale for authority in every() if authority.totale and authority.municipale)


def test_neighbours_touch_one_another() -> None:
    pairs = {(grouping.key, other) for grouping in groupings() for other in neighbours_of(grouping.key)}
    assert all((other, one) in pairs for one, other in pairs)
    assert len(pairs) // 2 in range(3_450, 3_520)
    assert sum(1 for grouping in groupings() if not neighbours_of(grouping.key)) == 6


@pytest.mark.parametrize("name", ["authorities", "names", "neighbours", "postal"])
def test_a_table_is_sorted_and_every_line_is_found(name: str) -> None:
    rows = table(name)[:].split(b"\n")[1:-1]
    assert rows == sorted(rows)
    for row in rows[::97]:
        assert line(name, row.decode().partition("\t")[0]) == row.decode()
    assert line(name, "") is None
    assert line(name, "~~~") is None


@pytest.mark.parametrize("beginning", ["35", "75", "fontenay", "zz", "", "é"])
def test_the_lines_that_begin_with_a_text_are_those_of_the_table(beginning: str) -> None:
    rows = table("names")[:].decode().split("\n")[1:-1]
    assert lines_from("names", beginning) == [row for row in rows if row.startswith(beginning)]


@pytest.mark.parametrize(
    ("fact", "known", "unknown"),
    [
        ("departement", ["84", "2A", "69M", "75", "974"], ["99", "084", "84007", "dep:84", ""]),
        ("region", ["93", "01", "94"], ["26", "93000", "reg:93"]),
        ("epci", ["243500139", "200046977"], ["35238", "243500130", "84"]),
        ("commune", ["84007", "75056", "2A004"], ["84999", "243500139", "69381", "2a004"]),
    ],
)
def test_a_place_of_today_is_known_by_its_very_code(fact: str, known: list[str], unknown: list[str]) -> None:
    assert [code for code in (*known, *unknown) if is_place(fact, code)] == known


def test_authorities_of_several_kinds() -> None:
    kinds = {key: by_key(key).kinds for key in ("75056", "reg:94", "reg:02", "reg:03", "reg:06", "200046977", "dep:67A")}  # type: ignore[union-attr]
    assert kinds == {
        "75056": ("commune", "departement"),
        **dict.fromkeys(("reg:94", "reg:02", "reg:03", "reg:06"), ("departement", "region")),
        "200046977": ("statut_particulier",),
        "dep:67A": ("departement", "statut_particulier"),
    }


@pytest.mark.parametrize("part", ["\t243500139\t", "\t53\t", ",35\t", "\t01001\t", "01001\tcommune\t", "\tabsent\t"])
def test_the_lines_that_hold_a_text_are_all_found_and_once(part: str) -> None:
    rows = table("authorities")[:].decode().split("\n")
    assert [known.key for known in lines_with(part)] == [row.split("\t")[0] for row in rows if part in row]
