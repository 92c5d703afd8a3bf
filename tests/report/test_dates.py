"""The dates of a dossier, from a plan of real schemes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.retroplan import Filing
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.report.dates import Dates, dates
from tests.engine.plan_samples import grant
from tests.report.test_plan import NETWORK, SOFTWARE, on, real

DAY = date(2026, 11, 29)
COUNCIL, CLOSING = date(2027, 1, 25), date(2027, 1, 29)
GRANTED = Wishes(granted={"dsil": Decimal(10_000)})


def of(
    catalogue: Catalogue, facts: dict[str, Any], wishes: Wishes, council: date | None = None, closing: date | None = None
) -> Dates:
    """The dates of the low plan of a software, as its aids are wished."""
    report = real(catalogue, facts, SOFTWARE, wishes, DAY)
    return dates(report, report.plans[0], council, closing)


def filings(found: Dates) -> set[Filing]:
    """Every aid that a step is for."""
    return {aid for step in found.steps for aid in step.aids}


def test_an_aid_closes_when_its_window_does(shipped: Catalogue) -> None:
    window = {"opens": date(2026, 12, 1), "closes": CLOSING}
    scheme = grant("aide", {"flat": 5000, "payer": "etat"}, shipped, calendar={"windows": [window]})
    report = on(DAY, shipped, [scheme], SOFTWARE)
    found = dates(report, report.plans[0], COUNCIL, date(2027, 6, 1))
    assert [(aid.name, aid.opens, aid.closes) for aid in found.closings] == [("aide", date(2026, 12, 1), CLOSING)]


def test_the_closing_date_given_is_that_of_aids_whose_own_is_not_known(shipped: Catalogue) -> None:
    found = of(shipped, NETWORK, Wishes(imposed=("dsil",)), COUNCIL, CLOSING)
    assert {aid.closes for aid in filings(found) if aid.name == "dsil"} == {CLOSING}
    assert of(shipped, NETWORK, Wishes(imposed=("dsil",)), COUNCIL).closings == ()


def test_an_aid_granted_is_asked_for_no_more_and_one_of_another_is(shipped: Catalogue) -> None:
    wishes = GRANTED._replace(others=(Other("Fondation", Decimal(1000), "prive"),))
    found = of(shipped, NETWORK, wishes, COUNCIL, CLOSING)
    assert {aid.name: aid.granted for aid in filings(found)}["dsil"] is True
    assert "dsil" not in {scheme.id for scheme in found.schemes} | {aid.name for aid in found.closings}
    deposited = {aid.name for step in found.steps if step.rule.step == "deposit" for aid in step.aids}
    assert "Fondation" in deposited
    assert "dsil" not in deposited


def test_what_would_shorten_a_delay_is_asked(shipped: Catalogue) -> None:
    (question,) = of(shipped, NETWORK, GRANTED, COUNCIL).questions
    assert question == shipped.vocabulary.facts["population_commune_centre"].question
    assert of(shipped, {**NETWORK, "population_commune_centre": 12_000}, GRANTED, COUNCIL).questions == ()


def test_an_aid_expected_of_a_window_that_is_over_has_no_closing_date_to_keep(shipped: Catalogue) -> None:
    over = {"windows": [{"opens": date(2025, 1, 1), "closes": date(2025, 3, 1)}]}
    scheme = grant("aide", {"flat": 5000, "payer": "etat"}, shipped, calendar=over)
    report = on(DAY, shipped, [scheme], SOFTWARE, Wishes(expected={"aide": Expected(amount=Decimal(5000))}))
    (aid,) = filings(dates(report, report.plans[0], COUNCIL))
    assert (aid.opens, aid.closes) == (None, None)
    (aid,) = filings(dates(report, report.plans[0], COUNCIL, CLOSING))
    assert (aid.opens, aid.closes) == (None, CLOSING)
