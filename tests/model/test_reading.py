"""Numbers, sums, rates, dates and flags, read as people write them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.french import is_hidden_in, long_date, number, short_date
from aidnum.model.reading import (
    Unreadable,
    first_day,
    read_count,
    read_date,
    read_factor,
    read_flag,
    read_french_date,
    read_integer,
    read_measure,
    read_money,
    read_page_date,
    read_rate,
    shorten,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("520000", 520_000),
        ("520 000", 520_000),
        ("520\u00a0000", 520_000),
        ("520\u202f000", 520_000),
        ("1 234 567", 1_234_567),
        (" 0 ", 0),
        ("007", 7),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
    ],
)
def test_a_number_takes_any_space_between_its_thousands(text: str, value: int) -> None:
    assert read_integer(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("520.000", "« 520.000 » est ambigu ; pour un nombre entier, écrire 520000"),
        ("520,000", "« 520,000 » est ambigu ; pour un nombre entier, écrire 520000"),
        ("-5", "« -5 » est négatif"),
        ("1" * 16, "est trop grand"),
        ("1" * 5_000, "est trop grand"),
        ("520,5", "n'est pas un nombre entier"),
        ("5.2e5", "n'est pas un nombre entier"),
        ("0x10", "n'est pas un nombre entier"),
        ("1_000", "n'est pas un nombre entier"),
        ("+5", "n'est pas un nombre entier"),
        ("52 00", "n'est pas un nombre entier"),
        ("1.234,567", "est ambigu"),
        ("1.234.567,5", "n'est pas un nombre entier"),
        ("٥٢", "n'est pas un nombre entier"),
        ("nan", "n'est pas un nombre entier"),
        ("", "n'est pas un nombre entier"),
    ],
)
def test_any_other_number_is_refused_with_its_reason(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_integer(text)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.integers(0, 999_999_999_999))
def test_a_number_written_in_french_is_read_back(value: int) -> None:
    assert read_integer(number(value)) == value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("10 000 habitants", "habitants", 10_000),
        ("10000 hab.", "habitants", 10_000),
        ("1 habitant", "habitants", 1),
        ("10000HABITANTS", "habitants", 10_000),
        ("18 mois", "mois", 18),
        ("120 hab./km²", "habitants par km²", 120),
        ("120 habitants par km2", "habitants par km²", 120),
        ("12 000 €", "euros", 12_000),
        ("18", "mois", 18),
        ("18", None, 18),
    ],
)
def test_a_count_may_have_its_unit_beside_it(text: str, unit: str | None, value: int) -> None:
    assert read_count(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("2 ans", "mois", "« 2 ans » ne se compte pas en mois ; écrire le nombre seul, en mois"),
        ("10 habitants", None, "n'est pas un nombre entier"),
        ("520.000 habitants", "habitants", "« 520.000 » est ambigu"),
        ("5.2e5", "habitants", "n'est pas un nombre entier"),
        ("habitants", "habitants", "n'est pas un nombre entier"),
        ("120 hab", "habitants par km²", "ne se compte pas en habitants par km²"),
        ("12 h", "habitants", "ne se compte pas en habitants"),
    ],
)
def test_another_unit_is_refused(text: str, unit: str | None, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_count(text, unit)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60000", "60000.0"),
        ("60 000,50", "60000.50"),
        ("60000.5", "60000.5"),
        ("12 €", "12.0"),
        ("0", "0.0"),
        ("12.500,00", "12500"),
        ("12.500,5", "12500.5"),
        ("12,500.00", "12500"),
        ("12 500,00 €", "12500"),
        ("12500€", "12500"),
        ("12 500 euros", "12500"),
        ("12500 EUR", "12500"),
        ("1.234.567", "1234567"),
        ("1.234.567,89 €", "1234567.89"),
    ],
)
def test_a_sum_with_one_meaning_is_read(text: str, value: str) -> None:
    assert read_money(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("150.000", "ambigu : séparateur de milliers ou décimales ; écrire 150000"),
        ("150,000", "écrire 150000"),
        ("12.500 €", "écrire 12500"),
        ("12.500,500", "écrire 12500500"),
        ("1.234.567.89", "n'est pas un montant"),
        ("1.234.567.890.123", "écrire 1234567890123"),
        ("€", "n'est pas un montant"),
        ("-1", "négatif"),
        (".nan", "n'est pas un montant"),
        ("1e400", "n'est pas un montant"),
        ("150_000", "n'est pas un montant"),
        ("1" * 13, "est trop grand"),
        ("12 k€", "n'est pas un montant"),
    ],
)
def test_any_other_sum_is_refused_with_its_reason(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said.replace(".", r"\.")):
        read_money(text)


@pytest.mark.parametrize(
    ("text", "value"), [("80%", "0.8"), ("80 %", "0.8"), ("16,404%", "0.16404"), ("0%", "0"), ("100%", "1")]
)
def test_a_rate_is_a_percentage(text: str, value: str) -> None:
    assert read_rate(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("80", "vouliez-vous dire 80%"),
        ("0,8", "vouliez-vous dire 80%"),
        ("101%", "dépasse 100 %"),
        ("x", "écrire par exemple 80%"),
    ],
)
def test_any_other_rate_is_refused_with_what_was_meant(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_rate(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.50", "12.5"),
        ("12.0", "12"),
        ("1 250,75", "1250.75"),
        ("1.250,75", "1250.75"),
        ("0,01", "0.01"),
        ("12,5 km", "12.5"),
        ("12 kilometres", "12"),
    ],
)
def test_a_decimal_number_has_one_or_two_digits_after_one_comma_or_point(text: str, value: str) -> None:
    read = read_measure(text, "kilometres" if "kilo" in text else "km")
    assert str(read) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.250", "est ambigu : séparateur de milliers ou décimales ; écrire 1250"),
        ("1,250", "est ambigu"),
        ("1,2500", "n'est pas un nombre de deux décimales au plus"),
        ("1,2,3", "écrire par exemple 12 ou 12,5"),
        ("-1,5", "est négatif"),
        ("1e5", "n'est pas un nombre"),
        ("9" * 20, "est trop grand"),
        ("12,5 mois", "ne se compte pas en km"),
        ("", "n'est pas un nombre"),
    ],
)
def test_any_other_decimal_number_is_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_measure(text, "km")


def test_a_factor_may_exceed_the_whole() -> None:
    assert [read_factor(text) for text in ("110%", "50,5 %", "0%", "999.9999%")] == [
        Decimal("1.1"),
        Decimal("0.505"),
        Decimal(0),
        Decimal("9.999999"),
    ]
    for text in ("1,1", "1000%"):
        with pytest.raises(Unreadable, match="n'est pas un taux"):
            read_factor(text)


def test_a_date_is_an_iso_day() -> None:
    assert read_date("2026-12-31") == date(2026, 12, 31)
    assert read_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/12/2026", "écrire 2026-12-31"),
        ("2026-02-30", "le 30 février 2026 n'existe pas"),
        ("2026-12-31 23:59", "un jour suffit, sans heure ; écrire 2026-12-31"),
        ("2026-12-31T23:59:59+01:00", "sans heure"),
        ("2026-2-3", "écrire 2026-02-03"),
        ("29 novembre 2026", "écrire 2026-11-29"),
        ("03/04/26", "« 03/04/26 » est ambigu ; écrire l'année en quatre chiffres"),
        ("20261231", "n'est pas une date"),
        ("1798675200", "n'est pas une date"),
        ("0", "n'est pas une date"),
        ("2026-13-01", "n'est pas une date du calendrier"),
        ("0000-01-01", "n'est pas une date du calendrier"),
        ("٢٠٢٦-١٢-٣١", "n'est pas une date"),
    ],
)
def test_any_other_date_is_refused_with_the_right_form(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_date(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-29",
        "29/11/2026",
        "29-11-2026",
        " 29.11.2026 ",
        "2026/11/29",
        "29 novembre 2026",
        "29 NOV. 2026",
        "29\u00a0novembre\u00a02026",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_french_date(text) == date(2026, 11, 29)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_written_in_french_is_read_back(day: date) -> None:
    assert read_french_date(long_date(day)) == read_french_date(short_date(day)) == read_french_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("03/04/26", "« 03/04/26 » est ambigu ; écrire l'année en quatre chiffres"),
        ("3 jui 2026", "n'est pas une date"),
        ("3 brumaire 2026", "n'est pas une date"),
        ("29/11-2026", "n'est pas une date"),
        ("30 février 2026", "le 30 février 2026 n'existe pas"),
        ("11/29/2026", "n'est pas une date du calendrier"),
    ],
)
def test_a_day_with_several_meanings_or_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_french_date(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-02-01", date(2021, 2, 1)),
        ("2023-10", date(2023, 10, 1)),
        ("2024", date(2024, 1, 1)),
        (" unknown ", None),
    ],
)
def test_a_page_is_dated_by_a_day_a_month_a_year_or_not_at_all(text: str, day: date | None) -> None:
    assert first_day(read_page_date(text)) == day


@pytest.mark.parametrize("text", ["", "2023-13", "0000", "02/2023", "2021-02-30", "inconnu", "23-10"])
def test_another_page_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_page_date(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("oui", True), ("OUI", True), ("true", True), ("yes", True), ("non", False), ("False", False), ("No", False)],
)
def test_a_flag_is_oui_or_non(text: str, value: object) -> None:
    assert read_flag(text) is value


@pytest.mark.parametrize("text", ["y", "on", "1", "o", "", "oui non"])
def test_no_other_word_is_a_flag(text: str) -> None:
    with pytest.raises(Unreadable, match="n'est ni oui ni non"):
        read_flag(text)


def test_text_from_outside_is_shown_short_and_visible() -> None:
    assert shorten("\x1b[31mrouge\u202e") == "\\u001b[31mrouge\\u202e"
    assert shorten("é" * 100) == "é" * 60 + "…"


@given(
    st.text(max_size=30),
    st.sampled_from([read_integer, read_money, read_rate, read_date, read_french_date, read_page_date, read_flag]),
)
def test_any_text_is_read_or_refused_in_one_sentence(text: str, read: Callable[[str], object]) -> None:
    with contextlib.suppress(Unreadable):
        read(text)
        return
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert not is_hidden_in(str(caught.value))
