"""The accounts of ``plan``: sums that add up, and one letter an aid in table and bars."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.plan import shares_of
from aidnum.model.wishes import Other, Wishes
from aidnum.render.document import Bar, Table
from aidnum.render.pages.plan_account import compact, drawn, two_sides
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import grant, line, planned
from tests.render.samples import drawn as on_screen


def test_two_plans_stand_side_by_side_and_an_aid_that_one_lacks_has_an_empty_cell(network: PlanReport) -> None:
    table, *bars = drawn(network.plans, network)
    assert isinstance(table, Table)
    assert table.headers == ("Plan bas", "Part", "Plan haut", "Part", "Recettes")
    assert [(bool(row[0]), bool(row[2]), row[4][0]) for row in table.rows] == [
        *((True, False, "A"), (True, False, "B"), (False, True, "C")),
        *((True, True, "."), (True, True, " ")),
    ]
    assert [[part.letter for part in bar.parts] for bar in bars if isinstance(bar, Bar)] == [["A", "B", "."], ["C", "."]]


def test_bars_fill_their_width_and_each_letter_its_share(network: PlanReport) -> None:
    low, high = (line for line in on_screen(network).split("\n") if re.fullmatch(r"(bas |haut) [A-Z]+\.+", line))
    assert (len(low), len(high)) == (72, 72)
    assert (low.count("A"), low.count("B"), high.count("C")) == (19, 13, 51)


def test_one_plan_has_its_rates_and_one_bar(cut: PlanReport) -> None:
    table, bar = drawn(cut.plans, cut)
    assert isinstance(table, Table)
    assert isinstance(bar, Bar)
    assert table.headers == ("Montant", "Part", "Taux", "Recettes")
    assert [row[2] for row in table.rows] == [
        *("", "10\u00a0% de 1\u00a0333,34\u00a0€", "49\u00a0% de 1\u00a0333,34\u00a0€", "5\u00a0% de 1\u00a0333,34\u00a0€"),
        *("", ""),
    ]
    assert bar.label == ""


def test_a_scheme_that_helps_in_two_ways_has_two_rows(shipped: Catalogue) -> None:
    twice = grant("double", [{"rate": "10%"}, {"flat": 500}], shipped)
    report = planned(shipped, [twice], [line("logiciel", 10_000)])
    table, _ = drawn(report.plans, report)
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [
        *("1\u00a0000,00\u00a0€", "500,00\u00a0€", "8\u00a0500,00\u00a0€", "10\u00a0000,00\u00a0€")
    ]


def test_more_aids_than_letters_share_a_sign(shipped: Catalogue) -> None:
    many = [grant(f"aide-{place:02}", {"rate": "1%", "payer": "prive"}, shipped) for place in range(28)]
    report = planned(shipped, many, [line("logiciel", 10_000)])
    table, _ = drawn(report.plans, report)
    assert isinstance(table, Table)
    assert [row[-1][0] for row in table.rows][24:] == ["Y", "Z", "+", "+", ".", " "]


def test_the_compact_table_has_amounts_alone_and_marks_only_what_is_new(network: PlanReport) -> None:
    table = compact(network.plans, network, network.plans)
    assert table.headers == ("Plan bas", "Plan haut", "Recettes")
    assert table.rows[0] == ("28\u00a0950,00\u00a0€", "", "État \u2013 DGD bibliothèques")


def test_an_aid_to_be_confirmed_is_marked_so_wherever_it_stands(shipped: Catalogue) -> None:
    doubt = {"caution": {"from": date(2020, 1, 1), "text": "La loi a pu changer.", "source": "page"}}
    report = planned(
        shipped, [grant("aide", {"rate": "10%"}, shipped, **doubt)], [line("logiciel", 10)], wishes=Wishes(("aide",))
    )
    assert compact(report.plans, report, report.plans).rows[0][-1] == "aide (à confirmer)"
    assert compact(report.plans, report, ()).rows[0][-1] == "aide (imposée, à confirmer)"


def test_the_two_sides_have_equal_totals_and_a_line_for_the_own_share(network: PlanReport) -> None:
    table = two_sides(network.plans[0], network)
    assert table.rows[2][2:] == ("Part du porteur", "", "53\u00a0750,00\u00a0€", "52,70\u00a0%")
    assert table.rows[-1][1] == table.rows[-1][4] == "102\u00a0000,00\u00a0€"
    assert len(table.rows) == len(network.lines) + 1


def test_the_nature_of_a_line_is_told_where_lines_differ_by_it(network: PlanReport, shipped: Catalogue) -> None:
    table = two_sides(network.plans[0], network)
    assert table.rows[4][0] == "Hébergement et maintenance, première année, fonctionnement"
    alike = planned(shipped, [], [line("logiciel", 10), line("prestations", 20)])
    assert [row[0] for row in two_sides(alike.plans[0], alike).rows[:-1]] == ["Logiciel", "Prestations"]


def test_a_sum_has_the_same_share_in_both_plans(shipped: Catalogue) -> None:
    """A third or so of the whole, whose remainder goes up beside one aid and not beside another."""
    aid = grant("aide", {"rate": {"from": "22.227%", "up_to": "30%"}, "payer": "prive"}, shipped)
    wishes = Wishes(others=[Other("Amis", Decimal("333.36"), "prive")])
    plans = planned(shipped, [aid], [line("logiciel", 1_000)], wishes=wishes).plans
    assert plans[0].shares[1] != plans[1].shares[1]
    low, high = shares_of(plans)
    assert low[1] == high[1] == Decimal("0.3333")
    assert sum(high) == 1
