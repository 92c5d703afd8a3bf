"""What was said and what was answered, to be said again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import Profile
from aidnum.project.answers import answered
from aidnum.project.merge import read_project
from aidnum.project.places import authorities_named
from aidnum.project.said import Said
from aidnum.territory.search import find


def _known(catalogue: Catalogue, said: Said) -> Profile:
    return read_project(catalogue, said, lambda match: match.authorities[1]).profile


def test_facts_answered_join_those_said(shipped: Catalogue) -> None:
    said = Said(names="Vannes", facts={"type": "demat"})
    before = _known(shipped, said)
    after = replace(before, facts={**before.facts, "pme": False})
    assert answered(said, before, after) == said._replace(facts={"type": "demat", "pme": False})
    assert answered(said, before, before) == said


@pytest.mark.parametrize(("name", "again"), [("Vannes", "Vannes"), ("st denis", ("93066",)), ("35238", "35238")])
def test_a_name_that_was_chosen_is_said_by_one_that_leaves_no_choice(
    shipped: Catalogue, name: str, again: str | tuple[str, ...]
) -> None:
    said = Said(names=name)
    known = _known(shipped, said)
    assert answered(said, known, known).names == again
    assert read_project(shipped, answered(said, known, known)).profile == known


@pytest.mark.parametrize(("name", "again"), [("Vannes", "Vannes"), ("93066", "93066")])
def test_an_authority_that_was_answered_is_named(name: str, again: str) -> None:
    after = Profile(authorities=tuple(find(name).authorities))
    assert answered(Said(), Profile(), after).names == (again,)


def test_names_that_would_be_refused_together_are_said_again_by_their_codes() -> None:
    towns = tuple(find(name).authorities[0] for name in ("93066", "Pontivy", "dep:35"))
    names = answered(Said(), Profile(), Profile(authorities=towns)).names
    assert names == ("93066", "56178", "dep:35")
    assert authorities_named(names) == towns
