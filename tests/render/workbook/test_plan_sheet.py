"""The sheet to vote: what is on each side, told for people, whatever the aids and the costs are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.french import tied
from aidnum.model.budget import CostLine, costs_of
from aidnum.model.plan import Plan, Resource
from aidnum.model.profile import Natures, read_profile
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.render import xlsx
from aidnum.render.asking import TAXED
from aidnum.render.breach_wording import plain_texts
from aidnum.report.plan import PlanReport, plan
from tests.engine.plan_samples import DAY, grant, line, planned
from tests.render.workbook.books import Book, read_xlsx

SHEET = "Plan de financement"


def book_of(report: PlanReport) -> Book:
    return read_xlsx(xlsx.render(report))


def row_of(book: Book, sheet: str, row: int) -> list[Decimal | str | None]:
    cells = book.sheets[sheet]
    return [cells[f"{column}{row}"].value if f"{column}{row}" in cells else None for column in "ABCDEFGHIJK"]


def with_aids(report: PlanReport, *aids: Resource) -> PlanReport:
    """The same report whose one plan has other aids."""
    first = report.plans[0]
    own = report.total - sum((aid.amount for aid in aids), Decimal(0))
    return report._replace(plans=(first._replace(resources=aids, own_share=own, holding=(), bounds=()),))


def an_aid(origin: str, amount: int, other: Other | None = None, **more: object) -> Resource:
    """An aid that no scheme gives, or that is only hoped for."""
    known = Resource(
        "other", None, other, Decimal(amount), Decimal(amount), None, None, Natures(Decimal(amount), Decimal(0)), False, ()
    )
    return known._replace(origin=origin, **more)  # type: ignore[arg-type]


def test_expenses_stand_on_the_left_and_receipts_on_the_right(shipped: Catalogue) -> None:
    rated = grant("rated", {"rate": "30%", "payer": "region-payeuse"}, shipped, title="Aide au numérique")
    book = book_of(planned(shipped, [rated], [line("logiciel", 1_000), line("hebergement", 500, "running")]))
    assert row_of(book, SHEET, 4)[:5] == ["DÉPENSES", None, None, None, "RECETTES"]
    assert row_of(book, SHEET, 5)[:9] == [
        *("Poste", "Nature", "Montant HT", None),
        *("Financeur", "Dispositif", "Taux", "Montant", "Part"),
    ]
    assert row_of(book, SHEET, 6)[:9] == [
        *("Logiciel", "Investissement", 1_000, None),
        *("Région Auvergne-Rhône-Alpes", "Aide au numérique", Decimal("0.3"), 450, Decimal("0.3")),
    ]
    assert row_of(book, SHEET, 7)[:9] == [
        *("Hebergement", "Fonctionnement", 500, None),
        *("Porteur du projet", "Autofinancement", None, 1_050, Decimal("0.7")),
    ]
    assert row_of(book, SHEET, 8)[:9] == ["Total des dépenses", None, 1_500, None, "Total des recettes", None, None, 1_500, 1]


def test_tax_is_told_when_every_cost_says_it(shipped: Catalogue) -> None:
    whole = CostLine("A", "logiciel", Decimal("10.01"), Decimal("12.01"), Decimal("0.2"))
    odd = CostLine("B", "logiciel", Decimal("10.00"), Decimal("11.99"))
    book = book_of(planned(shipped, [], [whole, odd]))
    assert [row_of(book, SHEET, row)[2:5] for row in (6, 7, 8)] == [
        [Decimal("10.01"), 2, Decimal("12.01")],
        [10, Decimal("1.99"), Decimal("11.99")],
        [Decimal("20.01"), Decimal("3.99"), 24],
    ]
    book.type(SHEET, "C6", 100)
    assert [book.worth(SHEET, cell) for cell in ("D6", "E6", "D7")] == [20, 120, Decimal("1.99")]
    assert "TVA" not in book_of(planned(shipped, [], [whole, odd._replace(ttc=None)])).texts


def test_costs_counted_with_tax_are_told_so_alone(shipped: Catalogue) -> None:
    lines = [CostLine("A", "logiciel", Decimal(100), Decimal(120), Decimal("0.2"))]
    profile = read_profile(shipped.vocabulary, {"collectivite": "commune"}, costs_of(lines, "ttc"), "ttc")
    book = book_of(plan(shipped._replace(schemes=()), profile, lines, DAY))
    assert row_of(book, SHEET, 5)[:4] == ["Poste", "Nature", "Montant TTC", None]
    assert book[SHEET, "C7"] == book[SHEET, "H7"] == 120


def test_a_loan_is_a_part_of_the_own_share(shipped: Catalogue) -> None:
    rated = grant("rated", {"rate": "30%"}, shipped)
    book = book_of(planned(shipped, [rated], [line("logiciel", 1_000)], wishes=Wishes(loan=Decimal(200))))
    assert [row_of(book, SHEET, row)[5:8] for row in (7, 8)] == [["Emprunt", None, 200], ["Fonds propres", None, 500]]
    assert book["Règles", "C5"] == "oui"
    book.type(SHEET, "H7", 900)
    assert book.worth(SHEET, "H8") == -200
    assert book.worth("Règles", f"C{book.find('Règles', 'Part du porteur')[1:]}") == "non"


@pytest.mark.parametrize(
    ("pays", "rate"),
    [
        ({"flat": 300}, "forfait"),
        ({"rate": "10%", "flat": 200}, Decimal("0.3")),
        ({"rate": "30%"}, Decimal("0.3")),
        ({"rate": "50%", "ceiling": 300}, Decimal("0.3")),
    ],
)
def test_a_flat_sum_has_no_rate_and_a_capped_aid_that_which_it_gives(
    shipped: Catalogue, pays: dict[str, object], rate: Decimal | str
) -> None:
    book = book_of(planned(shipped, [grant("aide", pays, shipped)], [line("logiciel", 1_000)]))
    assert row_of(book, SHEET, 6)[6:8] == [rate, 300]


def test_a_flat_sum_stays_and_a_ceiling_holds_when_costs_change(shipped: Catalogue) -> None:
    for pays, less in (
        ({"flat": 300}, 300),
        ({"rate": "10%", "flat": 200}, 300),
        ({"rate": "50%", "ceiling": 300}, 100),
        ({"rate": "30%"}, 60),
    ):
        book = book_of(planned(shipped, [grant("aide", pays, shipped)], [line("logiciel", 1_000)]))
        book.type(SHEET, "C6", 200)
        assert book.worth(SHEET, "H6") == less
        book.type(SHEET, "C6", 2_000)
        assert book.worth(SHEET, "H6") == {300: 300, 100: 300, 60: 600}[less]


def test_an_expected_rate_follows_its_base_and_an_expected_sum_stays(shipped: Catalogue) -> None:
    aid = grant("aide", {"rate": "50%", "payer": "region-payeuse"}, shipped, title="Aide")
    for expected, after in ((Expected(rate=Decimal("0.4")), 800), (Expected(amount=Decimal(400)), 400)):
        book = book_of(planned(shipped, [aid], [line("logiciel", 1_000)], wishes=Wishes(expected={"aide": expected})))
        assert row_of(book, SHEET, 6)[4:8] == ["Région Auvergne-Rhône-Alpes", "Aide (attendue)", Decimal("0.4"), 400]
        book.type(SHEET, "C6", 2_000)
        assert book.worth(SHEET, "H6") == after


def test_what_is_had_hoped_for_or_unknown_to_the_catalogue_is_told(shipped: Catalogue) -> None:
    report = planned(shipped, [], [line("logiciel", 1_000)])
    other = Other("Fondation du livre", Decimal(100), "prive")
    aids = an_aid("other", 100, other), an_aid("expected", 50, other._replace(payer="departement-payeur"))
    book = book_of(with_aids(report, *aids))
    assert [row_of(book, SHEET, row)[4:8] for row in (6, 7, 8)] == [
        ["Personne privée", "Fondation du livre", "—", 100],
        ["Département du Puy-de-Dôme", "Fondation du livre (attendue)", "—", 50],
        ["Porteur du projet", "Autofinancement", None, 850],
    ]


def test_a_plan_counted_with_tax_says_that_the_prefecture_counts_without(network: PlanReport) -> None:
    assert tied(TAXED) in book_of(network._replace(basis="ttc")).texts
    assert tied(TAXED) not in book_of(network).texts


def test_the_title_of_the_project_heads_every_plan(network: PlanReport) -> None:
    book = book_of(network._replace(title="Un portail"))
    assert [book[name, "A1"] for name in ("Plan bas", "Plan haut")] == ["Plan de financement prévisionnel — Un portail"] * 2


def test_a_plan_that_is_not_legal_says_so(unlawful: PlanReport) -> None:
    told = next(text for text in book_of(unlawful).texts if text.startswith("Ce plan n'est pas légal"))
    assert tied(plain_texts(unlawful.plans[0])[0]) in told


def test_two_plans_and_those_to_be_confirmed_have_a_sheet_each(unsure: PlanReport, network: PlanReport) -> None:
    assert list(book_of(unsure).sheets) == [
        "Plan bas",
        "Plan haut",
        "Si confirmé (bas)",
        "Si confirmé (haut)",
        "Calcul",
        "Trésorerie",
        "Règles",
    ]
    assert any("sous réserve des aides à confirmer" in text for text in book_of(unsure).texts)
    alone: Plan = network.plans[0]
    assert "Si confirmé" not in book_of(network._replace(plans=(alone,), with_unsure=(alone,))).sheets
    assert list(book_of(network._replace(plans=(alone,), with_unsure=(alone._replace(resources=(), holding=()),))).sheets)[
        :2
    ] == [
        "Plan de financement",
        "Si confirmé",
    ]
