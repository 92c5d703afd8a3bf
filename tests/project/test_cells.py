"""A cell means what its column makes of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.model.reading import Unreadable
from aidnum.project.cells import as_text, error_cell, number_cell, rounding, spelled, written


@pytest.mark.parametrize("column", ["label", "category", "ht", "ttc", "amount", "vat", "nature"])
def test_a_text_is_itself_in_any_column(column: str) -> None:
    assert (spelled(column, " 0,5 "), rounding(column, "8333.333")) == ("0,5", None)


@pytest.mark.parametrize(
    ("column", "value", "text", "told"),
    [
        ("ht", "8333.333333", "8333.33", "8333,333333 lu 8\u00a0333,33\u00a0€"),
        ("ttc", "0.005", "0.01", "0,005 lu 0,01\u00a0€"),
        ("amount", "2.5", "2.5", None),
        ("amount", "0.2", "0.2", None),
        ("ht", "-3.001", "-3", "-3,001 lu -3\u00a0€"),
        ("ht", "0", "0", None),
        ("vat", "0.2", "20 %", None),
        ("vat", "0.055", "5.5 %", None),
        ("vat", "1", "1", None),
        ("vat", "20", "20", None),
        ("vat", "0", "0", None),
        ("label", "0.123456", "0.123456", None),
    ],
)
def test_a_number_is_a_sum_or_a_rate(column: str, value: str, text: str, told: str | None) -> None:
    cell = as_text(number_cell(value))
    assert (spelled(column, cell), rounding(column, cell)) == (text, told)


@pytest.mark.parametrize("column", ["label", "ht", "vat"])
def test_a_percentage_is_one_everywhere(column: str) -> None:
    cell = as_text(number_cell("0.5", is_percent=True))
    assert (cell, spelled(column, cell), rounding(column, cell)) == ("50 %", "50 %", None)


@pytest.mark.parametrize("column", ["ht", "ttc", "amount", "vat"])
def test_a_cell_without_a_value_is_refused_where_a_number_is_needed(column: str) -> None:
    with pytest.raises(Unreadable, match=r"^cette cellule est en erreur \(#N/A\)$"):
        spelled(column, as_text(error_cell("#N/A")))


def test_a_cell_without_a_value_is_a_text_elsewhere() -> None:
    assert spelled("label", as_text(error_cell("#N/A"))) == "#N/A"


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("-0", "0"), ("20.500", "20.5"), ("1E-6", "0.000001")])
def test_a_number_is_written_out(value: str, text: str) -> None:
    assert written(Decimal(value)) == text
