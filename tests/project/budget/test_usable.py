"""A budget that a plan starts from: all that can't be read is told at once, and discounts are taken off."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, InFile, SeveralInFile
from aidnum.model.budget import BudgetReading, CostLine
from aidnum.project.budget.usable import net_lines, usable_budget
from tests.project.budget.files import as_csv, as_xlsx, cells_of


def _path(folder: Path, text: str) -> str:
    return as_csv(folder, cells_of(text))


def test_how_a_budget_was_read_is_told(shipped: Catalogue, tmp_path: Path) -> None:
    told: list[str] = []
    reading = usable_budget(_path(tmp_path, "Poste;Montant HT;Note\nLicences;8 k€;x\n"), shipped.vocabulary, "ht", told.append)
    assert [line.ht for line in reading.lines] == [Decimal(8000)]
    assert told == [
        "colonnes du budget non lues : « Note »",
        "montants arrondis ou convertis : b.csv:2, 8 k€ lu 8\u00a0000\u00a0€",
    ]


def test_what_can_not_be_read_is_told_with_its_place_and_how_to_say_it(shipped: Catalogue, tmp_path: Path) -> None:
    path = _path(tmp_path, "Poste;Montant HT\nLicences;env. 500\n")
    with pytest.raises(InFile) as caught:
        usable_budget(path, shipped.vocabulary, "ht", print)
    assert caught.value.message == f"{path}:2 : « env. 500 » n'est qu'une estimation"
    assert caught.value.hint == "Écrire le montant retenu, un seul nombre."


def test_all_that_can_not_be_read_is_told_at_once(shipped: Catalogue, tmp_path: Path) -> None:
    path = as_xlsx(tmp_path, cells_of("Poste;Montant HT\nLicences;env. 500\nTruc;10\nTravaux;12.000\n"))
    with pytest.raises(SeveralInFile) as caught:
        usable_budget(path, shipped.vocabulary, "ht", print)
    assert [error.message.removeprefix(f"{path}:Feuil1!").partition(" ")[0] for error in caught.value.errors] == [
        "B2",
        "B3",
        "B4",
    ]


def test_resources_alone_are_no_costs(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(AidnumError, match="aucune ligne de coût"):
        usable_budget(_path(tmp_path, "Financeur;Montant\nDETR;10\n"), shipped.vocabulary, "ht", print)


def _reading(*lines: CostLine) -> BudgetReading:
    return BudgetReading("b.csv", None, "ht", lines)


def _line(label: str, ht: int, category: str = "logiciel", nature: str | None = None, ttc: int | None = None) -> CostLine:
    return CostLine(label, category, Decimal(ht), None if ttc is None else Decimal(ttc), nature=nature, where=f"b.csv:{label}")


def test_a_discount_is_taken_off_the_line_above_it_then_off_others_of_its_category_and_nature() -> None:
    lines = net_lines(_reading(_line("a", 10), _line("b", 30, "travaux"), _line("c", 5), _line("remise", -8), _line("d", 1)))
    assert [(line.label, line.ht) for line in lines] == [("a", Decimal(7)), ("b", Decimal(30)), ("d", Decimal(1))]


def test_a_discount_lowers_both_amounts_where_it_tells_both() -> None:
    (line,) = net_lines(_reading(_line("a", 100, ttc=120), _line("remise", -10, ttc=-12)))
    assert (line.ht, line.ttc) == (Decimal(90), Decimal(108))
    (line,) = net_lines(_reading(_line("a", 100, ttc=120), _line("remise", -10)))
    assert (line.ht, line.ttc) == (Decimal(90), None)


def test_a_discount_of_more_than_its_lines_is_refused() -> None:
    with pytest.raises(InFile, match=r"b\.csv:r : « r » : cette remise dépasse de 1\u00a0€"):
        net_lines(_reading(_line("a", 10), _line("b", 99, nature="running"), _line("r", -11)))


@given(st.lists(st.tuples(st.integers(-50, 100), st.sampled_from(["logiciel", "travaux"])), min_size=1, max_size=6))
def test_lines_less_their_discounts_cost_as_much(amounts: list[tuple[int, str]]) -> None:
    reading = _reading(*(_line(str(rank), amount, category) for rank, (amount, category) in enumerate(amounts)))
    sums = {name: sum(amount for amount, category in amounts if category == name) for _, name in amounts}
    try:
        lines = net_lines(reading)
    except InFile:
        assert min(sums.values()) < 0
        return
    assert all((line.ht or 0) > 0 for line in lines)
    assert {name: sum(line.ht or 0 for line in lines if line.category == name) for name in sums} == sums
