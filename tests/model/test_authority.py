"""One line of the tables of authorities, read."""

from __future__ import annotations

from aidnum.model.authority import Authority

RENNES = "35238\tcommune\tRennes\t213502388\t35\t53\t243500139\t\t225081\t229000\t2023\testimée"
METROPOLE = "243500139\tmetropole\tRennes Métropole\t243500139\t35\t53\t\t\t480178\t489404\t2023\t"
BARE = "com:987\tcom,region\tPolynésie\t\t\t\t\t\t\t\t\t"


def test_a_line_is_read_whole() -> None:
    rennes = Authority(RENNES)
    assert (rennes.key, rennes.kinds, rennes.name, rennes.siren) == ("35238", ("commune",), "Rennes", "213502388")
    assert (rennes.departements, rennes.regions, rennes.epci, rennes.ept) == (("35",), ("53",), "243500139", None)
    assert (rennes.municipale, rennes.totale, rennes.year, rennes.is_estimated) == (225081, 229000, 2023, True)


def test_what_is_not_published_is_nothing() -> None:
    bare = Authority(BARE)
    assert (bare.siren, bare.departements, bare.regions, bare.epci, bare.ept) == (None, (), (), None, None)
    assert (bare.municipale, bare.totale, bare.year, bare.is_estimated, bare.region) == (None, None, None, False, None)


def test_it_has_a_code_without_prefix_a_first_kind_and_a_main_region() -> None:
    assert (Authority(BARE).code, Authority(BARE).kind, Authority(METROPOLE).region) == ("987", "com", "53")
    assert (Authority(RENNES).code, Authority(METROPOLE).kind) == ("35238", "metropole")


def test_two_are_the_same_when_their_keys_are() -> None:
    renamed = Authority(RENNES.replace("Rennes", "Roazhon"))
    assert renamed == Authority(RENNES)
    assert {renamed, Authority(RENNES)} == {renamed}
    assert Authority(METROPOLE) not in (renamed, "243500139")


def test_it_is_shown_by_its_key_and_its_name() -> None:
    assert repr(Authority(RENNES)) == "Authority(35238, Rennes)"
