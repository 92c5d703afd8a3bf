"""Cost lines: read from their cells, summed by category and by nature."""

# mypy: disable-error-code=comparison-overlap

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadProfile
from aidnum.model.budget import CostLine, both_ways, cost_line, costs_of, is_investment, natures_of, read_vat
from aidnum.model.profile import Basis, Natures, Profile
from aidnum.model.reading import Unreadable


def _read(catalogue: Catalogue, cells: dict[str, str], basis: Basis = "ht") -> CostLine:
    return cost_line(catalogue.vocabulary, {"category": "logiciel", **cells}, basis, "budget.csv:4")


def test_a_line_is_read_whole(shipped: Catalogue) -> None:
    cells = {"label": "SIGB", "ht": "1 000,50", "ttc": "1200,60", "vat": "20 %", "nature": "Investissement"}
    sums = Decimal("1000.50"), Decimal("1200.60"), Decimal("0.2")
    assert _read(shipped, cells) == CostLine("SIGB", "logiciel", *sums, "investment", "budget.csv:4")


def test_without_a_label_the_category_names_it(shipped: Catalogue) -> None:
    assert _read(shipped, {"ht": "1"}).label == "logiciels (licences)"


@pytest.mark.parametrize(
    ("basis", "cells", "both"),
    [
        ("ht", {"amount": "100"}, (100, None)),
        ("ttc", {"amount": "100"}, (None, 100)),
        ("ht", {"ht": "100", "vat": "20"}, (100, 120)),
        ("ht", {"ttc": "120", "vat": "20"}, (100, 120)),
        ("ht", {"ht": "100", "ttc": "120", "amount": "7"}, (100, 120)),
        ("ht", {"ht": "0,10", "vat": "5,5"}, ("0.10", "0.11")),
        ("ht", {"ttc": "100", "vat": "20"}, ("83.33", 100)),
        ("ht", {"ht": "100", "ttc": "120,05", "vat": "20"}, (100, "120.05")),
        ("ht", {"ht": "100", "ttc": "100"}, (100, 100)),
    ],
)
def test_the_amount_that_is_absent_comes_from_the_rate_of_tax(
    shipped: Catalogue, basis: Basis, cells: dict[str, str], both: tuple[int | str | None, int | str | None]
) -> None:
    line = _read(shipped, cells, basis)
    assert (line.ht, line.ttc) == tuple(None if amount is None else Decimal(amount) for amount in both)


@pytest.mark.parametrize(
    ("basis", "cells", "said"),
    [
        ("ht", {}, "montant manquant"),
        ("ht", {"ttc": "120"}, "le montant hors taxes manque : le donner, ou donner le taux de TVA à côté du montant TTC"),
        ("ttc", {"ht": "100"}, "le montant TTC manque : le donner, ou donner le taux de TVA à côté du montant hors taxes"),
        ("ht", {"ht": "100", "ttc": "99,99"}, "le montant TTC (99,99 €) est inférieur au montant hors taxes (100 €)"),
        ("ht", {"ht": "100", "ttc": "120,06", "vat": "20"}, "100 € hors taxes avec 20 % de TVA ne font pas 120,06 € TTC"),
        ("ht", {"ht": "1", "nature": "autre"}, "nature inconnue « autre » ; attendu : investissement ou fonctionnement"),
        ("ht", {"ht": "1", "label": "a\u200bb"}, "caractère de contrôle ou invisible dans le libellé"),
        ("ht", {"ht": "x"}, "« x » n'est pas un montant en euros ; écrire par exemple 150000 ou 150000,50"),
    ],
)
def test_a_line_that_can_not_be_read_says_why(shipped: Catalogue, basis: Basis, cells: dict[str, str], said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        _read(shipped, cells, basis)
    assert str(caught.value).replace("\u00a0", " ") == said


def test_a_category_is_asked_for_and_must_be_known(shipped: Catalogue) -> None:
    with pytest.raises(Unreadable, match="catégorie de coût manquante"):
        cost_line(shipped.vocabulary, {"ht": "1"}, "ht", "budget.csv:4")
    with pytest.raises(BadProfile, match="bateaux"):
        _read(shipped, {"category": "bateaux", "ht": "1"})


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("20 %", "0.2"),
        ("20%", "0.2"),
        ("20", "0.2"),
        ("5,5", "0.055"),
        ("5.5 %", "0.055"),
        ("0", "0"),
        ("0,9 %", "0.009"),
        ("100", "1"),
        ("1", "0.01"),
    ],
)
def test_a_rate_of_tax_is_read_with_or_without_its_sign(text: str, rate: str) -> None:
    assert read_vat(text) == Decimal(rate)


