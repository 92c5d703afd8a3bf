"""A module is tested where its name says, or the reason stands here."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT

SOURCE, TESTS = ROOT / "src" / "aidnum", ROOT / "tests"
# Modules tested through another, with the file that does it; plain values without behaviour have none.
THROUGH = {
    "catalogue/assemble": "catalogue/test_load.py",
    "catalogue/catalogue": "catalogue/test_compiled.py",
    "catalogue/diagnostics": "catalogue/test_build.py",
    "catalogue/keys": "catalogue/test_rules.py",
    "catalogue/lint": "catalogue/test_spoilt.py",
    "catalogue/rulings": "catalogue/test_build_laws.py",
    "catalogue/vocabulary_lint": "catalogue/test_build.py",
    "cli/answer": "cli/test_output.py",
    "cli/candidates": "cli/test_completing.py",
    "cli/check": "cli/test_commands.py",
    "cli/command": "cli/test_parser.py",
    "cli/deadlines": "cli/test_commands.py",
    "cli/documents": "cli/test_dossier.py",
    "cli/explain": "cli/test_commands.py",
    "cli/export": "cli/test_commands.py",
    "cli/facts": "cli/test_commands.py",
    "cli/interruption": "cli/test_entry.py",
    "cli/list": "cli/test_commands.py",
    "cli/partners": "cli/test_territory.py",
    "cli/project_list": "cli/test_batch.py",
    "cli/schema": "cli/test_commands.py",
    "cli/show": "cli/test_commands.py",
    "columns/table": "columns/test_facts.py",
    "engine/loosened": "engine/test_plan.py",
    "engine/posed": "engine/test_plan.py",
    "engine/problem": "engine/test_choice.py",
    "engine/rejected": "engine/test_plan.py",
    "errors": "cli/test_spoken.py",
    "model/acts": "catalogue/test_build_laws.py",
    "model/calendar": "engine/test_window.py",
    "model/cash": "engine/test_cash.py",
    "model/form": "catalogue/test_build_laws.py",
    "model/law": "catalogue/test_build_laws.py",
    "model/limit": "engine/test_limits.py",
    "model/local_list": "report/test_local_list.py",
    "model/retroplan": "engine/test_retroplan.py",
    "model/overview": "engine/test_screen.py",
    **dict.fromkeys(
        (
            *("project/budget/columns", "project/budget/costs", "project/budget/entries", "project/budget/foot"),
            *("project/budget/headers", "project/budget/naming", "project/budget/resources", "project/budget/sides"),
            *("project/budget/totals", "project/budget/walk", "project/budget/words"),
        ),
        "project/budget/test_reader.py",
    ),
    "project/keys": "project/test_project_file.py",
    "project/placed": "project/test_project_file.py",
    "project/said": "project/test_merge.py",
    "project/statement": "project/test_merge.py",
    "render/budget_wording": "render/pages/test_budget.py",
    "report/asked": "report/test_news.py",
    "render/as_csv/territory": "render/pages/test_territory.py",
    "render/as_csv/reach": "cli/test_reach.py",
    "render/as_json/reach": "cli/test_reach.py",
    "render/as_json/territory": "render/pages/test_territory.py",
    "render/dates_wording": "render/pages/dossier/test_dates.py",
    "render/cash_wording": "render/pages/test_cash.py",
    "render/docx_styles": "render/test_docx.py",
    "render/odt_styles": "render/test_odt.py",
    "render/pages/sources": "render/pages/test_show.py",
    "render/pages/plan_detail": "render/pages/test_plan.py",
    "render/plan_wording": "render/pages/test_plan.py",
    "render/scheme_wording": "render/pages/test_show.py",
    "render/stale": "cli/test_validate.py",
    "render/wording": "render/pages/test_check.py",
    "render/plain_workbook": "render/test_xlsx.py",
    "render/pages/check_detail": "render/pages/test_check.py",
    "render/workbook/places": "render/workbook/test_plan_sheet.py",
    "render/workbook/words": "render/workbook/test_plan_sheet.py",
    "version": "test_wheel.py",
}
# Tests of what no single module does.
WHOLE = {
    *("api", "docs", "layers", "lock", "mirror", "wheel"),
    *(
        "catalogue/own_rules",
        "catalogue/shipped",
        "catalogue/spoilt",
        "cli/article",
        "cli/commands",
        "cli/numbers",
        "cli/real_plans",
        "cli/refusals",
        "engine/laws",
        "engine/plan_laws",
        "engine/plan_stress",
        "engine/plan_exhaustive",
        "engine/plan_limits",
        "engine/plan_oracle",
        "engine/plan_rounding",
        "render/office",
    ),
}


def _names(folder: Path, prefix: str) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob(f"{prefix}*.py") if not path.name.startswith("__"))
    return {path.with_name(path.stem.removeprefix(prefix)).as_posix() for path in found}


def test_every_module_has_its_tests_and_every_test_its_module() -> None:
    modules, tests = _names(SOURCE, ""), _names(TESTS, "test_")
    assert modules - tests == set(THROUGH)
    assert tests - modules == WHOLE


def test_what_is_tested_through_another_file_is_tested_there() -> None:
    assert [name for name, file in THROUGH.items() if not (TESTS / file).is_file()] == []
