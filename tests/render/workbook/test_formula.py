"""A formula gives what a spreadsheet makes of its spelling."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.render.workbook.formula import (
    EXCEL,
    OPEN,
    Content,
    Equal,
    Every,
    Formula,
    Holds,
    Least,
    Product,
    Ratio,
    Ref,
    Sum,
    Total,
    spelled,
    worth,
)
from tests.render.workbook.books import Cell, excel_spelling, worked_out

HERE, THERE = "Ici", "Plan (haut)"
_CELLS = [Ref(sheet, row, column) for sheet in (HERE, THERE) for row in range(4) for column in range(3)]
_AMOUNTS = st.integers(-(10**7), 10**9).map(lambda cents: Decimal(cents) / 100)
_SHARES = st.integers(0, 10_000).map(lambda points: Decimal(points) / 10_000)
_PLACES = st.sampled_from(_CELLS)
_SPANS = _PLACES.flatmap(lambda ref: st.integers(ref.row, 3).map(lambda row: (ref, ref._replace(row=row))))


def _more(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Sum, several, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Product, _SHARES, inner, st.sampled_from([2, 6])),
        st.builds(Least, several),
    )


_SUMS: st.SearchStrategy[Formula] = st.recursive(
    st.one_of(_AMOUNTS, _PLACES, _SPANS.map(lambda span: Total(*span))), _more, max_leaves=8
)
_FORMULAS: st.SearchStrategy[Formula] = st.one_of(
    _SUMS, st.builds(Ratio, _SUMS, _PLACES), st.builds(Holds, _SUMS), st.builds(Equal, _SUMS, _SUMS)
)


@given(_FORMULAS, st.lists(_AMOUNTS, min_size=len(_CELLS), max_size=len(_CELLS)))
def test_a_formula_gives_what_its_spelling_does(formula: Formula, amounts: list[Decimal]) -> None:
    """For Excel and for OpenDocument, by another reckoner than ours."""
    held = dict(zip(_CELLS, amounts, strict=True))
    found = worth(formula, held.get)
    for text in (spelled(formula, EXCEL, HERE)[1:], excel_spelling(spelled(formula, OPEN, HERE))):
        sheets: dict[str, dict[str, Cell]] = {HERE: {"Z1": Cell(text, "")}, THERE: {}}
        for ref, amount in held.items():
            sheets[ref.sheet][ref.name] = Cell(None, amount)
        again = worked_out(sheets, HERE, "Z1")
        if isinstance(found, str) or isinstance(again, str):
            assert again == found
        else:
            assert abs(again - found) < Decimal("1e-9")


@pytest.mark.parametrize(
    ("formula", "excel", "open_document"),
    [
        (Ref(HERE, 4, 2), "=C5", "of:=[.C5]"),
        (Ref(THERE, 0, 0), "='Plan (haut)'!A1", "of:=[$'Plan (haut)'.A1]"),
        (Total(Ref(THERE, 0, 1), Ref(THERE, 8, 1)), "=SUM('Plan (haut)'!B1:B9)", "of:=SUM([$'Plan (haut)'.B1:.B9])"),
        (Least((Ref(HERE, 0, 0), Decimal("0.5"))), "=MIN(A1,0.5)", "of:=MIN([.A1];0.5)"),
        (
            Every(Ref(HERE, 0, 0), Ref(HERE, 3, 0)),
            '=IF(COUNTIF(A1:A4,"non")=0,"oui","non")',
            'of:=IF(COUNTIF([.A1:.A4];"non")=0;"oui";"non")',
        ),
    ],
)
def test_each_kind_of_file_has_its_spelling(formula: Formula, excel: str, open_document: str) -> None:
    assert (spelled(formula, EXCEL, HERE), spelled(formula, OPEN, HERE)) == (excel, open_document)


@pytest.mark.parametrize(
    ("answers", "said"), [(("oui", "sans objet", None), "oui"), (("oui", "non", "à vérifier"), "non"), ((None,), "oui")]
)
def test_every_test_holds_but_for_one_that_says_no(answers: tuple[Content, ...], said: str) -> None:
    held = {Ref(HERE, row, 0): answer for row, answer in enumerate(answers)}
    assert worth(Every(Ref(HERE, 0, 0), Ref(HERE, len(answers) - 1, 0)), held.get) == said


def test_a_part_of_nothing_is_nothing() -> None:
    assert worth(Ratio(Decimal(3), Sum(())), lambda _: None) == 0


@pytest.mark.parametrize(("margin", "said"), [("0", "oui"), ("-0.000001", "non"), ("-0.0000001", "oui")])
def test_a_limit_holds_to_the_cent_whatever_a_machine_loses_beyond(margin: str, said: str) -> None:
    assert worth(Holds(Decimal(margin)), lambda _: None) == said
