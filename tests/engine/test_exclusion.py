"""Which schemes can't be had together: told, of one group, or of one succession."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.exclusion import exclusions
from aidnum.model.scheme import Scheme
from tests.engine.plan_samples import grant


def some(catalogue: Catalogue, **said: dict[str, Any]) -> list[Scheme]:
    """Grants of a tenth, by id, each with what is said of it."""
    return [grant(name, {"rate": "10%"}, catalogue, **more) for name, more in said.items()]


def stacking(*with_: str) -> dict[str, Any]:
    """That an aid stacks with these."""
    return {"stacking": {"with": list(with_), "source": "page"}}


def barred(schemes: Sequence[Scheme], known: Sequence[Scheme] = ()) -> dict[str, str]:
    """Those that each can't be had with, in one word."""
    return {name: "".join(sorted(others)) for name, others in exclusions(schemes, known).items()}


def test_a_scheme_and_all_that_came_after_it_exclude_one_another(shipped: Catalogue) -> None:
    schemes = some(shipped, a={"successor": "b"}, b={"successor": "c"}, c={}, d={"programme": "x"}, e={"programme": "x"})
    assert barred(schemes) == {"a": "bc", "b": "ac", "c": "ab", "d": "", "e": ""}


def test_a_chain_passes_through_what_does_not_enter(shipped: Catalogue) -> None:
    first, between, last = some(shipped, a={"successor": "b"}, b={"successor": "c"}, c={})
    assert barred([first, last]) == {"a": "", "c": ""}
    assert barred([first, last], [between]) == {"a": "c", "c": "a"}


@pytest.mark.parametrize("end", ["a", "b", "c", "absent"])
def test_a_chain_that_turns_round_or_leads_nowhere_ends(shipped: Catalogue, end: str) -> None:
    schemes = some(shipped, a={"successor": "b"}, b={"successor": "c"}, c={"successor": end})
    assert barred(schemes) == {"a": "bc", "b": "ac", "c": "ab"}


def test_two_that_come_before_the_same_one_may_be_had_together(shipped: Catalogue) -> None:
    assert barred(some(shipped, a={"successor": "c"}, b={"successor": "c"}, c={})) == {"a": "c", "b": "c", "c": "ab"}


@pytest.mark.parametrize("says", ["a", "c"])
def test_a_source_that_says_they_stack_frees_the_two_that_it_names_alone(shipped: Catalogue, says: str) -> None:
    said = {"a": {"successor": "b"}, "b": {"successor": "c"}, "c": {}}
    said[says] |= stacking("c" if says == "a" else "a")
    assert barred(some(shipped, **said)) == {"a": "b", "b": "ac", "c": "b"}


def test_it_frees_two_of_one_group_too(shipped: Catalogue) -> None:
    mine = {"stacking": {"one_of": ["g"], "with": ["b"], "source": "page"}}
    theirs = {"stacking": {"one_of": ["g"]}}
    assert barred(some(shipped, a=mine, b=theirs, c=theirs)) == {"a": "c", "b": "c", "c": "ab"}


def test_an_exclusion_that_is_written_wins(shipped: Catalogue) -> None:
    assert barred(some(shipped, a=stacking("b"), b={"stacking": {"excludes": ["a"]}})) == {"a": "b", "b": "a"}


def test_the_kinds_of_help_of_one_scheme_do_not_exclude_each_other(shipped: Catalogue) -> None:
    (both,) = some(shipped, a={"stacking": {"one_of": ["g"], "excludes": ["a"]}})
    assert barred([both, both]) == {"a": ""}


_NAMES = "abcdef"
_SAID = st.fixed_dictionaries(
    {},
    optional={
        "successor": st.sampled_from(_NAMES),
        "stacking": st.fixed_dictionaries({"one_of": st.lists(st.sampled_from("gh"), min_size=1, unique=True)}),
    },
)


@given(st.fixed_dictionaries(dict.fromkeys(_NAMES, _SAID)))
def test_neither_bars_the_other_alone_nor_itself(shipped: Catalogue, said: dict[str, dict[str, Any]]) -> None:
    found = exclusions(some(shipped, **said))
    assert all(one in found[other] and one != other for one in found for other in found[one])
