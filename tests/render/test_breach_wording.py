"""An illegal plan in words that a council hears, with what to lower."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.render.breach_wording import illegal_texts, plain_texts
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import grant, line, planned

COSTS = [line("logiciel", 30_000)]


def told(report: PlanReport) -> list[str]:
    """What is illegal, with plain spaces."""
    return [text.replace("\u00a0", " ") for text in illegal_texts(report)]


@pytest.fixture
def beyond(shipped: Catalogue) -> PlanReport:
    """A town that was granted 80 % and expects 10 % more."""
    schemes = [grant(name, {"rate": {"from": "5%", "up_to": "80%"}, "payer": name}, shipped) for name in ("detr", "dsil")]
    wishes = Wishes(granted={"detr": Decimal(24_000)}, expected={"dsil": Expected(Decimal(3_000))})
    return planned(shipped, schemes, COSTS, wishes=wishes)


def test_limits_of_the_same_sums_are_told_once_with_what_to_lower(beyond: PlanReport) -> None:
    illegal, way = told(beyond)
    assert illegal == (
        "Plan illégal : les aides publiques dépasseraient 80 % de l'investissement : 24 000 € au plus, et ce plan en compte "
        "27 000 € (Participation minimale du maître d'ouvrage ; Taux des dotations d'investissement)."
    )
    assert way == "Pour y tenir, 3 000 € de moins : baisser ou retirer detr (--acquis detr) ou dsil (--attendu dsil)."


def test_what_private_money_lessens_is_deducted_from_the_most(shipped: Catalogue) -> None:
    others = [Other("Mécène", Decimal(10_000), "prive"), Other("Région", Decimal(18_000), "region-payeuse")]
    first, way = told(planned(shipped, [], COSTS, wishes=Wishes(others=others)))
    assert "80 % de l'investissement, autres aides déduites : 16 000 € au plus, et ce plan en compte 18 000 €" in first
    assert way == 'Pour y tenir, 2 000 € de moins : baisser ou retirer Région (--autre "Région").'


def test_what_no_limit_tells_stays_as_it_is(cut: PlanReport) -> None:
    assert told(cut) == ["Plan illégal : acquise et rivale ne se cumulent pas."]


def test_what_excludes_stands_before_the_limits_that_are_passed(shipped: Catalogue) -> None:
    schemes = [
        grant(name, {"rate": "60%", "payer": "etat"}, shipped, **more)
        for name, more in (
            ("une", {"stacking": {"excludes": ["autre"]}}),
            ("autre", {}),
        )
    ]
    wishes = Wishes(expected=dict.fromkeys(("une", "autre"), Expected(Decimal(18_000))), loan=Decimal(500))
    report = planned(shipped, schemes, COSTS, wishes=wishes)
    first, *limits, way = told(report)
    assert first == "Plan illégal : une et autre ne se cumulent pas."
    assert limits
    assert all("dépasseraient" in text for text in limits)
    assert way == "Pour y tenir, 12 000 € de moins : baisser ou retirer une (--attendu une) ou autre (--attendu autre)."
    assert all(plan.loan == 0 for plan in report.plans)


def test_aids_beyond_the_cost_are_told_so(shipped: Catalogue) -> None:
    others = [Other(name, Decimal(20_000), "prive") for name in ("Un", "Deux")]
    (plan,) = planned(shipped, [], COSTS, wishes=Wishes(others=others)).plans
    assert "dépass" in plain_texts(plan)[0]


def test_a_legal_plan_says_nothing(shipped: Catalogue) -> None:
    assert told(planned(shipped, [grant("aide", {"rate": "50%"}, shipped)], COSTS)) == []
