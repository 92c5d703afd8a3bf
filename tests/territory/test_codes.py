"""From a code to those that it means, all of them, and back to a code that means one alone."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from aidnum.model.authority import Authority
from aidnum.territory.codes import by_code, is_code, naming, naming_as, postal_codes, served_by
from aidnum.territory.search import find
from aidnum.territory.tables import bearers, by_key, table
from tests.territory.test_tables import communes, every


@cache
def served() -> dict[str, set[str]]:
    """By postal code, the keys of those that it serves."""
    rows = (row.split("\t") for row in table("postal")[:].decode().split("\n")[1:-1])
    return {code: set(keys.split(" ")) for code, keys in rows}


@cache
def coded() -> dict[str, set[str]]:
    """By INSEE code of today or of former times, the keys of those that it leads to."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("names")[:].decode().split("\n")[1:-1]:
        code = row.partition("\t")[0].upper()
        if len(code) == 5 and code[2:].isdigit():
            found[code] |= set(bearers(code.lower()))
    found.update({commune.key: {commune.key} for commune in communes()})
    return found


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("35238", ["Rennes"]),
        ("213 502 388", ["Rennes"]),
        ("243 500 139", ["Rennes Métropole"]),
        ("2a004", ["Ajaccio"]),
        ("35", ["Ille-et-Vilaine"]),
        ("53", ["Mayenne", "Bretagne"]),
        ("dep:53", ["Mayenne"]),
        ("REG:53", ["Bretagne"]),
        ("67a", ["Collectivité européenne d'Alsace"]),
        ("67", ["Collectivité européenne d'Alsace"]),
        ("75", ["Paris", "Nouvelle-Aquitaine"]),
        ("69", ["Rhône"]),
        ("69M", ["Métropole de Lyon"]),
        ("976", ["Mayotte"]),
        ("epci:243500139", ["Rennes Métropole"]),
        ("commune:243500139", []),
        ("ept:200057867", ["Plaine Commune"]),
        ("994579670", ["Communauté de communes du Lévézou"]),
        ("213 502 388 00011", ["Rennes"]),
        ("com:978", ["Saint-Martin"]),
        ("97150", ["Saint-Martin"]),
        ("59650", ["Villeneuve-d'Ascq", "Wattrelos"]),
        (" 59 650 ", ["Villeneuve-d'Ascq", "Wattrelos"]),
        ("insee:59650", ["Wattrelos"]),
        ("CP: 59650", ["Villeneuve-d'Ascq"]),
        ("commune:59650", ["Villeneuve-d'Ascq", "Wattrelos"]),
        ("75001", ["Paris", "Alfortville"]),
        ("insee:75001", ["Alfortville"]),
        ("cp:75001", ["Paris"]),
        ("75101", ["Paris"]),
        ("69381", ["Lyon"]),
        ("97400", ["Saint-Denis"]),
        ("cp:35042", []),
        ("siren:213502388", ["Rennes"]),
        ("siren:35238", []),
        ("insee:213502388", []),
        ("dep:35238", []),
        ("com:35", []),
        ("epci:35238", []),
        ("35999", []),
        ("999999999", []),
        ("truc:35", []),
        ("٣٥", []),
        ("", []),
    ],
)
def test_a_code_leads_to_who_bears_it(code: str, names: list[str]) -> None:
    assert [authority.name for authority in by_code(code)] == names


def test_an_insee_code_with_its_prefix_is_that_commune_alone() -> None:
    assert all(by_code(f"insee:{commune.key}") == [commune] for commune in communes())


def test_a_postal_code_with_its_prefix_is_those_that_it_serves_the_largest_first() -> None:
    for code, keys in served().items():
        found = by_code(f"cp:{code}")
        assert {known.key for known in found} == keys
        assert found == sorted(found, key=lambda known: (-(known.municipale or 0), known.key))


def test_five_digits_are_all_those_that_bear_them_and_never_one_alone_when_there_is_another() -> None:
    assert len(served()) == 6309
    for code in {**served(), **coded()}:
        match = find(code)
        expected = served().get(code, set()) | coded().get(code, set())
        assert {known.key for known in match.authorities} == expected
        assert match.kind == ("exact" if len(expected) == 1 else "ambiguous")


def test_the_code_that_names_an_authority_is_that_of_it_alone() -> None:
    assert all(by_code(naming(authority)) == [authority] for authority in every())
    assert [naming(found) for found in (_of("59650"), _of("59009"), _of("35238"), _of("dep:53"), _of("dep:35"))] == [
        "insee:59650",
        "59009",
        "35238",
        "dep:53",
        "35",
    ]


def test_among_those_that_a_code_means_a_postal_code_names_the_only_one_that_it_serves() -> None:
    assert [naming_as("59 650", known) for known in by_code("59650")] == ["cp:59650", "insee:59650"]
    assert len(served_by("56500")) > 1
    assert [naming_as("56500", known) for known in served_by("56500")] == [naming(known) for known in served_by("56500")]


def test_the_postal_codes_of_a_commune_are_those_that_serve_it() -> None:
    expected: dict[str, list[str]] = defaultdict(list)
    for code, keys in sorted(served().items()):
        for key in keys:
            expected[key].append(code)
    sample = [*every()[::97], *(_of(key) for key in ("75056", "com:978", "35238", "59650"))]
    assert [list(postal_codes(known)) for known in sample] == [expected.get(known.key, []) for known in sample]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("35042", True),
        (" 35 042 ", True),
        ("cp:x", True),
        ("insee:Rennes", True),
        ("2A004", False),
        ("Rennes", False),
        ("", False),
    ],
)
def test_a_text_that_can_be_nothing_but_a_code_is_known(text: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_code(text) is is_one


def _of(key: str) -> Authority:
    known = by_key(key)
    assert known is not None
    return known
