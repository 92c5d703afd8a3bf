"""The whole rule of a scheme, and its sources by their ids."""

from __future__ import annotations

from aidnum.model.rule import AllOf, Is, Leaf, OneOf
from aidnum.model.scheme import Area
from tests.engine.samples import SOURCE, scheme

THERE = Leaf(fact="place", test=OneOf(values=("nord",), members=frozenset({"nord"})))
AREA = Area(departements=("59",), rule=THERE)


def test_the_rule_of_a_national_scheme_is_its_eligibility() -> None:
    national = scheme({"a": True})
    assert national.rule == national.eligibility


def test_that_of_a_local_one_asks_besides_where_the_applicant_lies() -> None:
    leaf = Leaf(fact="a", test=Is(value=True))
    assert scheme({"a": True}, territoire=AREA).rule == AllOf(parts=(leaf, THERE))


def test_beside_what_must_all_hold_without_one_level_more() -> None:
    local = scheme({"all": [{"a": True}, {"b": True}]}, territoire=AREA)
    assert local.rule == AllOf(parts=(*local.eligibility.parts, THERE))  # type: ignore[union-attr]


def test_a_source_is_found_by_its_id() -> None:
    cited = scheme({"a": True}, sources=[SOURCE, {**SOURCE, "id": "autre"}])
    assert (cited.source("autre"), cited.source("page")) == (cited.sources[1], cited.sources[0])
    assert (cited.source("absente"), cited.source(None)) == (None, None)
