"""Each law once, with an answer for each plan that follows what is typed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.plan import Bound, Holding
from aidnum.model.wishes import Wishes
from aidnum.render.workbook import book_of as book_of_sheets
from aidnum.render.workbook.places import places_of
from aidnum.render.workbook.rule_sheet import all_held
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import budgets, grant, grants, law, line, planned
from tests.render.workbook.books import Book
from tests.render.workbook.test_origin_sheet import laid
from tests.render.workbook.test_plan_sheet import SHEET, book_of

COST = [line("logiciel", 1_000)]


def answer(book: Book, rule: str, column: str = "C") -> Decimal | str:
    return book.worth("Règles", f"{column}{book.find('Règles', rule)[1:]}")


def test_each_law_that_bears_on_a_plan_stands_once_with_an_answer_a_plan(network: PlanReport) -> None:
    book = book_of(network)
    titles = [on.law.title for on in network.laws]
    told = [cell.value for cell in book.sheets["Règles"].values() if cell.value in titles]
    assert told == [title for title in titles if title in told]
    assert 0 < len(told) < len(titles)
    for title in map(str, told):
        answers = {answer(book, title, column) for column in "CD"}
        assert answers <= {"oui", "sans objet", "à vérifier"} != answers
        assert answers != {"sans objet"}


def test_a_minimum_is_a_rule_too(shipped: Catalogue) -> None:
    floor = law(with_=["detr"], at_least="20%", at_least_yields=False)
    catalogue = shipped._replace(laws=(floor,))
    book = book_of(planned(catalogue, [grant("aide", {"rate": "30%", "payer": "detr"}, shipped)], COST))
    assert answer(book, floor.title) == "oui"
    book.type(SHEET, "H6", "199.99")
    assert answer(book, floor.title) == "non"
    book.type(SHEET, "H6", 200)
    assert answer(book, floor.title) == "oui"


def test_a_law_on_investment_looks_at_what_is_laid_on_it(shipped: Catalogue) -> None:
    """Two thirds of the aid are: 1 200 € of it leave a fifth of the investment to pay, a cent more of it don't."""
    lines = [line("logiciel", 1_000), line("hebergement", 500, "running")]
    report = laid(planned(shipped, [grant("aide", {"rate": "40%", "payer": "etat"}, shipped)], lines), "400", "200")
    title = next(on.law.title for on in report.laws if on.law.id == "cgct-l1111-10")
    book = book_of(report)
    for amount, said in (("600", "oui"), ("1200", "oui"), ("1200.02", "non")):
        book.type(SHEET, "H6", amount)
        assert answer(book, title) == said


def test_the_limit_of_an_aid_is_told_by_its_title(shipped: Catalogue) -> None:
    limit = {"limits": [{"aids": ["public"], "share": "50%", "of": "base"}]}
    aid = grant("aide-sobre", {"rate": "30%", "payer": "etat"}, shipped, title="Aide sobre", stacking=limit)
    book = book_of(planned(shipped, [aid], COST))
    assert any("la dépense retenue par Aide sobre" in text for text in book.texts)
    assert answer(book, "Règle propre à une aide") == "oui"
    book.type(SHEET, "H6", 501)
    assert answer(book, "Règle propre à une aide") == "non"


def test_aids_that_exclude_each_other_are_told(shipped: Catalogue) -> None:
    one = grant("une", {"rate": "10%"}, shipped, stacking={"excludes": ["autre"]})
    report = planned(shipped, [one, grant("autre", {"rate": "10%"}, shipped)], COST, wishes=Wishes(("une", "autre")))
    assert answer(book_of(report), "Cumul et minimums") == "non"
    assert answer(book_of(planned(shipped, [one], COST)), "Cumul et minimums") == "oui"


def test_a_law_that_only_warns_is_to_be_checked(network: PlanReport) -> None:
    warned = {one.law.title for plan in network.plans for one in plan.warnings}
    assert warned
    for title in warned:
        assert "à vérifier" in {answer(book_of(network), title, column) for column in "CD"}


def test_a_limit_sees_of_an_aid_what_is_laid_on_its_lines(shipped: Catalogue) -> None:
    """Half of what is asked on two lines, one of which alone the limit looks at: it holds until that half passes."""
    report = planned(shipped, [grant("aide", {"rate": "60%"}, shipped)], COST)
    narrow = law(share="50%", of="cost")
    bound = Bound(narrow, None, narrow.limit, Decimal(500), Decimal(1_000), None, "Les aides ne dépassent pas 50 %")
    plan = report.plans[0]._replace(holding=(Holding(bound, (0,), (), (Decimal(300),)),))
    book = book_of(report._replace(plans=(plan,), laws=(report.laws[0]._replace(law=narrow),)))
    for amount, said in ((600, "oui"), (1_000, "oui"), (1_001, "non")):
        book.type(SHEET, "H6", amount)
        assert answer(book, narrow.title) == said


def test_what_is_already_had_owes_no_minimum(shipped: Catalogue) -> None:
    floor = law(with_=["detr"], at_least="20%", at_least_yields=False)
    aid = grant("aide", {"rate": "30%", "payer": "detr"}, shipped)
    report = planned(shipped._replace(laws=(floor,)), [aid], COST, wishes=Wishes(granted={"aide": Decimal(100)}))
    assert (report.plans[0].illegal, answer(book_of(report), floor.title)) == ((), "oui")


def test_what_no_sum_says_is_told_all_the_same(shipped: Catalogue) -> None:
    """An aid that is imposed under its own floor."""
    aid = grant("aide", {"rate": "1%", "floor": 100, "ceiling": 10}, shipped)
    report = planned(shipped, [aid], COST, wishes=Wishes(("aide",)))
    plan = report.plans[0]._replace(illegal=("Elle passe sous son minimum.",))
    book = book_of(report._replace(plans=(plan,)))
    assert (answer(book, "Cumul et minimums"), book["Règles", "C5"]) == ("non", "non")


@given(st.data())
def test_whatever_the_plan_the_workbook_says_what_it_does(shipped: Catalogue, data: st.DataObject) -> None:
    """Each amount, how it is laid, and whether the plan is legal: all worked out by formulas."""
    lines, schemes = data.draw(budgets()), data.draw(grants(shipped))
    imposed = data.draw(st.sets(st.sampled_from([scheme.id for scheme in schemes]), max_size=2)) if schemes else set()
    report = planned(shipped, schemes, lines, wishes=Wishes(tuple(sorted(imposed))))
    given_by = book_of_sheets(report).given
    for at in places_of(report):
        assert (given_by[all_held(at)] == "oui") == (not at.plan.illegal)
        assert given_by[at.total] == report.total
        for place, one in enumerate(at.plan.resources):
            assert (given_by[at.amount(place)], given_by[at.laid(place)]) == (one.amount, one.natures.investment)
