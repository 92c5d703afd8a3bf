"""Random rules and fundings, as words of a catalogue file, over the small vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

Spec = Mapping[str, Any]
TAGS = {"type": ("online", "data", "books"), "domain": ("library", "school", "museum")}
ABOUT = st.sampled_from(["10%", "25%", "50%"])


@st.composite
def _bounds(draw: st.DrawFn) -> dict[str, Any]:
    low = draw(st.integers(1, 10))
    given: dict[str, Any] = draw(
        st.sampled_from(
            [{"at_least": low}, {"above": low}, {"at_most": low}, {"below": low}, {"at_least": low, "at_most": low + 3}]
        )
    )
    return {**given, "about": draw(ABOUT)} if draw(st.booleans()) else given


def leaves(name: str) -> st.SearchStrategy[Spec]:
    """A test of one fact."""
    if name in ("n", "population", "covered", "months"):
        return st.builds(lambda test: {name: test}, _bounds())
    if name == "kind":
        words = st.sampled_from(["town", "county", "union", "small-union", "local"])
        return st.builds(lambda found: {name: sorted(found)}, st.sets(words, min_size=1, max_size=2))
    if name in TAGS:
        return st.builds(lambda found: {name: sorted(found)}, st.sets(st.sampled_from(TAGS[name]), min_size=1))
    return st.builds(lambda value: {name: value}, st.booleans())


def rules(names: Sequence[str], most: int = 7) -> st.SearchStrategy[Spec]:
    """A rule over some facts, each as often as one likes."""
    return st.recursive(
        st.sampled_from(list(names)).flatmap(leaves),
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=most,
    )


@st.composite
def distinct_rules(draw: st.DrawFn, names: Sequence[str]) -> Spec:
    """A rule in which every fact is tested once at most."""
    parts: list[Spec] = [draw(leaves(name)) for name in draw(st.permutations(names))]
    while len(parts) > 1:
        count = draw(st.integers(2, len(parts)))
        group: Spec = {draw(st.sampled_from(["all", "any"])): parts[:count]}
        parts = [{"not": group} if draw(st.booleans()) else group, *parts[count:]]
    return parts[0]


def facts(names: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these facts, given."""
    numbers = st.integers(0, 15)
    values: dict[str, st.SearchStrategy[Any]] = {
        "kind": st.sampled_from(["town", "county", "union", "small-union"]),
        **{tag: st.sets(st.sampled_from(TAGS[tag]), min_size=1).map(lambda found: tuple(sorted(found))) for tag in TAGS},
        **dict.fromkeys(("n", "population", "covered", "months"), numbers),
    }
    return st.fixed_dictionaries({}, optional={name: values.get(name, st.booleans()) for name in names})


_EUROS = st.integers(0, 20_000)
_PERCENTS = st.integers(0, 100).map(lambda percent: f"{percent}%")
_SUMS = _EUROS | st.builds(lambda amount: {"per": "posts", "amount": amount}, st.integers(0, 3_000))
_COST_BOUNDS = st.builds(lambda key, cost: {key: cost}, st.sampled_from(["at_least", "below"]), st.integers(1, 20_000))
_WHENS = rules(("a", "b", "joint", "kind"), 3) | _COST_BOUNDS.map(lambda test: {"cout_retenu": test})
_LIMITS = dict.fromkeys(("base_ceiling", "ceiling", "floor", "minimum_cost"), _SUMS)


@st.composite
def slices(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rising slices, the last with an end or without."""
    ends = sorted(draw(st.sets(st.integers(1, 20_000), min_size=1, max_size=3)))
    found: list[dict[str, Any]] = [{"up_to": end, "rate": draw(_PERCENTS)} for end in ends]
    return [*found, {"rate": draw(_PERCENTS)}] if draw(st.booleans()) else found


@st.composite
def _rates(draw: st.DrawFn) -> Any:
    low, high = sorted(draw(st.tuples(st.integers(0, 100), st.integers(0, 100))))
    return {"from": f"{low}%", "up_to": f"{high}%"}


def _bonuses(key: str, values: st.SearchStrategy[Any], most: int = 1) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.builds(lambda when, value: {"when": when, key: value}, _WHENS, values), max_size=most)


@st.composite
def terms(draw: st.DrawFn) -> dict[str, Any]:
    """What a funding or a band pays, with its limits and bonuses."""
    share = draw(st.sampled_from(["rate", "slices", "flat", "rate and flat"]))
    paid: dict[str, Any] = {}
    bonuses = []
    if share != "flat":
        paid |= {"slices": draw(slices())} if share == "slices" else {"rate": draw(_PERCENTS | _rates())}
        bonuses += draw(_bonuses("add", _PERCENTS))
        bonuses += draw(_bonuses("multiply", st.sampled_from(["50%", "90%", "110%", "300%"]), 2))
    if "flat" in share:
        paid["flat"] = draw(_SUMS)
        bonuses += draw(_bonuses("add", _SUMS))
    return {**paid, **draw(st.fixed_dictionaries({}, optional=_LIMITS)), **({"bonuses": bonuses} if bonuses else {})}


@st.composite
def fundings(draw: st.DrawFn) -> dict[str, Any]:
    """A funding, in bands or not."""
    uncertain = draw(st.sampled_from([{}, {"costs": {"uncertain": ["gear"]}}]))
    bands = draw(st.lists(st.builds(lambda when, own: {"when": when, **own}, _WHENS, terms()), max_size=3))
    return {**uncertain, **draw(terms()), **({"bands": bands} if bands else {})}
