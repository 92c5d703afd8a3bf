"""The dates of a dossier, from a plan of real schemes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.retroplan import Filing
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.report.dates import Dates, dates
from aidnum.report.dossier import Dossier
from aidnum.report.plan import PlanReport
from tests.engine.plan_samples import grant
from tests.report.dossiers import COMMUNE, POOLED, written
from tests.report.test_plan import NETWORK, SOFTWARE, on, real

DAY = date(2026, 11, 29)
COUNCIL, CLOSING = date(2027, 1, 25), date(2027, 1, 29)
GRANTED = Wishes(granted={"dsil": Decimal(10_000)})


def of(
    catalogue: Catalogue, facts: dict[str, Any], wishes: Wishes, council: date | None = None, closing: date | None = None
) -> Dates:
    """The dates of the low plan of a software, as its aids are wished."""
    report = real(catalogue, facts, SOFTWARE, wishes, DAY)
    return dates(_voted(report, council), closing)


def _voted(report: PlanReport, council: date | None = COUNCIL) -> Dossier:
    """A dossier of the low plan of a report, as a council votes it on a day."""
    voters = next(one for one in report.catalogue.councils if one.id == "conseil-municipal")
    return Dossier(report, report.plans[0], None, council, voters, visas=(), mentions=(), requests=(), members=())


def filings(found: Dates) -> set[Filing]:
    """Every aid that a step is for."""
    return {aid for step in found.steps for aid in step.aids}


def test_an_aid_closes_when_its_window_does(shipped: Catalogue) -> None:
    window = {"opens": date(2026, 12, 1), "closes": CLOSING}
    scheme = grant("aide", {"flat": 5000, "payer": "etat"}, shipped, calendar={"windows": [window]})
    report = on(DAY, shipped, [scheme], SOFTWARE)
    found = dates(_voted(report), date(2027, 6, 1))
    assert [(aid.name, aid.opens, aid.closes) for aid in found.closings] == [("aide", date(2026, 12, 1), CLOSING)]


def test_the_closing_date_given_is_that_of_aids_whose_own_is_not_known(shipped: Catalogue) -> None:
    found = of(shipped, NETWORK, Wishes(imposed=("dsil",)), COUNCIL, CLOSING)
    assert {aid.closes for aid in filings(found) if aid.name == "dsil"} == {CLOSING}
    assert of(shipped, NETWORK, Wishes(imposed=("dsil",)), COUNCIL).closings == ()


def test_an_aid_granted_is_asked_for_no_more_and_one_of_another_is(shipped: Catalogue) -> None:
    others = Other("FNADT", Decimal(1000), "etat"), Other("Fondation", Decimal(1000), "prive")
    wishes = GRANTED._replace(others=others)
    found = of(shipped, NETWORK, wishes, COUNCIL, CLOSING)
    assert {aid.name: aid.granted for aid in filings(found)}["dsil"] is True
    assert "dsil" not in {scheme.id for scheme in found.schemes} | {aid.name for aid in found.closings}
    deposited = {aid.name for step in found.steps if step.rule.step == "deposit" for aid in step.aids}
    assert "FNADT" in deposited
    assert {"dsil", "Fondation"}.isdisjoint(deposited)


def test_what_would_shorten_a_delay_is_asked(shipped: Catalogue) -> None:
    (question,) = of(shipped, NETWORK, GRANTED, COUNCIL).questions
    assert question == shipped.vocabulary.facts["population_commune_centre"].question
    assert of(shipped, {**NETWORK, "population_commune_centre": 12_000}, GRANTED, COUNCIL).questions == ()


def test_an_aid_expected_of_a_window_that_is_over_has_no_closing_date_to_keep(shipped: Catalogue) -> None:
    over = {"windows": [{"opens": date(2025, 1, 1), "closes": date(2025, 3, 1)}]}
    scheme = grant("aide", {"flat": 5000, "payer": "etat"}, shipped, calendar=over)
    report = on(DAY, shipped, [scheme], SOFTWARE, Wishes(expected={"aide": Expected(amount=Decimal(5000))}))
    (aid,) = filings(dates(_voted(report)))
    assert (aid.opens, aid.closes) == (None, None)
    (aid,) = filings(dates(_voted(report), CLOSING))
    assert (aid.opens, aid.closes) == (None, CLOSING)


def test_the_dates_name_who_asks_and_the_project_by_what_is_known_of_them(shipped: Catalogue) -> None:
    named = dates(written(shipped, **COMMUNE))
    assert (named.who, named.project) == ("Saint-Pol-de-Léon", "Portail des démarches")
    facts = {"type": "dematerialisation", "collectivite": "commune", "population": 12_000, "departement": "29"}
    unnamed = dates(written(shipped, **{**COMMUNE, "names": (), "title": None, "facts": facts, "others": ()}))
    assert (unnamed.who.replace("\u202f", " ").replace("\u00a0", " "), unnamed.project) == (
        "commune, 12 000 habitants",
        "dématérialisation",
    )


def test_the_share_of_a_member_is_no_aid_to_ask_for(shipped: Catalogue) -> None:
    pooled = {**POOLED, "others": [("Roscoff", 4_000, "commune"), ("FNADT", 1_000, "etat")]}
    asked = {aid.name for aid in filings(dates(written(shipped, **pooled)))}
    assert "FNADT" in asked
    assert "Roscoff" not in asked


def test_an_aid_bears_what_its_own_sheet_says_of_a_start(shipped: Catalogue) -> None:
    found = of(
        shipped, NETWORK, Wishes(imposed=("dsil",), others=(Other("Fondation", Decimal(1000), "autre-public"),)), COUNCIL
    )
    said = {aid.name: aid.start for aid in filings(found)}
    assert (said["dsil"], said["Fondation"], said["dgd-bibliotheques"]) == ("receipt", None, None)
