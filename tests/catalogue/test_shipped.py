"""The catalogue that comes with aidnum: every example gets its answer, every figure has its source."""

from __future__ import annotations

from datetime import date

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.lint import validate
from aidnum.catalogue.load import load_catalogue
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Verdict
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
    assert all(source.checked <= date(2026, 11, 29) for source in scheme.sources)
    verdicts = {example.expect.verdict for example in scheme.examples}
    assert "eligible" in verdicts or scheme.caution or "to_confirm" in verdicts
    assert len(scheme.examples) >= 2
    assert len(verdicts) >= 2


@pytest.mark.parametrize("scheme_id", ["detr", "dsil"])
def test_no_one_is_eligible_to_what_the_law_of_2026_may_have_changed(shipped: Catalogue, scheme_id: str) -> None:
    scheme = shipped.scheme(scheme_id)
    assert scheme is not None
    facts = {"collectivite": "commune", "population": 1_500, "type": "equipement"}
    situation = Situation(read_profile(shipped.vocabulary, facts), shipped.vocabulary)
    assert assess(scheme, situation, date(2025, 12, 31)).verdict is Verdict.ELIGIBLE
    assert assess(scheme, situation, date(2026, 1, 1)).verdict is Verdict.TO_CONFIRM
