"""Plans that are hard to choose: each stays within the effort, and is the best or says how far from it it may be."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine import branch
from aidnum.engine.choice import EFFORT
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def stress() -> Iterator[ModuleType]:
    """The hard cases, which the benchmark times."""
    spec = importlib.util.spec_from_file_location("bench_stress", ROOT / "bench" / "stress.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


PROVEN = {
    "anneaux, sommes égales, coût large": True,
    "anneaux, sommes égales, coût serré": True,
    "anneaux, sommes tirées, coût large": True,
    "anneaux, sommes tirées, coût serré": True,
    "tout ou rien, sommes tirées": True,
    "tout ou rien, sommes égales": True,
    "tout ou rien, sommes presque égales": False,
    "200 aides égales, sans loi propre": True,
    "200 aides égales, DETR": True,
    "200 aides égales, DSIL": True,
    "une aide acquise énorme": True,
    "60 taux, 8 lignes": True,
    "60 taux, 8 lignes, exclusions": True,
    "60 taux petits, 8 lignes, exclusions": True,
    "60 taux à plancher, 8 lignes": False,
    "60 taux, remises": False,
    "1 000 aides, sommes": True,
}


@pytest.mark.parametrize("name", PROVEN)
def test_a_hard_plan_stays_within_the_effort(
    name: str, stress: ModuleType, shipped: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches: list[branch.Search] = []
    best = branch.Search.best

    def counted(self: branch.Search, **wanted: Any) -> branch.Found | None:
        searches.append(self)
        return best(self, **wanted)

    monkeypatch.setattr(branch.Search, "best", counted)
    report = stress.asked(shipped, stress.CASES[name]())()
    # The step that passes the effort is finished, and ties have a part of their own.
    assert all(search.spent <= 1.5 * EFFORT for search in searches)
    assert all(plan.proven for plan in report.plans) or not PROVEN[name]
    for plan in report.plans:
        assert bool(plan.illegal) is (name == "une aide acquise énorme")
        assert plan.least_share is None or 0 <= plan.least_share < plan.own_share
        assert sum((one.amount for one in plan.resources), plan.own_share) == report.total
