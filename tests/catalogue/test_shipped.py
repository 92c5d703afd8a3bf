"""The catalogue that comes with aidnum: every example gets its answer, every figure has its source."""

from __future__ import annotations

from collections import Counter
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.lint import validate
from aidnum.catalogue.load import load_catalogue
from aidnum.engine.assess import assess
from aidnum.engine.limits import is_payer
from aidnum.engine.situation import Situation
from aidnum.engine.window import window_on
from aidnum.french import fold
from aidnum.model.assessment import Outcome, Verdict
from aidnum.model.profile import read_profile
from aidnum.model.scheme import Example, Scheme

FIXED_IDS = {
    "france-relance-coconstruction",
    "france-relance-dematerialisation",
    "france-relance-donnees",
    "france-relance-cooperation",
    "france-relance-cooperation-2e-appel",
    "dgd-bibliotheques",
    "detr",
    "dsil",
}
CATALOGUE = load_catalogue()
EXAMPLES = [(scheme, example) for scheme in CATALOGUE.schemes for example in scheme.examples]


@pytest.mark.parametrize(("scheme", "example"), EXAMPLES, ids=[f"{s.id}: {e.title}" for s, e in EXAMPLES])
def test_an_example_gets_its_answer(scheme: Scheme, example: Example) -> None:
    profile = read_profile(CATALOGUE.vocabulary, example.profile, example.costs, example.basis)
    got = assess(scheme, Situation(profile, CATALOGUE.vocabulary), example.date)
    expect = example.expect
    assert expect.verdict in (None, got.verdict.value)
    assert expect.state in (None, got.window.state)
    assert expect.amount_min in (None, got.amounts.amount_min)
    assert expect.amount_max in (None, got.amounts.amount_max)
    assert expect.amount is None or expect.amount == got.amounts.amount_min == got.amounts.amount_max
    assert expect.missing is None or set(expect.missing) == set(got.missing)


def test_validate_finds_nothing_to_say() -> None:
    found = validate([])
    assert found.diagnostics == ()
    assert (found.schemes, found.examples) == (len(CATALOGUE.schemes), len(EXAMPLES))


def test_the_schemes_met_by_name_are_there(shipped: Catalogue) -> None:
    assert {scheme.id for scheme in shipped.schemes} >= FIXED_IDS
    assert len(shipped.schemes) >= 20


@pytest.mark.parametrize("scheme", CATALOGUE.schemes, ids=lambda scheme: scheme.id)
def test_a_scheme_has_sources_checked_and_examples_on_both_sides(scheme: Scheme) -> None:
    assert all(source.dated and source.checked <= date(2026, 11, 29) for source in scheme.sources)
    verdicts = {example.expect.verdict for example in scheme.examples}
    assert "eligible" in verdicts or scheme.caution or "to_confirm" in verdicts
    assert len(scheme.examples) >= 2
    assert len(verdicts) >= 2


DIGITAL_TYPES = tuple(CATALOGUE.vocabulary.types)


@pytest.mark.parametrize("kind", ["commune", "cc", "ca", "cu", "metropole", "petr"])
def test_every_digital_type_may_have_the_dsil_provided_it_is_an_investment(shipped: Catalogue, kind: str) -> None:
    dsil = shipped.scheme("dsil")
    assert dsil is not None
    for word in DIGITAL_TYPES:
        situation = Situation(read_profile(shipped.vocabulary, {"collectivite": kind, "type": word}), shipped.vocabulary)
        got = assess(dsil, situation, date(2026, 11, 28))
        assert (got.verdict, got.window.state) == (Verdict.ELIGIBLE, "recurring")
        assert [one.leaf.fact for one in got.criteria if one.outcome is Outcome.CONDITION] == ["investissement"]


