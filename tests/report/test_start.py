"""What must come before a project starts, for the aids of a plan."""

from __future__ import annotations

from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.report.start import Awaited, awaited, by_awaited
from tests.engine.plan_samples import grant
from tests.report.dossiers import COMMUNE, DAY, written
from tests.report.test_plan import SOFTWARE, on


def test_what_a_scheme_does_not_say_the_text_on_its_payer_does(shipped: Catalogue) -> None:
    others = [("Fonds vert", 3_000, "etat"), ("Aide", 900, None), ("Région", 900, "region")]
    made = written(shipped, **{**COMMUNE, "granted": {}, "others": others})
    found = by_awaited([one.resource for one in made.requests], made.report)
    assert {start: [one.name for one in aids] for start, aids in found.items()} == {
        "receipt": ["dsil", "Fonds vert"],
        "unknown": ["Aide", "Région"],
    }


@pytest.mark.parametrize(
    ("apply", "start"),
    [
        ({}, "receipt"),
        ({"start_before_decision": "no"}, "no"),
        ({"start_before_decision": "yes"}, "yes"),
        ({"start_before_decision": "yes", "start_after": "complete"}, "complete"),
    ],
)
def test_the_sheet_of_a_scheme_wins(apply: dict[str, Any], start: Awaited, shipped: Catalogue) -> None:
    scheme = grant("aide", {"flat": 5000, "payer": "etat"}, shipped, apply={"where": "En ligne", **apply})
    report = on(DAY, shipped, [scheme], SOFTWARE)
    (aid,) = report.plans[0].resources
    assert awaited(aid, report) == start
