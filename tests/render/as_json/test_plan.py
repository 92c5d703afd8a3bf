"""A plan as JSON."""

from __future__ import annotations

import json
from decimal import Decimal

from aidnum.render import as_json
from aidnum.report.plan import PlanReport
from tests.render.samples import matches_snapshot


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


def test_the_whole_plan_is_the_stored_one(cut: PlanReport) -> None:
    assert matches_snapshot("plan-cut.json", as_json.render(cut))
