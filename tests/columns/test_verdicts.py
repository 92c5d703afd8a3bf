"""The verdicts of columns are those of the engine, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.columns.table import ROW, Table
from aidnum.columns.verdicts import VERDICTS, Reckoner, verdicts
from aidnum.engine.assess import assess
from aidnum.engine.missing import notions_apart
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Verdict
from aidnum.model.profile import FactValue, Profile
from aidnum.model.scheme import Scheme
from aidnum.report.france import France
from aidnum.territory.facts import facts_of
from tests.columns.tables import APPLICANTS, YES_OR_NO, Applicant, alone, saying, table_of
from tests.conftest import FULL
from tests.engine.samples import DAY, SOURCE, funding, scheme
from tests.engine.strategies import Spec, facts, fundings, rules

FACTS = ("a", "b", "n", "kind", "type", "joint", "months", "wide", "shared", "population", "covered")
SAID = ("b", "n", "type", "joint", "months", "population")
NOTIONS = (None, "municipale", "totale", "dgf", "autre", "majoree")
CAUTION = {"from": DAY, "text": "La loi a changé.", "source": "page"}
UNSEEN = {"state": "unknown", "note": "Dates non connues."}
TODAY = date(2026, 11, 29)
QUESTIONS: tuple[dict[str, FactValue], ...] = (
    {},
    {"type": ("dematerialisation",)},
    {"type": ("donnees", "cooperation"), "mutualise": True, "duree_mois": 12},
    {"domaine": ("bibliotheque",), "mutualise": False, "population_dgf": 9_000},
)


def _verdicts(table: Table, schemes: list[Scheme], said: Situation, day: date = DAY) -> list[list[Verdict]]:
    found = verdicts(table, schemes, said, day)
    return [[VERDICTS[rank] for rank in row[1:]] for row in found.rows()]


def _counted(spec: Spec, notion: str | None) -> dict[str, Any]:
    """A rule whose populations are counted in one way."""
    ((key, value),) = spec.items()
    if key in ("all", "any"):
        return {key: [_counted(part, notion) for part in value]}
    if key == "not":
        return {key: _counted(value, notion)}
    return {key: {**value, "notion": notion} if key == "population" else value}


@st.composite
def _catalogues(draw: st.DrawFn) -> list[Scheme]:
    specs = [_counted(spec, draw(st.sampled_from(NOTIONS))) for spec in draw(st.lists(rules(FACTS), min_size=1, max_size=4))]
    more: st.SearchStrategy[dict[str, Any]] = st.sampled_from([{}, {}, {"caution": CAUTION}, {"calendar": UNSEEN}])
    pays = st.lists(fundings(), min_size=1, max_size=2)
    return [
        scheme(spec, id=f"aide-{place}", pays=[funding(**each) for each in draw(pays)], **draw(more))
        for place, spec in enumerate(specs)
    ]


COSTS = st.none() | st.fixed_dictionaries({}, optional={"service": st.integers(0, 20_000).map(Decimal)})


@settings(max_examples=1_000 if FULL else 40)
@given(
    schemes=_catalogues(),
    rows=st.lists(APPLICANTS, min_size=1, max_size=8),
    said=st.builds(lambda known, told: {**known, **told}, facts(SAID), st.sampled_from([{}, {}, {"grants": 8}])),
    costs=COSTS,
)
def test_random_catalogues_have_the_verdicts_of_the_engine(
    schemes: list[Scheme], rows: list[Applicant], said: dict[str, Any], costs: Any
) -> None:
    applicant = saying(said, costs)
    expected = [[assess(each, alone(row, applicant.profile), DAY).verdict for each in schemes] for row in rows]
    assert _verdicts(table_of(rows), schemes, applicant) == expected


@pytest.fixture(scope="module")
def france() -> France:
    return France()


@pytest.mark.parametrize("facts", QUESTIONS if FULL else QUESTIONS[2:], ids=str)
def test_authorities_have_the_verdicts_of_the_engine(facts: dict[str, FactValue], france: France, shipped: Catalogue) -> None:
    schemes = list(shipped.schemes)
    found = verdicts(france.table, schemes, Situation(Profile(facts=facts), shipped.vocabulary), TODAY).rows()
    for row, *ranks in found[:: 1 if FULL else 997]:
        known = Situation(Profile(facts=facts, found=facts_of([france.authority(row)])), shipped.vocabulary)
        assert [VERDICTS[rank] for rank in ranks] == [assess(each, known, TODAY).verdict for each in schemes]


ROWS = [
    *(Applicant(kind, place, "7", "9") for kind in ("town", "county", "club") for place in ("nord", "")),
    *(Applicant(kind, "nord", "7", "9", "oui") for kind in ("town", "club")),
    Applicant("town", "sud", "9"),
    Applicant("town,county", "sud", "", "", "non", "oui"),
    Applicant("town", "sud", "", "", "", "non"),
    Applicant("county", "sud", "8", "", "", "non", "4"),
]
BOUNDS = ("at_least", "above", "at_most", "below")
SCHEMES = [
    scheme({"all": [{"kind": ["local"]}, {"place": ["nord"]}, {"joint": True}]}, id="words"),
    scheme({"population": {"at_least": 8, "about": "25%"}}, id="number"),
    scheme({"not": {"covered": {"below": 8}}}, id="negated", caution=CAUTION),
    scheme({"kind": ["local"]}, id="bands", pays=funding(bands=[{"when": {"a": True}, "rate": "5%"}])),
    scheme({"kind": ["local"]}, id="several", pays=[funding(rate="5%", minimum_cost=900), funding(flat=5)]),
    scheme({"months": {"above": 3}}, id="commitment"),
    scheme(
        {"kind": ["local"]},
        id="cost",
        pays=funding(rate="5%", costs={"uncertain": ["gear"]}, minimum_cost={"per": "population", "amount": 100}),
    ),
]


@pytest.mark.parametrize("costs", [None, {"service": Decimal(850)}], ids=["no cost", "costs"])
def test_each_sort_of_test_has_the_verdicts_of_the_engine(costs: dict[str, Decimal] | None) -> None:
    applicant = saying({}, costs)
    expected = [[assess(each, alone(row, applicant.profile), DAY).verdict for each in SCHEMES] for row in ROWS]
    assert _verdicts(table_of(ROWS), SCHEMES, applicant) == expected
    assert {verdict for row in expected for verdict in row} == set(Verdict)


@pytest.mark.parametrize("costs", [None, {"service": Decimal(850)}, {"gear": Decimal(850)}], ids=str)
@pytest.mark.parametrize("tested", SCHEMES, ids=lambda one: one.id)
def test_the_engine_says_the_same_of_all_that_are_alike(tested: Scheme, costs: dict[str, Decimal] | None) -> None:
    _assert_alike(tested, ROWS, saying({}, costs))


@settings(max_examples=1_000 if FULL else 40)
@given(schemes=_catalogues(), rows=st.lists(APPLICANTS, min_size=2, max_size=8), said=facts(SAID), costs=COSTS)
def test_the_engine_says_the_same_of_all_that_are_alike_in_random_catalogues(
    schemes: list[Scheme], rows: list[Applicant], said: dict[str, Any], costs: Any
) -> None:
    _assert_alike(schemes[0], rows, saying(said, costs))


def test_what_is_unknown_of_all_may_be_so_for_several_reasons() -> None:
    rows = [Applicant(kind="town", municipale="0", totale="0"), Applicant(kind="town", totale="0")]
    _assert_alike(scheme({"population": {"at_least": 1, "notion": "dgf"}}), rows, saying({}))


BANDED = funding(bands=[{"when": {"joint": False}, "rate": "5%"}])


@pytest.mark.parametrize(
    "capped", [scheme({"kind": ["town"]}, pays=BANDED, caution=CAUTION), scheme({"kind": ["club"]}, pays=BANDED)], ids=repr
)
def test_those_that_fit_no_band_are_told_apart_whatever_else_holds_all_down(capped: Scheme) -> None:
    _assert_alike(capped, [Applicant(kind="town", joint=joint) for joint in YES_OR_NO], saying({}))


def _assert_alike(tested: Scheme, rows: list[Applicant], applicant: Situation) -> None:
    reckoner = Reckoner(table_of(rows), applicant, DAY)
    leaves, alike = reckoner.reckoning([tested]).leaves, reckoner.alike()
    shared = reckoner.facts.frame.with_columns(**leaves).select(ROW, **alike).rows()
    told: dict[tuple[Any, ...], Any] = {}
    for row, key in zip(rows, shared, strict=True):
        found = assess(tested, alone(row, applicant.profile), DAY)
        apart = [notions_apart(found.criteria, fact) for fact in found.missing]
        said = (found.verdict, found.missing, found.doubts, apart)
        assert told.setdefault(key[1:], said) == said


def test_a_bound_that_no_integer_of_a_machine_holds_is_compared_all_the_same() -> None:
    huge = [scheme({"population": {key: 10**30}}, id=f"aide-{place}") for place, key in enumerate(BOUNDS)]
    expected = [[assess(each, alone(row, saying({}).profile), DAY).verdict for each in huge] for row in ROWS]
    assert _verdicts(table_of(ROWS), huge, saying({})) == expected


def test_a_test_that_several_schemes_share_is_worked_out_once() -> None:
    same = [scheme({"all": [{"kind": ["town"]}, {"place": ["nord"]}]}, id=f"aide-{place}") for place in range(5)]
    found = Reckoner(table_of(ROWS), saying({}), DAY).reckoning(same)
    assert (len(found.leaves), len(found.rules), len(found.verdicts)) == (2, 1, 5)


def test_a_scheme_whose_source_bears_another_note_asks_no_new_test() -> None:
    other = scheme({"kind": ["town"]}, id="autre", sources=[{**SOURCE, "title": "Une autre page"}])
    assert len(Reckoner(table_of(ROWS), saying({}), DAY).reckoning([scheme({"kind": ["town"]}), other]).leaves) == 1


def test_duckdb_runs_the_same_expressions(tmp_path: Path) -> None:
    reckoner = Reckoner(table_of(ROWS), saying({}), DAY)
    reckoning = reckoner.reckoning(SCHEMES)
    ready, file = reckoner.facts.frame, tmp_path / "facts.parquet"
    ready.write_parquet(file)
    elsewhere = reckoning.over(nw.from_native(duckdb.read_parquet(str(file))))
    assert elsewhere.to_native().order(ROW).fetchall() == reckoning.over(ready).rows()


def _runs_alike(reckoner: Reckoner, schemes: Sequence[Scheme], spark: Any, file: Path) -> None:
    reckoning = reckoner.reckoning(schemes)
    ready = reckoner.facts.frame
    ready.write_parquet(file)
    elsewhere = reckoning.over(nw.from_native(spark.read.parquet(str(file)))).to_native()
    assert [tuple(row) for row in elsewhere.orderBy(ROW).collect()] == reckoning.over(ready).rows()


def test_spark_runs_the_same_expressions(spark: Any, tmp_path: Path) -> None:
    _runs_alike(Reckoner(table_of(ROWS), saying({}), DAY), SCHEMES, spark, tmp_path / "facts.parquet")


def test_spark_finds_the_same_of_every_authority(spark: Any, tmp_path: Path, france: France, shipped: Catalogue) -> None:
    said = Situation(Profile(facts={"type": ("dematerialisation",)}), shipped.vocabulary)
    _runs_alike(Reckoner(france.table, said, TODAY), list(shipped.schemes), spark, tmp_path / "facts.parquet")