def test_the_lists_of_the_detr_are_those_read_for_2026() -> None:
    detr = CATALOGUE.scheme("detr")
    assert detr is not None
    (lists,) = detr.lists
    assert lists.year == 2026
    said = Counter(one.says for one in lists.places.values())
    assert said == {"digital": 39, "wide": 37, "nothing": 14, "unpublished": 7}
    members = {code: CATALOGUE.vocabulary.members(lists.by, code) for code in lists.places}
    every = frozenset().union(*(CATALOGUE.vocabulary.members(lists.by, code) for code in CATALOGUE.vocabulary.values(lists.by)))
    assert every - frozenset().union(*members.values()) == {"75", "92", "93", "94"}
    assert [code for code, one in lists.places.items() if one.rate] == ["36", "49", "62", "80", "84"]
    assert all(bool(one.lines) != (one.says == "unpublished") or one.says == "nothing" for one in lists.places.values())


@given(population=st.integers(0, 2_000), word=st.sampled_from(DIGITAL_TYPES), overseas=st.booleans())
def test_no_one_is_eligible_to_the_detr_until_the_prefecture_has_confirmed_the_category(
    *, population: int, word: str, overseas: bool
) -> None:
    detr = CATALOGUE.scheme("detr")
    assert detr is not None
    facts = {"collectivite": "commune", "population": population, "type": word, "outre_mer": overseas}
    asked, told = (
        assess(detr, Situation(read_profile(CATALOGUE.vocabulary, known), CATALOGUE.vocabulary), date(2026, 11, 28))
        for known in (facts, {**facts, "categorie_detr": True})
    )
    assert (asked.verdict, asked.missing) == (Verdict.TO_CONFIRM, ("categorie_detr",))
    assert told.verdict is Verdict.ELIGIBLE


ALIVE = [one for one in CATALOGUE.schemes if window_on(one.calendar, date(2026, 11, 29)).state not in {"closed", "exhausted"}]


@pytest.mark.parametrize("scheme", ALIVE, ids=lambda scheme: scheme.id)
def test_a_scheme_alive_says_where_one_applies_whom_to_ask_and_whether_work_may_start(scheme: Scheme) -> None:
    assert scheme.apply is not None
    assert scheme.apply.where or scheme.apply.url
    assert scheme.organisations or scheme.apply.contact
    assert scheme.apply.source or scheme.apply.start_before_decision == "unknown"


@pytest.mark.parametrize("scheme", ALIVE, ids=lambda scheme: scheme.id)
def test_a_national_scheme_sends_to_no_one_place_s_office(scheme: Scheme) -> None:
    if scheme.territoire is not None:
        return
    words = CATALOGUE.vocabulary
    places = {fold(term.label).replace(" ", "-") for fact in ("departement", "region") for term in words.values(fact).values()}
    hosts = [urlsplit(url).hostname or "" for url in (scheme.url, scheme.apply and scheme.apply.url) if url]
    assert [host for host in hosts if host.endswith(".gouv.fr") and not places.isdisjoint(host.split("."))] == []


def test_what_the_ministry_of_culture_may_bring_counts_no_other_service_of_the_state(shipped: Catalogue) -> None:
    scheme = shipped.scheme("patrimoine-ecrit-bibliotheques")
    assert scheme is not None
    assert scheme.stacking is not None
    (limit,) = scheme.stacking.limits
    counted = [one.id for one in shipped.schemes if is_payer(one.funding.payer, limit.aids, shipped.vocabulary)]
    assert {"pnv-drac", "dgd-bibliotheques", "bnf-pole-associe-regional"} <= set(counted)
    assert not {"conseiller-numerique", "france-relance-donnees", "detr"} & set(counted)


def test_no_maximum_is_told_of_an_aid_whose_bonus_is_not_known(shipped: Catalogue) -> None:
    scheme = shipped.scheme("archivage-numerique-en-territoires")
    assert scheme is not None
    facts = {"collectivite": "departement", "type": "archivage"}
    profile = read_profile(shipped.vocabulary, facts, {"etudes": "20000", "prestations": "40000"}, "ttc")
    got = assess(scheme, Situation(profile, shipped.vocabulary), date(2026, 11, 28))
    assert (got.verdict, got.amounts.amount_max) == (Verdict.ELIGIBLE, None)
