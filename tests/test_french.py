"""French writing, against the rules of CLDR as babel applies them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from aidnum.french import (
    NBSP,
    bare,
    capital,
    composed,
    counted,
    euros,
    fold,
    is_hidden,
    is_hidden_in,
    listed,
    long_date,
    nearest,
    number,
    of,
    of_the,
    percent,
    plural,
    short_date,
    singular,
    tied,
    visible,
)

SUMS = st.decimals(0, 10**12, places=3)


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace(NBSP, " ")


@given(value=st.integers(-(10**15), 10**15))
def test_whole_numbers_are_those_of_babel(value: int) -> None:
    assert _plain(number(value)) == _plain(format_decimal(value, locale="fr"))


@given(value=SUMS)
def test_decimals_are_those_of_babel(value: Decimal) -> None:
    shown = value.quantize(Decimal("0.01"))
    assert _plain(number(shown)) == _plain(format_decimal(shown, format="#,##0.00", locale="fr"))


@given(amount=SUMS)
def test_sums_are_those_of_babel_with_a_half_cent_up(amount: Decimal) -> None:
    rounded = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    form = "#,##0 ¤" if rounded == int(rounded) else "#,##0.00 ¤"
    assert _plain(euros(amount)) == _plain(format_currency(rounded, "EUR", format=form, locale="fr", currency_digits=False))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0 €"),
        ("30000", "30 000 €"),
        ("30000.00", "30 000 €"),
        ("30000.5", "30 000,50 €"),
        ("1234.565", "1 234,57 €"),
        ("2.345", "2,35 €"),
        ("0.999", "1 €"),
    ],
)
def test_sums_show_cents_only_when_there_are_any(amount: str, text: str) -> None:
    assert euros(Decimal(amount)) == text.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("rate", "text"),
    [("0.5", "50 %"), ("0.16404", "16,404 %"), ("0.175", "17,5 %"), ("1", "100 %"), ("0", "0 %"), ("0.00", "0 %")],
)
def test_rates(rate: str, text: str) -> None:
    assert percent(Decimal(rate)) == text.replace(" ", NBSP)


@given(day=st.dates(date(1000, 1, 1)))
def test_dates_are_those_of_babel_but_for_the_first_of_a_month(day: date) -> None:
    said = format_date(day, format="long", locale="fr")
    assert _plain(long_date(day)) == (f"1er {said.split(' ', 1)[1]}" if day.day == 1 else said)
    assert short_date(day) == format_date(day, format="dd/MM/yyyy", locale="fr")


@given(items=st.lists(st.text("abc", min_size=1), min_size=1, max_size=5))
def test_lists_are_those_of_babel(items: list[str]) -> None:
    assert listed(items) == format_list(items, locale="fr")
    assert listed(items, "ou") == format_list(items, style="or", locale="fr")


def test_an_empty_list_says_nothing() -> None:
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (520_000, "habitants", "520 000 habitants"),
        (1, "habitants", "1 habitant"),
        (0, "postes", "0 poste"),
        (2, "postes", "2 postes"),
        (1, "mois", "1 mois"),
        (1, "habitants par km²", "1 habitant par km²"),
        (3_000, "euros", "3 000 €"),
        (7, None, "7"),
        (Decimal("1.5"), "postes", "1,5 poste"),
    ],
)
def test_a_quantity_agrees_with_its_unit(value: int | Decimal, unit: str | None, text: str) -> None:
    shown = counted(value, unit)
    assert _plain(shown) == text
    assert shown.startswith(number(value)) or unit == "euros"


@pytest.mark.parametrize(
    ("unit", "one"), [("postes", "poste"), ("mois", "mois"), ("km", "km"), ("jours par an", "jour par an")]
)
def test_the_singular_of_a_unit(unit: str, one: str) -> None:
    assert singular(unit) == one


def test_french_keeps_the_singular_below_two() -> None:
    found = [_plain(plural(count, "dispositif", "dispositifs")) for count in (0, 1, 2, 1_000)]
    assert found == ["0 dispositif", "1 dispositif", "2 dispositifs", "1 000 dispositifs"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dématérialisation", "dematerialisation"),
        ("outils-communs", "outils communs"),
        ("  L'Haÿ-les-Roses ", "l hay les roses"),
        ("L’Haÿ_les\u202fRoses", "l hay les roses"),
        ("Œuvre", "oeuvre"),
        ("De\u0301partement", "departement"),
        ("", ""),
    ],
)
def test_spellings_that_differ_by_case_accents_or_hyphens_are_equal(text: str, key: str) -> None:
    assert fold(text) == key
    assert fold(key) == key


def test_the_nearest_words_come_best_first() -> None:
    words = ["dematerialisation", "donnees", "formation", "Données"]
    assert nearest("dematerialsation", words) == ["dematerialisation"]
    assert nearest("donees", words) == ["donnees"]
    assert nearest("form", words) == ["formation"]
    assert nearest("zzz", words) == []


def test_spaces_that_must_not_break_are_no_break_spaces() -> None:
    assert tied("avec 520 000 habitants : « 50 % » de 3 000 € ?") == (
        f"avec 520{NBSP}000 habitants{NBSP}: «{NBSP}50{NBSP}%{NBSP}» de 3{NBSP}000{NBSP}€{NBSP}?"
    )
    assert tied("le 9 décembre 2025 et le 1er mars") == f"le 9{NBSP}décembre 2025 et le 1er{NBSP}mars"
    assert tied("en 2021 1234") == "en 2021 1234"


def test_a_capital_letter_leaves_the_rest_as_it_is() -> None:
    assert (capital("été à Paris"), capital("")) == ("Été à Paris", "")


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\x9b", "\u202e", "\u200b", "\ud800", "\u2028", "\x7f", "\n"])
def test_what_a_terminal_would_obey_is_shown_as_an_escape(character: str) -> None:
    assert is_hidden(character)
    assert is_hidden_in(f"a{character}b")
    assert visible(f"a{character}b") == f"a\\u{ord(character):04x}b"


@given(text=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text
    assert not is_hidden_in(text)


def test_two_spellings_of_an_accent_are_one() -> None:
    assert composed("L\u0065\u0301on") == "L\u00e9on"
    assert composed("Leon") == "Leon"


@pytest.mark.parametrize(("word", "said"), [("octobre 2023", "d'octobre 2023"), ("mai", "de mai"), ("août", "d'août")])
def test_de_is_elided_before_a_vowel(word: str, said: str) -> None:
    assert of(word) == said


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("le maire", "du maire"),
        ("l'assemblée", "de l'assemblée"),
        ("les membres", "des membres"),
        ("la région", "de la région"),
        ("Le Havre", "du Havre"),
        ("Arzon", "d'Arzon"),
        ("Les", "de Les"),
    ],
)
def test_the_article_of_a_noun_is_joined_to_de(noun: str, said: str) -> None:
    assert of_the(noun) == said


@pytest.mark.parametrize(("noun", "said"), [("le maire", "maire"), ("l'assemblée", "assemblée"), ("les maires", "maires")])
def test_a_noun_loses_its_article(noun: str, said: str) -> None:
    assert bare(noun) == said
