"""A cell holds a number as people write it, or tells why it holds none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.project.cells import error_cell, flag_cell, number_cell, text_cell, written
from aidnum.project.grid import Cell


@pytest.mark.parametrize(
    ("stored", "text", "number"),
    [("8333.3333333333", "8333.333333", "8333.333333"), ("0.1", "0.1", "0.1"), ("2.50", "2.5", "2.5"), ("-3", "-3", "-3")],
)
def test_a_number_is_shown_to_six_decimals_at_most(stored: str, text: str, number: str) -> None:
    assert number_cell(stored) == Cell(text, Decimal(number))


def test_a_percentage_is_shown_as_one_and_keeps_its_value() -> None:
    assert number_cell("0.055", is_percent=True) == Cell("5.5 %", Decimal("0.055"), is_percent=True)


@pytest.mark.parametrize(
    ("text", "why"),
    [("NaN", "« NaN » n'est pas un nombre"), ("inf", "« inf » n'est pas un nombre"), ("1e22", "« 1e22 » est trop grand")],
)
def test_what_is_no_number_of_this_world_is_a_fault(text: str, why: str) -> None:
    cell = number_cell(text)
    assert (cell.number, cell.fault) == (None, why)


def test_texts_flags_and_errors() -> None:
    assert text_cell("a\r\nb\nc") == Cell("a b c")
    assert [flag_cell(is_true=each) for each in (True, False)] == [Cell("VRAI"), Cell("FAUX")]
    assert error_cell("#N/A").fault == "cette cellule est en erreur (#N/A)"


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("-0", "0"), ("20.500", "20.5"), ("1E-6", "0.000001")])
def test_a_number_is_written_out(value: str, text: str) -> None:
    assert written(Decimal(value)) == text
