"""What ``list``, ``show`` and ``facts`` answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import BadProfile
from aidnum.model.profile import Profile
from aidnum.report.listing import facts, list_schemes, show
from tests.engine.samples import DAY, VOCABULARY, funding, scheme

OPEN = {"windows": [{"opens": date(2021, 1, 1), "closes": date(2021, 12, 31)}]}
BANDS = [{"when": {"a": True}, "rate": "50%", "bonuses": [{"when": {"b": True}, "add": "10%"}]}]
CATALOGUE = Catalogue(
    (
        scheme({"all": [{"kind": ["local"]}, {"type": ["online"]}]}, id="online-open", calendar=OPEN),
        scheme({"all": [{"kind": ["local"]}, {"type": ["data"]}]}, id="data-always"),
        scheme(
            {"all": [{"kind": ["local"]}, {"type": ["data", "online"]}, {"months": {"at_most": 18}}]},
            id="both-open",
            title="Les deux",
            calendar=OPEN,
            pays=funding(bands=BANDS, bonuses=[{"when": {"joint": True}, "add": "5%"}]),
        ),
    ),
    VOCABULARY,
    ("x.yaml",),
)


def _ids(types: tuple[str, ...] = (), state: str | None = None) -> list[str]:
    known = Profile(facts={"type": types} if types else {})
    return [listed.scheme.id for listed in list_schemes(CATALOGUE, DAY, known, state).schemes]


def test_without_filter_every_scheme_is_listed_in_file_order() -> None:
    assert _ids() == ["online-open", "data-always", "both-open"]
    assert list_schemes(CATALOGUE, DAY, Profile()).total == 3


def test_a_type_leaves_out_the_schemes_it_rules_out() -> None:
    assert _ids(("data",)) == ["data-always", "both-open"]
    assert _ids(("books",)) == []


FIELDS = Catalogue(
    (
        scheme({"all": [{"kind": ["local"]}, {"domain": ["library"]}]}, id="library"),
        scheme({"all": [{"kind": ["local"]}, {"any": [{"domain": ["library"]}, {"type": ["data"]}]}]}, id="library-or-data"),
        scheme({"all": [{"kind": ["local"]}, {"domain": ["library"]}, {"type": ["online"]}]}, id="online-library"),
        scheme({"all": [{"kind": ["local"]}, {"not": {"domain": ["school"]}}]}, id="no-school"),
        scheme({"kind": ["local"]}, id="any"),
    ),
    VOCABULARY,
    ("x.yaml",),
)


@pytest.mark.parametrize(
    ("facts", "ids"),
    [
        ({}, ["library", "library-or-data", "online-library", "no-school", "any"]),
        ({"domain": ("library",)}, ["library", "library-or-data", "online-library"]),
        ({"type": ("data",)}, ["library-or-data", "no-school", "any"]),
        ({"type": ("data",), "domain": ("library",)}, ["library", "library-or-data"]),
        ({"type": ("data",), "domain": ("school",)}, ["library-or-data"]),
        ({"type": ("books",), "domain": ("museum",)}, []),
    ],
)
def test_a_field_lists_the_schemes_that_name_it_and_a_type_those_that_do_or_bound_none(
    facts: dict[str, Any], ids: list[str]
) -> None:
    assert [listed.scheme.id for listed in list_schemes(FIELDS, DAY, Profile(facts=facts)).schemes] == ids


def test_a_state_leaves_out_the_others() -> None:
    assert _ids(state="open") == ["online-open", "both-open"]
    assert _ids(("data",), "open") == ["both-open"]
    assert _ids(state="closed") == []


def test_a_scheme_is_shown_whole_with_its_rules_in_words() -> None:
    found = show(CATALOGUE, "both-open", DAY)
    assert [(line.depth, line.leaf is None) for line in found.rule] == [(0, True), (1, False), (1, False), (1, False)]
    assert [line.text for line in found.fundings[0].bands[0].rule] == ["a\u00a0: oui"]
    assert [line.text for line in found.fundings[0].bands[0].bonuses[0].rule] == ["b\u00a0: oui"]
    assert [line.text for line in found.fundings[0].bonuses[0].rule] == ["projet commun\u00a0: oui"]
    assert (found.window.state, len(found.windows)) == ("open", 1)
    assert found.titles == {}


def test_the_vocabulary_whole_or_one_fact() -> None:
    assert facts(CATALOGUE).name is None
    one = facts(CATALOGUE, "KIND")
    assert (one.name, sorted(one.values)) == ("kind", sorted(VOCABULARY.kinds))
    assert facts(CATALOGUE, "population").values == {}
    with pytest.raises(BadProfile, match="inconnu"):
        facts(CATALOGUE, "populaton")
