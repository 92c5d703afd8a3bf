"""A workbook whose formulas give what they carry, and in which nothing runs."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from aidnum.render import xlsx
from aidnum.render.cash_wording import ahead_text, payment_text, payments
from aidnum.report.plan import PlanReport
from tests.render.samples import HOSTILE_TEXTS


class Formulas:
    """The formulas of a sheet, worked out anew from its numbers: enough of a spreadsheet for what a plan writes."""

    def __init__(self, content: bytes, sheet: int) -> None:
        with ZipFile(io.BytesIO(content)) as book:
            text = book.read(f"xl/worksheets/sheet{sheet}.xml").decode()
        cells = re.findall(r'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>(?:<f>(.*?)</f>)?(?:<v>(.*?)</v>)?</c>)', text)
        self.formulas = {name: formula.replace("&gt;", ">").replace("&quot;", '"') for name, _, formula, _ in cells if formula}
        self.stored = {name: value for name, _, formula, value in cells if formula}
        self.numbers = {
            name: Decimal(value) for name, kind, formula, value in cells if value and not formula and 't="s"' not in kind
        }

    def value(self, name: str) -> Decimal | str:
        if name not in self.formulas:
            return self.numbers.get(name, Decimal(0))
        code = re.sub(r"SUM\(([A-Z])([0-9]+):[A-Z]([0-9]+)\)", self._sum, self.formulas[name].replace("$", ""))
        code = re.sub(r"\b([A-Z][0-9]+)\b", r"v('\1')", code)
        code = re.sub(r"(?<![\w'.])([0-9]+\.?[0-9]*)(?![\w'.])", r"D('\1')", code)
        code = re.sub(r"(?<![<>=])=(?!=)", "==", code)
        names = {"v": self.value, "D": Decimal, "IF": lambda test, yes, no: yes if test else no, "ROUND": _round}
        found = eval(code, names)  # noqa: S307 - our own formulas
        return found if isinstance(found, str) else Decimal(found)

    @staticmethod
    def _sum(match: re.Match[str]) -> str:
        return "(" + "+".join(f"{match[1]}{row}" for row in range(int(match[2]), int(match[3]) + 1)) + ")"


def _round(number: Decimal, places: Decimal) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-int(places)), "ROUND_HALF_UP")


@pytest.mark.parametrize("name", ["network", "cut", "hostile_plan"])
def test_every_formula_of_the_workbook_gives_the_value_it_carries(name: str, request: pytest.FixtureRequest) -> None:
    report: PlanReport = request.getfixturevalue(name)
    content = xlsx.render(report)
    for sheet in range(1, len(report.plans) + 1):
        formulas = Formulas(content, sheet)
        assert len(formulas.formulas) > 4
        for cell, stored in formulas.stored.items():
            found = formulas.value(cell)
            if isinstance(found, str):
                assert found == stored, (cell, formulas.formulas[cell])
            else:
                assert abs(found - Decimal(stored)) < Decimal("0.000001"), (cell, formulas.formulas[cell])


def test_a_cost_that_changes_changes_the_aids_and_the_share(network: PlanReport) -> None:
    formulas = Formulas(xlsx.render(network), 1)
    formulas.numbers["D4"] += 10_000
    assert [formulas.value(cell) for cell in ("I4", "I5", "I6", "D9", "I9")] == [31_950, 21_300, 58_750, 112_000, 112_000]
    formulas.numbers["H5"] = Decimal("0.7")
    assert "non" in {formulas.value(cell) for cell in formulas.formulas if formulas.stored[cell] in ("oui", "non")}


def test_text_is_text_in_the_workbook(hostile_plan: PlanReport) -> None:
    content = xlsx.render(hostile_plan)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[3 : 3 + len(HOSTILE_TEXTS)]] == [text.strip() for text in HOSTILE_TEXTS]
    with ZipFile(io.BytesIO(content)) as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert "<hyperlink" not in sheets
    assert "HYPERLINK" not in sheets


def test_the_same_plan_makes_the_same_workbook(network: PlanReport) -> None:
    assert xlsx.render(network) == xlsx.render(network)


def test_the_words_of_the_workbook_tell_the_money_in_time_and_the_rules_of_payment(network: PlanReport) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(network)))
    said = [str(row[0]) for row in book.get_sheet_by_index(len(network.plans)).to_python()]
    for plan in network.plans:
        assert plan.cash is not None
        assert any(ahead_text(plan.cash) in sentence for sentence in said)
    for rule in payments(network.plans):
        assert any(sentence.startswith(payment_text(rule)) for sentence in said)
