"""Loading what was dumped gives the same models."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.dump import dump_catalogue
from aidnum.catalogue.load import load_catalogue
from aidnum.catalogue.models import read
from aidnum.model.funding import Band, Bonus, Flat, Funding, Slice, Sum
from aidnum.model.marks import percent_text
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary

CATALOGUE = load_catalogue()
VOCABULARY = CATALOGUE.vocabulary
FIRST = CATALOGUE.schemes[0]


def _again(schemes: Sequence[Scheme], folder: Path) -> tuple[Scheme, ...]:
    path = folder / "dumped.yaml"
    path.write_text(dump_catalogue(schemes), encoding="utf-8")
    loaded = load_catalogue([path], shipped=False)
    assert loaded.left_out == 0, loaded.diagnostics
    return tuple(loaded.schemes)


def _one_of(vocabulary: Vocabulary, fact: str, values: Sequence[str]) -> OneOf:
    members = frozenset().union(*(vocabulary.members(fact, value) for value in values))
    return OneOf(values=tuple(values), members=members)


_NUMBERS = st.integers(0, 10**9)
_ABOUT = st.none() | st.sampled_from([Decimal("0.1"), Decimal("0.05"), Decimal("0.125")])
_BOUNDS = st.builds(Bounds, at_least=_NUMBERS, about=_ABOUT) | st.builds(Bounds, below=_NUMBERS.map(lambda n: n + 1))
_NOTES = st.none() | st.sampled_from(["Note : avec des deux-points", "#2", "l'aide", "[b]gras[/b]", "oui", "2026-01-01"])
_SOURCES = st.none() | st.just(FIRST.sources[0].id)


def _leaf(fact: str, tests: Any) -> st.SearchStrategy[Leaf]:
    return st.builds(Leaf, fact=st.just(fact), test=tests, negated=st.booleans(), source=_SOURCES, note=_NOTES)


_KINDS = st.lists(st.sampled_from(sorted(VOCABULARY.kinds)), min_size=1, max_size=4, unique=True)
_LEAVES = st.one_of(
    _leaf("population", _BOUNDS),
    _leaf("mutualise", st.builds(Is, value=st.booleans())),
    _leaf("collectivite", _KINDS.map(lambda values: _one_of(VOCABULARY, "collectivite", values))),
)
_RULES: st.SearchStrategy[Rule] = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([AllOf(parts=tuple(parts)), AnyOf(parts=tuple(parts))])
    ),
    max_leaves=8,
)


def test_the_shipped_catalogue_comes_back_the_same(shipped: Catalogue, tmp_path: Path) -> None:
    assert _again(shipped.schemes, tmp_path) == shipped.schemes


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule=_RULES)
def test_any_rule_comes_back_the_same(tmp_path: Path, rule: Rule) -> None:
    applicant = Leaf(fact="collectivite", test=_one_of(VOCABULARY, "collectivite", ["collectivites"]))
    scheme = replace(FIRST, eligibility=AllOf(parts=(applicant, rule)))
    assert _again([scheme], tmp_path)[0].eligibility == scheme.eligibility


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(low=st.integers(0, 100), high=st.integers(0, 100), ceiling=st.integers(1, 10**8), cents=st.integers(0, 99))
def test_any_rate_and_ceiling_come_back_the_same(tmp_path: Path, low: int, high: int, ceiling: int, cents: int) -> None:
    first, last = sorted((low, high))
    spec = {
        "kind": "grant",
        "basis": "ht",
        "rate": {"from": f"{first}%", "up_to": f"{last}%"},
        "ceiling": f"{ceiling}.{cents:02}",
    }
    scheme = replace(FIRST, fundings=(read(Funding, spec),))
    assert _again([scheme], tmp_path)[0].funding == scheme.funding


_EUROS = st.integers(1, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))
_LIMITS = st.builds(Sum, per=st.sampled_from([None, "postes"]), amount=_EUROS)
_FLATS = st.builds(Flat, per=st.sampled_from([None, "postes"]), amount=_EUROS)
_PERCENTS = st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)
_COST = Leaf(fact="cout_retenu", test=Bounds(at_least=10_000))
_WHENS = _RULES | st.just(_COST)
_BONUSES = st.one_of(
    st.builds(Bonus, when=_WHENS, add=_PERCENTS),
    st.builds(Bonus, when=_WHENS, add=_FLATS),
    st.builds(Bonus, when=_WHENS, multiply=st.integers(0, 99_999).map(lambda parts: Decimal(parts).scaleb(-4))),
)


@st.composite
def _slices(draw: st.DrawFn) -> tuple[Slice, ...]:
    ends = sorted(draw(st.sets(_EUROS, max_size=3)))
    last = [Slice(rate=draw(_PERCENTS))] if not ends or draw(st.booleans()) else []
    return (*(Slice(up_to=end, rate=draw(_PERCENTS)) for end in ends), *last)


_TERMS = {
    "slices": st.just(()) | _slices(),
    "flat": st.none() | _FLATS,
    **dict.fromkeys(("base_ceiling", "ceiling", "floor", "minimum_cost"), st.none() | _LIMITS),
    "bonuses": st.lists(_BONUSES, max_size=2).map(tuple),
}
_BANDS = st.lists(st.builds(Band, when=_WHENS, **_TERMS), max_size=2).map(tuple)
_FUNDINGS = st.builds(Funding, kind=st.just("grant"), basis=st.just("ht"), bands=_BANDS, **_TERMS)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(funding=_FUNDINGS)
def test_any_funding_comes_back_the_same(tmp_path: Path, funding: Funding) -> None:
    assert _again([replace(FIRST, fundings=(funding,))], tmp_path)[0].funding == funding


@pytest.mark.parametrize(("rate", "text"), [("0.5", "50%"), ("1", "100%"), ("0.125", "12.5%"), ("0", "0%"), ("0.1", "10%")])
def test_a_rate_is_written_as_a_percentage(rate: str, text: str) -> None:
    assert percent_text(Decimal(rate)) == text
