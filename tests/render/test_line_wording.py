"""One aid in one line: how much, until when, where, what to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render.line_wording import how_much, names, title, what_next
from aidnum.report.check import CheckReport, check
from tests.engine.samples import DAY, SOURCE, VOCABULARY, funding, scheme, situation

LOCAL = {"kind": ["local"]}
CAUTION = {"from": date(2020, 1, 1), "text": "La loi a changé.", "source": "page"}


def _report(*, calendar: dict[str, Any] | None = None, costs: dict[str, Any] | None = None, **terms: Any) -> CheckReport:
    one = scheme(LOCAL, title="Aide", calendar=calendar or {"state": "rolling"}, funding=funding(**terms))
    return check(Catalogue((one,), VOCABULARY, ("x.yaml",)), situation(costs).profile, DAY)


def _how_much(report: CheckReport) -> str:
    (line,) = report.lines("now")
    return how_much(line, VOCABULARY).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"rate": "50%"}, "50 % du HT"),
        ({"rate": {"from": "20%", "up_to": "80%"}}, "de 20 à 80 % du HT"),
        ({"rate": {"up_to": "80%"}, "basis": "ttc"}, "jusqu'à 80 % du TTC"),
        ({"rate": {"from": "30%"}, "basis": "unknown"}, "au moins 30 %"),
        ({"rate": "20%", "ceiling": "10000"}, "20 % du HT, 10 000 € au plus"),
        ({"rate": "unknown"}, "montant non connu"),
        ({"flat": "5000"}, "5 000 €"),
        ({"rate": "50%", "probable": True}, "50 % du HT, probable"),
        ({"rate": "unknown", "probable": True}, "montant non connu"),
        ({"rate": "20%", "flat": "5000"}, "20 % du HT + 5 000 €"),
        ({"slices": [{"up_to": "50000", "rate": "40%"}, {"rate": "20%"}]}, "40 % jusqu'à 50 000 €, puis 20 %"),
        ({"rate": "20%", "ceiling": {"per": "posts", "amount": "900"}}, "20 % du HT, 900 € par poste au plus"),
        ({"flat": {"per": "posts", "amount": "900"}, "ceiling": "10000"}, "900 €, par poste"),
        ({"kind": "loan", "rate": "50%"}, "prêt, 50 % du HT"),
        ({"kind": "service", "rate": None}, "service"),
        ({"kind": "engineering", "rate": None, "free": True}, "accompagnement gratuit"),
    ],
)
def test_without_costs_the_rate_or_the_sum_is_said(terms: dict[str, Any], said: str) -> None:
    assert _how_much(_report(**terms)) == said


def test_with_costs_the_sum_is_said() -> None:
    assert _how_much(_report(rate="50%", costs={"service": "60000"})) == "30 000 €"


@pytest.mark.parametrize(
    ("group", "calendar", "said"),
    [
        ("now", {"state": "rolling"}, "en permanence"),
        ("now", {"windows": [{"opens": date(2021, 1, 1), "closes": date(2021, 3, 2)}]}, "jusqu'au 2 mars 2021 (1 jour)"),
        ("now", {"windows": [{"opens": date(2021, 1, 1), "closes": DAY}]}, "jusqu'au 1er mars 2021 (dernier jour)"),
        ("next", {"windows": [{"opens": date(2021, 4, 1), "closes": date(2021, 5, 1)}]}, "dès le 1er avril 2021"),
        ("next", {"state": "recurring"}, "chaque année"),
        ("ask", {"state": "unknown", "seen_open": DAY}, "dates à demander"),
        ("ask", {"state": "unknown", "seen_open": date(2020, 2, 29)}, "vu pour la dernière fois en février 2020"),
        ("ask", {"state": "unknown"}, "page sans date"),
    ],
)
def test_the_window_is_said_in_a_few_words(group: str, calendar: dict[str, Any], said: str) -> None:
    (line,) = _report(calendar=calendar, rate="50%").lines(group)
    assert what_next(line, VOCABULARY).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"a": True}, "à préciser : a"),
        ({"agreed": True}, "à demander : bureau"),
        ({"rated": True}, "à demander : taux, bureau"),
        ({"all": [{"rated": True}, {"a": True}]}, "à préciser : a ; à demander : taux, bureau"),
    ],
)
def test_what_the_office_alone_knows_is_to_be_asked_of_it(rule: dict[str, Any], said: str) -> None:
    one = scheme({"all": [LOCAL, rule]}, organisations=["bureau"], calendar={"state": "rolling"})
    report = check(Catalogue((one,), VOCABULARY, ("x.yaml",)), situation().profile, DAY)
    (line,) = report.lines("ask")
    assert what_next(line, VOCABULARY).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "à préciser : lieu ; vu en mai 2019"),
        (
            {"caution": CAUTION, "eligibility": LOCAL, "organisations": ["dinum"]},
            "règles à vérifier ; vu en mai 2019",
        ),
        ({"eligibility": LOCAL, "organisations": ["dinum"]}, "vu pour la dernière fois en mai 2019 ; dinum"),
    ],
    ids=["facts", "law", "alone"],
)
def test_what_nobody_saw_for_a_year_says_so_beside_what_it_waits_for(more: dict[str, Any], said: str) -> None:
    asked = {"eligibility": {"all": [LOCAL, {"place": ["nord"]}]}, "sources": [{**SOURCE, "dated": "2019-05"}], **more}
    one = scheme(asked.pop("eligibility"), title="Aide", calendar={"state": "unknown"}, **asked)
    (line,) = check(Catalogue((one,), VOCABULARY, ("x.yaml",)), situation(None).profile, DAY).lines("ask")
    assert what_next(line, VOCABULARY).replace("\u00a0", " ") == said


def test_an_aid_to_ask_about_first_says_until_when_it_is_open_or_when_it_opens() -> None:
    windows = [
        ({"opens": date(2021, 1, 1), "closes": date(2021, 3, 15)}, "à préciser : a ; jusqu'au 15 mars 2021 (14 jours)"),
        ({"opens": date(2021, 4, 1), "closes": date(2021, 5, 1)}, "à préciser : a ; dès le 1er avril 2021"),
        ({"opens": date(2021, 1, 1)}, "à préciser : a"),
    ]
    for window, said in windows:
        one = scheme({"all": [LOCAL, {"a": True}]}, calendar={"windows": [window]})
        (line,) = check(Catalogue((one,), VOCABULARY, ("x.yaml",)), situation().profile, DAY).lines("ask")
        assert what_next(line, VOCABULARY).replace("\u00a0", " ") == said


def test_aids_of_several_offices_that_share_a_line_name_none() -> None:
    def asked(*offices: str) -> str:
        several = [
            scheme({"all": [LOCAL, {"agreed": True}]}, id=f"s{n}", organisations=[name], calendar={"state": "rolling"})
            for n, name in enumerate(offices)
        ]
        (line,) = check(Catalogue(tuple(several), VOCABULARY, ("x.yaml",)), situation().profile, DAY).lines("ask")
        return what_next(line, VOCABULARY).replace("\u00a0", " ")

    assert asked("bureau", "bureau") == "à demander : bureau"
    assert asked("bureau", "agence") == "à demander : accord du bureau"


def test_where_no_office_is_known_what_it_alone_knows_is_named() -> None:
    one = scheme({"all": [LOCAL, {"a": True}, {"agreed": True}]}, calendar={"state": "rolling"})
    (line,) = check(Catalogue((one,), VOCABULARY, ("x.yaml",)), situation().profile, DAY).lines("ask")
    assert what_next(line, VOCABULARY).replace("\u00a0", " ") == "à préciser : a ; à demander : accord du bureau"


def test_many_names_are_cut_and_counted() -> None:
    schemes = [scheme(LOCAL, id=f"s{n}", title=f"S{n}", calendar={"state": "rolling"}) for n in range(6)]
    report = check(Catalogue(tuple(schemes), VOCABULARY, ("x.yaml",)), situation().profile, DAY)
    assert names(report.entries).replace("\u00a0", " ") == "S0, S1 et 4 autres"
    assert names(report.entries[:3]) == "S0, S1 et S2"
    assert names(report.entries, whole=True) == "S0, S1, S2, S3, S4 et S5"


def test_much_free_help_is_counted_then_named() -> None:
    free = {"kind": "engineering", "basis": "unknown", "free": True}
    several = [scheme(LOCAL, id=f"aide-{n}", title=f"Aide {n}", calendar={"state": "rolling"}, funding=free) for n in (1, 2, 3)]
    report = check(Catalogue(several, VOCABULARY, ("x.yaml",)), situation(None).profile, DAY)
    (line,) = report.lines("now")
    said = title(line), how_much(line, VOCABULARY), what_next(line, VOCABULARY)
    assert [text.replace("\u00a0", " ") for text in said] == [
        "3 accompagnements gratuits",
        "gratuit",
        "Aide 1, Aide 2 et Aide 3",
    ]
