"""Lines less what is negative among them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aidnum.model.budget import CostLine
from aidnum.project.budget.net import net


def _net(*lines: CostLine) -> tuple[CostLine, ...]:
    return net(lines, "ht").lines


def _line(label: str, ht: int, category: str = "logiciel", nature: str | None = None, ttc: int | None = None) -> CostLine:
    return CostLine(label, category, Decimal(ht), None if ttc is None else Decimal(ttc), nature=nature, where=f"b.csv:{label}")


def test_a_discount_is_taken_off_the_line_above_it_then_off_others_of_its_category_and_nature() -> None:
    lines = _net(_line("a", 10), _line("b", 30, "travaux"), _line("c", 5), _line("remise", -8), _line("d", 1))
    assert [(line.label, line.ht) for line in lines] == [("a", Decimal(7)), ("b", Decimal(30)), ("d", Decimal(1))]


def test_a_discount_lowers_both_amounts_where_it_tells_both() -> None:
    (line,) = _net(_line("a", 100, ttc=120), _line("remise", -10, ttc=-12))
    assert (line.ht, line.ttc) == (Decimal(90), Decimal(108))
    (line,) = _net(_line("a", 100, ttc=120), _line("remise", -10))
    assert (line.ht, line.ttc) == (Decimal(90), None)


def test_what_no_line_of_its_category_and_nature_can_bear_is_told() -> None:
    discount = _line("r", -11)
    assert net((_line("a", 10), _line("b", 99, nature="running"), discount), "ht").excess == ((discount, Decimal(1)),)


@given(st.lists(st.tuples(st.integers(-50, 100), st.sampled_from(["logiciel", "travaux"])), min_size=1, max_size=6))
def test_lines_less_their_discounts_cost_as_much(amounts: list[tuple[int, str]]) -> None:
    given_lines = [_line(str(rank), amount, category) for rank, (amount, category) in enumerate(amounts)]
    sums = {name: sum(amount for amount, category in amounts if category == name) for _, name in amounts}
    lines, excess = net(given_lines, "ht")
    if excess:
        assert min(sums.values()) < 0
        return
    assert all((line.ht or 0) > 0 for line in lines)
    assert {name: sum(line.ht or 0 for line in lines if line.category == name) for name in sums} == sums
