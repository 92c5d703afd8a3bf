"""The plan that is answered is the best there is: against every set of aids, each laid on the lines in every lawful way."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, reject, settings

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.plan import Case as End
from aidnum.model.plan import Plan
from tests.conftest import examples
from tests.engine.plan_cases import Case, answered, asked, cases
from tests.engine.plan_oracle import Undecided, best, is_lawful
from tests.engine.plan_second_reading import Asked, read

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of the catalogue, where a case fails


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(case=cases())
def test_no_set_of_aids_laid_in_any_lawful_way_leaves_less(shipped: Catalogue, case: Case) -> None:
    of = asked(case, shipped)
    report = answered(of, shipped)
    _is_the_best(report.plans[0], of, "low")
    _is_the_best(report.plans[-1], of, "high")


def _is_the_best(plan: Plan, of: Asked, case: End) -> None:
    names, problem = read(of, case)
    try:
        found = best(problem)
    except Undecided:
        reject()
    assert (found is None) == bool(plan.illegal)
    if found is None:
        return
    amounts = {names.index(one.name): int(one.amount * 100) for one in plan.resources}
    invested = {names.index(one.name): int(one.natures.investment * 100) for one in plan.resources}
    assert (tuple(sorted(amounts)), sum(amounts.values())) == (found.kept, found.total)
    assert is_lawful(problem, amounts, invested)
