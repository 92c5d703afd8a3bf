"""Laws that hold for every rule, against an evaluation by enumeration written another way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aidnum.engine.amount import kept_terms
from aidnum.engine.missing import doubted, missing_facts
from aidnum.engine.trace import outcome_of, trace
from aidnum.model.assessment import Outcome
from tests.conftest import examples
from tests.engine.samples import found_population, funding, paid, rule, situation
from tests.engine.strategies import TAGS, Spec, distinct_rules, facts, fundings, rules, slices, terms

NO, UNKNOWN, CONDITION, YES = Outcome
PLAIN = ("a", "b", "n", "kind", "type", "domain")
ALL = (*PLAIN, "joint", "months", "shared")
EVERY = (*ALL, "wide")
LOCAL = ("town", "county", "small-union", "large-union")
MEMBERS = {**{kind: (kind,) for kind in LOCAL}, "union": LOCAL[2:], "local": LOCAL}
COMMITMENTS = ("joint", "months")
ALONE = frozenset({"town", "small-union", "large-union"})
NUMBERS = range(40)
laws = settings(max_examples=examples(40, 400))


def _values(name: str, known: Mapping[str, Any]) -> list[frozenset[Any]]:
    """Every value a fact may have, as the set of words or numbers held at once."""
    value = known.get(name)
    if name in TAGS:
        open_words = (word for word in TAGS[name] if name != "domain" or word != "library" or known.get("library") is not False)
        return [frozenset(value)] if value else [frozenset({word}) for word in open_words]
    if name == "kind":
        return [frozenset({kind}) for kind in MEMBERS[value or "local"]]
    if value is not None:
        return [frozenset({value})]
    if name == "wide" and ALONE.issuperset(MEMBERS[known.get("kind", "local")]) and not known.get("joint"):
        return [frozenset({False})]
    return [frozenset({each}) for each in (NUMBERS if name in ("n", "months") else (True, False))]


def _fares(value: frozenset[Any], test: Any) -> int:
    """2 when a value passes, 1 when it is near enough, 0 when it fails."""
    if isinstance(test, bool):
        return 2 if test in value else 0
    if isinstance(test, list):
        return 2 if any(value & set(MEMBERS.get(word, (word,))) for word in test) else 0
    number, about = next(iter(value)), Fraction(test.get("about", "0%").removesuffix("%")) / 100
    bounds = {key: bound for key, bound in test.items() if key != "about"}

    def within(slack: Fraction) -> bool:
        less, more = 1 - slack, 1 + slack
        tests = {
            "at_least": lambda bound: number >= bound * less,
            "above": lambda bound: number > bound * less,
            "at_most": lambda bound: number <= bound * more,
            "below": lambda bound: number < bound * more,
        }
        return all(tests[key](bound) for key, bound in bounds.items())

    return 2 if within(Fraction(0)) else 1 if within(about) else 0


def _by_enumeration(spec: Spec, known: Mapping[str, Any], *, turned: bool = False) -> int:
    """The outcome from 0 (no) to 3 (yes), `turned` under an odd number of *not*."""
    key, inner = next(iter(spec.items()))
    if key == "not":
        return _by_enumeration(inner, known, turned=not turned)
    if key in ("all", "any"):
        parts = [_by_enumeration(part, known, turned=turned) for part in inner]
        return min(parts) if (key == "all") is not turned else max(parts)
    if key not in known and (key in COMMITMENTS or (key == "shared" and "data" in known.get("type", ()))):
        return 2
    fared = {_fares(value, inner) for value in _values(key, known)}
    outcome = 3 if fared == {2} else 0 if fared == {0} else 1
    return 3 - outcome if turned and outcome != 1 else outcome


@laws
@given(spec=rules(EVERY), known=facts(EVERY))
def test_an_outcome_is_that_of_all_possible_values(spec: Spec, known: dict[str, Any]) -> None:
    assert outcome_of(rule(spec), situation(**known)) == _by_enumeration(spec, known)


@laws
@given(spec=rules(PLAIN), known=facts(PLAIN), more=facts(PLAIN))
def test_knowing_more_never_turns_a_decided_verdict_within_the_family_assumed(
    spec: Spec, known: dict[str, Any], more: dict[str, Any]
) -> None:
    built = rule(spec)
    outcome = outcome_of(built, situation(**known))
    later = outcome_of(built, situation(**{**more, **known}))
    assert outcome is UNKNOWN or later is outcome


@laws
@given(spec=rules(PLAIN), known=facts(("a", "kind", "type")), field=st.sampled_from([("school",), ("museum", "school")]))
def test_a_no_to_one_field_decides_as_all_the_others_would_and_never_turns(
    spec: Spec, known: dict[str, Any], field: tuple[str, ...]
) -> None:
    built, denied = rule(spec), {**known, "library": False}
    outcome = outcome_of(built, situation(**denied))
    assert outcome == _by_enumeration(spec, denied)
    assert outcome is UNKNOWN or outcome_of(built, situation(**denied, domain=field)) is outcome
    before = outcome_of(built, situation(**known))
    assert before is UNKNOWN or before is outcome


@laws
@given(spec=rules(EVERY), known=facts(EVERY), more=facts(PLAIN))
def test_what_is_supposed_turns_no_decided_verdict_while_nothing_speaks_against_it(
    spec: Spec, known: dict[str, Any], more: dict[str, Any]
) -> None:
    built = rule(spec)
    outcome = outcome_of(built, situation(**known))
    later = outcome_of(built, situation(**{**more, **known}))
    assert outcome is UNKNOWN or (later is not UNKNOWN and (later is NO) is (outcome is NO))


@laws
@given(spec=distinct_rules(("a", "n", "kind", "joint", "wide")), known=facts(ALL))
def test_a_refusal_rests_on_what_is_supposed_where_another_value_would_lift_it(spec: Spec, known: dict[str, Any]) -> None:
    built = rule(spec)
    traced = trace(built, situation(**known))
    told = [outcome_of(built, situation(**known, wide=value)) for value in (False, True)]
    is_supposed = any(criterion.known.supposed for criterion in traced.criteria)
    assert doubted(traced) == (("wide",) if is_supposed and traced.outcome is NO and max(told) > NO else ())


@laws
@given(spec=rules(ALL), known=facts(ALL), more=facts(ALL))
def test_a_refusal_stays_one_whatever_is_learnt_commitments_included(
    spec: Spec, known: dict[str, Any], more: dict[str, Any]
) -> None:
    built = rule(spec)
    if outcome_of(built, situation(**known)) is NO:
        assert outcome_of(built, situation(**{**more, **known})) is NO


@laws
@given(spec=rules(ALL), known=facts(ALL), more=facts(PLAIN))
def test_what_holds_on_condition_goes_on_holding_while_no_commitment_is_given(
    spec: Spec, known: dict[str, Any], more: dict[str, Any]
) -> None:
    built = rule(spec)
    if outcome_of(built, situation(**known)) >= CONDITION:
        assert outcome_of(built, situation(**{**more, **known})) >= CONDITION


@laws
@given(spec=rules(ALL), known=facts(ALL), kept=st.data())
def test_a_commitment_kept_as_every_test_asks_leaves_the_scheme_eligible(
    spec: Spec, known: dict[str, Any], kept: st.DataObject
) -> None:
    built = rule(spec)
    traced = trace(built, situation(**known))
    asked = [criterion.leaf for criterion in traced.criteria if criterion.outcome is CONDITION]
    choices = {"joint": st.booleans(), "shared": st.booleans(), "months": st.integers(0, 30)}
    given_now: dict[str, Any] = {name: kept.draw(choices[name]) for name in sorted({leaf.fact for leaf in asked})}
    after = situation(**known, **given_now)
    if traced.outcome >= CONDITION and all(outcome_of(leaf, after) is YES for leaf in asked):
        assert outcome_of(built, after) is YES


def _shuffled(spec: Spec, data: st.DataObject) -> Spec:
    key, inner = next(iter(spec.items()))
    if key == "not":
        return {"not": _shuffled(inner, data)}
    if key in ("all", "any"):
        return {key: [_shuffled(part, data) for part in data.draw(st.permutations(inner))]}
    return spec


@laws
@given(spec=rules(ALL), known=facts(ALL), data=st.data())
def test_the_order_of_criteria_is_irrelevant(spec: Spec, known: dict[str, Any], data: st.DataObject) -> None:
    one, other = rule(spec), rule(_shuffled(spec, data))
    told, retold = (trace(built, situation(**known)) for built in (one, other))
    assert told.outcome is retold.outcome
    asked = [set(missing_facts(found, cautioned=False)) for found in (told, retold)]
    assert asked[0] == asked[1]


@laws
@given(parts=st.lists(rules(ALL, 3), min_size=1, max_size=3), known=facts(ALL))
def test_de_morgan(parts: list[Spec], known: dict[str, Any]) -> None:
    turned = [{"not": part} for part in parts]
    some = situation(**known)
    assert outcome_of(rule({"not": {"all": parts}}), some) is outcome_of(rule({"any": turned}), some)
    assert outcome_of(rule({"not": {"any": parts}}), some) is outcome_of(rule({"all": turned}), some)
    assert rule({"not": turned[0]}) == rule(parts[0])


def _verdict(built: Any, known: dict[str, Any], *, cautioned: bool) -> str:
    outcome = outcome_of(built, situation(**known))
    if outcome is NO:
        return "ineligible"
    return "to_confirm" if cautioned or outcome is UNKNOWN else "eligible"


DOMAINS: dict[str, list[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "p": [True, False],
    "n": [0, 1, 4, 7, 10, 13, 40],
    "kind": list(LOCAL),
}
ASKED = ("a", "b", "p", "n", "kind")


def _that_matter(built: Any, known: dict[str, Any], *, cautioned: bool) -> Iterator[str]:
    """The absent facts of which some value, with some values of the others, changes the verdict."""
    absent = [name for name in ASKED if name not in known]
    for name in absent:
        others = [other for other in absent if other != name]
        for values in product(*(DOMAINS[other] for other in others)):
            whole = {**known, **dict(zip(others, values, strict=True))}
            if len({_verdict(built, {**whole, name: value}, cautioned=cautioned) for value in DOMAINS[name]}) > 1:
                yield name
                break


@settings(max_examples=examples(30, 300))
@given(spec=distinct_rules(ASKED), known=facts(ASKED), cautioned=st.booleans())
def test_the_missing_facts_are_those_that_could_change_the_verdict(
    spec: Spec, known: dict[str, Any], *, cautioned: bool
) -> None:
    if known.get("kind") == "union":
        del known["kind"]
    built = rule(spec)
    traced = trace(built, situation(**known))
    found = set(missing_facts(traced, cautioned=cautioned)) if traced.outcome is UNKNOWN else set()
    expected = set(_that_matter(built, known, cautioned=cautioned)) if traced.outcome is UNKNOWN else set()
    assert found == expected


@settings(max_examples=examples(30, 300))
@given(spec=rules(ASKED), known=facts(ASKED), cautioned=st.booleans())
def test_no_fact_that_could_change_the_verdict_is_left_out(spec: Spec, known: dict[str, Any], *, cautioned: bool) -> None:
    built = rule(spec)
    traced = trace(built, situation(**known))
    if traced.outcome is UNKNOWN:
        found = set(missing_facts(traced, cautioned=cautioned))
        assert set(_that_matter(built, known, cautioned=cautioned)) <= found


@laws
@given(totale=st.integers(0, 500), more=st.integers(0, 9), bound=st.integers(0, 5_000), least=st.booleans())
def test_what_the_bound_of_a_notion_decides_holds_for_every_figure_it_allows(
    totale: int, more: int, bound: int, *, least: bool
) -> None:
    test = rule({"population": {"at_least" if least else "at_most": bound, "notion": "majoree"}})
    true = totale * (1 + more)
    outcome = outcome_of(test, found_population(totale, totale))
    assert outcome is UNKNOWN or (outcome is YES) is (true >= bound if least else true <= bound)


SUMS = st.integers(0, 100_000_00).map(lambda cents: Decimal(cents).scaleb(-2))
RATES = st.integers(0, 10_000).map(lambda parts: Decimal(parts).scaleb(-4))


def _paid(rate: Decimal, spent: Mapping[str, Decimal], **more: Any) -> Decimal:
    found = paid(funding(rate=f"{rate * 100:f}%", **more), situation(spent)).amount_max
    assert found is not None
    return found


@laws
@given(rate=RATES, cost=SUMS, other=SUMS, base_ceiling=SUMS, ceiling=SUMS)
def test_an_amount_never_exceeds_the_base_nor_the_ceiling(
    rate: Decimal, cost: Decimal, other: Decimal, base_ceiling: Decimal, ceiling: Decimal
) -> None:
    limits = {"costs": {"except": ["staff"]}, "base_ceiling": base_ceiling, "ceiling": ceiling}
    assert _paid(rate, {"service": cost, "staff": other}, **limits) <= min(cost, base_ceiling, ceiling)


@laws
@given(rates=st.tuples(RATES, RATES), costs=st.tuples(SUMS, SUMS), ceiling=SUMS, floor=SUMS)
def test_an_amount_never_falls_with_a_higher_rate_or_cost(
    rates: tuple[Decimal, Decimal], costs: tuple[Decimal, Decimal], ceiling: Decimal, floor: Decimal
) -> None:
    limits = {"ceiling": ceiling, "floor": floor}
    low, high = (_paid(rate, {"service": costs[0]}, **limits) for rate in sorted(rates))
    assert low <= high
    low, high = (_paid(rates[0], {"service": cost}, **limits) for cost in sorted(costs))
    assert low <= high


COSTS = st.none() | st.fixed_dictionaries({"service": st.integers(0, 30_000), "gear": st.integers(0, 5_000)})
KNOWN = facts(("a", "b", "joint", "kind"))
POSTS = st.none() | st.integers(0, 12)


def _told(known: dict[str, Any], posts: int | None) -> dict[str, Any]:
    return known if posts is None else {**known, "posts": posts}


@laws
@given(spec=terms(), costs=COSTS, known=KNOWN, posts=POSTS)
def test_no_aid_exceeds_its_ceiling_nor_what_a_rate_takes_its_base(
    spec: dict[str, Any], costs: Any, known: dict[str, Any], posts: int | None
) -> None:
    found = paid(funding(**spec), situation(costs, **_told(known, posts)))
    if found.amount_max is None:
        return
    ceiling = spec.get("ceiling")
    if ceiling is not None:
        assert found.amount_max <= (ceiling if isinstance(ceiling, int) else ceiling["amount"] * (posts or 0))
    if "flat" not in spec:
        assert found.base_max is not None
        assert found.amount_max <= found.base_max


@laws
@given(some=slices(), costs=st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)))
def test_slices_never_pay_less_for_more_nor_more_than_their_highest_rate(
    some: list[dict[str, Any]], costs: tuple[int, int]
) -> None:
    low, high = (paid(funding(slices=some), situation({"service": cost})).amount_max for cost in sorted(costs))
    assert low is not None
    assert high is not None
    assert low <= high <= max(costs) * max(int(one["rate"].removesuffix("%")) for one in some) / Decimal(100)


@laws
@given(rate=RATES, cost=SUMS)
def test_one_slice_without_end_is_a_rate(rate: Decimal, cost: Decimal) -> None:
    found = paid(funding(slices=[{"rate": f"{rate * 100:f}%"}]), situation({"service": cost})).amount_max
    assert found == _paid(rate, {"service": cost})


@settings(max_examples=examples(60, 1_000))
@given(spec=fundings(), costs=COSTS, known=KNOWN, more=KNOWN, posts=st.tuples(POSTS, POSTS))
def test_knowing_more_never_widens_the_range_of_an_amount(
    spec: dict[str, Any], costs: Any, known: dict[str, Any], more: dict[str, Any], posts: tuple[int | None, int | None]
) -> None:
    pays = funding(**spec)
    early = situation(costs, **_told(known, posts[0]))
    late = situation(costs, **_told({**more, **known}, posts[1] if posts[0] is None else posts[0]))
    before, after = paid(pays, early), paid(pays, late)
    if before.amount_min is None or before.amount_max is None or not kept_terms(pays, late).terms:
        return
    assert after.amount_min is not None
    assert after.amount_max is not None
    assert before.amount_min <= after.amount_min <= after.amount_max <= before.amount_max


@laws
@given(spec=fundings(), costs=COSTS, known=KNOWN, posts=POSTS)
def test_an_amount_is_between_nothing_and_its_high_end_in_whole_cents(
    spec: dict[str, Any], costs: Any, known: dict[str, Any], posts: int | None
) -> None:
    """An amount may be known from below alone, where a bonus that may be due has no known sum."""
    found = paid(funding(**spec), situation(costs, **_told(known, posts)))
    assert (found.amount_min is not None) or (found.amount_max is None)
    for low, high in ((found.rate_min, found.rate_max), (found.base_min, found.base_max)):
        assert (low is None) is (high is None)
    for low, high in ((found.amount_min, found.amount_max), (found.rate_min, found.rate_max), (found.base_min, found.base_max)):
        assert low is None or high is None or 0 <= low <= high
    assert all(amount is None or amount.as_tuple().exponent == -2 for amount in (found.amount_min, found.amount_max))
