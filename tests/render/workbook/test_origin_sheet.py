"""Where each euro comes from: base, rate, ceiling, what limits take, and on which costs each aid is laid."""

from __future__ import annotations

from decimal import Decimal

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.plan import Resource
from aidnum.model.profile import Natures
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import METROPOLITAN, grant, line, planned
from tests.render.workbook.books import Book
from tests.render.workbook.test_plan_sheet import SHEET, book_of, row_of

LINES = [line("logiciel", 1_000), line("hebergement", 500, "running")]


def laid(report: PlanReport, investment: str, running: str) -> PlanReport:
    """The same report, its one aid laid otherwise."""
    plan = report.plans[0]
    aid: Resource = plan.resources[0]
    moved = aid._replace(natures=Natures(Decimal(investment), Decimal(running)))
    return report._replace(plans=(plan._replace(resources=(moved,)),))


def test_an_aid_shows_what_it_is_worked_out_from(shipped: Catalogue) -> None:
    capped = grant("aide", {"rate": "50%", "ceiling": 300, "costs": {"only": ["logiciel"]}}, shipped, title="Aide")
    book = book_of(planned(shipped, [capped], LINES))
    assert row_of(book, "Calcul", 6)[:6] == ["Aide", 1_000, Decimal("0.5"), 300, None, 300]
    assert "aide plafonnée" in " ".join(book.texts)
    book.type("Calcul", "D6", 250)
    assert book.worth(SHEET, "H6") == 250


def test_a_base_follows_its_costs_as_far_as_its_ceiling(shipped: Catalogue) -> None:
    aid = grant("aide", {"rate": "50%", "base_ceiling": 800, "costs": {"only": ["logiciel"]}}, shipped)
    book = book_of(planned(shipped, [aid], LINES))
    for cost, base, amount in ((1_000, 800, 400), (600, 600, 300), (5_000, 800, 400)):
        book.type(SHEET, "C6", cost)
        assert [book.worth("Calcul", "B6"), book.worth(SHEET, "H6")] == [base, amount]


def test_what_limits_take_is_taken_from_what_is_asked(shipped: Catalogue) -> None:
    schemes = [grant(name, {"rate": "50%", "payer": "region-payeuse"}, shipped, title=name) for name in ("une", "deux")]
    book = book_of(planned(shipped, schemes, [line("logiciel", 1_000)]))
    cuts = [row_of(book, "Calcul", row)[4:6] for row in (6, 7)]
    assert sorted(cuts, key=str) == sorted([[200, 300], [None, 500]], key=str)
    assert any(text.startswith("Limite atteinte\u00a0: ") for text in book.texts)
    assert any("écrêtée de 500\u00a0€ à 300\u00a0€" in text for text in book.texts)


def _sides(book: Book, row: int) -> list[Decimal | str | None]:
    return row_of(book, "Calcul", row)[5:10]


def test_an_aid_laid_on_both_natures_follows_its_amount(shipped: Catalogue) -> None:
    report = planned(shipped, [grant("aide", {"rate": "30%"}, shipped)], LINES)
    book = book_of(laid(report, "316.67", "133.33"))
    assert [_sides(book, row)[2:] for row in (6, 7, 8, 9)] == [
        [Decimal("316.67"), Decimal("133.33"), "oui"],
        [Decimal("316.67"), Decimal("133.33"), "oui"],
        [1_000, 500, None],
        [Decimal("683.33"), Decimal("366.67"), "oui"],
    ]
    book.type(SHEET, "H6", 900)
    assert [book.worth("Calcul", cell) for cell in ("H6", "I6", "J6")] == [Decimal("633.34"), Decimal("266.66"), "oui"]


def test_a_nature_paid_beyond_its_cost_is_told(shipped: Catalogue) -> None:
    report = planned(shipped, [grant("aide", {"rate": "40%"}, shipped)], LINES)
    book = book_of(laid(report, "0", "600"))
    assert [book["Calcul", f"J{row}"] for row in (6, 7, 9)] == ["oui", "oui", "non"]


def test_the_parts_of_an_aid_follow_a_cost_that_changes(shipped: Catalogue) -> None:
    book = book_of(planned(shipped, [grant("aide", {"rate": "30%"}, shipped)], LINES))
    book.type(SHEET, "C7", 0)
    assert [book.worth("Calcul", f"{column}6") for column in "FHI"] == [300, 300, 0]
    assert book.worth("Règles", f"C{book.find('Règles', 'Répartition des aides')[1:]}") == "oui"


def test_parts_that_can_only_be_typed_are_tested_by_no_rule(shipped: Catalogue) -> None:
    report = laid(planned(shipped, [grant("aide", {"rate": "30%"}, shipped)], LINES), "316.67", "133.33")
    assert "Répartition des aides" not in book_of(report).texts


def test_costs_of_no_nature_are_running_costs_in_a_project_of_running_costs(shipped: Catalogue) -> None:
    lines = [line("hebergement", 500, None)]
    facts = {**METROPOLITAN, "investissement": False}
    book = book_of(planned(shipped, [grant("aide", {"rate": "40%"}, shipped)], lines, facts))
    assert [row_of(book, "Calcul", row)[7:9] for row in (6, 8, 9)] == [[0, 200], [0, 500], [0, 300]]
    assert book["Règles", "C5"] == "oui"


def test_each_aid_is_explained_once_for_all_plans(network: PlanReport) -> None:
    texts = book_of(network).texts
    assert len(network.plans) == 2
    title = network.plans[0].resources[0].title
    assert len([text for text in texts if text.startswith(f"{title}\u00a0: ") and "Source\u00a0: " in text]) == 1


def test_a_plan_that_is_not_proven_the_best_says_what_none_leaves_less_than(network: PlanReport) -> None:
    first, second = network.plans
    unproven = network._replace(plans=(first._replace(least_share=Decimal(12_000)), second))
    told = "Plan bas\u00a0: optimalité non prouvée, aucun plan ne peut laisser moins de 12\u00a0000\u00a0€."
    assert (told in book_of(unproven).texts, any("Choix exact" in text for text in book_of(unproven).texts)) == (True, False)
    assert any(text.startswith("Choix exact") for text in book_of(network).texts)
