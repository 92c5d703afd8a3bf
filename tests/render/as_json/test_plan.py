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


def test_a_resource_says_what_a_person_calls_it_and_its_marks(network: PlanReport) -> None:
    whole = json.loads(as_json.render(network))
    first = whole["plans"][0]["resources"][0]
    assert (first["called"], first["marks"]) == ("État \u2013 DGD bibliothèques", ["revient chaque année"])


def test_what_is_over_is_rejected_and_says_since_when(network: PlanReport) -> None:
    because = {one["schemes"][0]: one["because"] for one in json.loads(as_json.render(network))["rejected"]}
    assert [because[one.scheme.id][:5] for one in network.over] == ["fermé"] * len(network.over)


def test_an_unproven_plan_says_its_bound_in_place_of_the_exact_choice(network: PlanReport) -> None:
    low, high = network.plans
    whole = json.loads(as_json.render(network._replace(plans=(low._replace(least_share=Decimal(12)), high))))
    assert whole["plans"][0]["own_share_at_least"] == "12.00"
    assert whole["exact"] == "Plan bas : optimalité non prouvée, aucun plan ne peut laisser moins de 12,00\u00a0€."
