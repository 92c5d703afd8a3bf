"""Sums as cells say them, and what is no sum."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.model.reading import Unreadable, read_money
from aidnum.project.budget.amounts import NOTHING, Amount, Bad, read_amount
from aidnum.project.grid import Cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 000,00 €", "12000"),
        ("12.000,50", "12000.50"),
        ("12,000.50", "12000.50"),
        ("1\u00a0200\u202feuros", "1200"),
        ("€ 500", "500"),
        ("-500", "-500"),
        ("\u2212 500,10 €", "-500.10"),
        ("(1 200 €)", "-1200"),
        ("+3", "3"),
        ("8 k€", "8000"),
        ("8,5 K€ HT", "8500"),
        ("0", "0"),
    ],
)
def test_a_sum_is_read_as_people_write_it(text: str, value: str) -> None:
    amount = read_amount(Cell(text))
    assert isinstance(amount, Amount)
    assert amount.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "basis"), [("1 200 EUR HT", "ht"), ("1200 € TTC", "ttc"), ("1200 H.T.", "ht"), ("1200", None)]
)
def test_a_cell_may_say_whether_it_is_before_tax(text: str, basis: str | None) -> None:
    amount = read_amount(Cell(text))
    assert isinstance(amount, Amount)
    assert (amount.value, amount.basis) == (Decimal(1200), basis)


@pytest.mark.parametrize("text", ["offert", "Inclus", "compris dans le lot", "-", "–", "gratuit", "s.o.", "néant"])
def test_a_word_may_say_that_nothing_is_paid(text: str) -> None:
    assert read_amount(Cell(text)) is NOTHING


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (Cell("12.000"), "« 12.000 » est ambigu : séparateur de milliers ou décimales"),
        (Cell("12,000 €"), "« 12,000 » est ambigu : séparateur de milliers ou décimales"),
        (Cell("env. 500"), "« env. 500 » n'est qu'une estimation"),
        (Cell("entre 500 et 600"), "« entre 500 et 600 » n'est qu'une estimation"),
        (Cell("500 à 600 €"), "« 500 à 600 € » n'est qu'une estimation"),
        (Cell("à chiffrer"), "« à chiffrer » n'est pas un montant en euros"),
        (Cell("50 %"), "« 50 % » est un taux, pas une somme"),
        (Cell("50 %", Decimal("0.5"), is_percent=True), "« 50 % » est un taux, pas une somme"),
        (Cell("٢٠"), "« ٢٠ » n'est pas un montant en euros"),
        (Cell("#REF!", fault="cette cellule est en erreur (#REF!)"), "cette cellule est en erreur (#REF!)"),
        (Cell("1" + "0" * 13, Decimal(10) ** 13), "« 10000000000000 » est trop grand"),
        (Cell(lacks_value=True), "cette formule n'a pas de valeur enregistrée"),
        (Cell("€"), "« € » n'est pas un montant"),
    ],
)
def test_what_is_no_sum_is_told_with_what_to_write(cell: Cell, why: str) -> None:
    bad = read_amount(cell)
    assert isinstance(bad, Bad)
    assert (bad.why, bool(bad.say)) == (why, True)


@pytest.mark.parametrize("cell", [Cell("8333.333333", Decimal("8333.333333")), Cell("8333,333333"), Cell("8333,333")])
def test_a_sum_that_was_worked_out_is_rounded_to_the_cent_and_told(cell: Cell) -> None:
    amount = read_amount(cell)
    assert isinstance(amount, Amount)
    assert (amount.value, amount.is_rounded) == (Decimal("8333.33"), True)
    assert (amount.told or "").endswith("lu 8\u00a0333,33\u00a0€")


@given(st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2))
def test_a_sum_is_the_same_as_a_number_and_as_text(value: Decimal) -> None:
    number, text = (
        read_amount(Cell(f"{value:f}", value)),
        read_amount(Cell(f"{value:,.2f} €".replace(",", " ").replace(".", ","))),
    )
    assert isinstance(number, Amount)
    assert isinstance(text, Amount)
    assert number.value == text.value == value


def test_three_decimals_after_nothing_are_no_thousands() -> None:
    assert read_amount(Cell("0,005")) == Amount(Decimal("0.01"), "0,005 lu 0,01\u00a0€", is_rounded=True)
    with pytest.raises(Unreadable, match="« 0,005 » n'est pas un montant en euros ; écrire par exemple 150000"):
        read_money("0,005")


def test_sums_in_thousands_of_euros_are_in_euros() -> None:
    assert read_amount(Cell("12,5"), 1000) == Amount(Decimal(12500))
    assert read_amount(Cell("12.5", Decimal("12.5")), 1000) == Amount(Decimal(12500))
