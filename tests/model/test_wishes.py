"""What is wished of a plan, as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadProfile, BadUsage, NothingGranted
from aidnum.model.reading import Unreadable
from aidnum.model.wishes import (
    Expected,
    Other,
    Wishes,
    read_expected,
    read_granted,
    read_other,
    read_payer,
    refuse_contradiction,
    refuse_nothing,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40%", Expected(rate=Decimal("0.4"))),
        ("12,5 %", Expected(rate=Decimal("0.125"))),
        ("40", Expected(Decimal(40))),
        ("1", Expected(Decimal(1))),
        ("12 000,50 €", Expected(Decimal("12000.50"))),
    ],
)
def test_what_is_expected_is_a_rate_or_a_sum(text: str, expected: Expected) -> None:
    assert read_expected(text) == expected


def test_less_than_a_euro_is_a_rate_without_its_sign() -> None:
    with pytest.raises(Unreadable, match=r"vouliez-vous dire 40% \?"):
        read_expected("0,4")


@pytest.mark.parametrize("text", ["0", "0 €", "0,00"])
def test_an_aid_of_nothing_is_no_aid(text: str) -> None:
    for read in (read_granted, read_expected):
        with pytest.raises(NothingGranted):
            read(text)
    with pytest.raises(NothingGranted):
        read_expected("0%")


@pytest.mark.parametrize(
    ("word", "payer"),
    [
        ("etat", "etat"),
        ("Région", "region-payeuse"),
        ("region", "region-payeuse"),
        ("departement", "departement-payeur"),
        ("epci", "epci-payeur"),
        ("Communauté d'agglomération", "epci-payeur"),
        ("syndicat", "syndicat-payeur"),
        ("syndicats mixtes", "syndicat-payeur"),
        ("commune", "commune-payeuse"),
        ("europe", "europe"),
        ("FEDER", "europe"),
        ("caf", "caf"),
        ("prive", "prive"),
        ("privé", "prive"),
        ("public", "public"),
    ],
)
def test_a_payer_has_the_names_that_people_use(shipped: Catalogue, word: str, payer: str) -> None:
    assert read_payer(shipped.vocabulary, word) == payer


@pytest.mark.parametrize(("word", "meant"), [("regoin", "Le plus proche : région. "), ("zzzzzz", "")])
def test_an_unknown_payer_leads_to_the_nearest_and_to_all(shipped: Catalogue, word: str, meant: str) -> None:
    with pytest.raises(BadProfile) as unknown:
        read_payer(shipped.vocabulary, word)
    assert unknown.value.message == f"payeur inconnu « {word} »"
    assert unknown.value.hint is not None
    first, every = unknown.value.hint.split("Payeurs connus : ")
    assert first == meant
    payers = [read_payer(shipped.vocabulary, each) for each in every.rstrip(".").split(", ")]
    assert payers == list(shipped.vocabulary.payers)
    assert {"région", "département", "commune", "europe", "prive"} <= set(every.rstrip(".").split(", "))


def test_what_no_text_settles_of_a_payer_is_said_of_it(shipped: Catalogue) -> None:
    assert {name for name, payer in shipped.vocabulary.payers.items() if payer.caution} == {"caf"}


@pytest.mark.parametrize(
    "payer", ["epci-payeur", "commune-payeuse", "syndicat-payeur", "caf", "region-payeuse", "departement-payeur", "europe"]
)
def test_authorities_and_their_funds_are_public(shipped: Catalogue, payer: str) -> None:
    assert payer in shipped.vocabulary.payer_members("public")
    assert "prive" not in shipped.vocabulary.payer_members("public")


@pytest.mark.parametrize("name", ["a", "é" * 120, "Fondation : 3 = 4"])
def test_the_name_of_another_aid_is_free(shipped: Catalogue, name: str) -> None:
    assert read_other(shipped.vocabulary, name, "5", None) == Other(name, Decimal(5), "public")


def test_another_aid_of_nothing_is_refused(shipped: Catalogue) -> None:
    with pytest.raises(Unreadable, match=r"^une aide de 0 € n'est pas une aide"):
        read_other(shipped.vocabulary, "Amis", "0,00", None)
    with pytest.raises(BadUsage, match=r"^Amis : une aide de 0 €"):
        refuse_nothing(Wishes(others=(Other("Amis", Decimal(0)),)))


@pytest.mark.parametrize("name", ["", " ", "é" * 121, "a\u202eb"])
def test_one_that_is_empty_too_long_or_hides_characters_is_refused(shipped: Catalogue, name: str) -> None:
    with pytest.raises(Unreadable):
        read_other(shipped.vocabulary, name, "5", None)


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(imposed=("a",), left_out=("a",)),
        Wishes(granted={"a": Decimal(1)}, left_out=("a",)),
        Wishes(expected={"a": Expected(Decimal(1))}, left_out=("a",)),
        Wishes(granted={"a": Decimal(1)}, expected={"a": Expected(Decimal(1))}),
    ],
)
def test_two_things_that_can_not_both_hold_are_refused(wishes: Wishes) -> None:
    with pytest.raises(BadUsage, match=r"^a est "):
        refuse_contradiction(wishes)
    refuse_contradiction(wishes._replace(left_out=("b",), expected={}))
