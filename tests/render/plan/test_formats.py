"""A plan in each format: whole outputs, sums that add up, and text that can't hurt."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt
from pymarkdown.api import PyMarkdownApi
from python_calamine import CalamineWorkbook

from aidnum.render.plan import as_csv, as_json, markdown, terminal, xlsx
from aidnum.render.plan.words import shares
from aidnum.render.terminal.page import Screen
from aidnum.report.plan import PlanReport
from tests.conftest import ROOT
from tests.render.samples import HOSTILE_TEXTS, matches_snapshot
from tests.render.terminal.conftest import too_wide

CENT = Decimal("0.01")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_at_any_width(network: PlanReport, cut: PlanReport, width: int) -> None:
    for name, report in (("network", network), ("cut", cut)):
        text = terminal.render(report, Screen(width))
        assert too_wide(text, width) == []
        assert matches_snapshot(f"plan-{name}-{width}.txt", text)


def test_the_bar_fills_its_width_and_says_each_share_in_words(network: PlanReport) -> None:
    lines = terminal.render(network, Screen(80)).split("\n")
    (bar,) = [each for each in lines if re.fullmatch(r"A+B+\.+", each)]
    assert (len(bar), bar.count("A"), bar.count("B")) == (72, 20, 14)
    assert "A dgd-bibliotheques 28,38 % ; B dsil 18,92 % ; . part du porteur 52,70 %" in "\n".join(lines).replace("\u00a0", " ")


@pytest.mark.parametrize("amounts", [["1", "1", "1"], ["0.01", "999.99"], ["0", "5"], ["1", "2", "3", "1"]])
def test_shares_add_up_to_one(amounts: list[str]) -> None:
    assert sum(shares([Decimal(amount) for amount in amounts])) == 1


def test_the_markdown_is_the_one_stored(network: PlanReport, cut: PlanReport) -> None:
    assert matches_snapshot("plan-network.md", markdown.render(network))
    assert matches_snapshot("plan-cut.md", markdown.render(cut))


def test_the_markdown_keeps_the_default_rules_but_for_the_width_of_tables(
    network: PlanReport, cut: PlanReport, hostile: PlanReport, tmp_path: Path
) -> None:
    api = PyMarkdownApi().configuration_file_path(str(ROOT / "docs/pymarkdown.json"))
    for report in (network, cut, hostile):
        text = markdown.render(report)
        path = tmp_path / "plan.md"
        path.write_text(text, encoding="utf-8")
        lines = text.split("\n")
        faults = [fault for fault in api.scan_path(str(path)).scan_failures if not lines[fault.line_number - 1].startswith("|")]
        assert faults == []
        inside = re.findall(
            r"<!-- markdownlint-disable MD013 -->\n\n(.*?)\n\n<!-- markdownlint-enable MD013 -->", text, re.DOTALL
        )
        assert [each for each in lines if each.startswith("|")] == [row for table in inside for row in table.split("\n")]


def test_the_two_columns_have_the_same_total(network: PlanReport) -> None:
    html = MarkdownIt("commonmark").enable("table").render(markdown.render(network))
    for table in re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL):
        rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
        *lines, total = [[re.sub(r"<.*?>", "", cell) for cell in row] for row in rows]
        for column in (1, 3):
            assert sum(_euros(row[column]) for row in lines) == _euros(total[column]) == Decimal(102_000)


def _euros(text: str) -> Decimal:
    return Decimal(text.replace("\u00a0", "").replace("€", "").replace(",", ".") or "0")


def test_hostile_text_stays_text_in_markdown(hostile: PlanReport) -> None:
    html = MarkdownIt("commonmark").enable("table").render(markdown.render(hostile))
    assert "<script" not in html
    assert 'href="javascript' not in html
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    assert {len(re.findall(r"<t[dh]", row)) for row in rows} == {5}


def test_the_json_has_the_shape_of_the_contract(network: PlanReport) -> None:
    whole = json.loads(as_json.render(network))
    assert list(whole)[:3] == ["schema_version", "date", "basis"]
    assert whole["costs"][0]["amount"] == "38000.00"
    assert (whole["total_cost"], [plan["case"] for plan in whole["plans"]]) == ("102000.00", ["low", "high"])
    for plan in whole["plans"]:
        assert set(plan) >= {"case", "resources", "own_share", "bound_by"}
        sums = [Decimal(resource["amount"]) for resource in plan["resources"]]
        assert sum(sums, Decimal(plan["own_share"])) == Decimal(whole["total_cost"])
        assert all(set(resource) >= {"scheme", "rate", "amount", "steps"} for resource in plan["resources"])
    assert whole["plans"][1]["bound_by"] == ["cgct-l1111-10", "cgct-r2334-27"]
    assert all(set(rejected) >= {"schemes", "because"} for rejected in whole["rejected"])


def test_the_json_and_the_table_are_the_ones_stored(cut: PlanReport) -> None:
    assert matches_snapshot("plan-cut.json", as_json.render(cut))
    assert matches_snapshot("plan-cut.csv", as_csv.render(cut))


def test_the_table_opens_in_a_french_spreadsheet(hostile: PlanReport, network: PlanReport) -> None:
    text = as_csv.render(hostile)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@\t"]
    rows = list(csv.DictReader(io.StringIO(as_csv.render(network).removeprefix("\ufeff")), delimiter=";"))
    low = [row for row in rows if row["plan"] == "Plan bas"]
    sums = {side: sum(_euros(row["montant (€)"]) for row in low if row["sens"] == side) for side in ("dépense", "recette")}
    assert sums == {"dépense": 102_000, "recette": 102_000}


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


@pytest.mark.parametrize("name", ["network", "cut", "hostile"])
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


def test_text_is_text_in_the_workbook(hostile: PlanReport) -> None:
    content = xlsx.render(hostile)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[3 : 3 + len(HOSTILE_TEXTS)]] == [text.strip() for text in HOSTILE_TEXTS]
    with ZipFile(io.BytesIO(content)) as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "sheet" in name)
    assert "<hyperlink" not in sheets
    assert "HYPERLINK" not in sheets


def test_the_same_plan_makes_the_same_workbook(network: PlanReport) -> None:
    assert xlsx.render(network) == xlsx.render(network)


def test_hostile_text_is_shown_as_it_is_on_a_terminal(hostile: PlanReport) -> None:
    text = terminal.render(hostile, Screen(120, colour=True))
    assert "[publiques]" in text
    assert ":sos:" in text