@pytest.mark.parametrize("text", ["0,2", "101", "-5", "vingt", "", "%", "5,5,5", "1e1", "\u0662\u0660", "5,\u0665", "20,00000"])
def test_a_rate_with_two_meanings_or_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="n'est pas un taux de TVA"):
        read_vat(text)


def _line(category: str, ht: int, nature: str | None = None, ttc: int | None = None) -> CostLine:
    return CostLine(category, category, Decimal(ht), None if ttc is None else Decimal(ttc), nature=nature)


LINES = [_line("b", 1, "investment", 2), _line("a", 10, None, 20), _line("b", 100, "running"), _line("b", 1000, None, 2000)]


def test_lines_add_up_by_category_in_the_order_in_which_they_appear() -> None:
    assert list(costs_of(LINES, "ht").items()) == [("b", 1101), ("a", 10)]
    assert list(costs_of(LINES, "ttc").items()) == [("b", 2002), ("a", 20)]


def test_natures_add_up_where_they_are_said() -> None:
    assert natures_of(LINES, "ht") == {"b": Natures(Decimal(1), Decimal(100))}
    assert natures_of(LINES, "ttc") == {"b": Natures(Decimal(2), Decimal(0))}


@pytest.mark.parametrize(
    ("natures", "answer"),
    [
        (["investment", "running", None], True),
        (["running", "running"], False),
        (["running", None], None),
        ([None], None),
        ([], None),
    ],
)
def test_one_line_of_investment_makes_an_investment(natures: list[str | None], *, answer: bool | None) -> None:
    assert is_investment([_line("a", 1, nature) for nature in natures]) is answer


def test_a_line_has_an_amount_before_tax_and_another_with_it() -> None:
    line = _line("a", 1, ttc=2)
    assert (line.amount("ht"), line.amount("ttc")) == (1, 2)
    assert (line.of("ht", Decimal(7)), line.of("ttc", Decimal(7))) == (_line("a", 7, ttc=2), _line("a", 1, ttc=7))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"ttc": "120"}, (100, 120, "0.2")),
        ({"ht": "100"}, (100, 120, "0.2")),
        ({"ttc": "110", "vat": "10 %"}, (100, 110, "0.1")),
        ({"ht": "100", "ttc": "110"}, (100, 110, None)),
    ],
)
def test_a_rate_of_vat_for_all_lines_serves_those_that_say_none_and_lack_an_amount(
    shipped: Catalogue, cells: dict[str, str], said: tuple[int, int, str | None]
) -> None:
    line = cost_line(shipped.vocabulary, {"category": "logiciel", **cells}, "ht", "b.csv:4", Decimal("0.2"))
    rate = None if said[2] is None else Decimal(said[2])
    assert (line.ht, line.ttc, line.vat) == (Decimal(said[0]), Decimal(said[1]), rate)


def test_a_rate_of_vat_makes_no_amount_of_nothing(shipped: Catalogue) -> None:
    with pytest.raises(Unreadable, match="montant manquant"):
        cost_line(shipped.vocabulary, {"category": "logiciel"}, "ht", "b.csv:4", Decimal("0.2"))


def test_a_profile_is_counted_the_other_way_when_every_line_is_known_so() -> None:
    both = CostLine("a", "logiciel", Decimal(10), Decimal(12), nature="running")
    profile = Profile(costs={"logiciel": Decimal(20)})
    with_tax = both_ways(profile, [both, both]).counted("ttc")
    assert with_tax is not None
    assert (with_tax.costs, with_tax.costs_basis) == ({"logiciel": 24}, "ttc")
    assert with_tax.natures == {"logiciel": Natures(Decimal(0), Decimal(24))}
    assert both_ways(profile, [both, both._replace(ttc=None)]).counted("ttc") is None
    assert both_ways(Profile(), []).counted("ttc") is None
